"""Web pages: order, tables, lists, notes, hidden text, menus, encodings."""

from __future__ import annotations

import pytest

from docparse.model import Source
from docparse.reading import read_bytes
from tests.reading.helpers import cells, check, texts


def page(body: str, head: str = "", encoding: str = "utf-8") -> Source:
    source = read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "a.html")
    check(source)
    return source


def test_paragraphs_in_order_with_their_looks() -> None:
    source = page(
        "<h2>I. MỤC TIÊU</h2><p align=center><b>KẾ HOẠCH</b></p><p><b>1. Rà soát</b> hồ&nbsp;chứa<br>Lập danh sách</p>"
        "<script>x()</script><!-- ghi chú --><p style='display:none'>ẩn</p><p><o:p>&nbsp;</o:p></p>"
    )
    assert texts(source) == ["I. MỤC TIÊU", "KẾ HOẠCH", "1. Rà soát hồ chứa", "Lập danh sách"]
    assert [b.heading for b in source.blocks] == [2, None, None, None]
    assert [b.centered for b in source.blocks] == [False, True, False, False]
    assert [b.bold for b in source.blocks] == [11, 8, 10, 0]


def test_a_frame_of_one_cell_is_no_table() -> None:
    source = page(
        "<table><tr><td><p>I. NHIỆM VỤ</p><table><tr><td>a<td>b</table><p>1. Đắp đập</p></td></tr></table><p>sau</p>"
    )
    assert [b.kind for b in source.blocks] == ["paragraph", "table", "paragraph", "paragraph"]
    assert texts(source) == ["I. NHIỆM VỤ", "a | b", "1. Đắp đập", "sau"]


def test_tables_with_merged_and_nested_cells() -> None:
    source = page(
        "<table><tr><td rowspan=2>a<td colspan=2>b</tr><tr><td>c<td><table><tr><td>d<td>e</table></tr></table>"
        "<p>sau</p>"
    )
    table = source.blocks[0]
    assert cells(source, table) == [["a", "b"], ["c", "d | e"]]
    assert [[(c.column, c.columns, c.rows) for c in row] for row in table.rows] == [
        [(0, 1, 2), (1, 2, 1)], [(1, 1, 1), (2, 1, 1)],
    ]  # fmt: skip
    assert texts(source)[1] == "sau"


def test_numbers_of_lists_are_written_out() -> None:
    source = page(
        "<ol start=3><li>ba<li>bốn<ul><li>gạch</ul><li value=9>chín</ol><ol type=a><li>chữ</ol>"
        "<ol><li>1. sẵn số</ol><ol style='list-style:none'><li>trần</ol>"
    )
    assert texts(source) == ["3. ba", "4. bốn", "- gạch", "9. chín", "a. chữ", "1. sẵn số", "trần"]


def test_word_list_numbers_and_notes() -> None:
    source = page(
        "<div class=WordSection1><p style='mso-list:l0 level1 lfo1'><![if !supportLists]><b>"
        "<span style='mso-list:Ignore'>"
        "1.<span>&nbsp;&nbsp; </span></span></b><![endif]><b>Mục đích</b></p>"
        "<p>Theo luật<a href='#_ftn1'>[1]</a>.</p><p>Hết</p>"
        "</div><div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>"
        "<p><a href='#_ftnref1'>[1]</a>"
        " Luật Trẻ em</p></div></div>"
    )
    assert texts(source) == ["1. Mục đích", "Theo luật.", "[1] Luật Trẻ em", "Hết"]
    assert source.blocks[2].kind == "footnote"
    assert source.blocks[0].bold == len("1. Mục đích")


def test_bullets_of_word_are_no_letters() -> None:
    def marked(mark: str, font: str = "") -> str:
        space = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span>"
        inside = f"<span style='{font}mso-list:Ignore'>{mark}{space}</span>"
        return f"<p style='mso-list:l0 level1 lfo1'><![if !supportLists]>{inside}<![endif]>việc<o:p></o:p></p>"

    source = page(
        marked("·", "font-family:Symbol;") + marked("v", "font-family:Wingdings;") + marked("o") + marked("-")
        + marked("+") + marked("1.") + marked("a)") + marked("I")
        + "<p><span style='font-family:Wingdings'>ü</span> <span style='font-family:Symbol'>³</span> 5</p>"
    )  # fmt: skip
    assert texts(source) == ["- việc"] * 4 + ["+ việc", "1. việc", "a) việc", "I việc", "✓ ≥ 5"]


def test_remarks_hidden_text_and_notes_of_filtered_pages() -> None:
    body = (
        "<p>a<a class=msocomanchor href='#_msocom_1'>[MS1]</a> b<span style='mso-hide:all'>ẩn</span></p>"
        "<div class=msocomtxt id='_com_1'><p>nhận xét</p></div><p style='display:none'>ẩn</p>"
        "<p>có chú<a href='#_ftn1' name='_ftnref1'>[1]</a>.</p><p>sau</p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Chú thích.</p></div>"
    )
    source = page(body, "<meta name=Generator content='Microsoft Word 15 (filtered)'>")
    assert texts(source) == ["a b", "có chú.", "[1] Chú thích.", "sau"]
    assert [block.kind for block in source.blocks] == ["paragraph", "paragraph", "footnote", "paragraph"]


def test_a_table_whose_other_cells_are_margins_is_no_table() -> None:
    source = page(
        "<table><tr><td width=9>&nbsp;</td><td><p>Kế hoạch</p><table><tr><td>1</td><td>việc</td></tr></table></td>"
        "<td></td></tr></table>"
    )
    assert [block.kind for block in source.blocks] == ["paragraph", "table"]
    assert texts(source) == ["Kế hoạch", "1 | việc"]


def test_menus_round_the_document_are_dropped() -> None:
    links = "".join(f"<li><a href='/{k}'>Chuyên mục {k}</a></li>" for k in range(8))
    source = page(
        f"<nav><ul>{links}</ul></nav><div class='menu'><ul>{links}</ul></div><div id=main><h1>Trang tin</h1>"
        "<p>Căn cứ Luật Giáo dục;</p>" + "<p>Sở Y tế rà soát hồ chứa nước trên địa bàn.</p>" * 9 + "</div>"
        "<div class='footer'>Bản quyền thuộc trang tin</div>"
    )
    assert texts(source) == ["Trang tin", "Căn cứ Luật Giáo dục;"] + ["Sở Y tế rà soát hồ chứa nước trên địa bàn."] * 9


def test_a_document_in_an_odd_place_is_kept() -> None:
    body = "<p>Căn cứ Luật Giáo dục;</p><p>Điều 1. Giao Sở Y tế.</p><p>Nơi nhận: Như trên</p>"
    source = page(f"<div class='menu'><a href=x>Trang chủ</a></div><div class='sidebar widget'>{body}</div>")
    assert texts(source)[-3:] == [
        "Căn cứ Luật Giáo dục;", "Điều 1. Giao Sở Y tế.", "Nơi nhận: Như trên",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_encodings(encoding: str) -> None:
    text = "Cộng hòa" if encoding != "cp1258" else "Cô\u0323ng ho\u0300a xa\u0303 hô\u0323i chu\u0309 nghi\u0303a"
    meta = "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
    assert texts(page(f"<p>{text}</p>", meta, encoding))[0].startswith("Cộng hòa")


def test_old_fonts_by_name_and_by_letters() -> None:
    source = page(
        "<p><span style='font-family:\".VnTime\",serif'>Céng hßa x· héi chñ nghÜa, ®­êng</span> "
        "<span style='font-family:.VnTimeH'>kÕ ho¹ch</span> <font face='VNI-Times'>Coäng hoøa</font> chữ</p>"
    )
    assert source.text == "Cộng hòa xã hội chủ nghĩa, đường KẾ HOẠCH Cộng hòa chữ"
    torn = page("<p style='font-family:.VnTime'>KÕ\nHO¹CH</p>")
    assert torn.text == "KẾ HOẠCH"
    plain = page("<p>Céng hßa x· héi chñ nghÜa ViÖt Nam, nhiÖm vô cña c¸c së</p>")
    assert plain.text == "Cộng hòa xã hội chủ nghĩa Việt Nam, nhiệm vụ của các sở"


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "b"])
def test_deep_nesting_keeps_the_words(tag: str) -> None:
    source = read_bytes((f"<{tag}>" * 10_000 + "xin chào").encode(), "a.html")
    assert source.text.endswith("xin chào")
    assert [w.code for w in source.warnings] == ["DP231"]


def test_tables_within_tables_and_huge_tables() -> None:
    assert "xin" in read_bytes(b"<table><tr><td>a " * 600 + b"xin", "a.html").text
    source = read_bytes(b"<table>" + (b"<tr>" + b"<td>y" * 500) * 1000, "a.html")
    assert {w.code for w in source.warnings} == {"DP232"}  # of tags and of cells


def test_no_entity_reaches_out() -> None:
    source = page("<p>a &x; b</p>", "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
    assert "root:" not in source.text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("<HTML><body><p>Kế hoạch", ["DP229"]),
        ("<p>Kế hoạch", []),  # a piece of a page has no end to miss
        ("<html><p>Kế hoạch</html>", []),
        ("<body><p>Kế hoạch</BODY >\n<script>x</script>", []),
    ],
)
def test_a_page_without_its_end_may_be_cut_off(text: str, codes: list[str]) -> None:
    source = read_bytes(text.encode(), "a.html")
    assert (source.text, [w.code for w in source.warnings]) == ("Kế hoạch", codes)
