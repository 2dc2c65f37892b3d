"""Warnings of the parser, with the passage that each is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse.output.page import Element, Heading, Line
from docparse.output.words import excerpt
from docparse.questions.answers_document import Notice


def warning_elements(warnings: Sequence[Notice]) -> Iterator[Element]:
    """A heading and a line for each warning; nothing where there are none."""
    if warnings:
        yield Heading("Cảnh báo")
    for notice in warnings:
        yield Line(f"{notice.code} {notice.quote.place}: {notice.text} {excerpt(notice.quote.text)}", "warning", 2)
