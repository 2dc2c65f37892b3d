"""Annex tables in the variants offices write: two-row titles, merged cells, "nt", codes, several names in a cell."""

from __future__ import annotations

import pytest

from tests.extraction.plans import Cell, annex, roles, who


def test_titles_over_two_rows_and_a_lead_over_three() -> None:
    plan = annex(
        [("TT", 2, 1), ("Nhiệm vụ, giải pháp", 2, 1), ("Phân công thực hiện", 1, 2), ("Thời gian hoàn thành", 2, 1)],
        ["Chủ trì", "Phối hợp"],
        ["1", "Vớt rác nổi", ("Sở Xây dựng", 3, 1), "Sở Y tế<br>Các đoàn thể", "Thường xuyên"],
        ["2", "Lắp biển báo", "Sở Nội vụ", "Tháng 10/2026"],
        ["3", "In bản đồ hồ", "", "Quý II/2026"],
        ["4", "Tổng kết", "Công an tỉnh", "", "Tháng 12/2026"],
    )
    assert [(t.text, roles(t)) for t in plan.tasks] == [
        ("Vớt rác nổi", {"Sở Xây dựng": "lead", "Sở Y tế": "coordinate", "Các đoàn thể": "coordinate"}),
        ("Lắp biển báo", {"Sở Xây dựng": "lead", "Sở Nội vụ": "coordinate"}),
        ("In bản đồ hồ", {"Sở Xây dựng": "lead"}),
        ("Tổng kết", {"Công an tỉnh": "lead"}),
    ]
    assert [t.due.to if t.due else None for t in plan.tasks] == [None, "2026-10", "2026-06", "2026-12"]


MARKS = ["nt", "-nt-", "- nt -", "NT", "nt.", "n/t", "Như trên", "(như trên)", "“", '"', "''", "//", "-//-"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_cell_as_above_takes_the_one_above(mark: str) -> None:
    plan = annex(
        ["TT", "Nội dung công việc", "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời hạn", "Kết quả"],
        ["1", "Đo mực nước hồ", "Sở Tài chính", "Sở Nội vụ", "30/6/2026", "Báo cáo"],
        ["2", "Vẽ bản đồ lòng hồ", mark, mark, "Quý III/2026", "Bản đồ"],
        ["3", "Nạo vét lòng hồ", mark, "", mark, mark],
    )
    second, third = plan.tasks[1:]
    assert who(second) == [("Sở Tài chính", "implement", "table"), ("Sở Nội vụ", "coordinate", "table")]
    assert (who(third), third.product) == ([("Sở Tài chính", "implement", "table")], "Bản đồ")
    assert third.due is not None
    assert third.due.to == "2026-09"


def test_a_mark_in_the_first_row_says_nothing() -> None:
    plan = annex(["TT", "Nhiệm vụ", "Cơ quan chủ trì"], ["1", "Đo mực nước hồ", "nt"])
    assert plan.tasks == ()  # as in any row that says nothing but what is to be done


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Sở, ngành chủ trì tham mưu", "lead"),
        ("Cơ quan, đơn vị chủ trì", "lead"),
        ("Đơn vị thực hiện", "implement"),
        ("Đơn vị đầu mối", "lead"),
    ],
)
def test_names_of_the_agency_column(title: str, role: str) -> None:
    plan = annex(
        ["STT", "Tên nhiệm vụ", title, "Cơ quan phối hợp thực hiện", "Cấp trình", "Thời gian trình"],
        ["I", "Lĩnh vực thủy lợi", "", "", "", ""],
        ["1", "Kế hoạch làm sạch hồ chứa", "Sở Công Thương", "Các sở, ngành liên quan", "UBND tỉnh", "Tháng 6/2026"],
    )
    (task,) = plan.tasks
    assert roles(task) == {
        "Sở Công Thương": role, "Các sở, ngành liên quan": "coordinate", "Ủy ban nhân dân tỉnh": "receive"
    }  # fmt: skip
    assert plan.document.title is None


@pytest.mark.parametrize(
    "cell",
    ["Sở Tư pháp, Sở Xây dựng, Công an tỉnh", "Sở Tư pháp; Sở Xây dựng; Công an tỉnh",
     "Sở Tư pháp<br>Sở Xây dựng<br>Công an tỉnh", "Sở Tư pháp, Sở Xây dựng và Công an tỉnh",
     "- Sở Tư pháp;<br>- Sở Xây dựng;<br>- Công an tỉnh."],
)  # fmt: skip
def test_several_agencies_in_a_cell(cell: str) -> None:
    plan = annex(["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Trồng cây quanh hồ", cell, "2026"])
    assert roles(plan.tasks[0]) == {"Sở Tư pháp": "lead", "Sở Xây dựng": "lead", "Công an tỉnh": "lead"}


@pytest.mark.parametrize("merged", [True, False])
def test_columns_that_are_agencies(merged: bool) -> None:
    bodies: list[Cell] = ["Sở Y tế", "Sở Giáo dục và Đào tạo", "Công an tỉnh"]
    titles: list[list[Cell]] = [["TT", "Nhiệm vụ", *bodies, "Thời hạn"]]
    if merged:
        titles = [[("TT", 2, 1), ("Nhiệm vụ", 2, 1), ("Cơ quan thực hiện", 1, 3), ("Thời hạn", 2, 1)], bodies]
    plan = annex(
        *titles, ["1", "Kiểm tra bếp ăn", "CT", "PH", "", "Năm 2026"], ["2", "Tuần tra", "", "", "x", "Năm 2026"]
    )
    assert [roles(t) for t in plan.tasks] == [
        {"Sở Y tế": "lead", "Sở Giáo dục và Đào tạo": "coordinate"}, {"Công an tỉnh": "implement"},
    ]  # fmt: skip
    assert plan.text[plan.tasks[1].assignments[0].start :].startswith("Công an tỉnh")


def test_hierarchy_codes_and_group_rows() -> None:
    plan = annex(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        [("A. VIỆC LÀM NGAY", 1, 5)],
        ["1", "Hồ chứa lớn", "", "", ""],
        ["1.1", "Đo mực nước", "Sở Xây dựng", "UBND các xã", "2026"],
        ["a", "Lập danh sách hồ", "Sở Xây dựng", "UBND các xã", "Quý I/2026"],
        ["b", "Đặt trạm đo", "Sở Công Thương", "", "Quý IV/2026"],
        ["2", "Đào tạo", "", "", ""],
        ["2.1", "Mở lớp cho người trông hồ", "Sở Nội vụ", "", "Hằng năm"],
    )
    assert [t.text for t in plan.tasks] == [
        "Đo mực nước", "Lập danh sách hồ", "Đặt trạm đo", "Mở lớp cho người trông hồ",
    ]  # fmt: skip


def test_titles_printed_again_and_numbers_of_columns_are_no_rows() -> None:
    titles: list[Cell] = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]
    plan = annex(
        titles, ["(1)", "(2)", "(3)", "(4)"], ["1", "Đắp đập", "Sở Xây dựng", "2026"], titles,
        ["2", "Xây cầu", "Sở Xây dựng", "2027"],
    )  # fmt: skip
    assert [t.text for t in plan.tasks] == ["Đắp đập", "Xây cầu"]


def test_one_column_for_lead_and_partners() -> None:
    plan = annex(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian"],
        ["1", "Trồng cây", "Chủ trì: Sở Xây dựng<br>Phối hợp: Sở Tài chính; UBND các xã", "2026"],
        ["2", "Đắp đập", "Sở Xây dựng chủ trì, phối hợp với Sở Y tế", "2027"],
    )
    assert [roles(t) for t in plan.tasks] == [
        {"Sở Xây dựng": "lead", "Sở Tài chính": "coordinate", "Ủy ban nhân dân các xã": "coordinate"},
        {"Sở Xây dựng": "lead", "Sở Y tế": "coordinate"},
    ]


def test_a_table_of_targets_gives_goals() -> None:
    plan = annex(
        ["TT", "Chỉ tiêu", "Đơn vị", "Mục tiêu năm 2026", "Cơ quan chủ trì"],
        ["1", "Tỷ lệ hồ được làm sạch", "%", "82,5", "Sở Xây dựng"],
        ["2", "Số hồ có biển báo", "hồ", "45", "UBND các xã"],
    )
    assert plan.tasks == ()
    found = [(g.text, [(i.value, i.unit, i.due) for i in g.indicators]) for g in plan.goals]
    assert found == [
        ("Tỷ lệ hồ được làm sạch", [(82.5, "%", "2026")]),
        ("Số hồ có biển báo", [(45.0, "hồ", "2026")]),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Thời gian", "Nội dung", "Địa điểm"], ["8h00", "Đón tiếp đại biểu", "Hội trường"], ["8h30", "Khai mạc", "H"]],
        [["STT", "Họ và tên", "Chức vụ", "Đơn vị"], ["1", "", "", ""], ["2", "", "", ""]],
        [["STT", "Nội dung", "Đơn vị thực hiện", "Thời gian"], ["1", "…", "", ""], ["2", "......", "", ""]],
        [["Nơi nhận:<br>- Như trên;<br>- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br>Nguyễn Văn Hồ"]],
    ],
    ids=["running order", "list of names", "empty form", "recipients"],
)
def test_tables_that_are_none_of_these(rows: list[list[Cell]]) -> None:
    assert annex(*rows).tasks == ()


def test_nothing_but_a_table_is_an_annex() -> None:
    plan = annex(["STT", "Nhiệm vụ", "Cơ quan chủ trì"], ["1", "Đắp đập", "Sở Xây dựng"], before="")
    assert [(t.text, roles(t)) for t in plan.tasks] == [("Đắp đập", {"Sở Xây dựng": "lead"})]


@pytest.mark.parametrize(
    "title", ["LỘ TRÌNH THỰC HIỆN", "TIẾN ĐỘ THỰC HIỆN", "THỜI GIAN THỰC HIỆN", "DANH MỤC NHIỆM VỤ"]
)
@pytest.mark.parametrize(
    "head", ["<p>PHỤ LỤC</p><p>{}</p>", "<p>PHỤ LỤC</p><p>1. {}</p>", "<p>PHỤ LỤC</p><p>1. {}:</p>"]
)
def test_a_title_that_reads_as_a_field_does_not_hide_the_table_below_it(title: str, head: str) -> None:
    plan = annex(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"], ["1", "Đắp đập", "Sở Xây dựng", "Quý III/2026"],
        before=head.format(title),
    )  # fmt: skip
    assert [(t.text, roles(t), t.due and t.due.to) for t in plan.tasks] == [
        ("Đắp đập", {"Sở Xây dựng": "lead"}, "2026-09")
    ]


def test_ticks_below_a_title_that_reads_as_a_field() -> None:
    plan = annex(
        ["TT", "Nội dung công việc", "Chủ trì", "Năm 2026", "Năm 2027"], ["1", "Đắp đập", "Sở Xây dựng", "x", ""],
        ["2", "Trồng cây", "Sở Y tế", "", "x"], before="<p>PHỤ LỤC</p><p>LỘ TRÌNH THỰC HIỆN</p>",
    )  # fmt: skip
    assert [(t.text, t.due and t.due.to) for t in plan.tasks] == [("Đắp đập", "2026"), ("Trồng cây", "2027")]


def test_a_running_order_below_such_a_title_gives_nothing() -> None:
    plan = annex(
        ["Thời gian", "Nội dung", "Đơn vị thực hiện"], ["8h00", "Đón tiếp đại biểu", "Văn phòng"],
        ["8h30", "Khai mạc", "Sở Y tế"], before="<p>PHỤ LỤC</p><p>THỜI GIAN THỰC HIỆN</p>",
    )  # fmt: skip
    assert plan.tasks == ()


def test_a_plan_in_a_frame_of_one_cell() -> None:
    body = "<p>I. NHIỆM VỤ</p><p>1. Sở Y tế vớt rác nổi.</p><p>2. Sở Nội vụ trồng cây.</p>"
    frame = f"<table><tr><td>{body}</td></tr></table>"
    plan = annex(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì"], ["1", "Đắp đập", "Sở Xây dựng"], before=f"{frame}<p>PHỤ LỤC</p>"
    )
    assert [(t.text, roles(t)) for t in plan.tasks] == [
        ("Sở Y tế vớt rác nổi", {"Sở Y tế": "implement"}),
        ("Sở Nội vụ trồng cây", {"Sở Nội vụ": "implement"}),
        ("Đắp đập", {"Sở Xây dựng": "lead"}),
    ]
