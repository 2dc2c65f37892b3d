"""How a task's values go into the cells of a workbook, ours or an office's own: as text, a number or a date.

Nothing that a document says is ever written as a formula: a text that begins with = + - @ is stored as a string and
marked to be shown as one.
"""

from __future__ import annotations

import json
import re
from typing import Any

from docparse.output.page import NOT_STATED, safe
from docparse.output.tasklines import TaskLine
from docparse.questions.sheetcells import INFERRED, INFERRED_MARK, due_day
from docparse.store.vocabulary import status_label

_LONGEST = 32_000  # characters that Excel takes
_LINE_HEIGHT, _HIGHEST = 15.75, 409.0  # points of a line of 12-point text; of a row
_EDITED = ("lead", "partners", "product", "due", "note", "status", "confirmed")
DAY_FORMAT = "dd/mm/yyyy"
_DAY = re.compile(r"(\D{1,60}\s)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\W?")
_ROOM = 20  # characters of the column beside the day: a date that does not fit is shown as ####


def cell_texts(line: TaskLine, *, noted: bool = True) -> dict[str, str]:
    """The cells of a task by the names of ``sheet_columns`` in ``rules/questions.yaml``, as they are printed.

    ``noted``: there is a column of notes, which says of an inferred lead that it is; else its own cell does."""
    mark = "" if noted else INFERRED_MARK
    day = due_day(line.due)
    texts = {
        "number": str(line.number),
        "task": line.text,
        "lead": "; ".join(line.lead or [f"{name}{mark}" for name in line.inferred]) or NOT_STATED,
        "partners": "; ".join(line.partners),
        "product": line.product or "",
        "due": day.strftime("%d/%m/%Y") if day else line.due_text,
        "note": line.remark,
        "basis": line.basis,
        "quote": f"“{' '.join(line.quote.split())}”",
        "status": status_label(line.status) if line.status else "",
        "confirmed": "x" if line.confirmed else "",
        "key": line.key,
    }
    held = {name: texts[name] for name in _EDITED} | {INFERRED: "x" if line.inferred and not line.lead else ""}
    return {**texts, "before": json.dumps(held, ensure_ascii=False)}


def put_text(cell: Any, text: str) -> None:
    """Text as text, whatever it begins with."""
    plain = safe(text)[:_LONGEST]
    cell.value = plain
    if plain.lstrip().startswith(("=", "+", "-", "@")):
        cell.data_type = "s"
        cell.quotePrefix = True


def put_due(cell: Any, line: TaskLine) -> None:
    """A day as a date, with the document's words beside it; anything else in words."""
    from openpyxl.comments import Comment

    day = due_day(line.due)
    if line.due is None or day is None:
        put_text(cell, line.due_text)
        return
    cell.value = day
    cell.number_format = f'"{before}"{DAY_FORMAT}' if (before := _before_day(line.due.text)) else DAY_FORMAT
    cell.comment = Comment(f"Văn bản ghi: “{safe(line.due.text)}”", "docparse", 80, 240)


def _before_day(said: str) -> str:
    """ "trước ngày " of "trước ngày 30/11/2025": what makes another day of it is seen in print too."""
    found = _DAY.fullmatch(" ".join(safe(said).split()))
    return found[1] if found and len(found[1]) <= _ROOM and '"' not in found[1] else ""


def put_lead(cell: Any, line: TaskLine, text: str) -> None:
    """Who has to do it, as ``text`` of :func:`cell_texts`; where that is inferred a comment says why."""
    from openpyxl.comments import Comment

    put_text(cell, text)
    if line.inferred and not line.lead:
        why = f"Suy ra, chưa phải giao việc: {safe(line.reason)}. Cần xác nhận."
        cell.comment = Comment(why, "docparse", 120, 300)


def height(texts: list[tuple[str, float]]) -> float:
    """Points that the fullest cell of a row takes, each a text and the width of its column in characters; Excel finds
    the height of wrapped text only when that is typed."""
    lines = max((-(-len(text) // max(int(width) - 2, 1)) for text, width in texts), default=1)
    return min(max(lines, 1) * _LINE_HEIGHT, _HIGHEST)
