"""When the rows of a task table are due: ticks below points in time, times without a year, a start and an end."""

from __future__ import annotations

from dataclasses import replace

from docparse.extraction.clauses import trim
from docparse.extraction.dates import read_when
from docparse.extraction.deadlines import find_due
from docparse.extraction.fields import FieldReader
from docparse.extraction.tablecolumns import Columns
from docparse.extraction.tableperiods import due_in_year, due_of_marks, is_mark
from docparse.matching.engine import RulePack
from docparse.model import Cell, Due
from docparse.outline.items import Item, Outline

_LINES_ABOVE = 8  # lines above a table in which its title may stand
_DAY = len("2026-06-30")
Cells = dict[int, Cell]


class TableTimes:
    """Reads the times of rows, with what the titles of columns and of the table say of them."""

    def __init__(self, pack: RulePack, text: str, keys: str, fields: FieldReader, year: int | None) -> None:
        self.pack, self.text, self.keys, self.fields, self.year = pack, text, keys, fields, year

    def marked(self, cells: Cells, columns: Columns, year: int | None) -> Due | None:
        """The time that ticks below points in time give, or a time without year below a year."""
        marked = [
            (period, columns.years.get(column, year))
            for column, period in sorted(columns.periods.items())
            if (cell := self._covering(cells, column)) is not None and is_mark(self.pack, self.keys, cell)
        ]
        if marked:
            return due_of_marks(self.text, marked)
        for column, period in columns.periods.items():
            cell = cells.get(column)
            own = columns.years.get(column, period.year)
            if cell is None or own is None or not any(map(str.isalpha, self.text[cell.start : cell.end])):
                continue
            if due := due_in_year(self.text, cell.start, cell.end, own, self.pack):
                return due
        return None

    def dated(self, cell: Cell, due: Due | None, year: int) -> Due | None:
        """A time without a year ("Quý II") in the year that the title of its column gives."""
        if due is None or due.to is not None or due.kind in ("ongoing", "recurring"):
            return due
        return due_in_year(self.text, cell.start, cell.end, year, self.pack) or due

    def _covering(self, cells: Cells, column: int) -> Cell | None:
        return next((c for c in cells.values() if c.column <= column < c.column + c.columns), None)

    def since(self, cells: Cells, columns: Columns, due: Due | None) -> Due | None:
        """The deadline with the day that a column "Bắt đầu" gives."""
        column = next((c for c, n in columns.names.items() if n == "start"), None)
        cell = cells.get(column) if column is not None else None
        if cell is None or not any(map(str.isalnum, self.text[cell.start : cell.end])):
            return due
        when = read_when(self.keys, *trim(self.text, cell.start, cell.end), year=self.year, pack=self.pack)
        if when is None or when.first is None:
            return due
        if due is None:
            words = " ".join(self.text[cell.start : cell.end].split())
            return Due(words, "period", when.first, None, None, None, columns.rules[cell.column], cell.start, cell.end)
        return replace(due, kind="period", from_=when.first) if due.to is not None else due

    def give_years(self, columns: Columns, item: Item, outline: Outline) -> None:
        """The year that the table's title or heading prints ("NHIỆM VỤ NĂM 2026") holds for times without one."""
        bare = [c for c, n in columns.names.items() if n == "time" and c not in columns.years]
        if not bare:
            return
        titles = [span for span in self._lines_above(item) if self.text[slice(*span)].isupper()]
        heads = [(head.start, head.end) for head in outline.above(item)]
        dues = (find_due(self.text, self.keys, *span, where="line", year=None) for span in (*titles, *heads))
        spans = ((due, self.fields.only_year(*span)) for due, span in zip(dues, (*titles, *heads), strict=True))
        year = next((y for due, y in spans if due is not None and due.kind == "within" and due.to == str(y)), None)
        if year is not None:
            columns.years.update(dict.fromkeys(bare, year))

    def _lines_above(self, item: Item) -> list[tuple[int, int]]:
        """The lines right above the table, the nearest first."""
        lines: list[tuple[int, int]] = []
        end = item.start
        while end > 0 and len(lines) < _LINES_ABOVE:
            start = self.text.rfind("\n", 0, end - 1) + 1
            lines.append((start, end))
            end = start
        return lines

    def year_above(self, item: Item, outline: Outline) -> int | None:
        """The one year in the lines right above the table, else in the nearest heading; a day is no such year."""
        heads = [(head.start, head.end) for head in outline.above(item)]
        spans = (*self._lines_above(item), *heads)
        return next((year for span in spans if (year := self._year_of(*span)) is not None), None)

    def _year_of(self, start: int, end: int) -> int | None:
        year = self.fields.only_year(start, end)
        if year is None:
            return None
        due = find_due(self.text, self.keys, start, end, where="line", year=None)
        return year if due is None or due.to is None or len(due.to) < _DAY else None


__all__ = ["Cells", "TableTimes"]
