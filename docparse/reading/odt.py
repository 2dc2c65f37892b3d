"""OpenDocument texts (.odt, .ott): paragraphs, lists, tables and notes from content.xml."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from docparse.errors import ReadError
from docparse.model import Origin
from docparse.reading.building import Builder
from docparse.reading.encodings import clean
from docparse.reading.htmlrecords import PageCell, PageTable, Paragraph, grid_of, is_frame, lines_of, span_of
from docparse.reading.legacy import Legacy, convert, of_font
from docparse.reading.lines import Line, bold_prefix
from docparse.reading.numbering import Numbering
from docparse.reading.odtstyles import DRAW, OFFICE, OUTLINE, SVG, TABLE, TEXT, OdtStyle, OdtStyles, over, read_styles
from docparse.reading.runs import Runs, joined, prepend
from docparse.reading.wordxml import RATIO_LIMIT, UNPACKED_LIMIT

if TYPE_CHECKING:
    from lxml.etree import _Element

_GONE = frozenset((
    TEXT + "tracked-changes", OFFICE + "annotation", TEXT + "note-citation", TEXT + "sequence-decls", OFFICE + "forms",
    TEXT + "variable-decls", TEXT + "bookmark", TABLE + "table-column", OFFICE + "annotation-end",
    TEXT + "ruby-text", TEXT + "script", SVG + "title", SVG + "desc", OFFICE + "event-listeners",
))  # fmt: skip
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TEXTS = frozenset((TEXT + "p", TEXT + "h", TEXT + "list"))
_AS_TAB = 4  # blanks as wide as a tab
_DEEPEST = 120  # levels of nesting; what lies deeper comes as plain text
_SPACE = re.compile(r"[ \t\r\n]+")


def read_odt(data: bytes, where: str, builder: Builder) -> None:
    """Puts the blocks of an .odt file into ``builder``; raises ReadError DP112–DP114 or DP134 (damaged)."""
    parts = _parts(data, where)
    styles = OdtStyles()
    for root in parts:
        read_styles(root, styles)
    body = parts[-1].find(f"{OFFICE}body/{OFFICE}text")
    reader = _Reader(styles)
    if body is not None:
        reader.blocks(body, reader.records, 0)
    reader.put(builder)


def _parts(data: bytes, where: str) -> list[_Element]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True, collect_ids=False)  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > UNPACKED_LIMIT or (size > 20 * 2**20 and size > RATIO_LIMIT * len(data)):
                raise ReadError("DP113", where, "nội dung nén bung ra quá lớn", "chỉ dùng tệp lấy từ nguồn tin cậy")
            names = archive.namelist()
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise ReadError("DP112", where, "tệp bị đặt mật khẩu", "bỏ mật khẩu rồi thử lại")
            blobs = [archive.read(name) for name in ("styles.xml", "content.xml") if name in names]
        if any(b"<!DOCTYPE" in blob or b"<!ENTITY" in blob for blob in blobs):
            raise ReadError("DP114", where, "XML bên trong khai báo DTD hoặc thực thể, có thể là tệp độc hại",
                            "chỉ dùng tệp lấy từ nguồn tin cậy")  # fmt: skip
        roots = [etree.fromstring(blob, parser) for blob in blobs]
        if "content.xml" not in names or roots[-1].getroottree().docinfo.internalDTD is not None:
            raise ValueError
    except ReadError:
        raise
    except Exception:  # zlib.error and the like have no common base
        raise ReadError("DP134", where, "không phải tệp OpenDocument (.odt), hoặc tệp bị hỏng",
                        "mở bằng LibreOffice hoặc Word, lưu thành .docx rồi thử lại") from None  # fmt: skip
    return roots


class _Reader:
    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._numbering = Numbering(None)
        self.records: list[Paragraph | PageTable] = []
        self._lists = 0
        self._of_style: dict[str, str] = {}  # the list that a style last counted
        self._of_id: dict[str, str] = {}
        self._numbering.add_list(OUTLINE, styles.lists.get(OUTLINE, {}))
        self._numbering.add_instance(OUTLINE, OUTLINE, {}, {})
        self._depth = 0  # of cells
        self._prefix = ""
        self._notes: dict[int, list[str]] = {}  # by the number of the record that they follow
        self._note = 0

    def blocks(self, node: _Element, out: list[Paragraph | PageTable], depth: int) -> None:
        """The paragraphs and tables in ``node``, in order."""
        if depth > _DEEPEST:
            return
        for child in node:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str) or child.get(TEXT + "display") == "none":
                continue
            if tag in (TEXT + "p", TEXT + "h"):
                self._prefix = self._outlined(child) if tag == TEXT + "h" else ""
                self._paragraph(child, out, depth)
            elif tag == TEXT + "list":
                self._list(child, out, None, 0, depth + 1)
            elif tag == TABLE + "table":
                self._table(child, out, depth)
            else:
                self.blocks(child, out, depth + 1)

    def _list(
        self, node: _Element, out: list[Paragraph | PageTable], number: str | None, level: int, depth: int
    ) -> None:
        if depth > _DEEPEST:
            return
        style = node.get(TEXT + "style-name")
        if number is None:
            style = style or next(
                (self._styles.of(p.get(TEXT + "style-name")).list for p in node.iter(TEXT + "p")), None
            )
            before = node.get(TEXT + "continue-list")
            if before is not None or node.get(TEXT + "continue-numbering") == "true":
                number = self._of_id.get(before or "") or self._of_style.get(style or "")
            if number is None:
                self._lists += 1
                number = self._of_style[style or ""] = str(self._lists)
                self._numbering.add_list(number, self._styles.lists.get(style or "", {}))
                self._numbering.add_instance(number, number, {}, {})
            self._of_id[node.get(_ID, "")] = number
        for item in node:
            if item.tag not in (TEXT + "list-item", TEXT + "list-header"):
                continue
            if item.tag == TEXT + "list-item" and any(child.tag != TEXT + "list" for child in item):
                if (start := item.get(TEXT + "start-value", "")).isdigit() and len(start) < 7:
                    self._numbering.restart(number, level, int(start))
                self._prefix = clean(self._numbering.next(number, level))
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, out, number, level + 1, depth + 1)
                elif child.tag in (TEXT + "p", TEXT + "h"):
                    self._paragraph(child, out, depth)
            self._prefix = ""

    def _outlined(self, node: _Element) -> str:
        """The number of a heading outside lists, by the outline of the document."""
        if self._styles.of(node.get(TEXT + "style-name")).list is not None or OUTLINE not in self._styles.lists:
            return ""
        if node.get(TEXT + "is-list-header") == "true":
            return ""
        at = span_of(node.get(TEXT + "outline-level")) - 1
        if node.get(TEXT + "restart-numbering") == "true":
            self._numbering.restart(OUTLINE, at, span_of(node.get(TEXT + "start-value")))
        return clean(self._numbering.next(OUTLINE, at))

    def _paragraph(self, node: _Element, out: list[Paragraph | PageTable], depth: int) -> None:
        prefix, self._prefix = self._prefix, ""
        runs = Runs(0, tabs=not prefix and not self._depth)
        boxes, notes = list[Paragraph | PageTable](), list[str]()
        style = self._styles.of(node.get(TEXT + "style-name"))
        self._inline(node, style, runs, boxes, notes, depth)
        lines = [line for line in joined(runs.finish(False)) if line.text]
        if prefix and lines:
            prepend(lines[0], prefix)
        elif prefix and self._depth:  # a column of running numbers: empty paragraphs with list numbers
            lines = [Line(prefix.strip(), 0)]
        elif prefix:
            self._prefix = prefix  # of the item's next paragraph
        if lines:
            level = node.get(TEXT + "outline-level", "")
            heading = int(level) if node.tag == TEXT + "h" and level.isdigit() and len(level) < 3 else None
            out.append(Paragraph(lines, bool(style.centered), heading))
        out += boxes
        if notes:
            self._notes.setdefault(len(self.records) + (out is not self.records), []).extend(notes)

    def _inline(
        self,
        node: _Element,
        style: OdtStyle,
        runs: Runs,
        boxes: list[Paragraph | PageTable],
        notes: list[str],
        depth: int,
    ) -> None:
        encoding = of_font(style.font)
        if not style.hidden:
            _add(node.text, style, encoding, runs)
        for child in node:
            tag = child.tag
            if tag == TEXT + "line-break":
                runs.line_break()
            elif tag == TEXT + "tab" or (tag == TEXT + "s" and span_of(child.get(TEXT + "c")) >= _AS_TAB):
                runs.tab(bool(style.bold or style.italic))
            elif tag == TEXT + "s":
                runs.add(" ", bool(style.bold or style.italic))
            elif tag == TEXT + "note":
                inner: list[Paragraph | PageTable] = []
                self.blocks(child, inner, depth + 1)
                self._note += 1
                notes.append(f"[{self._note}] {' '.join(lines_of(inner))}")
            elif tag == DRAW + "text-box" or (tag.startswith(DRAW) and any(inner.tag in _TEXTS for inner in child)):
                self.blocks(child, boxes, depth + 1)
            elif tag not in _GONE and depth < _DEEPEST:
                name = child.get(TEXT + "style-name") if tag == TEXT + "span" else None
                inner_style = style if name is None else over(style, self._styles.of(name))
                self._inline(child, inner_style, runs, boxes, notes, depth + 1)
            if not style.hidden:
                _add(child.tail, style, encoding, runs)

    def _table(self, node: _Element, out: list[Paragraph | PageTable], depth: int) -> None:
        table = PageTable()
        for row in _inside(node, TABLE + "table-row"):
            cells: list[PageCell] = []
            for cell in _inside(row, TABLE + "table-cell"):
                found = PageCell([], span_of(cell.get(TABLE + "number-columns-spanned")),
                                 span_of(cell.get(TABLE + "number-rows-spanned")))  # fmt: skip
                self._depth += 1
                self.blocks(cell, found.records, depth + 1)
                self._depth -= 1
                cells.append(found)
                repeated = min(span_of(cell.get(TABLE + "number-columns-repeated")), 64)
                cells += [PageCell([]) for _ in range(repeated - 1)] if not found.records else []
            table.rows.append(cells)
        cells = [cell for row in table.rows for cell in row]
        if len(cells) == 1 and is_frame(cells[0], 1):
            out += cells[0].records
        elif cells:
            out.append(table)

    def put(self, builder: Builder) -> None:
        """Everything read, into ``builder``."""
        tables = 0
        for count, record in enumerate(self.records, 1):
            if isinstance(record, Paragraph):
                for line in record.lines:
                    bold = bold_prefix(line.text, line.bold)
                    builder.paragraph(line.text, origin=Origin(paragraph=count), heading=record.heading, bold=bold,
                                      centered=record.centered)  # fmt: skip
            else:
                tables += 1
                builder.table(grid_of(record), origin=Origin(paragraph=count, table=tables))
            for note in self._notes.get(count, ()):
                builder.paragraph(note, origin=Origin(paragraph=count), kind="footnote")


def _add(text: str | None, style: OdtStyle, encoding: Legacy | None, runs: Runs) -> None:
    if text:
        text = _SPACE.sub(" ", clean(convert(text, encoding) if encoding else text))
        runs.add(text.upper() if style.upper else text, bool(style.bold or style.italic))


def _inside(node: _Element, tag: str) -> list[_Element]:
    """Rows or cells, through header rows and groups but not into cells."""
    out: list[_Element] = []
    for child in node:
        if child.tag == tag:
            out.append(child)
        elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
            out += _inside(child, tag)
    return out
