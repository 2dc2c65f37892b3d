"""Plain text: one line a paragraph, or hard-wrapped; laid out like a page, it goes to ``layout``."""

from __future__ import annotations

from docparse.model import Origin
from docparse.reading.building import Builder
from docparse.reading.layout import is_layout, read_layout
from docparse.reading.lines import RULE, Line
from docparse.reading.paragraphs import Paragraph, Paragraphs, wrap_of


def read_plain(text: str, builder: Builder) -> None:
    """Puts the blocks of cleaned plain text into ``builder``."""
    lines = text.split("\n")
    if is_layout(text, lines):
        read_layout(text, builder)
        return

    def emit(found: Paragraph) -> None:
        builder.paragraph(found.text, origin=Origin(line=found.number))

    flow = Paragraphs(emit, wrap_of(lines))
    for number, raw in enumerate(lines, 1):
        line = " ".join(raw.split())
        if not line or RULE.match(line):
            flow.flush()
        else:
            flow.add((Line(line, number),))
    flow.flush()
