"""Việc của tôi: an agency's own tasks by how urgent they are, without naming it again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.output.checklist import title
from docparse.output.progress import STATES, TITLES, Progress, progress
from docparse.output.tasklines import checklist_lines
from docparse.questions.tasklist import frequent_agencies
from docparse.web.layout import PATIENCE, frame, show
from docparse.web.own import MINE, own_agency
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.questions.answers import ChecklistAnswer
    from docparse.web.desk import Desk

_SOON = 30  # days
_MOST = 1000  # tasks that are sorted by urgency on one page


def register(desk: Desk) -> None:
    @ui.page(MINE, response_timeout=PATIENCE)
    async def mine_page(request: Request) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, MINE, words(visit.language)["nav_mine"]):
            agency = own_agency(desk, request)
            names = await desk.ask(frequent_agencies)
            show("mine_form", visit, agency=agency, agencies=names)
            if agency:
                answer, found = await desk.look(visit, lambda store: _mine(store, agency, date.today()))
                groups = [(TITLES[state], found.of(state)) for state in STATES if found.of(state)]
                show(
                    "mine", visit, answer=answer, about=found.about, asked=agency, soon=_SOON, groups=groups, most=_MOST
                )


def _mine(store: Store, agency: str, today: date) -> tuple[ChecklistAnswer, Progress]:
    """The tasks by urgency; of a body with more than ``_MOST`` only how many there are."""
    answer = store.checklist(agency, limit=_MOST)
    name = title(answer)
    lines = checklist_lines(answer) if answer.total <= _MOST else ()
    return answer, progress(name, lines, today, _SOON)
