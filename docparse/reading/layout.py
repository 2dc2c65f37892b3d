"""Text laid out like a printed page (pdftotext): indents, page numbers, notes at the foot, side-by-side columns.

Two columns side by side, as in the header and at the signature, become a table of two columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.model import Origin
from docparse.reading.building import Builder, CellText
from docparse.reading.lines import RULE, Line, begins_item, ends, words
from docparse.reading.paragraphs import Paragraph, Paragraphs, Wrap, wrap_of

_GAP = re.compile(r" {4,}")
_NOTE = re.compile(r"\s*(\d{1,2})\s+(?=[^\W\d_])")
_PAGE = re.compile(r"(?:- ?)?(\d{1,3})(?: ?-)?$")
_NEVER_FULL = 1000  # a column is too narrow to tell a full line by its length
_HEAD = 30  # lines of text at the top of a document within which its two-column header stands


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line: its place in the file (from 1), indent and text without outer spaces."""

    number: int
    indent: int
    text: str

    @property
    def end(self) -> int:
        return self.indent + len(self.text)

    def columns(self) -> tuple[str, int, str] | None:
        """The text left and right of its widest gap, with the column where the right part begins."""
        gap = max(_GAP.finditer(self.text), key=lambda m: m.end() - m.start(), default=None)
        return (self.text[: gap.start()], self.indent + gap.end(), self.text[gap.end() :]) if gap else None


def is_layout(text: str, lines: Sequence[str]) -> bool:
    """Whether a plain text shows the page: form feeds, or many indented lines among hard-wrapped ones."""
    if "\f" in text:
        return True
    printed = [line for line in lines if line.strip()]
    indented = sum(line.startswith("   ") for line in printed)
    return indented * 7 > len(printed) and wrap_of(lines).width > 0


def read_layout(text: str, builder: Builder) -> None:
    """Puts the blocks of a laid-out text into ``builder``."""
    _Layout(text, builder).run()


class _Layout:
    def __init__(self, text: str, builder: Builder) -> None:
        self._builder = builder
        self._pages: list[list[_Row]] = []
        number = 0
        for page in text.split("\f"):
            rows = []
            for raw in page.split("\n"):
                number += 1
                rows.append(_Row(number, len(raw) - len(raw.lstrip()), raw.strip()))
            number -= 1  # a form feed ends no line
            self._pages.append(rows)
        every = [row for page in self._pages for row in page if row.text]
        wrap = wrap_of([row.text for row in every])
        self._width = wrap.width
        self._margin = self._body_margin(every)
        self._flow = Paragraphs(self._emit, Wrap(wrap.width, spaced=True))
        self._last: _Row | None = None
        self._notes: list[tuple[int, str]] = []
        self._next_note = 1
        self._tables = self._seen = 0

    def _body_margin(self, rows: Sequence[_Row]) -> int:
        long = Counter(row.indent for row in rows if len(row.text) * 10 > self._width * 7)
        return long.most_common(1)[0][0] if long else 0

    def _emit(self, found: Paragraph) -> None:
        self._builder.paragraph(found.text, origin=Origin(line=found.number))
        self._put_notes()

    def _put_notes(self) -> None:
        """Notes stand after the paragraph that they interrupt on the page."""
        for number, text in self._notes:
            self._builder.paragraph(text, origin=Origin(line=number), kind="footnote")
        self._notes = []

    def run(self) -> None:
        for index, page in enumerate(self._pages):
            rows, notes = self._footnotes(self._unnumbered(page, index))
            at, blank = 0, False
            while at < len(rows):
                row = rows[at]
                if not row.text or RULE.match(row.text):
                    blank = True
                    at += 1
                    continue
                after = self._columns(rows, at)
                if after > at:
                    at, blank = after, True
                    continue
                self._line(row, blank and (at > 0 and any(r.text for r in rows[:at])))
                blank = False
                at += 1
            self._take_notes(notes)
        self._flow.flush()
        self._put_notes()

    def _unnumbered(self, page: list[_Row], index: int) -> list[_Row]:
        """The page without its number, which stands alone in its first or last line."""
        printed = [row for row in page if row.text]
        for row in (printed[:1] + printed[-1:]) if len(printed) > 1 else ():
            found = _PAGE.match(row.text)
            if found and row.indent > self._margin + 8 and int(found.group(1)) in (index, index + 1, index + 2):
                page = [r for r in page if r is not row]
                break
        while page and not page[-1].text:
            page = page[:-1]
        return page

    def _footnotes(self, page: list[_Row]) -> tuple[list[_Row], list[_Row]]:
        """The page and the notes at its foot, from a line "1 Text" whose number is glued to a word further up."""
        for at in range(1, len(page)):
            found = _NOTE.match(page[at].text)
            if not found or int(found.group(1)) != self._next_note or not self._called(page[:at], self._next_note):
                continue
            if page[at - 1].text and not RULE.match(page[at - 1].text):
                continue
            return page[:at], [row for row in page[at:] if row.text]
        return page, []

    @staticmethod
    def _called(rows: Sequence[_Row], number: int) -> bool:
        call = re.compile(rf"[^\W\d_][”\"',.;:)]?{number}(?!\d|[.,]\d)")
        return any(call.search(row.text) for row in rows)

    def _take_notes(self, rows: list[_Row]) -> None:
        def keep(found: Paragraph) -> None:
            self._notes.append((found.number, found.text))

        flow = Paragraphs(keep, Wrap(1, spaced=True))
        for row in rows:
            found = _NOTE.match(row.text)
            text = " ".join(row.text.split())
            if found and int(found.group(1)) == self._next_note:
                self._next_note += 1
                flow.flush()
            elif flow.pending and begins_item(text):
                text = f"{flow.take()} {text}"
            flow.add((Line(text, row.number),))
        flow.flush()

    def _line(self, row: _Row, blank: bool) -> None:
        last, text = self._last, " ".join(row.text.split())
        pending = self._flow.pending
        indented = row.indent > self._margin + 2
        if pending and last is not None:
            deep = last.indent > self._margin + 10 and indented
            short = len(last.text) * 10 < self._width * 7
            new = (
                (indented and not deep)
                or (blank and (ends(pending) or not text[:1].islower()))
                or (short and ends(pending))
                or (deep and not (text[:1].islower() or (pending.isupper() and text.isupper())))
            )
            if new:
                self._flow.flush()
        self._flow.add((Line(text, row.number, indent=row.indent),))
        self._last = row
        self._seen += 1

    def _columns(self, rows: list[_Row], at: int) -> int:
        """Reads a two-column region that begins at ``at``; the index after it, or ``at`` where there is none."""
        first = rows[at].columns()
        opening = bool(words().opening.match(rows[at].text))
        if first is None or (self._seen > _HEAD and not opening):
            return at
        edge = first[1]
        table: list[tuple[list[Line], list[Line]]] = [([], [])]
        pairs, k, after, blank = 0, at, at, False
        while k < len(rows):
            row = rows[k]
            if not row.text or RULE.match(row.text):
                blank = blank or not row.text
                k += 1
                continue
            parts = row.columns()
            if parts and (parts[1] < edge - 14 or parts[1] > edge + 30 or row.indent >= edge - 6):
                parts = None
            if parts is None and row.indent < edge - 6 and (blank or row.end >= edge - 1):
                break
            if parts and blank:
                table.append(([], []))
            left, right = (parts[0], parts[2]) if parts else (row.text, "") if row.indent < edge - 6 else ("", row.text)
            pairs += parts is not None
            edge = min(edge, parts[1]) if parts else edge
            for side, text in zip(table[-1], (left, right), strict=True):
                if text:
                    side.append(Line(" ".join(text.split()), row.number))
            blank = False
            k += 1
            after = k
        if pairs < 2 and not opening:
            return at
        self._flow.flush()
        self._tables += 1
        self._seen += after - at
        lines = [min((line.number for side in row for line in side), default=rows[at].number) for row in table]
        self._builder.table(
            [[CellText(_cell(left), 0), CellText(_cell(right), 1)] for left, right in table],
            origin=Origin(line=rows[at].number, table=self._tables),
            places=[Origin(line=line, table=self._tables) for line in lines],
        )
        return after


def _cell(lines: list[Line]) -> str:
    out: list[str] = []
    flow = Paragraphs(lambda found: out.append(found.text), Wrap(_NEVER_FULL), cell=True)
    flow.add(lines)
    flow.flush()
    return "\n".join(out)
