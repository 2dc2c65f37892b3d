"""Cơ quan: what an agency is today, its tasks, its load by month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.questions.answers import ChecklistAnswer
from docparse.questions.tasklist import frequent_agencies
from docparse.web.layout import PATIENCE, frame, show
from docparse.web.pages.ask import CHECKLIST, show_answer
from docparse.web.pictures import can_png
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.questions.answers_agency import AgencyAnswer
    from docparse.web.desk import Desk

_MONTH = len("2026-06")
_BY_MONTH = 500  # tasks of an agency that are counted by month before the page is shown
_SHOWN = 60  # agencies offered where none was asked for


def register(desk: Desk) -> None:
    @ui.page("/co-quan", response_timeout=PATIENCE)
    async def agency_page(request: Request, ten: str = "", trang: int = 1) -> None:
        visit = visit_of(request.scope)
        today = date.today()
        with frame(desk, visit, "/co-quan", words(visit.language)["nav_agencies"]):
            names = await desk.ask(frequent_agencies)
            show("agency_form", visit, ten=ten, agencies=names, shown=() if ten.strip() else names[:_SHOWN])
            if ten.strip():
                about, tasks, counted = await desk.look(visit, lambda store: _opened(store, ten, max(1, trang), today))
                months = _months(counted) if counted else []
                show("agency", visit, answer=about, months=months, total=tasks.total, asked=ten, png=can_png())
                show_answer(visit, tasks, files=False)


def _opened(
    store: Store, name: str, page: int, day: date
) -> tuple[AgencyAnswer, ChecklistAnswer, ChecklistAnswer | None]:
    """What the agency is, a page of its tasks, and all of them where they are not too many to be counted by month."""
    part = store.checklist(name, now=day, limit=CHECKLIST, start=(page - 1) * CHECKLIST)
    if part.total <= CHECKLIST and page == 1:
        return store.agency(name, at=day), part, part
    whole = store.checklist(name, now=day) if part.total <= _BY_MONTH else None
    return store.agency(name, at=day), part, whole


def _months(answer: ChecklistAnswer) -> list[tuple[str | None, int]]:
    """How many tasks are due in each month ("2026-06", or the year alone), those without a date last (None)."""
    rows = (*answer.rows, *answer.inherited, *answer.unplaced, *answer.inferred)
    counts = Counter(row.due.to[:_MONTH] if row.due and row.due.to else None for row in rows)
    return sorted(counts.items(), key=lambda entry: (entry[0] is None, entry[0] or ""))
