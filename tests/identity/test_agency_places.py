"""Which body a name means in its document's place and time, what is above it, and who belongs to a group."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

import docparse
from docparse.evaluation.agencies import agency_shares
from docparse.identity.agency_book import agency_book
from docparse.identity.agency_members import members
from docparse.identity.agency_near import near_agency
from docparse.identity.agency_resolve import resolve_agency
from docparse.identity.communes import communes
from docparse.identity.homes import Home, home_of_document
from docparse.identity.provinces import place_slug
from docparse.identity.successions import successors
from docparse.model import Document

DIEN_BIEN = Home("dien.bien", date="2019-11-06", issuer="Ủy ban nhân dân tỉnh Điện Biên")
COMMUNE = Home("dien.bien", "muong.phang", "xã Mường Phăng", date="2025-11-06")
DISTRICT = Home("dien.bien", district="huyện Mường Ảng", date="2020-02-20")
CENTRAL = Home(central=True, date="2025-11-19")
SO = Home("lao.cai", issuer="Sở Công Thương tỉnh Lào Cai")
SCHOOL = Home("dong.thap", issuer="Trường THPT Đốc Binh Kiều tỉnh Đồng Tháp")


@pytest.mark.parametrize(
    ("home", "name", "expected"),
    [
        (DIEN_BIEN, "UBND tỉnh", "agency:vn;dien.bien:uy.ban.nhan.dan"),
        (DIEN_BIEN, "UBND xã", "group:vn;dien.bien:cac.uy.ban.nhan.dan.xa"),
        (DIEN_BIEN, "UBND thành phố", "group:vn;dien.bien:cac.uy.ban.nhan.dan.thanh.pho"),
        (DIEN_BIEN, "UBND huyện Mường Ảng", "agency:vn;dien.bien:uy.ban.nhan.dan.huyen.muong.ang"),
        (DIEN_BIEN, "UBND xã Mường Phăng", "agency:vn;dien.bien;muong.phang:uy.ban.nhan.dan"),
        (COMMUNE, "UBND xã", "agency:vn;dien.bien;muong.phang:uy.ban.nhan.dan"),
        (COMMUNE, "Phòng Văn hóa - Xã hội", "agency:vn;dien.bien;muong.phang:phong.van.hoa.xa.hoi"),
        (COMMUNE, "Sở Y tế", "agency:vn;dien.bien:so.y.te"),
        (COMMUNE, "UBND tỉnh", "agency:vn;dien.bien:uy.ban.nhan.dan"),
        (COMMUNE, "các cơ quan liên quan", "group:vn;dien.bien;muong.phang:cac.co.quan.lien.quan"),
        (CENTRAL, "UBND các tỉnh, thành phố", "group:vn:uy.ban.nhan.dan.cac.tinh.thanh.pho"),
        (CENTRAL, "UBND tỉnh", "agency:vn;?:uy.ban.nhan.dan"),
        (CENTRAL, "Ban Chỉ đạo quốc gia 1237", "agency:vn:ban.chi.dao.quoc.gia.1237"),
        (SO, "Phòng Kế hoạch - Tổng hợp", "agency:vn;lao.cai;so.cong.thuong:phong.ke.hoach.tong.hop"),
        (SO, "Lãnh đạo Sở", "agency:vn;lao.cai:so.cong.thuong"),
        (SO, "Phòng Văn hóa và Thông tin", "group:vn;lao.cai:cac.phong.van.hoa.va.thong.tin"),
        (DIEN_BIEN, "Giám đốc Sở", "group:vn;dien.bien:cac.so"),
        (DISTRICT, "UBND huyện", "agency:vn;dien.bien:uy.ban.nhan.dan.huyen.muong.ang"),
        (DISTRICT, "Phòng GD&ĐT", "agency:vn;dien.bien:phong.giao.duc.va.dao.tao.huyen.muong.ang"),
        (DISTRICT, "UBND xã", "group:vn;dien.bien:cac.uy.ban.nhan.dan.xa"),
        (DISTRICT, "Sở Y tế", "agency:vn;dien.bien:so.y.te"),
        (SCHOOL, "Đoàn Thanh niên", "agency:vn;dong.thap;truong.thpt.doc.binh.kieu:doan.thanh.nien"),
        (SCHOOL, "Phó Hiệu trưởng Nguyễn Văn A", "agency:vn;dong.thap:truong.thpt.doc.binh.kieu"),
    ],
)
def test_ids_in_a_home(home: Home, name: str, expected: str) -> None:
    assert agency_book().agency_id(name, home) == expected


def test_a_city_of_a_district_is_not_the_province_that_became_one() -> None:
    before, after = (Home("bac.ninh", date=date) for date in ("2024-05-01", "2026-10-01"))
    name = "UBND thành phố Bắc Ninh"
    assert agency_book().agency_id(name, before) == "agency:vn;bac.ninh:uy.ban.nhan.dan.thanh.pho.bac.ninh"
    assert agency_book().agency_id(name, after) == "agency:vn;bac.ninh:uy.ban.nhan.dan"


@pytest.mark.parametrize(
    ("home", "name", "full", "parent", "how"),
    [
        (DIEN_BIEN, "SGDĐT", "Sở Giáo dục và Đào tạo tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Điện Biên", "registry"),
        (DIEN_BIEN, "Ban Nội chính Tỉnh ủy", "Ban Nội chính Tỉnh ủy Điện Biên", "Tỉnh ủy Điện Biên", "registry"),
        (
            COMMUNE,
            "Công an xã",
            "Công an xã Mường Phăng, tỉnh Điện Biên",
            "Công an tỉnh Điện Biên",
            "registry",
        ),
        (DIEN_BIEN, "Bộ Y tế", "Bộ Y tế", "Chính phủ", "registry"),
        (DIEN_BIEN, "Thanh tra Sở Y tế", "Thanh tra Sở Y tế tỉnh Điện Biên", "Sở Y tế tỉnh Điện Biên", "registry"),
        (
            DIEN_BIEN,
            "Trường THPT chuyên Lê Quý Đôn",
            "Trường THPT chuyên Lê Quý Đôn, tỉnh Điện Biên",
            "Sở Giáo dục và Đào tạo tỉnh Điện Biên",
            "pattern",
        ),
        (
            SO,
            "Phòng Quản lý công nghiệp",
            "Phòng Quản lý công nghiệp, Sở Công Thương tỉnh Lào Cai",
            "Sở Công Thương tỉnh Lào Cai",
            "pattern",
        ),
        (DIEN_BIEN, "Nguyễn Văn A", "Nguyễn Văn A tỉnh Điện Biên", None, "unknown"),
    ],
)
def test_full_name_and_the_body_above(home: Home, name: str, full: str, parent: str | None, how: str) -> None:
    found = resolve_agency(name, home)
    assert (found.full_name, found.parent, found.how) == (full, parent, how)


@pytest.mark.parametrize(
    ("issuer", "text", "code", "candidates"),
    [
        ("Ủy ban nhân dân phường Bắc Cam Ranh", "", "vn;khanh.hoa;bac.cam.ranh", ()),
        ("Ủy ban nhân dân xã Tân Lập", "", "vn;?;tan.lap", ("lam.dong", "quang.tri", "tay.ninh")),
        ("Ủy ban nhân dân xã Tân Lập", "trên địa bàn tỉnh Tây Ninh", "vn;tay.ninh;tan.lap", ()),
        ("Ủy ban nhân dân tỉnh", "tỉnh Long An, Thành phố Hồ Chí Minh", "vn;long.an", ()),
        ("Thủ tướng Chính phủ", "tỉnh Long An", "vn", ()),
    ],
)
def test_where_a_document_speaks(issuer: str, text: str, code: str, candidates: tuple[str, ...]) -> None:
    home = home_of_document(Document("x", "Kế hoạch", None, issuer, None, None, None), text)
    assert home.code == code
    assert set(candidates) <= set(home.candidates)


def test_members_of_a_group_at_a_date() -> None:
    old = {m.name: m.certain for m in members("các sở, ban, ngành", "dien.bien", "2019-11-06")}
    new = {m.name: m.certain for m in members("các sở, ban, ngành", "dien.bien", "2026-01-01")}
    assert old["Sở Kế hoạch và Đầu tư tỉnh Điện Biên"]
    assert "Sở Kế hoạch và Đầu tư tỉnh Điện Biên" not in new
    assert new["Sở Nông nghiệp và Môi trường tỉnh Điện Biên"]
    assert new["Sở Ngoại vụ tỉnh Điện Biên"] is False
    assert len(members("các bộ", None, "2026-01-01")) == 14
    assert len(members("các bộ", None, "2019-01-01")) == 18
    assert members("các cơ quan liên quan", "dien.bien", "2026-01-01") == ()


def test_members_by_place() -> None:
    districts = [m.name for m in members("UBND các huyện, thị xã, thành phố", "dien.bien", "2019-11-06")]
    assert len(districts) == 10
    assert "Ủy ban nhân dân thành phố Điện Biên Phủ, tỉnh Điện Biên" in districts
    assert members("UBND các huyện", "dien.bien", "2026-01-01") == ()
    assert len(members("UBND các xã, phường", "dien.bien", "2026-01-01")) == 45


def test_communes_old_and_new() -> None:
    known = communes()
    assert {c.province for c in known.named("Bắc Cam Ranh", "phường")} == {"khanh.hoa"}
    assert [c.province for c in known.named("Lương Minh")] == ["quang.ninh"]
    assert len(known.named("luong minh")) == 2
    assert [c.titled for c in known.of_commune("Nà Nhạn", "dien.bien")] == ["xã Mường Phăng"]
    (heirs, _) = successors("UBND huyện Mường Ảng", "Điện Biên", "2026-11-22")
    assert "Ủy ban nhân dân xã Mường Ảng, tỉnh Điện Biên" in heirs.members


def test_communes_agree_with_their_source() -> None:
    pytest.importorskip("underthesea")
    raw = json.loads((files("underthesea") / "address" / "data" / "mapping.json").read_text(encoding="utf-8"))
    known = communes()
    rows = [r for r in raw["ward_mapping"] if r["new_ward"] and r["old_ward"] and r["old_district"]]
    for row in rows[::97]:
        level, name = _parted(row["old_ward"])
        found = known.of_commune(name, place_slug(row["old_province"]), level)
        assert row["new_ward"].lower() in [c.titled.lower() for c in found]


def _parted(ward: str) -> tuple[str, str]:
    level = next(one for one in ("Thị trấn", "Đặc khu", "Phường", "Xã") if ward.lower().startswith(f"{one.lower()} "))
    return level.lower(), ward[len(level) + 1 :]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Sở Gíao dục và Đào tao", "Sở Giáo dục và Đào tạo"),
        ("Sở Văn hóa, Thể thao và Du 1ịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Bộ Nông nghiệp và Môi truờng", "Bộ Nông nghiệp và Môi trường"),
        ("Sở Giáo dục và Đào tạo", None),  # the registry's own
        ("Sở Y tề", None),  # too short to tell
        ("Ban Công tác đặc biệt", None),  # not a damaged "Ban Công tác đại biểu"
        ("Trường Cao đẳng Kinh tế", None),
    ],
)
def test_damaged_names(name: str, near: str | None) -> None:
    found = near_agency(name)
    assert (found.name if found else None) == near


def test_no_name_of_the_registry_is_near_another() -> None:
    assert [n.name for n in agency_book().known if near_agency(n.name)] == []


def test_a_damaged_name_keeps_its_wording_and_is_told() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN\nSố: 12/KH-UBND\nĐiện Biên, ngày 06 tháng 11 năm 2019\nKẾ HOẠCH\nvề giáo dục\n"
        "I. NHIỆM VỤ\n1. Mở lớp xóa mù chữ\n- Cơ quan chủ trì: Sở Gíao dục và Đào tao\n"
    )
    plan = docparse.parse_bytes(text.encode(), "ke-hoach.txt")
    (part,) = plan.tasks[0].assignments
    assert part.agency == "Sở Gíao dục và Đào tao"
    assert part.agency_id == "agency:vn;dien.bien:so.giao.duc.va.dao.tao"
    assert [w.code for w in plan.warnings] == ["DP207"]
    assert agency_shares([plan]).by == {"fuzzy": 1}
