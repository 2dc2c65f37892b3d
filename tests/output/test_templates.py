"""An office's own workbook or Word table is filled, its look stays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as Word
from docx.shared import Pt, RGBColor
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

import docparse
from docparse.cli import main
from docparse.errors import DocparseError
from docparse.model import Due
from docparse.output.tasklines import task_lines
from docparse.output.templates import fill_template
from docparse.questions.correcting import correct
from docparse.questions.sheetback import compare_sheet
from tests.output.test_papers import DOCUMENTS, line

HOSTILE = '=HYPERLINK("http://x")'


def own_workbook(*, blank: int = 2) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "UBND TỈNH"
    titles = {"A4": "TT", "B4": "Nội dung công việc", "C4": "Cơ quan thực hiện", "E4": "Thời gian hoàn thành",
              "F4": "Kết quả", "C5": "CHỦ TRÌ", "D5": "Phối hợp:"}  # fmt: skip
    for place, title in titles.items():
        sheet[place] = title
    sheet.merge_cells("C4:D4")
    for column in range(1, 7):
        sheet.cell(6, column).value = f"({column})"
        for row in range(7, 7 + blank):
            sheet.cell(row, column).font = Font(name="Arial", size=9, color="00FF0000")
    foot = 8 + blank
    sheet.cell(foot, 2).value, sheet.cell(foot, 5).value = "Người lập biểu", "GIÁM ĐỐC"
    sheet.merge_cells(start_row=foot, start_column=5, end_row=foot, end_column=6)
    sheet.row_dimensions[foot].height = 40
    sheet.print_area = f"A1:F{foot}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def own_document() -> bytes:
    document = Word()
    document.add_paragraph("SỔ GIAO VIỆC")
    document.add_table(1, 2).rows[0].cells[0].text = "Nhiệm vụ"
    table = document.add_table(3, 4)
    for cell, title in zip(table.rows[0].cells, ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Hạn"), strict=True):
        cell.text = title
    run = table.rows[1].cells[1].paragraphs[0].add_run(" ")
    run.font.size, run.font.color.rgb = Pt(9), RGBColor(0, 0, 160)
    table.rows[2].cells[1].text = "Cộng"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


LINES = [
    line(1, text="Lập kế hoạch", partners=("Sở B",), due=Due("trước 30/6", "by", to="2026-06-30")),
    line(2, text=HOSTILE, product=HOSTILE, quote=HOSTILE, lead=("+A",)),
    line(3, lead=(), inferred=("Sở C",), reason="cơ quan thường trực"),
    line(4, lead=()),
]


def test_a_total_below_the_table_counts_the_new_rows() -> None:
    book = load_workbook(io.BytesIO(own_workbook()))
    sheet = book.worksheets[0]
    sheet["C10"] = '=COUNTA(B7:B8)&" ("&$B$10&"/B7:B8)"&A1'
    out = io.BytesIO()
    book.save(out)
    made = load_workbook(io.BytesIO(fill_template(out.getvalue(), "mau.xlsx", LINES))).worksheets[0]
    assert made["C12"].value == '=COUNTA(B7:B10)&" ("&$B$12&"/B7:B8)"&A1'


@pytest.mark.parametrize("blank", [0, 1, 2, 9])
def test_a_workbook_keeps_its_look_head_and_foot(blank: int) -> None:
    made = load_workbook(io.BytesIO(fill_template(own_workbook(blank=blank), "mau.xlsx", LINES)))
    sheet = made.worksheets[0]
    assert sheet["A1"].value == "UBND TỈNH"
    rows = [[cell.value for cell in row[:6]] for row in sheet.iter_rows(min_row=7, max_row=10)]
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert rows[0][1:4] == ["Lập kế hoạch", "Sở A", "Sở B"]
    assert (sheet["E7"].value.date().isoformat(), sheet["E7"].number_format) == ("2026-06-30", "dd/mm/yyyy")
    assert (sheet["C9"].value, "cơ quan thường trực" in sheet["C9"].comment.text) == ("Sở C (suy ra)", True)
    assert [sheet.cell(row, 3).value for row in (9, 10)] == ["Sở C (suy ra)", "không nêu"]
    if blank:
        assert {sheet.cell(row, 2).font.color.rgb for row in range(7, 11)} == {"00FF0000"}
    foot = next(cell.row for (cell,) in sheet["B7:B40"] if cell.value == "Người lập biểu")
    assert foot == 7 + max(blank, len(LINES)) + (blank > 0)
    assert sheet.row_dimensions[foot].height == 40
    assert f"E{foot}:F{foot}" in {str(place) for place in sheet.merged_cells.ranges}
    assert sheet.print_area.endswith(f"$F${foot}")


def test_no_text_becomes_a_formula_in_a_template() -> None:
    sheet = load_workbook(io.BytesIO(fill_template(own_workbook(), "mau.xlsx", LINES))).worksheets[0]
    assert (sheet["B8"].value, sheet["B8"].data_type) == (HOSTILE, "s")
    assert {cell.data_type for row in sheet.iter_rows(min_row=7) for cell in row} <= {"s", "inlineStr", "n", "d"}


def test_a_word_table_keeps_its_look_and_what_stands_below() -> None:
    word = Word(io.BytesIO(fill_template(own_document(), "mau.docx", LINES)))
    other, table = word.tables
    assert other.rows[0].cells[0].text == "Nhiệm vụ"
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["1", "Lập kế hoạch", "Sở A", "30/06/2026"],
        ["2", HOSTILE, "+A", "không nêu"],
        ["3", "Lập kế hoạch", "Sở C (suy ra)", "không nêu"],
        ["4", "Lập kế hoạch", "không nêu", "không nêu"],
        ["", "Cộng", "", ""],
    ]
    run = table.rows[2].cells[1].paragraphs[0].runs[0]
    assert (run.font.size.pt, run.font.color.rgb) == (9, RGBColor(0, 0, 160))
    assert table.rows[3].cells[2].paragraphs[0].runs[0].italic


def test_a_filled_template_comes_back(tmp_path: Path) -> None:
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as store:
        store.add(docparse.parse(DOCUMENTS / "45-KH-UBND-muong-ang.md"))
        lines = task_lines(store.sheet("45/KH-UBND").tasks)
        book = load_workbook(io.BytesIO(fill_template(own_workbook(), "mau.xlsx", lines)))
        sheet = book.worksheets[0]
        assert all(sheet.column_dimensions[letter].hidden for letter in "GH")
        sheet["F7"] = "Báo cáo"
        out = io.BytesIO()
        book.save(out)
        found = compare_sheet(store, out.getvalue(), "a.xlsx")
    assert [(one.row, one.fields) for one in found.differences] == [(7, {"product": "Báo cáo"})]
    assert (found.tasks, found.troubles) == (len(lines), ())


def test_an_inferred_lead_is_told_where_no_column_has_notes() -> None:
    sheet = load_workbook(io.BytesIO(fill_template(own_workbook(), "mau.xlsx", LINES))).worksheets[0]
    assert [sheet.cell(row, 3).value for row in range(7, 11)] == ["Sở A", "+A", "Sở C (suy ra)", "không nêu"]
    assert [bool(sheet.cell(row, 3).font.i) for row in range(7, 11)] == [False, False, True, False]
    table = Word(io.BytesIO(fill_template(own_document(), "mau.docx", LINES))).tables[1]
    assert table.rows[3].cells[2].text == "Sở C (suy ra)"


def test_a_template_without_confirmations_takes_none_back(tmp_path: Path) -> None:
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as store:
        store.add(docparse.parse(DOCUMENTS / "45-KH-UBND-muong-ang.md"))
        first = store.sheet("45/KH-UBND").tasks[0].id
        correct(store, first, {"confirmed": True}, "An")
        data = fill_template(own_workbook(), "mau.xlsx", task_lines(store.sheet("45/KH-UBND").tasks))
        found = compare_sheet(store, data, "a.xlsx")
        assert (found.differences, found.troubles) == ((), ())
        book = load_workbook(io.BytesIO(data))
        row = next(row for row in range(7, 60) if str(book.worksheets[0].cell(row, 3).value).endswith("(suy ra)"))
        name = str(book.worksheets[0].cell(row, 3).value).removesuffix(" (suy ra)")
        book.worksheets[0].cell(row, 3).value = f"{name} (suy ra); Sở Nội vụ"
        out = io.BytesIO()
        book.save(out)
        found = compare_sheet(store, out.getvalue(), "a.xlsx")
    assert [one.fields for one in found.differences] == [{"lead": [name, "Sở Nội vụ"]}]


def empty_workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def empty_document() -> bytes:
    out = io.BytesIO()
    Word().save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 70 * 2**20)
    return out.getvalue()


@pytest.mark.parametrize(
    ("made", "name", "code", "says"),
    [
        (empty_workbook, "mau.xlsx", "DP522", "Cơ quan chủ trì"),
        (empty_document, "mau.docx", "DP522", "Thời hạn"),
        (lambda: b"abc", "mau.xlsx", "DP133", "Excel"),
        (lambda: b"abc", "mau.docx", "DP133", "Word"),
        (bomb, "mau.docx", "DP113", "quá lớn"),
    ],
)
def test_what_is_no_template_is_told(made: Callable[[], bytes], name: str, code: str, says: str) -> None:
    with pytest.raises(DocparseError) as raised:
        fill_template(made(), name, LINES)
    assert raised.value.code == code
    assert says in str(raised.value)


def test_the_command_fills_a_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", f"sqlite:///{tmp_path}/kho.db"]
    template, out = tmp_path / "mau.xlsx", tmp_path / "ra.xlsx"
    template.write_bytes(own_workbook())
    assert main([*store, "add", str(DOCUMENTS / "45-KH-UBND-muong-ang.md")]) == 0
    ask = [*store, "sheet", "45/KH-UBND", "--template"]
    assert main([*ask, str(template), "--xlsx", str(out), "--ics", str(tmp_path / "lich.ics")]) == 0
    assert load_workbook(out).worksheets[0]["A1"].value == "UBND TỈNH"
    assert (tmp_path / "lich.ics").exists()
    assert main([*ask, str(template), "--xlsx", str(out)]) == 1
    assert "DP607" in capsys.readouterr().err
    assert main([*ask, str(tmp_path / "mau.pdf")]) == 2
    assert main([*ask, str(tmp_path / "khac.xlsx"), "--xlsx", str(tmp_path / "b.xlsx")]) == 1
    assert "DP101" in capsys.readouterr().err
