"""Tables of targets: no tasks; each row a goal with its indicators."""

from __future__ import annotations

import pytest

from docparse.model import Indicator
from tests.extraction.plans import annex, plan_of


def table(part: str, columns: str, *rows: str) -> str:
    rule = "|" + "---|" * (columns.count("|") + 1)
    return "\n".join([f"# I. {part}", "", f"| {columns} |", rule, *(f"| {row} |" for row in rows), ""])


def short(indicator: Indicator) -> tuple[object, ...]:
    return indicator.name, indicator.comparator, indicator.value, indicator.unit, indicator.due


YEARS = ("TT | Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2030", "1 | Tỷ lệ hồ đạt chuẩn | % | 80 | 95")


@pytest.mark.parametrize("part", ["MỤC TIÊU", "NHIỆM VỤ", "TỔ CHỨC THỰC HIỆN"])
def test_rows_are_goals_with_an_indicator_a_year_wherever_the_table_stands(part: str) -> None:
    plan = plan_of(table(part, *YEARS, "2 | Số hồ được nạo vét | hồ | 12 | 30"), name="x.md")
    assert plan.tasks == ()
    assert [[short(i) for i in goal.indicators] for goal in plan.goals] == [
        [("Tỷ lệ hồ đạt chuẩn", "=", 80, "%", "2025"), ("Tỷ lệ hồ đạt chuẩn", "=", 95, "%", "2030")],
        [("Số hồ được nạo vét", "=", 12, "hồ", "2025"), ("Số hồ được nạo vét", "=", 30, "hồ", "2030")],
    ]


def test_a_column_of_the_level_to_reach() -> None:
    plan = plan_of(
        table("CHỈ TIÊU", "TT | Chỉ tiêu | Đơn vị tính | Mức phải đạt", "1 | Hộ dùng nước sạch | % | 85"), name="x.md"
    )
    (goal,) = plan.goals
    assert [short(i) for i in goal.indicators] == [("Hộ dùng nước sạch", "=", 85, "%", None)]


def test_a_target_in_a_task_table_stays_a_task() -> None:
    columns = "TT | Nhiệm vụ | Chỉ tiêu | Cơ quan chủ trì | Thời gian"
    plan = plan_of(table("NHIỆM VỤ", columns, "1 | Nạo vét hồ | 12 hồ | Sở Y tế | Năm 2026"), name="x.md")
    assert [t.text for t in plan.tasks] == ["Nạo vét hồ"]
    assert plan.goals == ()


def test_the_agency_beside_a_target_is_kept_with_the_goal() -> None:
    plan = annex(
        ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2026", "Cơ quan chủ trì", "Đơn vị theo dõi"],
        ["1", "Tỷ lệ hồ được kiểm định", "%", "80", "Sở Xây dựng", "Sở Tài chính"],
        ["2", "Số trạm đo mưa", "trạm", "12", "nt", ""],
    )
    assert plan.tasks == ()
    assert [[(a.agency, a.role, a.basis) for a in g.responsible] for g in plan.goals] == [
        [("Sở Xây dựng", "lead", "table"), ("Sở Tài chính", "monitor", "table")], [("Sở Xây dựng", "lead", "table")],
    ]  # fmt: skip
    first = plan.goals[0].responsible[0]
    assert plan.text[first.start : first.end] == "Sở Xây dựng"
