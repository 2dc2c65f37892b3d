"""A document's section tree with what each part holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.questions.answers_document import Counts, SectionNode, ShowAnswer, Version
from docparse.questions.views import Reader, document_ref
from docparse.store.connection import Connection, Row
from docparse.store.finding import find_document
from docparse.store.vocabulary import section_role_label

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_NAMES = ("goals", "indicators", "tasks", "unassigned", "references")


def show(store: GraphStore, document: str) -> ShowAnswer:
    """The sections in their order; counts of a section include all below it."""
    with store.db.reading():
        row = find_document(store.db, document)
        pk = row["pk"]
        reader = Reader(store.db)
        own = _counts(store.db, pk)
        children: dict[int | None, list[Row]] = {}
        for section in store.db.rows("sections", document=pk):
            children.setdefault(section["parent_pk"], []).append(section)
        versions = tuple(
            Version(v["version"], v["sha256"], v["rules"], v["file"], v["added"], v["version"] == row["version"])
            for v in store.db.rows("versions", document=pk)
        )
        return ShowAnswer(
            document=document_ref(row),
            sections=tuple(_node(section, children, own) for section in children.get(None, ())),
            counts=_sum(own.values()),
            versions=versions,
            warnings=reader.notices(pk, reader.section_spans(pk)),
        )


def _counts(db: Connection, document: int) -> dict[int | None, list[int]]:
    """``_NAMES`` of each section itself."""
    found: dict[int | None, list[int]] = {}

    def put(section: int | None, **values: int) -> None:
        counts = found.setdefault(section, [0] * len(_NAMES))
        for name, value in values.items():
            counts[_NAMES.index(name)] = value

    for row in db.rows("task_counts", document=document):
        put(row["section_pk"], tasks=row["tasks"], unassigned=row["unassigned"])
    for row in db.rows("goal_counts", document=document):
        put(row["section_pk"], goals=row["goals"])
    for row in db.rows("indicator_counts", document=document):
        put(row["section_pk"], indicators=row["indicators"])
    for row in db.rows("mention_counts", document=document):
        put(row["section_pk"], references=row["mentions"])
    return found


def _node(row: Row, children: dict[int | None, list[Row]], own: dict[int | None, list[int]]) -> SectionNode:
    below = tuple(_node(child, children, own) for child in children.get(row["pk"], ()))
    parts = [own.get(row["pk"], [0] * len(_NAMES))]
    parts += [[getattr(node.counts, name) for name in _NAMES] for node in below]
    return SectionNode(
        id=row["id"],
        label=row["label"],
        path=row["path"],
        heading=row["heading"],
        role=row["role"],
        role_label=section_role_label(row["role"]),
        counts=_sum(parts),
        sections=below,
    )


def _sum(parts: object) -> Counts:
    rows = [list(part) for part in parts]  # type: ignore[attr-defined]
    return Counts(*(sum(column) for column in zip(*rows, strict=True))) if rows else Counts(0, 0, 0, 0, 0)
