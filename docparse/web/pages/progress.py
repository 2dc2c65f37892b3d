"""Tiến độ: what is overdue, what is due soon, how far the work is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.questions.tasklist import COUNTED, TaskFilter, progress
from docparse.web.filters import filter_of, query_of
from docparse.web.layout import frame, show
from docparse.web.tasktable import TaskTable, View
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.web.desk import Desk

_TABS = (
    ("overdue", TaskFilter(due="overdue")),
    ("due_soon", TaskFilter(due="soon")),
    ("status_doing", TaskFilter(status="doing")),
    ("status_done", TaskFilter(status="done")),
)


def register(desk: Desk) -> None:
    @ui.page("/tien-do")
    async def progress_page(request: Request, trang: int = 1) -> None:
        visit = visit_of(request.scope)
        query = request.query_params
        wanted = filter_of(query) if any(query.get(key) for key in query if key != "trang") else _TABS[0][1]
        with frame(desk, visit, "/tien-do", words(visit.language)["nav_progress"]):
            tabs = await desk.ask(lambda store: _counts(store, wanted))
            show("progress", visit, tabs=tabs, counted=COUNTED)
            await TaskTable(desk, visit, View("/tien-do", wanted, trang)).show()


def _counts(store: Store, wanted: TaskFilter) -> list[tuple[str, dict[str, str], int, bool]]:
    """Each list with its filters, how many tasks it has for the agency or document in view (COUNTED + 1: more), and
    whether it is in view."""
    counts = progress(store, wanted)
    out = []
    for key, tab in _TABS:
        own = replace(tab, agency=wanted.agency, document=wanted.document)
        out.append((key, query_of(own), getattr(counts, own.due or own.status), own == wanted))
    return out
