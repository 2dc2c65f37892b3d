"""Rules that came near: how far a pattern went in a passage, and which element was missing.

A pattern is tried element by element: its first element, its first two …, as the engine itself would compile them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from docparse.errors import RuleError
from docparse.folding import canon
from docparse.matching.engine import RulePack
from docparse.matching.patterns import PatternError, pattern_to_regex
from docparse.matching.rules import Rule
from docparse.questions.rulecards import is_regex, rule_card, rules_by_id, shown_patterns
from docparse.questions.whyvalues import NearMiss, Passage

# the files whose rules say something of a clause; the others are about headings, headers and questions
FILES = ("roles", "deadlines", "indicators", "references", "fields", "clauses")
_ELSEWHERE = frozenset({"column", "marker", "attached"})  # labels that match titles of columns and numbers, not words
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_NAME = re.compile(r"\{\s*([\w.-]+)")
_TOKEN = re.compile(r"[\[({]|…|[^\s\[\](){}|…]+")
_SHORTEST = 5  # code points that a rule must have taken: "số" alone is no sign of anything
_AHEAD = 40  # code points shown of what stood where the next element was wanted
_LEAST = 0.34  # a rule that took less of its elements did not come near


def elements(pattern: str) -> tuple[str, ...]:
    """The elements of a pattern at its top level: ``trước``, ``[ngày]``, ``{date as date}``."""
    out: list[str] = []
    at = 0
    while found := _TOKEN.search(pattern, at):
        end = found.end()
        if found[0] in _CLOSING:
            end = _close(pattern, found.start())
            while end < len(pattern) and not pattern[end].isspace() and pattern[end] not in "[({…":
                end += 1  # "[ngày]," is one element
        out.append(pattern[found.start() : end])
        at = end
    return tuple(out)


def _close(pattern: str, at: int) -> int:
    """The end of the group that opens at ``at``."""
    depth = 0
    for i in range(at, len(pattern)):
        depth += (pattern[i] in "[({") - (pattern[i] in "])}")
        if depth == 0:
            return i + 1
    raise PatternError(pattern)


def optional(element: str) -> bool:
    return element.startswith("[") or element == "…"


@lru_cache(maxsize=8192)
def _compiled(pattern: str, count: int, used: tuple[tuple[str, str], ...]) -> re.Pattern[str] | None:
    """The first ``count`` elements compiled, with the spacing of the pattern; None where they stand for nothing."""
    at = 0
    for element in elements(pattern)[:count]:
        at = pattern.index(element, at) + len(element)
    try:
        return re.compile(pattern_to_regex(pattern[:at].rstrip(" …"), dict(used)))
    except (PatternError, re.error):
        return None


def _prefix(variables: Mapping[str, str], pattern: str, count: int) -> re.Pattern[str] | None:
    used = tuple((name, variables[name]) for name in dict.fromkeys(_NAME.findall(pattern)) if name in variables)
    return _compiled(pattern, count, used)


def pattern_of(pack: RulePack, name: str, keys: str, start: int, end: int) -> str | None:
    """Which pattern of a rule took ``keys[start:end]``; None where none of them alone does."""
    rule = rules_by_id(pack).get(name)
    if rule is None:
        return None
    if not is_regex(rule):
        variables = pack.file(_stem(rule)).variables
        for pattern in rule.patterns:
            regex = _prefix(variables, pattern, len(elements(pattern)))
            if regex is not None and regex.fullmatch(keys, start, end):
                return pattern
    patterns = shown_patterns(rule)
    return patterns[0] if len(patterns) == 1 else None


def _stem(rule: Rule) -> str:
    return rule.file.removesuffix(".yaml")


def near_misses(
    pack: RulePack, text: str, keys: str, start: int, end: int, *, most: int = 6, files: tuple[str, ...] = FILES
) -> tuple[NearMiss, ...]:
    """The rules that took the largest part of their elements in ``text[start:end]`` without matching it."""
    best: dict[str, _Reach | None] = {}  # None: the rule matches, so that it is no near miss
    for file, rule, pattern in _patterns(pack, files):
        if rule.id in best and best[rule.id] is None:
            continue
        reach = _walk(pack.file(file).variables, rule, pattern, keys, start, end)
        before = best.get(rule.id)
        if reach is None or before is None or reach.worth > before.worth:
            best[rule.id] = reach
    near = sorted((r for r in best.values() if r is not None and r.share >= _LEAST), key=lambda r: r.order)
    return tuple(_miss(pack, reach, text, end) for reach in near[:most])


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far a pattern went: ``keys[start:end]`` by its first elements, ``next`` the index of the one missing."""

    rule: Rule
    pattern: str
    start: int
    end: int
    next: int
    share: float

    @property
    def worth(self) -> tuple[float, int]:
        return self.share, self.end - self.start

    @property
    def order(self) -> tuple[float, int, int, str]:
        return -self.share, self.start - self.end, self.start, self.rule.id


def _patterns(pack: RulePack, files: tuple[str, ...]) -> Iterator[tuple[str, Rule, str]]:
    for file in files:
        try:
            rules = pack.file(file).rules
        except RuleError:
            continue  # an office's pack may leave files out
        for rule in rules:
            if rule.label in _ELSEWHERE or rule.bound or is_regex(rule):
                continue  # a regular expression has no elements to name
            for pattern in rule.patterns:
                yield file, rule, pattern


def _walk(variables: Mapping[str, str], rule: Rule, pattern: str, keys: str, start: int, end: int) -> _Reach | None:
    """The longest prefix that matches; None where the whole pattern does. A prefix of nothing gives share 0."""
    parts = elements(pattern)
    needed = [i for i, part in enumerate(parts) if not optional(part)]
    taken, at = 0, (start, start)
    for done, i in enumerate(needed, 1):
        regex = _prefix(variables, pattern, i + 1 if done < len(needed) else len(parts))
        found = regex.search(keys, start, end) if regex is not None else None
        if found is None:
            break
        taken, at = done, found.span()
    if needed and taken == len(needed):
        return None
    if not taken or at[1] - at[0] < _SHORTEST:
        return _Reach(rule, pattern, start, start, 0, 0.0)
    return _Reach(rule, pattern, *at, needed[taken], taken / len(needed))


def _miss(pack: RulePack, reach: _Reach, text: str, end: int) -> NearMiss:
    wanted = _wanted(elements(reach.pattern)[reach.next :], pack.file(_stem(reach.rule)).variables)
    ahead = " ".join(text[reach.end : min(end, reach.end + _AHEAD)].split())
    matched = Passage(text[reach.start : reach.end], reach.start, reach.end)
    example = _example(reach)
    return NearMiss(rule_card(reach.rule.id, pack), reach.pattern, matched, wanted, ahead, reach.share, example)


def _example(reach: _Reach) -> str:
    """An example of the rule that its pattern matches, else any."""
    of_pattern = reach.rule.patterns.index(reach.pattern)
    fitting = (e for e in reach.rule.examples if reach.rule.forms[of_pattern].pattern.search(canon(e)))
    return next(fitting, reach.rule.examples[0] if reach.rule.examples else "")


def _wanted(rest: tuple[str, ...], variables: Mapping[str, str]) -> str:
    """The next element; plain words that follow one another are one."""
    count = 1
    while count < len(rest) and rest[count - 1][0].isalnum() and rest[count][0].isalnum():
        count += 1
    return " ".join(rest[:count]) if count > 1 else _readable(rest[0], variables)


def _readable(element: str, variables: Mapping[str, str]) -> str:
    """An element with the first words that a variable stands for: ``{date as date}``."""
    name = re.match(r"\{([\w.-]+)", element)
    body = variables.get(name[1], "") if name else ""
    words = body.removeprefix("(?:").removesuffix(")").split("|")
    if any(re.search(r"[(?\[]", word) for word in words):
        return element  # a shape, or folded words: its pieces would say nothing
    shown = ", ".join(w.replace(r"\s+", " ").replace("\\", "") for w in words[:4])
    return f"{element} ({shown}{', …' if len(words) > 4 else ''})" if shown else element
