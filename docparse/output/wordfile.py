"""Lists of tasks as Word documents, laid out by Nghị định 30/2020/NĐ-CP, A4 across, ready to sign."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docparse.output import wordlayout as layout
from docparse.output.page import NOT_STATED
from docparse.output.tasklines import COLUMNS, TaskLine

_WIDTHS = (13, 62, 34, 34, 24, 23, 28, 34)  # mm; the quote stands below its task
_COLUMNS = COLUMNS[:-1]


def task_document(title: str, subtitle: str, issuer: str, lines: Sequence[TaskLine], above: str = "") -> bytes:
    """A .docx file: head, title, one table of tasks, signature. ``issuer`` stands at the top left, below ``above``."""
    document = layout.new_paper(across=True)
    layout.letterhead(document, issuer, above)
    layout.heading(document, title, subtitle)
    table = layout.table(document, _COLUMNS, _WIDTHS)
    reasons: dict[str, int] = {}
    for line in lines:
        _row(layout.add_row(table, _WIDTHS), line, reasons)
    for reason, number in reasons.items():
        layout.run(document.add_paragraph(), f"({number}) Suy ra, chưa phải giao việc: {reason}.", layout.TABLE)
    layout.signature(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _row(cells: Sequence[Any], line: TaskLine, reasons: dict[str, int]) -> None:
    """``reasons``: why something was inferred, told once below the table."""
    lead, inferred = "; ".join(line.lead), "; ".join(line.inferred)
    note = line.note
    if inferred and not lead:
        number = reasons.setdefault(line.reason, len(reasons) + 1)
        note = "; ".join(filter(None, (f"suy ra ({number}), cần xác nhận", note)))
    texts = (
        str(line.number), line.text, lead or inferred or NOT_STATED, "; ".join(line.partners), line.product or "",
        line.due_text, note, line.basis,
    )  # fmt: skip
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        layout.run(cell.paragraphs[0], text, layout.TABLE, italic=number == 2 and not lead)
    words = " ".join(line.quote.split())
    if words != " ".join(line.text.split()):
        layout.run(cells[1].add_paragraph(), f"“{words}”", layout.TABLE - 1, italic=True)
