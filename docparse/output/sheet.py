"""Rows as CSV for Excel and as a Markdown table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from docparse.output.checklist import BOM, escaped, guarded
from docparse.output.page import safe


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """CSV with a byte-order mark and CRLF, no cell that Excel would run as a formula."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n", delimiter=separator)
    writer.writerow(titles)
    writer.writerows([guarded(safe(cell)) for cell in row] for row in rows)
    return out.getvalue()


def as_markdown(title: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A heading and a table; the document's own marks are escaped."""
    lines = [titles, ["---"] * len(titles), *([escaped(cell) for cell in row] for row in rows)]
    return f"# {escaped(title)}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
