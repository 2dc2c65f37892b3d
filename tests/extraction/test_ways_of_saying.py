"""Uncommon ways of saying who does what and by when, as plans have them."""

from __future__ import annotations

import pytest

from tests.extraction.plans import plan_of, roles, when

COMMITTEE = "Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Giao Sở Nội vụ làm đầu mối theo dõi việc thực hiện Kế hoạch.", {"Sở Nội vụ": "lead"}),
        ("Việc lập hồ sơ do Sở Y tế đảm nhiệm.", {"Sở Y tế": "implement"}),
        ("Việc kiểm tra do Sở Y tế trực tiếp phụ trách.", {"Sở Y tế": "implement"}),
        ("Rà soát các văn bản do Sở Y tế soạn thảo.", {}),
        ("Kiểm tra các lớp học do Sở Y tế phụ trách.", {}),
        ("Sở Tài chính giữ vai trò chủ trì trong việc cân đối nguồn vốn.", {"Sở Tài chính": "lead"}),
        ("Sở Tài chính giữ vai trò nòng cốt trong việc cân đối nguồn vốn.", {"Sở Tài chính": "implement"}),
        ("Sở Xây dựng được giao chủ trì xây dựng nền tảng số.", {"Sở Xây dựng": "lead"}),
        ("Sở Xây dựng được phân công làm đầu mối tổng hợp.", {"Sở Xây dựng": "lead"}),
        ("Sở Xây dựng được giao nhiệm vụ lập hồ sơ.", {"Sở Xây dựng": "implement"}),
        (
            "Sở Y tế, với sự tham gia của Sở Tài chính, xây dựng đề án.",
            {"Sở Y tế": "implement", "Sở Tài chính": "coordinate"},
        ),
        ("Ủy quyền cho Sở Y tế ký kết hợp đồng.", {"Sở Y tế": "implement"}),
        ("Phân công đồng chí Giám đốc Sở Tài chính trực tiếp chỉ đạo.", {"Sở Tài chính": "implement"}),
        (
            "Trên cơ sở đề xuất của Sở Tài chính, Sở Nội vụ trình UBND tỉnh quyết định.",
            {"Sở Nội vụ": "implement", COMMITTEE: "receive"},
        ),
    ],
)
def test_who(sentence: str, said: dict[str, str]) -> None:
    (task,) = plan_of(f"I. NHIỆM VỤ\n1. {sentence}").tasks
    assert roles(task) == said


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Sở Nội vụ rà soát xong trước ngày 15/6/2025.", ("by", None, "2025-06-15", None, None)),
        ("Sở Công Thương gửi báo cáo chậm nhất ngày 20/11/2025.", ("by", None, "2025-11-20", None, None)),
        ("Sở Tư pháp lập quy chế trong quý II/2025.", ("within", None, "2025-06", None, None)),
        ("Hằng năm, Sở Y tế tổ chức tập huấn.", ("recurring", None, None, "year", None)),
        ("Sở Xây dựng định kỳ 6 tháng báo cáo UBND tỉnh.", ("recurring", None, None, "half-year", None)),
        ("Mỗi quý một lần, Sở Tư pháp tổ chức giao ban.", ("recurring", None, None, "quarter", None)),
        ("Sở Y tế chi trả, không muộn hơn ngày 31/12/2025.", ("by", None, "2025-12-31", None, None)),
        ("Ngay sau khi Kế hoạch được ban hành, Sở Y tế lập hồ sơ.", None),
    ],
)
def test_when(sentence: str, due: tuple[object, ...] | None) -> None:
    (task,) = plan_of(f"I. NHIỆM VỤ\n1. {sentence}").tasks
    assert when(task.due) == due
