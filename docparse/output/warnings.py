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
        yield warning_line(f"{notice.code} {notice.quote.place}: {notice.text}", notice.quote.text)


def warning_line(said: str, passage: str) -> Line:
    """A warning and its passage, which a warning about whole pages does not have."""
    return Line(f"{said} {excerpt(passage)}" if passage.strip() else said, "warning", 2)
