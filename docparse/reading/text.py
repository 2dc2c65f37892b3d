"""Plain text: one line a paragraph, or hard-wrapped; laid out like a page, it goes to ``layout``."""

from __future__ import annotations

import re

from docparse.model import Origin
from docparse.reading.building import Builder, CellText
from docparse.reading.layout import is_layout, read_layout
from docparse.reading.lines import RULE, Line
from docparse.reading.paragraphs import Paragraph, Paragraphs, wrap_of
from docparse.reading.tabs import BLANKS, table_rows

_IN_LINE = re.compile(r"(?<=\S)[ \t]*\t[ \t]*(?=\S)")


def read_plain(text: str, builder: Builder) -> None:
    """Puts the blocks of cleaned plain text into ``builder``."""
    tabbed = text.split("\n")
    lines = text.replace("\t", " ").split("\n") if "\t" in text else tabbed
    if is_layout(text, lines):
        read_layout(_IN_LINE.sub(" " * 8, text).replace("\t", " "), builder)
        return

    def emit(found: Paragraph) -> None:
        builder.paragraph(found.text, origin=Origin(line=found.number))

    flow = Paragraphs(emit, wrap_of(lines))
    tables = after = 0
    for number, raw in enumerate(tabbed, 1):
        if number <= after:
            continue
        if raw.count("\t") > 1:
            rows, numbers, after = table_rows(tabbed, number - 1)
            if rows:
                flow.flush()
                tables += 1
                _put_table(rows, numbers, tables, builder)
                continue
        line = " ".join(raw.split())
        if not line or RULE.match(line):
            flow.flush()
        elif ("\t" in raw or "    " in raw) and builder.takes_aside(aside := BLANKS.sub("\t", raw.rstrip(" "))):
            flow.flush()
            builder.paragraph(aside, origin=Origin(line=number))
        else:
            flow.add((Line(line, number),))
    flow.flush()


def _put_table(rows: list[list[str]], numbers: list[int], count: int, builder: Builder) -> None:
    width = max(map(len, rows))
    cells = [[CellText(text, k, 1 if len(row) > 1 else width) for k, text in enumerate(row)] for row in rows]
    places = [Origin(line=number, table=count) for number in numbers]
    builder.table(cells, origin=places[0], places=places)
