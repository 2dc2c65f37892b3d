"""Automatic list numbers of Word: levels, restarts, overrides, styles, bullets."""

from __future__ import annotations

from tests.reading.helpers import cells, paragraph, texts
from tests.reading.wordfiles import cell, docx, table


def level(at: int, fmt: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>')
    + level(1, "decimal", "%2.")
    + level(2, "decimal", "%2.%3.")
    + level(3, "lowerLetter", "%4)")
    + level(4, "bullet", "\uf0b7")
    + level(5, "bullet", "+")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    + '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(text: str, at: int, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>', "<w:b/>")


def test_list_numbers_are_written_out() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        paragraph("Mục đích", '<w:pStyle w:val="Muc"/>') + item("Một", 1) + item("Con", 2) + item("Con", 2)
        + item("Chữ", 3) + item("Gạch", 4) + item("Cộng", 5) + item("Hai", 1) + item("Con", 2)
        + paragraph("Mục tiêu", '<w:pStyle w:val="Muc"/>') + item("Lại một", 1) + item("Năm", 1, 2) + item("Sáu", 1, 2)
        + paragraph("Không số", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    source = docx(body, styles=styles, numbering=NUMBERING)
    assert texts(source) == [
        "I. Mục đích", "1. Một", "1.1. Con", "1.2. Con", "a) Chữ", "- Gạch", "+ Cộng", "2. Hai", "2.1. Con",
        "II. Mục tiêu", "1. Lại một", "5. Năm", "6. Sáu", "Không số",
    ]  # fmt: skip
    assert source.blocks[1].bold == len("1. Một")


def lists(*levels: str, instances: str = "", number: int = 1) -> str:
    """One definition, in use as ``number``; ``instances`` are further overrides of list 0 by their numbers."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/></w:num>{instances}'
    )


def again(number: int, at: int, start: int) -> str:
    override = f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'


def test_lists_of_one_definition_count_on_and_overrides_restart_once() -> None:
    numbering = lists(
        level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), instances=again(3, 0, 1) + again(4, 1, 7)
    )
    body = (
        item("a", 0) + item("b", 0) + item("b1", 1) + item("c", 0, 3) + item("d", 0, 3) + item("e", 0)
        + item("e1", 1, 4) + item("e2", 1, 4) + item("f", 0) + item("f1", 1, 4)
    )  # fmt: skip
    assert texts(docx(body, numbering=numbering)) == [
        "1. a", "2. b", "2.1. b1", "1. c", "2. d", "3. e", "3.7. e1", "3.8. e2", "4. f", "4.1. f1",
    ]  # fmt: skip


def test_legal_numbers_restarts_and_levels_without_a_number() -> None:
    legal = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"))
    assert texts(docx(item("a", 0) + item("b", 0) + item("c", 1), numbering=legal)) == ["I. a", "II. b", "2.1. c"]
    kept = lists(
        level(0, "upperLetter", "%1."),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
        level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>'),
    )
    body = item("a", 0) + item("b", 1) + item("c", 2) + item("d", 1) + item("e", 2) + item("f", 0) + item("g", 2)
    assert texts(docx(body, numbering=kept)) == ["A. a", "1. b", "a) c", "2. d", "b) e", "B. f", "a) g"]
    word_ = lists(level(0, "none", "Điều"), level(1, "none", ""))
    assert texts(docx(item("a", 0) + item("b", 1), numbering=word_)) == ["Điều a", "b"]
    zero = lists(level(0, "decimal", "%1.").replace('<w:start w:val="1"/>', ""))
    assert texts(docx(item("a", 0) + item("b", 0), numbering=zero)) == ["0. a", "1. b"]


def test_letters_and_roman_numbers_far_on() -> None:
    found = texts(docx(item("x", 0) * 54, numbering=lists(level(0, "upperLetter", "%1."))))
    assert [found[k] for k in (25, 26, 27, 52, 53)] == ["Z. x", "AA. x", "BB. x", "AAA. x", "BBB. x"]
    found = texts(docx(item("x", 0) * 49, numbering=lists(level(0, "lowerRoman", "%1)"))))
    assert [found[k] for k in (25, 39, 48)] == ["xxvi) x", "xl) x", "xlix) x"]


def test_numbers_through_styles_based_on_one_another() -> None:
    def style(ident: str, base: str, properties: str) -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{ident}"/><w:basedOn w:val="{base}"/>'
            f"<w:pPr>{properties}</w:pPr></w:style>"
        )

    list_ = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    styles = (
        style("Cha", "", list_.format(0, 1)) + style("Con", "Cha", list_.format(1, 1)) + style("Chau", "Con", "")
        + style("Khong", "Chau", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    body = "".join(
        paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in ("Cha", "Con", "Chau", "Khong", "Cha", "Chau")
    )
    numbering = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%2."))
    found = texts(docx(body, styles=styles, numbering=numbering))
    assert found == ["I. Cha", "1. Con", "2. Chau", "Khong", "II. Cha", "1. Chau"]


def test_numbers_go_on_through_tables() -> None:
    inside = table(f"<w:tc>{item('b', 0)}</w:tc><w:tc>{item('c', 0)}</w:tc>", f"<w:tc>{item('', 0)}</w:tc>" + cell("d"))
    source = docx(item("a", 0) + inside + item("e", 0), numbering=lists(level(0, "decimal", "%1.")))
    assert texts(source) == ["1. a", "2. b | 3. c\n4. | d", "5. e"]


def test_running_numbers_in_a_column() -> None:
    number = f"<w:tc>{item('', 1)}</w:tc>"
    source = docx(table(cell("TT") + cell("Việc"), number + cell("A"), number + cell("B")), numbering=NUMBERING)
    assert cells(source, source.blocks[0]) == [["TT", "Việc"], ["1.", "A"], ["2.", "B"]]
