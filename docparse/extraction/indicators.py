"""Numeric targets ("tỷ lệ … đạt trên 55%") and targets without a number that have a year.

A target's name stands before its number ("tỷ lệ hộ nghèo còn 5%") or after it ("100% các xã bố trí …").
The words that decide are in ``rules/indicators.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from docparse.extraction.numbers import RULES, Quantity, quantities
from docparse.extraction.targetparts import EDGES, Part, parts_of, skip_lead, years_in
from docparse.matching.engine import RulePack, rule_pack
from docparse.model import Indicator, Milestone

Span = tuple[int, int]
_MARKS = re.compile("[(),]")
_BRACKET = 400  # code points: brackets that reach further are not closed or hold no aside
_REACH = 1500  # code points between two targets of one clause
_SAID = 3  # words behind a counted noun that say what becomes of it
_SHORT = 2  # words: a name after the number that is no longer needs its subject beside it


@dataclass(frozen=True, slots=True)
class _Found:
    quantity: Quantity
    start: int
    end: int
    bracketed: bool = False


def find_indicators(
    text: str, keys: str, start: int, end: int, *, due: str | None = None, pack: RulePack | None = None
) -> tuple[Indicator, ...]:
    """The numeric targets of ``text[start:end]``, in order; ``due`` is the year that a heading above gives."""
    pack = pack or rule_pack()
    found: list[Indicator] = []
    for part in parts_of(text, keys, start, end, pack):
        found += _targets(text, keys, part, due, pack)
    return tuple(found)


def find_milestones(
    text: str, keys: str, start: int, end: int, *, pack: RulePack | None = None
) -> tuple[Milestone, ...]:
    """Targets with a year and no number: "đến năm 2023 tỉnh đạt chuẩn … mức độ 3"."""
    pack = pack or rule_pack()
    found = []
    for part in parts_of(text, keys, start, end, pack):
        if quantities(keys, part.start, part.end, pack):
            continue
        years = years_in(keys, part.start, part.end, pack)
        begin, stop = skip_lead(keys, part.start, part.end, pack), part.end
        if years and years[-1][1] >= stop - 1 and years[-1][0] > begin:
            stop = years[-1][0]
        said = years[0][2] if years else part.due
        words = text[begin:stop].strip(EDGES)
        if said and words and pack.phrase(RULES, "milestone_verbs").search(keys, begin, stop):
            found.append(Milestone(words, said))
    return tuple(found)


def table_indicator(
    text: str, keys: str, name: Span, unit: Span | None, values: Sequence[tuple[Span, str | None]]
) -> tuple[Indicator, ...]:
    """The targets of one row of a table: a cell with the name, one with the unit, and a value a column.

    Each value comes with the year of its column, or None. Cells without one number give nothing.
    """
    pack = rule_pack()
    title = text[name[0] : name[1]].strip(EDGES)
    bracket = re.search(r"\(([^()]{1,25})\)\s*$", title)
    printed = text[unit[0] : unit[1]].strip(EDGES) if unit else ""
    if not printed and bracket:
        printed, title = bracket[1].strip(), title[: bracket.start()].strip(EDGES)
    row = []
    for cell, year in values:
        numbers = quantities(keys, cell[0], cell[1], pack, bare=True)
        if len(numbers) != 1 or not title:
            continue
        q = numbers[0]
        own = text[q.unit_start : q.unit_end].strip() if q.kind != "bare" else ""
        row.append(_indicator(q, title, own or printed or None, year, min(name[0], cell[0]), max(name[1], cell[1])))
    return tuple(row)


# --- the targets of one part ----------------------------------------------------------------------


def _targets(text: str, keys: str, part: Part, due: str | None, pack: RulePack) -> list[Indicator]:
    segments: list[_Found] = []
    every = quantities(keys, part.start, part.end, pack)
    for q, after in zip_longest(every, every[1:]):
        if after is not None and _describes(text, keys, q, after, pack):
            continue
        bracket = _bracket(text, part.start, part.end, q.number)
        if bracket:
            segments.append(_Found(q, *bracket, True))
            continue
        last = next((i for i in reversed(range(len(segments))) if segments[i].end == part.end), None)
        if last is None:
            segments.append(_Found(q, part.start, part.end))
            continue
        cut = _boundary(text, keys, segments[last], q, pack)
        if cut is None:
            continue  # no joint between them: the second number only describes the first target
        segments[last] = replace(segments[last], end=cut)
        segments.append(_Found(q, cut, part.end))
    found: list[Indicator] = []
    for segment in sorted(segments, key=lambda s: s.quantity.number):
        made = _name(text, keys, segment, found, pack)
        if made is not None and any(c.isalpha() for c in made[0]):
            name, span = made
            q = segment.quantity
            if found and not q.cued and q.kind == "count" and found[-1].end <= q.start:
                q = replace(q, comparator=found[-1].comparator)
            host = found[-1].due if found and segment.bracketed else None
            year = _due(keys, segment, pack) or host or part.due or due
            found.append(_indicator(q, name, text[q.unit_start : q.unit_end].strip() or None, year, *span))
    return found


def _indicator(q: Quantity, name: str, unit: str | None, due: str | None, start: int, end: int) -> Indicator:
    return Indicator(
        name=name,
        comparator=q.comparator,
        value=q.value,
        unit=unit,
        start=start,
        end=end,
        value_to=q.value_to,
        approximate=q.approximate,
        change=q.change,
        due=due,
    )


def _bracket(text: str, start: int, end: int, at: int) -> Span | None:
    """The inside of the brackets around ``at``, or None."""
    start = max(start, at - _BRACKET)
    left, right = text.rfind("(", start, at), text.rfind(")", start, at)
    if left <= right:
        return None
    close = text.find(")", at, min(end, at + _BRACKET))
    return (left + 1, close) if close > 0 else None


def _joints(text: str, keys: str, start: int, end: int, pack: RulePack) -> list[Span]:
    """Commas and joining words outside brackets between two numbers."""
    depth, found = 0, []
    for mark in _MARKS.finditer(text, start, end):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if mark[0] == "," and depth <= 0:
            found.append(mark.span())
    found += [m.span() for m in pack.phrase(RULES, "joints").finditer(keys, start, end)]
    return sorted(found)


def _describes(text: str, keys: str, q: Quantity, after: Quantity, pack: RulePack) -> bool:
    """A bare quantity inside the name of the next target: "băng rộng tốc độ 01 Gb/s đạt 100%"."""
    return not q.cued and q.kind != "percent" and after.level and not _joints(text, keys, q.end, after.start, pack)


def _boundary(text: str, keys: str, last: _Found, q: Quantity, pack: RulePack) -> int | None:
    """Where the target before ends and the target of ``q`` begins; None where nothing parts them."""
    if q.start - last.quantity.end > _REACH:
        return None
    joints = _joints(text, keys, last.quantity.end, q.start, pack)
    if not joints:
        return None
    heads = pack.phrase(RULES, "head_nouns")
    final = joints[-1][1]
    rest = skip_lead(keys, final, q.start, pack)
    if rest >= q.start or (q.verb and not q.level):
        return joints[-1][0]
    named = [j for j in joints if heads.match(keys, skip_lead(keys, j[1], q.start, pack), q.start)]
    if named:
        return named[0][0]
    begin = skip_lead(keys, last.start, last.quantity.start, pack)
    before = begin < last.quantity.start and not last.quantity.verb
    comma = [j for j in joints if text[j[0]] == ","]
    if before:
        return (comma or joints)[0][0]
    return comma[-1][0] if comma and (q.level or q.kind != "percent") else None


def _due(keys: str, segment: _Found, pack: RulePack) -> str | None:
    """The year printed with this target: the nearest before its number, else the first after it."""
    q = segment.quantity
    years = years_in(keys, segment.start, segment.end, pack)
    before = [y for y in years if y[1] <= q.number]
    after = [y for y in years if y[0] >= q.unit_end]
    return before[-1][2] if before else after[0][2] if after else None


def _name(text: str, keys: str, segment: _Found, found: list[Indicator], pack: RulePack) -> tuple[str, Span] | None:
    """The target's name and passage; None where the number is no target."""
    q = segment.quantity
    begin = segment.start
    colon = _colon(text, segment.start, q.start)
    if colon and text[colon : q.start].strip():
        begin = colon
    begin = skip_lead(keys, begin, q.start, pack)
    heads = pack.phrase(RULES, "head_nouns")
    headed = heads.match(keys, begin, q.start) is not None
    subject = _without_years(text, keys, begin, q.named if headed else q.start, pack)
    follow = q.noun if q.kind == "count" else q.end
    stop = _name_end(keys, follow, segment.end, pack)
    tail = _without_years(text, keys, follow, stop, pack)
    noun = text[q.noun : q.unit_end].strip()
    if q.kind == "count":
        continued = bool(found) and not subject
        opening = not subject and len(tail.split()) >= len(noun.split()) + _SAID  # "01 khu đạt tiêu chuẩn …"
        if not (q.compared or q.verb or q.level or q.change or continued or opening):
            return None
    elif q.kind == "measure" and not (q.cued or headed):
        return None
    measured = q.kind == "measure" and not q.verb
    changed = q.change is not None and bool(tail) and not headed
    if subject and not changed and (q.level or headed or not tail or measured):
        bare = heads.fullmatch(subject.lower()) is not None or (len(subject.split()) <= _SHORT and not headed)
        return (f"{subject} {noun}" if bare and q.kind == "count" else subject), (begin, q.end)
    if tail:
        if subject and (len(tail.split()) <= _SHORT or tail == noun):
            return f"{tail} ({subject})", (begin, stop)
        return tail, (q.start, stop)
    return (found[-1].name, (q.start, q.end)) if found else None


def _colon(text: str, start: int, end: int) -> int:
    """The place behind the last colon outside brackets, 0 if there is none."""
    depth, found = 0, 0
    for i in range(start, end):
        depth = max(0, depth + (text[i] == "(") - (text[i] == ")"))
        if text[i] == ":" and not depth:
            found = i + 1
    return found


def _name_end(keys: str, start: int, end: int, pack: RulePack) -> int:
    """The end of a name that stands after its number: before ", góp phần …" and the like."""
    cut = pack.phrase(RULES, "name_end").search(keys, start, end)
    return cut.start() if cut else end


def _without_years(text: str, keys: str, start: int, end: int, pack: RulePack) -> str:
    pieces, at = [], start
    for left, right, _ in years_in(keys, start, end, pack):
        pieces.append(text[at:left])
        at = right
    pieces.append(text[at:end])
    return re.sub(r"\s+", " ", " ".join(p.strip() for p in pieces)).strip(EDGES)


__all__ = ["find_indicators", "find_milestones", "table_indicator"]
