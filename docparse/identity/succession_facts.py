"""The facts of ``rules/successions.yaml``: dated edges from names to names, and who is told by them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docparse.folding import canon, fold_key
from docparse.identity.agency_book import agency_book
from docparse.identity.provinces import first_day, last_day, place_slug
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

COUNTRY, PROVINCE, DISTRICT, COMMUNE = "bộ", "sở", "huyện", "xã"  # levels of an edge, as the rule file writes them
_ANY = " …"  # behind a name: whatever follows
_EVERY = "…"  # alone: every body of the level
PART, WHOLE = "một phần", "toàn bộ"


@dataclass(frozen=True, slots=True)
class Edge:
    """One name gives way to another: ``date`` as exact as known, done everywhere by the day ``settled``.

    ``any_tail``: all names that begin with the old one ("Báo …"). ``old`` and ``new`` are keys of the agency book,
    ``name`` is the new one as written, empty where nobody is known to have taken over; ``ends`` tells whether the old
    body is gone with it, ``gone`` whether that is sure, be its heir to confirm or not. ``through`` are the keys of
    which one must have come before, empty for any.
    """

    id: str
    level: str
    any_tail: str
    old: str
    new: str
    name: str
    date: str
    settled: str
    share: str
    what: str | None
    ends: bool
    founds: bool
    certain: bool
    note: str | None
    basis: str
    through: tuple[str, ...] = ()
    provinces: tuple[str | None, ...] = ()
    elsewhere: tuple[str | None, ...] = ()
    gone: bool = True

    @property
    def day(self) -> str:
        """The first day on which it may have happened."""
        return first_day(self.date)

    def begins_at(self, key: str, name: str) -> bool:
        """Whether the body of a key is the old one; "Báo …" is known by its diacritics, as "Bảo hiểm …" is another."""
        if key == self.old or self.old == _EVERY:
            return True
        return bool(self.any_tail) and canon(name).startswith(f"{self.any_tail} ") and key != self.new


class Facts:
    """The edges by name, and lists that tell how names are read; see :func:`facts`."""

    def __init__(self) -> None:
        self._file = rule_pack().file("successions")
        self._book = agency_book()

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All of them, the earliest first."""
        found = [edge for entry in self._file.entries for edge in self._of(entry)]
        return tuple(sorted(found, key=lambda e: e.day))

    def _of(self, entry: Mapping[str, Any]) -> list[Edge]:
        """The edges of one entry: each old name to each new one."""
        date, by, certain = str(entry["date"]), entry.get("by"), entry.get("certain", True)
        return [
            Edge(
                id=entry["id"],
                level=entry["level"],
                any_tail=canon(old.removesuffix(_ANY)) if old.endswith(_ANY) else "",
                old=old if old == _EVERY else self._book.key(old.removesuffix(_ANY)),
                new=self._book.key(new) if new else "",
                name=new,
                date=date,
                settled=last_day(str(by)) if by else first_day(date),
                share=entry["share"],
                what=entry.get("what"),
                ends=not entry.get("goes_on", False),
                founds=entry.get("founds", False),
                certain=certain,
                note=entry.get("note"),
                basis=entry["basis"],
                through=tuple(map(self._book.key, entry.get("through", ()))),
                provinces=tuple(map(place_slug, entry.get("provinces", ()))),
                elsewhere=tuple(map(place_slug, entry.get("elsewhere", ()))),
                gone=entry.get("gone", certain),
            )
            for old in entry["from"]
            for new in entry["to"] or [""]
        ]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Key to full name of every body that the edges or the registry name."""
        known = {n.key: n.name for n in self._book.known}
        for entry in self._file.entries:
            for name in (*entry["from"], *entry["to"]):
                known.setdefault(self._book.key(name.removesuffix(_ANY)), name.removesuffix(_ANY))
        for name in rule_pack().raw("successions")["lists"]["known_too"]:
            known.setdefault(self._book.key(name), name)
        known.pop(self._book.key(_EVERY), None)
        return known

    @cached_property
    def of_district(self) -> str:
        """What stands behind a name for the bodies of all districts."""
        return str(rule_pack().raw("successions")["lists"]["of_district"][0])

    @cached_property
    def standing_kinds(self) -> frozenset[str]:
        """Kinds of which every body that no edge ends goes on."""
        return frozenset(rule_pack().raw("successions")["lists"]["standing_kinds"])

    def words(self, name: str) -> frozenset[str]:
        """A list of names as keys of the agency book."""
        return frozenset(map(self._book.key, rule_pack().raw("successions")["lists"][name]))

    @cached_property
    def district_head(self) -> re.Pattern[str]:
        """A name that is a district's without saying so ("Phòng …", "Huyện ủy"), over keys."""
        return re.compile(rf"(?:{_any(tuple(map(fold_key, self._file.lists['district_heads'])))})(?: |$)")

    @cached_property
    def district_committee(self) -> re.Pattern[str]:
        """The end of a key behind which a district stands without its level ("Huyện ủy Mường Ảng")."""
        heads = tuple(fold_key(pair.partition(" = ")[0]) for pair in self._file.lists["district_committees"])
        return re.compile(rf"(?:^| )(?:{_any(heads)})$")

    @cached_property
    def whole_end(self) -> re.Pattern[str]:
        """The end of a key that no province is put behind."""
        return re.compile(rf"(?:^| )(?:{_any(tuple(map(fold_key, self._file.lists['whole_ends'])))})$")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@per_pack()
def facts() -> Facts:
    """The facts of the rules in use."""
    return Facts()


__all__ = ["COMMUNE", "COUNTRY", "DISTRICT", "PART", "PROVINCE", "WHOLE", "Edge", "Facts", "facts"]
