"""Lists of tasks as Excel, Word and calendar: opened again and read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from icalendar import Calendar as ICalendar
from openpyxl import load_workbook

import docparse
from docparse.cli import main
from docparse.model import Due
from docparse.output.calendar import last_day, task_calendar
from docparse.output.tasklines import COLUMNS, TaskLine, checklist_lines, task_lines
from docparse.output.wordfile import task_document
from docparse.output.wordlayout import body_above
from docparse.output.xlsx import SheetOf, workbook
from docparse.questions import Store
from docparse.questions.answers import DocumentRef
from docparse.questions.correcting import correct

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
PLAN = DocumentRef("urn:x", "Kế hoạch 1/KH-UBND", "Kế hoạch", "1/KH-UBND", "Về việc", "2026-01-05", "UBND", "a.txt")
HEAD = 4  # row of the titles


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with docparse.open_store(f"sqlite:///{tmp_path_factory.mktemp('papers')}/kho.db") as opened:
        for file in sorted(DOCUMENTS.iterdir()):
            opened.add(docparse.parse(file))
        yield opened


def line(number: int = 1, **more: object) -> TaskLine:
    values = {
        "number": number, "key": f"urn:x#t:{number}", "text": "Lập kế hoạch", "lead": ("Sở A",), "partners": (),
        "product": None, "due": None, "note": "", "place": "V.1, đoạn 1", "document": PLAN, "quote": "Lập kế hoạch",
    }  # fmt: skip
    return TaskLine(**{**values, **more})  # type: ignore[arg-type]


def test_a_sheet_has_the_columns_of_offices_and_every_task(store: Store) -> None:
    answer = store.checklist("Sở Giáo dục và Đào tạo tỉnh Điện Biên")
    lines = checklist_lines(answer)
    assert len(lines) == len(answer.rows) + len(answer.inferred) + len(answer.unplaced) > 50
    sheet = load_workbook(io.BytesIO(workbook([SheetOf("Sở GD&ĐT", "PHIẾU", "Tổng hợp", lines)]))).worksheets[0]
    assert [cell.value for cell in sheet[HEAD]][: len(COLUMNS)] == list(COLUMNS)
    assert [sheet.cell(HEAD + n, 2).value for n in range(1, len(lines) + 1)] == [one.text for one in lines]
    assert sheet.freeze_panes == f"C{HEAD + 1}"
    assert sheet.auto_filter.ref == f"A{HEAD}:M{HEAD + len(lines)}"
    assert sheet.print_area == f"'{sheet.title}'!$A$1:$I${HEAD + len(lines)}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert [sheet.column_dimensions[letter].hidden for letter in "IJKLM"] == [False, False, False, True, True]
    assert {cell.font.name for row in sheet.iter_rows(min_row=HEAD) for cell in row if cell.value} == {
        "Times New Roman"
    }


def test_every_basis_leads_to_its_quote(store: Store) -> None:
    lines = task_lines(store.sheet("312/KH-SGDĐT").tasks)
    book = load_workbook(io.BytesIO(workbook([SheetOf("a", "b", "c", lines)])))
    sheet, quotes = book.worksheets[0], book["Trích dẫn"]
    for n, one in enumerate(lines, HEAD + 1):
        location = sheet.cell(n, 8).hyperlink.location
        row = int(location.rpartition("A")[2])
        assert quotes.cell(row, 4).value == f"“{' '.join(one.quote.split())}”"


def test_dates_are_dates_and_what_is_not_said_is_shaded() -> None:
    day = Due("trước ngày 30/6/2026", "by", to="2026-06-30")
    lines = (
        line(1, due=day),
        line(2, due=Due("trong quý IV", "within", to="2026-12"), lead=()),
        line(3, lead=(), inferred=("Sở B",), reason="cơ quan thường trực"),
    )
    sheet = load_workbook(io.BytesIO(workbook([SheetOf("a", "b", "c", lines)]))).worksheets[0]
    first, second, third = (HEAD + n for n in (1, 2, 3))
    assert sheet.cell(first, 6).value.date() == date(2026, 6, 30)
    assert sheet.cell(first, 6).number_format == '"trước ngày "dd/mm/yyyy'
    assert "trước ngày 30/6/2026" in sheet.cell(first, 6).comment.text
    assert sheet.cell(second, 6).value == "trong quý IV"
    assert (sheet.cell(second, 3).value, sheet.cell(second, 3).fill.fgColor.rgb) == ("không nêu", "00E7E6E6")
    assert (sheet.cell(third, 3).value, sheet.cell(third, 3).font.italic) == ("Sở B", True)
    assert "cơ quan thường trực" in sheet.cell(third, 3).comment.text
    assert (sheet.cell(third, 6).value, sheet.cell(third, 6).fill.fgColor.rgb) == ("không nêu", "00E7E6E6")


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "  =HYPERLINK(1)"])
def test_no_text_becomes_a_formula(text: str) -> None:
    data = workbook([SheetOf("=a", text, text, (line(1, text=text, lead=(text,), note=text, quote=text),))])
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}


def test_names_of_tabs_are_such_as_excel_takes() -> None:
    names = ["Ủy ban nhân dân các huyện, thị xã, thành phố thuộc tỉnh", "[a]:*?/\\b'", "Sở A", "sở a", "Trích dẫn", ""]
    book = load_workbook(io.BytesIO(workbook([SheetOf(name, "t", "s", (line(),)) for name in names])))
    assert len({name.casefold() for name in book.sheetnames}) == len(names) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in book.sheetnames)


def test_the_word_file_is_laid_out_to_be_signed(store: Store) -> None:
    lines = task_lines(store.sheet("45/KH-UBND").tasks)
    word = Word(io.BytesIO(task_document("BẢNG NHIỆM VỤ", "Kế hoạch 45", "Ủy ban nhân dân huyện Mường Ảng", lines)))
    head, table, signature = word.tables
    assert head.cell(0, 0).text.splitlines()[0] == "ỦY BAN NHÂN DÂN HUYỆN MƯỜNG ẢNG"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head.cell(0, 1).text
    assert len(table.rows) == len(lines) + 1
    assert table.rows[1].cells[1].paragraphs[0].text == lines[0].text
    assert "Nơi nhận" in signature.cell(0, 0).text
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm), round(section.left_margin.mm)) == (
        297,
        210,
        30,
    )
    assert word.styles["Normal"].font.name == "Times New Roman"


def test_a_calendar_has_the_days_that_are_known() -> None:
    yearly = Due("trước ngày 15/11 hằng năm", "recurring", every="year", on="11-15")
    quarterly = Due("trước ngày 20 tháng cuối quý", "recurring", every="quarter", on="03-20")
    lines = (
        line(1, due=Due("trước 30/6", "by", to="2026-06-30")),
        line(2, due=Due("tháng 2", "within", to="2028-02")),
        line(3, due=yearly), line(4, due=quarterly),
        line(5, due=Due("hằng tuần", "recurring", every="week")), line(6),
        line(7, due=Due("31/6", "by", to="2026-06-31")),
    )  # fmt: skip
    made = task_calendar("Lịch, hạn;\nmới", lines)
    events = ICalendar.from_ical(made.data).walk("VEVENT")
    assert (made.events, made.left_out) == (4, 3)
    assert [event["dtstart"].dt for event in events] == [
        date(2026, 6, 30), date(2028, 2, 29), date(2026, 11, 15), date(2026, 3, 20),
    ]  # fmt: skip
    assert [event.get("rrule", {}).get("freq") for event in events] == [None, None, ["YEARLY"], ["MONTHLY"]]
    assert events[3]["rrule"]["interval"] == [3]
    assert made.data == task_calendar("Lịch, hạn;\nmới", lines).data
    assert len({event["uid"] for event in events}) == 4


@pytest.mark.parametrize(
    ("text", "every", "first", "day"),
    [
        ("hằng năm", "year", date(2026, 12, 31), -1),
        ("mỗi quý", "quarter", date(2026, 3, 31), -1),
        ("định kỳ 6 tháng", "half-year", date(2026, 6, 30), -1),
        ("hằng tháng", "month", date(2026, 1, 31), -1),
        ("trước ngày 25 hằng tháng", "month", date(2026, 1, 25), 25),
        ("trước ngày 15 tháng cuối quý", "quarter", date(2026, 3, 15), 15),
    ],
)
def test_what_comes_again_without_a_date_ends_with_its_period(text: str, every: Any, first: date, day: int) -> None:
    made = task_calendar("Lịch", (line(1, due=Due(text, "recurring", every=every)),))
    (event,) = ICalendar.from_ical(made.data).walk("VEVENT")
    assert event["dtstart"].dt == first
    assert (event["rrule"]["freq"], event["rrule"]["bymonthday"]) == (["MONTHLY"], [day])


def test_a_reason_is_told_once_below_the_table_of_a_word_file() -> None:
    lines = [line(n, lead=(), inferred=("Sở B",), reason="cơ quan thường trực") for n in (1, 2)]
    word = Word(io.BytesIO(task_document("BẢNG", "", "UBND", lines)))
    assert [row.cells[6].text for row in word.tables[1].rows[1:]] == ["suy ra (1), cần xác nhận"] * 2
    told = [paragraph.text for paragraph in word.paragraphs if "cơ quan thường trực" in paragraph.text]
    assert told == ["(1) Suy ra, chưa phải giao việc: cơ quan thường trực."]


@pytest.mark.parametrize(
    ("to", "day"),
    [("2026", date(2026, 12, 31)), ("2026-02", date(2026, 2, 28)), ("2026-02-30", None), (None, None), ("0", None)],
)
def test_the_last_day(to: str | None, day: date | None) -> None:
    assert last_day(Due("x", "by", to=to)) == day


def test_a_duty_of_body_and_annex_stands_once(tmp_path: Path) -> None:
    annex = tmp_path / "phu-luc.csv"
    plan = docparse.parse(DOCUMENTS / "3243-KH-UBND.txt")
    same = next(t for t in plan.tasks if t.assignments and len(t.text) > 80 and "," not in t.text)
    annex.write_text(f"STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,{same.text},Sở Nội vụ,6/2020\n", "utf-8")
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as store:
        store.add(plan)
        store.add(docparse.parse(annex), annex_of="3243")
        tasks = store.sheet("3243").tasks
    alike = [task for task in tasks if task.text == same.text]
    assert len(alike) == 1
    assert alike[0].due_text == "6/2020"


def test_what_people_said_goes_along(tmp_path: Path) -> None:
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as store:
        store.add(docparse.parse(DOCUMENTS / "3243-KH-UBND.txt"))
        task = store.sheet("3243").tasks[0].id
        correct(store, task, {"lead": ["Sở Nội vụ"], "status": "done", "note": "chờ vốn"}, "An")
        first = task_lines(store.sheet("3243").tasks)[0]
    assert (first.lead, first.status, first.status_text) == (("Sở Nội vụ",), "done", "đã xong")
    assert "ghi chú: chờ vốn (An" in first.note


def test_the_command_writes_files_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, path = f"sqlite:///{tmp_path}/kho.db", tmp_path / "bang.xlsx"
    assert main(["--store", store, "add", str(DOCUMENTS / "45-KH-UBND-muong-ang.md")]) == 0
    assert main(["--store", store, "sheet", "45/KH-UBND", "--xlsx", str(path), "--ics", str(tmp_path / "l.ics")]) == 0
    written = path.read_bytes()
    assert len(load_workbook(path).sheetnames) > 5
    assert main(["--store", store, "sheet", "45/KH-UBND", "--xlsx", str(path)]) == 1
    assert path.read_bytes() == written
    assert "DP607 bang.xlsx: đã có tệp này" in capsys.readouterr().err
    assert main(["--store", store, "sheet", "45/KH-UBND", "--xlsx", str(path), "--force"]) == 0
    assert main(["--store", store, "checklist", "Sở Không Có", "--docx", str(tmp_path / "x.docx")]) == 1
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize(
    ("name", "province", "above"),
    [
        ("Sở Giáo dục và Đào tạo", "Điện Biên", "Ủy ban nhân dân tỉnh Điện Biên"),
        ("Sở Y tế thành phố Hà Nội", None, "Ủy ban nhân dân thành phố Hà Nội"),
        ("Phòng Kinh tế xã Mường Phăng", "Điện Biên", "Ủy ban nhân dân xã Mường Phăng"),
        ("Trường THPT Lương Thế Vinh", "Điện Biên", "Sở Giáo dục và Đào tạo tỉnh Điện Biên"),
        # NĐ 30/2020: committees and central bodies stand alone; what is not known is left to the person
        ("Ủy ban nhân dân xã Mường Phăng", "Điện Biên", ""),
        ("Ủy ban nhân dân tỉnh Điện Biên", None, ""),
        ("Bộ Y tế", None, ""),
        ("Sở Y tế", None, ""),
        ("…", "Điện Biên", ""),
    ],
)
def test_the_body_above_the_issuer(name: str, province: str | None, above: str) -> None:
    assert body_above(name, province) == above
    head = Word(io.BytesIO(task_document("BẢNG", "", name, [line(1)], above))).tables[0].cell(0, 0).text
    assert head.split("\n")[0] == (above or name).upper()
