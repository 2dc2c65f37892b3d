"""Hỏi: one box for every question, the answer with its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request
from nicegui import ui

from docparse.questions.answers import ChecklistAnswer, TraceAnswer
from docparse.questions.answers_document import GoalsAnswer
from docparse.questions.answers_search import SearchAnswer
from docparse.questions.documentlist import document_list
from docparse.questions.oneask import AnyAnswer, one_ask
from docparse.questions.sheet import SheetAnswer
from docparse.questions.tasklist import frequent_agencies
from docparse.web.layout import PATIENCE, frame, show
from docparse.web.visit import visit_of
from docparse.web.words import words

CHECKLIST = 100  # tasks on one page

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.web.desk import Desk
    from docparse.web.visit import Visit


def register(desk: Desk) -> None:
    @ui.page("/", response_timeout=PATIENCE)
    async def ask_page(request: Request, q: str = "") -> None:
        visit = visit_of(request.scope)
        with frame(desk, visit, "/", words(visit.language)["nav_ask"]):
            show("ask", visit, q=q)
            if q.strip():
                show_answer(visit, await desk.look(visit, lambda store: one_ask(store, q, rows=CHECKLIST)))
            else:
                asked, total = await desk.ask(lambda store: _examples(store, visit))
                show("examples", visit, asked=asked, total=total)


def _examples(store: Store, visit: Visit) -> tuple[list[str], int]:
    """Questions that this store can answer, and how many documents it has."""
    w, agencies = words(visit.language), frequent_agencies(store, 20)
    found = document_list(store, limit=20)
    named = next((one.name for one in found.documents if one.symbol and one.tasks), "")
    texts = [w["example_who"], w["example_trace"]] if named else []
    aims = next((one.name for one in found.documents if one.symbol and one.goals), "")
    texts += [w["example_goals"]] if aims else []
    texts += [w["example_checklist"]] if agencies else []
    texts += [w["example_search"], w["example_due"]]
    office = next((one for one in agencies if one[:1].isupper()), "".join(agencies[:1]))
    return [text.format(document=named, aims=aims, agency=office) for text in texts], found.total


def show_answer(visit: Visit, answer: AnyAnswer, *, files: bool = True, **values: Any) -> None:
    """An answer of any kind, every quote a link to its sentence; ``files``: with links to a checklist's files."""
    if isinstance(answer, ChecklistAnswer):
        page, pages = answer.start // CHECKLIST + 1, -(-answer.total // CHECKLIST)
        show("checklist", visit, answer=answer, page=page, pages=pages, files=files)
    elif isinstance(answer, TraceAnswer):
        show("trace", visit, answer=answer, **values)
    elif isinstance(answer, SearchAnswer):
        show("search", visit, answer=answer, passages=[(one, _pieces(one)) for one in answer.passages])
    elif isinstance(answer, SheetAnswer):
        show("sheet", visit, answer=answer, most=CHECKLIST)
    elif isinstance(answer, GoalsAnswer):
        show("indicators", visit, answer=answer)
    else:
        show("who", visit, answer=answer)


def _pieces(passage: Any) -> list[tuple[str, bool]]:
    """The words of a passage, each piece with whether it was looked for."""
    text, at = passage.quote.text, 0
    out: list[tuple[str, bool]] = []
    for start, end in passage.marks:
        if start >= at:  # marks of two phrases may overlap
            out += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [*out, (text[at:], False)]
