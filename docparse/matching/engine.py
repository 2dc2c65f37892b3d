"""Run rules over text: a pack of rule files, and the mentions that its rules find.

Precedence where mentions of one label overlap: higher priority, then the earlier, then the longer one,
then the rule that stands first in its file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from docparse.datafiles import data_folder
from docparse.errors import RuleError
from docparse.matching.patterns import words_to_regex
from docparse.matching.rules import Rule, RuleFile, load_rule_file


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that a rule matched; ``parts`` are the named captures as (start, end)."""

    rule: Rule
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]]

    def text(self, text: str, part: str | None = None) -> str | None:
        """The words of the mention or of one capture; None where the capture did not take part."""
        if part is None:
            return text[self.start : self.end]
        span = self.parts.get(part)
        return text[span[0] : span[1]] if span else None

    @property
    def values(self) -> Mapping[str, Any]:
        return self.rule.values


class RulePack:
    """The knowledge of one ``rules`` folder; files are read when a label or list is first asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder("rules")
        self._files: dict[str, RuleFile] = {}
        self._phrases: dict[tuple[str, str], re.Pattern[str]] = {}

    def file(self, name: str) -> RuleFile:
        """``rules/NAME.yaml``, read once."""
        if name not in self._files:
            self._files[name] = load_rule_file(name, self.folder)
        return self._files[name]

    def words(self, name: str, key: str) -> tuple[str, ...]:
        """A phrase list of a file, as canon keys; RuleError DP307 if the file has none of that name."""
        lists = self.file(name).lists
        if key not in lists:
            raise RuleError("DP307", f"{name}.yaml", f"thiếu danh sách {key}", "thêm danh sách này dưới lists")
        return lists[key]

    def phrase(self, name: str, key: str) -> re.Pattern[str]:
        """A phrase list as one pattern over canon text, bounded by word edges."""
        if (name, key) not in self._phrases:
            self._phrases[name, key] = re.compile(rf"(?<!\w){words_to_regex(list(self.words(name, key)))}(?!\w)")
        return self._phrases[name, key]

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], tuple[Rule, ...]]:
        return {}

    def rules(self, name: str, label: str) -> tuple[Rule, ...]:
        """The rules of one label in one file, highest priority first."""
        if (name, label) not in self._by_label:
            found = [r for r in self.file(name).rules if r.label == label]
            self._by_label[name, label] = tuple(sorted(found, key=lambda r: -r.priority))
        return self._by_label[name, label]

    def find(self, name: str, label: str, keys: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """All mentions of a label in ``keys[start:end]`` (canon text), none overlapping, in order."""
        stop = len(keys) if end is None else end
        return settle(candidates(self.rules(name, label), keys, start, stop))

    def match(self, name: str, label: str, keys: str, start: int = 0, end: int | None = None) -> Mention | None:
        """The mention of a label that begins at ``start``: the first rule by precedence, or None."""
        stop = len(keys) if end is None else end
        for rule in self.rules(name, label):
            for anchor, pattern in rule.compiled:
                if anchor and keys.find(anchor, start, stop) < 0:
                    continue
                if found := pattern.match(keys, start, stop):
                    return _mention(rule, found)
        return None

    def ending_at(self, name: str, label: str, keys: str, start: int, end: int) -> Mention | None:
        """The longest mention of the best rule that ends at ``end``, spaces before it set aside."""
        while end > start and keys[end - 1] == " ":
            end -= 1
        best: Mention | None = None
        for rule in self.rules(name, label):
            if best is not None and rule.priority < best.rule.priority:
                break
            for anchor, pattern in rule.compiled_at_end:
                if anchor and keys.find(anchor, start, end) < 0:
                    continue
                found = pattern.search(keys, start, end)
                if found and (best is None or found.start() < best.start):
                    best = _mention(rule, found)
        return best


def candidates(rules: Iterable[Rule], keys: str, start: int, end: int) -> list[Mention]:
    """Every match of every rule, overlapping ones included."""
    found: list[Mention] = []
    for rule in rules:
        for anchor, pattern in rule.compiled:
            if anchor and keys.find(anchor, start, end) < 0:
                continue
            found += [_mention(rule, m) for m in pattern.finditer(keys, start, end)]
    return found


def settle(mentions: list[Mention]) -> list[Mention]:
    """Drop mentions that overlap one of higher precedence."""
    kept: list[Mention] = []  # in order and apart, so that only the two neighbours can overlap
    for mention in sorted(mentions, key=lambda m: (-m.rule.priority, m.start, m.start - m.end)):
        at = bisect_left(kept, mention.start, key=lambda k: k.start)
        before = at == 0 or kept[at - 1].end <= mention.start
        if before and (at == len(kept) or mention.end <= kept[at].start):
            kept.insert(at, mention)
    return kept


def _mention(rule: Rule, match: re.Match[str]) -> Mention:
    parts = {name: match.span(name) for name in match.groupdict() if match[name] is not None}
    return Mention(rule, match.start(), match.end(), parts)


@lru_cache(maxsize=4)
def rule_pack(folder: Path | None = None) -> RulePack:
    """The rule pack of a folder, docparse's own by default; loaded once a process."""
    return RulePack(folder)


__all__ = ["Mention", "RulePack", "candidates", "rule_pack", "settle"]
