"""Người dùng: who may do what, and the log of what was done; Mật khẩu: everyone's own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import Request
from nicegui import events, ui

from docparse.accounts import Role
from docparse.errors import DocparseError
from docparse.web.layout import PATIENCE, frame, show, tell
from docparse.web.templating import render, role_label
from docparse.web.visit import ADMIN, EDIT, VIEW, visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.accounts import Accounts
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit

_LOG = 300  # lines of the log
_ROLES = (VIEW, EDIT, ADMIN)


def register(desk: Desk) -> None:
    accounts = desk.accounts
    if accounts is None:
        return

    @ui.page("/nguoi-dung", response_timeout=PATIENCE)
    async def users_page(request: Request) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/nguoi-dung", words(visit.language)["users_title"]):
            visit.must(ADMIN)
            await _Users(desk, accounts, visit).show()

    @ui.page("/mat-khau", response_timeout=PATIENCE)
    async def password_page(request: Request) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/mat-khau", words(visit.language)["own_password"]):
            _own_password(accounts, visit)


class _Users:
    """The table of one open page; every action asks again who acts."""

    def __init__(self, desk: Desk, accounts: Accounts, visit: Visit) -> None:
        self.desk, self.accounts, self.visit = desk, accounts, visit
        self.words = words(visit.language)
        self.drawn = 0

    async def show(self) -> None:
        self.table = ui.html(await self._drawn(), sanitize=False)
        for event in ("click", "change"):
            self.table.on(event, self._act, js_handler="(e) => { const said = docparseTask(e); if (said) emit(said); }")
        self._form()
        show("log", self.visit, audited=await asyncio.to_thread(self.accounts.audited, _LOG))

    async def _drawn(self) -> str:
        users = await asyncio.to_thread(self.accounts.users)
        self.drawn += 1  # what is the same as before would not be drawn
        return render("users", self.visit, users=users, roles=self._roles(), drawn=self.drawn)

    def _roles(self) -> dict[str, str]:
        return {role: role_label(self.words, role) for role in _ROLES}

    def _form(self) -> None:
        w = self.words
        with ui.element("section").classes("loc").props(f'aria-label="{w["add_user"]}"'):
            show("heading", self.visit, text=w["add_user"])
            name = ui.input(w["user_name"]).props("outlined dense for=moi-ten autocomplete=off")
            full_name = ui.input(w["full_name"]).props("outlined dense for=moi-ho-ten autocomplete=off")
            password = _password(w["new_password"], w["password_rule"], "moi-mat-khau")
            role = ui.select(self._roles(), value=VIEW, label=w["role"]).props("outlined dense")

            async def add() -> None:
                plain = name.value.strip()
                new = (plain, password.value, Role(role.value), full_name.value.strip())
                if await self._done(lambda: self.accounts.add(*new), "thêm người dùng", f"{plain} ({role.value})"):
                    for box in (name, full_name, password):
                        box.set_value("")

            for box in (name, full_name, password):
                box.on("keydown.enter", add)
            ui.button(w["add_user"], on_click=add).props("no-caps unelevated")

    async def _act(self, event: events.GenericEventArguments) -> None:
        """One action in the table; what comes from the browser is checked like anything from outside."""
        said: dict[str, Any] = event.args if isinstance(event.args, dict) else {}
        name = str(said.get("key", ""))
        if said.get("act") == "role" and said.get("value") in _ROLES:
            role = Role(said["value"])
            await self._done(lambda: self.accounts.set_role(name, role), "đổi vai trò", f"{name} ({role.value})")
        elif said.get("act") == "password":
            self._password_dialog(name)
        elif said.get("act") == "remove":
            self._remove_dialog(name)

    def _password_dialog(self, name: str) -> None:
        w = self.words
        title = f"{w['set_password']}: {name}"
        with ui.dialog(value=True).props("persistent") as dialog, ui.card().classes("hop"):
            show("heading", self.visit, text=title)
            new = _password(w["new_password"], w["password_rule"], "dat-mat-khau").props("autofocus")

            async def save() -> None:
                if await self._done(lambda: self.accounts.set_password(name, new.value), "đặt lại mật khẩu", name):
                    dialog.close()

            new.on("keydown.enter", save)
            self._buttons(dialog, w["save"], save)
        dialog.props["aria-label"] = title

    def _remove_dialog(self, name: str) -> None:
        w = self.words
        title = f"{w['remove_user']}: {name}"
        with ui.dialog(value=True) as dialog, ui.card().classes("hop"):
            show("heading", self.visit, text=f"{title}?", note=w["remove_note"])

            async def remove() -> None:
                await self._done(lambda: self.accounts.remove(name), "xóa người dùng", name)
                dialog.close()

            self._buttons(dialog, w["remove_user"], remove, color="negative")
        dialog.props["aria-label"] = title

    def _buttons(self, dialog: ui.dialog, label: str, act: Callable[[], Any], color: str = "primary") -> None:
        with ui.element("div").classes("nuts"):
            ui.button(label, on_click=act, color=color).props("no-caps unelevated")
            ui.button(self.words["cancel"], on_click=dialog.close).props("no-caps outline")
        dialog.on("hide", dialog.delete)

    async def _done(self, act: Callable[[], object], what: str, on: str) -> bool:
        """Whether it was done; then it stands in the log, and the table shows it."""
        try:
            visit = await self.desk.again(self.visit)
            visit.must(ADMIN)
            await asyncio.to_thread(act)
        except DocparseError as error:
            tell(self.visit, error)
            self.table.set_content(await self._drawn())  # a choice that was refused goes back
            return False
        self.desk.note(visit, what, on)
        self.table.set_content(await self._drawn())
        ui.notify(self.words["saved"], type="positive")
        return True


def _own_password(accounts: Accounts, visit: Visit) -> None:
    w = words(visit.language)
    show("heading", visit, text="", note=w["own_password_note"])
    with ui.element("div").classes("mot-cot"):
        old = _password(w["old_password"], "", "mat-khau-cu", kind="current-password")
        new = _password(w["new_password"], w["password_rule"], "mat-khau-moi")
        again = _password(w["password_again"], "", "mat-khau-lai")

        async def change() -> None:
            if new.value != again.value:
                ui.notify(w["passwords_differ"], type="negative")
                return
            try:
                await asyncio.to_thread(accounts.change_password, visit.name, old.value, new.value, visit.address)
            except DocparseError as error:
                tell(visit, error)
                return
            ui.navigate.to("/dang-nhap")  # all sessions have ended, this one too

        for box in (old, new, again):
            box.on("keydown.enter", change)
        ui.button(w["change_password"], on_click=change).props("no-caps unelevated")


def _password(label: str, hint: str, name: str, kind: str = "new-password") -> ui.input:
    box = ui.input(label, password=True).props(f'outlined dense for={name} autocomplete={kind} hint="{hint}"')
    return box.classes("rong-vua")
