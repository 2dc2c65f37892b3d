"""A document that was read once as a PDF of the kind that offices print: A4, numbered pages, ruled tables."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.model import Block, Cell, Source
from docparse.reading.lines import begins_item

if TYPE_CHECKING:
    from fpdf import FPDF

_NARROW = 11  # points, in tables


@dataclass(frozen=True)
class Look:
    """Letters in points; room between lines, first-line indent and room after a paragraph in millimetres."""

    size: float = 13.0
    leading: float = 6.0
    indent: float = 12.7
    after: float = 2.0
    align: str = "J"


def as_pdf(source: Source, look: Look | None = None) -> bytes:
    """A page after the other, a paragraph a block; tables of the head and the signature without lines."""
    look = look or Look()
    pdf = _blank()
    first = next((k for k, b in enumerate(source.blocks) if b.kind == "table"), -1)
    signed = False
    for number, block in enumerate(source.blocks):
        if signed and block.kind != "table":
            pdf.add_page()  # what follows the signatures begins on a page of its own
        signed = 0 < number != first and block.kind == "table" and _is_layout(source, block)
        if block.kind == "table":
            _table(pdf, source, block, ruled=not _is_layout(source, block), head=number == first)
        else:
            _paragraph(pdf, source, block, look)
    return bytes(pdf.output())


def _blank() -> FPDF:
    from fpdf import FPDF
    from pymupdf_fonts import fontbuffers

    class Page(FPDF):  # type: ignore[misc]
        def header(self) -> None:
            if self.page_no() > 1:
                self.set_font("Fira", size=12)
                self.set_y(10)
                self.cell(0, 6, str(self.page_no()), align="C")
                self.set_y(20)

    pdf = Page(format="A4")
    pdf.set_margins(30, 20, 20)
    pdf.set_auto_page_break(True, 20)
    with tempfile.TemporaryDirectory() as folder:  # fpdf2 takes fonts from files only
        for style, name in (("", "figo"), ("B", "figbo")):
            file = Path(folder, f"{name}.ttf")
            file.write_bytes(fontbuffers[name]())
            pdf.add_font("Fira", style, file)
    pdf.add_page()
    return pdf


def _text(source: Source, part: Block | Cell) -> str:
    return unicodedata.normalize("NFC", source.text[part.start : part.end])


def _is_layout(source: Source, block: Block) -> bool:
    """The table sets the head or the signature: two columns and few rows."""
    return max(c.column + c.columns for row in block.rows for c in row) == 2 and len(block.rows) < 4


def _paragraph(pdf: FPDF, source: Source, block: Block, look: Look) -> None:
    text = _text(source, block)
    title = len(text) < 60 and text.isupper()
    middle = block.centered or (title and not begins_item(text))
    height = look.leading / look.size * 72 / 25.4
    with (
        pdf.text_columns(text_align="C" if middle else look.align, line_height=height) as column,
        column.paragraph(first_line_indent=0 if middle else look.indent, bottom_margin=look.after) as paragraph,
    ):
        for style, words in (("B", text[: block.bold]), ("", text[block.bold :])):
            if words:
                pdf.set_font("Fira", style, look.size)
                paragraph.write(words)


def _table(pdf: FPDF, source: Source, block: Block, *, ruled: bool, head: bool) -> None:
    from fpdf.fonts import FontFace

    columns = max(c.column + c.columns for row in block.rows for c in row)
    pdf.set_font("Fira", size=_NARROW)
    most = [12] * columns
    for row in block.rows:
        for cell in row:
            if cell.columns == 1:
                most[cell.column] = max(most[cell.column], *(min(len(x), 40) for x in _text(source, cell).split("\n")))
    widths = (2, 3) if not ruled else tuple(most)
    with pdf.table(
        borders_layout="ALL" if ruled else "NONE",
        col_widths=widths,
        v_align="TOP",
        text_align="LEFT" if ruled or not head else "CENTER",
        first_row_as_headings=ruled,
        num_heading_rows=max((c.rows for c in block.rows[0]), default=1),
        headings_style=FontFace(emphasis="BOLD"),
        line_height=5,
        padding=(1, 1.9),  # as Word: 0.19 cm left and right
    ) as table:
        for row in block.rows:
            line = table.row()
            for cell in row:
                line.cell(_text(source, cell), colspan=cell.columns, rowspan=cell.rows)
    pdf.ln(3)
