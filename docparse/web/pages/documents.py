"""Văn bản: the list, and one document as text with its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from markupsafe import Markup
from nicegui import ui

from docparse.web.desk import secret_documents
from docparse.web.layout import frame, show
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.model import Plan, Source
    from docparse.output.html import DocumentBody
    from docparse.questions import Store
    from docparse.questions.answers import Said
    from docparse.store.graphstore import StoredDocument
    from docparse.web.desk import Desk

_PAGE = 100


def register(desk: Desk) -> None:
    @ui.page("/van-ban")
    async def list_page(request: Request, tim: str = "", trang: int = 1) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/van-ban", words(visit.language)["nav_documents"]):
            found, secret = await desk.ask(lambda store: (_found(store, tim), secret_documents(store)))
            pages = max(1, -(-len(found) // _PAGE))
            page = min(max(1, trang), pages)
            part = found[(page - 1) * _PAGE : page * _PAGE]
            show("documents", visit, documents=part, total=len(found), tim=tim, secret=secret, page=page, pages=pages)

    @ui.page("/van-ban/{document}")
    async def document_page(request: Request, document: str, task: str = "", tu: int = -1) -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/van-ban", words(visit.language)["nav_documents"]):
            about, degree, body, told = await desk.ask(lambda store: _opened(store, document))
            if degree:
                desk.note(visit, "xem văn bản mật", about.id)
            ui.page_title(f"{about.name} – docparse")
            at = body.numbers.get(task, 0)
            show(
                "document", visit, about=about, degree=degree, classes=body.classes, at=at, tu=tu, told=told,
                text=Markup(body.text), legend=Markup(body.legend), contents=Markup(body.contents),
            )  # fmt: skip


def _found(store: Store, words_: str) -> list[StoredDocument]:
    """The documents whose name, title, issuer or file has the words."""
    from docparse.folding import fold_key

    wanted = fold_key(words_).split()
    found = []
    for one in store.documents():
        told = fold_key(" ".join(filter(None, (one.name, one.symbol, one.title, one.issuer, one.file))))
        if all(word in told for word in wanted):
            found.append(one)
    return found


def _opened(store: Store, document: str) -> tuple[StoredDocument, str, DocumentBody, dict[int, list[Said]]]:
    """The document, its degree of secrecy, its text, and by the number of a task what people said of it."""
    from docparse.output.html import document_body
    from docparse.questions.said import said_of
    from docparse.questions.stored import stored_plan
    from docparse.store.corrections import correction_of

    about = store.find_document(document)
    plan = stored_plan(store, about.id)
    body = document_body(plan, _source(store, plan))
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
