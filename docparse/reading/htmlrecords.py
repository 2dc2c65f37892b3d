"""Paragraphs and tables of a page before they are laid out as blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from docparse.reading.building import CELL_SEPARATOR, CellText
from docparse.reading.lines import Line
from docparse.reading.tabs import untabbed

_FRAME = 60  # paragraphs in one cell of several above which a table is only a frame round the text
_WIDEST = 256  # columns of a table
_TALLEST = 5_000  # rows that a cell may span


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its lines, for notes the number."""

    lines: list[Line]
    centered: bool = False
    heading: int | None = None
    calls: tuple[str, ...] = ()


@dataclass(slots=True)
class PageCell:
    records: list[Paragraph | PageTable]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class PageTable:
    rows: list[list[PageCell]] = field(default_factory=list)


def span_of(text: str | None) -> int:
    text = (text or "").strip()
    return min(max(int(text), 1), _TALLEST) if text.isdigit() and len(text) < 7 else 1


def is_frame(cell: PageCell, cells: int) -> bool:
    """The table only lays out the page: it has one cell, or one that holds most of the text."""
    return cells == 1 or sum(1 if isinstance(r, Paragraph) else 3 for r in cell.records) > _FRAME


def calls_of(record: Paragraph | PageTable) -> list[str]:
    if isinstance(record, Paragraph):
        return list(record.calls)
    return [call for row in record.rows for cell in row for inner in cell.records for call in calls_of(inner)]


def lines_of(records: list[Paragraph | PageTable]) -> list[str]:
    """The text of a cell or note: one line a paragraph, nested tables a line a row."""
    out: list[str] = []
    for record in records:
        if isinstance(record, Paragraph):
            out += [untabbed(line.text) for line in record.lines]
        else:
            rows = (CELL_SEPARATOR.join(cell.text for cell in row) for row in grid_of(record))
            out += [row for row in rows if row.strip(" |")]
    return out


def grid_of(table: PageTable) -> list[list[CellText]]:
    """Cells with their columns, places under a cell that spans rows left free."""
    out: list[list[CellText]] = []
    taken: dict[int, int] = {}  # column: rows below that are still covered
    for number, row in enumerate(table.rows):
        placed: list[CellText] = []
        column = 0
        covered = {c for c, left in taken.items() if left > 0}
        taken = {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in row:
            while column in covered:
                column += 1
            rows = min(cell.rows, len(table.rows) - number) if column < _WIDEST else 1
            columns = min(cell.columns, max(_WIDEST - column, 1))
            placed.append(CellText("\n".join(lines_of(cell.records)), column, columns, rows))
            if rows > 1:
                taken.update(dict.fromkeys(range(column, column + columns), rows - 1))
            column += columns
        out.append(placed)
    return out
