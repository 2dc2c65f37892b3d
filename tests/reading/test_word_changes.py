"""Word files: tracked changes, hidden text, fields, signs, content controls and embedded pages give the final text."""

from __future__ import annotations

import io
import zipfile

from docparse.reading import read_bytes
from tests.reading.helpers import cells, paragraph, texts, word
from tests.reading.wordfiles import docx

_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_DELETED, _MOVED, _HIDDEN = (f"<w:rPr><w:{name}/></w:rPr>" for name in ("del", "moveFrom", "vanish"))
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str, how: str = "del") -> str:
    return f"<w:{how}>{run(text)}</w:{how}>"


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def field(code: str, result: str) -> str:
    kinds = {name: f'<w:r><w:fldChar w:fldCharType="{name}"/></w:r>' for name in ("begin", "separate", "end")}
    return f"{kinds['begin']}<w:r><w:instrText>{code}</w:instrText></w:r>{kinds['separate']}{result}{kinds['end']}"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    body = p(run("Một câu ") + gone("bỏ"), _DELETED) + paragraph("nối tiếp.") + paragraph("Đoạn sau.")
    source = docx(body)
    assert texts(source) == ["Một câu nối tiếp.", "Đoạn sau."]
    assert [block.origin.paragraph for block in source.blocks] == [2, 3]


def test_deleted_and_moved_paragraphs_are_not_counted() -> None:
    body = (
        p(gone("Cả đoạn bỏ"), _NUMBERED + _DELETED)
        + paragraph("Còn", _NUMBERED)
        + p(run("Có số "), _NUMBERED + _DELETED)
        + paragraph("không số")
        + p(gone("Chuyển", "moveFrom"), _NUMBERED + _MOVED)
        + paragraph("Ba", _NUMBERED)
        + p(gone("Chuyển", "moveTo"), _NUMBERED + "<w:rPr><w:moveTo/></w:rPr>")
        + p(run("Thêm"), _NUMBERED + "<w:rPr><w:ins/></w:rPr>")
    )
    assert texts(docx(body, numbering=_LIST)) == ["1. Còn", "2. Có số không số", "3. Ba", "4. Chuyển", "5. Thêm"]


def test_a_deleted_end_before_a_table_and_in_a_cell() -> None:
    cell = f"<w:tc>{p(run('a'), _DELETED)}{paragraph('b')}</w:tc><w:tc>{paragraph('c')}</w:tc>"
    row = f"<w:tr>{cell}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr><w:tr><w:trPr><w:ins/></w:trPr>{cell}</w:tr>"
    source = docx(p(run("trước"), _DELETED) + f"<w:tbl>{row}</w:tbl>" + paragraph("sau"))
    assert texts(source) == ["trước", "ab | c\nab | c", "sau"]
    assert cells(source, source.blocks[1]) == [["ab", "c"], ["ab", "c"]]


def test_hidden_text_by_itself_and_by_style() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="A"><w:name w:val="A"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        p(run("ẩn", '<w:rStyle w:val="B"/>') + run("còn"))
        + paragraph("ẩn", '<w:pStyle w:val="P"/>')
        + paragraph("hiện", '<w:pStyle w:val="P"/>', '<w:vanish w:val="0"/>')
        + p(run("đoạn ẩn", "<w:vanish/>"), _NUMBERED + _HIDDEN)
        + paragraph("một", _NUMBERED)
        + p(run("Đầu đề."), _HIDDEN)  # Word's style separator
        + paragraph(" Chữ theo sau.")
        + paragraph("mạng", run="<w:webHidden/>")
    )
    found = texts(docx(body, styles=styles, numbering=_LIST))
    assert found == ["còn", "hiện", "1. một", "Đầu đề. Chữ theo sau.", "mạng"]


def test_fields_give_their_results() -> None:
    simple = f'<w:fldSimple w:instr="NUMPAGES">{run(", 9 trang")}</w:fldSimple>'
    plain = run("mục ") + field("REF _Ref1", run("II.1")) + run(", ngày ") + field("DATE", run("05/6/2025")) + simple
    code = f"IF</w:instrText></w:r>{field('PAGE', run('77'))}<w:r><w:instrText>=1"
    assert texts(docx(p(plain) + p(run("nếu ") + field(code, run("đúng"))))) == [
        "mục II.1, ngày 05/6/2025, 9 trang",
        "nếu đúng",
    ]


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 2 + run("vẫn còn")) + paragraph("và sau đó")
    assert texts(docx(body)) == ["vẫn còn", "và sau đó"]


def test_signs_breaks_and_formulas() -> None:
    fraction = (
        f'<m:oMath xmlns:m="{_MATH}"><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>'
        "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    ruby = f"<w:r><w:ruby><w:rt>{run('trên')}</w:rt><w:rubyBase>{run('gốc')}</w:rubyBase></w:ruby></w:r>"
    body = (
        p(run("triển") + "<w:r><w:softHyphen/></w:r>" + run("khai \uf0b3 5 \uf0fc"))
        + p(run("A") + '<w:r><w:br w:type="page"/></w:r>' + run("B") + "<w:r><w:cr/></w:r>" + run("C"))
        + p(run("tỷ lệ ") + fraction)
        + p(ruby)
    )
    assert texts(docx(body)) == ["triểnkhai ≥ 5 ✓", "A", "B", "C", "tỷ lệ a/b", "gốc"]


def test_content_controls_round_blocks_runs_rows_and_cells() -> None:
    def control(inside: str) -> str:
        return f'<w:sdt><w:sdtPr><w:alias w:val="tên"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'

    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(text)}</w:tc>"

    rows = control(f"<w:tr>{cell('a')}{cell('b')}</w:tr>") + f"<w:tr>{cell('c')}{control(cell('d'))}</w:tr>"
    tagged = f'<w:smartTag w:element="x">{run(" thẻ")}</w:smartTag>'
    source = docx(control(paragraph("khối")) + p(control(run("dòng")) + tagged) + f"<w:tbl>{rows}</w:tbl>")
    assert texts(source) == ["khối", "dòng thẻ", "a | b\nc | d"]


def _embedding(name: str, content: str) -> bytes:
    """A document whose middle is another file, which Word takes in."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    chunk = f'<w:altChunk xmlns:r="{space}" r:id="c"/>'
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(paragraph("trước") + chunk + paragraph("sau")))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="c" Type="{space}/aFChunk" Target="{name}"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            new.writestr(entry, data)
        new.writestr(f"word/{name}", content)
    return stream.getvalue()


def test_an_embedded_page_is_read_where_it_stands() -> None:
    source = read_bytes(_embedding("a.html", "<p>Điều 1</p><table><tr><td>a</td><td>b</td></tr></table>"), "a.docx")
    assert texts(source) == ["trước", "Điều 1", "a | b", "sau"]
    page = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<p>Điều 2</p>"
    assert texts(read_bytes(_embedding("b.mht", page), "a.docx")) == ["trước", "Điều 2", "sau"]


def test_another_embedded_file_is_left_out_and_that_is_said() -> None:
    source = read_bytes(_embedding("c.docx", "PK"), "a.docx")
    assert texts(source) == ["trước", "sau"]
    assert [(w.code, "c.docx" in w.text) for w in source.warnings] == [("DP238", True)]
