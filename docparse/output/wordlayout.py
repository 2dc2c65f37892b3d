"""What papers by Nghị định 30/2020/NĐ-CP (phụ lục I) have in common: page, two-column head, title, table, signature.

Times New Roman 13–14, margins 20, 15, 20 and 30 mm; number, place, day and signature are left to fill in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docparse.identity.agency_book import agency_book
from docparse.identity.agency_ids import COUNTRY
from docparse.identity.agency_resolve import resolve_agency
from docparse.identity.homes import Home
from docparse.identity.provinces import place_slug
from docparse.output.page import safe
from docparse.output.xlsx import FONT

BODY, TABLE, TITLE = 13, 11, 14  # points
_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PAGE = (210, 297)  # mm
_TOP, _RIGHT, _LEFT = 20, 15, 30


def new_paper(*, across: bool) -> Any:
    """An empty python-docx document on A4, its pages numbered at the top from the second on."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    short, long = _PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if across else (Mm(short), Mm(long))
    section.top_margin = section.bottom_margin = Mm(_TOP)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(number)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    return document


def body_above(name: str, province: str | None = None) -> str:
    """Whom the letterhead names above the issuer (NĐ 30/2020, phụ lục I: cơ quan chủ quản trực tiếp), by
    ``rules/agency_levels.yaml``; "" for central bodies, committees, and where the place or the body is not known."""
    place = agency_book().place_in(name) or place_slug(province)
    if not place:
        return ""
    home = Home(province=place, date=date.today().isoformat())
    own = resolve_agency(name, home)
    if own.parent is None:
        return ""
    above = resolve_agency(own.parent, home)
    return "" if above.level == COUNTRY or above.kind == own.kind else own.parent.partition(", ")[0]


def letterhead(document: Any, issuer: str, above: str = "") -> None:
    """Who issues it, below the body ``above`` it, and the number at the left; country, motto, place and day at the
    right."""
    table = document.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    for column, cell, share in zip(table.columns, (left, right), (0.4, 0.6), strict=True):
        column.width = cell.width = int(_width(document) * share)
    upper = ((above.upper(), False, 0.0),) if above else ()
    for cell, rows in (
        (left, (*upper, (issuer.upper(), True, 0.3), ("Số: …/…", False, 0.0))),
        (right, ((_MOTTO[0], True, 0.0), (_MOTTO[1], True, 0.66), ("…, ngày … tháng … năm …", False, 0.0))),
    ):
        for number, (text, bold, line) in enumerate(rows):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            centered(paragraph)
            size = BODY - 1 if text.isupper() else BODY  # so that the country's name stays on one line
            run(paragraph, text, size, bold=bold, italic=text.startswith("…"))
            if line:
                _line_below(cell.add_paragraph(), cell.width, line)
    document.add_paragraph()


def heading(document: Any, title: str, subtitle: str) -> None:
    """The title and what it is about, with a short line below."""
    for text in filter(None, (title, subtitle)):
        paragraph = document.add_paragraph()
        centered(paragraph)
        run(paragraph, text, TITLE, bold=True)
    _line_below(document.add_paragraph(), _width(document), 0.2)


def table(document: Any, titles: Sequence[str], widths: Sequence[int]) -> Any:
    """A table with its head, which stands on every page; ``widths`` in mm. Fill it with :func:`add_row`."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    made = document.add_table(1, len(titles))
    made.style, made.autofit = "Table Grid", False
    _mark_row(made.rows[0], "w:tblHeader", "w:cantSplit")
    _set_widths(made, made.rows[0], widths)
    for cell, name in zip(made.rows[0].cells, titles, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(cell.paragraphs[0], name, TABLE, bold=True)
    return made


def add_row(to: Any, widths: Sequence[int]) -> Sequence[Any]:
    """The cells of a new row that stays on one page."""
    row = to.add_row()
    _mark_row(row, "w:cantSplit")
    _set_widths(to, row, widths)
    return tuple(row.cells)


def signature(document: Any, recipients: Sequence[str] = ("- Như trên;", "- Lưu: VT, …")) -> None:
    """Who gets it at the left, room to sign at the right, kept on one page."""
    document.add_paragraph()
    row = document.add_table(1, 2).rows[0]
    _mark_row(row, "w:cantSplit")
    left, right = row.cells
    run(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for text in recipients:
        run(left.add_paragraph(), text, 11)
    centered(right.paragraphs[0])
    run(right.paragraphs[0], "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", BODY, bold=True)
    below = right.add_paragraph()
    centered(below)
    run(below, "(Chữ ký, dấu, họ và tên)", BODY, italic=True)


def centered(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def run(paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    """Text that cannot hurt, ``size`` in points."""
    from docx.shared import Pt

    made = paragraph.add_run(safe(text))
    made.font.name, made.font.size = FONT, Pt(size)
    made.bold, made.italic = bold, italic


def _width(document: Any) -> int:
    """Of the text, in the units of python-docx."""
    section = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def _mark_row(row: Any, *marks: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in marks:
        mark = OxmlElement(name)
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)


def _set_widths(made: Any, row: Any, widths: Sequence[int]) -> None:
    from docx.shared import Mm

    for column, cell, width in zip(made.columns, row.cells, widths, strict=True):
        column.width = cell.width = Mm(width)


def _line_below(paragraph: Any, width: int, share: float) -> None:
    """A thin line in the middle over a ``share`` of ``width``: an empty paragraph with a border, indented."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = int(width * (1 - share) / 2)
    form.line_spacing, form.space_after = Pt(3), Pt(3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    before = paragraph._p.get_or_add_pPr()
    # the schema wants the border before spacing and indents
    before.insert(0, borders)


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    made = paragraph.add_run()
    made.font.name, made.font.size = FONT, Pt(BODY)
    for kind, text in (("begin", None), (None, " PAGE "), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        made._r.append(part)
