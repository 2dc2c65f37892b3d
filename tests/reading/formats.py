"""Writes a document that was read once as .docx, .html, .md, .txt and .pdf, so that each can be read again."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from itertools import zip_longest

from docparse.model import Block, Cell, Source
from docparse.reading import read_bytes
from tests.reading.helpers import word
from tests.reading.pdfwriter import as_pdf

_MARKS = str.maketrans({c: "\\" + c for c in "\\*_#|[]<>`"})


def _text(source: Source, part: Block | Cell) -> str:
    return source.text[part.start : part.end]


def as_text(source: Source) -> bytes:
    """One paragraph a line with blank lines between; the cells of a table parted by tabs, as Word saves them."""
    return "\n\n".join(_tabs(source, b) if b.kind == "table" else _text(source, b) for b in source.blocks).encode()


def _tabs(source: Source, block: Block) -> str:
    if max(c.column + c.columns for row in block.rows for c in row) == 2:  # head and signature: side by side
        rows = [[_text(source, c).split("\n") for c in row] for row in block.rows]
        sides = [(row[0], row[1] if len(row) > 1 else []) for row in rows]
        return "\n".join("\t".join(pair) for row in sides for pair in zip_longest(*row, fillvalue=""))
    return "\n".join("\t".join(row) for row in _whole_rows(source, block))


def as_markdown(source: Source) -> bytes:
    """Paragraphs with their bold beginnings and levels, tables with pipes."""
    out = []
    for block in source.blocks:
        if block.kind == "table":
            out.append(_pipes(source, block))
            continue
        text = _text(source, block)
        bold = text[: block.bold].rstrip()
        line = f"**{bold.translate(_MARKS)}**{text[len(bold) :].translate(_MARKS)}" if bold else text.translate(_MARKS)
        out.append("#" * block.heading + " " + line if block.heading else line)
    return "\n\n".join(out).encode()


def _pipes(source: Source, block: Block) -> str:
    rows = _whole_rows(source, block)
    lines = ["| " + " | ".join(text.translate(_MARKS).replace("\n", "<br>") for text in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)


def _whole_rows(source: Source, block: Block) -> list[list[str]]:
    """The rows without cells over several: their text is repeated below."""
    width = max(c.column + c.columns for row in block.rows for c in row)
    out = []
    open_: dict[int, tuple[int, str]] = {}  # column: rows still to come, text
    for row in block.rows:
        cells = {column: text for column, (left, text) in open_.items() if left > 0}
        open_ = {column: (left - 1, text) for column, (left, text) in open_.items()}
        for c in row:
            cells[c.column] = _text(source, c)
            open_[c.column] = (c.rows - 1, cells[c.column])
        out.append([cells.get(k, "") for k in range(width)])
    return out


def _spans(source: Source, block: Block, bold: str, plain: str) -> str:
    """The text of a block with its bold beginning in one frame and the rest in another."""
    text = _text(source, block)
    first, rest = html.escape(text[: block.bold]), html.escape(text[block.bold :])
    return (bold.format(first) if first else "") + (plain.format(rest) if rest else "")


def as_html(source: Source) -> bytes:
    """A page with a paragraph a block."""
    out = []
    for block in source.blocks:
        if block.kind == "table":
            rows = ""
            for row in block.rows:
                cells = (
                    f"<td colspan={c.columns} rowspan={c.rows}>"
                    + "".join(f"<p>{html.escape(line)}</p>" for line in _text(source, c).split("\n"))
                    for c in row
                )
                rows += f"<tr>{''.join(cells)}</tr>"
            out.append(f"<table>{rows}</table>")
        else:
            tag = f"h{block.heading}" if block.heading else "p"
            style = " align=center" if block.centered else ""
            inner = _spans(source, block, "<b>{}</b>", "<span style='font-weight:normal'>{}</span>")
            out.append(f"<{tag}{style}>{inner}</{tag}>")
    page = "<html><head><meta charset=utf-8><title>Văn bản</title></head><body>" + "\n".join(out) + "</body></html>"
    return page.encode()


def as_docx(source: Source) -> bytes:
    """A Word file with a paragraph a block."""
    out = []
    for block in source.blocks:
        if block.kind == "table":
            out.append(_word_table(source, block))
            continue
        level = f'<w:outlineLvl w:val="{block.heading - 1}"/>' if block.heading else ""
        middle = '<w:jc w:val="center"/>' if block.centered else ""
        run = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
        inner = _spans(source, block, run.format("<w:rPr><w:b/></w:rPr>", "{}"), run.format("", "{}"))
        out.append(f"<w:p><w:pPr>{middle}{level}</w:pPr>{inner}</w:p>")
    return word("".join(out))


def _word_table(source: Source, block: Block) -> str:
    open_: dict[int, tuple[int, int]] = {}  # column: rows still to come, columns
    rows = ""
    for row in block.rows:
        cells: dict[int, str] = {
            column: _word_cell("", columns, "<w:vMerge/>") for column, (left, columns) in open_.items() if left > 0
        }
        open_ = {column: (left - 1, columns) for column, (left, columns) in open_.items() if left > 1}
        for cell in row:
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            cells[cell.column] = _word_cell(_text(source, cell), cell.columns, merge)
            if cell.rows > 1:
                open_[cell.column] = (cell.rows - 1, cell.columns)
        rows += f"<w:tr>{''.join(cells[k] for k in sorted(cells))}</w:tr>"
    return f"<w:tbl>{rows}</w:tbl>"


def _word_cell(text: str, columns: int, merge: str) -> str:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/>{merge}</w:tcPr>{lines}</w:tc>'


WRITERS: dict[str, Callable[[Source], bytes]] = {
    "docx": as_docx, "html": as_html, "md": as_markdown, "txt": as_text, "pdf": as_pdf,
}  # fmt: skip


def again(source: Source, format_: str) -> Source:
    """The document written as ``format_`` and read again."""
    return read_bytes(io.BytesIO(WRITERS[format_](source)).getvalue(), f"van-ban.{format_}")
