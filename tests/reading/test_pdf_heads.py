"""PDF heads of two columns: where they end, lines that wrap in them, what stands below them at the left margin."""

from __future__ import annotations

from docparse.outline.header import read_header
from tests.reading.helpers import cells, texts
from tests.reading.pdfs import Pdf, pdf_source, width

_LEFT, _RIGHT = 80.0, 300.0
_BODY = "Thực hiện Kết luận số 51-KL/TW ngày 30/5/2019 của Ban Bí thư, Ủy ban nhân dân tỉnh ban hành như sau:"


def _head(pdf: Pdf, right: list[str], *, number: float = 134) -> float:
    """Agency and number at the left, ``right`` beside them; where the last line stands."""
    for y, line in ((100.0, "UBND"), (117.0, "TỈNH ĐIỆN BIÊN"), (number, "Số: 12/KH-UBND")):
        pdf.text(_LEFT, y, line, 11)
    y = 83.0
    for line in right:
        y += 17
        pdf.text(_RIGHT, y, line, 11)
    return y


_WRAPPED = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM", "Độc lập - Tự do - Hạnh phúc",
            "Điện Biên, ngày 15 tháng 01 năm", "2026"]  # fmt: skip


def test_a_short_title_at_the_left_margin_is_not_the_agencys() -> None:
    pdf = Pdf().page()
    y = _head(pdf, _WRAPPED)
    pdf.text(_LEFT, y + 28, "KẾ HOẠCH", 11)
    pdf.text(_LEFT, y + 54, "Chuyển đổi số năm 2026", 11)
    pdf.lines(_LEFT, y + 80, _BODY, 520, 11)
    source = pdf_source(pdf)
    document = read_header(source).document
    assert (document.type, document.symbol) == ("Kế hoạch", "12/KH-UBND")
    assert (document.place, document.date) == ("Điện Biên", "2026-01-15")
    assert document.title == "Chuyển đổi số năm 2026"
    assert document.issuer == "Ủy ban nhân dân tỉnh Điện Biên"
    assert texts(source)[1:] == ["KẾ HOẠCH", "Chuyển đổi số năm 2026", _BODY]


def test_a_title_without_type_begins_below_the_room_of_the_head() -> None:
    pdf = Pdf().page()
    y = _head(
        pdf, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Điện Biên, ngày 5 tháng 1 năm 2026"]
    )
    pdf.text(_LEFT, y + 40, "Về chuyển đổi số", 11)
    pdf.lines(_LEFT, y + 66, _BODY, 520, 11)
    source = pdf_source(pdf)
    assert cells(source, source.blocks[0])[0][0] == "UBND\nTỈNH ĐIỆN BIÊN\nSố: 12/KH-UBND"
    assert texts(source)[1] == "Về chuyển đổi số"


def test_the_motto_and_the_date_keep_lines_of_their_own() -> None:
    pdf = Pdf().page()
    y = _head(
        pdf, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Điện Biên, ngày 5 tháng 1 năm 2026"]
    )
    pdf.lines(_LEFT, y + 40, _BODY, 520, 11)
    right = cells(pdf_source(pdf), pdf_source(pdf).blocks[0])[0][1]
    assert right.split("\n")[1:] == ["Độc lập - Tự do - Hạnh phúc", "Điện Biên, ngày 5 tháng 1 năm 2026"]


def test_the_subject_of_a_letter_stays_under_its_number_and_the_address_does_not() -> None:
    pdf = Pdf().page()
    y = _head(
        pdf, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Điện Biên, ngày 5 tháng 1 năm 2026"]
    )
    pdf.text(_LEFT, y + 17, "V/v dạy học 2 buổi", 11)
    pdf.text(_LEFT, y + 34, "trên địa bàn", 11)
    pdf.text(_LEFT, y + 60, "Kính gửi: Sở Y tế", 11)
    pdf.lines(_LEFT, y + 86, _BODY, 520, 11)
    source = pdf_source(pdf)
    assert read_header(source).document.title == "dạy học 2 buổi trên địa bàn"
    assert texts(source)[1] == "Kính gửi: Sở Y tế"


def test_a_plan_begins_below_the_signature_of_its_decision() -> None:
    pdf = Pdf().page()
    pdf.lines(_LEFT, 100, _BODY, 520, 11)
    for k, line in enumerate(("Nơi nhận:", "- Như trên;", "- Lưu: VT.")):
        pdf.text(_LEFT, 160 + 15 * k, line, 11)
    for k, line in enumerate(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")):
        pdf.text(_RIGHT, 160 + 15 * k, line, 11)
    pdf.text(_LEFT, 215, "KẾ HOẠCH", 11)
    source = pdf_source(pdf)
    assert texts(source)[-1] == "KẾ HOẠCH"
    assert cells(source, source.blocks[1]) == [
        ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"]
    ]


def test_a_span_of_years_that_wraps_in_a_title_goes_on() -> None:
    pdf = Pdf().page()
    for y, line in ((100, "CHUYỂN ĐỔI SỐ GIAI ĐOẠN 2026"), (116, "- 2030")):
        pdf.text(300 - width(line, 11) / 2, y, line, 11, bold=True)
    pdf.lines(_LEFT, 150, _BODY, 520, 11)
    pdf.lines(_LEFT, 250, _BODY, 520, 11)
    assert texts(pdf_source(pdf))[0] == "CHUYỂN ĐỔI SỐ GIAI ĐOẠN 2026 - 2030"


def test_capitals_with_an_accent_are_no_sign_of_a_broken_font() -> None:
    pdf = Pdf().page()
    for k in range(12):
        pdf.text(_LEFT, 100 + 20 * k, "CÔNG NGHIỆP HÓA, HIỆN ĐẠI HÓA ĐÌNH TÍNH", 11, bold=k % 2 == 0)
    source = pdf_source(pdf)
    assert source.warnings == ()
    assert source.text.count("HIỆN ĐẠI HÓA ĐÌNH TÍNH") == 12
