"""PDF files: paragraphs, heads, notes, columns, split words, damaged and hostile files."""

from __future__ import annotations

import pytest

from docparse.errors import ReadError
from docparse.reading import apart, read_bytes
from docparse.reading.pdf import pages_text
from tests.reading.helpers import cells, texts
from tests.reading.pdfs import Pdf, assemble, pdf_source, width

LONG = "Ủy ban nhân dân tỉnh giao các sở, ban, ngành tổ chức triển khai kế hoạch này đúng tiến độ và báo cáo kết quả"


def code_of(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value)
    return caught.value.code


def test_wrapped_lines_are_one_paragraph() -> None:
    pdf = Pdf().page()
    y = pdf.lines(85, 100, LONG + ".", 540, indent=28)
    y = pdf.lines(85, y, "Điều 5 được sửa đổi. " + LONG + ".", 540, indent=28)
    pdf.lines(85, y, "Nơi khác theo quy định tại khoản 2 " + LONG + ";", 540, indent=28)
    source = pdf_source(pdf)
    assert source.format == "pdf"
    assert texts(source) == [
        LONG + ".", "Điều 5 được sửa đổi. " + LONG + ".", "Nơi khác theo quy định tại khoản 2 " + LONG + ";",
    ]  # fmt: skip
    assert [block.origin.page for block in source.blocks] == [1, 1, 1]


def test_a_marker_at_the_left_margin_may_be_in_the_sentence() -> None:
    pdf = Pdf().page()
    y = pdf.lines(85, 60, LONG + ".", 540, indent=28)
    y = pdf.lines(85, y, LONG + ".", 540, indent=28)
    line = "Thực hiện các nhiệm vụ được giao theo khoản 1 và khoản"
    pdf.text(540 - width(line, 13), y, line)
    pdf.text(85, y + 17, "2. Hết.")
    assert texts(pdf_source(pdf))[2:] == [f"{line} 2. Hết."]


def test_bullets_and_items_begin_paragraphs() -> None:
    pdf = Pdf().page()
    y = pdf.lines(85, 100, "- " + LONG + ".", 540)
    y = pdf.lines(85, y, "- " + LONG + ";", 540)
    pdf.lines(85, y, "- Hết.", 540)
    assert texts(pdf_source(pdf)) == ["- " + LONG + ".", "- " + LONG + ";", "- Hết."]


def test_bold_and_centred() -> None:
    pdf = Pdf().page()
    title = "KẾ HOẠCH"
    pdf.text(312 - width(title, 13) / 2, 80, title, bold=True)
    y = pdf.lines(85, 120, " ".join((LONG, LONG, LONG)) + ".", 540, indent=28)
    end = pdf.text(113, y, "1. Mục tiêu:", bold=True)
    pdf.text(end + 3.3, y, "đến năm 2025")
    first, _, last = pdf_source(pdf).blocks
    assert (first.centered, first.bold) == (True, len(title))
    assert (last.centered, last.bold) == (False, len("1. Mục tiêu:"))


def test_words_are_told_by_the_room_between_glyphs() -> None:
    pdf = Pdf().page()
    at = 85.0
    for piece in ("ĐI", "ỀU"):  # two text objects without room
        pdf._put(at, 100, piece, 13, "F2")
        at += width(piece, 13)
    pdf._put(at + 4, 100, "KHO", 13, "F2")
    at += 4 + width("KHO", 13)
    pdf._put(at, 100, " ", 13, "F2")  # a blank is written, no room is left for it
    pdf._put(at, 100, "ẢN", 13, "F2")
    pdf._put(at + width("ẢN", 13) + 4, 100, "trả", 13, "F2")
    assert texts(pdf_source(pdf)) == ["ĐIỀU KHOẢN trả"]


def test_letters_of_a_second_font_written_afterwards_find_their_places() -> None:
    """LibreOffice writes a line in one font and then, elsewhere in the file, the letters that the font lacks."""
    pdf = Pdf().page()
    at = 85.0
    later = []
    for word in ("Hu.n", "luy.n", "v.t", "li.u"):
        for letter in word:
            if letter == ".":
                later.append(at)
            else:
                pdf._put(at, 100, letter, 13, "F1")
            at += width(letter, 13)
        pdf._put(at, 100, " ", 13, "F1")
        at += width(" ", 13)
    for place, letters in zip(later, ("a", "e", "a", "e"), strict=True):
        pdf._put(place, 100, letters, 13, "F2")
    assert texts(pdf_source(pdf)) == ["Huan luyen vat lieu"]


def test_page_numbers_and_running_heads_go() -> None:
    pdf = Pdf()
    for number in range(1, 5):
        pdf.page()
        pdf.text(290, 40, f"- {number} -")
        pdf.text(85, 60, "Sổ tay của tỉnh")
        pdf.lines(85, 100, f"Phần {'abcd'[number - 1]} " + LONG + ".", 540, indent=28)
        pdf.text(400, 820, f"Trang {number}/4")
    found = texts(pdf_source(pdf))
    assert found == ["Sổ tay của tỉnh"] + [f"Phần {letter} {LONG}." for letter in "abcd"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    pdf = Pdf().page()
    pdf.lines(85, 700, LONG + " " + LONG, 540, indent=28)
    pdf.page()
    pdf.text(310, 40, "2")
    pdf.text(85, 80, "theo đúng quy định của pháp luật.")
    pdf.lines(85, 100, LONG + ".", 540, indent=28)
    found = texts(pdf_source(pdf))
    assert found == [LONG + " " + LONG + " theo đúng quy định của pháp luật.", LONG + "."]


def test_head_in_two_columns() -> None:
    pdf = Pdf().page()
    pdf.text(90, 60, "UBND TỈNH X", 12)
    pdf.text(260, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11, bold=True)
    pdf.text(330, 76, "Độc lập - Tự do - Hạnh phúc", 12, bold=True)
    pdf.text(90, 110, "Số:", 12)
    pdf.text(150, 110, "/KH-UBND", 12)
    pdf._put(122, 110, "12", 12, "F1")
    pdf.text(350, 110, "X, ngày 1 tháng 2 năm 2025", 12)
    pdf.text(312 - width("KẾ HOẠCH", 13) / 2, 160, "KẾ HOẠCH", bold=True)
    pdf.lines(85, 200, LONG + ".", 540, indent=28)
    source = pdf_source(pdf)
    head = source.blocks[0]
    assert head.kind == "table"
    left = "\n".join(row[0] for row in cells(source, head))
    right = "\n".join(row[1] for row in cells(source, head))
    assert left == "UBND TỈNH X\nSố: 12/KH-UBND"
    assert right.split("\n") == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "X, ngày 1 tháng 2 năm 2025",
    ]  # fmt: skip
    assert texts(source)[1] == "KẾ HOẠCH"


def test_notes_at_the_foot() -> None:
    pdf = Pdf().page()
    end = pdf.text(113, 100, "Theo báo cáo của tỉnh")
    pdf._put(end, 95, "1", 8, "F1")
    pdf.text(end + 8, 100, "năm qua, kết quả đạt khá.")
    y = pdf.lines(85, 120, LONG + ".", 540, indent=28)
    pdf.lines(85, y, LONG + ".", 540, indent=28)
    pdf.rule(85, 740, 230, 740)
    pdf._put(85, 752, "1", 6, "F1")
    pdf.text(92, 755, "Báo cáo số 5 của Ủy ban nhân dân tỉnh.", 10)
    source = pdf_source(pdf)
    assert [block.kind for block in source.blocks] == ["paragraph", "footnote", "paragraph", "paragraph"]
    assert texts(source)[:2] == [
        "Theo báo cáo của tỉnh năm qua, kết quả đạt khá.", "[1] Báo cáo số 5 của Ủy ban nhân dân tỉnh.",
    ]  # fmt: skip


def test_turned_page() -> None:
    """A page that is stored upright and shown turned, with its text turned the other way."""
    pdf = Pdf(size=(595.0, 842.0), rotate=90).page()
    for k, line in enumerate((LONG, "Dòng thứ hai của trang ngang.")):
        code = line.encode("utf-16-be").hex()
        pdf.pages[-1].append(f"BT /F1 12 Tf 0 1 -1 0 {100 + 40 * k} 80 Tm <{code}> Tj ET".encode())
    assert "Dòng thứ hai của trang ngang." in texts(pdf_source(pdf))[-1]


def test_scan_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # where Tesseract is looked for
    pdf = Pdf()
    for _ in range(3):
        pdf.page().picture()
    with pytest.raises(ReadError) as caught:
        read_bytes(pdf.data(), "a.pdf")
    assert caught.value.code == "DP142"
    assert "trang 1–3 là ảnh quét" in str(caught.value)
    assert "tesseract-ocr-vie" in caught.value.advice


def test_scanned_pages_among_others_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # where Tesseract is looked for
    pdf = Pdf().page()
    pdf.lines(85, 100, LONG + ".", 540, indent=28)
    pdf.page().picture()
    pdf.text(300, 800, "Ký bởi: Văn phòng")
    source = pdf_source(pdf)
    assert texts(source) == [LONG + "."]
    assert [(w.code, w.text.split(";")[0]) for w in source.warnings] == [
        ("DP222", "trang 2 là ảnh quét nên chưa đọc được")
    ]


def test_hidden_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font whose codes are no letters: said, not read as nonsense."""
    monkeypatch.setenv("PATH", "/nowhere")  # where Tesseract is looked for
    pdf = Pdf().page()
    strange = "".join(chr(0xE100 + ord(c) % 128) if c != " " else c for c in LONG)
    y = pdf.lines(85, 100, strange, 540)
    pdf.lines(85, y, strange, 540)
    assert code_of(pdf.data()) == "DP143"


def test_glyph_numbers_become_letters() -> None:
    """A Microsoft font without its table of letters gives glyph numbers, which tell the letters."""
    horns = {"ơ": 0x46B, "ư": 0x46D, "Ư": 0x46C, "đ": 255, "Đ": 264, "ă": 259}
    mac = "áàâäãåçéèêëíìîïñóòôöõúùûü"

    def number(c: str) -> int:
        if c in horns:
            return horns[c]
        if ord(c) < 128:
            return ord(c) - 29
        if c in mac:
            return 105 + mac.index(c)
        return 0x4A4 + ord(c) - 0x1EA0

    plain = "Sở Công thương chủ trì, phối hợp với các cơ quan có liên quan kiểm tra việc chấp hành pháp luật hoạt động"
    pdf = Pdf().page()
    pdf.lines(85, 100, "".join(c if c == " " else chr(number(c)) for c in plain), 540)
    source = pdf_source(pdf)
    assert texts(source) == [plain]
    assert [w.code for w in source.warnings] == ["DP223"]


def test_not_a_pdf_and_damaged() -> None:
    assert code_of(b"Kh\xc3\xb4ng ph\xe1\xba\xa3i PDF") == "DP140"
    assert code_of(b"%PDF-1.7\nabc") == "DP140"
    whole = Pdf().page().data()
    assert code_of(whole[:60]) == "DP140"
    assert code_of(whole) == "DP103"


def test_locked() -> None:
    key = b"00" * 32
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (key, key)
    assert code_of(Pdf().page().data(lock)) == "DP141"


def test_cut_off_file_is_read_as_far_as_it_goes() -> None:
    pdf = Pdf()
    for number in range(4):
        pdf.page()
        pdf.lines(85, 100, f"Trang số {number}. " + LONG + ".", 540)
    data = pdf.data()
    source = read_bytes(data[: len(data) * 9 // 10], "a.pdf")
    assert LONG + "." in texts(source)[0]
    assert "DP226" in [w.code for w in source.warnings]


def test_endless_page_tree() -> None:
    loop = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 100000000/Kids[3 0 R 2 0 R]>>",
        b"<</Type/Pages/Count 100000000/Kids[2 0 R 3 0 R]/Parent 2 0 R>>",
    ]
    assert code_of(assemble(loop)) in ("DP140", "DP103", "DP144", "DP145")


def test_stream_that_unpacks_to_far_too_much() -> None:
    import zlib

    bomb = zlib.compress(b"0 0 m 1 1 l S " * 20_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb),
    ]
    assert code_of(assemble(objects)) in ("DP103", "DP140", "DP142", "DP144", "DP145")


def test_time_and_memory_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = Pdf()
    for _ in range(30):
        pdf.page()
        pdf.lines(85, 100, LONG, 540)
    monkeypatch.setattr(apart, "MEGABYTES", 30)
    assert code_of(pdf.data()) == "DP145"


@pytest.mark.parametrize(
    ("pages", "text"), [([1], "trang 1"), ([3, 1, 2], "trang 1–3"), ([1, 2, 5, 7, 8], "trang 1–2, 5, 7–8")]
)
def test_pages_text(pages: list[int], text: str) -> None:
    assert pages_text(pages) == text
