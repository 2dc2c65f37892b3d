"""Passages found by words, what was looked for in «marks»."""

from __future__ import annotations

from docparse.output.page import Element, Fields, Heading, Line, Page
from docparse.questions.answers_search import Passage, SearchAnswer


def search_page(answer: SearchAnswer) -> Page:
    """The passages of one page and how many there are."""
    page: list[Element] = [Heading(f"Tìm: {answer.asked}")]
    if not answer.total:
        return [*page, Line("Không có đoạn nào chứa đủ các từ này.")]
    first = (answer.page - 1) * answer.limit
    for number, passage in enumerate(answer.passages, first + 1):
        page.append(Line(f"{number}. {_marked(passage)}", "strong"))
        where = f"{passage.document.name}, {passage.quote.place}"
        page.append(Fields((("Loại", passage.kind), ("Ở", where)), indent=3))
    total = f"{answer.total}" if answer.exact else f"hơn {answer.total}"
    page += [Line(""), Line(f"{total} đoạn; {_order(answer)}", "dim")]
    left = answer.total - first - len(answer.passages)
    if left > 0:
        page.append(Line(f"Còn {left} đoạn (--page {answer.page + 1})", "dim"))
    return page


def _order(answer: SearchAnswer) -> str:
    if answer.ranked:
        return "đoạn sát nhất trước"
    return "nhiều quá nên không xếp hạng, đoạn thêm vào kho sau cùng trước; thêm từ hoặc đặt cụm từ trong ngoặc kép"


def _marked(passage: Passage) -> str:
    text, out, at = passage.quote.text, "", 0
    for start, end in passage.marks:
        if start >= at:  # marks of two phrases may overlap
            out += f"{text[at:start]}«{text[start:end]}»"
            at = end
    return " ".join((out + text[at:]).split())
