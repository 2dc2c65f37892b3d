"""Words that stand for several agencies: the parts of a group's key, its levels, the committees of all levels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from docparse.folding import fold_key
from docparse.identity.agency_lexicon import lexicon
from docparse.matching.engine import rule_pack


class GroupWords:
    """Reads the keys of groups by ``rules/agency_groups.yaml``."""

    def __init__(self) -> None:
        self._file = rule_pack().file("agency_groups")

    @property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The lists of the rule file, canon keys."""
        return self._file.lists

    @cached_property
    def _level_ends(self) -> tuple[str, ...]:
        lists = self.lists
        levels = {fold_key(w) for k in ("commune_levels", "district_levels", "province_levels") for w in lists[k]}
        return tuple(f" {level}" for level in sorted(levels | {"cac", "cap"}))

    def ends_in_level(self, key: str) -> bool:
        """ "ubnd xa" before "dien bien": the name behind is that of a lower place."""
        return f" {key}".endswith(self._level_ends) and not key.endswith(self._not_levels)

    @cached_property
    def _belonging(self) -> tuple[str, ...]:
        return tuple(f" {fold_key(w)}" for w in self.lists["belonging"])

    @cached_property
    def _not_levels(self) -> tuple[str, ...]:
        return tuple(fold_key(w) for w in self.lists["not_levels"])

    def committee_contains(self, committee: str, group: str, agency: str) -> bool:
        if agency != committee and not agency.startswith(f"{committee} "):
            return False
        wanted, got = self.levels(group), self.levels(agency)
        if wanted is None or not (self.many(group) or group.endswith(self._level_ends)):
            return False
        return wanted == {"*"} or (got is not None and "*" not in got and got <= wanted)

    def level_contains(self, part: str, agency: str, *, central: bool) -> bool:
        """Whether a group word that names levels ("xã", "địa phương") means the agency's body of its own level."""
        rule = self.members.get(part, {})
        levels = rule.get("central_levels" if central else "levels", ())
        wanted = {fold_key(level) for level in levels} or ({part} if f" {part}" in self._level_ends else set())
        bodies = [fold_key(body) for body in self.lists["level_bodies"]]
        got = self.levels(agency) if any(f"{agency} ".startswith(f"{body} ") for body in bodies) else None
        return got is not None and got <= wanted and not self.many(agency)

    def many(self, key: str) -> bool:
        return re.search(r" (?:cac|cap|tung) ", f" {key} ") is not None or len(self._plain_levels(key)) > 1

    def _plain_levels(self, key: str) -> set[str]:
        return set(self._level_word.findall(key))

    @cached_property
    def _level_word(self) -> re.Pattern[str]:
        levels = sorted({e.strip() for e in self._level_ends} - {"cac", "cap"}, key=lambda e: -len(e))
        return re.compile(rf"\b(?:{'|'.join(levels)})\b")

    def levels(self, key: str) -> set[str] | None:
        """Administrative levels that a committee's key names; {"*"} for all, None where it is no committee's."""
        if not any(key == c or key.startswith(f"{c} ") for c in self.committees):
            return None
        if " cac cap" in key:
            return {"*"}
        tier = re.search(r" cap (\w+)", key)
        if tier:
            lists = {"xa": "commune_levels", "huyen": "district_levels", "tinh": "province_levels"}
            name = lists.get(tier[1])
            return {fold_key(w) for w in self.lists[name]} if name else None
        found = self._plain_levels(key)
        if found and not self.many(key):
            return {next(iter(self._level_word.findall(key)))}
        return found or {"tinh"}

    def parts(self, key: str) -> list[str]:
        """The group words that a key is made of ("so nganh doan the"), as far as they go."""
        words, at, parts = key.split(), 0, []
        while at < len(words):
            sizes = range(min(8, len(words) - at), 0, -1)
            size = next((n for n in sizes if " ".join(words[at : at + n]) in self._group_words), 0)
            if not size:
                break
            parts.append(" ".join(words[at : at + size]))
            if f" {parts[-1]}".endswith(self._belonging):
                break
            at += size + (words[at + size : at + size + 1] == ["va"])
        return parts

    def covered(self, key: str) -> bool:
        """Whether the key is made of group words alone ("co quan ngang bo co quan thuoc chinh phu")."""
        return sum(len(p.split()) for p in self.parts(key)) + key.split().count("va") >= len(key.split())

    @cached_property
    def _group_words(self) -> set[str]:
        return {fold_key(g) for g in lexicon().groups} | set(self.members)

    @cached_property
    def members(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {fold_key(str(e["group"])): dict(e) for e in self._file.entries}

    @cached_property
    def open_ended(self) -> tuple[str, ...]:
        return tuple(fold_key(w) for w in self.lists["open_ended"])

    @cached_property
    def central_words(self) -> set[str]:
        return {fold_key(w) for w in self.lists["central_words"]}

    @cached_property
    def committees(self) -> tuple[str, ...]:
        return tuple(fold_key(w) for w in self.lists["committees"])


__all__ = ["GroupWords"]
