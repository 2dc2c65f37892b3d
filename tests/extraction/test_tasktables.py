"""Tables of tasks: one row, one task."""

from __future__ import annotations

import pytest

from tests.extraction.plans import plan_of, roles, table, tasks_of, when, who


def test_one_row_is_one_task_whatever_it_holds() -> None:
    body = table(
        "1 | Rà soát hồ chứa; lập danh sách; sửa đập | Sở Y tế | Sở Xây dựng, Công an tỉnh | 6/2025 | Danh sách hồ",
        "2 | Lắp biển báo | Sở Xây dựng; Sở Công Thương | Các sở, ban, ngành | Hằng năm | ",
    )
    first, second = plan_of(body, name="x.md").tasks
    assert (first.text, first.product) == ("Rà soát hồ chứa; lập danh sách; sửa đập", "Danh sách hồ")
    assert who(first) == [
        ("Sở Y tế", "lead", "table"),
        ("Sở Xây dựng", "coordinate", "table"),
        ("Công an tỉnh", "coordinate", "table"),
    ]
    assert when(first.due) == ("within", None, "2025-06", None, None)
    assert roles(second) == {"Sở Xây dựng": "lead", "Sở Công Thương": "lead", "Các sở, ban, ngành": "coordinate"}
    assert (when(second.due), second.product) == (("recurring", None, None, "year", None), None)


def test_a_row_broken_by_a_page_belongs_to_the_row_above() -> None:
    body = table(
        "1 | Trồng cây ven | Sở Tài chính | Sở Y tế | Thường xuyên | ",
        " | hồ Pa Khoang | | Công an tỉnh | | ",
        "2 | Lắp biển báo | Sở Xây dựng | | Hằng năm | ",
    )
    plan = plan_of(body, name="x.md")
    first, second = plan.tasks
    assert first.text == "Trồng cây ven hồ Pa Khoang"  # without the cells that stand between
    passage = plan.text[first.start : first.end]
    assert passage.startswith("Trồng cây ven")
    assert passage.endswith("hồ Pa Khoang")
    assert "Sở Tài chính" in passage  # the passage is one stretch: it covers them
    assert roles(first) == {"Sở Tài chính": "lead", "Sở Y tế": "coordinate", "Công an tỉnh": "coordinate"}
    assert second.text == "Lắp biển báo"


def test_rows_of_numbers_groups_and_nothing_are_no_tasks() -> None:
    body = table(
        "(1) | (2) | (3) | (4) | (5) | (6)",
        "I | VIỆC LÀM NGAY | | | | ",
        "1 | Lắp biển báo | Sở Xây dựng | | Hằng năm | ",
        " | | | | | ",
    )
    assert tasks_of(body, name="x.md") == ["Lắp biển báo"]


def test_who_is_to_do_it_by_the_columns_title() -> None:
    body = table("1 | Vớt rác nổi | Sở Y tế | Năm 2026", columns="TT | Nội dung | Đơn vị thực hiện | Thời gian")
    (task,) = plan_of(body, name="x.md").tasks
    assert who(task) == [("Sở Y tế", "implement", "table")]


def test_a_table_without_titles_goes_on_with_the_columns_before_it() -> None:
    body = table("1 | Vớt rác nổi | Sở Y tế | | Năm 2026 | ") + (
        "\n\n| 2 | Lắp biển báo | Sở Xây dựng | | Năm 2027 | |\n|---|---|---|---|---|---|\n"
        "| 3 | Trồng cây | Sở Tài chính | | Năm 2028 | |\n"
    )
    tasks = plan_of(body, name="x.md").tasks
    assert [(t.text, *roles(t), t.due and t.due.to) for t in tasks] == [
        ("Vớt rác nổi", "Sở Y tế", "2026"),
        ("Lắp biển báo", "Sở Xây dựng", "2027"),
        ("Trồng cây", "Sở Tài chính", "2028"),
    ]


def test_a_table_that_names_no_tasks_gives_none() -> None:
    body = table("1 | Hồ Pa Khoang | 600 ha | sâu", columns="TT | Tên hồ | Diện tích | Ghi chú")
    assert tasks_of(body, name="x.md") == []


@pytest.mark.parametrize(
    ("title", "role"),
    [("Cơ quan chủ trì", "lead"), ("Đơn vị", "implement"), ("Cơ quan, đơn vị", "implement")],
)
def test_the_agency_in_front_of_the_task(title: str, role: str) -> None:
    body = table("1 | Sở Y tế | Vớt rác nổi", "2 | Sở Nội vụ | Trồng cây ven hồ", columns=f"TT | {title} | Nhiệm vụ")
    assert [(t.text, who(t)) for t in plan_of(body, name="x.md").tasks] == [
        ("Vớt rác nổi", [("Sở Y tế", role, "table")]),
        ("Trồng cây ven hồ", [("Sở Nội vụ", role, "table")]),
    ]


def test_a_task_of_one_word_with_its_agency_or_time() -> None:
    body = table(
        "1 | Số hóa | Sở Y tế | | 2026 | ", "2 | Sơ kết | | | Quý II/2026 | ", "3 | Đề án 06 | Công an tỉnh | | | ",
        "4 | Ghép | | | | Báo cáo", "5 | … | Sở Y tế | | 2026 | ", "6 | x | Sở Y tế | | 2026 | ",
    )  # fmt: skip
    assert [(t.text, roles(t), t.due and t.due.to) for t in plan_of(body, name="x.md").tasks] == [
        ("Số hóa", {"Sở Y tế": "lead"}, "2026"),
        ("Sơ kết", {}, "2026-06"),
        ("Đề án 06", {"Công an tỉnh": "lead"}, None),
    ]


def broken(*rows: str) -> str:
    """A table whose titles are printed again above the rows behind the break."""
    first = table("1 | Trồng cây ven | Sở Tài chính | Sở Y tế | Năm 2026 | ")
    return first + "\n" + table(*rows).split("\n", 2)[2]


def test_a_row_broken_over_two_tables_is_one_task() -> None:
    first, second = plan_of(broken(" | hồ Pa Khoang | | | | ", "2 | Lắp biển báo | nt | | nt | "), name="x.md").tasks
    assert first.text.startswith("Trồng cây ven")
    assert first.text.endswith("hồ Pa Khoang")
    assert (roles(first), first.due and first.due.to) == ({"Sở Tài chính": "lead", "Sở Y tế": "coordinate"}, "2026")
    assert (second.text, roles(second)) == ("Lắp biển báo", {"Sở Tài chính": "lead"})
    assert second.due is not None
    assert second.due.to == "2026"


def test_as_above_looks_over_the_break() -> None:
    (_, second) = plan_of(broken("2 | Lắp biển báo | Sở Xây dựng | nt | 2027 | "), name="x.md").tasks
    assert roles(second) == {"Sở Xây dựng": "lead", "Sở Y tế": "coordinate"}


def test_a_table_that_counts_anew_is_another() -> None:
    (_, second) = plan_of(broken("1 | Lắp biển báo | Sở Xây dựng | nt | 2027 | "), name="x.md").tasks
    assert roles(second) == {"Sở Xây dựng": "lead"}
