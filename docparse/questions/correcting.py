"""What a person says of the tasks that they name: kept, listed, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docparse.errors import QuestionError
from docparse.questions.answer import Answer
from docparse.questions.answers import Said, TaskView
from docparse.questions.naming import tasks_named
from docparse.questions.said import said_of
from docparse.questions.unlisted import unlisted
from docparse.questions.views import Reader
from docparse.store.corrections import ROLES, Correction, Field
from docparse.store.persons import all_corrections, say, take_back

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_OF_MANY = frozenset({"confirmed", "status"})  # what may be said of all tasks of a place at once
_TEXTS = frozenset({"due", "product", "note", "link"})
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class CorrectAnswer(Answer):
    """The tasks as they are after a person's word; ``unlisted`` are agencies in it that nobody knows."""

    tasks: tuple[TaskView, ...]
    unlisted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidOf(Answer):
    """One thing that a person said, with the task that it stands at now: None where there is no such task any more.

    ``document`` is the document's name, its id where it is not in the store; ``undone`` an ISO time in UTC.
    """

    what: Said
    document: str
    task_id: str | None
    passage: str
    undone: str | None
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class CorrectionsAnswer(Answer):
    rows: tuple[SaidOf, ...]


def correct(store: GraphStore, what: str, values: Mapping[Field, Any], person: str) -> CorrectAnswer:
    """Keep a person's word on the task that ``what`` names; a confirmation or a status may be of all tasks of a place.

    QuestionError DP501, DP502, DP506 for what cannot be found, DP510 where several tasks stand there; StoreError DP450
    and DP451 for values that cannot be.
    """
    with store.db.reading():
        rows = tasks_named(store.db, what)
        if not rows:
            raise QuestionError("DP506", what, "không có nhiệm vụ nào như vậy", "nêu văn bản và mục: 3243 V.1 đoạn 2")
        if len(rows) > 1 and not set(values) <= _OF_MANY:
            ids = "; ".join(f"{row['id']} “{' '.join(row['text'].split()[:5])} …”" for row in rows[:_SHOWN])
            raise QuestionError("DP510", what, f"có {len(rows)} nhiệm vụ ở đây", f"nêu mã của một nhiệm vụ: {ids}")
        document = Reader(store.db).document(rows[0]["document_pk"]).id
    strange = unlisted(store, [values])
    say(store, [(document, row["id"]) for row in rows], values, person)
    return CorrectAnswer(tasks=_views(store, document, [row["id"] for row in rows]), unlisted=strange)


def values_of(texts: Mapping[str, str]) -> dict[Field, Any]:
    """What people type, by field, as values: agencies are parted by semicolons, an empty text says that there is none.

    Other fields than roles, ``due``, ``product``, ``note`` and ``link`` stay as they are.
    """
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if field in ROLES:
            values[field] = [name.strip() for name in text.split(";") if name.strip()]
        else:
            values[field] = (text.strip() or None) if field in _TEXTS else text
    return values  # type: ignore[return-value]


def _views(store: GraphStore, document: str, tasks: Sequence[str]) -> tuple[TaskView, ...]:
    with store.db.reading():
        row = store.db.row("document_by_id", id=document)
        found = [one for task in tasks for one in store.db.rows("tasks_by_id", id=task)]
        return tuple(Reader(store.db).tasks([one["pk"] for one in found if row and one["document_pk"] == row["pk"]]))


def undo(store: GraphStore, numbers: Sequence[int], person: str) -> CorrectionsAnswer:
    """Take back what was said; StoreError DP453 for a number that is unknown or taken back already."""
    return CorrectionsAnswer(_said(store, take_back(store, numbers, person)))


def corrections(store: GraphStore, document: str | None = None, *, orphaned: bool = False) -> CorrectionsAnswer:
    """All that people said, of one document if named; ``orphaned``: only what stands at no task any more."""
    about = store.find_document(document).id if document else None
    rows = _said(store, all_corrections(store, about))
    return CorrectionsAnswer(tuple(r for r in rows if not orphaned or (r.task_id is None and not r.undone)))


def _said(store: GraphStore, found: Sequence[Correction] | Any) -> tuple[SaidOf, ...]:
    names: dict[str, str] = {}
    out = []
    for one in found:
        if one.document_id not in names:
            row = store.db.row("document_by_id", id=one.document_id)
            names[one.document_id] = Reader(store.db).document(row["pk"]).name if row else one.document_id
        name = names[one.document_id]
        out.append(SaidOf(said_of(one), name, one.task_id, one.passage, one.undone, one.undone_by))
    return tuple(out)
