"""Lists of tasks as Excel workbooks, in the columns and the look that offices keep.

A hidden column holds the id of each task and another what its cells held, by which an edited sheet is taken back.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from docparse.output.page import safe
from docparse.output.tasklines import COLUMNS, HIDDEN_COLUMNS, PERSON_COLUMNS, TaskLine
from docparse.output.words import date as date_text
from docparse.output.xlsxcells import cell_texts, height, put_due, put_lead, put_text
from docparse.store.persons import STATUSES
from docparse.store.vocabulary import status_label

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
_SIZE, _TITLE_SIZE = 12, 14
_WIDTHS = (6, 46, 24, 24, 18, 27, 26, 24, 42, 13, 10, 4, 4)  # in characters, column by column
_QUOTE_WIDTHS = (10, 34, 24, 100)
_GREY, _HEAD = "E7E6E6", "D9E2F3"
_QUOTES = "Trích dẫn"
_LONGEST_NAME = 31  # characters that Excel takes
_NAMES = ("number", "task", "lead", "partners", "product", "due", "note", "basis", "quote", "status", "confirmed",
          "key", "before")  # fmt: skip
_CENTERED = frozenset({"number", "due", "status", "confirmed"})
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class SheetOf:
    """One sheet: its tab's name, the heading above the table, lines below that, and the tasks."""

    name: str
    title: str
    subtitle: str
    lines: tuple[TaskLine, ...]


def workbook(sheets: Sequence[SheetOf]) -> bytes:
    """An .xlsx file with these sheets and one with the whole quotes, to which every basis is a link."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    names = _names([sheet.name for sheet in sheets])
    rows: dict[str, int] = {}  # of the quote of a task in the sheet of quotes
    for sheet in sheets:
        for line in sheet.lines:
            rows.setdefault(line.key, len(rows) + 2)
    for sheet, name in zip(sheets, names, strict=True):
        _write_sheet(book.create_sheet(name), sheet, rows)
    if rows:
        _write_quotes(book.create_sheet(_QUOTES), sheets)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _names(wanted: Sequence[str]) -> list[str]:
    """Names of tabs as Excel takes them: short, unlike, without signs of its own."""
    taken: set[str] = {_QUOTES.casefold()}
    out = []
    for name in wanted:
        plain = " ".join(safe(name).translate(_FORBIDDEN).split()) or "Nhiệm vụ"
        short, count = plain[:_LONGEST_NAME].strip(), 1
        while short.casefold() in taken:
            count += 1
            mark = f" ({count})"
            short = plain[: _LONGEST_NAME - len(mark)].strip() + mark
        taken.add(short.casefold())
        out.append(short)
    return out


def _write_sheet(sheet: Worksheet, what: SheetOf, rows: dict[str, int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(COLUMNS))
    for at, (text, bold) in enumerate(((what.title, True), (what.subtitle, False)), 1):
        sheet.merge_cells(f"A{at}:{last}{at}")
        cell = sheet.cell(at, 1)
        put_text(cell, text)
        cell.font = Font(name=FONT, size=_TITLE_SIZE if bold else _SIZE, bold=bold, italic=not bold)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    head = 4
    _head(sheet, head, (*COLUMNS, *PERSON_COLUMNS, *HIDDEN_COLUMNS))
    for at, line in enumerate(what.lines, head + 1):
        _write_line(sheet, at, line, rows[line.key])
    foot = head + max(len(what.lines), 1)
    _lay_out(sheet, head, foot, last)


def _head(sheet: Worksheet, row: int, titles: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, title in enumerate(titles, 1):
        cell = sheet.cell(row, column, title)
        cell.font = Font(name=FONT, size=_SIZE, bold=True)
        cell.fill = PatternFill("solid", start_color=_HEAD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _border()


def _lay_out(sheet: Worksheet, head: int, foot: int, last: str) -> None:
    """The head above the lines that are scrolled, filters, no key in print."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    seen = len(COLUMNS) + len(PERSON_COLUMNS)
    for column in range(seen + 1, seen + len(HIDDEN_COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    sheet.freeze_panes = f"C{head + 1}"
    # the hidden columns are sorted along with their rows
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(seen + len(HIDDEN_COLUMNS))}{foot}"
    _offer(sheet, f"{get_column_letter(len(COLUMNS) + 1)}{head + 1}:{get_column_letter(len(COLUMNS) + 1)}{foot}")
    _print(sheet, head, f"A1:{last}{foot}")


def _offer(sheet: Worksheet, cells: str) -> None:
    """A list of how far a task can be to choose from."""
    from openpyxl.worksheet.datavalidation import DataValidation

    labels = ",".join(map(status_label, STATUSES))
    choice = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(cells)


def _print(sheet: Worksheet, head: int, area: str) -> None:
    """A4 across, as wide as the page, the head on every page."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.print_area = area
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&P/&N"))
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.5, 0.4, 0.6, 0.8  # inches


def _write_line(sheet: Worksheet, row: int, line: TaskLine, quote_row: int) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    texts = cell_texts(line)
    for column, name in enumerate(_NAMES, 1):
        cell = sheet.cell(row, column)
        if name == "number":
            cell.value = line.number
        elif name == "due":
            put_due(cell, line)
        elif name == "lead":
            put_lead(cell, line, texts["lead"])
        else:
            put_text(cell, texts[name])
        empty = (name == "lead" and not (line.lead or line.inferred)) or (name == "due" and line.due is None)
        inferred = name == "lead" and bool(line.inferred) and not line.lead
        _style(cell, centered=name in _CENTERED, italic=inferred, shaded=empty, linked=name == "basis")
    basis = sheet.cell(row, _NAMES.index("basis") + 1)
    basis.hyperlink = Hyperlink(ref=basis.coordinate, location=f"'{_QUOTES}'!A{quote_row}")
    seen = zip(_NAMES[: len(COLUMNS)], _WIDTHS, strict=False)
    sheet.row_dimensions[row].height = height([(texts[name], width) for name, width in seen])


def _write_quotes(sheet: Worksheet, sheets: Sequence[SheetOf]) -> None:
    """The whole quotes, one row a task."""
    titles = ("STT", "Văn bản", "Vị trí", "Nguyên văn")
    _head(sheet, 1, titles)
    seen: set[str] = set()
    row = 1
    for what in sheets:
        for line in what.lines:
            if line.key in seen:
                continue
            seen.add(line.key)
            row += 1
            about = f"{line.document.name} ({date_text(line.document.date)})"
            sheet.cell(row, 1, line.number)
            texts = (str(line.number), about, line.place, f"“{' '.join(line.quote.split())}”")
            for column, text in enumerate(texts[1:], 2):
                put_text(sheet.cell(row, column), text)
            sheet.row_dimensions[row].height = height(list(zip(texts, _QUOTE_WIDTHS, strict=True)))
            for column in range(1, len(titles) + 1):
                _style(sheet.cell(row, column), centered=column == 1)
    for letter, width in zip("ABCD", _QUOTE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:D{max(row, 2)}"
    _print(sheet, 1, f"A1:D{row}")


def _style(
    cell: Any, *, centered: bool = False, italic: bool = False, shaded: bool = False, linked: bool = False
) -> None:
    look = _look(centered, italic, shaded, linked)
    cell.font, cell.alignment, cell.border = look[:3]
    if shaded:
        cell.fill = look[3]


@cache
def _look(centered: bool, italic: bool, shaded: bool, linked: bool) -> tuple[Any, ...]:
    from openpyxl.styles import Alignment, Font, PatternFill

    color = "0563C1" if linked else None
    font = Font(name=FONT, size=_SIZE, italic=italic, color=color, underline="single" if linked else None)
    alignment = Alignment(horizontal="center" if centered else "left", vertical="top", wrap_text=True)
    return font, alignment, _border(), PatternFill("solid", start_color=_GREY) if shaded else None


@cache
def _border() -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color="808080")
    return Border(left=side, right=side, top=side, bottom=side)
