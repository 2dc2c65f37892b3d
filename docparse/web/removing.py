"""Taking a document out of the store by the browser, after a second question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from docparse.errors import DocparseError
from docparse.output.words import document as named
from docparse.web.layout import tell
from docparse.web.visit import ADMIN
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.store.graphstore import StoredDocument
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit


def removing(desk: Desk, visit: Visit, about: StoredDocument) -> None:
    """The button, for those who may."""
    if not visit.may(ADMIN):
        return
    w = words(visit.language)
    name = named(about.name, about.date)

    async def remove() -> None:
        try:
            person = await desk.again(visit)
            person.must(ADMIN)
            gone = await desk.ask(lambda store: store.remove(about.id))
        except DocparseError as error:
            tell(visit, error)
            return
        desk.note(person, "gỡ văn bản", gone.id)
        ui.navigate.to("/van-ban")

    def ask() -> None:
        with ui.dialog(value=True).props(f'aria-label="{w["remove_document"]}"') as dialog, ui.card().classes("hop"):
            ui.label(f"{w['remove_question']} {name}?").classes("hoi-lai")
            ui.label(w["remove_document_note"]).classes("nho")
            with ui.element("div").classes("nuts"):
                ui.button(w["remove_document"], on_click=remove).props("no-caps unelevated color=negative")
                ui.button(w["cancel"], on_click=dialog.close).props("no-caps outline autofocus")
            dialog.on("hide", dialog.delete)

    ui.button(w["remove_document"], on_click=ask).props("no-caps outline color=negative").classes("go-van-ban")
