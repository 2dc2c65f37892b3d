from __future__ import annotations

import pytest

from docparse.output.page import Fields, Heading, Line, Table, Tree, columns, safe
from docparse.output.plain import fit, plain


def test_a_page() -> None:
    page = [
        Heading("MỤC TIÊU"),
        Table(columns("Mã", "Giá trị", right="Giá trị"), (("CT1", "55"), ("CT2.1", "99,2"))),
        Line("Tổng: 2", indent=2),
        Fields((("Ngày", "06/11/2019"), ("Cơ quan", "Sở Y tế"))),
        Tree("gốc", (Tree("nhánh", (Tree("lá"),)),)),
    ]
    assert plain(page) == (
        "MỤC TIÊU\n"
        "Mã     Giá trị\n"
        "-----  -------\n"
        "CT1         55\n"
        "CT2.1     99,2\n"
        "  Tổng: 2\n"
        "Ngày:    06/11/2019\n"
        "Cơ quan: Sở Y tế\n"
        "gốc\n"
        "  - nhánh\n"
        "    - lá\n"
    )


def test_long_cells_wrap_within_their_column_and_rows_are_set_apart() -> None:
    table = Table(columns("STT", "Nhiệm vụ"), (("1", "một hai ba bốn năm sáu bảy"), ("2", "tám")))
    assert plain([table], 20) == (
        "STT  Nhiệm vụ\n---  ---------------\n1    một hai ba bốn\n     năm sáu bảy\n\n2    tám\n"
    )


def test_a_long_table_never_breaks_the_width() -> None:
    row = tuple("rất dài " * 40 for _ in range(8))
    text = plain([Table(columns(*"ABCDEFGH"), (row,))], 100)
    assert max(map(len, text.splitlines())) <= 100
    assert text.count("rất") == 8 * 40


@pytest.mark.parametrize(
    ("sizes", "width", "given"),
    [([3, 5], 20, [3, 5]), ([3, 100], 53, [3, 50]), ([200, 100], 90, [60, 30]), ([5, 5], 4, [2, 2]), ([], 10, [])],
)
def test_fit(sizes: list[int], width: int, given: list[int]) -> None:
    assert fit(sizes, width) == given


def test_combining_and_wide_letters_keep_columns_straight() -> None:
    lines = plain([Table(columns("A", "B"), (("e\u0301", "x"), ("文", "x")))]).splitlines()
    assert lines[2] == "e\u0301   x"
    assert lines[3] == "文  x"


@pytest.mark.parametrize("hostile", ["a\x1b[31mb", "a\nb", "a\x9bb", "a\u202eb", "a\r\x00b"])
def test_control_characters_never_get_out(hostile: str) -> None:
    assert safe(hostile).startswith("a ")
    out = plain([Heading(hostile), Line(hostile), Table(columns("A"), ((hostile,),)), Tree(hostile, (Tree(hostile),))])
    assert not set(out) & set("\x1b\x9b\u202e\r\x00")
    assert len(out.splitlines()) == 8


def test_a_narrow_screen_breaks_no_word() -> None:
    table = Table(columns("STT", "Nhiệm vụ", "Trích dẫn"), (("1", "nghiêng", "nghiêng ngả"), ("2", "b", "c")))
    assert plain([table], 20).splitlines() == [
        "STT:       1",
        "Nhiệm vụ:  nghiêng",
        "Trích dẫn: nghiêng",
        "           ngả",
        "",
        "STT:       2",
        "Nhiệm vụ:  b",
        "Trích dẫn: c",
    ]
    assert "nghiêng" in plain([table], 28).splitlines()[2]


def test_columns_keep_their_longest_word() -> None:
    assert fit([100, 14, 100], 40, [5, 14, 5]) == [13, 14, 13]
    assert fit([100, 100], 20, [15, 15]) == [10, 10]
