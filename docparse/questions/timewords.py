"""Spans of time in a question: ``tháng 12/2025``, ``quý IV/2025``, ``trước 30/6/2026``, ``tháng này``."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from docparse.folding import fold
from docparse.matching.perpack import per_pack
from docparse.questions.phrases import rules

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DATE = re.compile(r"\d\s*[/.-]\s*\d")
_UNITS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both included; None is open. ``cue``: a word says that it is about deadlines."""

    first: date | None
    last: date | None
    cue: bool
    taken: tuple[tuple[int, int], ...]


@per_pack()
def _words(kind: str) -> str:
    words = sorted((fold(word) for word in rules()["time"][kind]), key=lambda word: -len(word))
    return rf"(?:{'|'.join(map(re.escape, words))})"


@per_pack()
def _all_words() -> frozenset[str]:
    return frozenset(
        fold(word)
        for kind, words in rules()["time"].items()
        if kind not in ("why", "until", "day", "of")
        for word in words
    )


@per_pack()
def _patterns() -> dict[str, re.Pattern[str]]:
    w = _words
    until = rf"(?P<until>\b{w('until')}\s+)?"
    year = rf"(?:\s*[/.-]\s*|\s+(?:{w('of')}\s+)?)(?P<y>\d{{4}})"
    found = {
        "day": rf"{until}(?:{w('day')}\s+)?\b(?P<d>\d{{1,2}})\s*[/.-]\s*(?P<m>\d{{1,2}})\s*[/.-]\s*(?P<y>\d{{4}})\b",
        "month": rf"{until}\b{w('month')}\s+(?P<m>\d{{1,2}})(?:{year})?\b(?!\s*[/.-]\s*\d)",
        "quarter": rf"{until}\b{w('quarter')}\s+(?P<q>iv|i{{1,3}}|[1-4])(?:{year})?\b",
        "year": rf"{until}\b{w('year')}\s+(?P<y>\d{{4}})\b",
    }
    for when in ("this", "next"):
        for unit in _UNITS:
            if f"{when}_{unit}" in rules()["time"]:
                found[f"{when}_{unit}"] = rf"{until}\b{w(f'{when}_{unit}')}\b"
    return {name: re.compile(pattern) for name, pattern in found.items()}


def span_in(text: str, today: date) -> Span | None:
    """The span that a question names; None where it names none and does not ask for deadlines."""
    keys = fold(text)
    if not _DATE.search(keys) and not any(word in keys for word in _all_words()):
        return None  # most questions name no time: nothing to compile
    found: list[tuple[int, int, date | None, date]] = []
    for name, pattern in _patterns().items():
        for match in pattern.finditer(keys):
            if any(match.start() < end and start < match.end() for start, end, _, _ in found):
                continue
            days = _days(name, match, today)
            if days is not None:
                found.append((match.start(), match.end(), None if match["until"] else days[0], days[1]))
    found.sort(key=lambda entry: entry[0])
    overdue = re.search(rf"\b{_words('overdue')}\b", keys)
    cues = [overdue.span()] if overdue else [m.span() for m in re.finditer(rf"\b{_words('due')}\b", keys)]
    if not found and not cues:
        return None
    taken = (*((start, end) for start, end, _, _ in found), *cues)
    if not found:
        return Span(None, today - timedelta(days=1) if overdue else None, True, taken)
    first = None if any(entry[2] is None for entry in found[:1]) else found[0][2]
    return Span(first, max(entry[3] for entry in found), bool(cues), taken)


def _days(name: str, match: re.Match[str], today: date) -> tuple[date, date] | None:
    when, _, unit = name.rpartition("_")
    values = match.groupdict()
    year = int(values.get("y") or today.year)
    try:
        if unit == "day":
            one = today if when else date(year, int(values["m"]), int(values["d"]))
            return one, one
        if unit == "week":
            start = today - timedelta(days=today.weekday()) + timedelta(days=7 * (when == "next"))
            return start, start + timedelta(days=6)
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        if when:
            at = today.year * 12 + (today.month - 1) // months * months + months * (when == "next")
        elif unit == "month":
            at = year * 12 + int(values["m"]) - 1
            if not 1 <= int(values["m"]) <= 12:
                return None
        elif unit == "quarter":
            quarter = values["q"]
            at = year * 12 + 3 * ((_ROMAN.get(quarter) or int(quarter)) - 1)
        else:
            at = year * 12
        return date(at // 12, at % 12 + 1, 1), end_of(at + months - 1)
    except ValueError:
        return None


def end_of(month: int) -> date:
    """The last day of a month, counted from year 0: ``2025 * 12 + 11`` is December 2025."""
    year, at = divmod(month, 12)
    return date(year, at + 1, calendar.monthrange(year, at + 1)[1])


def last_day(value: str | None) -> date | None:
    """``2025``, ``2025-06`` or ``2025-06-30`` as the last day that it holds; None for what is no date."""
    try:
        parts = [int(part) for part in (value or "").split("-")]
        if len(parts) == 3:
            return date(*parts)
        month = parts[1] if len(parts) == 2 else 12
        return end_of(parts[0] * 12 + month - 1) if 1 <= month <= 12 else None
    except (ValueError, TypeError, OverflowError):
        return None
