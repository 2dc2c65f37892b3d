"""The stretches of a goal that hold one target or several, and the years that they are due by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docparse.extraction.numbers import RULES
from docparse.matching.engine import RulePack

EDGES = " \t\n,:;.-–+*•"
_SENTENCE_END = re.compile(r"[.!?]\s+|\n")
_MARKS = re.compile("[();]")
_LIST_MARKER = re.compile(r"\s*(?:[-+*•–]+\s|\(?[a-zđ][.)]\s|\d+(?:\.\d+)*[.)]\s)?\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence between semicolons; ``due`` is the year at the sentence's head."""

    start: int
    end: int
    due: str | None


def parts_of(text: str, keys: str, start: int, end: int, pack: RulePack) -> Iterator[Part]:
    """Sentences cut at their semicolons outside brackets, each with the year that opens its sentence."""
    begin = start
    breaks = [m for m in _SENTENCE_END.finditer(text, start, end) if _ends_sentence(text, m)]
    for stop, after in [*((m.start(), m.end()) for m in breaks), (end, end)]:
        opening = _opening_year(keys, begin, stop, pack)
        depth, at = 0, begin
        for mark in _MARKS.finditer(text, begin, stop):
            depth = max(0, depth + (mark[0] == "(") - (mark[0] == ")"))
            if mark[0] == ";" and not depth:
                yield Part(at, mark.start(), opening)
                at = mark.end()
        if at < stop:
            yield Part(at, stop, opening)
        begin = after


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    if mark[0].startswith("\n"):
        return True
    word = re.search(r"\w*$", text[max(0, mark.start() - 6) : mark.start()])
    abbreviation = word is not None and word[0].isupper() and len(word[0]) <= 2
    follower = text[mark.end() : mark.end() + 1]
    return not abbreviation and not follower.islower()


def years_in(keys: str, start: int, end: int, pack: RulePack) -> list[tuple[int, int, str]]:
    found = pack.find(RULES, "target-year", keys, start, end)
    return [(m.start, m.end, str(m.text(keys, "year"))) for m in found if m.values["kind"] == "year"]


def _opening_year(keys: str, start: int, end: int, pack: RulePack) -> str | None:
    """The year at the head of a sentence, behind a list marker and words like "phấn đấu"."""
    years = years_in(keys, start, min(end, start + 90), pack)
    if not years or skip_lead(keys, start, years[0][0], pack) < years[0][0]:
        return None
    return years[0][2]


def skip_lead(keys: str, start: int, end: int, pack: RulePack) -> int:
    """Where the subject begins: behind list marker, years and lead-in words; ``end`` where nothing is left."""
    marker = _LIST_MARKER.match(keys, start, end)
    at = marker.end() if marker else start
    words = pack.phrase(RULES, "lead_in")
    while True:
        while at < end and keys[at] in EDGES:
            at += 1
        year = pack.match(RULES, "target-year", keys, at, end)
        step = year.end if year and year.values["kind"] == "year" else None
        if step is None and (word := words.match(keys, at, end)):
            step = word.end()
        if step is None or step <= at:
            return at
        at = step


__all__ = ["EDGES", "Part", "parts_of", "skip_lead", "years_in"]
