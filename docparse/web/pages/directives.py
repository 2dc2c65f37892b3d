"""Chỉ thị cấp trên: the way up from a document or task, and what a lower plan carries on of an upper one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.output import coverage as output
from docparse.questions.tasklist import document_names
from docparse.web.layout import PATIENCE, frame, show
from docparse.web.pages.ask import show_answer
from docparse.web.pictures import can_png
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.web.desk import Desk


def register(desk: Desk) -> None:
    @ui.page("/chi-thi", response_timeout=PATIENCE)
    async def directives_page(request: Request, cua: str = "", tren: str = "", duoi: str = "") -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/chi-thi", words(visit.language)["nav_directives"]):
            listed = await desk.ask(document_names)
            show("directives", visit, cua=cua, tren=tren, duoi=duoi, documents=listed)
            if cua.strip():
                found = await desk.look(visit, lambda store: store.trace(cua))
                hidden = await desk.ask(lambda store: desk.hidden(store, visit))
                secret = found.document is not None and found.document.id in hidden
                show_answer(visit, found, of=cua, hidden=secret, png=can_png())
            if tren and duoi:
                answer = await desk.look(visit, lambda store: store.coverage(tren, duoi))
                show(
                    "coverage", visit, answer=answer, verdicts=output.VERDICTS, numbers=output.NUMBERS,
                    score_text=output.score_text, figure_text=output.figure_text, discord_text=output.discord_text,
                )  # fmt: skip
