"""The book of agencies: one key for all spellings, ids, groups."""

from __future__ import annotations

import pytest

from docparse.identity.agencies import agency_book

BOOK = agency_book()


@pytest.mark.parametrize(
    "spelling",
    [
        "so gddt",
        "SGDĐT",
        "Sở GD&ĐT",
        "Sở GD-ĐT",
        "so giao duc",
        "sở giáo dục và đào tạo tỉnh điện biên",
        "Giám đốc Sở Giáo dục và Đào tạo",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "so giao duc va dao tao",
        "  Sở  GDĐT ",
    ],
)
def test_one_key_for_all_spellings(spelling: str) -> None:
    assert BOOK.key(spelling) == "so giao duc va dao tao"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("UBND tỉnh", "uy ban nhan dan"),
        ("Ủy ban nhân dân tỉnh Điện Biên", "uy ban nhan dan"),
        ("UBND huyện Tủa Chùa", "uy ban nhan dan huyen tua chua"),
        ("ubnd xa muong phang", "uy ban nhan dan xa muong phang"),
        ("UBND các huyện, thị xã, thành phố", "uy ban nhan dan cac huyen thi xa thanh pho"),
        ("MTTQ tỉnh", "uy ban mat tran to quoc viet nam"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "uy ban mat tran to quoc viet nam"),
        ("các Sở, ngành", "so nganh"),
        ("Đoàn TNCS Hồ Chí Minh", "doan thanh nien cong san ho chi minh"),
        ("Viễn thông Điện Biên", "vien thong"),
        ("", ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert BOOK.key(name) == key
    assert BOOK.key(key) == key


def test_spelled_out_in_the_names_own_words() -> None:
    assert BOOK.spell_out("UBND tỉnh") == "Ủy ban nhân dân tỉnh"
    assert BOOK.spell_out("Sở LĐ-TB&XH") == "Sở Lao động - Thương binh và Xã hội"
    assert BOOK.spell_out("Chủ tịch UBND các xã, phường") == "Ủy ban nhân dân các xã, phường"
    assert BOOK.spell_out("Viễn thông Điện Biên") == "Viễn thông Điện Biên"


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Sở GD&ĐT", "Điện Biên", "agency:vn;dien.bien:so.giao.duc.va.dao.tao"),
        ("UBND tỉnh", "tỉnh Điện Biên", "agency:vn;dien.bien:uy.ban.nhan.dan"),
        ("UBND tỉnh Lào Cai", "Điện Biên", "agency:vn;lao.cai:uy.ban.nhan.dan"),
        ("UBND tỉnh", None, "agency:vn;?:uy.ban.nhan.dan"),
        ("Bộ Giáo dục và Đào tạo", "Điện Biên", "agency:vn:bo.giao.duc.va.dao.tao"),
        ("Thủ tướng Chính phủ", None, "agency:vn:thu.tuong.chinh.phu"),
        ("các sở, ngành", "Điện Biên", "group:vn;dien.bien:cac.so.nganh"),
        ("UBND cấp xã", "Điện Biên", "group:vn;dien.bien:uy.ban.nhan.dan.cap.xa"),
        ("các bộ, ngành", "Điện Biên", "group:vn:cac.bo.nganh"),
        ("Đoàn TNCS Hồ Chí Minh", "Điện Biên", "agency:vn;dien.bien:doan.thanh.nien.cong.san.ho.chi.minh"),
    ],
)
def test_ids(name: str, place: str | None, expected: str) -> None:
    assert BOOK.agency_id(name, place) == expected


@pytest.mark.parametrize(
    ("group", "agency", "holds"),
    [
        ("các sở, ngành", "Sở Y tế", True),
        ("các sở, ban, ngành", "Công an tỉnh", True),
        ("các sở, ngành", "Bộ Y tế", False),
        ("các bộ, ngành", "Bộ Y tế", True),
        ("các bộ, ngành", "Sở Y tế", False),
        ("các bộ, cơ quan ngang bộ", "Thanh tra Chính phủ", True),
        ("các đoàn thể", "Tỉnh đoàn", True),
        ("UBND các huyện, thị xã, thành phố", "UBND huyện Tủa Chùa", True),
        ("UBND các huyện, thị xã, thành phố", "UBND xã Mường Phăng", False),
        ("UBND các xã, phường", "UBND xã Mường Phăng", True),
        ("UBND cấp xã", "UBND các xã, phường", True),
        ("UBND các cấp", "UBND tỉnh", True),
        ("UBND các xã, phường", "UBND tỉnh", False),
        ("UBND các xã, phường", "HĐND xã Mường Phăng", False),
        ("các cơ quan, đơn vị liên quan", "Sở Y tế", False),
        ("các sở, ngành liên quan", "Sở Y tế", False),
        ("UBND tỉnh", "UBND xã Mường Phăng", False),
        ("Sở Y tế", "Sở Y tế", False),
        ("", "Sở Y tế", False),
    ],
)
def test_members_of_groups(group: str, agency: str, holds: bool) -> None:
    assert BOOK.group_contains(group, agency) is holds
    assert BOOK.group_contains(BOOK.key(group), BOOK.key(agency)) is holds


def test_groups_are_told_from_bodies() -> None:
    assert BOOK.is_group("các sở, ngành")
    assert BOOK.is_group("UBND cấp xã")
    assert not BOOK.is_group("UBND xã Mường Phăng")
    assert not BOOK.is_group("Sở Y tế")
    assert not BOOK.is_group("")


def test_what_a_user_may_mean() -> None:
    (one,) = BOOK.resolve("so gddt")
    assert (one.key, one.name, one.group) == ("so giao duc va dao tao", "Sở Giáo dục và Đào tạo", False)
    assert {n.name for n in BOOK.resolve("giao thong")} >= {"Sở Giao thông vận tải", "Bộ Giao thông vận tải"}
    assert BOOK.resolve("khong co ten nay") == []
    assert BOOK.resolve("") == []


@pytest.mark.parametrize(
    ("group", "members", "others"),
    [
        ("các xã, phường", ["UBND xã Mường Phăng", "UBND phường Him Lam"], ["UBND huyện Mường Ảng", "Sở Y tế"]),
        ("các sở, ngành và địa phương", ["Sở Y tế", "UBND xã Mường Phăng"], ["UBND tỉnh Điện Biên", "Bộ Y tế"]),
        ("các bộ, ngành, địa phương", ["Bộ Y tế", "UBND tỉnh Điện Biên"], ["UBND xã Mường Phăng", "Sở Y tế"]),
        # the body behind is the one that they belong to
        ("các đơn vị trực thuộc Sở", [], ["Sở Y tế"]),
        ("các cơ quan, đơn vị", [], ["Sở Y tế", "UBND xã Mường Phăng"]),
    ],
)
def test_groups_by_level_and_owner(group: str, members: list[str], others: list[str]) -> None:
    book = agency_book()
    assert [one for one in members if not book.group_contains(group, one)] == []
    assert [one for one in others if book.group_contains(group, one)] == []
