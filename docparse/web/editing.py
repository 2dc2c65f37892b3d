"""One task in a dialog: the sentence, the machine's reading, what people said, and fields to say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from docparse.errors import DocparseError, QuestionError
from docparse.questions.answers import TaskView
from docparse.questions.naming import tasks_named
from docparse.questions.views import Reader
from docparse.store.persons import STATUSES
from docparse.web.layout import tell
from docparse.web.templating import render
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.web.tasktable import TaskTable
    from docparse.web.visit import Visit

_ROLES = ("lead", "implement", "coordinate")
_TEXTS = ("due", "product", "note", "link")


async def edit_dialog(table: TaskTable, visit: Visit, key: str, field: str) -> None:
    """Open the dialog at ``field``; only what was changed is kept."""
    w = words(visit.language)
    task = await table.desk.ask(lambda store: _task(store, key))
    before = texts_of(task)
    with ui.dialog(value=True).props(f'aria-label="{w["edit_task"]}"') as dialog, ui.card().classes("hop"):
        ui.html(render("edit", visit, task=task), sanitize=False)
        inputs: dict[str, ui.input | ui.select] = {}
        with ui.element("div").classes("hai"):
            for name in (*_ROLES, *_TEXTS):
                hint = w["several_agencies"] if name in _ROLES else w["due_hint"] if name == "due" else None
                inputs[name] = ui.input(w[name], value=before[name]).props(f'outlined dense hint="{hint or ""}"')
                inputs[name].props(f'{"autofocus" if name == field else ""} for="sua-{name}"')
        choices = {status: w[f"status_{status}"] for status in STATUSES}
        inputs["status"] = ui.select(choices, value=before["status"], label=w["status"]).props("outlined dense")

        async def save() -> None:
            texts = {name: str(box.value or "") for name, box in inputs.items()}
            changed = {name: text for name, text in texts.items() if text != before[name]}
            if not changed:
                ui.notify(w["nothing_changed"])
                return
            try:
                await table.keep(key, changed)
            except DocparseError as error:
                tell(visit, error)
            else:
                dialog.close()

        for box in inputs.values():
            if isinstance(box, ui.input):
                box.on("keydown.enter", save)
        with ui.element("div").classes("nuts"):
            ui.button(w["save"], on_click=save).props("no-caps unelevated")
            ui.button(w["cancel"], on_click=dialog.close).props("no-caps outline")
        dialog.on("hide", dialog.delete)


def _task(store: Store, key: str) -> TaskView:
    with store.db.reading():
        rows = tasks_named(store.db, key) if "#" in key else []
        if len(rows) != 1:
            raise QuestionError("DP506", key, "không có nhiệm vụ này", "tải lại trang")
        return Reader(store.db).tasks([rows[0]["pk"]])[0]


def texts_of(task: TaskView) -> dict[str, str]:
    """What stands in each field now, as people type it."""
    said = {one.field: one for one in task.said}
    texts = {role: "; ".join(part.agency for part in getattr(task, role)) for role in _ROLES}
    texts |= {"due": task.due.text if task.due else "", "product": task.product or ""}
    texts |= {name: said[name].value if name in said else "" for name in ("note", "link")}
    return {**texts, "status": (said["status"].code if "status" in said else None) or STATUSES[0]}
