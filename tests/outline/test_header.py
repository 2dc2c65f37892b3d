"""Headers in the layouts of NĐ 30/2020 and of the Party, drafts and damaged prints."""

from __future__ import annotations

from pathlib import Path

import pytest

import docparse
from docparse.outline.header import read_header
from docparse.outline.header_end import read_end
from docparse.outline.header_issuer import issuer_name, proper
from docparse.reading import read, read_bytes

SHARED = Path(__file__).parents[2].parent / "shared"

STATE = """ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 12/KH-UBND
Điện Biên, ngày 06 tháng 11 năm 2024

KẾ HOẠCH
NÂNG CAO CHẤT LƯỢNG THƯ VIỆN TRƯỜNG HỌC

Thực hiện Nghị quyết số 01/NQ-HĐND ngày 02/01/2024, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Giúp học sinh đọc sách.

Nơi nhận:
- Như trên;
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lò Văn Mẫu
"""


def _read(text: str, name: str = "a.txt"):
    source = read_bytes(text.encode(), name)
    return source, read_header(source)


def test_state_plan():
    source, header = _read(STATE)
    document = header.document
    assert (document.type, document.symbol, document.date) == ("Kế hoạch", "12/KH-UBND", "2024-11-06")
    assert (document.issuer, document.place) == ("Ủy ban nhân dân tỉnh Điện Biên", "Điện Biên")
    assert document.title == "NÂNG CAO CHẤT LƯỢNG THƯ VIỆN TRƯỜNG HỌC"
    assert document.signer is not None
    assert (document.signer.name, document.signer.position) == ("Lò Văn Mẫu", "Phó Chủ tịch")
    assert document.recipients == ("Như trên", "Lưu: VT, KGVX")
    assert document.id == "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2024-11-06;12-kh-ubnd"
    assert source.text[header.end :].startswith("Thực hiện Nghị quyết")
    assert source.text[slice(*header.spans["title"])] == document.title
    assert source.text[slice(*header.spans["symbol"])] == "12/KH-UBND"


def test_party_conclusion_names_its_issuer_below_the_type():
    _, header = _read(
        "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSố 51-KL/TW\n\nHà Nội, ngày 30 tháng 5 năm 2019\n\n"
        "KẾT LUẬN\n\nCỦA BAN BÍ THƯ\n\nVỀ VIỆC MỞ LỚP HỌC\n\n-----\n\nTại phiên họp, Ban Bí thư kết luận như sau:\n"
    )
    document = header.document
    assert (document.type, document.symbol, document.issuer) == ("Kết luận", "51-KL/TW", "Ban Bí thư")
    assert (document.title, document.date) == ("VỀ VIỆC MỞ LỚP HỌC", "2019-05-30")
    assert document.id == "urn:lex:vn:trung.uong.dang:ket.luan:2019-05-30;51-kl-tw"


def test_official_letter():
    source, header = _read(
        "SỞ Y TẾ TỈNH SƠN LA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 45/SYT-VP\n\nV/v"
        " khám sức khỏe học sinh\n\nSơn La, ngày 3 tháng 2 năm 2025\n\nKính gửi: Các trường học.\n\nSở Y tế yêu cầu:\n"
    )
    document = header.document
    assert (document.type, document.symbol) == ("Công văn", "45/SYT-VP")
    assert (document.title, document.date) == ("khám sức khỏe học sinh", "2025-02-03")
    assert document.issuer == "Sở Y tế tỉnh Sơn La"
    assert source.text[header.end :].startswith("Kính gửi")


@pytest.mark.parametrize(
    ("number", "date", "symbol", "iso"),
    [
        ("Số:          /KH-UBND", "Điện Biên, ngày       tháng 6 năm 2026", None, None),
        ("Số: 773 /KH-UBND", "Điện Biên, ngày 26 tháng 0 6 năm 2018", "773/KH-UBND", "2018-06-26"),
        ("Số: 05/KH-UBND", "Điện Biên, ngày 35 tháng 6 năm 2018", "05/KH-UBND", None),
        ("Số: ..../KH-UBND", "Điện Biên, ngày 5 tháng 12 năm 2018", None, "2018-12-05"),
    ],
)
def test_drafts_and_damage(number, date, symbol, iso):
    text = STATE.replace("Số: 12/KH-UBND", number).replace("Điện Biên, ngày 06 tháng 11 năm 2024", date)
    document = _read(text)[1].document
    assert (document.symbol, document.date, document.type) == (symbol, iso, "Kế hoạch")
    assert document.place == "Điện Biên"
    if symbol is None or iso is None:
        assert document.id.startswith("urn:docparse:text:")


def test_a_decision_before_its_plan_gives_the_header():
    text = STATE.replace("KẾ HOẠCH\nNÂNG CAO", "QUYẾT ĐỊNH\nBAN HÀNH KẾ HOẠCH NÂNG CAO").replace("KH-UBND", "QĐ-UBND")
    text += "\nKẾ HOẠCH\nNÂNG CAO CHẤT LƯỢNG\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 06/11/2024)\n"
    document = _read(text)[1].document
    assert (document.type, document.symbol) == ("Quyết định", "12/QĐ-UBND")
    assert document.title is not None
    assert document.title.startswith("BAN HÀNH KẾ HOẠCH NÂNG CAO")


def test_two_columns_run_together():
    text = STATE.replace(
        STATE[: STATE.index("KẾ HOẠCH")],
        "   ỦY BAN NHÂN DÂN          CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "    TỈNH LÀO CAI               Độc lập - Tự do - Hạnh phúc\n\n"
        "   Số: 9 /KH-UBND           Lào Cai, ngày 11 tháng 6 năm 2026\n\n",
    )
    document = _read(text)[1].document
    assert document.issuer == "Ủy ban nhân dân tỉnh Lào Cai"
    assert (document.symbol, document.date, document.place) == ("9/KH-UBND", "2026-06-11", "Lào Cai")


def test_a_title_over_lines_may_begin_with_another_type():
    """A notice's title "Kết luận của …" in bold lines, as offices print it."""
    _, header = _read(
        "**UBND TỈNH LÀO CAI**\n\n**VĂN PHÒNG**\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 8/TB-VP\n\n"
        "Lào Cai, ngày 2 tháng 6 năm 2026\n\n**THÔNG BÁO**\n\n**Kết luận của đồng chí Chủ tịch**\n\n"
        "**Ủy ban nhân dân tỉnh tại cuộc họp**\n\nNgày 1 tháng 6 năm 2026, Ủy ban nhân dân tỉnh họp.\n",
        "a.md",
    )
    assert header.document.type == "Thông báo"
    assert header.document.title == "Kết luận của đồng chí Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp"
    assert header.document.issuer == "Văn phòng Ủy ban nhân dân tỉnh Lào Cai"


def test_a_commune_finds_its_province_in_its_title():
    text = STATE.replace("TỈNH ĐIỆN BIÊN", "XÃ MƯỜNG PHĂNG").replace("Điện Biên, ngày", "Mường Phăng, ngày")
    text = text.replace("I. MỤC ĐÍCH", "Theo Kế hoạch số 7/KH-UBND của UBND tỉnh Điện Biên.\nI. MỤC ĐÍCH")
    document = _read(text)[1].document
    assert document.id == "urn:lex:vn;dien.bien;muong.phang:uy.ban.nhan.dan:ke.hoach:2024-11-06;12-kh-ubnd"


def test_a_stamp_is_secrecy_or_urgency():
    document = _read(STATE.replace("TỈNH ĐIỆN BIÊN\n", "TỈNH ĐIỆN BIÊN\n\nMẬT\n\nHỎA TỐC\n\n", 1))[1].document
    assert (document.secrecy, document.urgency) == ("Mật", "Hỏa tốc")
    assert document.issuer == "Ủy ban nhân dân tỉnh Điện Biên"


def test_a_headline_stands_in_for_a_missing_header():
    _, header = _read("Chỉ thị về việc trồng cây\nĐể phủ xanh đồi, Uỷ ban nhân dân tỉnh yêu cầu các xã trồng cây.\n")
    assert (header.document.type, header.document.title) == ("Chỉ thị", "về việc trồng cây")
    assert header.document.symbol is None


@pytest.mark.parametrize(
    "text", ["x", "Số:", "KẾ HOẠCH", "Nơi nhận:", "| | |\n|---|---|\n| a | b |", "\n\nngày tháng năm"]
)
def test_no_text_is_refused(text):
    source, header = _read(text, "a.md")
    assert 0 <= header.end <= len(source.text)
    assert header.document.symbol is None
    assert header.document.date is None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH ĐIỆN BIÊN"], "Ủy ban nhân dân tỉnh Điện Biên"),
        (["UBND TỈNH LÀO CAI", "SỞ CÔNG THƯƠNG"], "Sở Công Thương tỉnh Lào Cai"),
        (["BỘ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"], "Bộ Văn hóa, Thể thao và Du lịch"),
        (["UBND TỈNH LÀO CAI", "VĂN PHÒNG"], "Văn phòng Ủy ban nhân dân tỉnh Lào Cai"),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "ĐẢNG ĐOÀN QUỐC HỘI"], "Đảng đoàn Quốc hội"),
        (["BỘ TÀI CHÍNH TỔNG CỤC HẢI QUAN"], "Tổng cục Hải quan"),
        (["/ỦY BAN MTTQ VIỆT NAM", "XÃ LƯƠNG MINH"], "Ủy ban Mặt trận Tổ quốc Việt Nam xã Lương Minh"),
        ([], None),
    ],
)
def test_issuer_name(lines, name):
    assert issuer_name(lines) == name


def test_capitals_put_right():
    assert proper("ỦY BAN NHÂN DÂN XÃ MƯỜNG PHĂNG") == "Ủy ban nhân dân xã Mường Phăng"
    assert proper("Uỷ ban nhân dân tỉnh") == "Uỷ ban nhân dân tỉnh"


@pytest.mark.parametrize("count", [50, 150, 380])
def test_a_menu_may_stand_before_the_header(count):
    _, header = _read("".join(f"Trang mục {i}\n" for i in range(count)) + STATE)
    found = header.document
    assert (found.type, found.symbol, found.date) == ("Kế hoạch", "12/KH-UBND", "2024-11-06")
    assert found.title == "NÂNG CAO CHẤT LƯỢNG THƯ VIỆN TRƯỜNG HỌC"


def test_no_signer_without_an_office():
    source = read_bytes("Nơi nhận:\n- Như trên.\nNguyễn Văn Mẫu\n".encode(), "a.txt")
    from docparse.folding import canon

    recipients, signer, _ = read_end(source, canon(source.text), 0)
    assert recipients == ("Như trên",)
    assert signer is None


@pytest.mark.skipif(not (SHARED / "documents").is_dir(), reason="needs the shared documents")
def test_the_plan_of_dien_bien():
    document = read_header(read(SHARED / "documents" / "3243-KH-UBND.txt")).document
    assert document.id == "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2019-11-06;3243-kh-ubnd"
    assert document.issuer == "Ủy ban nhân dân tỉnh Điện Biên"
    assert document.signer is None


def test_the_head_of_a_form_is_no_part_of_the_title():
    page = (
        "<table><tr><td>SỞ TÀI CHÍNH</td><td>KẾ HOẠCH<br>Kiểm tra chuyển đổi số</td>"
        "<td>Mã hiệu: KH-01<br>Lần ban hành: 2<br>Trang: 1/5</td></tr></table>"
        "<p>Căn cứ Luật Ngân sách, Sở ban hành Kế hoạch như sau:</p>"
    )
    lines = "KẾ HOẠCH\nKiểm tra chuyển đổi số Lần ban hành: 2\nMã hiệu: KH-01\nnăm 2025\nCăn cứ Luật Ngân sách:"
    assert read_header(read_bytes(page.encode(), "a.html")).document.title == "Kiểm tra chuyển đổi số"
    assert read_header(read_bytes(lines.encode(), "a.txt")).document.title == "Kiểm tra chuyển đổi số năm 2025"


def test_a_motto_over_two_lines_leaves_no_rest_to_the_issuer():
    page = "<table><tr><td>UBND TỈNH ĐIỆN BIÊN</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA<br>VIỆT NAM</td></tr></table>KẾ HOẠCH"
    assert read_header(read_bytes(page.encode(), "a.html")).document.issuer == "Ủy ban nhân dân tỉnh Điện Biên"


def test_a_scans_head_with_marks_lost_is_read() -> None:
    text = (
        "TÍNH ỦY SƠN LA\n*\nSố 29-CT/TU\nĐÁNG CỘNG SẢN VIỆT NAM\nSơn La, ngày 19 tháng 4 năm 2023\nCHÍ THỊ\n"
        "về tăng cường sự lãnh đạo của các cấp ủy đảng\n\nThực hiện Quyết định số 06/QĐ-TTg, Ban Thường vụ yêu cầu:\n"
        "1. Các cấp ủy quán triệt.\n\nNơi nhân:\n- Văn phòng Tỉnh ủy,\n- Lưu VPTU.\n"
    )
    document = docparse.parse_bytes(text.encode(), "a.txt").document
    assert (document.type, document.symbol, document.date) == ("Chỉ thị", "29-CT/TU", "2023-04-19")
    assert document.title == "về tăng cường sự lãnh đạo của các cấp ủy đảng"
    assert "cộng sản" not in (document.issuer or "").lower()
    assert document.recipients == ("Văn phòng Tỉnh ủy", "Lưu VPTU")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("UBND TỈNH KHÁNH HÒA\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường tỉnh Khánh Hòa"),
        ("BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "Bộ Tài nguyên và Môi trường"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TRƯỜNG THPT LÝ TỰ TRỌNG", "Trường THPT Lý Tự Trọng"),
    ],
)
def test_the_end_of_a_name_is_no_body_of_its_own(head: str, issuer: str) -> None:
    text = f"{head}\nSố: 12/KH-ABC\nKhánh Hòa, ngày 05 tháng 5 năm 2026\nKẾ HOẠCH\nChống khai thác IUU\n\nI. NHIỆM VỤ\n"
    assert docparse.parse_bytes(text.encode(), "a.txt").document.issuer == issuer
