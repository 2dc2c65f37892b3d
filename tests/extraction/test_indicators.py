"""Numeric targets, milestones and rows of target tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.extraction.indicators import find_indicators, find_milestones, table_indicator
from docparse.extraction.numbers import parse_number
from docparse.folding import canon
from docparse.matching.check import check_rule
from docparse.matching.engine import rule_pack
from docparse.model import Indicator
from tests.extraction.plans import plan_of

PLAN = Path(__file__).parents[2].parent / "shared" / "documents" / "3243-KH-UBND.txt"


def targets(text: str, due: str | None = None) -> tuple[Indicator, ...]:
    return find_indicators(text, canon(text), 0, len(text), due=due)


def brief(text: str, due: str | None = None) -> list[tuple[object, ...]]:
    return [(i.name, i.comparator, i.value, i.unit, i.due) for i in targets(text, due)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("99,2", 99.2), ("3.000", 3000), ("2.989,5", 2989.5), ("05", 5), ("1.5", 1.5), ("7.420.000", 7420000)],
)
def test_numbers(printed: str, value: float) -> None:
    assert parse_number(printed) == value


def test_a_word_is_no_number() -> None:
    with pytest.raises(ValueError, match="mười"):
        parse_number("mười")


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    [
        ("Tỷ lệ ra lớp đạt trên 55%", ">", 55, "%"),
        ("Tỷ lệ ra lớp đạt 99,2%", "=", 99.2, "%"),
        ("Tỷ lệ ra lớp đạt từ 70% trở lên", ">=", 70, "%"),
        ("Tỷ lệ ra lớp tối thiểu 2%", ">=", 2, "%"),
        ("Tỷ lệ hộ nghèo không quá 5%", "<=", 5, "%"),
        ("Tỷ lệ hộ nghèo còn dưới 3%", "<", 3, "%"),
        ("Tỷ lệ hộ nghèo ≤ 3 %", "<=", 3, "%"),
        ("Diện tích rừng trồng mới: trên 2.000 ha", ">", 2000, "ha"),
        ("Thu nhập bình quân đạt 41 triệu đồng/người/năm", "=", 41, "triệu đồng/người/năm"),
        ("Hình thành ít nhất 02 vùng nuôi thủy sản", ">=", 2, "vùng"),
        ("Phát triển từ 05 bộ dữ liệu mở", ">=", 5, "bộ dữ liệu"),
    ],
)
def test_comparators_values_and_units(text: str, comparator: str, value: float, unit: str) -> None:
    (one,) = targets(text)
    assert (one.comparator, one.value, one.unit) == (comparator, value, unit)


def test_a_hundred_percent_names_subject_and_predicate() -> None:
    text = "100% các xã, phường bố trí công chức theo quy định."
    assert brief(text) == [("các xã, phường bố trí công chức theo quy định", "=", 100, "%", None)]


def test_level_and_change_differ() -> None:
    (level,) = targets("Tỷ lệ hộ nghèo giảm còn 5%")
    (change,) = targets("Số vụ tai nạn giảm 50% so với năm 2020")
    (from_to,) = targets("Giảm từ 10% xuống còn 5% tỷ lệ trẻ em suy dinh dưỡng")
    assert (level.change, level.name) == (None, "Tỷ lệ hộ nghèo")
    assert (change.change, change.name, change.due) == ("decrease", "Số vụ tai nạn", None)
    assert (from_to.change, from_to.value, from_to.name) == (None, 5, "tỷ lệ trẻ em suy dinh dưỡng")


def test_ranges_and_estimates() -> None:
    (span,) = targets("Tỷ lệ lấp đầy đạt 60-70%")
    (about,) = targets("Tổng công suất bổ sung khoảng 2.989,5 MW")
    assert (span.value, span.value_to) == (60, 70)
    assert (about.value, about.approximate) == (2989.5, True)


def test_ages_labels_dates_and_symbols_are_no_targets() -> None:
    assert targets("Duy trì xóa mù chữ mức độ 2 cho trẻ em 5 tuổi theo Nghị quyết số 29-NQ/TW ngày 04/11/2013") == ()
    assert targets("Phủ sóng 5G theo Điều 5, khóa 11, năm 2025") == ()
    (one,) = targets("Tỷ lệ người dùng băng rộng tốc độ 01 Gb/s đạt 100%")
    assert one.value == 100


def test_the_year_at_the_head_reaches_to_the_end_of_its_sentence() -> None:
    text = (
        "Đến năm 2025, tỷ lệ trường đạt chuẩn đạt 75%; tỷ lệ trường kiểm định trên 70%. Tỷ lệ lớp học kiên cố đạt 90%."
    )
    assert [i.due for i in targets(text)] == ["2025", "2025", None]
    assert [i.due for i in targets(text, "2030")] == ["2025", "2025", "2030"]


def test_each_value_has_its_own_year() -> None:
    text = "Đến năm 2020, 100% gia đình có mức sống khá, năm 2018 đạt 99%, năm 2019 đạt 99,5%"
    assert [(i.value, i.due) for i in targets(text)] == [(100, "2020"), (99, "2018"), (99.5, "2019")]
    assert len({i.name for i in targets(text)}) == 1


def test_counts_in_a_row_share_the_comparator() -> None:
    text = "Hình thành ít nhất 100 doanh nghiệp khởi nghiệp, 50 doanh nghiệp khoa học, trong đó có 20 doanh nghiệp lớn"
    assert [(i.comparator, i.value) for i in targets(text)] == [(">=", 100), (">=", 50), ("=", 20)]


def test_a_number_inside_a_predicate_belongs_to_its_target() -> None:
    assert brief("100% xã có ít nhất 02 bác sĩ") == [("xã có ít nhất 02 bác sĩ", "=", 100, "%", None)]


def test_a_level_already_reached_is_no_target() -> None:
    assert targets("Tỷ lệ lấp đầy mới đạt 29%") == ()


def test_commas_inside_a_name_do_not_cut_it() -> None:
    (one,) = targets("Tỷ lệ dân số dùng dịch vụ số trong y tế, giáo dục, giao thông đạt 90%")
    assert one.name == "Tỷ lệ dân số dùng dịch vụ số trong y tế, giáo dục, giao thông"


def test_spans_point_at_the_passage() -> None:
    text = "Cụ thể: tỷ lệ đô thị hóa đạt trên 45%, tỷ lệ che phủ rừng 42%."
    assert [text[i.start : i.end] for i in targets(text)] == ["tỷ lệ đô thị hóa đạt trên 45%", "tỷ lệ che phủ rừng 42%"]


def test_milestones_have_a_year_and_no_number() -> None:
    text = "Đến năm 2023 tỉnh đạt chuẩn phổ cập mức độ 3; Đến năm 2025, tỷ lệ ra lớp đạt 99%. Nâng cao chất lượng."
    found = find_milestones(text, canon(text), 0, len(text))
    assert [(m.text, m.due) for m in found] == [("tỉnh đạt chuẩn phổ cập mức độ 3", "2023")]


def test_a_table_row_gives_a_target_a_column() -> None:
    text = "Tỷ lệ hộ nghèo|%|≤ 3,5|chưa có|Dưới 2"
    cells = []
    at = 0
    for cell in text.split("|"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    row = table_indicator(
        text, canon(text), cells[0], cells[1], [(cells[2], "2025"), (cells[3], "2027"), (cells[4], "2030")]
    )
    assert [(i.name, i.comparator, i.value, i.unit, i.due) for i in row] == [
        ("Tỷ lệ hộ nghèo", "<=", 3.5, "%", "2025"),
        ("Tỷ lệ hộ nghèo", "<", 2, "%", "2030"),
    ]
    assert text[row[0].start : row[0].end] == "Tỷ lệ hộ nghèo|%|≤ 3,5"


def test_a_table_row_may_carry_its_unit_in_brackets() -> None:
    text = "Số xã đạt chuẩn (xã)|12"
    (one,) = table_indicator(text, canon(text), (0, 20), None, [((21, 23), None)])
    assert (one.name, one.value, one.unit, one.due) == ("Số xã đạt chuẩn", 12, "xã", None)


@pytest.mark.parametrize("text", ["", "   ", "%", "((((5%", "Điều 5.", "99", "từ đến %"])
def test_odd_input_gives_nothing_or_a_bare_number(text: str) -> None:
    assert targets(text) == ()
    assert find_milestones(text, canon(text), 0, len(text)) == ()


@pytest.mark.skipif(not PLAN.exists(), reason="the plan is not here")
def test_the_thirteen_targets_of_plan_3243() -> None:
    text = PLAN.read_text(encoding="utf-8")
    start, end = (
        text.index("Tỷ lệ huy động dân số từ 3 tháng"),
        text.index("kiểm định chất lượng giáo dục trên 70%") + 40,
    )
    found = find_indicators(text, canon(text), start, end)
    assert [(i.comparator, i.value) for i in found] == [
        (">", 55), ("=", 99.2), ("=", 99.9), ("=", 99.8), ("=", 96.6), (">", 70), ("=", 8),
        (">", 99), (">", 99.5), (">", 95), (">", 95), ("=", 75), (">", 70),
    ]  # fmt: skip
    assert [i.due for i in found if i.due] == ["2025", "2025", "2025"]


def test_every_rule_matches_its_own_examples() -> None:
    problems = [p for rule in rule_pack().file("indicators").rules for p in check_rule(rule)]
    assert problems == []


def test_a_count_that_opens_its_item_is_a_target_where_something_is_said_of_it() -> None:
    body = "I. MỤC TIÊU\n1. Đến năm 2030\n- 01 khu công nghiệp đạt tiêu chuẩn sinh thái.\n- 02 nhóm giải pháp.\n"
    first, second = plan_of(body).goals
    assert [(i.value, i.unit, i.due) for i in first.indicators] == [(1, "khu công nghiệp", "2030")]
    assert second.indicators == ()
