"""Writing what people say of tasks, and taking it back. Each call is one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from docparse.errors import StoreError
from docparse.model import Due
from docparse.store.connection import Row, now
from docparse.store.corrections import (
    PERSON,
    ROLES,
    Correction,
    Field,
    correction_of,
    note,
    with_corrections,
    with_said,
)

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

STATUSES = ("open", "doing", "done")
_PAGE = 500  # corrections read at a time
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


def say(store: GraphStore, tasks: Iterable[tuple[str, str]], values: Mapping[Field, Any], person: str) -> int:
    """Keep ``values`` of each task (document id, task id) as this person's word; see :func:`say_each`."""
    return say_each(store, dict.fromkeys(tasks, values), person)


def say_each(store: GraphStore, said: Mapping[tuple[str, str], Mapping[Field, Any]], person: str) -> int:
    """Keep what this person says of each task (document id, task id), all or nothing; how many things were kept.

    Agencies of a role are a sequence of names, ``due`` a text ("trước 30/6/2026") or None, ``status`` one of
    :data:`STATUSES`, ``confirmed`` True. StoreError DP450 for a deadline that is none, DP451 for another bad value,
    DP452 for a task that the document does not have.
    """
    from docparse.store.annexes import current_plan

    by_document: dict[str, list[str]] = {}
    for document, task in said:
        by_document.setdefault(document, []).append(task)
    count = 0
    with store.db.writing():
        for document, wanted in by_document.items():
            row = store.db.row("document_by_id", id=document)
            plan = current_plan(store.db, row) if row else None
            known = {task.id: task for task in plan.tasks} if plan else {}
            seen = {task.id: task for task in with_corrections(store.db, plan).tasks} if plan else {}
            for task_id in wanted:
                if row is None or task_id not in known:
                    raise StoreError(
                        "DP452", f"{document}#{task_id}", "kho không có nhiệm vụ này", "xem lại mã nhiệm vụ"
                    )
                roles: dict[str, Any] = {
                    field: value for field, value in said[document, task_id].items() if field in ROLES
                }
                for field, value in said[document, task_id].items():
                    # what is confirmed is what was seen, or is said with it
                    read = with_said(seen[task_id], roles) if field == "confirmed" else known[task_id]
                    note(store.db, document, read, field, _checked(field, value, row["date"]), person)
                    count += 1
            if row is not None:
                store.rewrite(row)
    return count


def take_back(store: GraphStore, numbers: Sequence[int], person: str) -> tuple[Correction, ...]:
    """Take corrections back; the machine's reading counts again. StoreError DP453 for an unknown or undone one."""
    with store.db.writing():
        rows = [_standing(store, number) for number in dict.fromkeys(numbers)]
        for row in rows:
            store.db.run("undo_correction", pk=row["pk"], undone=now(), person=person)
        for document in dict.fromkeys(row["document_id"] for row in rows):
            about = store.db.row("document_by_id", id=document)
            if about is not None:
                store.rewrite(about)
    return tuple(map(correction_of, rows))


def all_corrections(store: GraphStore, document: str | None = None) -> Iterable[Correction]:
    """Everything that people said, the undone too, in the order in which it was said; ``document``: of this id only."""
    after = 0
    while rows := store.db.rows("corrections_everywhere", after=after, most=_PAGE):
        yield from (correction_of(row) for row in rows if document in (None, row["document_id"]))
        after = rows[-1]["pk"]


def _standing(store: GraphStore, number: int) -> Row:
    row = store.db.row("correction", pk=number)
    if row is None or row["undone"]:
        what = "đã được gỡ trước đó" if row else "không có ghi nhận này"
        raise StoreError("DP453", f"số {number}", what, "xem các ghi nhận: docparse corrections")
    return row


def _checked(field: Field, value: Any, printed: str | None) -> Any:
    if field in ROLES:
        names = [" ".join(name.split()) for name in value]
        if not all(names):
            raise StoreError("DP451", field, "tên cơ quan để trống", "ghi tên cơ quan, hoặc bỏ hẳn vai trò này")
        return list(dict.fromkeys(names))
    if field == "due":
        return None if value is None else asdict(due_said(value, printed))
    if field == "status" and value not in STATUSES:
        raise StoreError("DP451", str(value), "không có tình trạng này", f"chọn một trong: {', '.join(STATUSES)}")
    return value


def due_said(text: str, printed: str | None) -> Due:
    """A deadline in a person's words, read by the same rules as a document's time line; ``printed``: the document's
    date. StoreError DP450 for a text that is none, or with a day that is in no calendar."""
    from docparse.extraction.deadlines import find_due
    from docparse.folding import canon

    words = " ".join(text.split())
    due = find_due(words, canon(words), 0, len(words), where="line", year=int(printed[:4]) if printed else None)
    if due is None:
        advice = 'ghi như trong văn bản, ví dụ "trước ngày 30/6/2026", "quý IV/2026", "hằng năm"'
        raise StoreError("DP450", text, "không hiểu là thời hạn nào", advice)
    for day, month, year in _DAY.findall(words):
        try:
            date(int(year), int(month), int(day))
        except ValueError as error:
            raise StoreError("DP450", text, "lịch không có ngày này", "ghi lại ngày, tháng, năm") from error
    return replace(due, text=words, rule=PERSON, start=None, end=None)
