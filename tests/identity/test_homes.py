"""Where a document is at home: by its own words and its own name, never by the papers that it cites."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import docparse
from docparse.identity.communes import communes
from docparse.identity.directives import home_of, province_in
from docparse.identity.homes import home_of_document
from docparse.model import Document, Signer

OTHER = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh Lào Cai về giáo dục;"


def code(issuer: str, text: str = OTHER, date: str = "2026-02-05", **values: Any) -> str:
    document = Document("", "Kế hoạch", "7/KH-UBND", issuer, None, date, None)
    return home_of_document(replace(document, **values), text).jurisdiction


@pytest.mark.parametrize(
    ("issuer", "date", "jurisdiction"),
    [
        ("Ủy ban nhân dân huyện Mường Ảng", "2023-12-05", "vn;dien.bien;muong.ang"),
        ("Ủy ban nhân dân xã Mường Ảng", "2026-02-05", "vn;dien.bien;muong.ang"),
        ("Ủy ban nhân dân xã Tân Lập", "2026-02-05", "vn;nn;tan.lap"),  # there are several
        ("Ủy ban nhân dân xã Không Có Tên", "2026-02-05", "vn;nn;khong.co.ten"),
        ("Ủy ban nhân dân huyện Yên Thế", "2023-12-05", "vn;bac.giang;yen.the"),  # the province of then
        ("Ủy ban nhân dân thành phố Tân An", "2022-08-09", "vn;nn;tan.an"),  # not one with Nha Trang's
        ("Sở Y tế", "2026-02-05", "vn;nn"),
    ],
)
def test_a_citation_never_decides(issuer: str, date: str, jurisdiction: str) -> None:
    assert code(issuer, date=date) == jurisdiction


@pytest.mark.parametrize(
    "cited",
    [
        "theo Kế hoạch của UBND tỉnh Lào Cai",
        "Căn cứ Nghị quyết số 5/NQ-HĐND ngày 09/7/2025 của Hội đồng nhân dân tỉnh Lào Cai",
        "Quyết định ngày 05/01/2026 do Chủ tịch UBND tỉnh Lào Cai ký",
    ],
)
def test_however_the_other_paper_is_cited(cited: str) -> None:
    assert code("Ủy ban nhân dân xã Tân Lập", cited) == "vn;nn;tan.lap"
    assert code("Sở Y tế", cited) == "vn;nn"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f"TỈNH TÂY NINH\nỦY BAN NHÂN DÂN XÃ TÂN LẬP\nPhát triển\n{OTHER}", {"title": "Phát triển"}),
        (f"{OTHER}\ntrên địa bàn xã Tân Lập, tỉnh Tây Ninh", {}),
        (OTHER, {"title": "Phát triển kinh tế trên địa bàn tỉnh Tây Ninh"}),
        (OTHER, {"recipients": ("UBND tỉnh Tây Ninh (b/c)", "Lưu: VT")}),
        (OTHER, {"signer": Signer("Nguyễn Văn A", "Chủ tịch UBND xã Tân Lập, tỉnh Tây Ninh")}),
        (f"{OTHER}\nphát triển tỉnh Tây Ninh", {}),
    ],
    ids=["letterhead", "own name", "title", "receivers", "signer", "one of those that it can be"],
)
def test_what_the_document_says_of_itself_decides(text: str, values: dict[str, Any]) -> None:
    assert code("Ủy ban nhân dân xã Tân Lập", text, **values) == "vn;tay.ninh;tan.lap"


def test_a_receiver_in_a_province_without_such_a_commune_says_nothing() -> None:
    assert code("Ủy ban nhân dân xã Tân Lập", OTHER, recipients=("UBND tỉnh Lào Cai",)) == "vn;nn;tan.lap"


def test_a_commune_called_like_a_province_is_not_in_it() -> None:
    assert province_in("Ủy ban nhân dân xã Hòa Bình") is None
    assert province_in("Ủy ban nhân dân phường Điện Biên Phủ, thành phố Đà Nẵng") == "da.nang"
    assert province_in("Tỉnh ủy Hòa Bình") == "hoa.binh"
    assert home_of("Ủy ban nhân dân xã Hòa Bình", "Hòa Bình") == "vn"


def test_the_provinces_of_a_place_on_a_day() -> None:
    known = communes()
    assert known.provinces_of("Mường Ảng", "huyện", "2023-01-01") == {"dien.bien"}
    assert known.provinces_of("Yên Thế", "huyện", "2023-01-01") == {"bac.giang"}
    assert known.provinces_of("Yên Thế", "huyện") == {"bac.ninh"}  # as called today
    assert known.provinces_of("Mường Phăng", "xã", "2025-07-01") == {"dien.bien"}


def test_the_id_and_the_province_of_what_is_cited_agree() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nHUYỆN MƯỜNG ẢNG\nSố: 88/KH-UBND\nMường Ảng, ngày 05 tháng 3 năm 2024\n\n"
        "KẾ HOẠCH\nQuản lý đất đai\n\nCăn cứ Kế hoạch số 12/KH-UBND ngày 02/01/2024 của UBND tỉnh Lào Cai;"
        " Quyết định số 9/QĐ-UBND ngày 02/01/2024 của UBND tỉnh;"
        " Quyết định số 9/QĐ-UBND ngày 03/01/2024 của UBND huyện.\n"
    )
    plan = docparse.parse_bytes(text.encode(), "huyen.txt")
    assert plan.document.id == "urn:lex:vn;dien.bien;muong.ang:uy.ban.nhan.dan:ke.hoach:2024-03-05;88-kh-ubnd"
    assert [r.target.split(":")[2] for r in plan.references] == ["vn;lao.cai", "vn;dien.bien", "vn;dien.bien;muong.ang"]


def test_papers_of_two_cities_are_two() -> None:
    ids = set()
    for city in ("Tân An", "Nha Trang"):
        head = f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ {city.upper()}\nSố: 124/KH-UBND\n{city}, ngày 09 tháng 08 năm 2022\n"
        text = f"{head}KẾ HOẠCH\nGiảm nghèo năm 2022\nI. NHIỆM VỤ\n1. Phòng Y tế rà soát hộ nghèo."
        ids.add(docparse.parse_bytes(text.encode(), "a.txt").document.id)
    urn = "urn:lex:vn;nn;{}:uy.ban.nhan.dan:ke.hoach:2022-08-09;124-kh-ubnd"
    assert ids == {urn.format("tan.an"), urn.format("nha.trang")}


@pytest.mark.parametrize(
    ("title", "province"),
    [
        ("Nâng cốt đường tỉnh cao bằng đường quốc lộ", None),
        ("Phát triển giao thông vùng cao bằng nguồn vốn tỉnh", None),
        ("Phát triển giao thông tỉnh Cao Bằng", "cao.bang"),
        ("PHÁT TRIỂN GIAO THÔNG TỈNH CAO BẰNG", "cao.bang"),
    ],
)
def test_a_province_in_small_letters_is_none(title: str, province: str | None) -> None:
    document = Document("x", "Kế hoạch", "1/KH-UBND", "Ủy ban nhân dân xã Vô Danh", "Vô Danh", "2025-11-01", title)
    assert home_of_document(document, f"KẾ HOẠCH\n{title}\nI. NHIỆM VỤ\n{title}.").province == province
