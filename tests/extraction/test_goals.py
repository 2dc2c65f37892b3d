"""Goals: the lowest items of goal sections, with the due of the heading above."""

from __future__ import annotations

from tests.extraction.plans import plan_of


def goals(body: str) -> list[tuple[str, list[tuple[object, ...]]]]:
    return [
        (g.text, [(i.name, i.comparator, i.value, i.value_to, i.unit, i.due) for i in g.indicators])
        for g in plan_of(body).goals
    ]


def test_of_nested_items_the_lowest_and_the_heading_gives_the_year() -> None:
    assert goals(
        "I. MỤC TIÊU\n1. Mục tiêu chung\nGiữ nước hồ sạch.\n2. Mục tiêu cụ thể\na) Đến năm 2027\n"
        "- 100% hồ được cắm mốc.\n- Trên 85% hộ dân dùng nước sạch.\nb) Đến năm 2030\n- Các hồ đạt chuẩn:\n"
        "+ Vùng cao đạt 90%.\n+ Vùng thấp đạt từ 97% đến 99%.\n"
    ) == [
        ("Giữ nước hồ sạch.", []),
        ("100% hồ được cắm mốc.", [("hồ được cắm mốc", "=", 100, None, "%", "2027")]),
        ("Trên 85% hộ dân dùng nước sạch.", [("hộ dân dùng nước sạch", ">", 85, None, "%", "2027")]),
        ("Vùng cao đạt 90%.", [("Vùng cao", "=", 90, None, "%", "2030")]),
        ("Vùng thấp đạt từ 97% đến 99%.", [("Vùng thấp", "=", 97, 99, "%", "2030")]),
    ]


def test_a_paragraph_where_there_are_no_items() -> None:
    assert goals("I. MỤC TIÊU\nPhấn đấu 90% hồ đạt chuẩn vào năm 2026.\n") == [
        ("Phấn đấu 90% hồ đạt chuẩn vào năm 2026.", [("hồ đạt chuẩn", "=", 90, None, "%", "2026")])
    ]


def test_the_nearest_introducing_line_gives_the_year() -> None:
    found = goals("I. MỤC TIÊU\nĐến năm 2026:\n- 90% hồ đạt chuẩn.\nĐến năm 2030:\n- 95% hồ đạt chuẩn.\n")
    assert [(i[2], i[5]) for _, indicators in found for i in indicators] == [(90, "2026"), (95, "2030")]


def test_a_plans_title_period_is_no_due() -> None:
    head = "KẾ HOẠCH\nLàm sạch hồ chứa nước giai đoạn 2026 - 2030\n\n"
    (goal,) = plan_of("I. MỤC TIÊU\n1. 90% hồ đạt chuẩn.\n", head=head).goals
    assert [i.due for i in goal.indicators] == [None]


def test_or_more_counts_only_behind_the_number() -> None:
    found = goals("I. MỤC TIÊU\n1. 90% trở lên số hồ đạt chuẩn.\n2. 80% hộ từ lớp 5 trở lên biết bơi.\n")
    assert [indicators[0][1] for _, indicators in found] == [">=", "="]


def test_decrease_by_is_a_change_and_down_to_is_none() -> None:
    plan = plan_of("I. MỤC TIÊU\n1. Giảm 50% lượng rác thải.\n2. Giảm lượng rác còn 5%.\n")
    assert [(i.change, i.value) for g in plan.goals for i in g.indicators] == [("decrease", 50), (None, 5)]


def test_goals_count_their_paragraphs_and_point_at_their_words() -> None:
    plan = plan_of("I. MỤC TIÊU\n1. Giữ nước sạch.\n2. Giữ rừng xanh.\n")
    assert [plan.text[g.start : g.end] for g in plan.goals] == ["Giữ nước sạch.", "Giữ rừng xanh."]
    assert [g.section for g in plan.goals] == [s.id for s in plan.sections if s.label in ("1", "2")]
    assert len({g.id for g in plan.goals}) == 2


def test_tasks_sections_have_no_goals() -> None:
    assert goals("I. NHIỆM VỤ\n1. Sở Y tế nạo vét 90% số hồ.\n") == []
