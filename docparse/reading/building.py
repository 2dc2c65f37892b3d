"""From paragraphs, cells and notes to a Source: one place where text is laid out and offsets are counted."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docparse.model import Block, BlockKind, Cell, Origin, Remark, Source

if TYPE_CHECKING:
    from docparse.reading.tabs import Said

CELL_SEPARATOR = " | "
MOST_CELLS = 100_000  # of one file; what follows is left out and said
MOST_LINES = 22_000  # paragraphs and rows; what comes after reading costs up to 0.4 ms each
MOST_LETTERS = 1_800_000  # some six hundred pages, which take seconds to go through
_DIGIT = 7  # letters that cost as much as a digit, which may be a target or a date
_FEW = 12  # digits of a cell that are a figure and no text full of them


class Full(BaseException):
    """The document is as long as one may be, which has been said. No ``Exception``: readers catch what libraries
    raise."""


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell before it is laid out; ``column`` counts from 0."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


class Builder:
    """Collects blocks in file order; :meth:`source` joins them by line breaks.

    ``seconds`` that the reader may take, and ``pages`` that it asked them for: see :meth:`ask`.
    What is put in beyond the bounds of a document raises :class:`Full`.
    """

    def __init__(self, seconds: float = math.inf, pages: tuple[int, ...] = ()) -> None:
        self.seconds = seconds
        self.pages = pages
        self.asked: tuple[float, tuple[int, ...]] | None = None
        self._parts: list[str] = []
        self._at = 0
        self._blocks: list[Block] = []
        self._warnings: list[Remark] = []
        self._held: list[Said] = []
        self._cells = self._lines = self._weight = 0
        self._full = self._ended = False

    def ask(self, seconds: float, pages: tuple[int, ...] = ()) -> None:
        """The reader would need ``seconds``, for the ``pages`` it names; what it has put in is the file without."""
        self.asked = seconds, pages

    def paragraph(
        self,
        text: str,
        *,
        origin: Origin,
        kind: BlockKind = "paragraph",
        heading: int | None = None,
        bold: int = 0,
        centered: bool = False,
        turns: Iterable[tuple[int, Origin]] = (),
    ) -> None:
        """One paragraph or footnote; empty text leaves no block. ``turns`` are offsets in ``text``.

        Tabs part the two columns of a head or signature; elsewhere they are blanks.
        """
        if not text:
            return
        if not self._held and "\t" not in text:
            self._paragraph(text, origin, kind, heading, bold, centered, turns)
            return
        from docparse.reading import tabs

        said = tabs.Said(text, origin, kind, heading, bold, centered, tuple(turns))
        if self._held and tabs.goes_on(self._held, said):
            self._held.append(said)
            return
        self._release()
        if tabs.opens(said):
            self._held.append(said)
        else:
            self._plain(said)

    def takes_aside(self, text: str) -> bool:
        """Whether a line with tabs would begin or go on two columns."""
        from docparse.reading import tabs

        said = tabs.Said(text, Origin(), "paragraph", None, 0, False, ())
        return tabs.goes_on(self._held, said) if self._held else tabs.opens(said)

    def _paragraph(
        self,
        text: str,
        origin: Origin,
        kind: BlockKind,
        heading: int | None,
        bold: int,
        centered: bool,
        turns: Iterable[tuple[int, Origin]],
    ) -> None:
        text = text[: self._room(len(text), _digits(text))]
        start = self._put(text)
        moved = tuple((start + at, place) for at, place in turns if at < len(text))
        bold = min(bold, len(text))
        self._blocks.append(Block(kind, start, start + len(text), origin, heading, bold, centered, turns=moved))

    def _plain(self, said: Said) -> None:
        """A paragraph in which tabs are blanks."""
        lead = len(said.text) - len(said.text.lstrip("\t "))
        text = said.text[lead:].replace("\t", " ")
        if text:
            self._paragraph(
                text, said.origin, said.kind, said.heading, max(said.bold - lead, 0), said.centered, said.turns
            )

    def _release(self) -> None:
        """Lines held back become columns, or paragraphs after all."""
        if not self._held:
            return
        from docparse.reading import tabs

        held, self._held = self._held, []
        found = tabs.columns(held)
        if found is not None:
            left, right, count = found
            self.table([[CellText("\n".join(left), 0), CellText("\n".join(right), 1)]], origin=held[0].origin)
            held = held[count:]
        for said in held:
            self._plain(said)

    def table(
        self, rows: Iterable[Sequence[CellText]], *, origin: Origin, places: Sequence[Origin] | None = None
    ) -> None:
        """A table with at least one word in it; ``places`` says where each row stands, else they are counted."""
        self._release()
        kept = [(row, number) for number, row in enumerate(self._within_bounds(rows)) if row]
        if all(cell.rows == 1 for row, _ in kept for cell in row):
            kept = [(row, number) for row, number in kept if any(cell.text for cell in row)]
        if not any(cell.text for row, _ in kept for cell in row):
            return
        start = self._at + (1 if self._parts else 0)
        at, lines, cells, where = start, [], [], []
        for row, number in kept:
            place = origin if places is None else places[number]
            where.append(place if place.row else replace(place, row=number + 1))
            placed = []
            for number, cell in enumerate(row):
                at += len(CELL_SEPARATOR) if number else 0
                placed.append(Cell(at, at + len(cell.text), cell.column, cell.columns, cell.rows))
                at += len(cell.text)
            lines.append(CELL_SEPARATOR.join(cell.text for cell in row))
            cells.append(tuple(placed))
            at += 1
        text = "\n".join(lines)
        self._put(text)
        block = Block("table", start, start + len(text), origin, rows=tuple(cells), places=tuple(where))
        self._blocks.append(block)

    def _within_bounds(self, rows: Iterable[Sequence[CellText]]) -> Iterator[Sequence[CellText]]:
        """The rows that a document may have; says what is left out."""
        for row in rows:
            self._cells += len(row)
            if self._cells > MOST_CELLS:
                if not self._full:
                    self._full = True
                    most = f"{MOST_CELLS:,}".replace(",", ".")
                    self.warn("DP232", f"bảng quá lớn: chỉ đọc {most} ô đầu")
                return
            try:
                digits = sum(max(_digits(cell.text) - _FEW, 0) for cell in row)
                room = self._room(sum(len(cell.text) for cell in row), digits)
            except Full:
                return
            yield row if room is None else [replace(cell, text=cell.text[: max(room // len(row), 1)]) for cell in row]

    def _room(self, letters: int, digits: int) -> int | None:
        """How much of a line of so many letters may still be put in, None for all of it; raises Full."""
        weight = letters + _DIGIT * digits
        left = max(MOST_LETTERS - self._weight, 0) if self._lines < MOST_LINES else 0
        self._lines += 1
        self._weight += weight
        if weight <= left:
            return None
        room = letters * left // weight
        if not self._ended:
            self._ended = True
            most = f"{self._at + room:,}".replace(",", ".")
            self._warnings.append(Remark("DP236", f"văn bản quá dài: chỉ đọc {most} ký tự đầu", self._at, self._at))
        if not room:
            raise Full
        return room

    def warn(self, code: str, text: str, start: int | None = None, end: int | None = None) -> None:
        """A remark about the file: on ``start`` to ``end``, else on the place reached so far."""
        self._release()
        begin = self._at if start is None else start
        self._warnings.append(Remark(code, text, begin, begin if end is None else end))

    @property
    def is_empty(self) -> bool:
        """No block has been put in."""
        return not self._parts and not self._held

    @property
    def is_full(self) -> bool:
        """More cells came than a document may have; it has been said."""
        return self._full

    def adopt(self, other: Builder) -> None:
        """What ``other`` holds, put into this one, which is empty."""
        if not self.is_empty:
            raise ValueError("not empty")
        kept = {name: getattr(self, name) for name in ("seconds", "pages", "asked")}
        self.__dict__.update(other.__dict__ | kept)

    @property
    def at(self) -> int:
        """Where the next block will begin."""
        self._release()
        return self._at + 1 if self._parts else 0

    def find(self, text: str, start: int) -> int | None:
        """Where ``text`` stands in the last block, from offset ``start`` on."""
        if not self._parts:
            return None
        base = self._at - len(self._parts[-1])
        found = self._parts[-1].find(text, max(start - base, 0))
        return None if found < 0 else base + found

    def _put(self, text: str) -> int:
        if self._parts:
            self._at += 1
        start = self._at
        self._parts.append(text)
        self._at += len(text)
        return start

    def source(self, name: str, format_: str, sha256: str) -> Source:
        """The finished Source."""
        with contextlib.suppress(Full):
            self._release()
        return Source(name, format_, sha256, "\n".join(self._parts), tuple(self._blocks), tuple(self._warnings))


def _digits(text: str) -> int:
    return sum(map(text.count, "0123456789"))
