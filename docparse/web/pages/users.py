"""Người dùng: who may do what, and the log of what was done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.accounts import Role
from docparse.errors import DocparseError
from docparse.web.layout import PATIENCE, frame, show, tell
from docparse.web.visit import ADMIN, EDIT, VIEW, visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit

_LOG = 300  # lines of the log


def register(desk: Desk) -> None:
    accounts = desk.accounts
    if accounts is None:
        return

    @ui.page("/nguoi-dung", response_timeout=PATIENCE)
    async def users_page(request: Request) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/nguoi-dung", words(visit.language)["users_title"]):
            visit.must(ADMIN)
            show("users", visit, users=accounts.users(), audited=accounts.audited(_LOG))
            _form(desk, visit)


def _form(desk: Desk, visit: Visit) -> None:
    accounts, w = desk.accounts, words(visit.language)
    with ui.element("div").classes("loc"):
        name = ui.input(w["user_name"]).props("outlined dense")
        full_name = ui.input(w["full_name"]).props("outlined dense")
        password = ui.input(w["new_password"], password=True).props("outlined dense autocomplete=new-password")
        role = ui.select([VIEW, EDIT, ADMIN], value=VIEW, label=w["role"]).props("outlined dense")

        async def add() -> None:
            try:
                again = await desk.again(visit)
                again.must(ADMIN)
                if accounts is not None:
                    new = (name.value.strip(), password.value, Role(role.value), full_name.value.strip())
                    await asyncio.to_thread(accounts.add, *new)
            except DocparseError as error:
                tell(visit, error)
                return
            desk.note(again, "thêm người dùng", f"{name.value.strip()} ({role.value})")
            ui.navigate.reload()

        ui.button(w["add_user"], on_click=add).props("no-caps unelevated")
