"""Pipe tables, and the broken form with one cell a line."""

from __future__ import annotations

from tests.reading.helpers import cells, source_of, texts


def test_pipe_table() -> None:
    rows = "| **TT** | Việc | Thời hạn |\n|---|:--|--:|\n| 1 | Rà soát<br>- A | 2026 |\n\n| 2 | B | |"
    source = source_of(f"Trước\n\n{rows}\n\nSau\n")
    table = source.blocks[1]
    assert cells(source, table) == [["TT", "Việc", "Thời hạn"], ["1", "Rà soát\n- A", "2026"], ["2", "B", ""]]
    assert table.origin.line == 3
    assert texts(source)[1].startswith("TT | Việc | Thời hạn\n1 | Rà soát")
    assert texts(source)[2] == "Sau"


def test_a_new_header_opens_a_new_table() -> None:
    source = source_of("| a | b |\n|---|---|\n| 1 | 2 |\n\n| c | d |\n|---|---|\n| 3 | 4 |\n")
    assert [cells(source, b) for b in source.blocks] == [[["a", "b"], ["1", "2"]], [["c", "d"], ["3", "4"]]]


def test_escaped_pipe() -> None:
    source = source_of("| a \\| b | c |\n|---|---|\n| 1 | 2 |\n")
    assert cells(source, source.blocks[0])[0] == ["a | b", "c"]


BROKEN_HEADER = """|
**ỦY BAN NHÂN DÂN
**
TỈNH A
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số:
33/KH-UBND
|
*Hà Nội, ngày 20
tháng 11 năm 2025*
|
"""
LINES = "Nội dung được xây dựng theo quy định hiện\nhành và các văn bản liên quan của\ntỉnh, các cơ quan\nthực hiện.\n"


def test_broken_header_table_with_text_right_after() -> None:
    source = source_of(BROKEN_HEADER + "**QUYẾT ĐỊNH**\n" + LINES)
    assert cells(source, source.blocks[0]) == [
        ["ỦY BAN NHÂN DÂN\nTỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        ["Số: 33/KH-UBND", "Hà Nội, ngày 20 tháng 11 năm 2025"],
    ]
    assert texts(source)[1] == "QUYẾT ĐỊNH"
    assert texts(source)[2] == " ".join(LINES.split())


BROKEN_TASKS = """|
**STT**
|
**Việc**
|
**Chủ trì**
|
**Thời hạn**
|
|
**I**
|
**NHÓM MỘT**
|
|
1
|
Xây dựng nền tảng
dùng chung
|
- Sở A;
- Sở B.
|
2026
|
|
Phần còn lại của việc
|
Sở C
|
2027
|
|
|
Việc không số
|
Sở D
|
2028
|
"""


def test_broken_table_titles_rows_under_merged_cells_and_empty_cells() -> None:
    source = source_of(BROKEN_TASKS + "\n" + LINES)
    table = source.blocks[0]
    assert cells(source, table) == [
        ["STT", "Việc", "Chủ trì", "Thời hạn"],
        ["I", "NHÓM MỘT"],
        ["1", "Xây dựng nền tảng dùng chung", "- Sở A;\n- Sở B.", "2026"],
        ["Phần còn lại của việc", "Sở C", "2027"],
        ["", "Việc không số", "Sở D", "2028"],
    ]
    assert (table.rows[1][1].column, table.rows[1][1].columns) == (1, 3)
    assert [c.column for c in table.rows[3]] == [1, 2, 3]
    assert (table.rows[2][0].rows, table.rows[2][1].rows) == (2, 1)
    assert len(source.blocks) == 2


def test_two_broken_tables_with_an_annex_between() -> None:
    text = "|\nNơi nhận:\n- A;\n|\n**CHỦ TỊCH**\n|\n**PHỤ LỤC I**\nDANH MỤC VIỆC\n" + BROKEN_TASKS
    source = source_of(text)
    assert [b.kind for b in source.blocks] == ["table", "paragraph", "paragraph", "table"]
    assert texts(source)[1:3] == ["PHỤ LỤC I", "DANH MỤC VIỆC"]
    assert [len(row) for row in source.blocks[3].rows] == [4, 2, 4, 3, 4]


def test_a_table_cut_off_keeps_its_text() -> None:
    source = source_of("|\nA\n|\nB\n|\n|\nC\n|\nD")
    assert "".join(c for c in source.text if c.isalpha()) == "ABCD"


def test_lone_pipes_are_no_table() -> None:
    assert texts(source_of("|\n|\n|\nMột đoạn.\n")) == ["Một đoạn."]
