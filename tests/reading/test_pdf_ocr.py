"""Recognised pages: Tesseract's table to words, doubtful words marked, one whole run where it is installed."""

from __future__ import annotations

import pytest

from docparse.reading import pdf as entry
from docparse.reading import read_here
from docparse.reading.building import Builder
from docparse.reading.pdf_flow import lay_out
from docparse.reading.pdf_ocr import available, words_of
from docparse.reading.pdf_words import Page
from docparse.reading.pdf_worker import read_pages
from tests.reading.helpers import texts
from tests.reading.pdfs import Pdf

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*lines: list[tuple[str, float]]) -> str:
    rows = [HEAD]
    for number, line in enumerate(lines, 1):
        left = 300
        for place, (word, sure) in enumerate(line, 1):
            wide = 30 * len(word)
            rows.append(f"5\t1\t1\t1\t{number}\t{place}\t{left}\t{200 + 70 * number}\t{wide}\t50\t{sure}\t{word}")
            left += wide + 20
    return "\n".join(rows)


def test_words_of_a_line_stand_on_one_height() -> None:
    first, second, third = words_of(table([("Kế", 96), ("hoạch", 91)], [("năm", 95)]), 72 / 300)
    assert (first.text, second.text, first.y) == ("Kế", "hoạch", second.y)
    assert third.y - first.y == pytest.approx(70 * 72 / 300)
    assert first.x0 == pytest.approx(72.0)
    assert (second.sure, second.spaced) == (91, True)


def test_dirt_and_broken_rows_are_passed_over() -> None:
    text = table([("|", 20), ("Sở", 90), ("~", 10)]) + "\n5\t1\tx\n5\t1\t1\t1\t1\t9\ta\tb\tc\td\te\tf"
    assert [word.text for word in words_of(text, 0.24)] == ["Sở"]


def test_doubtful_words_are_remarks_on_their_place() -> None:
    page = Page(3, 595, 842, recognised=True)
    page.words = words_of(table([("Kế", 96), ("hoạch", 41), ("này", 96)]), 72 / 300)
    builder = Builder()
    lay_out([page], builder)
    source = builder.source("a.pdf", "pdf", "")
    assert texts(source) == ["Kế hoạch này"]
    assert [(w.code, source.text[w.start : w.end]) for w in source.warnings] == [("DP221", "hoạch")]
    assert "trang 3" in source.warnings[0].text


def test_pages_for_which_time_ran_out_are_still_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tesseract is there but gives nothing: the pages are named all the same."""
    monkeypatch.setattr(entry, "available", lambda: True)
    monkeypatch.setenv("PATH", "/nowhere")
    pdf = Pdf().page()
    pdf.lines(85, 100, "Ủy ban nhân dân tỉnh giao các sở, ban, ngành triển khai kế hoạch này.", 540)
    pdf.page().picture()
    source = read_here(pdf.data(), "a.pdf")
    assert [w.code for w in source.warnings] == ["DP222"]


@pytest.mark.skipif(not available(), reason="no Tesseract with Vietnamese here")
def test_a_page_is_drawn_and_recognised() -> None:
    pdf = Pdf().page()
    y = 100.0
    for _ in range(6):
        y = pdf.lines(85, y, "Nghe An ban hanh ke hoach cho hai nam toi", 540, 16)
    found = read_pages(pdf.data(), "a.pdf", (1,), 60)
    assert found.recognised == [1]
    text = found.builder.source("a.pdf", "pdf", "").text
    assert sum(text.lower().count(word) for word in ("ban", "hai", "nam")) >= 9
