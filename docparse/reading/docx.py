"""Word files: paragraphs, tables and notes from the XML, read once, list numbers written out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.model import Origin
from docparse.reading.building import CELL_SEPARATOR, Builder, CellText
from docparse.reading.encodings import clean
from docparse.reading.legacy import Legacy, convert, of_font
from docparse.reading.lines import Line, bold_prefix
from docparse.reading.numbering import Numbering
from docparse.reading.runs import Runs, joined, prepend
from docparse.reading.symbols import symbol
from docparse.reading.wordblocks import (
    ALTERNATIVES,
    EMBEDDED,
    GONE,
    JOINING,
    TABLE,
    blocks,
    branch,
    cells,
    chains,
    owner,
    rows,
)
from docparse.reading.wordstyles import Style, Styles
from docparse.reading.wordxml import Package, W, inner, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROW, _PPR, _RPR, _RUN, _SOFT_HYPHEN, _HYPHEN, _SYMBOL, _BOX, _FIELD = (
    W + name for name in ("trPr", "pPr", "rPr", "r", "softHyphen", "noBreakHyphen", "sym", "txbxContent", "fldChar")
)
_BREAKS, _TABS = frozenset((W + "br", W + "cr")), frozenset((W + "tab", W + "ptab"))
_IDENT = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KIND = W + "fldCharType"
_CALLS = frozenset((W + "footnoteReference", W + "endnoteReference"))
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXTS, _DENOMINATOR = frozenset((W + "t", _M + "t")), _M + "den"
_PAGES = {".html": ".html", ".htm": ".html", ".xhtml": ".html", ".mht": ".eml", ".mhtml": ".eml", ".txt": ".txt"}


def read_docx(data: bytes, where: str, builder: Builder) -> None:
    """Puts the blocks of a .docx file into ``builder``; raises ReadError DP110–DP116."""
    package = Package(data, where)
    body = package.document().find(W + "body")
    if body is not None:
        _Reader(package, builder).body(body)


@dataclass(slots=True)
class _Paragraph:
    """Lines of one ``w:p``, the text boxes anchored in it and the notes it calls."""

    lines: list[Line]
    centered: bool = False
    heading: int | None = None
    boxes: list[_Element] = field(default_factory=list)


class _Reader:
    def __init__(self, package: Package, builder: Builder) -> None:
        self._builder = builder
        self._styles = Styles.read(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"))
        self._notes = {kind: _notes(package.part(kind + "s")) for kind in ("footnote", "endnote")}
        self._called: list[tuple[str, str]] = []
        self._count = self._tables = self._note = 0
        self._package = package
        self._old_fonts = package.mentions(b'".V', b'"VNI')  # .VnTime, VNI-Times
        self._joins = package.mentions(*JOINING)
        self._codes: list[bool] = []  # open fields: still in the code, not in the result
        self._open = 0  # of them those in the code
        package.forget()

    def body(self, node: _Element) -> None:
        for chain in self._chains(node):
            child = chain[0]
            if child.tag == TABLE:
                self._table(child)
            elif child.tag == EMBEDDED:
                self._embedded(child)
            else:
                self._count += len(chain)
                self._paragraph(chain)
            self._footnotes()

    def _chains(self, node: _Element) -> Iterable[list[_Element]]:
        return chains(node) if self._joins else ([child] for child in blocks(node))

    def _embedded(self, node: _Element) -> None:
        """A page or text that Word takes in when it opens the file; of another kind it is left out, which is said."""
        from docparse.reading import READERS

        name, content = self._package.embedded(node.get(_IDENT, "")) or ("", b"")
        kind = _PAGES.get(os.path.splitext(name)[1].lower())
        if kind and content.strip():
            READERS[kind](content, name, self._builder)
        else:
            self._builder.warn("DP238", f"không đọc phần nhúng {name or 'không rõ tên'}; mở bằng Word rồi lưu lại")

    def _paragraph(self, chain: list[_Element]) -> None:
        found = self._read(chain)
        for line in found.lines:
            self._builder.paragraph(
                line.text,
                origin=Origin(paragraph=self._count),
                heading=found.heading,
                bold=bold_prefix(line.text, line.bold),
                centered=found.centered,
            )
        for box in found.boxes:
            self.body(box)

    def _footnotes(self) -> None:
        called, self._called = self._called, []
        for kind, ident in called:
            node = self._notes[kind].get(ident)
            if node is None:
                continue
            self._note += 1
            text = " ".join(self._lines(node))
            if text:
                self._builder.paragraph(f"[{self._note}] {text}", origin=Origin(paragraph=self._count), kind="footnote")

    def _table(self, node: _Element) -> None:
        found = rows(node)
        if len(found) == 1:
            inside = cells(found[0])
            if len(inside) == 1:
                self.body(inside[0])  # a table of one cell is a frame round the text
                return
        self._tables += 1
        self._builder.table(self._cells(found), origin=Origin(paragraph=self._count or None, table=self._tables))

    def _cells(self, found: list[_Element]) -> list[list[CellText]]:
        out: list[list[CellText]] = []
        above: dict[int, tuple[int, int]] = {}
        for row in found:
            placed: list[CellText] = []
            column = _int(inner(inner(row, _ROW), W + "gridBefore"), 0)
            for cell in cells(row):
                ppr = inner(cell, W + "tcPr")
                span = max(1, _int(inner(ppr, W + "gridSpan"), 1))
                merge, sideways = inner(ppr, W + "vMerge"), inner(ppr, W + "hMerge")
                text = "\n".join(self._lines(cell))
                goes_on = merge is not None and value(merge) != "restart"
                if sideways is not None and value(sideways) != "restart" and placed:
                    last = placed[-1]
                    text = "\n".join(filter(None, (last.text, text)))
                    placed[-1] = CellText(text, last.column, last.columns + span, last.rows)
                elif goes_on and column in above:
                    k, number = above[column]
                    first = out[k][number]
                    text = "\n".join(filter(None, (first.text, text)))
                    out[k][number] = CellText(text, first.column, first.columns, len(out) - k + 1)
                else:
                    above.pop(column, None)
                    if merge is not None:
                        above[column] = (len(out), len(placed))
                    placed.append(CellText(text, column, span))
                if merge is None:
                    above.pop(column, None)
                column += span
            out.append(placed)
        return out

    def _lines(self, node: _Element) -> list[str]:
        """The text of a cell, note or box: one line a paragraph, nested tables a line a row."""
        out: list[str] = []
        for chain in self._chains(node):
            if chain[0].tag == TABLE:
                for row in self._cells(rows(chain[0])):
                    line = CELL_SEPARATOR.join(cell.text for cell in row)
                    if line.strip(" |"):
                        out.append(line)
                continue
            found = self._read(chain, cell=True)
            out += [line.text for line in found.lines if line.text]
            for box in found.boxes:
                out += self._lines(box)
        return out

    def _read(self, chain: list[_Element], *, cell: bool = False) -> _Paragraph:
        node = owner(chain)
        own = Style()
        own.read_paragraph(inner(node, _PPR))
        ident = own.base or self._styles.default
        style = self._styles.whole(ident)
        boxes: list[_Element] = []
        prefix = self._number(own, ident, style)
        runs = Runs(0, tabs=not cell and not prefix)
        self._codes, self._open = [], 0
        for part in chain:
            self._inline(part, runs, ident, boxes)
        lines = joined(runs.finish(False))
        if prefix and any(line.text for line in lines):
            prepend(next(line for line in lines if line.text), prefix)
        elif prefix and cell:  # a column of running numbers: empty paragraphs with list numbers
            lines = [Line(prefix.strip(), 0)]
        heading = style.heading if own.heading is None else own.heading
        return _Paragraph(lines, bool(style.centered if own.centered is None else own.centered), heading or None, boxes)

    def _number(self, own: Style, ident: str | None, style: Style) -> str:
        number, level = own.number, own.level
        if number is None:
            if style.number is None:
                return ""
            number = style.number
            if level is None:
                level = style.level if style.level is not None else self._numbering.level_of_style(number, ident or "")
        link = self._numbering.linked_style(number) if number != "0" else None
        if link:
            number = self._styles.whole(link).number or number
        return "" if number == "0" else clean(self._numbering.next(number, level or 0))

    def _inline(self, node: _Element, runs: Runs, ident: str | None, boxes: list[_Element]) -> None:
        bold = caps = False
        encoding: Legacy | None = None
        if node.tag == _RUN:
            own = Style()
            own.read_run(inner(node, _RPR))
            style = self._styles.whole(ident) if own.base is None else self._styles.whole(own.base, ident)
            if style.hidden if own.hidden is None else own.hidden:
                for child in node.iterchildren(_FIELD):
                    self._field(child)
                return
            bold = bool(style.bold if own.bold is None else own.bold)
            bold = bold or bool(style.italic if own.italic is None else own.italic)
            caps = bool(style.caps if own.caps is None else own.caps)
            if self._old_fonts:
                encoding = of_font(own.font or style.font or self._styles.font)
        for child in node:
            tag = child.tag
            if tag in _TEXTS:
                text = "" if self._open and not self._codes[-1] else child.text or ""
                text = clean(convert(text, encoding) if encoding else text).replace("\n", " ")
                runs.add(text.upper() if caps else text, bold)
            elif tag in GONE or not isinstance(tag, str):
                continue
            elif tag in _BREAKS:
                runs.line_break()
            elif tag in _TABS:
                runs.tab(bold)
            elif encoding and tag == _SOFT_HYPHEN:
                runs.add(convert("\u00ad", encoding), bold)
            elif tag == _HYPHEN:
                runs.add("-", bold)
            elif tag == _SYMBOL:
                runs.add(symbol(child.get(W + "char", "")), bold)
            elif tag in _CALLS:
                self._called.append((tag[len(W) : -len("Reference")], child.get(W + "id", "")))
            elif tag == _FIELD:
                self._field(child)
            elif tag == ALTERNATIVES:
                self._inline(branch(child), runs, ident, boxes)
            elif tag == _BOX:
                boxes.append(child)
            elif len(child):
                if tag == _DENOMINATOR:
                    runs.add("/", bold)
                self._inline(child, runs, ident, boxes)

    def _field(self, node: _Element) -> None:
        """The result of a field within the code of another is no text."""
        kind = node.get(_KIND)
        if kind == "begin":
            self._codes.append(True)
            self._open += 1
        elif kind == "separate" and self._codes:
            self._open -= self._codes[-1]
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._open -= self._codes.pop()


def _notes(root: _Element | None) -> dict[str, _Element]:
    if root is None:
        return {}
    return {n.get(W + "id", ""): n for n in root if n.get(W + "type") in (None, "normal")}


def _int(node: _Element | None, otherwise: int) -> int:
    text = value(node)
    return int(text) if text and text.isdigit() and len(text) < 4 else otherwise
