"""Whether a store holds what it should: every row against the plan that it was written from, every quote against the
text, the database against itself. Nothing is changed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docparse.folding import fold_key
from docparse.model import Goal, Plan, Task

if TYPE_CHECKING:
    from docparse.store.connection import Row
    from docparse.store.graphstore import GraphStore

_PAGE = 100  # documents looked at in one view of the store
_TABLES = ("sections", "goals", "tasks", "assignments", "indicators", "mentions", "remarks", "paragraphs")
_SHOWN = 40  # code points of a passage that is shown

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: a document's id, a table, or the database as a whole."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One document that was looked at, or, with ``document`` None, the store as a whole."""

    document: str | None
    problems: tuple[Problem, ...]


def verify(store: GraphStore) -> Iterator[Checked]:
    """The database first, then document by document; a sound store gives no problems."""
    yield Checked(None, tuple(_whole(store)))
    after = ""
    while True:
        with store.db.reading():
            rows = store.db.rows("documents_after", after=after, most=_PAGE)
            checked = [Checked(row["id"], tuple(_document(store, row))) for row in rows]
        yield from checked
        if len(rows) < _PAGE:
            return
        after = rows[-1]["id"]


def _whole(store: GraphStore) -> Iterator[Problem]:
    for told in store.db.problems():
        yield Problem("kho", told)
    for row in store.db.rows("ids_without_directive"):
        yield Problem(row["id"], "mã văn bản chưa gắn vào văn bản nào")
    for row in store.db.rows("corrections_without_task"):
        what = f"ghi nhận số {row['pk']} gắn vào nhiệm vụ không có: {row['task_id']}"
        yield Problem(row["document_id"], what)


def _document(store: GraphStore, row: Row) -> Iterator[Problem]:
    from docparse.store.annexes import current_plan
    from docparse.store.corrections import attached, corrected
    from docparse.store.packing import digest, packed_digest
    from docparse.store.passages import indexed

    where = row["id"]
    text = store.db.row("text", document=row["pk"])
    try:
        plan = current_plan(store.db, row)
        kept = store.db.row("plan", document=row["pk"], version=row["version"])
        told = packed_digest(kept["plan"]) if kept else None
    except (AssertionError, KeyError, TypeError, ValueError, zlib.error):
        yield Problem(where, "không đọc lại được kết quả đã giữ của bản hiện hành")
        return
    if text is None:
        yield Problem(where, "không có toàn văn của bản hiện hành")
    elif told is not None and told != digest(text["text"]):
        yield Problem(where, "toàn văn không phải toàn văn đã đọc")
    said = store.db.rows("corrections_of_document", document=where)
    found = attached(said, plan)
    for one, task in zip(said, found, strict=True):
        if one["task_id"] != task:
            yield Problem(where, f"ghi nhận số {one['pk']} chưa gắn đúng nhiệm vụ")
    yield from _spans(where, plan)
    yield from _counts(where, row, plan)
    wanted = _wanted(corrected(plan, said, found))
    for table in _TABLES:
        rows = [tuple(one[name] for name in one.keys()) for one in store.db.rows(f"rows_{table}", document=row["pk"])]  # noqa: SIM118 - a Row's values
        yield from _same(where, table, rows, wanted[table])
    if missing := store.db.not_in_index(indexed(store.db, row["pk"])):
        yield Problem(where, f"chỉ mục tìm kiếm thiếu hoặc sai {len(missing)} đoạn")


def _counts(where: str, row: Row, plan: Plan) -> Iterator[Problem]:
    for name, items in (("goals", plan.goals), ("tasks", plan.tasks), ("mentions", plan.references)):
        if row[name] != len(items):
            yield Problem(where, f"{name}: ghi {row[name]}, có {len(items)}")


def _spans(where: str, plan: Plan) -> Iterator[Problem]:
    """Every passage lies in the text and is what it is said to be."""
    size = len(plan.text)
    parts = [a for task in plan.tasks for a in task.assignments]
    items: tuple[Any, ...] = (*plan.sections, *plan.goals, *plan.tasks, *plan.references, *plan.warnings, *parts)
    for item in items:
        if not 0 <= item.start <= item.end <= size:
            yield Problem(where, f"đoạn {item.start}:{item.end} nằm ngoài toàn văn ({size} ký tự)")
    for reference in plan.references:
        if plan.text[reference.start : reference.end] != reference.text:
            yield Problem(where, f"trích dẫn không khớp toàn văn: “{reference.text[:_SHOWN]}”")
    for task in plan.tasks:
        if not set(fold_key(task.text).split()) <= set(fold_key(plan.text[task.start : task.end]).split()):
            yield Problem(where, f"nhiệm vụ {task.id} không khớp toàn văn: “{task.text[:_SHOWN]}”")


def _wanted(plan: Plan) -> dict[str, list[Values]]:
    """The rows that a plan is written as."""
    from docparse.store.ingest import lines_apart

    numbered = list(enumerate(plan.tasks))
    own = plan.document.id
    assignments = [
        (n, a.agency, a.role, a.basis, a.rule, a.start, a.end) for n, task in numbered for a in task.assignments
    ]
    holders: tuple[Goal | Task, ...] = (*plan.goals, *plan.tasks)
    indicators = [
        (item.id, n, i.name, i.comparator, i.value, i.start, i.end)
        for item in holders
        for n, i in enumerate(item.indicators)
    ]
    return {
        "sections": [(n, s.id, s.label, s.heading, s.role, s.start, s.end) for n, s in enumerate(plan.sections)],
        "goals": [(n, g.id, g.text, g.paragraph, g.start, g.end) for n, g in enumerate(plan.goals)],
        "tasks": [
            (n, t.id, t.text, t.paragraph, t.start, t.end, t.product, t.same_as, t.due.to if t.due else None)
            for n, t in numbered
        ],
        "assignments": sorted(assignments, key=lambda a: (a[0], a[5], a[6], a[2], a[1], a[3], a[4])),
        "indicators": sorted(indicators),
        "mentions": [
            (n, r.target, r.of or own, r.relation, r.text, r.rule, r.start, r.end)
            for n, r in enumerate(plan.references)
        ],
        "remarks": [(n, w.code, w.text, w.start, w.end) for n, w in enumerate(plan.warnings)],
        "paragraphs": list(lines_apart(plan)),
    }


def _same(where: str, table: str, rows: Sequence[Values], wanted: Iterable[Values]) -> Iterator[Problem]:
    expected = list(wanted)
    if len(rows) != len(expected):
        yield Problem(where, f"{table}: có {len(rows)} dòng, phải là {len(expected)}")
        return
    for number, (row, right) in enumerate(zip(rows, expected, strict=True)):
        if row != right:
            yield Problem(where, f"{table}: dòng {number} khác kết quả đã giữ: {right[:3]}")
            return
