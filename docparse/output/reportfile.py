"""The progress report as a Word document by Nghị định 30/2020/NĐ-CP, ready to complete and sign."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docparse.output import wordlayout as layout
from docparse.output.page import NONE
from docparse.output.progress import Dated
from docparse.output.report import COUNTED, SECTIONS, Report, counted_rows, summary
from docparse.output.words import date as date_text

_COLUMNS = ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tiến độ, kết quả", "Căn cứ")
_WIDTHS = (13, 52, 28, 22, 25, 25)  # mm
_COUNTED_WIDTHS = (53, 17, 17, 18, 17, 20, 23)
_TO_WRITE = "…" * 30
_NAMED = 4  # documents that the first sentence names


def report_document(found: Report) -> bytes:
    """A .docx file; what only people know (reasons, proposals) is left to write."""
    document = layout.new_paper(across=False)
    layout.letterhead(document, found.issuer, layout.body_above(found.issuer, found.province))
    layout.heading(document, "BÁO CÁO", _subject(found))
    _text(document, f"{_opening(found)} báo cáo kết quả thực hiện như sau:")
    _section(document, "I. TÌNH HÌNH CHUNG")
    _text(document, summary(found))
    if len(found.documents) > 1:
        table = layout.table(document, COUNTED, _COUNTED_WIDTHS)
        for row in counted_rows(found):
            for at, (cell, text) in enumerate(zip(layout.add_row(table, _COUNTED_WIDTHS), row, strict=True)):
                if at:
                    layout.centered(cell.paragraphs[0])
                layout.run(cell.paragraphs[0], text, layout.TABLE)
    _section(document, "II. KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ")
    reasons: dict[str, int] = {}
    for number, (state, label) in enumerate(SECTIONS, 1):
        rows = found.progress.of(state)
        _section(document, f"{number}. {label}: {len(rows)}")
        if rows:
            _tasks(document, rows, reasons)
    for reason, number in reasons.items():
        layout.run(document.add_paragraph(), f"({number}) Suy ra, chưa phải giao việc: {reason}.", layout.TABLE)
    _section(document, "III. TỒN TẠI, HẠN CHẾ, NGUYÊN NHÂN")
    _text(document, _TO_WRITE)
    _section(document, f"IV. NHIỆM VỤ {found.period.next.label.upper()}")
    _ahead(document, found)
    _section(document, "V. ĐỀ XUẤT, KIẾN NGHỊ")
    _text(document, _TO_WRITE)
    layout.signature(document, ("- …;", "- Lưu: VT, …"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _subject(found: Report) -> str:
    if found.kind == "agency":
        return f"Kết quả thực hiện nhiệm vụ được giao {found.period.label}"
    return f"Kết quả thực hiện {found.about} {found.period.label}"


def _opening(found: Report) -> str:
    if found.kind == "agency":
        named = "; ".join(one.document.name for one in found.documents[:_NAMED])
        more = f" và {len(found.documents) - _NAMED} văn bản khác" if len(found.documents) > _NAMED else ""
        return f"Thực hiện {named}{more}, {found.about}" if named else found.about
    return f"Thực hiện {found.about}, {found.issuer}"


def _section(document: Any, text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    layout.run(paragraph, text, layout.TITLE, bold=True)


def _text(document: Any, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent, form.space_after = Mm(10), Pt(6)
    layout.run(paragraph, text, layout.TITLE)


def _tasks(document: Any, rows: Sequence[Dated], reasons: dict[str, int]) -> None:
    table = layout.table(document, _COLUMNS, _WIDTHS)
    for number, row in enumerate(rows, 1):
        line = row.line
        inferred = bool(line.inferred and not line.lead)
        lead = "; ".join(line.lead or line.inferred) or NONE
        if inferred:
            lead += f" ({reasons.setdefault(line.reason, len(reasons) + 1)})"
        told = [f"quá {-row.left} ngày" if row.left is not None and row.left < 0 else ""]
        told += [f"sản phẩm: {line.product}" if line.product else "", line.note]
        texts = (str(number), line.text, lead, line.due_text, "; ".join(filter(None, told)), line.basis)
        cells = layout.add_row(table, _WIDTHS)
        for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            layout.run(cell.paragraphs[0], text, layout.TABLE, italic=at == 2 and inferred)
        words = " ".join(line.quote.split())
        if words != " ".join(line.text.split()):
            layout.run(cells[1].add_paragraph(), f"“{words}”", layout.TABLE - 1, italic=True)
        if line.partners:
            layout.run(cells[2].add_paragraph(), f"Phối hợp: {'; '.join(line.partners)}", layout.TABLE - 1)


def _ahead(document: Any, found: Report) -> None:
    if not found.ahead:
        _text(document, _TO_WRITE)
    for row in found.ahead:
        basis = f"({row.line.due_text}; {row.line.basis})"
        _text(document, f"- Trước ngày {date_text(row.day)}: {' '.join(row.line.text.split())} {basis}.")
