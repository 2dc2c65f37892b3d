"""The book of agencies: one key for all spellings of a name, ids, and who belongs to a group.

Names only: which body a name stood for at a date, its parents and its successors are not kept here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from docparse.folding import canon, fold, fold_key
from docparse.identity.agency_found import Found
from docparse.identity.agency_grammar import Grammar
from docparse.identity.agency_lexicon import Entry, Trie, lexicon
from docparse.identity.agency_tokens import Tokens
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack
from docparse.matching.rules import RuleFile

_OPEN_PLACE = "?"
_MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A body as the book knows it: its key, its full name without a place, its kind."""

    key: str
    name: str
    kind: str
    group: bool = False


def _dots(key: str) -> str:
    return ".".join(key.split())


class AgencyBook:
    """Knows agencies by name; see :func:`agency_book` for the one of the rules in use."""

    def __init__(self) -> None:
        self._pack = rule_pack()
        self._keys: dict[str, tuple[str, Found | None, str]] = {}

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

    def is_group(self, name: str) -> bool:
        """Whether the name stands for several agencies."""
        key, found, _ = self._look(name)
        return bool(found and found.group) or (self._levels(key) is not None and self._many(key))

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
            if len(self._keys) > 20_000:
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
        if self._ends_in_level(before):
            return key
        if match[2] == "ho chi minh":
            return key
        return before

    @cached_property
    def _level_ends(self) -> tuple[str, ...]:
        lists = self._file.lists
        levels = {fold_key(w) for k in ("commune_levels", "district_levels", "province_levels") for w in lists[k]}
        return tuple(f" {level}" for level in sorted(levels | {"cac", "cap"}))

    def _ends_in_level(self, key: str) -> bool:
        """ "ubnd xa" before "dien bien": the name behind is that of a lower place."""
        return key.endswith(self._level_ends) and not key.endswith(self._not_levels)

    @cached_property
    def _not_levels(self) -> tuple[str, ...]:
        return tuple(fold_key(w) for w in self._file.lists["not_levels"])

    # --- ids --------------------------------------------------------------------------------------

    def agency_id(self, name: str, place: str | None) -> str:
        """``agency:vn;dien.bien:so.tai.chinh``; ``place`` is the province of the document.

        A body of the whole country has no place (``agency:vn:bo.y.te``); a province in the name wins over ``place``;
        "?" stands where neither is known. Groups begin with ``group:`` and hold "cac" or "cap".
        """
        key, found, _ = self._look(name)
        where = self.place_in(name) or self._slug(place) or _OPEN_PLACE
        central = bool(found and found.central)
        if self.is_group(name):
            several = key if re.search(r" (?:cac|cap) ", key) else f"cac {key}"
            parts = self._parts(key)
            if central or (parts and parts[0] in self._central_words):
                return f"group:vn:{_dots(several)}"
            return f"group:vn;{where}:{_dots(several)}"
        return f"agency:vn:{_dots(key)}" if central else f"agency:vn;{where}:{_dots(key)}"

    def place_in(self, name: str) -> str | None:
        match = self._province_end.search(fold_key(name))
        province = (match[1] or match[2]) if match else None
        if province is None or match is None or self._ends_in_level(fold_key(name)[: match.start()]):
            return None
        return None if match[2] == "ho chi minh" else _dots(province)

    def _slug(self, place: str | None) -> str | None:
        words = re.sub(r"^(?:tinh|thanh pho|tp) ", "", fold_key(place or ""))
        return _dots(words) or None

    # --- groups -----------------------------------------------------------------------------------

    def group_contains(self, group: str, agency: str) -> bool:
        """Whether the group holds the agency for sure; both by name or by key.

        False for "các cơ quan liên quan", whose members the words leave open.
        """
        group_key, agency_key = self.key(group), self.key(agency)
        if group_key == agency_key or any(f" {w}" in f" {group_key} " for w in self._open_ended):
            return False
        committee = next((c for c in self._committees if group_key.startswith(f"{c} ")), None)
        if committee:
            return self._committee_contains(committee, group_key, agency_key)
        parts = self._parts(group_key)
        if not parts or self.is_group(agency):
            return False
        central = any(p in self._central_words for p in parts)
        _, found, _ = self._look(agency)
        for part in parts:
            rule = self._members.get(part)
            if rule is None:
                continue
            kinds = rule.get("central_kinds", rule.get("kinds", ())) if central else rule.get("kinds", ())
            if found and found.kind in kinds and (central or not found.central):
                return True
            if any(agency_key == n or agency_key.startswith(f"{n} ") for n in map(fold_key, rule.get("names", ()))):
                return True
        return False

    def _committee_contains(self, committee: str, group: str, agency: str) -> bool:
        if agency != committee and not agency.startswith(f"{committee} "):
            return False
        wanted, got = self._levels(group), self._levels(agency)
        if wanted is None or (not self._many(group)):
            return False
        return wanted == {"*"} or (got is not None and "*" not in got and got <= wanted)

    def _many(self, key: str) -> bool:
        return re.search(r" (?:cac|cap|tung) ", f" {key} ") is not None or len(self._plain_levels(key)) > 1

    def _plain_levels(self, key: str) -> set[str]:
        return set(self._level_word.findall(key))

    @cached_property
    def _level_word(self) -> re.Pattern[str]:
        levels = sorted({e.strip() for e in self._level_ends} - {"cac", "cap"}, key=lambda e: -len(e))
        return re.compile(rf"\b(?:{'|'.join(levels)})\b")

    def _levels(self, key: str) -> set[str] | None:
        """Administrative levels that a committee's key names; {"*"} for all, None where it is no committee's."""
        if not any(key == c or key.startswith(f"{c} ") for c in self._committees):
            return None
        if " cac cap" in key:
            return {"*"}
        tier = re.search(r" cap (\w+)", key)
        if tier:
            lists = {"xa": "commune_levels", "huyen": "district_levels", "tinh": "province_levels"}
            name = lists.get(tier[1])
            return {fold_key(w) for w in self._file.lists[name]} if name else None
        found = self._plain_levels(key)
        if found and not self._many(key):
            return {next(iter(self._level_word.findall(key)))}
        return found or {"tinh"}

    def _parts(self, key: str) -> list[str]:
        """The group words that a key is made of ("so nganh doan the"), as far as they go."""
        words, at, parts = key.split(), 0, []
        while at < len(words):
            sizes = range(min(8, len(words) - at), 0, -1)
            size = next((n for n in sizes if " ".join(words[at : at + n]) in self._group_words), 0)
            if not size:
                break
            parts.append(" ".join(words[at : at + size]))
            at += size + (words[at + size : at + size + 1] == ["va"])
        return parts

    @cached_property
    def _group_words(self) -> set[str]:
        return {fold_key(g) for g in lexicon().groups} | set(self._members)

    @cached_property
    def _file(self) -> RuleFile:
        return self._pack.file("agency_groups")

    @cached_property
    def _members(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {fold_key(str(e["group"])): dict(e) for e in self._file.entries}

    @cached_property
    def _open_ended(self) -> tuple[str, ...]:
        return tuple(fold_key(w) for w in self._file.lists["open_ended"])

    @cached_property
    def _central_words(self) -> set[str]:
        return {fold_key(w) for w in self._file.lists["central_words"]}

    @cached_property
    def _committees(self) -> tuple[str, ...]:
        return tuple(fold_key(w) for w in self._file.lists["committees"])


def _entries_of(trie: Trie) -> list[tuple[str, bool, str]]:
    found = [trie[""]] if "" in trie else []
    for word, node in trie.items():
        if word:
            found += _entries_of(node)
    return found


def _entries(trie: Trie) -> list[Entry]:
    return _entries_of(trie)  # type: ignore[return-value]


@per_pack()
def agency_book() -> AgencyBook:
    """The book of the rules in use."""
    return AgencyBook()


__all__ = ["AgencyBook", "AgencyName", "agency_book"]
