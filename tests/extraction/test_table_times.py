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
