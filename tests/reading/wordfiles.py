"""Small Word files and their parts, read at once."""

from __future__ import annotations

from docparse.model import Source
from docparse.reading import read_bytes
from tests.reading.helpers import check, paragraph, word


def docx(body: str, **others: str) -> Source:
    """The body with further parts, as read."""
    source = read_bytes(word(body, **others), "a.docx")
    check(source)
    return source


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
