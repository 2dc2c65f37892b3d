"""A table that somebody worked on in Excel comes back."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import docparse
from docparse.cli import main
from docparse.errors import DocparseError
from docparse.output.sheetback import sheetback_page
from docparse.output.tasklines import checklist_lines, task_lines
from docparse.output.xlsx import SheetOf, workbook
from docparse.questions import Store
from docparse.questions.correcting import correct
from docparse.questions.sheetback import SheetBack, compare_sheet, take_sheet

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
AGENCY = "Sở Giáo dục và Đào tạo tỉnh Điện Biên"
HEAD, LEAD, PARTNERS, PRODUCT, DUE, NOTE, STATUS, CONFIRMED, KEY = 4, 3, 4, 5, 6, 7, 10, 11, 12


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        for name in ("3243-KH-UBND.txt", "45-KH-UBND-muong-ang.md", "4120-KH-UBND.docx"):
            opened.add(docparse.parse(DOCUMENTS / name))
        yield opened


def plan_sheet(store: Store, document: str = "3243") -> bytes:
    return workbook([SheetOf("Bảng", "Bảng", "", task_lines(store.sheet(document).tasks))])


def agency_sheet(store: Store) -> bytes:
    return workbook([SheetOf("Phiếu", "Phiếu", "", checklist_lines(store.checklist(AGENCY)))])


def changed(data: bytes, change: Callable[[Worksheet], Any]) -> bytes:
    book, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    change(book.worksheets[0])
    book.save(out)
    return out.getvalue()


def told(found: SheetBack) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.column, one.before, one.after) for one in found.differences]


@pytest.mark.parametrize("made", [plan_sheet, agency_sheet])
def test_what_nobody_changed_says_nothing(store: Store, made: Callable[[Store], bytes]) -> None:
    found = compare_sheet(store, made(store), "a.xlsx")
    assert (found.differences, found.troubles) == ((), ())
    assert found.tasks > 50


def test_every_cell_that_a_person_may_change_is_taken(store: Store) -> None:
    values = {LEAD: "Sở Nội vụ; Sở Y tế", PARTNERS: "Công an tỉnh", PRODUCT: "Báo cáo", DUE: "quý IV/2026",
              NOTE: "chờ vốn", STATUS: "Xong", CONFIRMED: "X"}  # fmt: skip

    def change(sheet: Worksheet) -> None:
        for column, value in values.items():
            sheet.cell(HEAD + 1, column).value = value

    data = changed(plan_sheet(store), change)
    found = compare_sheet(store, data, "a.xlsx")
    assert [one.after for one in found.differences] == [
        "Sở Nội vụ; Sở Y tế", "Công an tỉnh", "Báo cáo", "quý IV/2026", "Xong", "chờ vốn", "X",
    ]  # fmt: skip
    first = store.sheet("3243").tasks[0]
    assert first.said == ()  # looked at, not taken
    assert take_sheet(store, found, "An").taken == 7
    task = next(task for task in store.sheet("3243").tasks if task.id == first.id)
    assert [part.agency for part in task.lead] == ["Sở Nội vụ", "Sở Y tế"]
    assert [part.agency for part in task.coordinate] == ["Công an tỉnh"]
    assert (task.product, task.due_text, task.due and task.due.to) == ("Báo cáo", "quý IV/2026", "2026-12")
    assert {one.field: one.code or one.value for one in task.said} | {"status": "done", "note": "chờ vốn"} == {
        one.field: one.code or one.value for one in task.said
    }
    assert {one.person for one in task.said} == {"An"}
    assert compare_sheet(store, data, "a.xlsx").differences == ()  # the same file a second time
    assert compare_sheet(store, plan_sheet(store), "b.xlsx").differences == ()


def test_a_deadline_in_other_words_is_taken_once(store: Store) -> None:
    data = changed(plan_sheet(store), lambda sheet: sheet.cell(HEAD + 1, DUE, "xong trước ngày 30 tháng 6 năm 2030"))
    found = compare_sheet(store, data, "a.xlsx")
    assert [one.after for one in found.differences] == ["xong trước ngày 30 tháng 6 năm 2030"]
    take_sheet(store, found, "An")
    assert compare_sheet(store, data, "a.xlsx").differences == ()


def test_a_name_that_nobody_knows_is_told(store: Store) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(HEAD + 1, LEAD).value = "Sở Ytế; Sở Nội vụ"
        sheet.cell(HEAD + 1, PARTNERS).value = "các sở, ban, ngành; Cao đẳng Y tế Điện Biên"

    found = compare_sheet(store, changed(plan_sheet(store), change), "a.xlsx")
    assert found.unlisted == ("Sở Ytế",)
    assert "không có tên “Sở Ytế”; kiểm tra lại cách viết" in str(sheetback_page(found))
    first = store.sheet("3243").tasks[0].id
    assert correct(store, first, {"lead": ["Tổ Xyz", "Sở Y tế"]}, "An").unlisted == ("Tổ Xyz",)
    assert correct(store, first, {"lead": ["Tổ Xyz"], "note": "x"}, "An").unlisted == ()  # told once


def test_rows_are_known_wherever_they_stand(store: Store) -> None:
    def shuffle(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
        wanted = rows[7][KEY - 1]
        random.Random(1).shuffle(rows)
        rows = [row for at, row in enumerate(rows) if at > 10 or row[KEY - 1] == wanted]
        sheet.delete_rows(HEAD + 1, sheet.max_row)
        for row in rows:
            sheet.append(["Sở Nội vụ" if row[KEY - 1] == wanted and at == LEAD - 1 else v for at, v in enumerate(row)])

    found = compare_sheet(store, changed(plan_sheet(store), shuffle), "a.xlsx")
    assert [one.task_id for one in found.differences] == [store.sheet("3243").tasks[7].id]
    assert found.troubles == ()


def test_a_copied_sheet_that_disagrees_counts_for_neither(store: Store) -> None:
    def copy(sheet: Worksheet) -> None:
        other = sheet.parent.copy_worksheet(sheet)
        sheet.cell(HEAD + 1, PRODUCT).value, other.cell(HEAD + 1, PRODUCT).value = "Báo cáo", "Đề án"
        sheet.cell(HEAD + 2, PRODUCT).value = other.cell(HEAD + 2, PRODUCT).value = "Tờ trình"

    found = compare_sheet(store, changed(plan_sheet(store), copy), "a.xlsx")
    assert told(found) == [(HEAD + 2, "Sản phẩm", "không nêu", "Tờ trình")]
    assert [(one.row, one.column) for one in found.troubles] == [(HEAD + 1, "Sản phẩm")]
    assert "Đề án" in found.troubles[0].what


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        (DUE, "bao giờ cũng được", "không hiểu là thời hạn nào"),
        (STATUS, "hơi hơi", "không hiểu tiến độ"),
        (CONFIRMED, "??", "đánh dấu x"),
        (2, "việc khác", "nguyên văn"),
        (KEY, "urn:x#t:1:00000000", "không có trong kho"),
        (KEY, None, "không có mã"),
        (LEAD, ";".join(f"Sở {n}" for n in range(50)), "quá 40 cơ quan"),
        (PRODUCT, "a" * 3000, "dài hơn"),
    ],
)
def test_what_cannot_be_understood_is_told_by_row(store: Store, column: int, value: str | None, why: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(HEAD + 2, column).value = value

    found = compare_sheet(store, changed(plan_sheet(store), change), "a.xlsx")
    assert found.differences == ()
    assert [(one.row, why in one.what) for one in found.troubles] == [(HEAD + 2, True)]


def test_an_inferred_lead_can_be_confirmed_replaced_or_refused(store: Store) -> None:
    lines = task_lines(store.sheet("3243").tasks)
    rows = [HEAD + at for at, line in enumerate(lines, 1) if line.inferred and not line.lead][:3]

    def change(sheet: Worksheet) -> None:
        sheet.cell(rows[0], CONFIRMED).value = "x"
        sheet.cell(rows[1], LEAD).value = "Sở Nội vụ"
        sheet.cell(rows[2], LEAD).value = None

    found = compare_sheet(store, changed(plan_sheet(store), change), "a.xlsx")
    assert [one.fields for one in found.differences] == [{"confirmed": True}, {"lead": ["Sở Nội vụ"]}, {"lead": []}]


def test_what_others_said_meanwhile_is_shown_and_not_undone(store: Store) -> None:
    data = plan_sheet(store)
    first, second = (task.id for task in store.sheet("3243").tasks[:2])
    correct(store, first, {"product": "Đề án", "coordinate": ["Công an tỉnh"]}, "Bình")
    correct(store, second, {"product": "Đề án"}, "Bình")

    def change(sheet: Worksheet) -> None:
        sheet.cell(HEAD + 1, PARTNERS).value = "Sở Y tế"
        sheet.cell(HEAD + 2, PRODUCT).value = "Tờ trình"

    found = compare_sheet(store, changed(data, change), "a.xlsx")
    assert [(one.task_id, one.fields, one.now) for one in found.differences] == [
        (first, {"coordinate": ["Công an tỉnh", "Sở Y tế"]}, None),
        (second, {"product": "Tờ trình"}, "Đề án"),
    ]


def test_a_part_taken_from_one_agency_leaves_the_others(store: Store) -> None:
    lines = checklist_lines(store.checklist(AGENCY))
    row = next(HEAD + at for at, line in enumerate(lines, 1) if line.lead and line.lead[0].endswith("(thực hiện)"))

    def change(sheet: Worksheet) -> None:
        sheet.cell(row, LEAD).value = f"{lines[row - HEAD - 1].lead[0]}; Sở Nội vụ"

    found = compare_sheet(store, changed(agency_sheet(store), change), "a.xlsx")
    assert [one.fields for one in found.differences] == [{"lead": ["Sở Nội vụ"]}]


def test_without_what_the_cells_held_the_store_tells(store: Store) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.delete_cols(KEY + 1)
        sheet.cell(HEAD + 1, PRODUCT).value = "Đề án"

    found = compare_sheet(store, changed(plan_sheet(store), change), "a.xlsx")
    assert told(found) == [(HEAD + 1, "Sản phẩm", "không nêu", "Đề án")]


@pytest.mark.parametrize("held", ["{", "[]", '{"due": 1}', "[" * 9000, json.dumps({"lead": {"a": "b"}})])
def test_meddled_with_is_as_good_as_gone(store: Store, held: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(HEAD + 1, KEY + 1).value = held

    assert compare_sheet(store, changed(plan_sheet(store), change), "a.xlsx").differences == ()


def test_files_that_are_no_such_table(store: Store) -> None:
    out = io.BytesIO()
    Workbook().save(out)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 30 * 2**20)
    far = Workbook()
    far.active.cell(1_000_000, 1).value = "x"  # type: ignore[union-attr]
    deep = io.BytesIO()
    far.save(deep)
    for data, code in (
        (out.getvalue(), "DP520"),
        (b"abc", "DP133"),
        (bomb.getvalue(), "DP113"),
        (deep.getvalue(), "DP113"),
    ):
        with pytest.raises(DocparseError) as raised:
            compare_sheet(store, data, "a.xlsx")
        assert raised.value.code == code


def test_the_command_shows_asks_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, path = f"sqlite:///{tmp_path}/kho.db", tmp_path / "bang.xlsx"
    assert main(["--store", store, "add", str(DOCUMENTS / "45-KH-UBND-muong-ang.md")]) == 0
    assert main(["--store", store, "sheet", "45/KH-UBND", "--xlsx", str(path)]) == 0
    assert main(["--store", store, "import", str(path), "--yes"]) == 0
    assert "không có gì khác" in capsys.readouterr().out

    def change(sheet: Worksheet) -> None:
        sheet.cell(HEAD + 1, STATUS).value = "đang"

    path.write_bytes(changed(path.read_bytes(), change))
    assert main(["--store", store, "import", str(path), "--dry-run"]) == 0
    assert "chưa ghi gì" in capsys.readouterr().out
    assert main(["--store", store, "import", str(path)]) == 2
    assert "DP601" in capsys.readouterr().err
    assert main(["--store", store, "import", str(path), "--yes", "--by", "An", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["taken"], answer["differences"][0]["fields"]) == (1, {"status": "doing"})
    assert main(["--store", store, "import", str(tmp_path / "khong.xlsx")]) == 1
    assert "DP101 khong.xlsx" in capsys.readouterr().err
