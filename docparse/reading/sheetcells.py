"""The cells of a workbook as a person left them: row by row, as printed, for tables that docparse itself laid out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docparse.errors import ReadError
from docparse.reading.sheets import check, printed

MOST_ROWS, MOST_COLUMNS = 50_000, 60  # of all sheets together; of one
_LONGEST = 32_767  # characters that a cell of Excel holds


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A visible sheet; ``rows`` are those with a value, each with its number (from 1) and its cells as text."""

    title: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def sheet_cells(data: bytes, where: str) -> tuple[SheetCells, ...]:
    """The visible sheets of an .xlsx file, hidden rows and columns too; a formula gives its last result.

    ReadError DP112 to DP114, DP133 as for every workbook; DP113 too where it has more than :data:`MOST_ROWS` rows.
    """
    check(data, where)
    from openpyxl import load_workbook

    left = MOST_ROWS
    out = []
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            rows = []
            for number, row in enumerate(sheet.iter_rows(max_col=min(sheet.max_column or 1, MOST_COLUMNS)), 1):
                cells = tuple(map(_text, row))
                if any(cells):
                    rows.append((number, cells))
                left -= 1
                if left < 0:
                    advice = "xóa các hàng trống ở dưới bảng rồi thử lại"
                    raise ReadError("DP113", where, f"bảng có hơn {MOST_ROWS} hàng", advice)
            out.append(SheetCells(sheet.title, tuple(rows)))
        book.close()
    except ReadError:
        raise
    except Exception:  # openpyxl fails in as many ways as a workbook can be damaged
        raise ReadError("DP133", where, "tệp Excel bị cụt hoặc hỏng", "mở bằng Excel, lưu lại rồi thử lại") from None
    return tuple(out)


def _text(cell: Any) -> str:
    return "" if cell.value is None else printed(cell.value, cell.number_format or "")[:_LONGEST]
