"""Tables of PDF files: ruled and not, merged cells, over several pages."""

from __future__ import annotations

import pytest

from docparse.model import Cell, Source
from docparse.reading.lines import glue, words
from tests.reading.helpers import cells
from tests.reading.pdfs import Pdf, pdf_source

XS = [60.0, 100.0, 330.0, 450.0, 540.0]
HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
BODY = "Các cơ quan, đơn vị căn cứ chức năng tổ chức triển khai thực hiện các nhiệm vụ theo quy định của pháp luật."


def fill(pdf: Pdf, y: float, row: tuple[str, ...], right: float = 4) -> None:
    for x, after, text in zip(XS, XS[1:], row, strict=False):
        if text:
            pdf.lines(x + 4, y, text, after - right, 9)


def table_of(source: Source) -> list[list[str]]:
    tables = [block for block in source.blocks if block.rows]
    assert len(tables) == 1
    return cells(source, tables[0])


def test_ruled_table_between_paragraphs() -> None:
    pdf = Pdf().page()
    pdf.lines(60, 60, BODY, 540, indent=28)
    pdf.grid(XS, [120, 140, 180, 200])
    fill(pdf, 133, HEADER)
    fill(pdf, 152, ("1", "Rà soát các văn bản có liên quan của tỉnh để sửa đổi", "Sở Tư pháp; Sở Nội vụ", "Quý I/2025"))
    fill(pdf, 193, ("2", "Báo cáo", "Sở Y tế", ""))
    pdf.lines(60, 230, BODY, 540, indent=28)
    source = pdf_source(pdf)
    assert [block.kind for block in source.blocks] == ["paragraph", "table", "paragraph"]
    assert table_of(source) == [
        list(HEADER),
        ["1", "Rà soát các văn bản có liên quan của tỉnh để sửa đổi", "Sở Tư pháp; Sở Nội vụ", "Quý I/2025"],
        ["2", "Báo cáo", "Sở Y tế", ""],
    ]
    assert (source.blocks[1].origin.page, source.blocks[1].origin.table) == (1, 1)


def test_lines_of_a_cell_that_end_early_stay_apart() -> None:
    pdf = Pdf().page()
    pdf.grid(XS, [120, 140, 200])
    fill(pdf, 133, HEADER)
    fill(pdf, 152, ("1", "Báo cáo", "", ""))
    for k, line in enumerate(("- Sở Y tế;", "- Sở Nội vụ;", "- UBND xã")):
        pdf.text(334, 152 + 12 * k, line, 9)
    assert table_of(pdf_source(pdf))[1][2] == "- Sở Y tế;\n- Sở Nội vụ;\n- UBND xã"


def test_merged_cells_stand_once() -> None:
    pdf = Pdf().page()
    for y in (100, 120, 140, 180):
        pdf.rule(XS[0], y, XS[-1], y)
    pdf.rule(XS[0], 160, XS[2], 160)  # the last two columns are merged over two rows
    for x in (XS[0], XS[-1]):
        pdf.rule(x, 100, x, 180)
    for x in XS[1:-1]:
        pdf.rule(x, 100, x, 120)
        pdf.rule(x, 140, x, 180)
    fill(pdf, 113, HEADER)
    pdf.text(70, 133, "I. Phần chung của kế hoạch", 9)
    fill(pdf, 152, ("1", "Việc thứ nhất", "Sở Y tế", "2025"))
    fill(pdf, 172, ("2", "Việc thứ hai", "", ""))
    source = pdf_source(pdf)
    assert table_of(source) == [
        list(HEADER), ["I. Phần chung của kế hoạch"], ["1", "Việc thứ nhất", "Sở Y tế", "2025"], ["2", "Việc thứ hai"],
    ]  # fmt: skip
    rows = source.blocks[0].rows
    assert (rows[1][0].columns, rows[2][2].rows, rows[2][3].rows) == (4, 2, 2)
    assert isinstance(rows[1][0], Cell)


def test_table_over_pages() -> None:
    """Repeated header rows go, a row that the page break parts is joined, new rows are added."""
    pdf = Pdf().page()
    pdf.grid(XS, [700, 720, 760, 800])
    fill(pdf, 713, HEADER)
    fill(pdf, 732, ("1", "Việc thứ nhất", "Sở Y tế", "2025"))
    fill(pdf, 772, ("2", "Rà soát, sửa đổi các quy định về", "Sở Nội vụ", "2026"))
    pdf.page()
    pdf.text(295, 40, "2")
    pdf.grid(XS, [60, 80, 100, 120])
    fill(pdf, 73, HEADER)
    fill(pdf, 93, ("", "chế độ báo cáo", "", ""))
    fill(pdf, 113, ("3", "Việc thứ ba", "Sở Tư pháp", ""))
    pdf.lines(60, 160, BODY, 540, indent=28)
    source = pdf_source(pdf)
    assert table_of(source) == [
        list(HEADER),
        ["1", "Việc thứ nhất", "Sở Y tế", "2025"],
        ["2", "Rà soát, sửa đổi các quy định về chế độ báo cáo", "Sở Nội vụ", "2026"],
        ["3", "Việc thứ ba", "Sở Tư pháp", ""],
    ]
    assert source.blocks[-1].origin.page == 2


def test_another_table_on_the_next_page_stays_apart() -> None:
    pdf = Pdf().page()
    pdf.grid(XS, [700, 720, 760])
    fill(pdf, 713, HEADER)
    fill(pdf, 732, ("1", "Việc thứ nhất", "Sở Y tế", "2025"))
    pdf.page()
    pdf.grid([60, 300, 540], [60, 80, 100])
    pdf.text(64, 73, "Chỉ tiêu", 9)
    pdf.text(304, 73, "Năm 2025", 9)
    pdf.text(64, 93, "Tỷ lệ", 9)
    pdf.text(304, 93, "50%", 9)
    source = pdf_source(pdf)
    assert [cells(source, block)[0] for block in source.blocks] == [list(HEADER), ["Chỉ tiêu", "Năm 2025"]]


def test_table_without_lines() -> None:
    pdf = Pdf().page()
    pdf.lines(60, 60, BODY, 540, indent=28)
    rows = (
        ("TT", "Việc", "Chủ trì", "Hạn"), ("1", "Báo cáo tổng kết", "Sở Y tế", "2025"),
        ("2", "Rà soát chính sách", "Sở Nội vụ", "2026"), ("3", "Kiểm tra", "Sở Tư pháp", "2027"),
    )  # fmt: skip
    for k, row in enumerate(rows):
        fill(pdf, 120 + 20 * k, row)
    assert table_of(pdf_source(pdf)) == [list(row) for row in rows]


def test_a_frame_round_text_is_no_table() -> None:
    pdf = Pdf().page()
    pdf.grid([60, 545], [80, 140])
    pdf.lines(70, 100, BODY, 540)
    assert [block.kind for block in pdf_source(pdf).blocks] == ["paragraph"]


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("Trước 31/05", "/26", "Trước 31/05/26"),
        ("20/12/202", "5", "20/12/2025"),
        ("T4/20", "26", "T4/2026"),
        ("Sở KH&C", "N", "Sở KH&CN"),
        ("Sở GD&", "ĐT, Sở Y tế", "Sở GD&ĐT, Sở Y tế"),
        ("đạt 12/20", "26 trường", "đạt 12/20 26 trường"),
        ("Lớp 12", "26 học sinh", "Lớp 12 26 học sinh"),
        ("10/2025", "12 lớp", "10/2025 12 lớp"),
        ("R&D", "Nghiên cứu", "R&D Nghiên cứu"),
    ],
)
def test_what_a_narrow_cell_cut_is_put_together(before: str, text: str, whole: str) -> None:
    assert before + glue(before, text) + text == whole


def test_agencies_below_one_another_in_a_cell_stay_apart() -> None:
    assert words().agencies.match("Trường Cao đẳng Kỹ thuật")
    assert not words().agencies.match("Trung ương")
