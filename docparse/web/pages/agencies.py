"""Cơ quan: what an agency is today, its tasks, its load by month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.questions.answers import ChecklistAnswer
from docparse.questions.tasklist import frequent_agencies
from docparse.web.layout import frame, show
from docparse.web.pages.ask import show_answer
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.web.desk import Desk

_MONTH = len("2026-06")
_SHOWN = 60  # agencies offered where none was asked for


def register(desk: Desk) -> None:
    @ui.page("/co-quan")
    async def agency_page(request: Request, ten: str = "") -> None:
        visit = visit_of(request.scope)
        today = date.today()
        with frame(desk, visit, "/co-quan", words(visit.language)["nav_agencies"]):
            names = await desk.ask(frequent_agencies)
            show("agency_form", visit, ten=ten, agencies=names, shown=() if ten.strip() else names[:_SHOWN])
            if ten.strip():
                about, tasks = await desk.ask(lambda s: (s.agency(ten, at=today), s.checklist(ten, now=today)))
                show("agency", visit, answer=about, months=_months(tasks))
                show_answer(visit, tasks)


def _months(answer: ChecklistAnswer) -> list[tuple[str | None, int]]:
    """How many tasks are due in each month ("2026-06", or the year alone), those without a date last (None)."""
    rows = (*answer.rows, *answer.inherited)
    counts = Counter(row.due.to[:_MONTH] if row.due and row.due.to else None for row in rows)
    return sorted(counts.items(), key=lambda entry: (entry[0] is None, entry[0] or ""))
