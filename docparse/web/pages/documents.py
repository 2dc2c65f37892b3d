"""Văn bản: the list, and one document as text with its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from markupsafe import Markup
from nicegui import ui

from docparse.questions.documentlist import document_list
from docparse.web.desk import secret_documents
from docparse.web.layout import PATIENCE, frame, show
from docparse.web.pictures import can_png
from docparse.web.removing import removing
from docparse.web.visit import visit_of
from docparse.web.words import label, words

if TYPE_CHECKING:
    from docparse.model import Plan, Source
    from docparse.output.html import DocumentBody
    from docparse.questions import Store
    from docparse.questions.answers import Said
    from docparse.store.graphstore import StoredDocument
    from docparse.web.desk import Desk
    from docparse.web.settings import Language

_PAGE = 100


def register(desk: Desk) -> None:
    @ui.page("/van-ban", response_timeout=PATIENCE)
    async def list_page(request: Request, tim: str = "", trang: int = 1) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/van-ban", words(visit.language)["nav_documents"]):
            found, secret = await desk.ask(
                lambda store: (document_list(store, tim, page=trang, limit=_PAGE), secret_documents(store))
            )
            show("documents", visit, found=found, tim=tim, secret=secret)

    @ui.page("/van-ban/{document}", response_timeout=PATIENCE)
    async def document_page(request: Request, document: str, task: str = "", tu: int = -1) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/van-ban", words(visit.language)["nav_documents"]):
            opened, hidden = await desk.ask(
                lambda store: (_opened(store, document, visit.language), desk.hidden(store, visit))
            )
            about, degree, body, told = opened
            if degree:
                desk.note(visit, "xem văn bản mật", about.id)
            ui.page_title(f"{about.name} – docparse")
            at = body.numbers.get(task, 0)
            show(
                "document", visit, about=about, degree=degree, classes=body.classes, at=at, tu=tu, told=told,
                hidden=about.id in hidden, png=can_png(), text=Markup(body.text), legend=Markup(body.legend),
                contents=Markup(body.contents),
            )  # fmt: skip
            removing(desk, visit, about)


def _opened(
    store: Store, document: str, language: Language
) -> tuple[StoredDocument, str, DocumentBody, dict[int, list[Said]]]:
    """The document, its degree of secrecy, its text, and by the number of a task what people said of it."""
    from docparse.output.html import document_body
    from docparse.questions.said import said_of
    from docparse.questions.stored import stored_plan
    from docparse.store.corrections import correction_of

    about = store.find_document(document)
    plan = stored_plan(store, about.id)
    body = document_body(plan, _source(store, plan), lambda text: label(text, language))
    told: dict[int, list[Said]] = {}
    for row in store.db.rows("corrections_of_document", document=about.id):
        if row["task_id"] in body.numbers:
            told.setdefault(body.numbers[row["task_id"]], []).append(said_of(correction_of(row)))
    return about, secret_documents(store).get(about.id, ""), body, told


def _source(store: Store, plan: Plan) -> Source | None:
    """How the file was read, so that tables stay tables; None for what was kept without it."""
    from docparse.store.layouts import unpack_layout

    sha256 = plan.source.get("sha256") or ""
    row = store.db.row("layout", document=plan.document.id, sha256=sha256)
    return unpack_layout(row["layout"], plan.text, sha256) if row else None
