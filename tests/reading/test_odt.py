"""OpenDocument texts: lists that go on and restart, outline numbers, changes, frames, tables."""

from __future__ import annotations

from docparse.reading import read_bytes
from tests.reading.helpers import cells, check, code, package, texts

_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
                       ("fo", "xsl-fo-compatible"), ("draw", "drawing"), ("svg", "svg-compatible"))
)  # fmt: skip


def odt(body: str, styles: str = "") -> bytes:
    content = f"<office:document-content{_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
    return package({"content.xml": f"{content}<office:body><office:text>{body}</office:text></office:body>"
                                   "</office:document-content>"})  # fmt: skip


def test_odt() -> None:
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I"'
        ' style:num-suffix="."/></text:list-style>'
    )
    source = read_bytes(
        odt(
            '<text:tracked-changes><text:p>bỏ</text:p></text:tracked-changes><text:p><text:span text:style-name="B">Kế'
            '</text:span><text:s/>hoạch</text:p><text:list text:style-name="L"><text:list-item><text:p>một</text:p>'
            "</text:list-item><text:list-item><text:p>hai</text:p></text:list-item></text:list><table:table><table:table-row>"
            '<table:table-cell table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell>'
            "<table:table-cell><text:p>b"
            "</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell>"
            "<text:p>c</text:p></table:table-cell></table:table-row></table:table>",
            styles,
        ),
        "a.odt",
    )
    check(source)
    assert texts(source)[:3] == ["Kế hoạch", "I. một", "II. hai"]
    assert source.blocks[0].bold == 2
    assert cells(source, source.blocks[3]) == [["a", "b"], ["c"]]
    assert source.blocks[3].rows[0][0].rows == 2


def test_a_frame_of_one_cell_in_odt_is_no_table() -> None:
    def framed(inside: str) -> str:
        cell = f"<table:table-cell>{inside}</table:table-cell>"
        return f"<table:table><table:table-row>{cell}</table:table-row></table:table>"

    pair = framed("<text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>")
    source = read_bytes(odt(framed(f"<text:p>một</text:p>{pair}<text:p>hai</text:p>")), "a.odt")
    check(source)
    assert [b.kind for b in source.blocks] == ["paragraph", "table", "paragraph"]
    assert texts(source) == ["một", "a | b", "hai"]


def test_hostile_odt() -> None:
    assert code(b"PK\x03\x04", "a.odt") == "DP134"
    assert code(package({"content.xml": "<a>"}), "a.odt") == "DP134"
    assert code(package({"content.xml": "<!DOCTYPE a><a/>"}), "a.odt") == "DP114"
    assert code(odt("<text:section>" * 10_000 + "</text:section>" * 10_000), "a.odt") == "DP134"


def numbers(style: str, *formats: str, shown: int = 1, start: int = 1) -> str:
    """A list style with one level a format."""
    levels = "".join(
        f'<text:list-level-style-number text:level="{k}" style:num-format="{f}" style:num-suffix="."'
        f' text:display-levels="{min(k, shown)}" text:start-value="{start}"/>'
        for k, f in enumerate(formats, 1)
    )
    return f'<text:list-style style:name="{style}">{levels}</text:list-style>'


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def listed(*items: str, more: str = "", first: str = "") -> str:
    inside = "".join(f"<text:list-item{first if not k else ''}>{item}</text:list-item>" for k, item in enumerate(items))
    return f'<text:list text:style-name="L"{more}>{inside}</text:list>'


def read(body: str, styles: str = "") -> list[str]:
    source = read_bytes(odt(body, styles), "a.odt")
    check(source)
    return texts(source)


def test_lists_go_on_restart_and_start_elsewhere() -> None:
    inner = p("b") + "<text:list><text:list-item>" + p("c") + "</text:list-item></text:list>"
    body = (
        listed(p("a"), inner, more=' xml:id="i1"')
        + p("giữa")
        + listed(p("d"), more=' xml:id="i2" text:continue-numbering="true"')
        + listed(p("e"), more=' xml:id="i3"')
        + listed(p("f"), more=' xml:id="i4" text:continue-list="i1"')
        + listed(p("g"), p("h"), more=' text:continue-numbering="true"', first=' text:start-value="7"')
    )
    found = read(body, numbers("L", "I", "1", shown=2))
    assert found == ["I. a", "II. b", "II.1. c", "giữa", "III. d", "I. e", "IV. f", "VII. g", "VIII. h"]
    assert read(listed(p("a"), p("b")), numbers("L", "1", start=0)) == ["0. a", "1. b"]


def test_running_numbers_in_a_column_go_on() -> None:
    def row(*inside: str) -> str:
        cells = "".join(f"<table:table-cell>{x}</table:table-cell>" for x in inside)
        return f"<table:table-row>{cells}</table:table-row>"

    on = ' text:continue-numbering="true"'
    rows = row(p("TT"), p("Việc")) + row(listed(p("")), p("A")) + row(listed(p(""), more=on), p("B"))
    assert read(f"<table:table>{rows}</table:table>", numbers("L", "1")) == ["TT | Việc\n1. | A\n2. | B"]


def test_headings_are_numbered_by_the_outline() -> None:
    levels = "".join(
        f'<text:outline-level-style text:level="{k}" style:num-format="{f}" style:num-suffix="."/>'
        for k, f in ((1, "I"), (2, "1"))
    )
    styles = (
        f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'
        '<style:style style:name="Khong" style:family="paragraph" style:list-style-name=""/>'
    )
    again = ' text:restart-numbering="true" text:start-value="5"'
    heads = (("A", 1, ""), ("a", 2, ""), ("B", 1, ""), ("b", 2, ""), ("c", 2, ' text:style-name="Khong"'),
             ("d", 2, ' text:is-list-header="true"'), ("e", 2, again))  # fmt: skip
    body = "".join(f'<text:h text:outline-level="{at}"{more}>{text}</text:h>' for text, at, more in heads)
    assert read(body, styles) == ["I. A", "1. a", "II. B", "1. b", "c", "d", "5. e"]
    assert read(body) == ["A", "a", "B", "b", "c", "d", "e"]


def test_text_in_frames_and_shapes_stands_once_and_without_its_description() -> None:
    frame = (
        f"<draw:frame><draw:text-box>{p('khung')}</draw:text-box><svg:title>tên ảnh</svg:title>"
        "<svg:desc>mô tả ảnh</svg:desc></draw:frame>"
    )
    shape = f"<draw:custom-shape>{listed(p('hình'))}</draw:custom-shape>"
    body = listed(p("a" + shape), p("b")) + p(f"đoạn {frame}tiếp")
    assert read(body, numbers("L", "1")) == ["1. a", "1. hình", "2. b", "đoạn tiếp", "khung"]


def test_ids_given_twice_changes_notes_and_hidden_parts() -> None:
    note = f"<text:note-body>{p('chú')}</text:note-body>"
    body = (
        '<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion>'
        '</text:changed-region></text:tracked-changes>'
        + p('còn<text:change text:change-id="x"/> lại')
        + '<text:section text:display="none">' + p("ẩn") + "</text:section>"
        + listed(p("a"), more=' xml:id="x"') + listed(p("b"), more=' xml:id="x"')
        + p(f"có<text:note><text:note-citation>1</text:note-citation>{note}</text:note>")
        + p("<text:ruby><text:ruby-base>gốc</text:ruby-base><text:ruby-text>trên</text:ruby-text></text:ruby>")
    )  # fmt: skip
    assert read(body, numbers("L", "1")) == ["còn lại", "1. a", "1. b", "có", "[1] chú", "gốc"]
