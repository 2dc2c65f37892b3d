"""What a table that came back says other than the store, as a page and as rows."""

from __future__ import annotations

from docparse.output.page import Element, Heading, Line, Page, Table, columns
from docparse.output.words import excerpt, unlisted
from docparse.questions.sheetback import Difference, SheetBack

TITLES = ("Trang", "Hàng", "Cột", "Văn bản", "Nhiệm vụ", "Trước", "Sau", "Trong kho nay là")


def sheetback_page(found: SheetBack) -> Page:
    page: list[Element] = []
    if found.differences:
        page.append(Heading(f"KHÁC VỚI BẢNG ĐÃ XUẤT – {found.file}: {len(found.differences)} chỗ"))
        rows = tuple((*row[:4], excerpt(row[4], 40), *row[5:]) for row in map(_cells, found.differences))
        some = any(one.now is not None for one in found.differences)
        shown = rows if some else tuple(row[:-1] for row in rows)
        page.append(Table(columns(*(TITLES if some else TITLES[:-1]), right="Hàng"), shown))
    else:
        page.append(Line(f"{found.file}: {found.tasks} nhiệm vụ, không có gì khác."))
    if found.unlisted:
        page.append(Line(unlisted(found.unlisted), "warning"))
    if found.troubles:
        page.append(Heading(f"KHÔNG NHẬN ĐƯỢC: {len(found.troubles)} chỗ"))
        troubles = tuple((one.sheet, str(one.row), one.column or "cả hàng", one.what) for one in found.troubles)
        page.append(Table(columns("Trang", "Hàng", "Cột", "Vì sao", right="Hàng"), troubles))
    return page


def sheetback_rows(found: SheetBack) -> list[tuple[str, ...]]:
    return [_cells(one) for one in found.differences]


def _cells(one: Difference) -> tuple[str, ...]:
    text = " ".join(one.task.split())
    return one.sheet, str(one.row), one.column, one.document, text, one.before, one.after, one.now or ""
