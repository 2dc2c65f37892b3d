"""All tasks of a document, in its order; a duty stated twice stands once where one statement says all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.folding import fold_key
from docparse.questions.answer import Answer
from docparse.questions.answers import DocumentRef, Part, TaskView
from docparse.questions.views import Reader
from docparse.store.finding import find_document

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore


@dataclass(frozen=True, slots=True)
class SheetAnswer(Answer):
    """The tasks of a document; of a duty that its body and its annex both state, the one that says all that the other
    says, and both where each says something of its own."""

    document: DocumentRef
    tasks: tuple[TaskView, ...]


def sheet(store: GraphStore, document: str) -> SheetAnswer:
    """QuestionError DP501 for an unknown document, DP502 for a name of several."""
    with store.db.reading():
        found = find_document(store.db, document)
        reader = Reader(store.db)
        rows = store.db.rows("tasks_of_document", document=found["pk"])
        views = reader.tasks([row["pk"] for row in rows])
        duties = [row["same_as"] or row["id"] for row in rows]
        return SheetAnswer(reader.document(found["pk"]), tuple(_once(duties, views)))


def _once(duties: Sequence[str], views: Sequence[TaskView]) -> list[TaskView]:
    """What stands for another statement takes its place; others keep their own."""
    kept: list[TaskView | None] = []
    places: dict[str, list[int]] = {}  # of the statements kept of a duty
    for duty, view in zip(duties, views, strict=True):
        told = places.setdefault(duty, [])
        if any((other := kept[n]) is not None and _says_all(other, view) for n in told):
            continue
        over = [n for n in told if (other := kept[n]) is not None and _says_all(view, other)]
        for n in over:
            kept[n] = None
        if over:
            kept[over[0]] = view
        else:
            told.append(len(kept))
            kept.append(view)
    return [view for view in kept if view is not None]


def _says_all(view: TaskView, other: TaskView) -> bool:
    """Whether what a statement of a duty says of who, until when and what is all said by another one."""
    leads = {_body(part) for part in view.lead}
    parts = {(part.role, _body(part)) for part in view.parts}
    lacking = [
        part for part in other.parts
        if (part.role, _body(part)) not in parts and not (part.role == "implement" and _body(part) in leads)
    ]  # fmt: skip
    return not lacking and (view.due is not None or other.due is None) and bool(view.product or not other.product)


def _body(part: Part) -> str:
    return part.agency_id or fold_key(part.agency)
