"""The pages of a PDF as paragraphs, tables and notes, in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docparse.model import BlockKind, Origin
from docparse.reading.building import Builder
from docparse.reading.lines import (
    BULLET,
    RULE,
    begins_item,
    bold_prefix,
    capitals,
    ends,
    glue,
    hyphen_goes_on,
    joins,
    wholly_bold,
    words,
)
from docparse.reading.pdf_cells import TableRows, append_page, grid_rows, same_columns, side_rows
from docparse.reading.pdf_columns import Side, part_columns
from docparse.reading.pdf_furniture import raised, split_notes, without_figures, without_furniture
from docparse.reading.pdf_rows import Frame, Row, Shape, frames, rows_of, shape
from docparse.reading.pdf_tables import Grid, grids
from docparse.reading.pdf_words import Page

_TITLE_WIDTH = 80  # characters: for lines in the middle of the page, which have no margin to reach
_UNSURE = 60.0  # per cent below which a recognised word is doubtful
_MOST_UNSURE = 200


@dataclass(slots=True)
class _Item:
    """A block to be: rows of a paragraph or note, or rows of cells with the page of each row."""

    page: int
    rows: list[Row] = field(default_factory=list)
    text: str = ""
    kind: BlockKind = "paragraph"
    table: TableRows | None = None
    pages: list[int] = field(default_factory=list)
    xs: Sequence[float] = ()
    centered: bool = False
    unsure: list[str] = field(default_factory=list)


def lay_out(pages: Sequence[Page], builder: Builder) -> None:
    """Puts the blocks of the pages into ``builder``."""
    tables, printed = [], []
    for page in pages:
        found, rest = grids(page, page.words)
        tables.append(found)
        printed.append((page, [row for row in rows_of(rest, page.number) if row.text]))
    kept = without_furniture(printed)
    flow = _Flow(frames([(page, rows) for page, rows in zip(pages, kept, strict=True)]))
    for page, rows, found in zip(pages, kept, tables, strict=True):
        flow.page(page, rows, found)
    flow.put(builder)


class _Flow:
    def __init__(self, found: dict[Shape, Frame]) -> None:
        self._frames = found
        self._items: list[_Item] = []
        self._heads: set[str] = set()

    def page(self, page: Page, rows: list[Row], tables: list[Grid]) -> None:
        frame = self._frames[shape(page)]
        rows, notes = split_notes(page, rows, frame)
        inside = [row for grid in tables for cell in grid.cells for row in cell.lines]
        calls = self._mark_calls(rows + inside, [number for number, _ in notes])
        at, fresh, first = 0, True, not self._items
        for grid in tables:
            above = [row for row in rows[at:] if row.y < grid.top + 2]
            self._rows(above, frame, first)
            at += len(above)
            if not at and fresh and self._seen_above(grid, page):
                continue
            self._grid(grid, fresh and not at)
            fresh = first = False
        self._rows(rows[at:], frame, first)
        self._notes(notes, calls, page.number)

    def _seen_above(self, grid: Grid, page: Page) -> bool:
        """A table at the head of the page that stood at the head of an earlier page with the same words."""
        if grid.bottom > 0.35 * page.height:
            return False
        text = without_figures(" ".join(row.text for cell in grid.cells for row in cell.lines))
        known = text in self._heads
        self._heads.add(text)
        return known

    def _mark_calls(self, rows: list[Row], numbers: list[str]) -> dict[str, Row]:
        """Takes out raised figures that call a note of the page, sets others apart as ``[n]``; the row of each call."""
        out: dict[str, Row] = {}
        for row in rows:
            for k in range(len(row.words) - 1, 0, -1):
                mark = raised(row, k)
                if mark is None:
                    continue
                row._line = None
                if mark in numbers:
                    del row.words[k]
                    out[mark] = row
                else:
                    row.words[k].text, row.words[k].x0 = f"[{mark}]", row.words[k - 1].x1
                    row.words[k - 1].spaced = False
        return out

    def _notes(self, notes: list[tuple[str, list[Row]]], calls: dict[str, Row], page: int) -> None:
        """Each note stands after the paragraph that calls it, else after the page."""
        for number, rows in notes:
            text = ""
            for row in rows:
                text = text + glue(text, row.text) + row.text if text else row.text
            bare = text.lstrip("[(")[len(number) :].lstrip("]). ")
            note = _Item(page, list(rows), f"[{number}] {bare}", "footnote", unsure=_doubtful(rows))
            caller = calls.get(number)
            place = len(self._items)
            for index in range(len(self._items) - 1, -1, -1):
                if caller is not None and any(r is caller for r in self._items[index].rows):
                    place = index + 1
                    break
            while place < len(self._items) and self._items[place].kind == "footnote":
                place += 1
            self._items.insert(place, note)

    def _grid(self, grid: Grid, fresh: bool) -> None:
        """A ruled table, or the rest of one that began on an earlier page."""
        rows = grid_rows(grid)
        unsure = [word for cell in grid.cells for word in _doubtful(cell.lines)]
        last = next((item for item in reversed(self._items) if item.kind != "footnote"), None)
        if fresh and last is not None and last.table is not None and last.xs and same_columns(last.xs, grid.xs):
            append_page(last.table, rows)
            last.pages += [grid.page] * (len(last.table) - len(last.pages))
            last.unsure += unsure
            return
        self._items.append(_Item(grid.page, table=rows, pages=[grid.page] * len(rows), xs=grid.xs, unsure=unsure))

    def _rows(self, rows: list[Row], frame: Frame, first: bool) -> None:
        for part in part_columns(rows, frame, first):
            if isinstance(part, Side):
                flat = [row for line in part.rows for cell in line for row in cell]
                self._items.append(_Item(part.page, flat, table=side_rows(part), unsure=_doubtful(flat)))
            elif not RULE.match(part.text):
                self._row(part, frame)

    def _row(self, row: Row, frame: Frame) -> None:
        last = next((item for item in reversed(self._items) if item.kind != "footnote"), None)
        middle = _central(row, frame)
        if last is not None and last.table is None and last.rows and goes_on(last, row, frame, middle):
            last.text += glue(last.text, row.text) + row.text
            last.rows.append(row)
            last.centered = middle or (last.centered and row.x1 - row.x0 > 0.8 * (frame.right - frame.left))
        else:
            last = _Item(row.page, [row], row.text, centered=middle)
            self._items.append(last)
        last.unsure += _doubtful((row,))

    def put(self, builder: Builder) -> None:
        tables = doubts = 0
        for item in self._items:
            start = builder.at
            if item.table is not None:
                tables += 1
                places = [Origin(page=page, table=tables) for page in item.pages] or None
                builder.table(item.table, origin=Origin(page=item.page, table=tables), places=places)
            else:
                text, bold, turns = _finished(item)
                builder.paragraph(
                    text, origin=Origin(page=item.page), kind=item.kind, bold=bold, centered=item.centered, turns=turns
                )
            for word in item.unsure:
                found = builder.find(word, start)
                if found is None or doubts == _MOST_UNSURE:
                    continue
                doubts += 1
                start = found + len(word)
                builder.warn("DP221", f"trang {item.page}: chữ “{word}” nhận dạng chưa chắc", found, start)


def _finished(item: _Item) -> tuple[str, int, list[tuple[int, Origin]]]:
    """Text and bold prefix of a paragraph, and where it turns to further pages."""
    turns: list[tuple[int, Origin]] = []
    if item.kind == "footnote":
        return item.text, 0, turns
    parts, at, page = [""], 0, item.page
    spans: list[tuple[int, int]] = []
    for row in item.rows:
        line = row.line
        between = glue(parts[-1], line.text) if at else ""
        at += len(between)
        if row.page != page:
            page = row.page
            turns.append((at, Origin(page=page)))
        spans += [(a + at, b + at) for a, b in line.bold]
        at += len(line.text)
        parts += [between, line.text]
    text = "".join(parts)
    return text, bold_prefix(text, spans), turns


def _doubtful(rows: Sequence[Row]) -> list[str]:
    return [w.text for row in rows for w in row.words if w.sure < _UNSURE and any(map(str.isalnum, w.text))]


def _central(row: Row, frame: Frame) -> bool:
    """Set in the middle of the page: as much room left as right, and not the indent of a paragraph."""
    before, after = row.x0 - frame.left, frame.right - row.x1
    if min(before, after) > 4 and abs(before - after) < 6 and wholly_bold(row.line):
        return True
    if before < 12 or after < 12 or abs(before - after) > 14:
        return False
    return before > 60 or not (frame.indent and abs(before - frame.indent) < 4)


def goes_on(item: _Item, row: Row, frame: Frame, middle: bool) -> bool:
    """Whether the row goes on from the paragraph."""
    last, before, text = item.rows[-1], item.text, row.text
    aside = len(item.rows) == 1 and last.x0 > frame.left + 0.4 * (frame.right - frame.left)
    full = last.x1 + row.first_word() > frame.right - 2 and not aside
    starts = begins_item(text)
    within = (text[0].islower() or text[0] in ",;.)/%") and not starts and not ends(before)
    room = row.y - last.y if row.page == last.page else 0.0
    leading = frame.leading * max(row.size, last.size)
    if full and within and room < 2.2 * leading:
        return True
    if item.centered and text[0] == "(":
        return False
    if middle and full and before.count("(") > before.count(")") and room < 1.6 * leading:
        return True
    if frame.parting and room > (frame.leading + frame.parting) / 2 * row.size:
        return False
    if abs(row.size - last.size) > 1.6 or room > 1.25 * leading + 2.5:
        return False
    span = middle and before[-1].isdigit()  # "2026 / - 2030" in a title
    if BULLET.match(text):
        if not ((full or span) and hyphen_goes_on(before, text)):
            return False
        starts = starts and not span
    strong = bool(row.line.bold) and row.line.bold[0][0] == 0
    if (starts or text.lstrip("(")[:1].isupper()) and wholly_bold(last.line) and not strong:
        return False
    if item.centered and middle:
        if last.x1 - last.x0 + row.first_word() > frame.right - frame.left - 30 and room < 1.6 * leading:
            return not starts and not words().opening.match(text) and not ends(before)
        return joins(before, last.line, row.line, width=_TITLE_WIDTH, spaced=True) and room < 1.6 * leading
    if item.centered != middle and not full:
        return within and not capitals(before)
    shift = row.x0 - last.x0
    if shift > 3:  # a hanging indent, or a paragraph of its own
        return full and len(item.rows) == 1 and begins_item(before) and not starts and not _fresh(before, text)
    if shift > -3:
        if len(item.rows) == 1 and row.x0 > frame.left + 6 and frame.indent:
            return full and frame.blocks and not ends(before) and not starts
        return (full and not _fresh(before, text)) or within
    if len(item.rows) > 1 and last.x0 > frame.left + 6:
        return (full and not ends(before) and not starts) or within
    return (full and not _fresh(before, text)) or within


def _fresh(before: str, text: str) -> bool:
    """A sentence has ended and something that begins paragraphs follows."""
    return ends(before) and bool(begins_item(text) or words().opening.match(text))
