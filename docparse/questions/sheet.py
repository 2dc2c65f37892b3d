"""All tasks of a document, in its order, each duty once."""

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
    """A duty keeps the place where it first stands."""
    kept: dict[str, list[TaskView]] = {}
    for duty, view in zip(duties, views, strict=True):
        told = kept.setdefault(duty, [])
        if any(_says_all(other, view) for other in told):
            continue
        over = [n for n, other in enumerate(told) if _says_all(view, other)]
        if over:
            told[over[0]] = view
        else:
            told.append(view)
    return [view for told in kept.values() for view in told]


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
