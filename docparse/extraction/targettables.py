"""Tables of targets (chỉ tiêu, đơn vị tính, mức phải đạt by year): each row a goal with its indicators."""

from __future__ import annotations

import re

from docparse.extraction.clauses import trim
from docparse.extraction.fields import FieldReader
from docparse.extraction.indicators import find_indicators, table_indicator
from docparse.matching.engine import RulePack
from docparse.model import Cell, Indicator
from docparse.outline.items import Item

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d")


class TargetTableReader:
    """Reads target tables."""

    def __init__(self, pack: RulePack, text: str, keys: str) -> None:
        self.text, self.keys = text, keys
        self.fields = FieldReader(pack, text, keys, None)

    def read(self, item: Item, due: str | None) -> list[tuple[int, int, tuple[Indicator, ...]]]:
        """(start, end, indicators) of each row; empty where the table is none of targets."""
        rows = item.block.rows
        header = 0
        name_column = unit_column = number_column = None
        years: dict[int, str] = {}
        for number, row in enumerate(rows[:3]):
            for cell in row:
                field = self.fields.column(cell.start, cell.end, targets=True)
                title = self.text[cell.start : cell.end]
                if field is not None and field.name == "target" and name_column not in (None, cell.column):
                    field = None  # "Mục tiêu năm 2026": what the first such column is to reach
                if field is not None and field.name in ("target", "unit", "number"):
                    header = number + 1
                    name_column = cell.column if field.name == "target" else name_column
                    unit_column = cell.column if field.name == "unit" else unit_column
                    number_column = cell.column if field.name == "number" else number_column
                elif (year := _YEAR.findall(title)) and len(title) < 60 and (header or number == 0):
                    years[cell.column] = year[-1]
                    header = max(header, number + 1) if name_column is not None else header
        if name_column is None or self._names_tasks(rows[:header]):
            return []
        out = []
        for row in rows[header:]:
            cells = {c.column: c for c in row}
            name = cells.get(name_column)
            if name is None or not self._words(name):
                continue
            values = [c for c in row if c.column > name_column and c.column not in (unit_column, number_column)]
            values = [
                c for c in values if _NUMBER.search(self.text[c.start : c.end]) and (not years or c.column in years)
            ]
            if not values:
                indicators = find_indicators(self.text, self.keys, name.start, name.end, due=due)
                if indicators:
                    out.append((*trim(self.text, name.start, name.end), indicators))
                continue
            unit = cells.get(unit_column) if unit_column is not None else None
            indicators = table_indicator(
                self.text,
                self.keys,
                (name.start, name.end),
                (unit.start, unit.end) if unit is not None else None,
                [((c.start, c.end), years.get(c.column, due)) for c in values],
            )
            out.append((*trim(self.text, name.start, name.end), indicators))
        return out

    def _names_tasks(self, header: tuple[tuple[Cell, ...], ...]) -> bool:
        fields = [self.fields.column(c.start, c.end) for row in header for c in row]
        return any(f is not None and f.name == "task" for f in fields)

    def _words(self, cell: Cell) -> bool:
        return any(c.isalpha() for c in self.text[cell.start : cell.end])
