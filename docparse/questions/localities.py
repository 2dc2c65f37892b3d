"""Where documents and agencies belong: the province of each document, and places that a question names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.folding import canon, fold, fold_key
from docparse.identity.directives import UNKNOWN, commune_in
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack
from docparse.questions.phrases import Phrase, match_at, phrases, words_of
from docparse.store.connection import Row

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

CENTRAL = ""
_SIZES = range(1, 6)  # syllables of a place's name
_JURISDICTION = re.compile(r"urn:lex:vn(?:;([^:;]+)(?:;([^:]+))?)?:")


@per_pack()
def provinces() -> Mapping[str, str]:
    """``dien.bien`` to ``Điện Biên``, former provinces too."""
    return {slug(name): name for name in reversed(rule_pack().raw("places")["lists"]["provinces"])}


@per_pack()
def levels() -> tuple[Phrase, ...]:
    return tuple(words_of(level) for level in rule_pack().raw("places")["lists"]["levels"])


def slug(place: str) -> str:
    """``Tỉnh Điện Biên`` to ``dien.bien``."""
    return re.sub(r"^(?:tinh|thanh pho|tp) ", "", fold_key(place)).replace(" ", ".")


def province_name(key: str | None) -> str | None:
    """``dien.bien`` to ``Điện Biên``; CENTRAL and None stay without a name."""
    return provinces().get(key, key.replace(".", " ").title()) if key else None


def province_of_agency(agency_id: str | None) -> str | None:
    """``dien.bien`` of ``agency:vn;dien.bien:so.tai.chinh``; None for the whole country or an open place."""
    place = f"{(agency_id or '').partition(':')[2].partition(':')[0]};".split(";")[1]
    return place if place not in ("", "?") else None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that a question names: how it is ``spelled`` where that tells it from others ("Đông Tân", "Đồng Tân")."""

    slug: str
    name: str
    spelled: str | None = None


class Localities:
    """The documents of a store by place; CENTRAL for the whole country's, None where it is not known."""

    def __init__(self, store: GraphStore) -> None:
        self._db = store.db
        self._store = store
        self._rows: dict[int, Row] = {}
        self._provinces: dict[int, str | None] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._looked: Phrase = ()

    def load(self, documents: Iterable[int]) -> None:
        """Read many documents with one query."""
        missing = sorted(set(documents) - self._rows.keys())
        for row in self._db.rows("document_places", pks=json.dumps(missing)) if missing else ():
            self._keep(row)

    def _keep(self, row: Row) -> None:
        self._rows[row["pk"]] = row
        self._provinces[row["pk"]] = self._province(row)

    def province(self, document: int) -> str | None:
        """The province of a document."""
        if document not in self._rows:
            self.load((document,))
        return self._provinces.get(document)

    def in_order(self, documents: Iterable[int]) -> dict[int, int]:
        """The place of each document by date, those without one last."""
        self.load(documents)
        rows = sorted((self._rows[pk] for pk in documents), key=lambda r: (r["date"] is None, r["date"] or "", r["id"]))
        return {row["pk"]: place for place, row in enumerate(rows)}

    def of(self, document: int) -> tuple[str | None, str, str | None]:
        """A document's province, the slug of its commune or district ("" for none), and its date."""
        if document not in self._rows:
            self.load((document,))
        row = self._rows[document]
        found = _JURISDICTION.match(row["id"])
        below = (found[2] or "") if found else ""
        if found and found[1] == UNKNOWN:  # ids of such places tell names apart that agencies' ids do not
            below = commune_in(row["issuer"] or "") or below
        return self._provinces[document], below, row["date"]

    def only_province(self) -> str | None:
        """The province of all documents that have one, if it is the same."""
        found: set[str] = set()
        after = 0
        while len(found) < 2 and (rows := self._db.rows("documents_in_order", after=after)):
            for row in rows:
                self._keep(row)
            after = rows[-1]["pk"]
            found |= {key for row in rows if (key := self._provinces[row["pk"]]) in provinces()}  # type: ignore[misc]
        return found.pop() if len(found) == 1 else None

    def _province(self, row: Row) -> str | None:
        place = slug(row["place"] or "")
        found = _JURISDICTION.match(row["id"])
        if found and found[1]:
            return None if found[1] == UNKNOWN else str(found[1])
        if place and place not in provinces():
            return None
        issuer = fold_key(row["issuer"] or "")
        if place and place.replace(".", " ") in issuer:
            return place
        if found or (issuer and self._store.agency_book.agency_id(fold(row["issuer"]), None).startswith("agency:vn:")):
            return CENTRAL
        named = [key for key in provinces() if f" {key.replace('.', ' ')} " in f"{issuer} "]
        return named[0] if len(named) == 1 else place or None

    def matching(self, place: str, spelled: str | None = None) -> list[int]:
        """The documents of a province or commune (its slug): by jurisdiction, place or issuer.

        ``spelled`` leaves out the communes of that slug that are written otherwise.
        """
        words = f" {place.replace('.', ' ')} "
        if not words.strip():
            return []

        def issued(issuer: str) -> bool:  # "Thanh" is not in "Thanh Hóa" or "Núi Thành"
            return "." in place and words in f" {issuer} "

        def meant(row: Row) -> bool:
            names = (canon(row[of] or "") for of in ("place", "issuer"))
            return spelled is None or any(f" {spelled} " in f" {name} " for name in names)

        found = [row["pk"] for row in self._db.rows("headers_holding", match=f'"{words.strip()}"')]
        self.load(found)
        return [
            row["pk"]
            for row in sorted((self._rows[pk] for pk in found), key=lambda row: row["id"])
            if self._provinces[row["pk"]] == place
            or (meant(row) and (
                place in (_JURISDICTION.match(row["id"]) or [""])[0].rstrip(":").split(";")
                or (self._provinces[row["pk"]] != CENTRAL and (slug(row["place"] or "") == place
                                                       or issued(fold_key(row["issuer"] or ""))))
            ))
        ]  # fmt: skip

    def _look_up(self, words: Phrase) -> None:
        """All names that the words of a question may hold, with one query."""
        self._looked = words
        keys = {" ".join(word.fold for word in words[at : at + size]) for at in range(len(words)) for size in _SIZES}
        asked = sorted(key for key in keys - self._names.keys() if key.replace(" ", ".") not in provinces())
        found: dict[str, dict[str, str]] = {key: {} for key in asked}
        for row in self._db.rows("places_named", keys=json.dumps(asked)):
            found[row["place_key"]][canon(row["place"])] = row["place"]
        self._names |= {key: tuple(names.values()) for key, names in found.items()}

    def _named(self, words: str) -> tuple[str, ...]:
        """The places of some folded words as they are spelled: a province, else those of the store's documents."""
        known = provinces().get(words.replace(" ", "."))
        return (known,) if known else self._names.get(words, ())

    @staticmethod
    def _ends(words: Phrase, at: int, text: str) -> bool:
        """Whether the name of one syllable at a word ends there: "xã Đông", not "xã Đông Thành"."""
        following = words[at + 1] if at + 1 < len(words) else None
        return following is None or text[words[at].end : following.start] != " " or not text[following.start].isupper()

    def place_at(self, words: Phrase, at: int, text: str) -> tuple[int, NamedPlace] | None:
        """The place named from word ``at`` ("tỉnh Bắc Ninh", "Đồng Tháp") and in how many words; None for none."""
        if words is not self._looked:
            self._look_up(words)
        level = match_at(words, at, levels())
        start = at + level
        plain = all(word.canon == word.fold for word in words)
        inside = start > 0 and match_at(words, start - 1, phrases("place_compounds")) > 1
        for size in range(min(_SIZES[-1], len(words) - start), 0, -1):
            part = words[start : start + size]
            known = self._named(" ".join(word.fold for word in part))
            if not known:
                continue
            key = slug(known[0])
            province = key in provinces()
            typed = canon(text[part[0].start : part[-1].end])
            bare = all(word.canon == word.fold for word in part)
            capital = all(text[word.start].isupper() for word in part)
            if inside and not capital:  # "vùng cao bằng nguồn vốn …"
                continue
            if not (province or capital or plain or (level and size > 1)):  # "xây dựng trung tâm": no commune Trung Tâm
                continue
            if size == 1 and not province and not (level and self._ends(words, start, text)):
                continue  # a commune may be called "Thanh": alone, or before more of a name, that is but a word
            meant = [name for name in known if bare or typed == canon(name)]
            # "hòa bình" is a place only where it is written or known as one
            if meant and (level or capital or self.matching(key)):
                exact = typed if len(known) > 1 and not bare else None
                name = meant[0] if len(meant) == 1 else text[part[0].start : part[-1].end]
                return level + size, NamedPlace(key, name, exact)
        return None
