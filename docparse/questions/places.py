"""Which tasks stand at a place that a question names."""

from __future__ import annotations

from docparse.questions.understanding import Question
from docparse.store.connection import Connection

_MOST = 1000


def tasks_at(db: Connection, question: Question) -> list[int]:
    """The tasks at and below the place, by document and order; without a document, of every document that has it."""
    if not question.documents:
        for key in question.keys:
            if rows := db.rows("tasks_at_place", key=key, limit=_MOST):
                return [row["pk"] for row in rows]
        return []
    found: list[int] = []
    for document in question.documents:
        rows = db.rows("tasks_at_place_of", document=document["pk"])
        readings = (
            [row["pk"] for row in rows if fits(row["path_key"], key)]
            for fits in (_below, _inside)
            for key in question.keys
        )
        found += next((reading for reading in readings if reading), [])
    return found


def _below(path: str, key: str) -> bool:
    return path == key or path.startswith((f"{key}.", f"{key},"))


def _inside(path: str, key: str) -> bool:
    """The place with its upper labels left out: ``1.2`` for ``ii.1.2``, ``dieu5`` for ``chuongi,dieu5``."""
    return any(f"{mark}{key}{end}" in f"{path}." for mark in (".", ",") for end in (".", ","))
