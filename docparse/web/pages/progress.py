"""Tiến độ: what is overdue, what is due soon, how far the work is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.questions.tasklist import COUNTED, TaskFilter, TaskListAnswer, task_total
from docparse.web.filters import at_home, filter_of, query_of
from docparse.web.layout import PATIENCE, frame, show
from docparse.web.tasktable import TaskTable, View
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.web.desk import Desk

_TABS = (
    ("overdue", TaskFilter(due="overdue")),
    ("due_soon", TaskFilter(due="soon")),
    ("progress_doing", TaskFilter(status="doing")),
    ("progress_done", TaskFilter(status="done")),
)


def register(desk: Desk) -> None:
    @ui.page("/tien-do", response_timeout=PATIENCE)
    async def progress_page(request: Request, trang: int = 1) -> None:
        visit = visit_of(request.scope)
        query = request.query_params
        wanted = filter_of(query) if any(query.get(key) for key in query if key != "trang") else _TABS[0][1]
        with frame(desk, visit, "/tien-do", words(visit.language)["nav_progress"]):
            table = TaskTable(desk, visit, View("/tien-do", wanted, trang))
            seen = await table.load()
            tabs = await desk.ask(lambda store: _counts(store, wanted, seen))
            show("progress", visit, tabs=tabs, counted=COUNTED)
            table.draw()


def _counts(store: Store, wanted: TaskFilter, seen: TaskListAnswer) -> list[tuple[str, dict[str, str], int, bool]]:
    """Each list with its filters, how many tasks it has for the agency or document in view (COUNTED + 1: more),
    whether it is in view."""
    out = []
    for key, tab in _TABS:
        own = replace(tab, agency=wanted.agency, document=wanted.document)
        here = own == wanted
        total = seen.total + (not seen.exact) if here else task_total(store, at_home(store, own))
        out.append((key, query_of(own), total, here))
    return out
