"""An office's own .xlsx or .docx with named columns, filled with tasks; its styles, head and foot stay."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Sequence
from copy import copy, deepcopy
from typing import Any

from docparse.errors import QuestionError, ReadError
from docparse.output.page import safe
from docparse.output.tasklines import HIDDEN_COLUMNS, TaskLine
from docparse.output.xlsxcells import cell_texts, height, put_due, put_lead, put_text
from docparse.questions.sheetwords import Head, column_titles, head_of
from docparse.reading.sheets import check, printed

_KNOWN = 2  # named columns that a template has at least, the tasks among them
_FIRST_ROWS, _MOST_COLUMNS = 60, 60  # where a head is looked for
_MOST_ROWS = 5_000  # of a template
_UNPACKED = 64 * 2**20  # bytes
_AREA = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}")
_PLACE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})")
_WIDTH = 8.43  # characters of a column whose width nobody set


def fill_template(data: bytes, name: str, lines: Sequence[TaskLine]) -> bytes:
    """The template with a row a task; QuestionError DP522 where it has no known columns, ReadError for a bad file."""
    fill = _fill_xlsx if name.lower().endswith(".xlsx") else _fill_docx
    return fill(data, os.path.basename(name), lines)


def _no_columns(name: str) -> QuestionError:
    titles = "; ".join(" | ".join(found[:4]) for key, found in column_titles().items() if key != "before")
    what = "mẫu không có hàng tiêu đề nào với cột Nhiệm vụ và thêm một cột đã biết"
    return QuestionError("DP522", name, what, f"đặt tên cột theo một trong: {titles}")


def _damaged(name: str, program: str) -> ReadError:
    return ReadError("DP133", name, "tệp mẫu bị hỏng", f"mở bằng {program}, lưu lại rồi thử lại")


# --- Excel ---------------------------------------------------------------------------------------------


def _fill_xlsx(data: bytes, name: str, lines: Sequence[TaskLine]) -> bytes:
    check(data, name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), keep_links=False)
    except Exception:  # openpyxl fails in as many ways as a workbook can be damaged
        raise _damaged(name, "Excel") from None
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row > _MOST_ROWS:
            raise ReadError(
                "DP113", name, f"mẫu có hơn {_MOST_ROWS} hàng", "xóa các hàng trống ở dưới bảng rồi thử lại"
            )
        last = min(sheet.max_column, _MOST_COLUMNS)
        rows = [
            ["" if cell.value is None else printed(cell.value, "") for cell in row]
            for row in sheet.iter_rows(max_row=_FIRST_ROWS, max_col=last)
        ]
        head = head_of(rows, _KNOWN)
        if head is not None:
            _fill_sheet(sheet, head, lines)
            out = io.BytesIO()
            book.save(out)
            return out.getvalue()
    raise _no_columns(name)


def _fill_sheet(sheet: Any, found: Head, lines: Sequence[TaskLine]) -> None:
    """Rows below the head in the style of the first of them; what stands below moves down."""
    head = found.data
    last = sheet.max_column
    room = _room(sheet, head, last)
    looks = [sheet.cell(head + (1 if room else 0), column) for column in range(1, last + 1)]
    styles = [copy(cell._style) for cell in looks]
    tall = sheet.row_dimensions[head + 1].height if room else None
    shift = len(lines) - room
    if shift > 0:
        _move_down(sheet, head + room + 1, shift)
    columns = found.columns | _hidden_columns(sheet, found, last)
    for at, line in enumerate(lines, head + 1):
        for column, style in enumerate(styles, 1):
            cell = sheet.cell(at, column)
            if room:
                cell._style = copy(style)
        _fill_row(sheet, at, columns, line, tall, wrap=not room)
    _reach(sheet, head + len(lines), max(shift, 0))


def _room(sheet: Any, head: int, last: int) -> int:
    """How many empty rows below the head look like the first of them: what follows parts the table from its foot."""
    first = [sheet.cell(head + 1, column) for column in range(1, last + 1)]
    for room in range(sheet.max_row - head):
        row = [sheet.cell(head + room + 1, column) for column in range(1, last + 1)]
        if any(cell.value not in (None, "") for cell in row) or any(
            one._style != other._style for one, other in zip(first, row, strict=True)
        ):
            return room
    return max(int(sheet.max_row) - head, 0)


def _fill_row(sheet: Any, at: int, columns: dict[str, int], line: TaskLine, tall: float | None, *, wrap: bool) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    texts = cell_texts(line, noted="note" in columns)
    shown = []
    for name, column in columns.items():
        cell = sheet.cell(at, column + 1)
        if isinstance(cell, MergedCell):
            continue
        form = cell.number_format
        if name == "number":
            cell.value = line.number
        elif name == "due":
            put_due(cell, line)
            if "y" in form.lower() and cell.is_date:
                cell.number_format = form
        elif name == "lead":
            put_lead(cell, line, texts["lead"])
            if line.inferred and not line.lead:
                look = copy(cell.font)
                look.i = True
                cell.font = look
        else:
            put_text(cell, texts[name])
        if wrap or not cell.alignment.wrap_text:
            own = cell.alignment
            cell.alignment = Alignment(own.horizontal, own.vertical or "top", wrap_text=True)
        if name not in ("key", "before"):
            width = sheet.column_dimensions[get_column_letter(column + 1)].width or _WIDTH
            shown.append((texts[name], width))
    sheet.row_dimensions[at].height = max(height(shown), tall or 0)


def _hidden_columns(sheet: Any, head: Head, last: int) -> dict[str, int]:
    """Columns at the right by which the rows are known when the sheet comes back, where the template has none."""
    from openpyxl.utils import get_column_letter

    made: dict[str, int] = {}
    for name, title in zip(("key", "before"), HIDDEN_COLUMNS, strict=True):
        if name in head.columns:
            continue
        made[name] = last + len(made)
        put_text(sheet.cell(head.row + 1, made[name] + 1), title)
        sheet.column_dimensions[get_column_letter(made[name] + 1)].hidden = True
    return made


def _move_down(sheet: Any, first: int, by: int) -> None:
    """The rows from ``first`` on, with their heights and merged cells; openpyxl moves only the cells themselves."""
    from openpyxl.utils import get_column_letter

    last = sheet.max_row
    if first > last:
        return
    for place in list(sheet.merged_cells.ranges):
        if place.min_row >= first:
            place.shift(row_shift=by)
    sheet.move_range(f"A{first}:{get_column_letter(sheet.max_column)}{last}", rows=by)
    for row in sheet.iter_rows(min_row=first + by, max_row=last + by):
        for cell in row:
            if cell.data_type == "f" and isinstance(cell.value, str):
                cell.value = _moved_formula(cell.value, first, by)
    heights = {row: sheet.row_dimensions[row].height for row in range(first, last + 1)}
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, tall in heights.items():
        sheet.row_dimensions[row + by].height = tall


def _moved_formula(formula: str, first: int, by: int) -> str:
    """A total below the table counts the rows that came in: references move as when rows are inserted in Excel."""
    from openpyxl.formula import Tokenizer

    parts = Tokenizer(formula)
    for token in parts.items:
        if token.type == "OPERAND" and token.subtype == "RANGE" and "!" not in token.value:
            ends = token.value.split(":")
            # a range that ends with the last row of the table grows
            token.value = ":".join(_moved_row(end, first - (at > 0), by) for at, end in enumerate(ends))
    return "=" + "".join(token.value for token in parts.items)


def _moved_row(place: str, first: int, by: int) -> str:
    found = _PLACE.fullmatch(place)
    if found is None or int(found[2]) < first:
        return place
    return f"{found[1]}{int(found[2]) + by}"


def _reach(sheet: Any, last: int, moved: int) -> None:
    """The filter and the print area reach over the rows that came in."""
    if sheet.auto_filter.ref:
        top, bottom = _ends(sheet.auto_filter.ref)
        sheet.auto_filter.ref = f"{top}{max(bottom, last)}"
    areas = str(sheet.print_area or "").replace("$", "").rpartition("!")[2]
    if moved and _AREA.fullmatch(areas):
        top, bottom = _ends(areas)
        sheet.print_area = f"{top}{bottom + moved}"


def _ends(area: str) -> tuple[str, int]:
    """``A5:G11`` -> ``A5:G``, 11."""
    head = area.rstrip("0123456789")
    return head, int(area[len(head) :] or 1)


# --- Word ----------------------------------------------------------------------------------------------


def _fill_docx(data: bytes, name: str, lines: Sequence[TaskLine]) -> bytes:
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise ReadError("DP113", name, "nội dung nén bung ra quá lớn", "chỉ dùng tệp lấy từ nguồn tin cậy")
        document = Document(io.BytesIO(data))
    except ReadError:
        raise
    except Exception:  # zipfile, lxml and python-docx each fail in their own ways
        raise _damaged(name, "Word") from None
    for table in document.tables:
        rows = [[cell.text for cell in row.cells][:_MOST_COLUMNS] for row in table.rows[:_FIRST_ROWS]]
        head = head_of(rows, _KNOWN)
        if head is not None:
            _fill_table(table, head.columns, head.data, lines)
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()
    raise _no_columns(name)


def _fill_table(table: Any, columns: dict[str, int], head: int, lines: Sequence[TaskLine]) -> None:
    from docx.oxml.ns import qn
    from docx.table import _Row

    empty = []
    for row in table.rows[head:]:
        if any(cell.text.strip() for cell in row.cells):
            break
        empty.append(row._tr)
    pattern = deepcopy(empty[0] if empty else table.rows[head - 1]._tr)
    for mark in pattern.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}"):
        mark.getparent().remove(mark)
    behind = table.rows[head - 1]._tr
    for row in empty:
        row.getparent().remove(row)
    for line in lines:
        made = deepcopy(pattern)
        behind.addnext(made)
        behind = made
        texts = cell_texts(line, noted="note" in columns)
        cells = _Row(made, table).cells
        for column in range(len(cells)):
            name = next((name for name, at in columns.items() if at == column), None)
            if name is not None or not empty:
                _put_words(cells[column], texts[name] if name else "")
        if "lead" in columns and line.inferred and not line.lead:
            for run in cells[columns["lead"]].paragraphs[0].runs:
                run.italic = True


def _put_words(cell: Any, text: str) -> None:
    """The text in the place of what the cell holds, in the look of its first words or of its empty paragraph."""
    from docx.oxml.ns import qn

    first, *others = cell.paragraphs
    for paragraph in others:
        paragraph._p.getparent().remove(paragraph._p)
    look = next((run._r.rPr for run in first.runs if run._r.rPr is not None), None)
    if look is None:
        look = first._p.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    look = deepcopy(look) if look is not None else None
    for run in first.runs:
        run._r.getparent().remove(run._r)
    made = first.add_run(safe(text))
    if look is not None:
        made._r.insert(0, look)
