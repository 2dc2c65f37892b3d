"""One point in time, as exact as it is printed: ``2025``, ``2025-06`` or ``2025-06-30``."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docparse.matching.engine import RulePack, rule_pack

RULES = "deadlines"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class When:
    """A point or stretch of time: its first and last moment (ISO), ``on`` (``mm-dd``) where no year is printed."""

    first: str | None
    last: str | None
    on: str | None = None
    year: int | None = None
    month: int | None = None
    quarter: int | None = None

    def in_year(self, year: int) -> When:
        """The same point in a year that the text gives elsewhere ("quý I - quý III/2026")."""
        if self.year is not None:
            return self
        if self.on:
            return When(f"{year}-{self.on}", f"{year}-{self.on}", None, year)
        return _span(year, self.month, self.month, None, self.quarter)


def read_when(keys: str, start: int, end: int, *, year: int | None = None, pack: RulePack | None = None) -> When | None:
    """The time that ``keys[start:end]`` spells out in full, or None; ``year`` is what "năm nay" means."""
    for rule in (pack or rule_pack()).rules(RULES, "when"):
        for _, pattern in rule.compiled:
            if found := pattern.fullmatch(keys, start, end):
                return _read(found.groupdict(), rule.values, year)
    return None


def _read(parts: Mapping[str, str | None], values: Mapping[str, Any], this_year: int | None) -> When | None:
    number = {k: parts.get(k) for k in ("day", "month", "year", "since")}
    printed = number["year"]
    year = this_year if values.get("this_year") else int(printed) + values.get("century", 0) if printed else None
    word = parts.get("quarter")
    quarter = None if word is None else _QUARTERS[word] if word in _QUARTERS else int(word)
    month = int(number["month"]) if number["month"] else None
    day = int(number["day"]) if number["day"] else None
    if day and month and day > monthrange(year or 2024, month)[1]:
        return None
    if day and month:
        on = f"{month:02}-{day:02}"
        iso = f"{year}-{on}" if year else None
        return When(iso, iso, None if year else on, year)
    if number["since"]:
        return When(number["since"], printed, None, year)
    if half := values.get("half"):
        return _span(year, 6 * half - 5, 6 * half, None, None)
    return _span(year, month, month, month, quarter)


def _span(year: int | None, first: int | None, last: int | None, month: int | None, quarter: int | None) -> When:
    if quarter:
        first, last = 3 * quarter - 2, 3 * quarter
    if year is None:
        return When(None, None, None, None, month, quarter)
    return When(
        f"{year}-{first:02}" if first else str(year),
        f"{year}-{last:02}" if last else str(year),
        None,
        year,
        month,
        quarter,
    )


__all__ = ["When", "read_when"]
