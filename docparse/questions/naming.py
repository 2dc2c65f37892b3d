"""Which tasks people mean by an id or a place."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.errors import QuestionError
from docparse.questions.places import tasks_at
from docparse.questions.understanding import understand
from docparse.questions.views import Reader, keys
from docparse.store.connection import Connection, Row

_SHOWN = 5


def tasks_named(db: Connection, what: str) -> list[Row]:
    """The tasks of one document that ``what`` names: by id ("t:V.1:2bd32ffe", with its document's id and "#" in front
    or without) or by place ("3243 V.1 đoạn 2"); none where it names neither.

    QuestionError DP502 where tasks of several documents are meant, DP506 for a place without tasks.
    """
    document, _, part = what.rpartition("#")
    reader = Reader(db)
    found = db.rows("tasks_by_id", id=part)
    if document:
        found = [row for row in found if reader.document(row["document_pk"]).id == document]
    if found:
        _check_one_document(reader, what, found)
        return db.rows("tasks_by_pk", pks=keys(row["pk"] for row in found[:1]))
    question = understand(db, what)
    if question.asked_place is None:
        return []
    rows = db.rows("tasks_by_pk", pks=keys(tasks_at(db, question)))
    if not rows:
        raise QuestionError("DP506", what, "không có nhiệm vụ nào ở chỗ này", "xem các mục: docparse show VĂN_BẢN")
    _check_one_document(reader, what, rows)
    return rows


def _check_one_document(reader: Reader, what: str, rows: Sequence[Row]) -> None:
    documents = dict.fromkeys(reader.document(row["document_pk"]).name for row in rows)
    if len(documents) > 1:
        names = "; ".join(list(documents)[:_SHOWN])
        advice = f'nêu cả văn bản, ví dụ "{next(iter(documents))} {what}"'
        raise QuestionError("DP502", what, f"có trong {len(documents)} văn bản: {names}", advice)
