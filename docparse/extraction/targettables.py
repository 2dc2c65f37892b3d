"""Tables of targets (chỉ tiêu, đơn vị tính, mức phải đạt by year): each row a goal with its indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from docparse.extraction.clauses import trim
from docparse.extraction.drafts import Draft, Share
from docparse.extraction.fields import Field, FieldReader
from docparse.extraction.indicators import find_indicators, table_indicator
from docparse.extraction.tablecolumns import ColumnReader, spanned, width_of
from docparse.extraction.tablegroups import GroupReader
from docparse.identity.agencies import DocumentAgencies
from docparse.matching.engine import RulePack
from docparse.model import Cell, Indicator
from docparse.outline.items import Item

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d")
_ASIDE = frozenset(
    {"lead", "implement", "coordinate", "agencies", "monitor", "note", "money", "time", "start", "baseline"}
)
_AGENCIES = frozenset({"lead", "implement", "coordinate", "agencies", "monitor"})
_Target = tuple[int, int, tuple[Indicator, ...]]  # start, end, indicators


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A row of a table of targets; ``shares``: the agencies that its columns name."""

    start: int
    end: int
    indicators: tuple[Indicator, ...]
    shares: tuple[Share, ...] = ()


@dataclass(slots=True)
class _Layout:
    """Which column holds the name, the unit and the number of a target; ``years``: what the other titles print."""

    name: int | None = None
    unit: int | None = None
    header: int = 0
    aside: set[int] = dataclass_field(default_factory=set)
    years: dict[int, str] = dataclass_field(default_factory=dict)
    agencies: dict[int, Field] = dataclass_field(default_factory=dict)


class TargetTableReader:
    """Reads target tables; their group rows are in ``groups``."""

    def __init__(self, pack: RulePack, text: str, keys: str, names: DocumentAgencies | None = None) -> None:
        self.text, self.keys = text, keys
        self.fields = FieldReader(pack, text, keys, None, names)
        self.titles = ColumnReader(text, keys, self.fields)
        self.groups = GroupReader(pack, text, keys)

    def read(self, item: Item, due: str | None) -> list[TargetRow]:
        """The rows that set a target; empty where the table is none of targets."""
        rows = item.block.rows
        layout = self._layout(rows)
        if layout.name is None or self._names_tasks(rows, layout.header):
            return []
        self.groups.begin()
        out: list[TargetRow] = []
        above: dict[int, Cell] = {}
        for number, (row, cells) in enumerate(list(spanned(rows))[layout.header :], layout.header + 1):
            if number < len(rows) and self._opens_group(item, row, layout.name, width_of(rows)):
                continue
            target = self._row(row, layout, due)
            if target is not None:
                above = self._said(cells, above, layout)
                out.append(TargetRow(*target, self._shares(item, above, layout)))
                self.groups.row(target[0], max(c.end for c in row))
        return out

    def _said(self, cells: dict[int, Cell], above: dict[int, Cell], layout: _Layout) -> dict[int, Cell]:
        """The cells that name agencies; one that says "as above" stands for the one in the row above."""
        own = {c: cells[c] for c in layout.agencies if c in cells}
        return {c: above.get(c, cell) if self.fields.is_as_above(cell) else cell for c, cell in own.items()}

    def _shares(self, item: Item, cells: dict[int, Cell], layout: _Layout) -> tuple[Share, ...]:
        draft = Draft(item.index, 0, 0, "")
        for column, cell in cells.items():
            title = layout.agencies[column]
            field = Field(title.name, title.rule, *trim(self.text, cell.start, cell.end))
            if self._words(cell):
                self.fields.apply(field, [draft], "table")
        return tuple(draft.shares)

    def _layout(self, rows: tuple[tuple[Cell, ...], ...]) -> _Layout:
        out = _Layout()
        for number, row in enumerate(rows[:3]):
            for cell in row:
                field = self.fields.column(cell.start, cell.end, targets=True)
                title = self.text[cell.start : cell.end]
                named = field.name if field is not None else None
                if named == "target" and out.name not in (None, cell.column):
                    named = None  # "Mục tiêu năm 2026": what the first such column is to reach
                if named in ("target", "unit", "number"):
                    out.header = number + 1
                    out.name = cell.column if named == "target" else out.name
                    out.unit = cell.column if named == "unit" else out.unit
                    out.aside |= {cell.column} if named != "target" else set()
                elif field is not None and named in _ASIDE and (out.header or number == 0):
                    out.aside.add(cell.column)
                    if named in _AGENCIES:
                        out.agencies[cell.column] = field
                elif (year := _YEAR.findall(title)) and len(title) < 60 and (out.header or number == 0):
                    out.years[cell.column] = year[-1]
                    out.header = max(out.header, number + 1) if out.name is not None else out.header
        return out

    def _opens_group(self, item: Item, row: tuple[Cell, ...], name: int, width: int) -> bool:
        read = self.groups.read(item.index, row, name, width, frozenset())
        if read is None or read[1] == "maybe":
            return False
        self.groups.add(read[0])
        return True

    def _row(self, row: tuple[Cell, ...], layout: _Layout, due: str | None) -> _Target | None:
        """What one row sets; None for a row that sets nothing."""
        cells = {c.column: c for c in row}
        name = cells.get(layout.name if layout.name is not None else -1)
        if name is None or not self._words(name):
            return None
        values = [
            c
            for c in row
            if c.column > name.column
            and c.column not in layout.aside
            and (not layout.years or c.column in layout.years)
            and _NUMBER.search(self.text[c.start : c.end])
        ]
        span = trim(self.text, name.start, name.end)
        if not values:
            found = find_indicators(self.text, self.keys, name.start, name.end, due=due)
            return (*span, found) if found else None
        unit = cells.get(layout.unit) if layout.unit is not None else None
        return *span, table_indicator(
            self.text,
            self.keys,
            (name.start, name.end),
            (unit.start, unit.end) if unit is not None else None,
            [((c.start, c.end), layout.years.get(c.column, due)) for c in values],
        )

    def _names_tasks(self, rows: tuple[tuple[Cell, ...], ...], header: int) -> bool:
        fields = [self.fields.column(c.start, c.end) for row in rows[:header] for c in row]
        columns = self.titles.read(rows)
        named = any(f is not None and f.name == "task" for f in fields)
        return named or (columns is not None and columns.is_task_table)

    def _words(self, cell: Cell) -> bool:
        return any(c.isalpha() for c in self.text[cell.start : cell.end])
