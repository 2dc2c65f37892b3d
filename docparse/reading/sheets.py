"""Workbooks (.xlsx, .xlsm) and .csv: every sheet a table under its title, cells as they are printed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from docparse.errors import ReadError
from docparse.model import Origin
from docparse.reading.building import MOST_CELLS, Builder, CellText
from docparse.reading.encodings import clean, damaged, decode
from docparse.reading.lines import words
from docparse.reading.wordxml import RATIO_LIMIT

_MOST_ROWS = 200_000
_LONGEST = 100_000  # characters of a cell
_WIDEST = 200  # columns
_UNPACKED = 24 * 2**20  # bytes of all parts together
_DELIMITERS = ",;\t|"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?$")
_URN = "urn:lex:"
_TASK_ID = re.compile(r"urn:lex:[^#\s]{1,300}#\S{1,100}")  # the hidden column of ``docparse checklist --xlsx``
_DIGITS = re.compile(r"0(?:\.(0+))?%")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Span = tuple[int, int]  # rows and columns of a merged cell


def read_xlsx(data: bytes, where: str, builder: Builder) -> None:
    """Puts the sheets of a workbook into ``builder``; raises ReadError DP112–DP114, DP133 (damaged), or DP148 (a list
    of tasks that docparse wrote: read as a document it would give every task once more)."""
    check(data, where)
    from openpyxl import load_workbook

    reader, hidden = _Tables(builder), list[str]()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    hidden.append(sheet.title)
                elif not reader.full:
                    reader.add(sheet.title, _foreign(_rows(sheet), where), _merged(archive, sheet))
        book.close()
    except ReadError:
        raise
    except Exception:  # openpyxl fails in as many ways as a workbook can be damaged
        if not reader.tables:
            raise ReadError(
                "DP133", where, "tệp Excel bị cụt hoặc hỏng", "mở bằng Excel, lưu lại rồi thử lại"
            ) from None
        builder.warn("DP233", "tệp Excel bị hỏng: chỉ đọc được các trang tính ở trước chỗ hỏng")
    if hidden:
        builder.warn("DP235", f"không đọc trang tính ẩn: {', '.join(hidden)}; bỏ ẩn trong Excel nếu cần")
    reader.remark()


def _foreign(rows: Iterable[Sequence[str]], where: str) -> Iterator[Sequence[str]]:
    """``rows``, up to one that ends in the id of a task."""
    for row in rows:
        if any(cell.startswith(_URN) and _TASK_ID.fullmatch(cell) for cell in row):
            what = "đây là bảng nhiệm vụ do docparse ghi ra, không phải văn bản"
            advice = "nhận lại những chỗ đã sửa: docparse import TỆP.xlsx, hoặc thả vào trang Tiếp nhận"
            raise ReadError("DP148", where, what, advice)
        yield row


def read_csv(data: bytes, where: str, builder: Builder) -> None:
    """Puts the table of a .csv file into ``builder``; raises ReadError DP105 or DP106."""
    from docparse.reading.legacy import convert, told_by_letters

    text = decode(data, where)
    if lost := damaged(text):
        builder.warn("DP228", lost)
    if encoding := told_by_letters(text):
        text = convert(text, encoding)
    text = text.replace("\0", "")
    csv.field_size_limit(2**24)
    reader = _Tables(builder)
    first = re.match(r"sep=(.)\r?\n", text)
    body = text[first.end() :] if first else text
    rows = csv.reader(
        io.StringIO(body, newline=""), skipinitialspace=True, delimiter=first.group(1) if first else _delimiter(body)
    )
    try:
        reader.add("", rows, {})
    except csv.Error:
        raise ReadError("DP133", where, "tệp .csv có dấu nháy hoặc ô sai", "lưu lại thành .xlsx rồi thử lại") from None
    reader.remark()


def check(data: bytes, where: str) -> None:
    """ReadError DP112 (password), DP113 (far too large once unpacked), DP114 (DTD), DP133 (no .xlsx)."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("DP112", where, "tệp bị đặt mật khẩu", "mở tệp bằng Excel, bỏ mật khẩu rồi thử lại")
        raise ReadError("DP133", where, "đây là tệp Excel cũ (.xls)", "mở bằng Excel, lưu thành .xlsx rồi thử lại")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
            if size > _UNPACKED or len(entries) > 10_000 or (size > 20 * 2**20 and size > RATIO_LIMIT * len(data)):
                raise ReadError("DP113", where, "nội dung nén bung ra quá lớn", "chỉ dùng tệp lấy từ nguồn tin cậy")
            for entry in entries:
                part = archive.open(entry).read() if entry.filename.endswith((".xml", ".rels")) else b""
                if b"<!DOCTYPE" in part or "<!DOCTYPE".encode("utf-16-le") in part:
                    raise ReadError("DP114", where, "XML bên trong khai báo DTD hoặc thực thể, có thể là tệp độc hại",
                                    "chỉ dùng tệp lấy từ nguồn tin cậy")  # fmt: skip
    except ReadError:
        raise
    except Exception:  # zlib.error, BadZipFile, RuntimeError for a password
        raise ReadError("DP133", where, "không phải tệp Excel (.xlsx), hoặc tệp bị hỏng",
                        "mở bằng Excel, lưu lại rồi thử lại") from None  # fmt: skip


class _Tables:
    """Sheets to blocks; a title of its own only where a file has several sheets or the sheet a real name."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._cells = self.tables = 0
        self._row = 0
        self.full = self._wide = False

    def add(self, title: str, rows: Iterable[Sequence[str]], merged: dict[tuple[int, int], Span]) -> None:
        """One sheet; ``merged`` the cells over several places (from 0)."""
        covered = _Cover(merged)
        kept: list[tuple[int, list[CellText]]] = []
        for number, row in enumerate(rows):
            placed = self._place(number, row, merged, covered)
            if any(cell.text for cell in placed):
                kept.append((number, placed))
            if self.full or number > _MOST_ROWS:
                self.full = True
                break
        if not kept:
            return
        if title and not words().sheet_name.match(title):
            self._builder.paragraph(clean(title), origin=Origin(table=self.tables + 1))
        self._put(kept)

    def _place(
        self, number: int, row: Sequence[str], merged: dict[tuple[int, int], Span], covered: _Cover
    ) -> list[CellText]:
        last = max((k for k, text in enumerate(row) if text.strip()), default=-1)
        self._wide = self._wide or last >= _WIDEST
        placed = []
        for column in range(min(len(row), _WIDEST)):
            span = merged.get((number, column))
            if covered.has(number, column) or (column > last and span is None):
                continue
            self.full = self.full or len(row[column]) > _LONGEST
            text = _cell_text(row[column][:_LONGEST])
            self._cells += bool(text)
            rows, columns = span or (1, 1)
            placed.append(CellText(text, column, columns, rows))
        self.full = self.full or self._cells > MOST_CELLS
        return placed

    def _put(self, rows: list[tuple[int, list[CellText]]]) -> None:
        """Lines over and under the table are paragraphs: a title across the sheet, a note in one cell."""
        first = next((k for k, (_, row) in enumerate(rows) if _filled(row) > 1), len(rows))
        last = next((k for k in range(len(rows) - 1, -1, -1) if _filled(rows[k][1]) > 1), -1)
        for number, row in rows[:first]:
            self._lines(row, number)
        body = rows[first : last + 1]
        if body:
            self.tables += 1
            at = [number for number, _ in body]
            table = [[_cut(cell, number, at) for cell in row] for number, row in body]
            places = [Origin(table=self.tables, row=number + 1) for number in at]
            self._builder.table(table, origin=places[0], places=places)
        for number, row in rows[max(last + 1, first) :]:
            self._lines(row, number)

    def _lines(self, row: list[CellText], number: int) -> None:
        for cell in row:
            for line in cell.text.split("\n"):
                self._builder.paragraph(line, origin=Origin(table=max(self.tables, 1), row=number + 1))

    def remark(self) -> None:
        """Says what was left out."""
        if self.full and not self._builder.is_full:
            most = f"{MOST_CELLS:,}".replace(",", ".")
            self._builder.warn("DP232", f"bảng quá lớn: chỉ đọc {most} ô đầu")
        if self._wide:
            self._builder.warn("DP232", f"bảng quá rộng: chỉ đọc {_WIDEST} cột đầu")


class _Cover:
    """The places that lie under a merged cell but do not hold its text."""

    def __init__(self, merged: dict[tuple[int, int], Span]) -> None:
        self._by_row: dict[int, list[tuple[int, int]]] = {}
        for (row, column), (rows, columns) in merged.items():
            for k in range(rows):
                self._by_row.setdefault(row + k, []).append((column if k else column + 1, column + columns))

    def has(self, row: int, column: int) -> bool:
        return any(start <= column < end for start, end in self._by_row.get(row, ()))


def _filled(row: list[CellText]) -> int:
    return sum(bool(cell.text) for cell in row)


def _cut(cell: CellText, number: int, kept: list[int]) -> CellText:
    """A merged cell over rows that were dropped as empty reaches over the others."""
    if cell.rows == 1:
        return cell
    return CellText(cell.text, cell.column, cell.columns, sum(number <= at < number + cell.rows for at in kept))


def _cell_text(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in clean(text).split("\n"))))


def _rows(sheet: Any) -> Iterator[list[str]]:
    """The rows of a sheet; those without a value as empty lists, for a single far cell can make a million of them."""
    empty = None
    most = _WIDEST + 1  # one more than is kept tells that a table goes on
    for row in sheet.iter_rows(max_col=min(sheet.max_column or most, most)):
        if row is empty or all(cell.value is None for cell in row):
            empty = row
            yield []
        else:
            yield ["" if cell.value is None else printed(cell.value, cell.number_format or "") for cell in row]


def printed(value: object, form: str) -> str:
    """A value as a Vietnamese sheet prints it: dd/mm/yyyy, decimal comma, per cent."""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y") if (value.hour, value.minute) == (0, 0) else value.strftime("%H:%M %d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, (time, timedelta)):
        return str(value)[:5]
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, (int, float)):
        percent = _DIGITS.search(form)
        number = round(value * 100, len(percent.group(1) or "") + 2) if percent else value
        return f"{number:.10g}".replace(".", ",") + ("%" if percent else "")
    return str(value)


def _merged(archive: zipfile.ZipFile, sheet: Any) -> dict[tuple[int, int], Span]:
    """Merged cells, which openpyxl does not give while streaming: they stand behind the rows of the sheet."""
    from openpyxl.utils import column_index_from_string

    with archive.open(sheet._worksheet_path.lstrip("/")) as stream:
        xml = stream.read(_UNPACKED)
    at = xml.rfind(b"</sheetData>")
    out: dict[tuple[int, int], Span] = {}
    rows = 0
    for ref in re.findall(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]{2,24})\"", xml[max(at, 0) :])[:50_000]:
        found = _PLACE.match(ref.decode())
        if found is None or found.group(3) is None:
            continue
        top, left = int(found.group(2)) - 1, column_index_from_string(found.group(1)) - 1
        bottom, right = int(found.group(4)), column_index_from_string(found.group(3))
        rows += max(bottom - top, 0)
        if rows <= _MOST_ROWS and right > left and bottom > top:
            out[(top, left)] = (bottom - top, min(right, _WIDEST) - left)
    return out


def _delimiter(text: str) -> str:
    """The sign that parts the first lines into the same number of cells, more than one."""
    lines = [line for line in text[:20_000].split("\n")[:30] if line.strip()]
    best, most = ",", 0.0
    for sign in _DELIMITERS:
        counts = [len(row) for row in csv.reader(lines, skipinitialspace=True, delimiter=sign)]
        common = max(set(counts), key=counts.count, default=1)
        score = (common > 1) * (counts.count(common) / max(len(counts), 1) + 0.01 * min(common, 20))
        if score > most:
            best, most = sign, score
    return best
