"""The tasks of a store, a page at a time, by agency, role, deadline, document and status."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from docparse.model import AgencyRole
from docparse.questions.agencies import find_agencies
from docparse.questions.answer import Answer
from docparse.questions.answers import TaskView
from docparse.questions.localities import Localities
from docparse.questions.views import Reader, keys
from docparse.store.persons import STATUSES

if TYPE_CHECKING:
    from docparse.store.connection import Row
    from docparse.store.graphstore import GraphStore

DueFilter = Literal["", "none", "dated", "overdue", "soon"]
DUES: tuple[DueFilter, ...] = ("", "none", "dated", "overdue", "soon")
COUNTED = 10_000
_GIVEN = frozenset(json.dumps(status) for status in STATUSES[1:])  # a person said them; "open" nobody has to
_NEVER = "9999-99-99"  # later than any day
SOON = 30  # days in which a task is due soon


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks; an empty field does not count. ``document`` is an id, ``agency`` a name in any spelling.

    ``due``: "none" without a deadline, "overdue" and "soon" (within :data:`SOON` days) only those not done, soonest
    first. ``due_from`` and ``due_until`` (that day too) take the place of ``due``: the deadlines between them, of tasks
    that are done too. ``hidden``: ids of documents whose tasks are left out.
    """

    document: str = ""
    agency: str = ""
    role: AgencyRole | Literal[""] = ""
    status: str = ""
    due: DueFilter = ""
    due_from: date | None = None
    due_until: date | None = None
    unassigned: bool = False
    hidden: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class TaskListAnswer(Answer):
    """A page of tasks, ``page`` from 1 and ``limit`` long, of ``total``; ``agency`` is the full name that was meant.

    No more than :data:`COUNTED` are counted and shown: ``exact`` says whether these are all."""

    tasks: tuple[TaskView, ...]
    total: int
    page: int
    limit: int
    exact: bool = True
    agency: str | None = None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.limit))


def task_list(
    store: GraphStore, wanted: TaskFilter, *, page: int = 1, limit: int = 50, today: date | None = None
) -> TaskListAnswer:
    """The page ``page`` (the last one where there are fewer) in the order of documents."""
    with store.db.reading():
        agencies, name = _agencies(store, wanted.agency)
        values = _values(store, wanted, agencies, today or date.today())
        page = max(1, page)
        rows = _found(store, values, limit, (page - 1) * limit)
        if not rows and page > 1:
            page = max(1, -(-min(_total(store, values), COUNTED) // limit))
            rows = _found(store, values, limit, (page - 1) * limit)
        tasks = Reader(store.db).tasks([row["pk"] for row in rows])
    total = rows[0]["total"] if rows else 0
    return TaskListAnswer(tuple(tasks), min(total, COUNTED), page, limit, total <= COUNTED, name)


def task_total(store: GraphStore, wanted: TaskFilter, *, today: date | None = None) -> int:
    """How many tasks fit; COUNTED + 1 stands for all above."""
    with store.db.reading():
        agencies, _ = _agencies(store, wanted.agency)
        return _total(store, _values(store, wanted, agencies, today or date.today()))


def _values(store: GraphStore, wanted: TaskFilter, agencies: list[int], day: date) -> dict[str, Any]:
    """What the queries of tasks take, of a filter."""
    hidden = store.db.rows("marked_documents") if wanted.hidden else []
    begin, before = _stretch(wanted, day)
    spanned = bool(wanted.due_from or wanted.due_until)
    return {
        "document": wanted.document,
        "status": json.dumps(wanted.status) if wanted.status in STATUSES else "",
        "agency": int(bool(wanted.agency)),
        "agencies": keys(agencies),
        "role": wanted.role,
        "unassigned": int(wanted.unassigned),
        "due": "between" if spanned or wanted.due in ("overdue", "soon") else wanted.due,
        "undone": int(not spanned),
        "begin": begin,
        "before": before,
        "hidden": keys(row["pk"] for row in hidden if row["id"] in wanted.hidden),
        "counted": COUNTED + 1,
    }


def _found(store: GraphStore, values: dict[str, Any], most: int, skip: int) -> list[Row]:
    """Keys of a page with the ``total``, by the query that looks at the fewest tasks."""
    own = {"most": min(most, max(0, COUNTED - skip)), "skip": skip}
    if values["document"] or values["agency"] or values["status"] in _GIVEN:
        return store.db.rows("task_list_within", **values, **own)
    if values["due"] == "between":
        # a month or a year sorts before its days; none that ends in the stretch sorts before this
        begin, before = values["begin"], values["before"]
        earliest = min((begin[:size] for size in (4, 7, 10) if begin[:size] < before[:size]), default="")
        return store.db.rows("task_list_due", **values, **own, earliest=earliest)
    return store.db.rows("task_list", **values, **own)


def _total(store: GraphStore, values: dict[str, Any]) -> int:
    """How many there are, up to COUNTED + 1."""
    rows = _found(store, values, 1, 0)
    return int(rows[0]["total"]) if rows else 0


def _stretch(wanted: TaskFilter, today: date) -> tuple[str, str]:
    """The first day of the deadlines wanted, and the day after the last."""
    if wanted.due_from or wanted.due_until:
        until = wanted.due_until
        if until is None or until == date.max:
            return (wanted.due_from or date.min).isoformat(), _NEVER
        return wanted.due_from.isoformat() if wanted.due_from else "", (until + timedelta(days=1)).isoformat()
    if wanted.due == "overdue":
        return "", today.isoformat()
    return today.isoformat(), (today + timedelta(days=SOON + 1)).isoformat()


def document_names(store: GraphStore) -> list[tuple[str, str]]:
    """(id, symbol or title) of the documents, to choose from."""
    with store.db.reading():
        return [(row["id"], row["symbol"] or row["title"] or row["id"]) for row in store.db.rows("documents_like")]


def _agencies(store: GraphStore, name: str) -> tuple[list[int], str | None]:
    """The agencies of the store that a name means, groups that hold it among them."""
    if not name.strip():
        return [], None
    meant = find_agencies(store, name, Localities(store))
    return [*meant.direct, *meant.groups], meant.name


def marked_documents(store: GraphStore) -> dict[str, str]:
    """The documents with a degree of secrecy, id to degree ("Mật")."""
    with store.db.reading():
        return {row["id"]: row["secrecy"] for row in store.db.rows("marked_documents")}


def frequent_agencies(store: GraphStore, most: int = 200) -> tuple[str, ...]:
    """The names of the agencies that have the most parts in tasks."""
    with store.db.reading():
        return tuple(dict.fromkeys(row["name"] for row in store.db.rows("frequent_agencies", most=most)))
