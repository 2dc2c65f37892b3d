"""A table of tasks that was worked on in Excel comes back by the browser: what is different, and keeping it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from docparse.errors import DocparseError
from docparse.questions.sheetback import SheetBack, take_sheet
from docparse.web.layout import tell
from docparse.web.templating import render
from docparse.web.visit import EDIT
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit

OWN_TABLE = "DP148"  # the code of a file that is such a table


class Returned:
    """One table on an open page; nothing is kept until the person says so."""

    def __init__(self, desk: Desk, visit: Visit, found: SheetBack) -> None:
        self.desk, self.visit, self.found = desk, visit, found
        self.words = words(visit.language)

    def show(self) -> None:
        with ui.element("section").classes("tra-ve") as self.box:
            ui.html(render("returned", self.visit, found=self.found), sanitize=False)
            with ui.element("div").classes("nuts"):
                if self.found.differences:
                    keep = f"{self.words['keep_all']} ({len(self.found.differences)})"
                    ui.button(keep, on_click=self._keep).props("no-caps unelevated")
                ui.button(self.words["leave"], on_click=self.box.delete).props("no-caps outline")

    async def _keep(self) -> None:
        try:
            visit = await self.desk.again(self.visit)
            visit.must(EDIT)
            done = await self.desk.ask(lambda store: take_sheet(store, self.found, visit.name))
        except DocparseError as error:
            tell(self.visit, error)
            return
        self.desk.note(visit, "nhận bảng đã sửa", f"{self.found.file}: {done.taken} điều")
        ui.notify(f"{done.taken} {self.words['kept_count']}: {self.found.file}", type="positive")
        self.box.delete()
