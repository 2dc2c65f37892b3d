"""Nhiệm vụ: every task of the store in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.web.filters import filter_of
from docparse.web.layout import PATIENCE, frame
from docparse.web.tasktable import TaskTable, View
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.web.desk import Desk


def register(desk: Desk) -> None:
    @ui.page("/nhiem-vu", response_timeout=PATIENCE)
    async def tasks_page(request: Request, trang: int = 1) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/nhiem-vu", words(visit.language)["nav_tasks"]):
            table = TaskTable(desk, visit, View("/nhiem-vu", filter_of(request.query_params), trang))
            await table.load()
            table.draw()
