"""The table of tasks: filters, pages, confirming many, editing one in its place, taking back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nicegui import events, ui

from docparse.errors import DocparseError
from docparse.output.words import unlisted
from docparse.questions import correcting
from docparse.questions.tasklist import TaskFilter, TaskListAnswer, document_names, frequent_agencies, task_list
from docparse.store.corrections import ROLES
from docparse.store.persons import STATUSES, say
from docparse.store.vocabulary import edge_label
from docparse.web.editing import edit_dialog
from docparse.web.filters import at_home, query_of
from docparse.web.layout import tell
from docparse.web.templating import labelled, render
from docparse.web.visit import EDIT
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit

_PAGE = 50
_MOST = 500  # tasks confirmed at once
_DUES = ("none", "dated", "overdue", "soon")


@dataclass(frozen=True, slots=True)
class View:
    """Which tasks, which page of them, and at which path."""

    path: str
    wanted: TaskFilter
    page: int


class TaskTable:
    """The table on one open page; every action asks again who acts."""

    def __init__(self, desk: Desk, visit: Visit, view: View) -> None:
        self.desk, self.visit, self.view = desk, visit, view
        self.words = words(visit.language)

    async def load(self) -> TaskListAnswer:
        """Ask for what is drawn; DocparseError as the questions raise it."""
        self.first = await self.desk.ask(self._first)
        await self.desk.noted(self.visit, self.first[0])
        return self.first[0]

    def draw(self) -> None:
        """Filters and table."""
        answer, agencies, documents = self.first
        w = self.words
        ui.html(
            render(
                "task_filters", self.visit, wanted=self.view.wanted, path=self.view.path, agencies=agencies,
                documents=documents, roles=[(role, labelled(w, edge_label(role))) for role in ROLES],
                dues=[(due, w[f"due_{due}"]) for due in _DUES], statuses=self._statuses(),
                query=query_of(self.view.wanted),
            ),
            sanitize=False,
        )  # fmt: skip
        self.table = ui.html(self._drawn(answer), sanitize=False)
        for event in ("click", "change"):
            self.table.on(event, self._act, js_handler="(e) => { const said = docparseTask(e); if (said) emit(said); }")

    def _first(self, store: Store) -> tuple[TaskListAnswer, tuple[str, ...], list[tuple[str, str]]]:
        return self._asked(store), frequent_agencies(store), document_names(store)

    def _asked(self, store: Store) -> TaskListAnswer:
        return task_list(store, at_home(store, self.view.wanted), page=self.view.page, limit=_PAGE)

    def _drawn(self, answer: TaskListAnswer) -> str:
        query = query_of(self.view.wanted)
        return render(
            "tasks", self.visit, answer=answer, path=self.view.path, query=query, may_edit=self.visit.may(EDIT),
            statuses=self._statuses(),
        )  # fmt: skip

    def _statuses(self) -> list[tuple[str, str]]:
        return [(status, self.words[f"status_{status}"]) for status in STATUSES]

    async def refresh(self, focus: str = "") -> None:
        """Draw the table anew; ``focus``: the key of the task that the keyboard goes back to."""
        answer = await self.desk.look(self.visit, self._asked)
        self.table.set_content(self._drawn(answer))
        if focus:
            ui.run_javascript(f"docparseFocus({json.dumps(focus)})")

    async def _act(self, event: events.GenericEventArguments) -> None:
        """One action in the table; what comes from the browser is checked like anything from outside."""
        said: dict[str, Any] = event.args if isinstance(event.args, dict) else {}
        try:
            visit = await self.desk.again(self.visit)
            visit.must(EDIT)
            if said.get("act") == "confirm":
                await self._confirm(visit, said.get("keys"))
            elif said.get("act") == "undo":
                await self._undo(visit, said.get("number"), str(said.get("key", "")))
            elif said.get("act") == "status":
                await self._say(visit, str(said.get("key")), {"status": str(said.get("value"))})
            elif said.get("act") == "edit":
                await edit_dialog(self, visit, str(said.get("key")), str(said.get("field") or "lead"))
        except DocparseError as error:
            tell(self.visit, error)

    async def _confirm(self, visit: Visit, keys: Any) -> None:
        chosen = [key.split("#", 1) for key in (keys or [])[:_MOST] if isinstance(key, str) and "#" in key]
        if not chosen:
            ui.notify(self.words["pick_first"])
            return
        tasks = [(document, task) for document, task in chosen]
        await self.desk.ask(lambda store: say(store, tasks, {"confirmed": True}, visit.name))
        self.desk.note(visit, "xác nhận", f"{len(tasks)} nhiệm vụ: {', '.join('#'.join(one) for one in tasks)}")
        await self.refresh()
        ui.notify(f"{len(tasks)} {self.words['confirmed_count']}", type="positive")

    async def _undo(self, visit: Visit, number: Any, key: str) -> None:
        if not isinstance(number, int):
            return
        await self.desk.ask(lambda store: correcting.undo(store, [number], visit.name))
        self.desk.note(visit, "gỡ ghi nhận", str(number))
        await self.refresh(key)
        ui.notify(self.words["undone"])

    async def _say(self, visit: Visit, key: str, texts: dict[str, str]) -> None:
        """Keep what was typed of a task, and draw it."""
        values = correcting.values_of(texts)
        done = await self.desk.ask(lambda store: correcting.correct(store, key, values, visit.name))
        self.desk.note(visit, "sửa nhiệm vụ", f"{key}: {', '.join(sorted(values))}")
        await self.refresh(key)
        ui.notify(self.words["saved"], type="positive")
        if done.unlisted:
            ui.notify(unlisted(done.unlisted), type="warning", multi_line=True, timeout=10_000)

    async def keep(self, key: str, texts: dict[str, str]) -> None:
        """What the dialog gives; DocparseError as :func:`docparse.questions.correcting.correct` raises it."""
        visit = await self.desk.again(self.visit)
        visit.must(EDIT)
        await self._say(visit, key, texts)
