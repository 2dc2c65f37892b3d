"""Lists of tasks as Word documents, laid out by Nghị định 30/2020/NĐ-CP (phụ lục I), ready to sign.

A4 across, margins 20, 15, 20 and 30 mm, Times New Roman 13; the place, day and signature are left to fill in.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docparse.output.page import NOT_STATED, safe
from docparse.output.tasklines import COLUMNS, TaskLine
from docparse.output.xlsx import FONT

_BODY, _TABLE, _TITLE = 13, 11, 14  # points
_WIDTHS = (10, 62, 34, 34, 24, 22, 28, 34)  # mm; the quote stands below its task
_COLUMNS = COLUMNS[:-1]
_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def task_document(title: str, subtitle: str, issuer: str, lines: Sequence[TaskLine]) -> bytes:
    """A .docx file: head, title, one table of tasks, signature. ``issuer`` stands at the top left."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    _page(document)
    _letterhead(document, issuer)
    for text, size, bold in ((title, _TITLE, True), (subtitle, _BODY, False)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, text, size, bold=bold)
    _table(document, lines)
    _signature(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(_BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)


def _letterhead(document: Any, issuer: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    left, right = document.add_table(1, 2).rows[0].cells
    for cell, rows in (
        (left, ((issuer.upper(), True), ("Số: …/…", False))),
        (right, ((_MOTTO[0], True), (_MOTTO[1], True), ("…, ngày … tháng … năm …", False))),
    ):
        for number, (text, bold) in enumerate(rows):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, text, _BODY, bold=bold, italic=text.startswith("…"))
    document.add_paragraph()


def _table(document: Any, lines: Sequence[TaskLine]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(1, len(_COLUMNS))
    table.style, table.autofit = "Table Grid", False
    head = table.rows[0]
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, name in zip(head.cells, _COLUMNS, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(cell.paragraphs[0], name, _TABLE, bold=True)
    for line in lines:
        _row(table.add_row().cells, line)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _row(cells: Sequence[Any], line: TaskLine) -> None:
    lead, inferred = "; ".join(line.lead), "; ".join(line.inferred)
    texts = (
        str(line.number), line.text, lead or inferred or NOT_STATED, "; ".join(line.partners), line.product or "",
        line.due_text, line.note if lead or not inferred else f"suy ra: {line.reason}; cần xác nhận", line.basis,
    )  # fmt: skip
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        _run(cell.paragraphs[0], text, _TABLE, italic=number == 2 and not lead)
    words = " ".join(line.quote.split())
    if words != " ".join(line.text.split()):
        _run(cells[1].add_paragraph(), f"“{words}”", _TABLE - 1, italic=True)


def _signature(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.add_paragraph()
    left, right = document.add_table(1, 2).rows[0].cells
    _run(left.paragraphs[0], "Nơi nhận:", _BODY - 1, bold=True, italic=True)
    for text in ("- Như trên;", "- Lưu: VT, …"):
        _run(left.add_paragraph(), text, _BODY - 2)
    for number, (text, bold) in enumerate(
        (("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", True), ("(Chữ ký, dấu, họ và tên)", False))
    ):
        paragraph = right.paragraphs[0] if number == 0 else right.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, text, _BODY, bold=bold, italic=not bold)


def _run(paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(safe(text))
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = bold, italic
