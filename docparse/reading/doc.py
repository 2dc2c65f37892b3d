"""Old Word files (.doc, Word 97–2003) without Word: paragraphs, tables, notes and boxes as blocks."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

from docparse.errors import ReadError
from docparse.model import Origin
from docparse.reading.building import CELL_SEPARATOR, Builder
from docparse.reading.doctables import DocRow, DocTable, cell_edges, doc_grid
from docparse.reading.doctext import DocText, is_on
from docparse.reading.encodings import clean
from docparse.reading.htmlrecords import Paragraph
from docparse.reading.lines import bold_prefix
from docparse.reading.msdoc import DocStyle, Run, Sprms, Unreadable, WordBinary
from docparse.reading.runs import Runs, joined, prepend

_JUSTIFY, _JUSTIFY_80, _LEVEL, _LIST, _OUTLINE = 0x2461, 0x2403, 0x260A, 0x460B, 0x2640
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_ROW = 0xD608
_WRONG = (Unreadable, struct.error, IndexError, KeyError, ValueError, OverflowError)


class TooOld(Exception):
    """A Word file from before Word 97."""


def read_doc(data: bytes, where: str, builder: Builder) -> None:
    """Puts the blocks of a .doc file into ``builder``; raises TooOld or ReadError DP112 (locked), DP130 (damaged)."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            main = _stream(file, "WordDocument")
            tables = (_stream(file, "0Table"), _stream(file, "1Table"))
        if main is None:
            raise Unreadable
        if main[:2] in (b"\xdc\xa5", b"\xec\xa5") and int.from_bytes(main[2:4], "little") < 0xC1:
            raise TooOld
        word = WordBinary(main, tables)
        if word.locked:
            raise ReadError("DP112", where, "tệp bị đặt mật khẩu", "mở tệp bằng Word, bỏ mật khẩu rồi thử lại")
        reader = _Reader(word)
        reader.read(0, word.counts[0])
    except (*_WRONG, OSError, TypeError, AttributeError):  # olefile fails in many ways on a damaged directory
        raise ReadError("DP130", where, "tệp Word cũ (.doc) bị cụt hoặc hỏng",
                        "mở bằng Word, lưu lại thành .docx rồi thử lại") from None  # fmt: skip
    reader.put(builder)


def _stream(file, name: str) -> bytes | None:  # type: ignore[no-untyped-def]
    return file.openstream(name).read() if file.exists(name) else None


@dataclass(slots=True)
class _Note:
    text: str


class _Reader:
    def __init__(self, word: WordBinary) -> None:
        self._word = word
        self._numbering = word.numbering()
        self._records: list[Paragraph | DocTable | _Note] = []
        self._cells: list[list[Paragraph]] = []
        self._cell: list[Paragraph] = []
        self._inner: list[str] = []
        self._inner_from = 0  # where in the cell the nested cell begins
        self._table: DocTable | None = None
        self._doctext = DocText(word)
        self._note = 0
        counts = word.counts
        after = sum(counts[:5])
        self._notes = self._note_places(2, 3, counts[0]) | self._note_places(46, 47, after)
        self._boxes = self._box_places(after + counts[5])

    def _note_places(self, calls: int, texts: int, base: int) -> dict[int, tuple[int, int]]:
        places = [base + cp for cp, _ in self._word.places(texts, 0)]
        called = [cp for cp, _ in self._word.places(calls, 2)[:-1]]
        return {cp: (places[k], places[k + 1]) for k, cp in enumerate(called) if k + 1 < len(places)}

    def _box_places(self, base: int) -> dict[int, list[tuple[int, int]]]:
        anchors = {struct.unpack_from("<i", spa)[0]: cp for cp, spa in self._word.places(40, 26)[:-1]}
        boxes = self._word.places(56, 22)
        out: dict[int, list[tuple[int, int]]] = {}
        for k, (cp, box) in enumerate(boxes[:-2]):
            anchor = anchors.get(struct.unpack_from("<i", box, 14)[0])
            if anchor is not None:
                out.setdefault(anchor, []).append((base + cp, base + boxes[k + 1][0]))
        return out

    # --- paragraphs --------------------------------------------------------------------------------

    def read(self, start: int, end: int) -> None:
        """The records of the body, from place ``start`` to ``end``."""
        pending: list[Run] = []
        first = start
        lender: int | None = None  # where the paragraph ends that lends its style to those joined with it
        for run in self._word.runs(start, end):
            at = 0
            for k, c in enumerate(run.text):
                if c in "\r\x07\x0c":
                    pending.append(Run(run.cp + at, run.text[at:k], run.sprms))
                    at = k + 1
                    styles = self._word.chain(self._word.paragraph(run.cp + k)[0])
                    if c == "\r" and self._doctext.is_out(run, styles):
                        if lender is None and any(r.text and not self._doctext.is_out(r, styles) for r in pending):
                            lender = run.cp + k
                        continue
                    self._paragraph(pending, first, run.cp + k, c, lender)
                    pending, first, lender = [], run.cp + k + 1, None
            if at < len(run.text):
                pending.append(Run(run.cp + at, run.text[at:], run.sprms))
        if pending:
            self._paragraph(pending, first, max(end - 1, first), "\r")
        self._end_table()

    def _paragraph(self, runs: list[Run], start: int, end: int, mark: str, lender: int | None = None) -> None:
        number, own = self._word.paragraph(end if lender is None or mark == "\x07" else lender)
        styles = self._word.chain(number)
        depth = struct.unpack("<i", own[_DEPTH])[0] if len(own.get(_DEPTH, b"")) == 4 else 0
        found = self._text(runs, own, styles, number, cell=depth > 0 or is_on(own, _IN_TABLE))
        if not is_on(own, _IN_TABLE) and depth == 0:
            self._end_table()
            if found is not None:
                self._records.append(found)
            self._anchored(start, end, self._records)
            return
        if mark == "\x07" and is_on(own, _ROW_END):
            self._end_row(own)
            return
        if is_on(own, _INNER_ROW):
            line = CELL_SEPARATOR.join(self._inner)
            self._inner, self._inner_from = [], len(self._cell) + 1
            if line.strip(" |"):
                runs_ = Runs(0)
                runs_.add(line, False)
                self._cell.append(Paragraph(runs_.finish(False)))
            return
        if found is not None:
            self._cell.append(found)
        self._anchored(start, end, self._cell)
        if is_on(own, _INNER_CELL):
            self._inner.append("\n".join(line.text for p in self._cell[self._inner_from :] for line in p.lines))
            del self._cell[self._inner_from :]
        elif depth <= 1:
            self._inner_from = len(self._cell)
        if mark == "\x07":
            self._cells.append(self._cell)
            self._cell, self._inner_from, self._inner = [], 0, []

    def _anchored(self, start: int, end: int, into: list[Paragraph | DocTable | _Note] | list[Paragraph]) -> None:
        """Notes called and boxes set in a passage follow it."""
        for cp in sorted(cp for cp in self._boxes if start <= cp <= end):
            for place in self._boxes.pop(cp):
                into += self._plain(*place)
        for cp in sorted(cp for cp in self._notes if start <= cp <= end):
            text = " ".join(line.text for p in self._plain(*self._notes.pop(cp)) for line in p.lines)
            self._note += 1
            if text:
                self._records.append(_Note(f"[{self._note}] {text}"))

    def _plain(self, start: int, end: int) -> list[Paragraph]:
        """The paragraphs of a note or box; the cells of tables in it are paragraphs too."""
        out: list[Paragraph] = []
        pending: list[Run] = []
        for run in self._word.runs(start, end):
            at = 0
            for k, c in enumerate(run.text):
                if c in "\r\x07\x0c":
                    pending.append(Run(run.cp + at, run.text[at:k], run.sprms))
                    number, own = self._word.paragraph(run.cp + k)
                    found = self._text(pending, own, self._word.chain(number), number, cell=True)
                    out += [found] if found is not None else []
                    pending, at = [], k + 1
            pending.append(Run(run.cp + at, run.text[at:], run.sprms))
        return out

    def _text(
        self, runs: list[Run], own: Sprms, styles: list[DocStyle], number: int, *, cell: bool
    ) -> Paragraph | None:
        prefix = self._number(own, styles)
        out = Runs(0, tabs=not cell and not prefix)
        for run in runs:
            self._doctext.add(run, styles, out)
        lines = [line for line in joined(out.finish(False)) if line.text]
        if prefix and lines:
            prepend(lines[0], prefix)
        elif prefix and cell:  # a column of running numbers: empty paragraphs with list numbers
            out = Runs(0)
            out.add(prefix.strip(), False)
            lines = out.finish(False)
        if not lines:
            return None
        justify = next(
            (s[k] for s in (own, *(x.paragraph for x in styles)) for k in (_JUSTIFY, _JUSTIFY_80) if k in s), b""
        )
        level = own.get(_OUTLINE, b"")
        heading = (
            level[0] + 1
            if level and level[0] < 9
            else None
            if level
            else next((s.heading for s in styles if s.heading), None)
        )
        return Paragraph(lines, justify[:1] == b"\x01", heading)

    def _number(self, own: Sprms, styles: list[DocStyle]) -> str:
        found = next((s[_LIST] for s in (own, *(x.paragraph for x in styles)) if _LIST in s), None)
        if found is None or len(found) < 2:
            return ""
        level = next((s[_LEVEL] for s in (own, *(x.paragraph for x in styles)) if _LEVEL in s), b"\0")
        ident = struct.unpack("<H", found)[0]
        return clean(self._numbering.next(str(ident), level[0])) if 0 < ident < 0x7FF else ""

    # --- tables ------------------------------------------------------------------------------------

    def _end_row(self, own: Sprms) -> None:
        cells, self._cells, self._cell = self._cells, [], []
        edges, flags = cell_edges(own.get(_ROW, b""), len(cells))
        if self._table is None:
            self._table = DocTable()
            self._records.append(self._table)
        if cells:
            self._table.rows.append(DocRow(cells, edges, flags))

    def _end_table(self) -> None:
        if self._cells or self._cell:  # a row without its end
            self._cells.append(self._cell)
            self._end_row({})
        self._table = None

    def put(self, builder: Builder) -> None:
        """Everything read, into ``builder``."""
        tables = 0
        for count, record in enumerate(self._records, 1):
            if isinstance(record, _Note):
                builder.paragraph(record.text, origin=Origin(paragraph=count), kind="footnote")
            elif isinstance(record, Paragraph):
                _put_paragraph(record, count, builder)
            elif len(record.rows) == 1 and len(record.rows[0].cells) == 1:  # a frame round the text
                for inner in record.rows[0].cells[0]:
                    _put_paragraph(inner, count, builder)
            else:
                tables += 1
                builder.table(doc_grid(record.rows), origin=Origin(paragraph=count, table=tables))


def _put_paragraph(record: Paragraph, count: int, builder: Builder) -> None:
    for line in record.lines:
        builder.paragraph(
            line.text,
            origin=Origin(paragraph=count),
            heading=record.heading,
            bold=bold_prefix(line.text, line.bold),
            centered=record.centered,
        )
