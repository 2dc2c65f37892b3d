"""Web pages and Word's "Save as Web Page": paragraphs, tables, lists and notes in the order of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.model import Origin
from docparse.reading.building import Builder
from docparse.reading.encodings import clean, damaged
from docparse.reading.htmlbytes import page_text, root_of
from docparse.reading.htmlrecords import PageCell, PageTable, Paragraph, calls_of, grid_of, is_frame, lines_of, span_of
from docparse.reading.htmlstyle import Declarations, Look, Sheet, declarations, look_of
from docparse.reading.legacy import convert, told_by_letters
from docparse.reading.lines import begins_item, bold_prefix
from docparse.reading.numbering import formatted
from docparse.reading.runs import Runs, joined, prepend
from docparse.reading.symbols import ABOVE
from docparse.reading.tabs import BLANKS

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
    "center", "address", "article", "section", "main", "header", "footer", "nav", "aside", "figure", "figcaption",
    "form", "fieldset", "legend", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "hr", "body",
    "hgroup", "details", "summary", "dialog",
))  # fmt: skip
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math", "canvas",
    "audio", "video", "map", "select", "option", "button", "input", "textarea", "datalist", "head", "title", "meta",
    "link", "del", "xml", "rp", "rt",
))  # fmt: skip
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS_LISTS = {"decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
              "lower-roman": "i", "upper-roman": "I"}  # fmt: skip
_NOTE = re.compile(r"(?:ftn|edn)\d{1,6}$")
_REMARKS = re.compile(r"(?:^|\s)msocom(?:txt|anchor)(?:\s|$)", re.IGNORECASE)
_NOTE_CALL = re.compile(r"#_(?:ftn|edn)(\d+)$")
_NOTE_BACK = re.compile(r"#_(?:(?:ftn|edn)ref|msocom_)\d+$")
_SPACE = re.compile(r"\s+")
_WIDE = re.compile(rf"{BLANKS.pattern}|(?<=\S)\t+(?=\S)")
_OPENING, _CLOSING = (re.compile(rf"<{slash}(?:html|body)\b", re.IGNORECASE) for slash in ("", "/"))
_MOST_TAGS = 200_000  # of one page; what follows is left out and said
_DEEPEST = 40  # tables within tables


def read_html(data: bytes, where: str, builder: Builder) -> None:
    """Puts the blocks of a page into ``builder``; raises ReadError DP105 or DP106 for what is no page."""
    text = page_text(data, where)
    if lost := damaged(text):
        builder.warn("DP228", lost)
    if _OPENING.search(text) and not _CLOSING.search(text):
        builder.warn("DP229", "trang không có thẻ đóng ở cuối, có thể bị cụt; tải hoặc sao chép lại rồi so sánh")
    if text.count("<") > _MOST_TAGS:
        text = "<".join(text.split("<", _MOST_TAGS)[:_MOST_TAGS])
        builder.warn("DP232", f"trang quá lớn: chỉ đọc {_MOST_TAGS:,} thẻ đầu".replace(",", "."))
    root, whole = root_of(text, where)
    if not whole:
        builder.warn("DP231", "trang lồng thẻ quá sâu: chỉ giữ được chữ, không giữ được bảng")
    reader = _Page(root)
    if not reader.fonts and (encoding := told_by_letters("".join(map(str, root.itertext())))):
        reader.look = Look(encoding=encoding)
    reader.walk()
    reader.put(builder)


@dataclass(slots=True)
class _List:
    style: str | None  # of w:numFmt; None for bullets, "" for no mark
    count: int


class _Page:
    def __init__(self, root: _Element) -> None:
        from docparse.reading.webpage import menus

        self._root = root
        self._menus = menus(root)
        self._sheet = Sheet()
        for node in root.iter("style"):
            self._sheet.add(node.text or "")
        self.fonts = any("font" in node.get("style", "") or node.get("face") for node in root.iter("span", "font", "p"))
        self.look = Look()
        self._records: list[Paragraph | PageTable] = []
        self._sinks = [self._records]
        self._tables: list[PageTable] = []
        self._lists: list[_List] = []
        self._runs = Runs(0, tabs=True)
        self._prefix = ""
        self._heading: int | None = None
        self._centered = False
        self._calls: list[str] = []
        self._notes: dict[str, list[Paragraph | PageTable]] = {}

    # --- the walk: iterative, for a page may be nested as deep as the parser lets it ---------------

    def walk(self) -> None:
        from lxml import etree

        looks = [self.look]
        for event, node in (walker := etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))):
            if event in ("comment", "pi"):
                self._add(node.tail, looks[-1])
                continue
            tag = node.tag.lower() if isinstance(node.tag, str) else ""
            if event == "end":
                look = looks.pop()
                if not look.hidden:
                    self._close(tag, node)
                if node is not self._root:
                    self._add(node.tail, looks[-1])
                continue
            look, own = look_of(tag, node.attrib, looks[-1], self._sheet)
            if self._gone(tag, node, own):
                look = Look(hidden=True)
            elif own.get("mso-list", "").lower() == "ignore" and _is_bullet(mark := "".join(node.itertext()), look):
                self._runs.add("+ " if mark.strip() == "+" else "- ", look.strong)
                walker.skip_subtree()
                looks.append(Look(hidden=True))
                continue
            looks.append(look)
            if look.hidden:
                walker.skip_subtree()
                continue
            self._open(tag, node, look, own)
            self._add(node.text, look)
        self._break()

    def _gone(self, tag: str, node: _Element, own: Declarations) -> bool:
        element = own.get("mso-element", "")
        return (
            tag in _DROPPED
            or node in self._menus
            or element in ("comment", "comment-list", "header", "footer")
            or bool(_REMARKS.search(node.get("class", "")))
            or (tag == "a" and bool(_NOTE_BACK.search(node.get("href", ""))))
        )

    def _open(self, tag: str, node: _Element, look: Look, own: Declarations) -> None:
        if tag == "br":
            self._runs.line_break()
        elif tag in _BLOCKS:
            self._break()
            self._centered = look.centered
            self._heading = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else None
            if tag == "table":
                self._tables.append(PageTable())
            elif tag == "tr" and self._tables:
                self._tables[-1].rows.append([])
            elif tag in ("td", "th") and self._tables:
                self._open_cell(node)
            elif tag in ("ol", "ul"):
                self._lists.append(_list(tag, node, own))
            elif tag == "li":
                self._prefix = self._mark(node, own)
        if _is_note(node, own):
            number = re.sub(r"\D", "", node.get("id", "")) or str(len(self._notes) + 1)
            self._sinks.append(self._notes.setdefault(number, []))
        elif tag == "a" and (found := _NOTE_CALL.search(node.get("href", ""))):
            self._calls.append(found.group(1))

    def _close(self, tag: str, node: _Element) -> None:
        if tag not in _BLOCKS:
            return
        self._break()
        if tag == "table" and self._tables:
            self._close_table()
        elif tag in ("td", "th") and self._tables and len(self._sinks) > 1:
            self._sinks.pop()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._prefix = ""
        elif len(self._sinks) > 1 and _is_note(node, declarations(node.get("style", ""))):
            self._sinks.pop()

    def _open_cell(self, node: _Element) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        cell = PageCell([], span_of(node.get("colspan")), span_of(node.get("rowspan")))
        table.rows[-1].append(cell)
        self._sinks.append(cell.records)

    def _close_table(self) -> None:
        table = self._tables.pop()
        cells = [cell for row in table.rows for cell in row]
        filled = sum(bool(cell.records) for cell in cells)  # empty ones only keep a margin
        if len(self._tables) >= _DEEPEST or any(is_frame(cell, filled) for cell in cells):
            for cell in cells:
                self._sinks[-1].extend(cell.records)
        elif cells:
            self._sinks[-1].append(table)

    def _mark(self, node: _Element, own: Declarations) -> str:
        if not self._lists:
            return "- "
        listed = self._lists[-1]
        if listed.style is None:
            return "- "
        if not listed.style or own.get("list-style-type", "").lower() == "none":
            return ""
        value = node.get("value", "")
        listed.count = int(value) if value.isdigit() and len(value) < 7 else listed.count + 1
        return f"{formatted(listed.count, listed.style)}. "

    # --- text ---------------------------------------------------------------------------------------

    def _add(self, text: str | None, look: Look) -> None:
        if not text or look.hidden:
            return
        if self._calls and text.strip(" \n[]").isdigit() and len(text) < 12:
            return  # the mark of a note, "[1]": the note itself follows its paragraph
        first, *others = _WIDE.split(text) if "\u00a0" in text or "\t" in text else (text,)
        for other in others:
            self._add_text(first, look)
            if self._runs.started:
                self._runs.tab(look.strong)
            first = other
        self._add_text(first, look)

    def _add_text(self, text: str, look: Look) -> None:
        if look.encoding:  # a line of the source ends anywhere
            text = convert(text if look.kept_spaces else text.replace("\n", " "), look.encoding)
        text = clean(text)
        if look.symbols:
            text = text.translate(ABOVE)
        if look.upper:
            text = text.upper()
        if look.kept_spaces and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._runs.line_break()
                self._runs.add(line, look.strong)
            return
        self._runs.add(_SPACE.sub(" ", text), look.strong)

    def _break(self) -> None:
        """Ends the paragraph."""
        lines = [line for line in joined(self._runs.finish(False)) if line.text]
        self._runs = Runs(0, tabs=True)
        if not lines:
            return
        if self._prefix and not begins_item(lines[0].text):
            prepend(lines[0], self._prefix)
        self._prefix = ""
        self._sinks[-1].append(Paragraph(lines, self._centered, self._heading, tuple(self._calls)))
        self._calls = []

    # --- records to blocks ----------------------------------------------------------------------------

    def put(self, builder: Builder) -> None:
        """Everything read, into ``builder``."""
        tables = 0
        for count, record in enumerate(self._records, 1):
            if isinstance(record, Paragraph):
                for line in record.lines:
                    builder.paragraph(
                        line.text,
                        origin=Origin(paragraph=count),
                        heading=record.heading,
                        bold=bold_prefix(line.text, line.bold),
                        centered=record.centered,
                    )
            else:
                tables += 1
                builder.table(grid_of(record), origin=Origin(paragraph=count, table=tables))
            for call in calls_of(record):
                self._note(call, count, builder)
        for call in list(self._notes):
            self._note(call, len(self._records), builder)

    def _note(self, call: str, count: int, builder: Builder) -> None:
        text = " ".join(lines_of(self._notes.pop(call, [])))
        if text:
            builder.paragraph(f"[{call}] {text}", origin=Origin(paragraph=count or None), kind="footnote")


def _is_note(node: _Element, own: Declarations) -> bool:
    """The text of a note, as Word writes it in full and in filtered pages."""
    return own.get("mso-element") in ("footnote", "endnote") or (
        node.tag == "div" and bool(_NOTE.match(node.get("id", "")))
    )


def _is_bullet(mark: str, look: Look) -> bool:
    """What Word prints before an item is a sign, often a letter of a symbol font, and no number."""
    mark = mark.strip()
    return look.symbols or mark == "o" or (bool(mark) and not any(map(str.isalnum, mark)))


def _list(tag: str, node: _Element, own: Declarations) -> _List:
    css = own.get("list-style-type", own.get("list-style", "")).lower().split()
    kind = next((_CSS_LISTS[word] for word in css if word in _CSS_LISTS), node.get("type", "1"))
    start = node.get("start", "1")
    first = int(start) - 1 if start.isdigit() and len(start) < 7 else 0
    if "none" in css:
        return _List("", first)
    return _List(None if tag == "ul" else _LIST_STYLES.get(kind, "decimal"), first)
