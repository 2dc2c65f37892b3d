"""What a body has become by a date, and what it came from."""

from __future__ import annotations

import pytest

from docparse.identity.standings import exists_at, name_at
from docparse.identity.succession_check import check_facts
from docparse.identity.successions import predecessors, successors


def test_the_examples_of_the_rule_files_hold() -> None:
    report = check_facts()
    assert report.problems == ()
    assert report.entries > 100


def test_every_step_of_a_chain_is_kept() -> None:
    (last,) = successors("Sở KH&ĐT tỉnh Yên Bái", None, "2026-11-22")
    assert last.name == "Sở Tài chính tỉnh Lào Cai"
    assert last.agency_id == "agency:vn;lao.cai:so.tai.chinh"
    assert [(step.new, step.since) for step in last.path] == [
        ("Sở Tài chính tỉnh Yên Bái", "2025-03"),
        ("Sở Tài chính tỉnh Lào Cai", "2025-07-01"),
    ]
    assert (last.since, last.share, last.certain) == ("2025-07-01", "toàn bộ", True)


def test_an_id_is_as_good_as_a_name() -> None:
    by_id = successors("agency:vn;yen.bai:so.ke.hoach.va.dau.tu", None, "2026-11-22")
    assert by_id == successors("Sở Kế hoạch và Đầu tư", "tỉnh Yên Bái", "2026-11-22")


def test_a_split_tells_which_part_went_where() -> None:
    found = {s.name: s.what for s in successors("Sở LĐTBXH", "dien.bien", "2026-11-22")}
    assert found["Sở Nội vụ tỉnh Điện Biên"] == "lao động, việc làm, người có công, bình đẳng giới"
    assert found["Công an tỉnh Điện Biên"] == "cai nghiện ma túy"
    assert len(found) == 5


def test_between_two_dates_each_province_had_its_own() -> None:
    (early,) = successors("Sở GTVT", "Sơn La", "2025-04-01")
    assert not early.certain
    assert exists_at("Sở GTVT", "Sơn La", "2025-04-01") is None


def test_a_change_before_the_document_does_not_count() -> None:
    asked = "Sở Nông nghiệp và Môi trường", "Điện Biên", "2026-11-22"
    assert [s.name for s in successors(*asked, since="2025-08-01")] == ["Sở Công Thương tỉnh Điện Biên"]
    assert successors(*asked, since="2026-10-01") == ()


def test_the_district_has_no_single_heir() -> None:
    found = successors("UBND huyện Mường Ảng", "Điện Biên", "2026-11-22")
    assert {s.share for s in found} == {"một phần"}
    assert {s.since for s in found} == {"2025-07-01"}
    assert "Ủy ban nhân dân các xã, phường" in [s.name for s in found]


def test_minerals_went_on_from_the_environment_alone() -> None:
    farming = successors("Sở NN&PTNT", "Điện Biên", "2026-11-22")
    assert [s.name for s in farming] == ["Sở Nông nghiệp và Môi trường tỉnh Điện Biên"]


def test_predecessors_are_the_same_edges_backwards() -> None:
    found = {s.agency_id: s.since for s in predecessors("Sở Tài chính tỉnh Lào Cai", None, "2026-11-22")}
    assert found == {
        "agency:vn;yen.bai:so.tai.chinh": "2025-07-01",
        "agency:vn;lao.cai:so.ke.hoach.va.dau.tu": "2025-03",
        "agency:vn;yen.bai:so.ke.hoach.va.dau.tu": "2025-07-01",
    }


@pytest.mark.parametrize(
    ("name", "place", "date", "there"),
    [
        ("Sở Tài chính tỉnh Yên Bái", None, "2025-06-30", True),
        ("Sở Tài chính tỉnh Yên Bái", None, "2025-07-01", False),
        ("Sở Nông nghiệp và Môi trường", "Sơn La", "2024-01-01", False),
        ("Sở Du lịch", "Sơn La", "2024-01-01", None),
        ("Bộ Tài chính", None, "2020-01-01", True),
        ("Bộ KH&ĐT", None, "2025-03-01", False),
        ("UBND huyện Mường Ảng", "Điện Biên", "2025-07-01", False),
        ("UBND tỉnh", "Điện Biên", "2026-01-01", True),
        ("Trung tâm Chuyển đổi xanh", "Điện Biên", "2026-01-01", None),
    ],
)
def test_existence(name: str, place: str | None, date: str, there: bool | None) -> None:
    assert exists_at(name, place, date) is there


@pytest.mark.parametrize(
    ("name", "place", "date", "called"),
    [
        ("UBND tỉnh", "Bắc Ninh", "2026-09-19", "Ủy ban nhân dân tỉnh Bắc Ninh"),
        ("UBND tỉnh", "Bắc Ninh", "2026-09-20", "Ủy ban nhân dân thành phố Bắc Ninh"),
        ("Ban Nội chính Tỉnh ủy", "Quảng Ninh", "2026-09-01", "Ban Nội chính Thành ủy Quảng Ninh"),
        ("Sở Tài chính", "TP. Hồ Chí Minh", "2026-01-01", "Sở Tài chính Thành phố Hồ Chí Minh"),
        ("Sở KH&ĐT", "Yên Bái", "2026-01-01", "Sở Tài chính tỉnh Lào Cai"),
        ("Sở LĐTBXH", "Yên Bái", "2026-01-01", None),
        ("Bộ Tài chính", None, "2026-01-01", "Bộ Tài chính"),
    ],
)
def test_names_on_a_day(name: str, place: str | None, date: str, called: str | None) -> None:
    assert name_at(name, place, date) == called


@pytest.mark.parametrize("name", ["Bảo hiểm xã hội tỉnh Điện Biên", "BHXH tỉnh Lào Cai", "Bảo tàng tỉnh Điện Biên"])
def test_a_name_that_only_begins_alike_without_its_marks_has_no_successor(name: str) -> None:
    assert successors(name, "Điện Biên", "2026-11-22") == ()
    assert [one.name for one in successors("Báo Điện Biên Phủ", "Điện Biên", "2026-11-22")] != []
