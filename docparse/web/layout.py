"""What all pages share: the way to the content, the head with the person, the list of pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError, unexpected
from docparse.web.templating import render
from docparse.web.visit import ADMIN, EDIT
from docparse.web.words import by_page, words

if TYPE_CHECKING:
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit

PATIENCE = 60.0  # seconds until a page that is still being made counts as failed

# path, key of the words, the role that it takes to see it
PAGES = (
    ("/", "ask", None),
    ("/viec-cua-toi", "mine", None),
    ("/van-ban", "documents", None),
    ("/nhiem-vu", "tasks", None),
    ("/tiep-nhan", "intake", EDIT),
    ("/co-quan", "agencies", None),
    ("/chi-thi", "directives", None),
    ("/chi-tieu", "indicators", None),
    ("/tien-do", "progress", None),
    ("/nguoi-dung", "users", ADMIN),
)


@contextmanager
def frame(desk: Desk, visit: Visit, here: str, title: str) -> Iterator[None]:
    """The page ``title`` (a document's name, or of a key of the words) at ``here``; its content goes inside.

    What fails inside is shown as its coded line.
    """
    from nicegui import ui

    w = words(visit.language)
    shown = [(path, w[f"nav_{key}"]) for path, key, role in PAGES if _shown(desk, visit, path, role)]
    ui.page_title(f"{title} – docparse")
    with ui.header().classes("dau-trang"):
        show("head", visit, shared=desk.accounts is not None, token=_token(visit))
    with ui.left_drawer(bordered=True).props("width=216 breakpoint=1023").classes("thanh-ben") as drawer:
        show("nav", visit, pages=shown, here=here)
    with ui.element("div").classes("noi-dung"):
        show("title", visit, title=title)
        try:
            yield
        except DocparseError as error:
            show_error(visit, error)
        except Exception as error:  # a page tells what went wrong; the reason is the log's
            show_error(visit, unexpected(error, title))
    ui.on("docparse-menu", drawer.toggle)


def _shown(desk: Desk, visit: Visit, path: str, role: str | None) -> bool:
    return (role is None or visit.may(role)) and (path != "/nguoi-dung" or desk.accounts is not None)


def _token(visit: Visit) -> str:
    from docparse.web.login import form_token

    return form_token(visit.secret) if visit.secret else ""


def show_error(visit: Visit, error: DocparseError) -> None:
    show("error", visit, error=error)


def show(template: str, visit: Visit, **values: Any) -> None:
    """A template as a piece of the page; templates escape, so nothing has to be taken out in the browser."""
    from nicegui import ui

    ui.html(render(template, visit, **values), sanitize=False)


def tell(visit: Visit, error: DocparseError) -> None:
    """A failed action, beside the page that stays."""
    from nicegui import ui

    ui.notify(
        by_page(str(error)),
        type="negative",
        multi_line=True,
        timeout=10_000,
        close_button=words(visit.language)["close"],
    )
