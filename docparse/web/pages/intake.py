"""Tiếp nhận: drop files, watch them being read, see what is wrong with each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request
from nicegui import events, ui

from docparse.errors import DocparseError
from docparse.questions.sheetback import compare_sheet
from docparse.web.intake import file_name, own_folder, take_in
from docparse.web.layout import PATIENCE, frame, show, tell
from docparse.web.returned import OWN_TABLE, Returned
from docparse.web.templating import render
from docparse.web.visit import EDIT, visit_of
from docparse.web.words import by_page, words

if TYPE_CHECKING:
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit

_MB = 1024 * 1024
_FILES = 50  # at once


def register(desk: Desk) -> None:
    @ui.page("/tiep-nhan", response_timeout=PATIENCE)
    async def intake_page(request: Request) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/tiep-nhan", words(visit.language)["nav_intake"]):
            visit.must(EDIT)
            _Intake(desk, visit).show()


class _Intake:
    """The uploads of one open page."""

    def __init__(self, desk: Desk, visit: Visit) -> None:
        self.desk, self.visit = desk, visit
        self.words = words(visit.language)
        self.lines: list[dict[str, Any]] = []

    def show(self) -> None:
        w, limit = self.words, self.desk.settings.upload_limit
        show("intake", self.visit, limit=limit // _MB)
        self.annex = ui.input(w["annex_of"]).props("outlined dense for=phu-luc-cua").classes("phu-luc")
        with ui.element("div").classes("tiep-nhan").props(f'data-label="{w["choose_files"]}"'):
            ui.upload(
                label=w["choose_files"], multiple=True, auto_upload=True, max_file_size=limit, max_files=_FILES,
                on_upload=self._take, on_rejected=self._rejected,
            ).props("flat bordered max-concurrent-uploads=2")  # fmt: skip
        self.result = ui.html(self._drawn(), sanitize=False)
        self.returned = ui.element("div")

    def _drawn(self) -> str:
        return render("intake_result", self.visit, lines=self.lines)

    def _rejected(self) -> None:
        limit = self.desk.settings.upload_limit // _MB
        ui.notify(f"DP623 {self.words['rejected']} ({limit} MB)", type="negative", timeout=10_000)

    async def _take(self, event: events.UploadEventArguments) -> None:
        name = file_name(event.file.name)
        line: dict[str, Any] = {"file": name, "status": "reading"}
        self.lines.append(line)
        self.result.set_content(self._drawn())
        try:
            visit = await self.desk.again(self.visit)
            visit.must(EDIT)
            with own_folder() as folder:
                path = Path(folder) / name
                await event.file.save(path)
                annex = (self.annex.value or "").strip() or None
                entries = await self.desk.ask(lambda store: take_in(store, path, visit.name, annex))
                if _is_own_table(entries):
                    data = path.read_bytes()
                    back = await self.desk.look(visit, lambda store: compare_sheet(store, data, name))
                    entries = [{"file": name, "status": "returned"}]
                    with self.returned:
                        Returned(self.desk, visit, back).show()
        except DocparseError as error:
            tell(self.visit, error)
            entries = [{"file": name, "status": "failed", "error": {"text": by_page(str(error))}}]
        self.lines.remove(line)
        self.lines.extend(entries)
        self.desk.note(self.visit, "thêm tệp", name)
        self.result.set_content(self._drawn())


def _is_own_table(entries: list[dict[str, Any]]) -> bool:
    """Whether what was sent is one table of tasks that docparse wrote."""
    return len(entries) == 1 and (entries[0].get("error") or {}).get("code") == OWN_TABLE
