"""Tables of a PDF as cells of text: wrapped lines joined, tables put together over page breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docparse.reading.building import CellText
from docparse.reading.lines import BULLET, begins_item, ends, glue, words
from docparse.reading.paragraphs import Paragraphs, Wrap
from docparse.reading.pdf_columns import Side
from docparse.reading.pdf_rows import Row
from docparse.reading.pdf_tables import Grid

TableRows = list[list[CellText]]

_PADDING = 4.0  # points between a cell's text and its border
_HEADER_ROWS = 4
_NEVER_FULL = 1000  # characters


def cell_text(rows: Sequence[Row], right: float) -> str:
    """The rows of one cell; a line that only wraps at ``right`` goes on in the one before."""
    out: list[str] = []
    last: Row | None = None
    for row in rows:
        text = row.text
        if not text:
            continue
        if last is not None and _wraps(out[-1], last, row, right):
            out[-1] += glue(out[-1], text) + text
        else:
            out.append(text)
        last = row
    return "\n".join(out)


def _wraps(before: str, last: Row, row: Row, right: float) -> bool:
    text = row.text
    if row.y - last.y > 2.1 * row.size:
        return False
    if begins_item(text) and (ends(before) or bool(BULLET.match(text))) and not _hyphen(before, text):
        return False
    full = last.x1 + row.first_word() > right - _PADDING / 2
    if full:
        agency = words().agencies
        listed = agency.match(text) and agency.match(before) and before[-1] not in ",;"
        return not (listed and before.rsplit(None, 1)[-1] not in words().joining and before.count(" ") > 1)
    return text[0].islower() and not ends(before) and not begins_item(text)


def _hyphen(before: str, text: str) -> bool:
    return not ends(before) and text[:2] == "- " and text[2:3].islower()


def grid_rows(grid: Grid) -> TableRows:
    """The cells of a ruled table row by row; grid lines at which no cell begins are passed over."""
    kept_rows = sorted({cell.row for cell in grid.cells})
    kept_columns = sorted({cell.column for cell in grid.cells})
    out: TableRows = [[] for _ in kept_rows]
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        rows = sum(cell.row <= r < cell.row + cell.rows for r in kept_rows)
        columns = sum(cell.column <= c < cell.column + cell.columns for c in kept_columns)
        text = cell_text(cell.lines, cell.x1 - _PADDING)
        out[kept_rows.index(cell.row)].append(CellText(text, kept_columns.index(cell.column), columns, rows))
    return out


def side_rows(side: Side) -> TableRows:
    """The same for text side by side."""
    two = len(side.borders) == 2  # head and signature: their lines stand in the middle and reach no border
    return [
        [CellText(_lines(cell) if two else cell_text(cell, side.borders[n]), n) for n, cell in enumerate(line)]
        for line in side.rows
        if any(line)
    ]


def _lines(rows: Sequence[Row]) -> str:
    out: list[str] = []
    flow = Paragraphs(lambda found: out.append(found.text), Wrap(_NEVER_FULL), cell=True)
    flow.add(row.line for row in rows)
    flow.flush()
    return "\n".join(out)


def same_columns(a: Sequence[float], b: Sequence[float]) -> bool:
    """The grid lines of two pages stand in the same places."""
    return len(a) == len(b) and all(abs((x - a[0]) - (y - b[0])) < 6 for x, y in zip(a, b, strict=True))


def append_page(table: TableRows, rows: TableRows) -> None:
    """Adds the rows of the next page: its header rows are dropped, a row parted by the break is joined."""
    skip = 0
    over: list[CellText] = []
    while skip < min(len(rows), len(table), _HEADER_ROWS) and (more := _repeats(table[skip], rows[skip])) is not None:
        over += more
        skip += 1
    for cell in over:
        _add_below(table, cell)
    rest = rows[skip:]
    if rest and table and _is_rest(table[-1], rest[0]):
        table[-1] = _joined(table[-1], rest[0])
        rest = rest[1:]
    table += rest


def _repeats(header: Sequence[CellText], row: Sequence[CellText]) -> list[CellText] | None:
    """Nothing where ``row`` is not the header again, else what stands under a header cell that no line closes."""
    above = {cell.column: cell.text for cell in header}
    if len(header) != len(row) or not any(above.values()):
        return None
    over = []
    for cell in row:
        title = above.get(cell.column)
        if title is None or not cell.text.startswith(title):
            return None
        if cell.text != title:
            if not title or cell.text[len(title)] != "\n":
                return None
            over.append(replace(cell, text=cell.text[len(title) + 1 :]))
    return over if len(over) < 2 else None


def _add_below(table: TableRows, more: CellText) -> None:
    """Text that belongs to the last filled cell of its column."""
    for number in range(len(table) - 1, -1, -1):
        for index, cell in enumerate(table[number]):
            if cell.column == more.column and cell.text:
                table[number][index] = replace(cell, text=_together(cell.text, more.text))
                return


def _is_rest(last: Sequence[CellText], row: Sequence[CellText]) -> bool:
    """``row`` goes on from ``last``: it has no number of its own, and some cell of it begins within a sentence."""
    above = {cell.column: cell.text for cell in last}
    filled = [cell for cell in row if cell.text]
    if not filled or len(filled) > len([t for t in above.values() if t]):
        return False
    if any(not above.get(cell.column) for cell in filled):
        return False
    if row[0].text and not row[0].text[0].islower():
        return False
    return (len(filled) == 1 and not row[0].text) or any(cell.text[0].islower() for cell in filled)


def _joined(last: Sequence[CellText], row: Sequence[CellText]) -> list[CellText]:
    more = {cell.column: cell.text for cell in row}
    out = []
    for cell in last:
        text = more.get(cell.column, "")
        out.append(replace(cell, text=_together(cell.text, text) if text else cell.text))
    return out


def _together(before: str, text: str) -> str:
    if before and (begins_item(text) or (ends(before) and not text[0].islower())):
        return f"{before}\n{text}"
    return before + glue(before, text) + text if before else text
