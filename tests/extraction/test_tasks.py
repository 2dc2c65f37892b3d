"""Which passages of a document order something: headings, sections, closing, deadlines in the clause."""

from __future__ import annotations

import pytest

from tests.extraction.plans import plan_of, tasks_of, under, when

T = "I. NHIỆM VỤ\n"


@pytest.mark.parametrize("mark", ["I.", "1.", "1.1."])
def test_a_numbered_line_with_items_below_is_a_heading_though_it_ends_in_a_stop(mark: str) -> None:
    body = f"{mark} Làm sạch lòng hồ.\na) Vớt rác nổi.\nb) Nạo vét bùn.\n"
    assert tasks_of(body if mark == "I." else T + body) == ["Vớt rác nổi", "Nạo vét bùn"]


def test_a_numbered_line_with_only_field_lines_below_is_the_task() -> None:
    body = T + "1. Làm sạch lòng hồ\n- Cơ quan chủ trì: Sở Y tế.\n- Thời gian: Năm 2026.\n"
    assert tasks_of(body) == ["Làm sạch lòng hồ"]


@pytest.mark.parametrize(
    ("line", "is_task"),
    [("a) Kiểm tra chất lượng nước:", False), ("a) Kiểm tra chất lượng nước.", True)],
)
def test_a_lettered_line_with_bullets_is_a_heading_only_behind_a_colon(line: str, is_task: bool) -> None:
    found = tasks_of(under("Sở Y tế", f"{line}\n- Lấy mẫu nước.\n- Phân tích mẫu.\n"))
    assert found == [*(["Kiểm tra chất lượng nước"] if is_task else []), "Lấy mẫu nước", "Phân tích mẫu"]


def test_bullets_with_bullets_below_follow_the_same_rule() -> None:
    body = "- Kiểm tra nước:\n+ Lấy mẫu.\n- Vớt rác nổi.\n+ Thuê thuyền.\n"
    assert tasks_of(under("Sở Y tế", body)) == ["Lấy mẫu", "Vớt rác nổi", "Thuê thuyền"]


def test_a_sentence_that_only_introduces_a_list_is_no_task() -> None:
    body = T + "Các sở thực hiện những việc sau đây, cụ thể như sau:\n1. Rà soát hồ.\n2. Lập danh sách.\n"
    assert tasks_of(body) == ["Rà soát hồ", "Lập danh sách"]


@pytest.mark.parametrize(
    "part",
    [
        "MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao nhận thức của người dân.\n2. Yêu cầu\n- Các sở báo cáo kịp thời.\n",
        "QUAN ĐIỂM\n1. Bảo vệ nguồn nước là việc của mọi người.\n",
        "TÌNH HÌNH\n1. Sở Y tế đã kiểm tra 20 hồ.\n",
        "ĐỐI TƯỢNG, PHẠM VI\n1. Các hồ có dung tích từ 01 triệu m3.\n",
        "MỤC TIÊU\n1. Hoàn thành nạo vét 12 hồ.\n",
        "KINH PHÍ THỰC HIỆN\n1. Nguồn ngân sách tỉnh và nguồn hợp pháp khác.\n",
    ],
)
def test_parts_without_tasks(part: str) -> None:
    assert tasks_of(f"I. {part}II. NHIỆM VỤ\n1. Sở Y tế lấy mẫu nước.\n") == ["Sở Y tế lấy mẫu nước"]


def test_a_funding_sentence_that_orders_an_agency_is_a_task() -> None:
    body = "I. KINH PHÍ THỰC HIỆN\n1. Nguồn ngân sách tỉnh.\n2. Sở Tài chính bố trí kinh phí trong dự toán.\n"
    assert tasks_of(body) == ["Sở Tài chính bố trí kinh phí trong dự toán"]


@pytest.mark.parametrize(
    "end",
    [
        "Trên đây là Kế hoạch làm sạch hồ chứa nước./.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Y tế để tổng hợp.",
        "Yêu cầu các sở, ban, ngành nghiêm túc thực hiện.",
    ],
)
def test_closing_sentences_are_no_tasks(end: str) -> None:
    plan = plan_of(under("Sở Y tế", f"a) Lấy mẫu nước.\n\n{end}\n"))
    assert [t.text for t in plan.tasks] == ["Lấy mẫu nước"]
    closing = [s for s in plan.sections if s.role == "closing"]
    assert [plan.text[s.start : s.end].strip() for s in closing] == [end]


def test_a_line_of_nothing_but_an_agency_is_no_task() -> None:
    assert tasks_of(T + "1. Sở Y tế lấy mẫu nước.\n2. Sở Xây dựng.\n") == ["Sở Y tế lấy mẫu nước"]


@pytest.mark.parametrize(
    ("clause", "due"),
    [
        ("Hằng năm kiểm tra hồ", ("recurring", None, None, "year", None)),
        ("Thường xuyên vớt rác", ("ongoing", None, None, None, None)),
        ("Định kỳ báo cáo kết quả", ("recurring", None, None, None, None)),
        ("Báo cáo hằng năm (trước ngày 15/11)", ("recurring", None, None, "year", "11-15")),
        ("Hoàn thành nạo vét trong Quý IV/2025", ("within", None, "2025-12", None, None)),
        ("Tổ chức ra quân trong tháng 5/2026", ("within", None, "2026-05", None, None)),
        ("Nghiệm thu trước ngày 30/6/2025", ("by", None, "2025-06-30", None, None)),
        ("Rà soát quy hoạch hằng năm của tỉnh", None),
        ("Xây dựng kế hoạch giai đoạn 2026 - 2030", None),
        ("Quán triệt Nghị quyết hằng năm của Hội đồng nhân dân tỉnh", None),
        ("Nạo vét hồ", None),
    ],
)
def test_deadlines_of_clauses(clause: str, due: tuple[object, ...] | None) -> None:
    (task,) = plan_of(under("Sở Y tế", f"a) {clause}.\n")).tasks
    assert when(task.due) == due


def test_an_opening_year_is_that_of_the_later_clauses_too() -> None:
    tasks = plan_of(under("Sở Y tế", "a) Năm 2026: rà soát hồ chứa; trình phương án nạo vét.\n")).tasks
    assert [when(t.due) for t in tasks] == [("within", None, "2026", None, None)] * 2


def test_an_appendix_item_that_repeats_a_duty_points_to_it() -> None:
    body = under("Sở Y tế", "a) Lấy mẫu nước.\nPHỤ LỤC I\nDANH MỤC VIỆC\n1. Lấy mẫu nước.\n2. Phân tích mẫu.\n")
    first, copy, other = plan_of(body).tasks
    assert (copy.text, copy.same_as) == (first.text, first.id)
    assert (first.same_as, other.same_as) == (None, None)


def test_a_task_holds_the_directives_it_names_in_order() -> None:
    (task,) = plan_of(
        under(
            "Sở Y tế",
            "a) Thực hiện Quyết định số 12/QĐ-UBND ngày 02/01/2024 và Quyết định số 11/QĐ-UBND ngày 03/02/2024 "
            "của Ủy ban nhân dân tỉnh Điện Biên.\n",
        )
    ).tasks
    assert [target.rpartition(";")[2] for target in task.references] == ["12-qd-ubnd", "11-qd-ubnd"]


@pytest.mark.parametrize(
    ("title", "count"), [("ĐỀ CƯƠNG BÁO CÁO", 0), ("MẪU BÁO CÁO KẾT QUẢ", 0), ("MỘT SỐ VIỆC PHẢI LÀM", 2)]
)
def test_an_appendix_that_is_a_form_orders_nothing(title: str, count: int) -> None:
    plan = plan_of(
        "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n1. Sở Y tế đo mực nước.\n\nPHỤ LỤC II\n\n"
        f"{title}\n\n1. Đánh giá tình hình chung của đơn vị.\n\n2. Kiến nghị giải pháp với Sở Y tế.\n"
    )
    assert len(plan.tasks) == 1 + count


def test_the_signature_gives_no_tasks_without_receivers_before_it() -> None:
    body = "I. NHIỆM VỤ\n1. Sở Y tế\n- Thẩm định dự toán.\n\n{}\nCHỦ TỊCH\n\nNguyễn Văn A\n"
    for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "TL. CHỦ TỊCH", "Nơi nhận:\n- Như trên;\nTM. ỦY BAN NHÂN DÂN"):
        assert tasks_of(body.format(line)) == ["Thẩm định dự toán"]


@pytest.mark.parametrize(
    ("line", "is_task"),
    [
        ("Cơ cấu, thành phần Tổ bầu cử", False),
        ("Giấy phép sử dụng vật liệu nổ", False),
        ("Trình tự bỏ phiếu", False),
        ("Việc bảo đảm an ninh khu vực bầu cử", False),
        ("Danh sách cử tri", False),
        # the same words where they order something
        ("Danh sách cử tri phải niêm yết trước ngày 10/4/2026", True),
        ("Trình Ủy ban nhân dân tỉnh danh sách cử tri", True),
        ("Bảo đảm an ninh khu vực bầu cử", True),
        ("Việc bảo đảm an ninh do Công an tỉnh chủ trì", True),
        ("Quyết định phân bổ vốn cho các xã", True),
        ("Hạn chế xả thải ra hồ", True),
        ("Cách ly triệt để ổ dịch", True),
    ],
)
def test_things_are_no_tasks(line: str, is_task: bool) -> None:
    assert bool(plan_of(f"I. NỘI DUNG KIỂM TRA\n1. {line}.\n").tasks) is is_task
