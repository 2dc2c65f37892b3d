"""Heads, signatures and tables set with tabs or many blanks come out as columns, in every format."""

from __future__ import annotations

import html

import pytest

import docparse
from docparse.model import Plan
from docparse.reading import read_bytes
from tests.reading.helpers import cells, check, source_of, texts, word
from tests.reading.test_odt import odt

HEAD = (
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TỈNH LÀO CAI", "Độc lập - Tự do - Hạnh phúc"),
    ("-------", "---------------"),
    ("Số: 12/KH-UBND", "Lào Cai, ngày 05 tháng 3 năm 2024"),
)
BODY = (
    "", "KẾ HOẠCH", "Phát triển chăn nuôi năm 2024", "Căn cứ Luật Chăn nuôi số 32/2018/QH14 ngày 19/11/2018;",
    "I. NHIỆM VỤ", "1. Sở Nông nghiệp và Môi trường hướng dẫn các xã tiêm phòng trước ngày 30/4/2024.",
    "2.\tSở Tài chính bố trí kinh phí.", "",
)  # fmt: skip
SIGNATURE = (
    ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
    ("- Như mục II;", "KT. CHỦ TỊCH"),
    ("- Các sở, ngành;", "PHÓ CHỦ TỊCH"),
    ("- Lưu: VT.", ""),
    ("", ""),
    ("", "Nguyễn Văn An"),
)


def lines(between: str, before: str) -> list[str]:
    """``between`` stands between the columns, ``before`` before a line of the right one alone."""
    head = [f"{left}{between}{right}" for left, right in HEAD]
    foot = [f"{a}{between}{b}" if a and b else a or (before + b if b else "") for a, b in SIGNATURE]
    return [*head, *BODY, *foot]


def in_word(text: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{html.escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:p><w:r>{'<w:tab/>'.join(pieces)}</w:r></w:p>"


def in_odt(text: str) -> str:
    return f"<text:p>{html.escape(text).replace(chr(9), '<text:tab/>')}</text:p>"


def in_page(text: str) -> str:
    return f"<p>{html.escape(text).replace('    ', '&nbsp;&nbsp;&nbsp; ')}</p>"


MADE = {
    "a.docx": lambda wide: word("".join(map(in_word, lines(*wide)))),
    "a.odt": lambda wide: odt("".join(map(in_odt, lines(*wide)))),
    "a.txt": lambda wide: "\n".join(lines(*wide)).encode(),
    "a.html": lambda wide: "".join(map(in_page, lines(*wide))).encode(),
}
TABS, MANY, BLANKS = ("\t", "\t\t"), ("\t\t\t", "\t\t\t\t"), (" " * 12, " " * 40)


def head_of(plan: Plan) -> tuple[object, ...]:
    about = plan.document
    assert about.signer is not None
    return about.issuer, about.symbol, about.place, about.date, about.title, about.signer.name, about.recipients


@pytest.mark.parametrize("wide", [TABS, MANY, BLANKS], ids=["a tab", "tabs", "blanks"])
@pytest.mark.parametrize("name", list(MADE))
def test_head_and_signature(name: str, wide: tuple[str, str]) -> None:
    if (name, wide) in (("a.html", TABS), ("a.html", MANY), ("a.odt", BLANKS)):
        pytest.skip("a page has no tabs, and OpenDocument writes blanks as an element")
    plan = docparse.parse_bytes(MADE[name](wide), name)
    assert head_of(plan) == (
        "Ủy ban nhân dân tỉnh Lào Cai", "12/KH-UBND", "Lào Cai", "2024-03-05", "Phát triển chăn nuôi năm 2024",
        "Nguyễn Văn An", ("Như mục II", "Các sở, ngành", "Lưu: VT"),
    )  # fmt: skip
    assert [task.text[:18] for task in plan.tasks] == ["Sở Nông nghiệp và ", "Sở Tài chính bố tr"]
    check(read_bytes(MADE[name](wide), name))


@pytest.mark.parametrize(
    "text",
    [
        "Số:          /KH-UBND\nHà Nội, ngày       tháng 6 năm 2026",
        "Kính gửi:\tSở Y tế\nCăn cứ Luật Y tế",
        "1.\tCăn cứ Luật Y tế\n2.\tSở Y tế",
        "\tCăn cứ Luật Giáo dục;\n\tSở Y tế đo mực nước.",
        "TM. BAN CHỈ ĐẠO\tngày 5\n\nHết.",
    ],
)
def test_what_is_no_column(text: str) -> None:
    source = source_of(text, "a.txt")
    assert [block.kind for block in source.blocks] == ["paragraph"] * 2
    assert "\t" not in source.text


def test_bold_and_what_follows_stay() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t>Kính gửi</w:t><w:tab/><w:t>Sở Y tế</w:t></w:r>"
    source = read_bytes(word(f"<w:p>{bold}<w:r><w:t>: hồ sơ</w:t></w:r></w:p>"), "a.docx")
    assert (texts(source), source.blocks[0].bold) == (["Kính gửi Sở Y tế: hồ sơ"], 16)


def test_a_table_pasted_as_text() -> None:
    source = source_of(
        "Phụ lục\n\nTT\tNhiệm vụ\tChủ trì\nI. Y TẾ\n1\tĐo nước\ntại các hồ\tSở Y tế\n2\tĐắp đập\tSở Xây dựng\n"
        "UBND các xã\n3\tXây kè\t\n\nHết.",
        "a.txt",
    )
    assert cells(source, source.blocks[1]) == [
        ["TT", "Nhiệm vụ", "Chủ trì"], ["I. Y TẾ"], ["1", "Đo nước\ntại các hồ", "Sở Y tế"],
        ["2", "Đắp đập", "Sở Xây dựng\nUBND các xã"], ["3", "Xây kè", ""],
    ]  # fmt: skip
    assert texts(source)[2] == "Hết."
    assert [place.line for place in source.blocks[1].places] == [3, 4, 5, 7, 9]
