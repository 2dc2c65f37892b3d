"""Chỉ tiêu: the targets of a document, and which tasks serve which goal."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from fastapi import Request
from nicegui import ui

from docparse.errors import QuestionError
from docparse.output.coverage import score_text
from docparse.questions.tasklist import document_names
from docparse.web.layout import PATIENCE, frame, show, show_error
from docparse.web.pictures import can_png
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.web.desk import Desk


def register(desk: Desk) -> None:
    @ui.page("/chi-tieu", response_timeout=PATIENCE)
    async def indicators_page(request: Request, van_ban: str = "") -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/chi-tieu", words(visit.language)["nav_indicators"]):
            listed = await desk.ask(document_names)
            chosen = van_ban
            with suppress(QuestionError):  # told below, with the form above it
                chosen = (await desk.ask(lambda store: store.find_document(van_ban))).id if van_ban else ""
            show("indicators_form", visit, van_ban=chosen, documents=listed)
            if not chosen:
                return
            show("indicators", visit, answer=await desk.look(visit, lambda store: store.goals(chosen)))
            try:
                matrix, secret = await desk.ask(lambda store: (store.matrix(chosen), desk.hidden(store, visit)))
            except QuestionError as error:  # a document without goals or without tasks
                show_error(visit, error)
            else:
                show(
                    "matrix", visit, answer=matrix, score_text=score_text,
                    hidden=matrix.document.id in secret, png=can_png(),
                )  # fmt: skip
