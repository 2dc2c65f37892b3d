"""Every task of an agency."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from docparse.errors import QuestionError
from docparse.folding import fold_key
from docparse.model import AgencyRole
from docparse.questions.answers import ChecklistAnswer, ChecklistRow, TaskView
from docparse.questions.phrases import phrases
from docparse.questions.views import Reader, keys
from docparse.store.connection import Row
from docparse.store.vocabulary import basis_label, edge_label, ranks

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_NEAR = 5
_NEAR_ENOUGH = 70


@dataclass(slots=True)
class _Agencies:
    """The agencies meant, and the groups that hold them, by their keys in the store."""

    direct: dict[int, str] = field(default_factory=dict)  # pk -> id
    groups: dict[int, str] = field(default_factory=dict)  # pk -> name


def checklist(store: GraphStore, agency: str, role: AgencyRole | None = None) -> ChecklistAnswer:
    """All tasks of an agency under any spelling, by document date and order; QuestionError DP505 for a bad role."""
    name = unicodedata.normalize("NFC", agency).strip()
    if role is not None and role not in get_args(AgencyRole):
        known = ", ".join(get_args(AgencyRole))
        raise QuestionError("DP505", str(role), "không có vai trò này", f"chọn một trong: {known}")
    if not fold_key(name):
        raise QuestionError("DP504", "(trống)", "chưa nêu tên cơ quan", 'ví dụ: docparse checklist "Sở Tài chính"')
    with store.db.reading():
        meant = _find(store, name)
        rows, inferred = _rows(store, meant, role)
        spellings = store.db.rows("names_of_agencies", pks=keys(meant.direct))
        return ChecklistAnswer(
            agency=name,
            role=role,
            names=tuple(row["name"] for row in spellings),
            agency_ids=tuple(sorted(meant.direct.values())),
            groups=tuple(dict.fromkeys(row.via_group for row in rows if row.via_group)),
            rows=rows,
            inferred=inferred,
            suggestions=() if meant.direct else _suggestions(store, name),
        )


def _find(store: GraphStore, name: str) -> _Agencies:
    meant = _Agencies()
    key = store.agency_book.key(name)
    found = store.db.rows("agencies_by_key", key=key)
    if not found:
        key = _by_initials(store, name) or key
        found = store.db.rows("agencies_by_key", key=key)
    asked = _province(store.agency_book.agency_id(name, None))
    named = [row for row in found if _province(row["id"]) == asked]
    meant.direct = {row["pk"]: row["id"] for row in (named if asked else found)}
    # a group of another province does not hold this one's body; a group of the whole country does
    provinces = {asked} if asked else {_province(row["id"]) for row in found}
    only = provinces.pop() if len(provinces) == 1 else None
    for row in store.db.rows("collectives"):
        near = only is None or _province(row["id"]) in (None, only)
        if near and row["pk"] not in meant.direct and store.agency_book.group_contains(row["key"], key):
            meant.groups[row["pk"]] = row["name"]
    return meant


def _province(agency_id: str) -> str | None:
    """``dien.bien`` of ``agency:vn;dien.bien:so.tai.chinh``; None for the whole country or an open place."""
    _, _, place = agency_id.partition(":")[2].partition(":")[0].partition(";")
    return place if place not in ("", "?") else None


def _by_initials(store: GraphStore, name: str) -> str | None:
    """The one name of the store that ``name`` shortens: ``so gddt``, ``SGDĐT`` for "Sở Giáo dục và Đào tạo"."""
    short = fold_key(name).replace(" ", "")
    links = {phrase[0].fold for phrase in phrases("agency_links")}
    fitting = {row["key"] for row in store.db.rows("agency_names") if shortens(short, row["key"].split(), links)}
    return fitting.pop() if len(fitting) == 1 else None


def shortens(short: str, words: list[str], links: set[str]) -> bool:
    """Whether ``short`` is made of beginnings of all the words in order; ``links`` ("và") may be left out."""
    reached = {0}
    for word in words:
        steps = {at + size for at in reached for size in range(1, len(word) + 1) if short.startswith(word[:size], at)}
        reached = steps | reached if word in links else steps
    return len(short) in reached


def _rows(
    store: GraphStore, meant: _Agencies, role: AgencyRole | None
) -> tuple[tuple[ChecklistRow, ...], tuple[ChecklistRow, ...]]:
    """The stated rows and the inferred ones, numbered apart."""
    by_task: dict[int, list[Row]] = {}
    for row in store.db.rows("assignments_of_agencies", pks=keys([*meant.direct, *meant.groups])):
        by_task.setdefault(row["task_pk"], []).append(row)
    stated: dict[int, list[Row]] = {}
    inferred: dict[int, list[Row]] = {}
    for task, parts in by_task.items():
        own = [part for part in parts if part["agency_pk"] in meant.direct] or parts  # by name beats by group
        own.sort(key=lambda part: ranks("role").get(part["role"], 99))
        said = [part for part in own if part["provenance"] != "suy ra"]
        if role is None or role in {part["role"] for part in said or own}:
            (stated if said else inferred)[task] = said or own
    reader = Reader(store.db)
    both = []
    for tasks in (stated, inferred):
        views = reader.tasks(list(tasks))
        numbered = enumerate(zip(views, tasks.values(), strict=True), 1)
        both.append(tuple(_row(n, view, parts, meant, role) for n, (view, parts) in numbered))
    return both[0], both[1]


def _row(number: int, view: TaskView, parts: list[Row], meant: _Agencies, role: AgencyRole | None) -> ChecklistRow:
    first = next((part for part in parts if part["role"] == role), parts[0])
    mine = {part["agency"] for part in parts}
    return ChecklistRow(
        number=number,
        task_id=view.id,
        document=view.document,
        text=view.text,
        role=first["role"],
        role_label=edge_label(first["role"]),
        roles=tuple(dict.fromkeys(part["role"] for part in parts)),
        partners=tuple(_unique(part.agency for part in view.coordinate if part.agency not in mine)),
        product=view.product,
        due=view.due,
        due_text=view.due_text,
        place=view.quote.place,
        quote=view.quote,
        agency=first["agency"],
        via_group=None if first["agency_pk"] in meant.direct else first["agency"],
        basis=first["basis"],
        certainty=basis_label(first["basis"]),
    )


def _unique(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)


def _suggestions(store: GraphStore, name: str) -> tuple[str, ...]:
    """Names of the store that look like the one asked for, the nearest first."""
    from rapidfuzz import fuzz, process

    rows = store.db.rows("agency_names")
    asked = store.agency_book.key(name)
    near = process.extract(
        asked, [row["key"] for row in rows], scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR_ENOUGH, limit=3 * _NEAR
    )
    return tuple(_unique(rows[at]["name"] for _, _, at in sorted(near, key=lambda hit: (-hit[1], hit[2]))))[:_NEAR]
