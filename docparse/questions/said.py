"""What people said of tasks, as answers show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docparse.questions.answers import NOT_STATED, Said
from docparse.store.connection import Row
from docparse.store.corrections import ROLES, Correction, correction_of, still_confirmed
from docparse.store.vocabulary import said_label, status_label


def said_by_task(rows: Iterable[Row], agencies: Mapping[int, Iterable[str]]) -> dict[int, tuple[Said, ...]]:
    """What counts of each task (by key): of every field the newest, and no confirmation of others than ``agencies``."""
    newest: dict[int, dict[str, Said]] = {}
    for row in rows:
        one = correction_of(row)
        if one.field == "confirmed" and not still_confirmed(one.machine, agencies.get(row["task_pk"], ())):
            continue
        newest.setdefault(row["task_pk"], {})[row["field"]] = said_of(one)
    return {task: tuple(fields.values()) for task, fields in newest.items()}


def said_of(one: Correction) -> Said:
    value, machine = _text(one.field, one.value), _text(one.field, one.machine)
    code = one.value if one.field == "status" else None
    return Said(one.number, one.field, said_label(one.field), value, machine, one.person, one.said, code)


def _text(field: str, value: Any) -> str:
    if field == "status":
        return status_label(value) if value else NOT_STATED
    if field in ROLES or (field == "confirmed" and isinstance(value, list)):
        return "; ".join(value) or NOT_STATED
    if field == "confirmed":
        return "đúng"
    if field == "due" and value:
        return str(value["text"])
    return value or NOT_STATED
