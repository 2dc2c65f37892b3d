"""What the columns of a table of tasks hold, by the words of their titles (``rules/fields.yaml``, label ``column``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docparse.extraction.clauses import trim
from docparse.extraction.fields import Field, FieldReader
from docparse.extraction.tableperiods import Period, read_period
from docparse.model import Cell

Rows = tuple[tuple[Cell, ...], ...]

_WORD = re.compile(r"[^\W_]")
_HEADER_ROWS = 4
_WIDEST = 120  # columns; a plan by weeks has 60
_AGENCY_COLUMNS = frozenset({"lead", "implement", "coordinate", "agencies"})
_OTHER_TABLES = frozenset({"person", "price", "session"})  # columns that no table of tasks has
_BESIDE_MONEY = frozenset({"lead", "coordinate", "agencies", "time", "start", "product", "time_product"})  # or a budget
_TIMES = frozenset({"time", "start", "time_product"})


@dataclass(slots=True)
class Columns:
    """What each column of a table holds, by its number from 0; ``header_rows`` are titles.

    ``bodies``: the titles that are agencies themselves; a mark below one says what part the agency has.
    """

    names: dict[int, str]
    rules: dict[int, str]
    header_rows: int
    width: int
    titles: dict[int, set[str]] = field(default_factory=dict)
    periods: dict[int, Period] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    bodies: dict[int, Cell] = field(default_factory=dict)

    @property
    def task(self) -> int | None:
        columns = [c for wanted in ("task", "group") for c, n in self.names.items() if n == wanted]
        return columns[0] if columns else None

    @property
    def number(self) -> int | None:
        return next((c for c, n in self.names.items() if n == "number"), None)

    def is_agency(self, column: int) -> bool:
        """Whether a column says who acts."""
        return self.names.get(column) in _AGENCY_COLUMNS

    @property
    def has_time(self) -> bool:
        return bool(self.periods) or any(n in _TIMES for n in self.names.values())

    @property
    def is_task_table(self) -> bool:
        named = set(self.names.values())
        if self.task is None or named & _OTHER_TABLES:
            return False
        if "money" in named and not (named & _BESIDE_MONEY or self.periods):
            return False
        if named & _AGENCY_COLUMNS or self.periods or self.bodies:
            return True
        if "inspected" in named:
            return False
        return any(n in _TIMES and c > self.task for c, n in self.names.items())  # hours in front: a running order


def spanned(rows: Rows) -> Iterator[tuple[tuple[Cell, ...], dict[int, Cell]]]:
    """Each row with its cells by column, those that reach down from rows above among them."""
    spanning: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        cells = {c.column: c for c in row}
        for column, (cell, left) in list(spanning.items()):
            if left > 0 and column not in cells:
                cells[column] = cell
            spanning[column] = (cell, left - 1)
        spanning.update({c.column: (c, c.rows - 1) for c in row if c.rows > 1})
        yield row, cells


def width_of(rows: Rows) -> int:
    return max((c.column + c.columns for row in rows for c in row), default=0)


class ColumnReader:
    """Finds the titles of tables and what they name."""

    def __init__(self, text: str, keys: str, fields: FieldReader) -> None:
        self.text, self.keys, self.fields = text, keys, fields

    def read(self, rows: Rows) -> Columns | None:
        """The columns by the titles in the first rows; None where they name nothing."""
        out = Columns({}, {}, 0, width_of(rows))
        if out.width > _WIDEST:
            return None
        grid = [cells for _, cells in spanned(rows[:_HEADER_ROWS])]
        for number, row in enumerate(rows[:_HEADER_ROWS]):
            filled = [c for c in row if self.has_words(c)]
            found = [(c, f) for c in filled if (f := self.fields.column(c.start, c.end)) is not None]
            points = [c for c in filled if self._period(c, grid[: number + 1]) is not None]
            known = len(found) + sum(all(c is not f for f, _ in found) for c in points)
            known += sum(all(c is not f for f, _ in found) for c in filled if self._is_body(c))
            below = 0 < out.header_rows == number and self._goes_on(rows, grid, number)
            if not below and (out.header_rows or known < 2 or not found or known * 3 < len(filled) * 2):
                if out.header_rows:
                    break
                continue
            for cell, title in found:
                if cell.column not in out.names or below:
                    out.names[cell.column], out.rules[cell.column] = title.name, title.rule
            out.header_rows = number + 1
        if not out.header_rows:
            return None
        header = grid[: out.header_rows]
        for cell in (c for cells in header for c in cells.values()):
            out.titles.setdefault(cell.column, set()).add(self.key(cell))
        self._times(header, out)
        bodies = {c: over[-1] for c in range(out.width) if (over := _over(header, c)) and self._is_body(over[-1])}
        if len(bodies) > 1:
            out.bodies = bodies
            out.names = {c: name for c, name in out.names.items() if c not in bodies}
        return out

    def _is_body(self, cell: Cell) -> bool:
        return cell.columns == 1 and self.fields.names.is_heading(cell.start, cell.end)

    def _goes_on(self, rows: Rows, grid: list[dict[int, Cell]], number: int) -> bool:
        """A row below titles that is part of them: it stands beside titles that reach down, or names only points.

        Where the format has no merged cells the titles that reach down are printed again.
        """
        above, row = rows[number - 1], rows[number]
        if any(c.rows > 1 for c in above) and any(c.columns > 1 for c in above):
            return True
        filled = [c for c in row if self.has_words(c)]
        printed = {c.column: self.key(c) for c in above}
        again = [c for c in filled if printed.get(c.column) == self.key(c)]
        split = bool(again) or any(c.columns > 1 for c in above) or len(filled) < len(row)
        named = [c for c in filled if self.fields.column(c.start, c.end) or self._period(c, grid[: number + 1])]
        if len(again) > 1:
            named += [c for c in filled if c not in named and (c in again or self._is_body(c))]
        return split and bool(named) and len(named) == len(filled)

    def _period(self, cell: Cell, header: list[dict[int, Cell]]) -> Period | None:
        """The point in time that a title names; ``header``: the rows of titles down to the cell's own."""
        above = [self.key(c) for c in _over(header, cell.column) if c is not cell]
        return read_period(self.fields.pack, self.key(cell), above)

    def _times(self, header: list[dict[int, Cell]], out: Columns) -> None:
        """Points in time above columns, and the year that the titles give to the times below them."""
        for column in range(out.width):
            over = _over(header, column)
            if not over:
                continue
            period = self._period(over[-1], header)
            if period is not None and out.names.get(column) in (None, "time"):
                out.periods[column] = period.at(over[-1])
            if period is not None or out.names.get(column) in _TIMES:
                year = next((y for c in reversed(over) if (y := self.fields.only_year(c.start, c.end))), None)
                if year is not None:
                    out.years[column] = year

    def titles(self, rows: Rows) -> int:
        """How many cells of the first row read as titles."""
        return sum(self.fields.column(c.start, c.end) is not None for c in rows[0]) if rows else 0

    def field(self, columns: Columns, column: int, cell: Cell) -> Field | None:
        """What a cell says of the field of its column."""
        name = columns.names.get(column)
        return None if name is None else Field(name, columns.rules[column], *trim(self.text, cell.start, cell.end))

    def key(self, cell: Cell) -> str:
        return " ".join(self.keys[cell.start : cell.end].split())

    def has_words(self, cell: Cell) -> bool:
        return _WORD.search(self.text, cell.start, cell.end) is not None


def _over(header: list[dict[int, Cell]], column: int) -> list[Cell]:
    """The titles over a column from the top down, each once."""
    out: list[Cell] = []
    for cells in header:
        cell = next((c for c in cells.values() if c.column <= column < c.column + c.columns), None)
        if cell is not None and cell not in out:
            out.append(cell)
    return out


__all__ = ["ColumnReader", "Columns", "Rows", "spanned", "width_of"]
