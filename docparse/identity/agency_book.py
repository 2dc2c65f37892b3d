"""The book of agencies: one key for all spellings of a name, ids, and who belongs to a group.

Names only: which body a name stood for at a date, its parents and its successors are not kept here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from docparse.folding import canon, fold, fold_key
from docparse.identity.agency_found import Found
from docparse.identity.agency_grammar import Grammar
from docparse.identity.agency_groupwords import GroupWords
from docparse.identity.agency_ids import Named, Seat, id_of, inner_seat, seat_of, speaks_of_issuer
from docparse.identity.agency_lexicon import Entry, Trie, lexicon
from docparse.identity.agency_tokens import Tokens
from docparse.identity.homes import Home
from docparse.identity.placetails import place_tail
from docparse.identity.provinces import place_slug
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_MOST_CANDIDATES = 8
_MOST_NAMES = 20_000  # remembered
_LISTED = frozenset({"name", "field", "owned", "nested"})
_PERSON = "ho chi minh"  # a city, and a person in the names of many bodies


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A body as the book knows it: its key, its full name without a place, its kind."""

    key: str
    name: str
    kind: str
    group: bool = False


class AgencyBook:
    """Knows agencies by name; see :func:`agency_book` for the one of the rules in use."""

    def __init__(self) -> None:
        self._pack = rule_pack()
        self.groups = GroupWords()
        self._keys: dict[str, tuple[str, Found | None, str]] = {}
        self._read_names: dict[str, Named] = {}

    # --- names ------------------------------------------------------------------------------------

    def key(self, name: str) -> str:
        """One folded key for all spellings of a name: no title, no "các", no province at the end.

        "SGDĐT", "so giao duc", "Sở GD&ĐT tỉnh Điện Biên" give "so giao duc va dao tao"; "UBND tỉnh" gives
        "uy ban nhan dan", while "UBND xã Mường Phăng" keeps its commune.
        """
        return self._look(name)[0]

    def spell_out(self, name: str) -> str:
        """The name in its own wording with abbreviations spelled out, titles left out."""
        text = " ".join(name.split())
        tokens = Tokens(text, canon(text), 0, len(text))
        found = Grammar(lexicon(), tokens, listing=True).read(0)
        if len(found) == 1 and found[0].last == tokens.stop:
            return found[0].name
        return Grammar(lexicon(), tokens).wording.of(0, tokens.stop)

    def found(self, name: str) -> Found | None:
        """What the grammar reads of the whole name; None where it is none that it knows."""
        return self._look(name)[1]

    def full_spelling(self, name: str) -> str:
        """The name as the registry writes it: abbreviations and short forms in full, titles left out."""
        return self._look(name)[2]

    def knows_members(self, group: str) -> bool:
        """Whether the data tell who belongs to a group."""
        key = self.key(group)
        if any(f" {w}" in f" {key} " for w in self.groups.open_ended):
            return False
        return self.groups.levels(key) is not None or any(
            part in self.groups.members for part in self.groups.parts(key)
        )

    def member_rules(self, group: str) -> list[Mapping[str, tuple[str, ...]]]:
        """What ``rules/agency_groups.yaml`` says of each word of a group."""
        parts = self.groups.parts(self.key(group))
        central = any(p in self.groups.central_words for p in parts)
        rules = [self.groups.members[p] for p in parts if p in self.groups.members]
        return [{**r, "kinds": r["central_kinds"]} if central and "central_kinds" in r else r for r in rules]

    def is_group(self, name: str) -> bool:
        """Whether the name stands for several agencies."""
        key, found, _ = self._look(name)
        if found is None and self.groups.parts(key) and self.groups.covered(key):
            return True
        return bool(found and found.group) or (self.groups.levels(key) is not None and self.groups.many(key))

    def resolve(self, query: str) -> list[AgencyName]:
        """The bodies that a user may mean, the likeliest first; empty where the book knows none.

        Takes names without diacritics, abbreviations ("sgddt") and parts of names ("lao dong").
        """
        key, found, name = self._look(query)
        if found is not None:
            return [AgencyName(key, name, found.kind, found.group)]
        words = set(fold_key(query).split())
        if not words:
            return []
        near = [n for n in self.known if words <= set(n.key.split())]
        return sorted(near, key=lambda n: (len(n.key.split()), n.key))[:_MOST_CANDIDATES]

    @cached_property
    def known(self) -> tuple[AgencyName, ...]:
        """Every single body that the lists hold."""
        names: dict[str, AgencyName] = {}
        for entry in _entries(lexicon().bodies):
            spelled = [entry.canonical] if entry.shape == "name" else []
            if entry.shape == "field":
                spelled = [f"{entry.display} {full}" for full in sorted({f[2] for f in _entries_of(entry.fields)})]
            for name in spelled:
                names.setdefault(fold_key(name), AgencyName(fold_key(name), name, entry.kind))
        return tuple(names.values())

    def _look(self, name: str) -> tuple[str, Found | None, str]:
        """(key, what the grammar read of the whole name, its canonical spelling); the place is cut from the key."""
        text = " ".join(name.split())
        if text not in self._keys:
            if len(self._keys) > _MOST_NAMES:
                self._keys.clear()
            self._keys[text] = self._read(text)
        return self._keys[text]

    def _read(self, text: str) -> tuple[str, Found | None, str]:
        bare = fold(text) == canon(text)
        keys = fold(text) if bare else canon(text)
        tokens = Tokens(text, keys, 0, len(text))
        found = Grammar(lexicon(bare), tokens, strict=False, listing=True).read(0) if tokens.stop else []
        if len(found) == 1 and found[0].last == tokens.stop:
            one = found[0]
            return self._cut(re.sub(r"^(?:cac|nhung|moi|toan the) ", "", fold_key(one.name))), one, one.name
        return self._cut(re.sub(r"^(?:cac|nhung|moi|toan the) ", "", fold_key(self.spell_out(text)))), None, text

    @cached_property
    def _province_end(self) -> re.Pattern[str]:
        names = sorted({fold_key(p) for p in lexicon().provinces.values()}, key=lambda n: -len(n))
        return re.compile(rf" (?:(?:tinh|thanh pho)(?: ({'|'.join(names)}))?|({'|'.join(names)}))$")

    def _cut(self, key: str) -> str:
        """The key without the province (or "tỉnh", "thành phố") at its end."""
        match = self._province_end.search(key)
        if not match or not match.start():
            return key
        before = key[: match.start()]
        if self.groups.ends_in_level(before):
            return key
        if match[2] == _PERSON and not before.endswith(self._party):
            return key
        return self._loose_end.sub("", before)

    @cached_property
    def _loose_end(self) -> re.Pattern[str]:
        """ "của" in "các sở của tỉnh", left when the place is gone."""
        return re.compile(rf"(?<! truc) (?:{'|'.join(fold_key(w) for w in self.groups.lists['loose_ends'])})$")

    # --- ids --------------------------------------------------------------------------------------

    def agency_id(self, name: str, place: str | Home | None) -> str:
        """``agency:vn;dien.bien:so.tai.chinh``; ``place`` is the home of the document, or its province alone.

        A body of the whole country has no place (``agency:vn:bo.y.te``), a commune's has two
        (``agency:vn;dien.bien;muong.phang:cong.an``); a place in the name wins over ``place``; "?" stands where neither
        is known. Groups begin with ``group:`` and hold "cac" or "cap".
        """
        return id_of(self.seat(name, place))

    def seat(self, name: str, place: str | Home | None) -> Seat:
        """Where the body of a name sits for a document; see :meth:`agency_id`."""
        home = place if isinstance(place, Home) else Home(province=place_slug(place))
        named = self._named(self.meant(name, home))
        if home.issuer and (inner := inner_seat(named, self._named(home.issuer), home)):
            return inner
        tail = place_tail(named.name)
        return seat_of(named, self.key(named.name[: tail.start]) if tail else named.key, home)

    def meant(self, name: str, home: Home) -> str:
        """The name, or the issuer's where the name is a way to speak of the document's issuer ("Lãnh đạo Sở")."""
        own = home.issuer and speaks_of_issuer(self._named(name), self._named(home.issuer))
        return (home.issuer or name) if own else name

    def _named(self, name: str) -> Named:
        known = self._read_names.get(name)
        if known is None:
            key, found, full = self._look(name)
            parts = tuple(self.groups.parts(key))
            known = Named(key, full, found, self.is_group(name), self.place_in(name), parts)
            if len(self._read_names) > _MOST_NAMES:
                self._read_names.clear()
            self._read_names[name] = known
        return known

    def place_in(self, name: str) -> str | None:
        match = self._province_end.search(fold_key(name))
        province = (match[1] or match[2]) if match else None
        if province is None or match is None or self.groups.ends_in_level(fold_key(name)[: match.start()]):
            return None
        person = match[2] == _PERSON and not fold_key(name)[: match.start()].endswith(self._party)
        return None if person else province.replace(" ", ".")

    @cached_property
    def _party(self) -> tuple[str, ...]:
        """Names that a province stands right behind."""
        lists = self._pack.raw("provinces")["lists"]
        return tuple(fold_key(w) for w in (*lists["of_province"], *lists["of_city"]))

    # --- groups -----------------------------------------------------------------------------------

    def group_contains(self, group: str, agency: str) -> bool:
        """Whether the group holds the agency for sure; both by name or by key.

        False for "các cơ quan liên quan", whose members the words leave open.
        """
        group_key, agency_key = self.key(group), self.key(agency)
        if group_key == agency_key or any(f" {w}" in f" {group_key} " for w in self.groups.open_ended):
            return False
        committee = next((c for c in self.groups.committees if group_key.startswith(f"{c} ")), None)
        if committee:
            return self.groups.committee_contains(committee, group_key, agency_key)
        parts = self.groups.parts(group_key)
        if not parts or self.is_group(agency) or not (self.is_group(group) or self.groups.covered(group_key)):
            return False
        central = any(p in self.groups.central_words for p in parts)
        _, found, _ = self._look(agency)
        for part in parts:
            if self.groups.level_contains(part, agency_key, central=central):
                return True
            rule = self.groups.members.get(part)
            if rule is None:
                continue
            kinds = rule.get("central_kinds", rule.get("kinds", ())) if central else rule.get("kinds", ())
            if found and found.kind in kinds and (central or not found.central):
                return True
            if any(agency_key == n or agency_key.startswith(f"{n} ") for n in map(fold_key, rule.get("names", ()))):
                return True
        return False


def _entries_of(trie: Trie) -> list[tuple[str, bool, str]]:
    found = [trie[""]] if "" in trie else []
    for word, node in trie.items():
        if word:
            found += _entries_of(node)
    return found


def _entries(trie: Trie) -> list[Entry]:
    return _entries_of(trie)  # type: ignore[return-value]


@per_pack()
def _shapes() -> dict[str, str]:
    return {e["id"]: e["shape"] for e in rule_pack().file("agencies").entries}


def listed(rule: str) -> bool:
    """Whether the rule by which a name was read lists it whole, or its parts; "Trường …" is a pattern."""
    return _shapes().get(rule) in _LISTED


@per_pack()
def agency_book() -> AgencyBook:
    """The book of the rules in use."""
    return AgencyBook()


__all__ = ["AgencyBook", "AgencyName", "agency_book", "listed"]
