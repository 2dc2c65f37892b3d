"""Tables that stand in plans and give no tasks, each true to form."""

from __future__ import annotations

import pytest

from tests.extraction.plans import Cell, annex

TABLES: dict[str, list[list[Cell]]] = {
    "running order": [
        ["Thời gian", "Nội dung", "Người thực hiện"], ["8h00 - 8h15", "Đón tiếp đại biểu", "Ban Tổ chức"],
        ["8h15 - 8h30", "Khai mạc hội nghị", "Chủ tịch UBND tỉnh"], ["8h30", "Báo cáo tham luận", "Sở Y tế"],
    ],
    "week of sessions": [
        ["Ngày", "Buổi", "Nội dung", "Địa điểm", "Chủ trì"],
        ["12/5", "Sáng", "Họp giao ban đầu tuần", "Phòng họp số 1", "Chủ tịch UBND tỉnh"],
        ["12/5", "Chiều", "Làm việc với Sở Y tế", "Phòng họp số 2", "Chủ tịch UBND tỉnh"],
    ],
    "empty form": [
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Kết quả thực hiện trong tháng", "Khó khăn, vướng mắc"],
        ["1", "…", "", "", ""], ["2", "......", "", "", ""], ["…", "", "", "", ""],
    ],
    "titles of a form": [
        ["TT", "Tên danh mục/Dự án", "Tổng mức đầu tư", "Kế hoạch vốn năm 2026", "Số vốn đã giải ngân", "Tỷ lệ (%)"],
    ],
    "report form with names of rows": [
        ["TT", "Nội dung báo cáo", "Đơn vị tính", "Số liệu trong kỳ báo cáo", "Lũy kế"],
        ["1", "Số lớp tập huấn đã mở", "lớp", "", ""], ["2", "Số người tham gia", "người", "", ""],
    ],
    "recipients and signature": [
        ["Nơi nhận:<br>- Như trên;<br>- Sở Y tế;<br>- Lưu: VT.", "TM. UBND<br>CHỦ TỊCH<br><br>Nguyễn Văn Hồ"],
    ],
    "budget by items": [
        ["TT", "Nội dung chi", "ĐVT", "Số lượng", "Đơn giá", "Thành tiền", "Đơn vị thực hiện"],
        ["1", "In tài liệu tuyên truyền", "quyển", "100", "20.000", "2.000.000", "Sở Y tế"],
        ["", ("Tổng cộng", 1, 4), "2.000.000", ""],
    ],
    "budget by units": [
        ["TT", "Nội dung", "Đơn vị thực hiện", "Kinh phí (triệu đồng)", "Nguồn vốn"],
        ["1", "In tài liệu tuyên truyền", "Sở Y tế", "200", "Ngân sách tỉnh"], ["", "Tổng cộng", "", "200", ""],
    ],
    "members of a board": [
        ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Nhiệm vụ"],
        ["1", "Nguyễn Văn Hồ", "Phó Giám đốc", "Sở Y tế", "Trưởng ban"],
        ["2", "Lê Thị Suối", "Chuyên viên", "Sở Nội vụ", "Thành viên"],
    ],
    "whom to inspect": [
        ["TT", "Đơn vị được kiểm tra", "Nội dung kiểm tra", "Thời gian"],
        ["1", "UBND xã Mường Phăng", "Công tác cải cách hành chính", "Tháng 5/2026"],
        ["2", "Sở Y tế", "Công tác tổ chức cán bộ", "Tháng 6/2026"],
    ],
    "list of things": [
        ["STT", "Tên hồ", "Địa điểm", "Diện tích (ha)", "Đơn vị quản lý"],
        ["1", "Hồ Pa Khoang", "Xã Mường Phăng", "600", "Công ty Thủy nông"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_no_tasks_and_no_goals(kind: str) -> None:
    plan = annex(*TABLES[kind])
    assert plan.tasks == ()
    assert plan.goals == ()


def test_a_form_behind_a_table_of_tasks_does_not_go_on_with_its_columns() -> None:
    rows: list[list[Cell]] = [["STT", "Nhiệm vụ", "Cơ quan chủ trì"], ["1", "Đắp đập", "Sở Xây dựng"]]
    form = "".join(f"<td>{t}</td>" for t in ("TT", "Tên dự án đầu tư", "Cơ quan chủ quản được duyệt"))
    plan = annex(*rows)
    both = annex(*rows, before="<p>PHỤ LỤC</p>", after=f"<p>BIỂU 02</p><table><tr>{form}</tr></table>")
    assert [t.text for t in both.tasks] == [t.text for t in plan.tasks] == ["Đắp đập"]


def test_money_beside_leads_and_times_is_a_table_of_tasks() -> None:
    plan = annex(
        ["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian", "Kinh phí"], ["1", "Đắp đập", "Sở Xây dựng", "2026", "200"],
        ["", "Tổng cộng", "", "", "200"],
    )  # fmt: skip
    assert [t.text for t in plan.tasks] == ["Đắp đập"]


def test_targets_by_years_leave_out_what_was_reached() -> None:
    plan = annex(
        ["TT", "Chỉ tiêu", "Đơn vị", "Thực hiện năm 2025", "Năm 2026", "Năm 2030", "Cơ quan chủ trì"],
        ["1", "Tỷ lệ hồ đạt chuẩn", "%", "60", "70", "95", "Sở Y tế"],
        ["2", "Tỷ lệ hồ cạn", "%", "9", "&lt; 5", "dưới 2", "Sở Xây dựng"],
    )  # fmt: skip
    assert plan.tasks == ()
    assert [[(i.comparator, i.value, i.unit, i.due) for i in g.indicators] for g in plan.goals] == [
        [("=", 70, "%", "2026"), ("=", 95, "%", "2030")], [("<", 5, "%", "2026"), ("<", 2, "%", "2030")],
    ]  # fmt: skip


def test_numbers_in_other_columns_are_no_targets() -> None:
    plan = annex(
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu", "Cơ quan theo dõi", "Ghi chú"],
        ["1", "Tỷ lệ dân dùng nước sạch", "%", "≥ 95", "UBND 45 xã", "Nghị quyết 12"],
    )  # fmt: skip
    assert [[(i.comparator, i.value) for i in g.indicators] for g in plan.goals] == [[(">=", 95)]]


def test_a_task_table_with_a_column_of_aims_gives_no_goals() -> None:
    plan = annex(
        ["TT", "Nhóm nhiệm vụ ưu tiên và nội dung chính", "Đơn vị chủ trì", "Mục tiêu, quy mô", "Tổng đầu tư"],
        ["1", "Xây trung tâm dữ liệu", "Sở Y tế", "Cung cấp dịch vụ cho 10 xã", "15,00"],
    )
    assert plan.goals == ()
    assert [t.text for t in plan.tasks] == ["Xây trung tâm dữ liệu"]
