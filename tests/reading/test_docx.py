"""Word files: runs, lists, tables, notes, and packages that are broken or hostile."""

from __future__ import annotations

import io
import zipfile

import pytest

from docparse.errors import ReadError
from docparse.reading import read_bytes, read_here, wordxml
from tests.reading.helpers import W_NS, cells, package, paragraph, texts, word
from tests.reading.wordfiles import cell, docx, table


def test_runs_in_all_their_wrappings() -> None:
    body = """<w:p><w:r><w:t xml:space="preserve">Số </w:t></w:r><w:ins><w:r><w:t>10</w:t></w:r></w:ins>
      <w:del><w:r><w:delText>bỏ</w:delText><w:t>bỏ</w:t></w:r></w:del><w:r><w:noBreakHyphen/><w:t>NQ/TW</w:t><w:tab/></w:r>
      <w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>
      <w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> a</w:t></w:r>
      <w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>
      <w:sdt><w:sdtContent><w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt></w:p>"""
    assert docx(body).text == "Số 10-NQ/TW liên kết a≥5"


def test_properties() -> None:
    styles = """<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="H1b"><w:name w:val="Mục"/><w:basedOn w:val="H1"/></w:style>
      <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"""
    body = (
        paragraph("Chương", '<w:pStyle w:val="H1b"/><w:jc w:val="center"/>')
        + paragraph("Thường", '<w:pStyle w:val="H1"/><w:outlineLvl w:val="9"/>', '<w:b w:val="0"/>')
        + paragraph("Cấp ba", '<w:outlineLvl w:val="2"/>', "<w:i/>")
        + '<w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t xml:space="preserve">Đậm </w:t></w:r>'
        "<w:r><w:t>nhạt</w:t></w:r></w:p>" + paragraph("kế hoạch", run="<w:caps/>")
    )
    source = docx(body, styles=styles)
    assert texts(source) == ["Chương", "Thường", "Cấp ba", "Đậm nhạt", "KẾ HOẠCH"]
    assert [(b.heading, b.bold, b.centered) for b in source.blocks] == [
        (1, 6, True), (None, 0, False), (3, 6, False), (None, 4, False), (None, 0, False),
    ]  # fmt: skip
    assert [b.origin.paragraph for b in source.blocks] == [1, 2, 3, 4, 5]


def test_line_breaks_part_lines_but_not_sentences() -> None:
    body = "<w:p><w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Triển khai việc</w:t><w:br/><w:t>của tỉnh</w:t></w:r></w:p>"
    assert texts(docx(body)) == ["KẾ HOẠCH", "Triển khai việc của tỉnh"]


def test_merged_cells_stand_once() -> None:
    span, start, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("TT") + cell("Việc và thời hạn", span),
        cell("1", start) + cell("A") + cell("2026"),
        cell("", go_on) + cell("B") + cell("2027"),
        cell("2") + cell("C") + cell("2028"),
    )
    source = docx(paragraph("Trước") + body)
    assert [[(c.column, c.columns, c.rows) for c in row] for row in source.blocks[1].rows] == [
        [(0, 1, 1), (1, 2, 1)], [(0, 1, 2), (1, 1, 1), (2, 1, 1)], [(1, 1, 1), (2, 1, 1)],
        [(0, 1, 1), (1, 1, 1), (2, 1, 1)],
    ]  # fmt: skip
    assert cells(source, source.blocks[1])[2] == ["B", "2027"]
    assert source.text == "Trước\nTT | Việc và thời hạn\n1 | A | 2026\nB | 2027\n2 | C | 2028"


def test_nested_table_and_lines_in_a_cell() -> None:
    inner = table(cell("x") + cell("y"))
    body = table(f"<w:tc>{paragraph('Một')}{inner}{paragraph('Hai')}</w:tc>" + cell("b"))
    source = docx(body)
    assert cells(source, source.blocks[0]) == [["Một\nx | y\nHai", "b"]]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Ngoài</w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(docx(body)) == ["Ngoài", "Trong khung"]


def test_footnotes_follow_their_paragraph() -> None:
    notes = f'<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="3">{paragraph("Ghi chú")}</w:footnote>'
    body = '<w:p><w:r><w:t>Một</w:t><w:footnoteReference w:id="3"/><w:t>.</w:t></w:r></w:p>' + paragraph("Hai")
    source = docx(body, footnotes=notes)
    assert texts(source) == ["Một.", "[1] Ghi chú", "Hai"]
    assert [b.kind for b in source.blocks] == ["paragraph", "footnote", "paragraph"]


@pytest.mark.parametrize("count", [1, 3, 10])
def test_a_frame_round_text_is_no_table(count: int) -> None:
    inside = "".join(paragraph(f"Đoạn {k}") for k in range(count))
    source = docx(f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>")
    assert [b.kind for b in source.blocks] == ["paragraph"] * count
    assert texts(source) == [f"Đoạn {k}" for k in range(count)]


def test_a_table_in_a_frame_is_a_table() -> None:
    cells_ = "".join(f"<w:tc>{paragraph(word_)}</w:tc>" for word_ in ("Nhiệm vụ", "Chủ trì"))
    inner = f"<w:tbl><w:tr>{cells_}</w:tr></w:tbl>"
    source = docx(f"<w:tbl><w:tr><w:tc>{paragraph('Phụ lục')}{inner}{paragraph('')}</w:tc></w:tr></w:tbl>")
    assert [b.kind for b in source.blocks] == ["paragraph", "table"]
    assert cells(source, source.blocks[1]) == [["Nhiệm vụ", "Chủ trì"]]


def code_of(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.docx")
    assert "\n" not in str(caught.value)
    return caught.value.code


def test_not_a_word_file() -> None:
    assert code_of("Chỉ là chữ".encode()) == "DP110"
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "DP110"


def test_password() -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + name + bytes(64)) == "DP112"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_truncated(share: float) -> None:
    data = word(paragraph("Một đoạn"))
    assert code_of(data[: int(len(data) * share)]) == "DP111"


def test_damaged_inside() -> None:
    data = bytearray(word("".join(paragraph(f"Đoạn số {k * 7919}") for k in range(200))))
    at = data.index(b"word/document.xml") + 200
    data[at : at + 40] = bytes(40)
    assert code_of(bytes(data)) == "DP111"


def test_zip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30 * 2**20))
    assert code_of(stream.getvalue()) == "DP113"
    monkeypatch.setattr(wordxml, "UNPACKED_LIMIT", 100)
    with pytest.raises(ReadError) as caught:
        read_here(word(paragraph("Một đoạn")), "a.docx")
    assert caught.value.code == "DP113"


def test_entities_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(word(paragraph("&lol;")))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    declared = '<!DOCTYPE d [<!ENTITY lol SYSTEM "file:///etc/hostname">]>' + parts["word/document.xml"]
    assert code_of(package({**parts, "word/document.xml": declared})) == "DP114"


def test_missing_main_part_and_wrong_xml() -> None:
    with zipfile.ZipFile(io.BytesIO(word(paragraph("Một")))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert code_of(package({k: v for k, v in parts.items() if k != "word/document.xml"})) == "DP115"
    assert code_of(package({"a.txt": "x"})) == "DP115"
    assert code_of(package({**parts, "word/document.xml": "<w:document"})) == "DP116"


def test_empty_document() -> None:
    assert code_of(word("<w:p/>")) == "DP103"


def test_strict_namespace() -> None:
    with zipfile.ZipFile(io.BytesIO(word(paragraph("Một đoạn")))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = parts["word/document.xml"].replace(W_NS, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_bytes(package({**parts, "word/document.xml": strict}), "a.docx").text == "Một đoạn"


def test_letters_from_before_unicode_by_font() -> None:
    old = '<w:rFonts w:ascii=".VnTime"/>'
    body = paragraph("Céng hßa x· héi", run=old) + paragraph("kÕ ho¹ch", run='<w:rFonts w:ascii=".VnTimeH"/>')
    body += paragraph("Coäng hoøa", run='<w:rFonts w:hAnsi="VNI-Times"/>') + paragraph("Thường: µ", run="")
    assert texts(read_bytes(word(body), "a.docx")) == ["Cộng hòa xã hội", "KẾ HOẠCH", "Cộng hòa", "Thường: µ"]
