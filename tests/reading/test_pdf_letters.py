"""What a PDF's letters are: raised marks of notes, fonts of the years before Unicode, pages turned round, files cut."""

from __future__ import annotations

import pytest

from docparse.errors import ReadError
from docparse.reading import legacy, read_bytes
from docparse.reading.pdf_fonts import is_garbled
from docparse.reading.pdf_legacy import LegacyFonts
from tests.reading.helpers import SHARED, texts
from tests.reading.pdfs import Pdf, pdf_source, simple_fonts, width

_TCVN3 = {new: old for old, new in legacy._TCVN3.items()}
_SENTENCE = "Căn cứ Luật Tổ chức, các nhà trường hướng dẫn, ưu tiên như sau; kinh tế-xã hội 2026-2030"
_VNI = "Caên cöù Luaät Toå chöùc, caùc nhaø tröôøng höôùng daãn, öu tieân nhö sau; kinh teá-xaõ hoäi 2026-2030"


def _tcvn3(text: str) -> bytes:
    return "".join(_TCVN3.get(c, c) for c in text).encode("latin-1")


def _raised(pdf: Pdf, x: float, y: float, mark: str, rest: str) -> None:
    pdf._put(x, y - 4, mark, 6, "F1")
    pdf.text(x + width(mark, 6) + 5, y, rest)


def test_a_note_in_letters_as_large_as_the_text_below_a_rule() -> None:
    pdf = Pdf().page()
    for k in range(3):
        pdf.lines(80, 200 + 60 * k, "Các cơ quan, đơn vị, địa phương tổ chức thực hiện Kế hoạch này.", 520)
    end = pdf.text(80, 100, "Theo số liệu năm 2025")
    _raised(pdf, end, 100, "1", "của tỉnh.")
    pdf.rule(80, 740, 200, 740)
    pdf.text(80, 755, "1 Báo cáo số 5 của tỉnh.")
    source = pdf_source(pdf)
    assert texts(source)[:2] == ["Theo số liệu năm 2025 của tỉnh.", "[1] Báo cáo số 5 của tỉnh."]
    assert source.blocks[1].kind == "footnote"


@pytest.mark.parametrize(
    ("word", "mark", "read"),
    [("2025", "1", "2025[1]"), ("quyết", "i", "quyết[i]"), ("500 m", "2", "500 m2"), ("5km", "3", "5km3")],
)
def test_a_raised_mark_without_its_note_stays_apart_from_word_and_number(word: str, mark: str, read: str) -> None:
    pdf = Pdf().page()
    _raised(pdf, pdf.text(80, 100, f"Giao {word}"), 100, mark, "cho các xã.")
    pdf.lines(80, 200, "Các cơ quan, đơn vị, địa phương tổ chức thực hiện Kế hoạch này.", 520)
    assert texts(pdf_source(pdf))[0] == f"Giao {read} cho các xã."


@pytest.mark.parametrize(
    "fonts", [(".VnTimeH,Bold", ".VnTime"), ("ABCDEF+.VnTimeH", "ABCDEF+.VnTime"), ("ABCDEF+Font1", "ABCDEF+Font2")]
)
def test_tcvn3_by_font_name_and_by_its_letters(fonts: tuple[str, str]) -> None:
    lines = [(fonts[0], _tcvn3("kế hoạch thực hiện")), (fonts[1], _tcvn3(_SENTENCE))]
    title = "KẾ HOẠCH THỰC HIỆN" if "VnTimeH" in fonts[0] else "kế hoạch thực hiện"
    source = read_bytes(simple_fonts(lines), "a.pdf")
    assert source.text == f"{title}\n{_SENTENCE}"
    assert source.warnings == ()


@pytest.mark.parametrize("font", ["VNI-Times", "ABCDEF+VNI-Times-Bold", "Anonymous"])
def test_vni_by_font_name_and_by_its_letters(font: str) -> None:
    source = read_bytes(simple_fonts([(font, "KEÁ HOAÏCH".encode("latin-1")), (font, _VNI.encode("latin-1"))]), "a.pdf")
    assert source.text == f"KẾ HOẠCH\n{_SENTENCE}"


def test_letters_of_fonts_that_are_symbols_and_unicode_beside_them() -> None:
    fonts = [".VnTime"] * 4 + ["Times"] * 4
    assert LegacyFonts().decode("tØnh tØnh"[:4] + "tỉnh", lambda k: fonts[k]) == "tỉnhtỉnh"
    assert LegacyFonts().decode("\uf0b5", lambda _: ".VnTime") == "à"
    assert LegacyFonts().decode("© 2026 ủy ban", lambda _: "Times") == "© 2026 ủy ban"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Kế HOạCH", "KẾ HOẠCH"), ("QUYếT ĐịNH Về việc", "QUYẾT ĐỊNH Về việc"), ("ủY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("Sở GD và ĐT", "Sở GD và ĐT"), ("Bộ GTVT", "Bộ GTVT"), ("Sở Y tế", "Sở Y tế"), ("Hà Nội", "Hà Nội"),
        ("Kế HOạCH\nVề việc ở xã", "KẾ HOẠCH\nVề việc ở xã"),
    ],
)  # fmt: skip
def test_capitals_that_tcvn3_does_not_have(typed: str, read: str) -> None:
    assert legacy.convert(_tcvn3(typed).decode("latin-1"), "tcvn3") == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("ph-¬ng", "phương"), ("-u tiªn", "ưu tiên"), ("nh- sau", "như sau"), ("kinh tÕ-x·", "kinh tế-xã")],
)
def test_the_letter_that_pdfs_give_as_a_hyphen(typed: str, read: str) -> None:
    assert legacy.in_place(typed, "tcvn3") == read
    assert len(legacy.in_place("Coäng hoøa", "vni")) == len("Coäng hoøa")


@pytest.mark.parametrize("flag", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)], ids=str)
def test_pages_turned_round_are_read_upright(turn: tuple[int, int, int, int], flag: int) -> None:
    a, b, c, d = turn
    upright = Pdf().page()
    upright.lines(
        80, 100, "Giao Sở Y tế chủ trì, phối hợp với các sở, ngành xây dựng dữ liệu trong quý I năm 2026.", 520
    )
    upright.text(90, 200, "Nhiệm vụ", 11)
    upright.text(300, 200, "Chủ trì", 11)
    upright.grid([80, 280, 500], [180, 210])
    width_, height = upright.size
    at = {1: (0, 0), -1: (width_, height)}.get(a) or ((height, 0) if b == 1 else (0, width_))
    size = upright.size if a else (height, width_)
    turned = Pdf(size=size, rotate=flag)
    turned.pages = [[b"%d %d %d %d %d %d cm" % (a, b, c, d, *at), *upright.pages[0]]]
    assert texts(pdf_source(turned)) == texts(pdf_source(upright))
    assert pdf_source(turned).blocks[1].kind == "table"


def test_words_that_have_lost_letters_are_garbled_where_a_file_is_doubtful() -> None:
    torn = "c a t nh x y d ng ho ch th c hi n nh c a c c s ng nh v a h ng ch o t nh n m " * 3
    assert is_garbled(torn, doubtful=True)
    assert not is_garbled("Giao các sở, ngành, địa phương xây dựng kế hoạch thực hiện. " * 5, doubtful=True)
    assert not is_garbled("x x x x Sở Y tế x x x x Sở Nội vụ x x x" * 5, doubtful=True)


@pytest.mark.parametrize("share", [0.15, 0.35, 0.5, 0.65])
def test_a_file_cut_off_before_its_fonts_gives_no_garbage(share: float) -> None:
    path = next((SHARED / "documents").glob("ubnd-tinh-bac-giang*.pdf"), None)
    if path is None:
        pytest.skip("the shared documents are not here")
    data = path.read_bytes()
    with pytest.raises(ReadError, match="DP140"):
        read_bytes(data[: int(len(data) * share)], "a.pdf")
