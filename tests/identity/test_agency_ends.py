"""Where an agency's name ends: before the verb of its task, and not inside a name that holds such a word."""

from __future__ import annotations

import pytest

from docparse.folding import canon
from docparse.identity.agencies import find_agencies, read_agency_list
from docparse.identity.agency_book import agency_book


def first(text: str) -> str:
    return find_agencies(text, canon(text), 0, len(text))[0].name


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("Phòng Tư pháp", "thống kê, báo cáo kết quả"),
        ("Phòng Tư pháp", "thống kê số liệu hòa giải"),
        ("Phòng Tư pháp", "in ấn tài liệu"),
        ("Phòng Nội vụ", "đào tạo cán bộ"),
        ("Phòng Nội vụ", "đào tạo, bồi dưỡng công chức"),
        ("Phòng Nội vụ", "lưu trữ hồ sơ"),
        ("Phòng Kinh tế", "quy hoạch lại vùng trồng"),
        ("Phòng Quản lý đô thị", "thống kê, báo cáo kết quả"),
        ("Trung tâm Khuyến nông", "sản xuất giống lúa"),
        ("Sở Nội vụ", "theo dõi việc thực hiện"),
        ("Sở Y tế", "kiểm tra việc thực hiện"),
        ("Sở Kế hoạch và Đầu tư", "kiểm tra tiến độ"),
        ("Phòng Kinh tế hạ tầng", "rà soát các tuyến đường"),
        ("Cục Thống kê", "chủ trì"),
        ("Chi cục Thống kê", "báo cáo số liệu"),
        ("Phòng Thống kê", "tổng hợp"),
        ("Thanh tra tỉnh", "kiểm tra việc thực hiện"),
        ("Trạm Y tế xã", "thống kê số ca bệnh"),
    ],
)
def test_a_name_ends_where_its_verb_begins(name: str, task: str) -> None:
    assert first(f"{name} {task}") == name


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("Phòng Giáo dục đào tạo", "rà soát mạng lưới trường lớp"),
        ("Phòng Kế hoạch đầu tư", "chủ trì"),
        ("Phòng Tài chính đầu tư", "thẩm định"),
        ("Phòng Kế toán thống kê", "tổng hợp"),
        ("Phòng Kế hoạch - Thống kê", ", báo cáo"),
        ("Phòng Quản lý chất lượng giáo dục", "tham mưu"),
        ("Công ty TNHH đầu tư và phát triển Sao Mai", "thực hiện"),
    ],
)
def test_a_word_like_a_verb_may_belong_to_a_name(name: str, task: str) -> None:
    assert first(f"{name} {task}") == name


@pytest.mark.parametrize(
    ("group", "agency", "holds"),
    [
        ("Sở Y tế", "Sở Công Thương", False),
        ("Bộ Y tế", "Bộ Công an", False),
        ("Sở Y tế tỉnh Điện Biên", "Sở Nội vụ", False),
        ("các sở", "Sở Công Thương", True),
        ("các sở, ban, ngành tỉnh", "Sở Y tế", True),
        ("sở, ngành", "Sở Nội vụ", True),
        ("các bộ, cơ quan ngang bộ", "Bộ Công an", True),
    ],
)
def test_one_body_is_no_group_of_its_kind(group: str, agency: str, holds: bool) -> None:
    assert agency_book().group_contains(group, agency) is holds


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Các cơ sở đào tạo đại học, sau đại học", ["Các cơ sở đào tạo đại học, sau đại học"]),
        ("Các doanh nghiệp trên địa bàn, hộ nuôi ong", ["Các doanh nghiệp trên địa bàn, hộ nuôi ong"]),
        ("Sở Y tế, tổ y tế thôn", ["Sở Y tế", "tổ y tế thôn"]),
        ("Các doanh nghiệp, Sở Y tế", ["Các doanh nghiệp", "Sở Y tế"]),
        # which bodies of a group are meant is no further body
        ("UBND các tỉnh vùng đồng bằng sông Hồng và Đông Nam Bộ", ["Ủy ban nhân dân các tỉnh"]),
        ("UBND các xã vùng cao và biên giới, Sở Y tế", ["Ủy ban nhân dân các xã", "Sở Y tế"]),
        ("UBND các xã vùng cao và Sở Y tế", ["Ủy ban nhân dân các xã", "Sở Y tế"]),
        ("Sở Y tế và Tổ giúp việc 12", ["Sở Y tế", "Tổ giúp việc 12"]),
    ],
)
def test_what_belongs_to_a_group(cell: str, names: list[str]) -> None:
    assert [mention.name for mention in read_agency_list(cell, canon(cell), 0, len(cell))] == names
