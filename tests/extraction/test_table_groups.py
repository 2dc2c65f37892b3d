"""Heading rows of tables are sections, the tasks below them stand in these."""

from __future__ import annotations

from docparse.model import Plan
from tests.extraction.plans import annex, plan_of, table

TITLES = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]


def tree(plan: Plan) -> list[tuple[str | None, str, str | None]]:
    """(label, heading, label or heading of the section above) of the sections in the table."""
    by_id = {s.id: s for s in plan.sections}
    first = plan.text.index("STT")
    found = [s for s in plan.sections if s.start > first]
    return [(s.label, s.heading, (a.label or a.heading) if (a := by_id.get(s.parent or "")) else None) for s in found]


def homes(plan: Plan) -> dict[str, str | None]:
    """For each task the label or heading of its section."""
    by_id = {s.id: s for s in plan.sections}
    return {t.text: by_id[t.section or ""].label or by_id[t.section or ""].heading for t in plan.tasks}


def test_a_row_merged_over_all_columns_and_a_roman_number() -> None:
    plan = annex(
        TITLES, ["I", ("Nhóm nhiệm vụ về hồ chứa", 1, 3)], ["1", "Đắp đập", "Sở Xây dựng", "2026"],
        ["II", "Nhóm nhiệm vụ về rừng", "", ""], ["1", "Trồng cây", "Sở Y tế", "2027"],
        ["2", "Dọn cỏ hồ", "Sở Y tế", "2027"],
    )  # fmt: skip
    assert tree(plan) == [
        ("I", "Nhóm nhiệm vụ về hồ chứa", "PHÂN CÔNG NHIỆM VỤ"), ("II", "Nhóm nhiệm vụ về rừng", "PHÂN CÔNG NHIỆM VỤ"),
    ]  # fmt: skip
    assert homes(plan) == {"Đắp đập": "I", "Trồng cây": "II", "Dọn cỏ hồ": "II"}
    assert {s.role for s in plan.sections} == {"appendix"}
    assert [t.paragraph for t in plan.tasks] == [1, 1, 2]


def test_groups_within_groups() -> None:
    plan = annex(
        TITLES, [("A. PHẦN CHUNG", 1, 4)], ["I", ("Tuyên truyền", 1, 3)], ["1", "In tờ rơi", "Sở Y tế", "2026"],
        ["2", "Truyền thông", "", ""], ["2.1", "Trên báo", "Sở Y tế", "2026"], ["2.2", "Trên đài", "nt", "nt"],
        ["II", ("Kiểm tra", 1, 3)], ["1", "Kiểm tra hồ", "Thanh tra tỉnh", "Hằng năm"],
        [("B. PHẦN RIÊNG", 1, 4)], ["1", "Kiểm tra đập", "Thanh tra tỉnh", "Hằng năm"],
    )  # fmt: skip
    assert tree(plan) == [
        ("A", "PHẦN CHUNG", "PHÂN CÔNG NHIỆM VỤ"), ("I", "Tuyên truyền", "A"), ("2", "Truyền thông", "I"),
        ("II", "Kiểm tra", "A"), ("B", "PHẦN RIÊNG", "PHÂN CÔNG NHIỆM VỤ"),
    ]  # fmt: skip
    assert homes(plan) == {"In tờ rơi": "I", "Trên báo": "2", "Trên đài": "2", "Kiểm tra hồ": "II", "Kiểm tra đập": "B"}


def test_sections_hold_their_tasks_and_lie_in_one_another() -> None:
    plan = annex(
        TITLES, ["I", ("Hồ chứa", 1, 3)], ["1", "Đắp đập", "Sở Xây dựng", "2026"], ["II", ("Rừng", 1, 3)],
        ["1", "Trồng cây", "Sở Y tế", "2027"],
    )  # fmt: skip
    by_id = {s.id: s for s in plan.sections}
    for section in plan.sections:
        if section.parent is not None:
            assert by_id[section.parent].start <= section.start < section.end <= by_id[section.parent].end
    for task in plan.tasks:
        assert by_id[task.section or ""].start <= task.start < task.end <= by_id[task.section or ""].end


def test_ids_outlive_a_row_put_in_above() -> None:
    rows = [["I", "HỒ CHỨA", "", ""], ["1", "Đắp đập", "Sở Xây dựng", "2026"]]
    before = annex(TITLES, *rows)
    after = annex(TITLES, ["1", "Mua máy", "Sở Y tế", "2026"], *rows)
    assert {s.id for s in before.sections} <= {s.id for s in after.sections}
    assert before.tasks[0].id == after.tasks[1].id


def test_the_letter_after_h_is_no_roman_number() -> None:
    plan = annex(
        TITLES, ["H.", ("BỘ TÀI CHÍNH", 1, 3)], ["", "Lập dự toán", "Bộ Tài chính", "2026"],
        ["I.", ("BỘ CÔNG AN", 1, 3)], ["", "Tuần tra hồ", "Bộ Công an", "2026"],
    )  # fmt: skip
    assert [above for _, _, above in tree(plan)] == ["PHÂN CÔNG NHIỆM VỤ"] * 2


def test_a_heading_with_nothing_below_it_is_no_section() -> None:
    plan = annex(TITLES, ["1", "Đắp đập", "Sở Xây dựng", "2026"], [("GHI CHÚ: BẢNG NÀY ĐƯỢC CẬP NHẬT", 1, 4)])
    assert tree(plan) == []


def test_rows_behind_a_gap_belong_to_no_group_before_it() -> None:
    plan = annex(
        TITLES, ["I", ("Hồ chứa", 1, 3)], ["1", "Đắp đập", "Sở Xây dựng", "2026"], [("………….", 1, 4)],
        ["4", "Trồng cây", "Sở Y tế", "2027"],
    )  # fmt: skip
    assert homes(plan) == {"Đắp đập": "I", "Trồng cây": "PHÂN CÔNG NHIỆM VỤ"}


def test_a_group_goes_on_in_a_table_that_goes_on() -> None:
    body = table("I | VIỆC NGAY | | | | ", "1 | Vớt rác nổi | Sở Y tế | | Năm 2026 | ") + (
        "\n\n| 2 | Lắp biển báo | Sở Xây dựng | | Năm 2027 | |\n|---|---|---|---|---|---|\n"
    )
    plan = plan_of(body, name="x.md")
    assert homes(plan) == {"Vớt rác nổi": "I", "Lắp biển báo": "I"}
    assert [s.heading for s in plan.sections if s.id == plan.tasks[1].section] == ["VIỆC NGAY"]


def test_a_row_below_a_numbered_row_has_its_agencies() -> None:
    plan = annex(
        TITLES, ["1", "Tuyên truyền", "Sở Y tế", "2026"], ["1.1", "Phát trên loa", "", ""],
        ["2", "Đắp đập", "Sở Xây dựng", "2027"], ["3", "Dọn cỏ ven hồ", "", ""],
    )  # fmt: skip
    found = [(t.text, [(a.agency, a.basis) for a in t.assignments], t.due and t.due.to) for t in plan.tasks]
    assert found == [
        ("Tuyên truyền", [("Sở Y tế", "table")], "2026"),
        ("Phát trên loa", [("Sở Y tế", "inherited")], "2026"),
        ("Đắp đập", [("Sở Xây dựng", "table")], "2027"),
    ]


def test_groups_of_targets() -> None:
    plan = annex(
        ["STT", "Chỉ tiêu", "Đơn vị", "Năm 2026"], ["I", "Kinh tế", "", ""], ["1", "Tốc độ tăng trưởng", "%", "8,0"],
        ["II", "Xã hội", "", ""], ["1", "Tỷ lệ hộ nghèo", "%", "2,5"],
    )  # fmt: skip
    assert [(label, heading) for label, heading, _ in tree(plan)] == [("I", "Kinh tế"), ("II", "Xã hội")]
    by_id = {s.id: s.label for s in plan.sections}
    assert [(g.text, by_id[g.section or ""]) for g in plan.goals] == [
        ("Tốc độ tăng trưởng", "I"), ("Tỷ lệ hộ nghèo", "II"),
    ]  # fmt: skip


def test_a_heading_in_the_first_column_of_a_format_that_merges_nothing() -> None:
    plan = annex(TITLES, ["Hồ chứa", "", "", ""], ["1", "Đắp đập", "Sở Xây dựng", "2026"])
    assert homes(plan) == {"Đắp đập": "Hồ chứa"}


def test_rows_below_an_agency_are_its_own() -> None:
    plan = annex(
        ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        ["I", ("Sở Y tế", 1, 4)], ["1", "Vớt rác nổi", "", "", "Quý II/2026"], ["2", "Dọn cỏ hồ", "", "Sở Nội vụ", ""],
        ["3", "Trồng cây", "Sở Xây dựng", "", "2026"], ["3.1", "Tưới cây", "", "", ""],
        ["4", "Đo mực nước hồ", "", "", ""],
        ["II", ("Sở Tài chính; Công an tỉnh", 1, 4)], ["1", "Đắp đập", "", "", "2027"],
        ["III", ("Việc chung", 1, 4)], ["1", "Tổng kết", "", "", "2028"],
    )  # fmt: skip
    heading = ("implement", "heading")
    assert [(t.text, [(a.agency, a.role, a.basis) for a in t.assignments]) for t in plan.tasks] == [
        ("Vớt rác nổi", [("Sở Y tế", *heading)]),
        ("Dọn cỏ hồ", [("Sở Nội vụ", "coordinate", "table"), ("Sở Y tế", *heading)]),
        ("Trồng cây", [("Sở Xây dựng", "lead", "table")]),
        ("Tưới cây", [("Sở Xây dựng", "lead", "inherited")]),
        ("Đo mực nước hồ", [("Sở Y tế", *heading)]),
        ("Đắp đập", [("Sở Tài chính", *heading), ("Công an tỉnh", *heading)]),
        ("Tổng kết", []),
    ]
