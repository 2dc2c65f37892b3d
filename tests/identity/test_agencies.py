"""Agency names in text: which, how far, in whose words."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from docparse.folding import canon
from docparse.identity.agencies import AgencyMention, find_agencies, is_agency_heading, read_agency_list


def mentions(text: str) -> list[AgencyMention]:
    return find_agencies(text, canon(text), 0, len(text))


def names(text: str) -> list[str]:
    return [m.name for m in mentions(text)]


def listed(text: str) -> list[str]:
    return [m.name for m in read_agency_list(text, canon(text), 0, len(text))]


def heading(text: str) -> bool:
    return is_agency_heading(text, canon(text), 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phối hợp với các Sở: Tài chính, Kế hoạch và Đầu tư, Giáo dục và Đào tạo cân đối ngân sách",
            ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Giáo dục và Đào tạo"],
        ),
        ("các Sở Xây dựng, Nông nghiệp và Môi trường", ["Sở Xây dựng", "Sở Nông nghiệp và Môi trường"]),
        ("Sở Văn hóa, Thể thao và Du lịch chủ trì", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("các Bộ: Y tế, Công an; Bộ Tài chính", ["Bộ Y tế", "Bộ Công an", "Bộ Tài chính"]),
        ("Bộ Tài chính, Công an tỉnh", ["Bộ Tài chính", "Công an tỉnh"]),
        (
            "Sở GD&ĐT, Sở NN-PTNT và SVHTTDL",
            ["Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Văn hóa, Thể thao và Du lịch"],
        ),
        (
            "các sở, ngành, đoàn thể trong tỉnh, UBND các huyện, thị xã, thành phố tổ chức triển khai",
            ["các sở, ngành, đoàn thể trong tỉnh", "Ủy ban nhân dân các huyện, thị xã, thành phố"],
        ),
        (
            "Tham mưu cho Tỉnh ủy, HĐND tỉnh, UBND tỉnh điều chỉnh",
            ["Tỉnh ủy", "Hội đồng nhân dân tỉnh", "Ủy ban nhân dân tỉnh"],
        ),
        ("HĐND, UBND các cấp", ["Hội đồng nhân dân các cấp", "Ủy ban nhân dân các cấp"]),
        (
            "Cấp ủy, chính quyền, Mặt trận Tổ quốc và các đoàn thể chủ động",
            ["Cấp ủy", "chính quyền", "Mặt trận Tổ quốc", "các đoàn thể"],
        ),
        ("các cấp ủy, tổ chức đảng, các cơ quan chức năng", ["các cấp ủy, tổ chức đảng", "các cơ quan chức năng"]),
        ("Các Đảng ủy Bộ Tài chính, Bộ Nội vụ khẩn trương", ["Đảng ủy Bộ Tài chính", "Đảng ủy Bộ Nội vụ"]),
        ("đảng ủy các bộ, cơ quan ngang bộ", ["đảng ủy các bộ, cơ quan ngang bộ"]),
        ("Ban Tổ chức Tỉnh ủy và ban tổ chức hội nghị", ["Ban Tổ chức Tỉnh ủy"]),
        (
            "Giám đốc Sở Tài chính, Chủ tịch UBND các xã, phường chịu trách nhiệm",
            ["Sở Tài chính", "Ủy ban nhân dân các xã, phường"],
        ),
        ("Giám đốc, Thủ trưởng các sở, ban, ngành", ["các sở, ban, ngành"]),
        ("Chủ tịch nước và Chủ tịch UBND tỉnh", ["Chủ tịch nước", "Ủy ban nhân dân tỉnh"]),
        (
            "Chi cục Quản lý chất lượng nông lâm sản và thủy sản tham mưu",
            ["Chi cục Quản lý chất lượng nông lâm sản và thủy sản"],
        ),
        (
            "Trung tâm Kiểm soát bệnh tật tỉnh và Bệnh viện Đa khoa tỉnh",
            ["Trung tâm Kiểm soát bệnh tật tỉnh", "Bệnh viện Đa khoa tỉnh"],
        ),
        ("Báo và Phát thanh, Truyền hình thành phố Cần Thơ", ["Báo và Phát thanh, Truyền hình thành phố Cần Thơ"]),
        ("giao phòng Quản lý công nghiệp tổ chức", ["phòng Quản lý công nghiệp"]),
        ("các đơn vị cấp nước thuộc phạm vi quản lý xây dựng phương án", ["các đơn vị cấp nước thuộc phạm vi quản lý"]),
        ("Các Sở, ban, ngành thuộc UBND tỉnh;", ["Các Sở, ban, ngành"]),
        ("do Bộ, ngành mình quản lý", ["Bộ, ngành"]),
        ("các Sở, ngành, địa phương và đơn vị có liên quan", ["các Sở, ngành, địa phương và đơn vị có liên quan"]),
        ("phối hợp cùng ngành Giáo dục vận động", ["ngành Giáo dục"]),
    ],
)
def test_names_are_read_before_commas_are_cut(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 3243/KH-UBND và Nghị quyết 29-NQ/TW",
        "phát triển kinh tế - xã hội tỉnh, dịch vụ của tỉnh, nhiệm vụ quản lý",
        "cơ sở dữ liệu, cơ sở vật chất, trường hợp, ngành nghề",
        "Tổ chức thực hiện và ban hành Kế hoạch",
        "thanh tra, kiểm tra, thống kê, thuế và bảo hiểm xã hội",
        "BÁO CÁO VÀ BAN HÀNH",
        "Bộ xây dựng kế hoạch chỉ tiêu",
        "trong lĩnh vực công thương",
        "",
    ],
)
def test_words_that_only_look_like_agencies(text: str) -> None:
    assert [n for n in names(text) if n != "Bộ"] == []


def test_spans_kinds_and_groups() -> None:
    text = "Giao Giám đốc Sở GD&ĐT phối hợp với UBND các xã, phường trên địa bàn tỉnh thực hiện"
    one, two = mentions(text)
    assert text[one.start : one.end] == "Giám đốc Sở GD&ĐT"
    assert (one.name, one.kind, one.group, one.rule) == ("Sở Giáo dục và Đào tạo", "sở", False, "agency.so")
    assert text[two.start : two.end] == "UBND các xã, phường trên địa bàn tỉnh"
    assert (two.name, two.kind, two.group) == ("Ủy ban nhân dân các xã, phường", "ubnd", True)


def test_offsets_count_in_the_whole_text() -> None:
    text = "Sở Y tế. Sở Nội vụ làm. Sở Tài chính"
    start = text.index("Sở Nội vụ")
    (found,) = find_agencies(text, canon(text), start, start + 14)
    assert text[found.start : found.end] == "Sở Nội vụ"


def test_headings_in_capitals_come_down() -> None:
    assert names("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH ĐIỆN BIÊN") == ["Sở Giáo dục và Đào tạo tỉnh Điện Biên"]
    assert names("TRÁCH NHIỆM CỦA CÁC SỞ, BAN, NGÀNH VÀ UBND CÁC XÃ, PHƯỜNG") == [
        "các sở, ban, ngành",
        "Ủy ban nhân dân các xã, phường",
    ]


def test_tone_placement_does_not_matter() -> None:
    assert names("Uỷ ban nhân dân tỉnh, Sở Văn hoá, Thể thao và Du lịch") == [
        "Uỷ ban nhân dân tỉnh",
        "Sở Văn hoá, Thể thao và Du lịch",
    ]


def test_central_bodies() -> None:
    found = {m.name: m.central for m in mentions("Bộ Y tế, Chính phủ, Sở Y tế, Ngân hàng Nhà nước khu vực 12")}
    assert found == {"Bộ Y tế": True, "Chính phủ": True, "Sở Y tế": False, "Ngân hàng Nhà nước khu vực 12": False}


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh và các tổ chức đoàn thể chính trị - xã hội",
        "Trách nhiệm của Sở Tài chính",
        "Đối với UBND cấp xã:",
        "Các sở, ngành, đơn vị có liên quan",
        "Các sở, ban, ngành tỉnh (theo chức năng, nhiệm vụ)",
        "Báo Điện Biên Phủ, Đài Phát thanh và Truyền hình tỉnh",
        "UBND các huyện, thị xã, thành phố",
        "Các tổ chức, cá nhân khai thác nước dưới đất trên địa bàn",
        "Cơ quan chủ trì: Sở Nội vụ",
    ],
)
def test_headings_that_are_agencies(text: str) -> None:
    assert heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tăng cường công tác quản lý nhà nước của Sở Y tế",
        "Sở Y tế chủ trì",
        "Các sở, ngành có trách nhiệm báo cáo",
        "Giáo dục và Đào tạo",
        "TỔ CHỨC THỰC HIỆN",
        "Sở Y tế. Phối hợp thực hiện",
        "Trách nhiệm của",
        "",
    ],
)
def test_headings_that_are_not(text: str) -> None:
    assert not heading(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nội vụ, Sở Tư pháp và các đơn vị liên quan", ["Sở Nội vụ", "Sở Tư pháp", "các đơn vị liên quan"]),
        ("Sở Y tế\nUBND các xã, phường\n- Công an tỉnh", ["Sở Y tế", "Ủy ban nhân dân các xã, phường", "Công an tỉnh"]),
        ("Sở Nông nghiệp và\nMôi trường", ["Sở Nông nghiệp và Môi trường"]),
        ("Sở Giáo dục\nvà Đào tạo", ["Sở Giáo dục và Đào tạo"]),
        ("Sở KH&CN (chủ trì nội dung 2); Thủy điện Nậm Mức", ["Sở Khoa học và Công nghệ", "Thủy điện Nậm Mức"]),
        ("Chủ trì: Bộ Quốc phòng; phối hợp: các bộ, ngành", ["Bộ Quốc phòng", "các bộ, ngành"]),
        ("Giám đốc Sở Tài chính; Chủ tịch UBND huyện Tủa Chùa", ["Sở Tài chính", "Ủy ban nhân dân huyện Tủa Chùa"]),
        ("Văn phòng; Thanh tra; các Phòng chuyên môn", ["Văn phòng", "Thanh tra", "các Phòng chuyên môn"]),
        ("Hằng năm", []),
        ("Như trên", []),
        (" \n - ;", []),
        ("", []),
    ],
)
def test_lists_of_agencies(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


def test_an_unlisted_item_says_so() -> None:
    text = "Sở Y tế, Thủy điện Nậm Mức"
    first, second = read_agency_list(text, canon(text), 0, len(text))
    assert (first.rule, second.rule, second.kind) == ("agency.so", "agency.unlisted", "khác")
    assert text[second.start : second.end] == "Thủy điện Nậm Mức"


@pytest.mark.parametrize(
    "unit",
    [
        "Văn phòng ",
        "Giám đốc, ",
        "cơ quan của ",
        "các sở, ",
        "UBND xã, ",
        "Đảng ủy ",
        "(",
        "Sở ",
        "Trung tâm A, B và ",
        "các ",
        "- ",
        "Bộ trưởng ",
        "\ufeff",
        "Ban Chỉ đạo các ",
        "các tổ chức thuộc ",
        "Các phòng: A, ",
        "Trưởng các bản, ",
        "Luật Tổ chức ",
        "các Hội Nông dân, ",
        "Ban Quản lý các khu và khu ",
        "Các trường tiểu học, ",
        "Ban Kinh tế - ",
    ],
)
def test_repetition_ends_and_mentions_do_not_overlap(unit: str) -> None:
    text = unicodedata.normalize("NFC", unit * 2000)
    for found in (mentions(text), read_agency_list(text, canon(text), 0, len(text))):
        assert all(0 <= m.start < m.end <= len(text) and m.name for m in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
    assert heading(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thường trực HĐND, UBND, Ủy ban MTTQ Việt Nam các xã, phường tiếp công dân",
            [
                "Thường trực Hội đồng nhân dân các xã, phường",
                "Ủy ban nhân dân các xã, phường",
                "Ủy ban Mặt trận Tổ quốc Việt Nam các xã, phường",
            ],
        ),
        ("Phòng Cảnh sát giao thông Công an tỉnh tuần tra", ["Phòng Cảnh sát giao thông Công an tỉnh"]),
        ("Ban Kinh tế - Ngân sách HĐND tỉnh thẩm tra", ["Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh"]),
        ("các Hội Nông dân, Phụ nữ, Cựu chiến binh vận động", ["Hội Nông dân", "Hội Phụ nữ", "Hội Cựu chiến binh"]),
        ("Ngân hàng Chính sách xã hội chi nhánh tỉnh giải ngân", ["Ngân hàng Chính sách xã hội chi nhánh tỉnh"]),
        (
            "Ban Quản lý dự án đầu tư xây dựng số 1 và Viễn thông tỉnh",
            ["Ban Quản lý dự án đầu tư xây dựng số 1", "Viễn thông tỉnh"],
        ),
        ("các phòng, đơn vị trực thuộc Sở nghiêm túc triển khai", ["các phòng, đơn vị trực thuộc Sở"]),
        ("Ban Chỉ đạo các quân khu, Bộ Tư lệnh Quân khu 2", ["Ban Chỉ đạo các quân khu", "Bộ Tư lệnh Quân khu 2"]),
        ("theo Luật Tổ chức Chính phủ, Luật Công đoàn; Sở Tư pháp rà soát", ["Sở Tư pháp"]),
        ("các đồng chí Tỉnh ủy viên phụ trách địa bàn", []),
        ("Trưởng thôn, bản, tổ dân phố vận động nhân dân", ["Trưởng thôn, bản, tổ dân phố"]),
        ("các ban xây dựng Đảng, Văn phòng Tỉnh ủy", ["các ban xây dựng Đảng", "Văn phòng Tỉnh ủy"]),
        (
            "Các cơ sở giáo dục mầm non, phổ thông, giáo dục thường xuyên rà soát",
            ["Các cơ sở giáo dục mầm non, phổ thông, giáo dục thường xuyên"],
        ),
        (
            "UBND các quận - huyện - thị xã và thành phố Thủ Đức",
            ["Ủy ban nhân dân các quận - huyện - thị xã và thành phố Thủ Đức"],
        ),
        ("Chi cục Dân số - Kế hoạch hóa gia đình tham mưu", ["Chi cục Dân số - Kế hoạch hóa gia đình"]),
        ("Trung tâm Trợ giúp pháp lý nhà nước tỉnh tư vấn", ["Trung tâm Trợ giúp pháp lý nhà nước tỉnh"]),
        ("Trung tâm GDNN-GDTX huyện", ["Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện"]),
        ("- Thuế tỉnh; Bưu chính - Viễn thông Việt Nam", ["Thuế tỉnh"]),
        ("Cổng Thông tin điện tử Sở Công Thương đăng tải", ["Cổng Thông tin điện tử Sở Công Thương"]),
        ("xây dựng cổng thông tin điện tử", []),
        ("BỘ Y TẾ", ["Bộ Y tế"]),
        (
            "Các Bộ, cơ quan ngang Bộ, cơ quan thuộc CP;",
            ["Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ"],
        ),
        ("- Cơ quan trung ương của các đoàn thể;", ["Cơ quan trung ương của các đoàn thể"]),
        ("hạ tầng tại các khu, cụm công nghiệp; tổ bảo vệ an ninh cơ sở và cộng đồng dân cư", []),
        ("các tỉnh, thành phố trực thuộc Trung ương", ["các tỉnh, thành phố trực thuộc Trung ương"]),
    ],
)
def test_owners_places_and_titles_of_laws(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_union_of_the_country_is_central() -> None:
    text = "Hội Nông dân Việt Nam, Hội Bảo vệ quyền lợi người tiêu dùng Việt Nam, Hội Nông dân tỉnh"
    assert [m.central for m in mentions(text)] == [True, True, False]


def test_a_body_in_each_of_several_places_is_a_group() -> None:
    (found,) = mentions("Trung tâm Y tế các huyện báo cáo")
    assert (found.name, found.group) == ("Trung tâm Y tế các huyện", True)
