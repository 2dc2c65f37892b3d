"""Deadlines that stand in the titles of columns: ticks below years, quarters and months, a start and an end."""

from __future__ import annotations

import pytest

from docparse.model import Plan
from tests.extraction.plans import annex, when

QUARTERS = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Quý I", "Quý II", "Quý III", "Quý IV"]
PAGE = "<p>PHỤ LỤC</p><p>{}</p>"


def dues(plan: Plan) -> list[tuple[object, ...] | None]:
    return [d[:3] if (d := when(t.due)) else None for t in plan.tasks]


@pytest.mark.parametrize("mark", ["x", "X", "✓", "●", " x "])
def test_a_tick_below_a_year(mark: str) -> None:
    plan = annex(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Năm 2026", "Năm 2027", "Năm 2028"],
        ["1", "Đắp đập", "Sở Xây dựng", "", mark, ""], ["2", "Trồng cây", "Sở Y tế", mark, mark, mark],
        ["3", "Dọn cỏ hồ", "Sở Y tế", "", "", ""],
    )  # fmt: skip
    assert dues(plan) == [("within", None, "2027"), ("period", "2026", "2028"), None]
    due = plan.tasks[0].due
    assert due is not None
    assert (due.text, plan.text[due.start : due.end], due.rule) == ("Năm 2027", "Năm 2027", "period-year")


def test_quarters_below_a_year() -> None:
    plan = annex(
        [("STT", 2, 1), ("Nhiệm vụ", 2, 1), ("Cơ quan chủ trì", 2, 1), ("Năm 2026", 1, 2), ("Năm 2027", 1, 2)],
        ["Quý III", "Quý IV", "Quý I", "Quý II"], ["1", "Đắp đập", "Sở Xây dựng", "", "x", "", ""],
        ["2", "Trồng cây", "Sở Y tế", "", "x", "x", ""],
    )  # fmt: skip
    assert dues(plan) == [("within", None, "2026-12"), ("period", "2026-10", "2027-03")]


@pytest.mark.parametrize(
    ("over", "below", "to"),
    [("Quý", ["I", "II", "III", "IV"], "2026-06"), ("Tháng", ["1", "2", "3", "4"], "2026-02"),
     ("Tiến độ theo quý năm 2026", ["I", "II", "III", "IV"], "2026-06"),
     ("Thời gian thực hiện", ["Q1", "Q2", "Q3", "Q4"], "2026-06"),
     ("Thời gian thực hiện", ["T1", "T2", "T3", "T4"], "2026-02")],
)  # fmt: skip
def test_numbers_below_a_word_for_quarter_or_month(over: str, below: list[str], to: str) -> None:
    plan = annex(
        [("STT", 2, 1), ("Nhiệm vụ", 2, 1), ("Cơ quan chủ trì", 2, 1), (over, 1, 4)], list(below),
        ["1", "Đắp đập", "Sở Xây dựng", "", "x", "", ""], before=PAGE.format("TIẾN ĐỘ CÔNG VIỆC NĂM 2026"),
    )  # fmt: skip
    assert dues(plan) == [("within", None, to)]


def test_the_year_of_the_title_above_the_table() -> None:
    rows = (QUARTERS, ["1", "Đắp đập", "Sở Xây dựng", "", "", "x", ""])
    assert dues(annex(*rows, before=PAGE.format("VIỆC LÀM TRONG NĂM 2026"))) == [("within", None, "2026-09")]


def test_without_a_year_nothing_is_guessed() -> None:
    rows = (QUARTERS, ["1", "Đắp đập", "Sở Xây dựng", "", "", "x", ""])
    dated = "<p>PHỤ LỤC</p><p>(Kèm theo Kế hoạch số 12/KH-UBND ngày 24/12/2025)</p>"
    assert dues(annex(*rows)) == dues(annex(*rows, before=dated)) == [("within", None, None)]


def test_ticks_are_deadlines_also_where_no_agency_is_named() -> None:
    plan = annex(["TT", "Nhiệm vụ", "2026", "2027"], ["1", "Xây kè hồ", "x", ""], ["2", "Nạo vét hồ", "", "x"])
    assert dues(plan) == [("within", None, "2026"), ("within", None, "2027")]


def test_money_below_years_is_no_deadline() -> None:
    plan = annex(
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Năm 2026", "Năm 2027"], ["1", "Xây kè hồ", "Sở Xây dựng", "500", "12"]
    )
    assert dues(plan) == [None]


def test_a_quarter_below_a_year() -> None:
    plan = annex(
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Năm 2026", "Năm 2027"], ["1", "Xây kè hồ", "Sở Xây dựng", "", "Quý II"]
    )
    assert dues(plan) == [("within", None, "2027-06")]


def test_a_year_in_the_title_of_the_time_column() -> None:
    plan = annex(
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian (năm 2026)"], ["1", "Xây kè hồ", "Sở Xây dựng", "Quý II"],
        ["2", "Trồng cây", "Sở Y tế", "Trước 15/6"], ["3", "Dọn cỏ hồ", "Sở Y tế", "Thường xuyên"],
        ["4", "Đắp đập", "Sở Y tế", "Quý I/2027"],
    )  # fmt: skip
    assert dues(plan) == [
        ("within", None, "2026-06"), ("by", None, "2026-06-15"), ("ongoing", None, None), ("within", None, "2027-03"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("30/06/26", ("within", None, "2026-06-30")),
        ("Trước 30/6/26", ("by", None, "2026-06-30")),
        ("1.7.27", ("within", None, "2027-07-01")),
        ("T6/26", ("within", None, "2026-06")),
        ("T6/2026", ("within", None, "2026-06")),
        ("Q3/26", ("within", None, "2026-09")),
        ("QIV/2026", ("within", None, "2026-12")),
        ("Q4", ("within", None, None)),
        ("QIV", ("within", None, None)),
        ("Quý 4", ("within", None, None)),
        ("Tháng 6", ("within", None, None)),
        ("6 tháng cuối năm 2026", ("within", None, "2026-12")),
        ("6 tháng đầu năm", ("within", None, None)),
        ("2026-2030", ("period", "2026", "2030")),
        ("HN", ("recurring", None, None)),
        ("TX", ("ongoing", None, None)),
        ("Tại HN", None),
        ("6/26", None),  # the sixth of a month or June of a year
    ],
)
def test_short_forms_in_cells(cell: str, expected: tuple[object, ...] | None) -> None:
    assert dues(annex(["TT", "Nhiệm vụ", "CQCT", "TGTH"], ["1", "Xây kè hồ", "Sở Xây dựng", cell])) == [expected]


@pytest.mark.parametrize(
    ("title", "to"),
    [
        ("NHIỆM VỤ TRỌNG TÂM NĂM 2026", "2026-12"),
        ("NHIỆM VỤ ĐẾN NĂM 2030", None),
        ("NHIỆM VỤ GIAI ĐOẠN 2026-2030", None),
        ("Quyết định năm 2024", None),
    ],
)
def test_the_year_in_the_title_of_the_table_holds_for_a_quarter_without_one(title: str, to: str | None) -> None:
    rows = (["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Xây kè hồ", "Sở Xây dựng", "Quý IV"])
    assert dues(annex(*rows, before=PAGE.format(title))) == [("within", None, to)]


@pytest.mark.parametrize(
    ("cell", "to", "product"),
    [
        ("Quý II/2026: Đề án được phê duyệt", "2026-06", "Đề án được phê duyệt"),
        ("Báo cáo (trước 30/6/2026)", "2026-06-30", "Báo cáo"),
        ("Tháng 5/2026<br>Biên bản nghiệm thu", "2026-05", "Biên bản nghiệm thu"),
        ("Thời hạn: Quý III/2026; Sản phẩm: Hồ sơ", "2026-09", "Hồ sơ"),
        ("Quyết định", None, "Quyết định"),
        ("Năm 2026", "2026", None),
    ],
)
def test_time_and_product_in_one_cell(cell: str, to: str | None, product: str | None) -> None:
    (task,) = annex(["TT", "Nhiệm vụ", "CQCT", "Thời hạn, sản phẩm"], ["1", "Xây kè hồ", "Sở Xây dựng", cell]).tasks
    assert (task.due.to if task.due else None, task.product) == (to, product)


def test_a_start_and_an_end() -> None:
    plan = annex(
        [("TT", 2, 1), ("Nhiệm vụ", 2, 1), ("Đơn vị thực hiện", 2, 1), ("Thời gian", 1, 2)], ["Bắt đầu", "Kết thúc"],
        ["1", "Khảo sát hồ", "Sở Y tế", "01/3/2026", "30/6/2026"],
        ["2", "Xây kè hồ", "Sở Xây dựng", "Quý I/2026", "Quý IV/2026"],
        ["3", "Dọn cỏ hồ", "Sở Y tế", "Tháng 5/2026", ""],
    )  # fmt: skip
    assert dues(plan) == [
        ("period", "2026-03-01", "2026-06-30"), ("period", "2026-01", "2026-12"), ("period", "2026-05", None),
    ]  # fmt: skip
