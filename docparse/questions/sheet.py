"""All tasks of a document, in its order, each duty once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.questions.answer import Answer
from docparse.questions.answers import DocumentRef, TaskView
from docparse.questions.views import Reader
from docparse.store.connection import Row
from docparse.store.finding import find_document

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore


@dataclass(frozen=True, slots=True)
class SheetAnswer(Answer):
    """The tasks of a document; of a duty that its body and its annex both state, the one with a deadline."""

    document: DocumentRef
    tasks: tuple[TaskView, ...]


def sheet(store: GraphStore, document: str) -> SheetAnswer:
    """QuestionError DP501 for an unknown document, DP502 for a name of several."""
    with store.db.reading():
        found = find_document(store.db, document)
        reader = Reader(store.db)
        rows = store.db.rows("tasks_of_document", document=found["pk"])
        return SheetAnswer(reader.document(found["pk"]), tuple(reader.tasks([row["pk"] for row in _once(rows)])))


def _once(rows: list[Row]) -> list[Row]:
    kept: dict[str, Row] = {}
    for row in rows:
        duty = row["same_as"] or row["id"]
        other = kept.get(duty)
        if other is None or (row["due"] and not other["due"]):
            kept[duty] = row  # a duty keeps the place where it first stands
    return list(kept.values())
