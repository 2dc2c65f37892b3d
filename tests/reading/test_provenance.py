"""The way back: where in its file each fact stands, in the words that a person is told."""

from __future__ import annotations

import re

import pytest

import docparse
from docparse.model import Plan, Source
from docparse.output.html import document_html
from docparse.output.plain import plain
from docparse.output.why import why_page
from docparse.reading import read_bytes
from docparse.store.paths import in_file
from docparse.store.planvalues import plan_of
from tests.reading.formats import WRITERS
from tests.reading.helpers import paragraph, word
from tests.reading.pdfs import Pdf
from tests.reading.test_office_files import book

TEXT = """KẾ HOẠCH

I. NHIỆM VỤ
1. Sở Y tế đo mực nước.

| STT | Nhiệm vụ | Cơ quan chủ trì |
|---|---|---|
| 1 | Xây dựng đập | Sở Xây dựng |
| 2 | Kiểm tra kênh | Sở Y tế |
"""


def told(data: bytes, name: str, words: str) -> str:
    plan = docparse.parse_bytes(data, name)
    return in_file(plan.place_of(plan.text.index(words)))


def drawn() -> bytes:
    """Two pages; a paragraph and a table run over the break."""
    pdf = Pdf().page()
    for number in range(3):
        pdf.text(70, 80 + 20 * number, f"{number + 1}. Sở Y tế đo mực nước sông Hồng.")
    pdf.text(70, 700, "Ủy ban nhân dân các xã phải kiểm tra kênh mương của")
    pdf.text(70, 717, "tất cả các thôn bản trong toàn xã, đồng thời phải đắp")
    pdf.page()
    pdf.text(70, 80, "lại những đoạn đê đã sạt lở trong mùa mưa vừa qua.")
    ys = [120.0, 150.0, 180.0, 210.0]
    pdf.grid([70, 110, 330, 530], ys)
    for y, row in zip(ys, (("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Đắp đập", "Sở A"), ("2", "Xây kè", "Sở B")),
                      strict=False):  # fmt: skip
        for x, text in zip((75, 115, 335), row, strict=True):
            pdf.text(x, y + 20, text, 11)
    return pdf.data()


@pytest.fixture(scope="module")
def source() -> Source:
    return read_bytes(TEXT.encode(), "a.md")


@pytest.mark.parametrize(("words", "expected"), [("1. Sở", "dòng 4"), ("Xây dựng đập", "bảng 1, hàng 2, dòng 8")])
def test_markdown(words: str, expected: str) -> None:
    assert told(TEXT.encode(), "a.md", words) == expected


@pytest.mark.parametrize("kind", ["docx", "html"])
@pytest.mark.parametrize(("words", "expected"), [("1. Sở", "đoạn 3"), ("Kiểm tra kênh", "bảng 1, hàng 3")])
def test_word_and_pages(source: Source, kind: str, words: str, expected: str) -> None:
    assert told(WRITERS[kind](source), f"a.{kind}", words) == expected


def test_text() -> None:
    assert told("Kế hoạch\n\n\nSở Y tế đo\n".encode(), "a.txt", "Sở Y tế") == "dòng 4"


def test_a_workbook_counts_its_own_rows() -> None:
    assert told(book(), "a.xlsx", "Đắp đập") == "bảng 1, hàng 5"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("2. Sở", "trang 1"), ("tất cả", "trang 1"), ("sạt lở", "trang 2"), ("Xây kè", "trang 2, bảng 1, hàng 3")],
)
def test_pdf(words: str, expected: str) -> None:
    assert told(drawn(), "a.pdf", words) == expected


def test_rows_of_a_table_over_pages_have_their_pages() -> None:
    pdf = Pdf()
    for page in range(2):
        pdf.page().grid([70, 110, 330, 530], [100, 130, 160, 190])
        for row in range(3):
            head = row == 0
            for x, text in zip((75, 115, 335), ("TT", "Việc", "Ai") if head else
                               (f"{page}{row}", ("Đắp đập", "Xây kè")[page], "Sở A"), strict=True):  # fmt: skip
                pdf.text(x, 120 + 30 * row, text, 11)
    assert told(pdf.data(), "a.pdf", "12") == "trang 2, bảng 1, hàng 5"


def test_blank_rows_are_counted() -> None:
    rows = "".join(f"<w:tr><w:tc>{paragraph(text)}</w:tc><w:tc>{paragraph('')}</w:tc></w:tr>" for text in ["a", "b"])
    blank = f"<w:tr><w:tc>{paragraph('')}</w:tc></w:tr>"
    assert told(word(f"<w:tbl>{blank}{rows}</w:tbl>"), "a.docx", "b") == "bảng 1, hàng 3"


def test_a_person_is_told(source: Source) -> None:
    data = WRITERS["docx"](source)
    plan, again = docparse.parse_bytes(data, "a.docx"), read_bytes(data, "a.docx")
    task = next(t for t in plan.tasks if "kênh" in t.text)
    assert "Trong tệp: bảng 1, hàng 3" in plain(why_page(docparse.explain(plan, task.id, again)))
    assert "Trong tệp: đoạn 3" in plain(why_page(docparse.explain_line(plan, 3)))
    html = document_html(plan, again)
    assert "<p>Trong tệp: bảng 1, hàng 3</p>" in html
    assert re.search(r'<tr data-at="\d+" title="bảng 1, hàng 3">', html)
    pages = document_html(docparse.parse_bytes(drawn(), "a.pdf"))
    assert [f'<p class="at">trang {n}</p>' in pages for n in (1, 2, 3)] == [True, True, False]


def test_places_survive_the_store(source: Source) -> None:
    plan: Plan = docparse.parse_bytes(TEXT.encode(), "a.md")
    assert plan_of(plan.to_dict()).places == plan.places
    assert plan.to_dict()["places"][1] == {"start": 9, "line": 3}
