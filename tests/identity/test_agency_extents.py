"""Where agency names end that no list holds: at a verb, a comma, "và"; and names that a list shares a head noun."""

from __future__ import annotations

import pytest

from docparse.folding import canon
from docparse.identity.agencies import find_agencies, is_agency_heading, read_agency_list


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "phối hợp Ban Quản lý các khu công nghệ cao và khu công nghiệp Thành phố và các đơn vị liên quan",
            ["Ban Quản lý các khu công nghệ cao và khu công nghiệp Thành phố", "các đơn vị liên quan"],
        ),
        (
            "Đơn vị chủ trì: Ban Quản lý các khu công nghệ cao và khu công nghiệp Thành phố",
            ["Ban Quản lý các khu công nghệ cao và khu công nghiệp Thành phố"],
        ),
        (
            "Ban Quản lý các dự án đầu tư xây dựng tỉnh phối hợp thực hiện",
            ["Ban Quản lý các dự án đầu tư xây dựng tỉnh"],
        ),
        (
            "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh chủ trì",
            ["Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh"],
        ),
        ("giao Ban Quản lý Khu kinh tế tỉnh, Sở Xây dựng", ["Ban Quản lý Khu kinh tế tỉnh", "Sở Xây dựng"]),
        ("Ban Quản lý Khu du lịch quốc gia Mộc Châu có trách nhiệm", ["Ban Quản lý Khu du lịch quốc gia Mộc Châu"]),
        ("Ban Quản lý rừng phòng hộ Sông Đà phối hợp", ["Ban Quản lý rừng phòng hộ Sông Đà"]),
        (
            "Ban Quản lý các Khu công nghiệp và chế xuất Hà Nội rà soát",
            ["Ban Quản lý các Khu công nghiệp và chế xuất Hà Nội"],
        ),
        ("Ban quản lý khu vực cửa khẩu và các sở, ngành", ["Ban quản lý khu vực cửa khẩu", "các sở, ngành"]),
        ("phối hợp với Ban Tuyên giáo Tỉnh ủy nhắc nhở", ["Ban Tuyên giáo Tỉnh ủy"]),
        ("Ủy ban Kiểm tra Tỉnh ủy đưa nội dung", ["Ủy ban Kiểm tra Tỉnh ủy"]),
        (
            "Ban Tổ chức Thành ủy, Văn phòng Tỉnh ủy, Ban Tuyên giáo và Dân vận Tỉnh ủy theo dõi",
            ["Ban Tổ chức Thành ủy", "Văn phòng Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy"],
        ),
        ("Ban Nội chính Huyện ủy và Ban Dân vận Đảng ủy", ["Ban Nội chính Huyện ủy", "Ban Dân vận Đảng ủy"]),
        (
            "Văn phòng Đảng ủy Chính phủ; Ủy ban Kiểm tra Đảng ủy Quốc hội",
            ["Văn phòng Đảng ủy Chính phủ", "Ủy ban Kiểm tra Đảng ủy Quốc hội"],
        ),
        ("các ban Đảng Tỉnh ủy chủ động", ["các ban Đảng Tỉnh ủy"]),
        ("Các huyện ủy, thị ủy, thành ủy xây dựng kế hoạch", ["Các huyện ủy, thị ủy, thành ủy"]),
        (
            "Các tỉnh ủy, thành ủy, đảng ủy trực thuộc Trung ương tổ chức",
            ["Các tỉnh ủy, thành ủy, đảng ủy trực thuộc Trung ương"],
        ),
        (
            "Ủy ban nhân dân thành phố Huế, thành phố Cần Thơ và tỉnh Lào Cai hỗ trợ",
            ["Ủy ban nhân dân thành phố Huế", "Ủy ban nhân dân thành phố Cần Thơ", "Ủy ban nhân dân tỉnh Lào Cai"],
        ),
        (
            "UBND xã Mường Phăng, xã Thanh Nưa tuần tra",
            ["Ủy ban nhân dân xã Mường Phăng", "Ủy ban nhân dân xã Thanh Nưa"],
        ),
        (
            "các Ủy ban của Quốc hội, các Đoàn đại biểu Quốc hội, các đại biểu Quốc hội có trách nhiệm",
            ["các Ủy ban của Quốc hội", "các Đoàn đại biểu Quốc hội", "các đại biểu Quốc hội"],
        ),
        ("Trưởng Đoàn đại biểu Quốc hội giám sát", ["Đoàn đại biểu Quốc hội"]),
        ("Ủy ban Pháp luật của Quốc hội thẩm tra", ["Ủy ban Pháp luật của Quốc hội"]),
        ("bầu cử đại biểu Quốc hội khóa XVI", ["Quốc hội"]),
        (
            "Thủ trưởng các đơn vị thuộc Bộ, Cục trưởng Cục Thi hành án dân sự có trách nhiệm",
            ["các đơn vị thuộc Bộ", "Cục Thi hành án dân sự"],
        ),
        (
            "các cơ quan báo chí Trung ương, địa phương, quân đội đưa tin",
            ["các cơ quan báo chí Trung ương, địa phương, quân đội"],
        ),
        ("các Sở: Y tế, Tư pháp và Công an tỉnh", ["Sở Y tế", "Sở Tư pháp", "Công an tỉnh"]),
        (
            "chủ trì, phối hợp với các Sở: Y tế, Tư pháp và Công an tỉnh xử lý",
            ["Sở Y tế", "Sở Tư pháp", "Công an tỉnh"],
        ),
        ("Các Sở Tài chính, Nội vụ, Ủy ban nhân dân tỉnh", ["Sở Tài chính", "Sở Nội vụ", "Ủy ban nhân dân tỉnh"]),
        (
            "Các phòng: Văn hóa và Thông tin, Lao động - Thương binh và Xã hội, Dân tộc",
            ["Phòng Văn hóa và Thông tin", "Phòng Lao động - Thương binh và Xã hội", "Phòng Dân tộc"],
        ),
        (
            "Phòng Tài chính - Kế hoạch, Phòng Kinh tế và Hạ tầng thẩm định",
            ["Phòng Tài chính - Kế hoạch", "Phòng Kinh tế và Hạ tầng"],
        ),
        (
            "các phòng Kinh tế, Hạ tầng và Đô thị, Văn hóa - Xã hội",
            ["Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội"],
        ),
        (
            "Phòng Quản lý chất lượng giáo dục tham mưu UBND tỉnh lộ trình",
            ["Phòng Quản lý chất lượng giáo dục", "Ủy ban nhân dân tỉnh"],
        ),
        ("Phòng Giáo dục Trung học hướng dẫn các trường nhập dữ liệu", ["Phòng Giáo dục Trung học", "các trường"]),
        ("Phòng Quản lý công nghiệp tổng hợp", ["Phòng Quản lý công nghiệp"]),
        ("Đồn Biên phòng Mường Nhé phối hợp", ["Đồn Biên phòng Mường Nhé"]),
        ("phối hợp với UBND xã, Đồn Biên phòng vận động học sinh", ["Ủy ban nhân dân xã", "Đồn Biên phòng"]),
        ("Trung tâm Dịch vụ việc làm tỉnh mở lớp", ["Trung tâm Dịch vụ việc làm tỉnh"]),
        ("Trung tâm Khuyến nông và Dịch vụ nông nghiệp hướng dẫn", ["Trung tâm Khuyến nông và Dịch vụ nông nghiệp"]),
        ("Chi cục Chăn nuôi và Thú y kiểm tra", ["Chi cục Chăn nuôi và Thú y"]),
        (
            "Chi cục Tiêu chuẩn Đo lường Chất lượng và Thanh tra tỉnh",
            ["Chi cục Tiêu chuẩn Đo lường Chất lượng", "Thanh tra tỉnh"],
        ),
        ("Trường Cao đẳng Sư phạm Điện Biên mở lớp bồi dưỡng", ["Trường Cao đẳng Sư phạm Điện Biên"]),
        (
            "Các trường mầm non, tiểu học, trung học cơ sở hoàn thành nhập dữ liệu",
            ["Các trường mầm non, tiểu học, trung học cơ sở"],
        ),
        ("Các trường tiểu học và các đồn biên phòng mở lớp", ["Các trường tiểu học", "các đồn biên phòng"]),
        (
            "các trường tiểu học, trung học cơ sở và trung học phổ thông trên địa bàn huyện",
            ["các trường tiểu học, trung học cơ sở và trung học phổ thông"],
        ),
        (
            "các trường đại học, cao đẳng, cơ sở giáo dục nghề nghiệp trên địa bàn",
            ["các trường đại học, cao đẳng, cơ sở giáo dục nghề nghiệp"],
        ),
        ("Trưởng các bản, tổ dân phố thông báo", ["Trưởng các bản, tổ dân phố"]),
        (
            "Nhiệm vụ cụ thể của từng thành viên do Tổ trưởng tổ công tác phân công",
            ["từng thành viên", "Tổ trưởng tổ công tác"],
        ),
        (
            "Đảng ủy Chính phủ, đảng uỷ các bộ, cơ quan ngang bộ lãnh đạo",
            ["Đảng ủy Chính phủ", "đảng uỷ các bộ, cơ quan ngang bộ"],
        ),
        (
            "Trên cơ sở nguyên tắc phân cấp, Đảng ủy Chính phủ, đảng uỷ các bộ, cơ quan ngang bộ tập trung lãnh đạo",
            ["Đảng ủy Chính phủ", "đảng uỷ các bộ, cơ quan ngang bộ"],
        ),
        ("Các bộ phận thường trực hoạt động từ nay đến hết tháng 3", ["Các bộ phận thường trực"]),
        ("Các bộ phận giúp việc tổng hợp", ["Các bộ phận giúp việc"]),
        ("Đảng ủy cơ quan Văn phòng Quốc hội chủ trì", ["Đảng ủy cơ quan Văn phòng Quốc hội"]),
        ("Ủy ban Văn hóa, Giáo dục chủ trì", ["Ủy ban Văn hóa, Giáo dục"]),
        ("Ủy ban Tài chính, Ngân sách chủ trì, phối hợp", ["Ủy ban Tài chính, Ngân sách"]),
        ("Các doanh nghiệp đầu tư hạ tầng phối hợp", ["Các doanh nghiệp đầu tư hạ tầng"]),
        ("Hội Bảo vệ quyền lợi người tiêu dùng Việt Nam tham gia", ["Hội Bảo vệ quyền lợi người tiêu dùng Việt Nam"]),
        (
            "Ban Quản lý dự án Đầu tư Xây dựng và Phát triển quỹ đất thành phố Tây Ninh",
            ["Ban Quản lý dự án Đầu tư Xây dựng và Phát triển quỹ đất thành phố Tây Ninh"],
        ),
    ],
)
def test_names_in_sentences(text: str, expected: list[str]) -> None:
    assert [m.name for m in find_agencies(text, canon(text), 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ban Quản lý các khu công nghệ cao và khu công nghiệp Thành phố, Sở Công Thương",
            ["Ban Quản lý các khu công nghệ cao và khu công nghiệp Thành phố", "Sở Công Thương"],
        ),
        (
            "Các phòng: Văn hóa và Thông tin, Lao động - Thương binh và Xã hội, Dân tộc",
            ["Phòng Văn hóa và Thông tin", "Phòng Lao động - Thương binh và Xã hội", "Phòng Dân tộc"],
        ),
        ("Các Sở Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        ("Các trường mầm non, tiểu học, trung học cơ sở", ["Các trường mầm non, tiểu học, trung học cơ sở"]),
        ("Trưởng các bản, tổ dân phố", ["Trưởng các bản, tổ dân phố"]),
        ("Trách nhiệm chung của các cơ quan, đơn vị", ["các cơ quan, đơn vị"]),
        ("Trách nhiệm của Sở Y tế", ["Sở Y tế"]),
        ("Nhiệm vụ của Sở Tài chính", ["Sở Tài chính"]),
        ("Giao cho Sở Nội vụ:", ["Sở Nội vụ"]),
        ("Đối với các sở, ban, ngành thành phố", ["các sở, ban, ngành thành phố"]),
        ("Đảng ủy cơ quan Văn phòng Quốc hội", ["Đảng ủy cơ quan Văn phòng Quốc hội"]),
        ("Ủy ban Văn hóa, Giáo dục", ["Ủy ban Văn hóa, Giáo dục"]),
        ("Ủy ban Văn hóa, Giáo dục; Ủy ban Xã hội", ["Ủy ban Văn hóa, Giáo dục", "Ủy ban Xã hội"]),
        ("Các doanh nghiệp đầu tư hạ tầng", ["Các doanh nghiệp đầu tư hạ tầng"]),
    ],
)
def test_names_in_lists(text: str, expected: list[str]) -> None:
    assert [m.name for m in read_agency_list(text, canon(text), 0, len(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Các phòng: Văn hóa và Thông tin, Lao động - Thương binh và Xã hội, Dân tộc",
        "Các Sở Tài chính, Nội vụ",
        "Các Sở: Tài chính, Nội vụ và Công an tỉnh",
        "Các trường mầm non, tiểu học, trung học cơ sở",
        "Trưởng các bản, tổ dân phố",
        "Trách nhiệm chung của các cơ quan, đơn vị",
        "Trách nhiệm của Sở Y tế",
        "Nhiệm vụ của Sở Tài chính",
        "Giao cho Sở Nội vụ:",
        "Đối với các sở, ban, ngành thành phố",
        "Đảng ủy cơ quan Văn phòng Quốc hội",
        "Ủy ban Văn hóa, Giáo dục",
    ],
)
def test_headings(text: str) -> None:
    assert is_agency_heading(text, canon(text), 0, len(text))


def test_a_title_without_a_body_stays_whole_and_what_is_said_of_it_is_no_name() -> None:
    text = "Đồng chí Phó Chủ tịch Thường trực, phụ trách lĩnh vực Giám sát; Phó Chủ tịch Thường trực UBND tỉnh"
    found = read_agency_list(text, canon(text), 0, len(text))
    assert [m.name for m in found] == ["Đồng chí Phó Chủ tịch Thường trực", "Ủy ban nhân dân tỉnh"]
