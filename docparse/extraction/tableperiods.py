"""Columns that are points in time ("Năm 2026", "Quý I"): a tick below one says when (``rules/tables.yaml``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docparse.extraction.dates import When, read_when
from docparse.extraction.deadlines import find_due
from docparse.folding import canon
from docparse.matching.engine import Mention, RulePack
from docparse.model import Cell, Due

RULES = "tables"
_LONGEST = 40  # title of a point in time, in characters


@dataclass(frozen=True, slots=True)
class Period:
    """A point in time that heads a column: ``spelled`` in full but for the year, which ``joint`` ties to it."""

    spelled: str
    joint: str | None
    year: int | None
    rule: str
    cell: Cell | None = None

    def at(self, cell: Cell) -> Period:
        """The same with the cell that it is printed in."""
        return replace(self, cell=cell)

    def when(self, year: int | None) -> When | None:
        """The time itself; ``year`` is the one that stands elsewhere."""
        year = self.year or year
        words = canon(f"{self.spelled}{self.joint}{year}" if self.joint and year else self.spelled)
        return read_when(words, 0, len(words), year=year)


def read_period(pack: RulePack, title: str, above: Sequence[str]) -> Period | None:
    """The point in time that a title names, by itself or by the titles ``above`` it ("Quý" over "I"); all are canon."""
    if len(title) > _LONGEST:
        return None
    found = pack.match(RULES, "period", title)
    if found is not None:
        return _period(title, found, found.text(title, "number") or "", found.text(title, "year"))
    for over in reversed(above):
        for unit in pack.find(RULES, "period_unit", over) if len(title) <= 4 else ():
            spelled = f"{unit.values['spelled']}{title}"
            if pack.match(RULES, "period", spelled) is not None:
                return _period(over, unit, title, None)
    return None


def _period(title: str, found: Mention, number: str, year: str | None) -> Period:
    values = found.values
    joint = values.get("joint")
    return Period(
        f"{values['spelled']}{number}", str(joint) if joint else None, int(year) if year else None, found.rule.id
    )


def is_mark(pack: RulePack, keys: str, cell: Cell) -> bool:
    """A cell that holds nothing but an "x" or another tick."""
    if not 0 < cell.end - cell.start <= 5:
        return False
    found = pack.match(RULES, "mark", keys[cell.start : cell.end])
    return found is not None


def due_of_marks(text: str, marked: Sequence[tuple[Period, int | None]]) -> Due | None:
    """The time that ticks below these points give, each with the year that stands over or around it."""
    times = [(p.cell, when) for p, year in marked if (when := p.when(year)) is not None and p.cell is not None]
    rule = marked[0][0].rule if marked else None
    if not times:
        return None
    (first, opening), (last, closing) = times[0], times[-1]
    words = ", ".join(" ".join(text[cell.start : cell.end].split()) for cell, _ in times)
    if len(times) == 1:
        return Due(words, "within", None, opening.last, None, None, rule, first.start, last.end)
    return Due(words, "period", opening.first, closing.last, None, None, rule, first.start, last.end)


def due_in_year(text: str, start: int, end: int, year: int, pack: RulePack) -> Due | None:
    """The time that a cell states without its year ("Quý II"), in the year that its column's title gives."""
    words = " ".join(text[start:end].split()) + f"/{year}"
    due = find_due(words, canon(words), 0, len(words), where="line", year=year, pack=pack)
    return None if due is None or due.to is None else replace(due, text=words[: -len(f"/{year}")], start=start, end=end)


__all__ = ["Period", "due_in_year", "due_of_marks", "is_mark", "read_period"]
