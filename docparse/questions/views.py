"""Rows of the store become the values that answers are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docparse.model import Due
from docparse.questions.answers import NOT_STATED, DocumentRef, Inferred, Part, Quote, Said, TaskView
from docparse.questions.answers_document import Notice
from docparse.questions.said import said_by_task
from docparse.store.connection import Connection, Row
from docparse.store.names import name_of
from docparse.store.paths import place
from docparse.store.vocabulary import basis_label, edge_label, ranks


class Reader:
    """Reads for one answer: every text and header once."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self._texts: dict[int, str] = {}
        self._documents: dict[int, DocumentRef] = {}

    def text(self, document: int) -> str:
        if document not in self._texts:
            row = self.db.row("text", document=document)
            self._texts[document] = row["text"] if row else ""
        return self._texts[document]

    def load_documents(self, keys: Iterable[int]) -> None:
        """Read many headers with one query."""
        missing = sorted(set(keys) - self._documents.keys())
        for row in self.db.rows("documents_by_pk", pks=json.dumps(missing)) if missing else ():
            self._documents[row["pk"]] = document_ref(row)

    def document(self, key: int) -> DocumentRef:
        self.load_documents((key,))
        return self._documents[key]

    def quote(self, document: int, row: Row | Mapping[str, Any]) -> Quote:
        """The passage of a row with ``start_at``, ``end_at`` and, of its section, ``path`` and ``heading``."""
        start, end, path, paragraph = row["start_at"], row["end_at"], row["path"], row["paragraph"]
        text = self.text(document)[start:end]
        return Quote(text, start, end, place(path, paragraph), path or None, row["heading"], paragraph)

    def tasks(self, keys: Sequence[int]) -> list[TaskView]:
        """The tasks in the order of ``keys``."""
        pks = json.dumps(list(keys))
        rows = {row["pk"]: row for row in self.db.rows("tasks_by_pk", pks=pks)}
        parts: dict[int, list[Row]] = {key: [] for key in keys}
        for row in self.db.rows("assignments_of_tasks", pks=pks):
            parts[row["task_pk"]].append(row)
        self.load_documents(row["document_pk"] for row in rows.values())
        named = {task: [part["agency"] for part in found] for task, found in parts.items()}
        said = said_by_task(self.db.rows("corrections_of_tasks", pks=pks), named)
        return [self._task(rows[key], parts[key], said.get(key, ())) for key in keys if key in rows]

    def _task(self, row: Row, assignments: list[Row], said: tuple[Said, ...]) -> TaskView:
        by_role: dict[str, list[Part]] = {role: [] for role in ranks("role")}
        inferred: dict[str, Inferred] = {}
        for assignment in assignments:
            if assignment["provenance"] == "suy ra":
                reason = "văn bản không nêu ai làm; bộ đọc lấy cơ quan thường trực của văn bản"
                inferred.setdefault(
                    assignment["agency_id"], Inferred(assignment["agency"], assignment["agency_id"], reason, None)
                )
                continue
            by_role[assignment["role"]].append(self._part(row, assignment))
        stated = any(parts for role, parts in by_role.items() if role != "receive")
        due = due_of(row)
        return TaskView(
            id=row["id"],
            document=self.document(row["document_pk"]),
            text=row["text"],
            quote=self.quote(row["document_pk"], row),
            lead=tuple(by_role["lead"]),
            implement=tuple(by_role["implement"]),
            coordinate=tuple(by_role["coordinate"]),
            monitor=tuple(by_role["monitor"]),
            receive=tuple(by_role["receive"]),
            due=due,
            due_text=due.text if due else NOT_STATED,
            product=row["product"],
            stated=stated,
            inferred=() if stated else tuple(inferred.values()),
            said=said,
        )

    def _part(self, task: Row, row: Row) -> Part:
        where = {"start_at": row["start_at"], "end_at": row["end_at"], "path": task["path"], "heading": task["heading"]}
        return Part(
            agency=row["agency"],
            agency_id=row["agency_id"],
            role=row["role"],
            role_label=edge_label(row["role"]),
            basis=row["basis"],
            certainty=basis_label(row["basis"]),
            rule=row["rule"],
            quote=self.quote(task["document_pk"], {**where, "paragraph": task["paragraph"]}),
        )

    def notices(self, document: int, paths: Sequence[tuple[int, int, str, str]]) -> tuple[Notice, ...]:
        """The document's warnings; ``paths`` are ``(start, end, path, heading)`` of its sections."""
        found = []
        for row in self.db.rows("remarks", document=document):
            inside = [p for p in paths if p[0] <= row["start_at"] and row["end_at"] <= p[1]]
            _, _, path, heading = min(inside, key=lambda p: p[1] - p[0], default=(0, 0, None, None))
            span = {"start_at": row["start_at"], "end_at": row["end_at"], "path": path, "heading": heading}
            found.append(Notice(row["code"], row["text"], self.quote(document, {**span, "paragraph": None})))
        return tuple(found)

    def section_spans(self, document: int) -> list[tuple[int, int, str, str]]:
        rows = self.db.rows("sections", document=document)
        return [(row["start_at"], row["end_at"], row["path"], row["heading"]) for row in rows]


def document_ref(row: Row) -> DocumentRef:
    names = ("id", "type", "symbol", "title", "date", "issuer", "file")
    return DocumentRef(name=name_of(row), **{name: row[name] for name in names})


def due_of(row: Row) -> Due | None:
    return Due(**json.loads(row["due"])) if row["due"] else None


def keys(values: Iterable[Any]) -> str:
    """A list for ``json_each``."""
    return json.dumps(list(values))


def names_by_pk(db: Connection, pks: Iterable[int]) -> dict[int, str]:
    """Agencies as documents call them."""
    return {row["pk"]: row["name"] for row in db.rows("names_by_pk", pks=keys(pks))}
