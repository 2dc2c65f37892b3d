"""What people said of tasks: corrections, confirmations, how far the work is. They outlive every new parse.

A correction is kept beside the machine's reading, never instead of it: the plan in ``versions`` stays as it was parsed,
and the rows that questions read are written from the plan with what people said put over it.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from docparse.folding import fold_key
from docparse.model import AgencyRole, Assignment, Due, Plan, Task
from docparse.settings import settings
from docparse.store.connection import Connection, Row, now

Field = Literal[
    "lead", "implement", "coordinate", "monitor", "receive", "due", "product", "note", "status", "link", "confirmed"
]
ROLES = get_args(AgencyRole)
PERSON = "người dùng"  # the rule and the provenance of what a person said
_ALIKE = 92.0  # rapidfuzz ratio from which changed words are the same task; the next best must stay below
_READ = ("due", "product")
_RESPONSIBLE = ("lead", "implement")
_SPEAKER: ContextVar[str | None] = ContextVar("speaker", default=None)


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person said of a task; ``said`` and ``undone`` are ISO times in UTC.

    ``value``: a list of agencies for a role, a :class:`Due`'s JSON or None for ``due``, a text or None for ``product``,
    ``note`` and ``link``, one of ``open``, ``doing``, ``done`` for ``status``, True for ``confirmed``. ``machine`` is
    what was read when it was said. ``task_id`` is None where the document has no such task any more.
    """

    number: int
    document_id: str
    task_id: str | None
    passage: str
    field: Field
    value: Any
    machine: Any
    person: str
    said: str
    undone: str | None = None
    undone_by: str | None = None


@contextmanager
def speaking(person: str) -> Iterator[None]:
    """Whoever speaks below is this person: a server works for many."""
    token = _SPEAKER.set(person)
    try:
        yield
    finally:
        _SPEAKER.reset(token)


def user() -> str:
    """Who is speaking: who :func:`speaking` says, else ``DOCPARSE_USER``, the name that was set, the login name."""
    named = _SPEAKER.get() or os.environ.get("DOCPARSE_USER") or settings().name
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no login name and no entry for this user id
        return PERSON


def correction_of(row: Row | Mapping[str, Any]) -> Correction:
    same = {name: row[name] for name in ("document_id", "task_id", "passage", "field", "person", "said", "undone")}
    value, machine = json.loads(row["value"]), json.loads(row["machine"])
    return Correction(number=row["pk"], value=value, machine=machine, undone_by=row["undone_by"], **same)


def note(db: Connection, document: str, task: Task, field: Field, value: Any, person: str) -> None:
    """Keep what a person says; inside the caller's transaction, the rows of the document are not changed yet."""
    plain = {"value": value, "machine": read_value(task, field)}
    db.run(
        "put_correction",
        document_id=document,
        said_of=task.id,
        task_id=task.id,
        passage=task.text,
        field=field,
        person=person,
        said=now(),
        **{name: json.dumps(one, ensure_ascii=False) for name, one in plain.items()},
    )


def read_value(task: Task, field: Field) -> Any:
    """What the machine read in a field, as JSON."""
    if field in ROLES:
        return [a.agency for a in task.assignments if a.role == field and a.basis != "default"]
    if field == "confirmed":
        return sorted({a.agency for a in task.assignments if a.role in _RESPONSIBLE})
    if field == "due":
        return asdict(task.due) if task.due else None
    return task.product if field == "product" else None


def still_confirmed(confirmed: object, agencies: Iterable[str]) -> bool:
    """Whether those whom a person confirmed as responsible are still among a task's ``agencies``: a new parse, a new
    version or a correction taken back may name others."""
    return not isinstance(confirmed, list) or set(map(fold_key, confirmed)) <= set(map(fold_key, agencies))


def with_corrections(db: Connection, plan: Plan) -> Plan:
    """The plan with what people said of it put over the machine's reading.

    Every correction is attached anew: by the task's id, else by the same words, else by the one task whose words are
    nearly the same; where there is none it is orphaned, never dropped.
    """
    rows = db.rows("corrections_of_document", document=plan.document.id)
    if not rows:
        return plan
    found = attached(rows, plan)
    for row, task in zip(rows, found, strict=True):
        if task != row["task_id"]:
            db.run("attach_correction", pk=row["pk"], task_id=task)
    return corrected(plan, rows, found)


def attached(rows: Iterable[Row], plan: Plan) -> list[str | None]:
    """The id of the task that each correction stands at in this plan, None where there is none."""
    finder = _Finder(plan.tasks)
    return [finder.find(row["said_of"], row["passage"]) for row in rows]


def corrected(plan: Plan, rows: Iterable[Row], tasks: Iterable[str | None]) -> Plan:
    """The plan with corrections, in the order in which they were said, put over the tasks that they stand at."""
    said: dict[str, dict[str, Any]] = {}
    for row, task in zip(rows, tasks, strict=True):
        if task is not None:
            value = json.loads(row["machine" if row["field"] == "confirmed" else "value"])
            said.setdefault(task, {})[row["field"]] = value
    return replace(plan, tasks=tuple(with_said(task, said.get(task.id, {})) for task in plan.tasks))


class _Finder:
    """The task that a correction was said of."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._ids = {task.id for task in tasks}
        self._words: dict[str, list[str]] = {}
        for task in tasks:
            self._words.setdefault(fold_key(task.text), []).append(task.id)

    def find(self, said_of: str, passage: str) -> str | None:
        if said_of in self._ids:
            return said_of
        words = fold_key(passage)
        found = self._words.get(words)
        if found is None:
            from rapidfuzz import fuzz, process

            close = process.extract(words, self._words.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
            found = self._words[close[0][0]] if len(close) == 1 else []
        return found[0] if len(found) == 1 else None


def with_said(task: Task, said: Mapping[str, Any]) -> Task:
    """The task with values by field put over the machine's; of "confirmed" the agencies that were."""
    if not said:
        return task
    assignments = task.assignments
    for role in ROLES:
        if role in said:
            assignments = _assigned(task, assignments, role, said[role])
    if "confirmed" in said and still_confirmed(said["confirmed"], (a.agency for a in assignments)):
        assignments = tuple(replace(a, basis="confirmed") if a.basis == "default" else a for a in assignments)
    changed: dict[str, Any] = {name: said[name] for name in _READ if name in said}
    if changed.get("due"):
        changed["due"] = Due(**changed["due"])
    return replace(task, assignments=assignments, **changed)


def _assigned(
    task: Task, assignments: Iterable[Assignment], role: AgencyRole, agencies: Sequence[str]
) -> tuple[Assignment, ...]:
    """The parts of a task with a person's word on one role; an agency that is given a role loses its other one."""
    given = {fold_key(agency) for agency in agencies}
    kept = [a for a in assignments if a.role != role and a.basis != "default" and fold_key(a.agency) not in given]
    read = {fold_key(a.agency): a for a in assignments if a.role == role}
    for agency in agencies:
        same = read.get(fold_key(agency))
        if same is not None and same.basis != "default":
            kept.append(same)
        else:
            kept.append(Assignment(agency, None, role, "corrected", PERSON, task.start, task.end))
    return tuple(kept)
