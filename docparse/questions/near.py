"""Rules that came near: how far a pattern went in a passage, and which element was missing.

A pattern is tried element by element: its first element, its first two …, as the engine itself would compile them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from docparse.errors import RuleError
from docparse.matching.engine import RulePack
from docparse.matching.patterns import PatternError, pattern_to_regex
from docparse.questions.rulecards import rule_card
from docparse.questions.whyvalues import NearMiss, Passage, RuleCard

# the files whose rules say something of a clause; the others are about headings, headers and questions
FILES = ("roles", "deadlines", "indicators", "references", "fields", "clauses")
_ELSEWHERE = frozenset({"column", "marker", "attached"})  # labels that match titles of columns and numbers, not words
_CLOSING = {"(": ")", "[": "]", "{": "}"}
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


@lru_cache(maxsize=4096)
def _prefix(folder: Path, file: str, pattern: str, count: int) -> re.Pattern[str] | None:
    """The first ``count`` elements compiled, with the spacing of the pattern; None where they stand for nothing."""
    from docparse.matching.engine import rule_pack

    variables = rule_pack(folder).file(file).variables
    at = 0
    for element in elements(pattern)[:count]:
        at = pattern.index(element, at) + len(element)
    try:
        return re.compile(pattern_to_regex(pattern[:at].rstrip(" …"), variables))
    except (PatternError, re.error):
        return None


def pattern_of(pack: RulePack, rule: RuleCard, keys: str, start: int, end: int) -> str | None:
    """Which pattern of the rule took ``keys[start:end]``; None where none of them alone does."""
    file = (rule.file or "").removeprefix("rules/").removesuffix(".yaml")
    for pattern in rule.patterns if file else ():
        regex = None if pattern.startswith("/") else _prefix(pack.folder, file, pattern, len(elements(pattern)))
        if regex is not None and regex.fullmatch(keys, start, end):
            return pattern
    return rule.patterns[0] if len(rule.patterns) == 1 else None


def near_misses(
    pack: RulePack, text: str, keys: str, start: int, end: int, *, most: int = 6, files: tuple[str, ...] = FILES
) -> tuple[NearMiss, ...]:
    """The rules that took the largest part of their elements in ``text[start:end]`` without matching it."""
    best: dict[str, NearMiss] = {}
    for file, rule_id, pattern in _patterns(pack, files):
        miss = _walk(pack, file, rule_id, pattern, text, keys, start, end)
        if miss is None:
            best[rule_id] = _matched(rule_id)  # one pattern of the rule matches: the rule is no near miss
        elif rule_id not in best or (best[rule_id].pattern and _worth(miss) > _worth(best[rule_id])):
            best[rule_id] = miss
    found = [m for m in best.values() if m.pattern and m.share >= _LEAST]
    return tuple(sorted(found, key=lambda m: (_negative(_worth(m)), m.matched.start, m.rule.id))[:most])


def _matched(rule_id: str) -> NearMiss:
    nothing = Passage("", 0, 0)
    return NearMiss(rule_card(rule_id), "", nothing, "", "", 1.0)


def _worth(miss: NearMiss) -> tuple[float, int]:
    return miss.share, miss.matched.end - miss.matched.start


def _negative(worth: tuple[float, int]) -> tuple[float, int]:
    return -worth[0], -worth[1]


def _patterns(pack: RulePack, files: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for file in files:
        try:
            rules = pack.file(file).rules
        except RuleError:
            continue  # an office's pack may leave files out
        for rule in rules:
            if rule.label in _ELSEWHERE:
                continue
            for pattern in rule_card(rule.id, pack).patterns:
                if not pattern.startswith("/"):  # a regular expression has no elements to name
                    yield file, rule.id, pattern


def _walk(
    pack: RulePack, file: str, rule_id: str, pattern: str, text: str, keys: str, start: int, end: int
) -> NearMiss | None:
    """The longest prefix that matches; None where the whole pattern does. A prefix of nothing gives share 0."""
    parts = elements(pattern)
    needed = [i for i, part in enumerate(parts) if not optional(part)]
    taken, at = 0, (start, start)
    for done, i in enumerate(needed, 1):
        regex = _prefix(pack.folder, file, pattern, i + 1 if done < len(needed) else len(parts))
        found = regex.search(keys, start, end) if regex is not None else None
        if found is None:
            break
        taken, at = done, found.span()
    if needed and taken == len(needed):
        return None
    card = rule_card(rule_id, pack)
    if not taken or at[1] - at[0] < _SHORTEST:
        return NearMiss(card, pattern, Passage("", start, start), "", "", 0.0)
    wanted = _wanted(parts[needed[taken] :], pack.file(file).variables)
    ahead = " ".join(text[at[1] : min(end, at[1] + _AHEAD)].split())
    return NearMiss(card, pattern, Passage(text[at[0] : at[1]], *at), wanted, ahead, taken / len(needed))


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
    words = [
        w for w in re.split(r"[|]", body.removeprefix("(?:").removesuffix(")")) if w and not re.search(r"[(?\[]", w)
    ]
    shown = ", ".join(w.replace(r"\s+", " ").replace("\\", "") for w in words[:4])
    return f"{element} ({shown}{', …' if len(words) > 4 else ''})" if shown else element
