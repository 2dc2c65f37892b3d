"""Symbols, ids and the registry of directives."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from docparse.errors import RuleError
from docparse.identity.directives import (
    clean_symbol,
    commune_in,
    directive_id,
    home_of,
    parse_symbol,
    province_in,
    symbol_key,
)
from docparse.identity.document_ids import document_id
from docparse.identity.registry import registry
from docparse.matching.engine import RulePack, using
from docparse.model import Document

HOME = "vn;dien.bien"


@pytest.mark.parametrize(
    ("printed", "number", "year", "type_code", "organ", "session"),
    [
        ("3243/KH-UBND", "3243", None, "KH", "ubnd", None),
        ("51-KL/TW", "51", None, "KL", "tw", None),
        ("30/2020/NĐ-CP", "30", "2020", "NĐ", "cp", None),
        ("202/2025/QH15", "202", "2025", None, "qh", "15"),
        ("237/NQ-UBTVQH16", "237", None, "NQ", "ubtvqh", "16"),
        ("26/2005/PL-UBTVQH11", "26", "2005", "PL", "ubtvqh", "11"),
        ("12/TTLT-BTC-BNV", "12", None, "TTLT", "btc", None),
        ("125/SGDĐT-VP", "125", None, None, "sgdđt", None),
        ("66.25/2026/NQ-CP", "66.25", "2026", "NQ", "cp", None),
        ("19-2016/NQ-CP", "19", "2016", "NQ", "cp", None),
        ("79 NQ/TW", "79", None, "NQ", "tw", None),
        ("05-CT/TW", "5", None, "CT", "tw", None),
        ("QÐ", None, None, None, None, None),
    ],
)
def test_parse_symbol(printed, number, year, type_code, organ, session):
    symbol = parse_symbol(printed)
    if number is None:
        assert symbol is None
        return
    assert symbol is not None
    found = (symbol.number, symbol.year, symbol.type_code, symbol.organ, symbol.session)
    assert found == (number, year, type_code, organ, session)


@pytest.mark.parametrize("bad", ["", "abc", "30/5/2019", "2021-2025", "KH-UBND", "/KH-UBND", "12"])
def test_no_symbol(bad):
    assert parse_symbol(bad) is None


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("29 – NQ/TW", "29-NQ/TW"),
        ("51‑KL/TW", "51-KL/TW"),
        ("79 NQ/TW", "79-NQ/TW"),
        ("773 /QĐ-TTg", "773/QĐ-TTg"),
        ("06/QĐ-TTG", "06/QĐ-TTg"),
        ("11-\nCT/TU", "11-CT/TU"),
        ("12/QÐ-UBND", "12/QĐ-UBND"),
        ("15972/SXD-QLN& TTBĐS", "15972/SXD-QLN&TTBĐS"),
    ],
)
def test_clean_symbol(printed, clean):
    assert clean_symbol(printed) == clean


def test_one_key_for_all_prints():
    assert symbol_key("05-CT/TW") == symbol_key("5 - CT/TW") == "5-ct-tw"
    assert symbol_key("27/NQ- TW") == symbol_key("27-NQ/TW")
    assert symbol_key("51-KL/TW") != symbol_key("51-KH/TW")


@pytest.mark.parametrize(
    ("symbol", "type_", "date", "issuer", "home", "expected"),
    [
        (
            "3243/KH-UBND",
            "Kế hoạch",
            "2019-11-06",
            "Ủy ban nhân dân tỉnh Điện Biên",
            "vn",
            "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2019-11-06;3243-kh-ubnd",
        ),
        ("82-KH/TU", "Kế hoạch", "2019-08-27", None, HOME, "urn:lex:vn;dien.bien:tinh.uy:ke.hoach:2019-08-27;82-kh-tu"),
        (
            "82-KH/TU",
            "Kế hoạch",
            "2019-08-27",
            "Tỉnh ủy Sơn La",
            HOME,
            "urn:lex:vn;son.la:tinh.uy:ke.hoach:2019-08-27;82-kh-tu",
        ),
        ("51-KL/TW", "Kết luận", "2019-05-30", None, HOME, "urn:lex:vn:trung.uong.dang:ket.luan:2019-05-30;51-kl-tw"),
        (
            "178-QĐ/TW",
            "Quy định",
            "2024-06-27",
            None,
            HOME,
            "urn:lex:vn:trung.uong.dang:quyet.dinh:2024-06-27;178-qd-tw",
        ),
        ("72/2025/QH15", "Luật", None, None, HOME, "urn:lex:vn:quoc.hoi:luat:2025;72-2025-qh15"),
        ("142/QĐ-TTg", "Quyết định", None, None, HOME, "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:nd;142-qd-ttg"),
        (
            "3/KH-UBND",
            "Kế hoạch",
            "2025-08-01",
            "UBND xã Mường Phăng",
            HOME,
            "urn:lex:vn;dien.bien;muong.phang:uy.ban.nhan.dan:ke.hoach:2025-08-01;3-kh-ubnd",
        ),
        (
            "9/KH-UBND",
            "Kế hoạch",
            "2025-08-01",
            "UBND tỉnh",
            "vn;dien.bien;muong.phang",
            "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2025-08-01;9-kh-ubnd",
        ),
    ],
)
def test_directive_id(symbol, type_, date, issuer, home, expected):
    assert directive_id(symbol, type_, date, issuer, home=home) == expected


def test_a_law_by_name_has_a_readable_id():
    assert directive_id(None, "Luật", "2019", "Quốc hội", "giáo dục") == "urn:lex:vn:quoc.hoi:luat:2019;giao.duc"


def test_the_issuer_in_words_does_not_change_the_id():
    one = directive_id("14-CT/TW", "Chỉ thị", "2017-07-19", "Ban Bí thư Trung ương Đảng khóa XII")
    other = directive_id("14-CT/TW", "Chỉ thị", "2017-07-19", "Ban Chấp hành Trung ương")
    assert one == other


def _document(**values):
    fields = {"type": "Kế hoạch", "symbol": None, "issuer": None, "place": None, "date": None, "title": None}
    return Document(id="", **{**fields, **values})


def test_document_id_of_a_numbered_plan():
    document = _document(symbol="82-KH/TU", issuer="Ban Thường vụ Tỉnh ủy", place="Điện Biên", date="2019-08-27")
    assert document_id(document, "x") == directive_id("82-KH/TU", "Kế hoạch", "2019-08-27", home=HOME)


def test_bodies_that_no_list_knows_number_in_their_own_place():
    def made(issuer: str, place: str | None = None) -> str:
        document = Document("", "Kế hoạch", "16/KH-MTTQ-BTT", issuer, place, "2025-11-18", None)
        return document_id(document, "x").split(":")[2]

    body = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã"
    assert made(f"{body} Lương Minh") == "vn;quang.ninh;luong.minh"  # the one commune of that name in the country
    assert made(f"{body} Tân Thành") == "vn;nn;taan.thanhf"  # there are several
    assert made(f"{body} Tân Thạnh") == "vn;nn;taan.thanhj"  # another name that folds to the same letters
    assert made(f"{body} TÂN THÀNH") == made(f"{body} Tân Thành")
    assert made(f"{body} Tân Thành tỉnh Cà Mau") == "vn;ca.mau;tan.thanh"
    assert made("Đoàn kiểm tra", "Lào Cai") == "vn;lao.cai"


@pytest.mark.parametrize("values", [{}, {"symbol": "12/KH-UBND"}, {"date": "2025-01-01"}])
def test_document_id_without_number_or_date_is_its_text(values):
    digest = hashlib.sha256("nội dung".encode()).hexdigest()[:16]
    assert document_id(_document(**values), "nội dung") == f"urn:docparse:text:{digest}"


def test_places():
    assert home_of("Bộ Xây dựng", "Hà Nội") == "vn"
    assert home_of("Sở Công Thương tỉnh Lào Cai", "Lào Cai") == "vn;lao.cai"
    assert home_of("Ủy ban nhân dân xã Mường Phăng", "Điện Biên") == "vn;dien.bien;muong.phang"
    assert home_of(None, "Điện Biên") == "vn"
    assert province_in("Ủy ban nhân dân Thành phố Hồ Chí Minh") == "ho.chi.minh"
    assert commune_in("Ủy ban nhân dân các xã, phường") is None


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("Điện Biên, ngày      tháng      năm 2025", "2025"),
        ("Điện Biên, ngày … tháng 6 năm 2025", "2025"),
        ("Điện Biên, năm 2025", "2025"),
        ("Điện Biên, tháng 6 năm 2025", "2025"),
    ],
)
def test_document_id_with_the_year_alone(line, when):
    document = _document(symbol="12/KH-UBND", issuer="Ủy ban nhân dân tỉnh Điện Biên", place="Điện Biên")
    text = f"Số: 12/KH-UBND\n{line}\nKẾ HOẠCH\nCăn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;"
    assert document_id(document, text) == f"urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:{when};12-kh-ubnd"
    assert document_id(replace(document, symbol=None), text).startswith("urn:docparse:text:")


def test_registry_keeps_directives_of_one_symbol_apart():
    found = registry().lookup("51-KL/TW")
    assert [d.date for d in found] == ["2019-05-30", "2026-06-17"]
    assert found[0].id != found[1].id


@pytest.mark.parametrize(
    ("symbol", "said", "date", "reason"),
    [
        ("51-KL/TW", {"date": "2019-05-30"}, "2019-05-30", "date"),
        ("51-KL/TW", {"date": "2020-01-01"}, "2019-05-30", "misprint"),  # khóa XII too
        ("51-KL/TW", {"date": "2011-06-01"}, None, ""),
        ("51-KL/TW", {"date": "2026"}, None, ""),  # two series of numbers in a congress' year
        ("51-KL/TW", {"date": "2019"}, "2019-05-30", "year"),
        ("51-KL/TW", {"term": "XIV"}, "2026-06-17", "term"),
        ("51-KL/TW", {"issuer": "Bộ Chính trị"}, "2026-06-17", "issuer"),
        ("51-KL/TW", {"issuer": "Trung ương Đảng"}, None, ""),
        ("51-KL/TW", {"before": "2019-11-06"}, "2019-05-30", "number"),
        ("51-KL/TW", {"before": "2022-11-06"}, None, ""),  # khóa XIII may have one of its own
        ("29-NQ/TW", {"title": "về đổi mới căn bản, toàn diện giáo dục và đào tạo"}, "2013-11-04", "subject"),
        ("29-NQ/TW", {"title": "về quy chế xét tặng giải thưởng báo chí"}, None, ""),
        ("1436/QĐ-TTg", {"before": "2019-01-01"}, None, ""),  # the State numbers anew each year
        ("1436/QĐ-TTg", {"date": "2018-10-19"}, "2018-10-29", "misprint"),
        ("1436/QĐ-TTg", {"date": "2021-08-11"}, None, ""),
    ],
)
def test_registry_chooses_only_what_is_certain(symbol, said, date, reason):
    choice = registry().choose(symbol, **said)
    assert (choice.found and choice.found.date, choice.reason) == (date, reason)


def test_registry_names_and_relations():
    (resolution,) = [d for d in registry().by_plenum(8, "XI") if d.names]
    assert (resolution.symbol, resolution.date) == ("29-NQ/TW", "2013-11-04")
    (programme,) = registry().by_name("chuong trinh GDPT 2018")
    assert programme.symbol == "32/2018/TT-BGDĐT"
    (conclusion,) = registry().lookup("91-KL/TW")
    assert registry().relations(conclusion.id) == [("continues", resolution.id, conclusion.source)]
    assert registry().relations("urn:lex:vn:nobody") == []


@pytest.mark.parametrize(
    ("name", "date", "before", "numbers"),
    [
        ("Luật Đất đai", "2013", "2025-01-01", ["45/2013/QH13"]),
        ("Luật Đất đai", None, "2019-11-06", ["45/2013/QH13"]),
        ("Luật Đất đai", None, "2025-01-01", ["31/2024/QH15"]),
        ("Luật Đất đai", None, "2024-03-01", ["45/2013/QH13", "31/2024/QH15"]),  # passed, not yet in force
        ("Luật Đất đai", None, None, ["45/2013/QH13", "31/2024/QH15"]),
        ("Luật Tổ chức chính quyền địa phương", "2025", None, ["65/2025/QH15", "72/2025/QH15"]),
    ],
)
def test_a_law_by_name_is_the_one_in_force(name, date, before, numbers):
    choice = registry().law(name, date, before)
    found = (choice.found,) if choice.found else choice.open
    assert [d.symbol for d in found] == numbers


def test_what_replaced_a_directive_by_a_day():
    (old,) = registry().lookup("66-QĐ/TW")
    assert registry().replaced_by(old.id, "2026-01-08") is None
    newer = registry().replaced_by(old.id, "2026-01-09")
    assert newer is not None
    assert newer.symbol == "399-QĐ/TW"


def test_an_office_adds_directives_of_its_own(tmp_path):
    (tmp_path / "directives.yaml").write_text(
        """entries:
  - {symbol: 82-KH/TU, date: "2019-08-27", type: Kế hoạch, issuer: Tỉnh ủy Điện Biên, title: về giáo dục,
     relations: [{relation: continues, target: 29-NQ/TW@2013-11-04}], source: "Kế hoạch số 82-KH/TU"}
""",
        encoding="utf-8",
    )
    with using(RulePack.over(None, tmp_path)):
        (own,) = registry().lookup("82-KH/TU")
        assert own.id == "urn:lex:vn;dien.bien:tinh.uy:ke.hoach:2019-08-27;82-kh-tu"
        assert [(r, t.split(";")[-1]) for r, t in own.relations] == [("continues", "29-nq-tw")]
    wrong = (tmp_path / "directives.yaml").read_text(encoding="utf-8").replace("29-NQ/TW@2013", "28-NQ/TW@1913")
    (tmp_path / "directives.yaml").write_text(wrong, encoding="utf-8")
    with using(RulePack.over(None, tmp_path)), pytest.raises(RuleError, match="DP304"):
        registry()


def test_every_entry_has_a_source_and_an_id_of_its_own():
    directives = registry().directives
    assert len({d.id for d in directives}) == len(directives)
    assert all(d.source and d.title and len(d.date) == 10 for d in directives)


@pytest.mark.parametrize(
    ("date", "term"), [("2019-05-30", "XII"), ("2026-01-09", "XIII"), ("2026-06-17", "XIV"), ("1990-01-01", None)]
)
def test_term_at(date, term):
    assert registry().term_at(date) == term
