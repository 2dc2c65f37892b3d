"""References: forms, identity, relations, remarks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docparse.extraction.references import find_references
from docparse.folding import canon
from docparse.matching.engine import candidates, rule_pack
from docparse.model import Document
from docparse.outline.header import Header, read_header
from docparse.reading import read

SHARED = Path(__file__).parents[2].parent / "shared"


def _find(text, date="2025-11-01", type_="Kế hoạch", issuer="Ủy ban nhân dân tỉnh Điện Biên"):
    document = Document("x", type_, "99/KH-UBND", issuer, "Điện Biên", date, None)
    references, remarks = find_references(text, canon(text), Header(document, 0))
    for reference in references:
        assert text[reference.start : reference.end] == reference.text
        assert reference.rule.startswith("ref-")
    return references, remarks


@pytest.mark.parametrize(
    ("text", "symbol", "date", "issuer"),
    [
        ("Kết luận số 51-KL/TW ngày 30/5/2019 của Ban Bí thư", "51-KL/TW", "2019-05-30", "Ban Bí thư"),
        (
            "KẾT LUẬN SỐ 51-KL/TW NGÀY 30 THÁNG 5 NĂM 2019 CỦA BAN BÍ THƯ TRUNG ƯƠNG ĐẢNG VỀ VIỆC HỌC",
            "51-KL/TW",
            "2019-05-30",
            "Ban Bí thư Trung ương Đảng",
        ),
        ("Báo cáo số 386-BC/BTCTW, ngày 14/5/2025", "386-BC/BTCTW", "2025-05-14", None),
        ("Quy định số\n178-QĐ/TW ngày 27/6/2024 của Bộ Chính trị", "178-QĐ/TW", "2024-06-27", "Bộ Chính trị"),
        ("Nghị quyết 29 – NQ/TW ngày 04/11/2013", "29-NQ/TW", "2013-11-04", None),
        ("Nghị quyết số 71/NQ -CP ngày 01/4/2025 của Chính phủ", "71/NQ-CP", "2025-04-01", "Chính phủ"),
        ("Kế hoạch 223/KH- UBND ngày 24/10/2025 của UBND tỉnh", "223/KH-UBND", "2025-10-24", "Ủy ban nhân dân tỉnh"),
        ("Đề án 08-ĐA/TU của Tỉnh ủy Lào Cai ngày 29/12/2024", "08-ĐA/TU", "2024-12-29", "Tỉnh ủy Lào Cai"),
        (
            "Quyết định số 12/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch",
            "12/QĐ-BVHTTDL",
            None,
            "Bộ Văn hóa, Thể thao và Du lịch",
        ),
        ("Quyết định 169-CP của Hội đồng Chính phủ", "169-CP", None, "Hội đồng Chính phủ"),
    ],
)
def test_one_mention(text, symbol, date, issuer):
    references, _ = _find(text)
    assert [(r.symbol, r.date, r.issuer) for r in references] == [(symbol, date, issuer)]


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025, tỷ lệ 30/5, ngày 30/5/2019 và 24/7",
        "theo quy định của pháp luật; dự án Luật Đất đai năm 2024",
        "Kế hoạch này được ban hành kèm theo Kế hoạch số 99/KH-UBND ngày 01/11/2025 của UBND tỉnh",
        "Kèm theo Kế hoạch số      /KH-UBND ngày      tháng 6 năm 2026",
        "Nghị quyết 20 nhiệm vụ trọng tâm; phòng 12/KH, tầng 5",
        "",
    ],
)
def test_no_reference(text):
    assert _find(text)[0] == ()


def test_enumerations():
    references, _ = _find("Thực hiện các Nghị quyết số 57, 59, 66, 68-NQ/TW của Bộ Chính trị.")
    assert [r.symbol for r in references] == ["57-NQ/TW", "59-NQ/TW", "66-NQ/TW", "68-NQ/TW"]
    assert {(r.type, r.relation, r.issuer) for r in references} == {("Nghị quyết", "implements", "Bộ Chính trị")}
    assert [r.known.date for r in references if r.known] == ["2024-12-22", "2025-01-24", "2025-04-30", "2025-05-04"]
    references, _ = _find("Căn cứ Quyết định số 12/QĐ-TTg và số 13/QĐ-TTg ngày 02/01/2025;")
    assert [(r.symbol, r.type, r.relation) for r in references] == [
        ("12/QĐ-TTg", "Quyết định", "basis"),
        ("13/QĐ-TTg", "Quyết định", "basis"),
    ]


def test_mentions_of_one_directive_share_target_and_what_is_printed():
    references, _ = _find(
        "Thực hiện Chỉ thị số 14-CT/TW ngày 19/7/2017 của Ban Bí thư (gọi tắt là Chỉ thị 14).\n"
        "Quán triệt Chỉ thị số 14. Phổ biến Chỉ thị nêu trên."
    )
    assert len(references) == 4
    assert {(r.target, r.date, r.issuer) for r in references} == {
        ("urn:lex:vn:trung.uong.dang:chi.thi:2017-07-19;14-ct-tw", "2017-07-19", "Ban Bí thư")
    }


def test_one_symbol_two_terms_never_merge():
    references, remarks = _find(
        "Kết luận số 51-KL/TW ngày 30/5/2019; Kết luận số 51-KL/TW ngày 17/6/2026.", "2026-08-01"
    )
    assert len({r.target for r in references}) == 2
    assert remarks == ()


def test_an_open_symbol_says_so():
    references, remarks = _find("Thực hiện Kết luận số 51-KL/TW.", date="2026-08-01")
    assert re.fullmatch(
        r"urn:docparse:ambiguous:vn:trung\.uong\.dang:ket\.luan;51-kl-tw:[0-9a-f]{16}", references[0].target
    )
    ids = (
        "urn:lex:vn:trung.uong.dang:ket.luan:2019-05-30;51-kl-tw",
        "urn:lex:vn:trung.uong.dang:ket.luan:2026-06-17;51-kl-tw",
    )
    assert references[0].candidates == ids
    assert references[0].known is None
    assert [r.code for r in remarks] == ["DP201"]
    assert _find("Thực hiện Kết luận số 51-KL/TW.", date="2019-11-06")[0][0].target.endswith(":2019-05-30;51-kl-tw")


def test_plenum_and_symbol_are_one():
    references, _ = _find(
        "Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XI; Nghị quyết số 29-NQ/TW", "2019-11-06"
    )
    assert len({r.target for r in references}) == 1
    assert references[0].symbol == "29-NQ/TW"
    assert references[0].date is None
    assert references[0].known is not None
    assert references[0].known.date == "2013-11-04"


def test_of_is_the_directive_whose_title_holds_the_mention():
    references, _ = _find(
        "Thực hiện Kết luận số 51-KL/TW ngày 30/5/2019 của Ban Bí thư về giáo dục và Kế hoạch số 82-KH/TU "
        "ngày 27/8/2019 của Ban Thường vụ Tỉnh ủy "
        "về tiếp tục thực hiện Nghị quyết Hội nghị Trung ương 8 khóa XI về giáo dục;"
    )
    assert [(r.of, r.relation) for r in references] == [
        (None, "implements"),
        (None, "implements"),
        (references[1].target, "continues"),
    ]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Nghị định số 1/2020/NĐ-CP", "basis"),
        ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 7/TTr-SNV", "basis"),
        ("Triển khai chỉ đạo của Thủ tướng Chính phủ tại Công điện số 225/CĐ-TTg", "implements"),
        ("cụ thể hoá Nghị quyết số 1/NQ-CP", "implements"),
        ("tiếp tục thực hiện hiệu quả Nghị quyết số 1/NQ-CP", "continues"),
        ("ban hành kèm theo Quyết định số 1/QĐ-TTg", "attached_to"),
        ("sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP", "amends"),
        ("được sửa đổi, bổ sung bởi Nghị định số 1/2020/NĐ-CP", "cites"),
        ("Quyết định này thay thế Quyết định số 1/QĐ-UBND", "replaces"),
        ("bãi bỏ Quyết định số 1/QĐ-UBND", "repeals"),
        ("theo quy định tại Nghị định số 1/2020/NĐ-CP", "cites"),
        ("phê duyệt Đề án số 1/ĐA-UBND", "approves"),
    ],
)
def test_relations(text, relation):
    assert [r.relation for r in _find(text)[0]] == [relation]


def test_a_guide_guides():
    assert _find("hướng dẫn thực hiện Nghị định số 1/2020/NĐ-CP", type_="Thông tư")[0][0].relation == "guides"
    assert _find("hướng dẫn thực hiện Nghị định số 1/2020/NĐ-CP")[0][0].relation == "implements"


def test_a_list_over_lines_keeps_its_relation():
    references, _ = _find(
        "Căn cứ:\n- Nghị định số 1/2020/NĐ-CP;\n- Nghị định số 2/2021/NĐ-CP;\nNghị định số 3/2022/NĐ-CP"
    )
    assert [r.relation for r in references] == ["basis", "basis", "basis"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Luật Đất đai số 31/2024/QH15 ngày 18 tháng 01 năm 2024", [("31/2024/QH15", "2024-01-18", "Luật Đất đai")]),
        ("Luật Quy hoạch ngày 24/11/2017", [(None, "2017-11-24", "Luật Quy hoạch")]),
        (
            "Luật Doanh nghiệp năm 2005, 2014",
            [(None, "2005", "Luật Doanh nghiệp"), (None, "2014", "Luật Doanh nghiệp")],
        ),
        ("Hiến pháp năm 2013", [(None, "2013", "Hiến pháp")]),
        ("Luật số 87/2025/QH15", [("87/2025/QH15", None, None)]),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng số 62/2020/QH14 ngày 17/6/2020",
            [("62/2020/QH14", "2020-06-17", "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng")],
        ),
    ],
)
def test_laws(text, found):
    assert [(r.symbol, r.date, r.title) for r in _find(f"Căn cứ {text};")[0]] == found


def test_a_bare_law_is_the_dated_one():
    references, _ = _find("Luật Tài nguyên nước năm 2023. Vi phạm Luật Tài nguyên nước bị xử lý.")
    assert len(references) == 2
    assert len({r.target for r in references}) == 1


def test_place_tells_symbols_apart():
    references, _ = _find(
        "Kế hoạch số 82-KH/TU ngày 27/8/2019 của Tỉnh ủy Sơn La; Kế hoạch số 82-KH/TU ngày 27/8/2019 của Tỉnh ủy"
    )
    assert [r.target.split(":")[2] for r in references] == ["vn;son.la", "vn;dien.bien"]


def test_misprinted_dates_are_one_directive_with_a_remark():
    references, remarks = _find(
        "Chỉ thị số 11-CT/TU ngày 04/02/2025; Chỉ thị số 11-CT/TU ngày 04/01/2025", "2025-06-11"
    )
    assert len({r.target for r in references}) == 1
    assert [r.date for r in references] == ["2025-02-04", "2025-01-04"]
    assert [r.code for r in remarks] == ["DP204"]


def test_remarks_on_terms_and_dates():
    references, remarks = _find("Chỉ thị số 05-CT/TW của Bộ Chính trị khóa XI", "2019-11-06")
    assert [r.code for r in remarks] == ["DP202"]
    assert references[0].target.endswith(":khoa.xi;5-ct-tw")  # khóa XI may have one: suspected, not settled
    title = "về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
    references, remarks = _find(f"Chỉ thị số 05-CT/TW của Bộ Chính trị khóa XI {title}", "2019-11-06")
    assert [r.code for r in remarks] == ["DP202"]
    assert references[0].target.endswith(":2016-05-15;5-ct-tw")
    _, remarks = _find("Quyết định số 5/QĐ-TTg ngày 01/01/2030")
    assert [r.code for r in remarks] == ["DP203"]


@pytest.mark.parametrize(
    ("text", "date", "codes"),
    [
        ("Căn cứ Nghị định số 45/2025/NĐ-CP ngày 28/02/2025;", "2025-07-01", ["DP205"]),
        ("Căn cứ Nghị định số 45/2025/NĐ-CP ngày 28/02/2025;", "2025-06-15", []),
        ("Căn cứ Luật Đất đai năm 2013;", "2024-08-01", ["DP205"]),
        ("Căn cứ Luật Đất đai năm 2013;", "2024-07-31", []),
        ("Quyết định này thay thế Quy định số 66-QĐ/TW ngày 06/02/2017;", "2026-02-01", []),
        ("theo quy định tại Nghị định số 45/2025/NĐ-CP;", "2025-07-01", []),
        ("Căn cứ Nghị định số 45/2025/NĐ-CP và Nghị định số 150/2025/NĐ-CP;", "2025-07-01", []),
        ("Căn cứ Kết luận số 51-KL/TW ngày 30/6/2019 của Ban Bí thư;", "2019-11-06", ["DP206"]),
        ("Quyết định số 5/QĐ-CTN ngày 3/1/2025; Quyết định số 5/QĐ-CTN ngày 4/1/2025", "2025-07-01", ["DP204"]),
    ],
)  # fmt: skip
def test_remarks_on_what_is_over_or_misdated(text, date, codes):
    references, remarks = _find(text, date)
    assert [r.code for r in remarks] == codes
    assert all(text[r.start : r.end] in {one.text for one in references} for r in remarks)


@pytest.mark.parametrize("file", ["references", "header"])
def test_rules_match_their_examples_and_nothing_else(file):
    for rule in rule_pack().file(file).rules:
        assert rule.why, rule.id
        assert rule.examples, rule.id
        assert rule.counterexamples, rule.id
        for example in rule.examples:
            assert candidates([rule], canon(example), 0, len(example)), (rule.id, example)
        for example in rule.counterexamples:
            assert not candidates([rule], canon(example), 0, len(example)), (rule.id, example)


@pytest.mark.skipif(not (SHARED / "documents").is_dir(), reason="needs the shared documents")
def test_the_plan_of_dien_bien():
    source = read(SHARED / "documents" / "3243-KH-UBND.txt")
    references, remarks = find_references(source.text, canon(source.text), read_header(source))
    targets = {r.target for r in references}
    assert len(targets) == 7
    plan = "urn:lex:vn;dien.bien:tinh.uy:ke.hoach:2019-08-27;82-kh-tu"
    resolution = "urn:lex:vn:trung.uong.dang:nghi.quyet:2013-11-04;29-nq-tw"
    assert {plan, resolution} <= targets
    assert {(r.of, r.relation) for r in references if r.target == resolution} >= {(plan, "continues")}
    assert [r.code for r in remarks] == ["DP202"]
    assert all(re.sub(r"\s", "", source.text[r.start : r.end]) for r in references)
