"""Every task of an agency."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from docparse.errors import QuestionError
from docparse.folding import fold_key
from docparse.model import AgencyRole
from docparse.questions.agencies import Meant, find_agencies, province_meant, suggestions
from docparse.questions.answers import ChecklistAnswer, ChecklistRow, TaskView
from docparse.questions.heirs import gone_forebears, replaced_by
from docparse.questions.localities import CENTRAL, Localities, province_name
from docparse.questions.views import Reader, keys
from docparse.store.connection import Row
from docparse.store.vocabulary import basis_label, edge_label, ranks

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore


def checklist(
    store: GraphStore, agency: str, role: AgencyRole | None = None, *, now: date | None = None
) -> ChecklistAnswer:
    """All tasks of an agency under any spelling, by document date and order; QuestionError DP505 for a bad role.

    ``now``: as things stand on that day, with the tasks of the bodies that the agency has succeeded.
    """
    name = unicodedata.normalize("NFC", agency).strip()
    if role is not None and role not in get_args(AgencyRole):
        known = ", ".join(get_args(AgencyRole))
        raise QuestionError("DP505", str(role), "không có vai trò này", f"chọn một trong: {known}")
    if not fold_key(name):
        raise QuestionError("DP504", "(trống)", "chưa nêu tên cơ quan", 'ví dụ: docparse checklist "Sở Tài chính"')
    with store.db.reading():
        localities = Localities(store)
        meant = find_agencies(store, name, localities)
        stated, inferred, unplaced = _rows(store, meant, role, localities)
        spellings = store.db.rows("names_of_agencies", pks=keys(meant.direct))
        groups = {fold_key(row.via_group): row.via_group for row in (*stated, *unplaced) if row.via_group}
        day = now.isoformat() if now else None
        place = province_meant(meant)
        return ChecklistAnswer(
            agency=name,
            name=meant.name,
            role=role,
            names=tuple(row["name"] for row in spellings),
            agency_ids=tuple(sorted(meant.direct.values())),
            province=province_name(meant.province) if meant.province != "?" else None,
            read_as=meant.read_as,
            groups=tuple(groups.values()),
            rows=stated,
            inferred=inferred,
            unplaced=unplaced,
            suggestions=() if meant.direct or meant.unknown else suggestions(store, name),
            at=day,
            inherited=_inherited(store, meant, role, localities, day, {r.key for r in stated}) if day else (),
            now=replaced_by(meant.identity, place, day) if day else (),
            unknown_places=meant.unknown,
            candidates=meant.candidates,
        )


def _inherited(
    store: GraphStore,
    meant: Meant,
    role: AgencyRole | None,
    localities: Localities,
    day: str,
    own: set[tuple[str, str]],
) -> tuple[ChecklistRow, ...]:
    """The tasks of the bodies that the agency has succeeded by ``day``, each with all that it went to."""
    place = province_meant(meant)
    out: list[ChecklistRow] = []
    for one in gone_forebears(meant.identity, place, day):
        body = find_agencies(store, one.agency, localities)
        if body.province == place:  # what a group of its own province is to do falls to the agency itself already
            body.groups.clear()
        if not (body.direct or body.groups):
            continue
        for row in _rows(store, body, role, localities)[0]:
            if row.key not in own:
                own.add(row.key)
                now = replaced_by(one.agency_id, None, day)
                out.append(replace(row, number=len(out) + 1, from_=one, now=now))
    return tuple(out)


@dataclass(slots=True, eq=False)
class _Found:
    """A task with the agency's parts in it."""

    task: int
    parts: list[Row]
    province: str | None
    placed: bool
    also: list[int]


def _once(found: list[_Found], known: dict[tuple[int, str], _Found]) -> list[_Found]:
    """Each duty once, where it first stands; an annex row with a deadline takes the place of the body's words."""
    for one in found:
        first = one.parts[0]
        key = (first["document_pk"], first["duty"])
        other = known.setdefault(key, one)
        if other is one:
            continue
        if other in found and not other.parts[0]["due"] and first["due"]:
            other.task, other.parts, one.task = one.task, one.parts, other.task
        other.also.append(one.task)
    return [one for one in found if known[one.parts[0]["document_pk"], one.parts[0]["duty"]] is one]


def _rows(
    store: GraphStore, meant: Meant, role: AgencyRole | None, localities: Localities
) -> tuple[tuple[ChecklistRow, ...], tuple[ChecklistRow, ...], tuple[ChecklistRow, ...]]:
    """The stated rows, the inferred ones and those of an unknown place, numbered apart."""
    by_task: dict[int, list[Row]] = {}
    sure: dict[int, bool] = {}
    rows = store.db.rows("assignments_of_agencies", pks=keys([*meant.direct, *meant.groups]))
    localities.load(row["document_pk"] for row in rows)
    for row in rows:
        document = row["document_pk"]
        lands = meant.lands(row["agency_pk"], row["agency_id"], *localities.of(document))
        if lands is not False:
            by_task.setdefault(row["task_pk"], []).append(row)
            sure[row["task_pk"]] = sure.get(row["task_pk"], False) or bool(lands)
    stated: list[_Found] = []
    inferred: list[_Found] = []
    for task, parts in by_task.items():
        own = [part for part in parts if part["agency_pk"] in meant.direct] or parts  # by name beats by group
        own.sort(key=lambda part: ranks("role").get(part["role"], 99))
        said = [part for part in own if part["provenance"] != "suy ra"]
        if role is None or role in {part["role"] for part in said or own}:
            province = localities.province(parts[0]["document_pk"])
            (stated if said else inferred).append(_Found(task, said or own, province, sure[task], []))
    known: dict[tuple[int, str], _Found] = {}
    stated = _once(stated, known)
    inferred = _once(inferred, known)
    if meant.province is None:  # by province, those of the whole country first, those of no known place last
        for found in (stated, inferred):
            found.sort(key=lambda f: (f.province is None, f.province or ""))
    groups = (
        [f for f in stated if f.placed],
        [f for f in inferred if f.placed],
        [f for f in stated if not f.placed],
    )
    reader = Reader(store.db)
    out = []
    for group in groups:
        views = reader.tasks([found.task for found in group])
        numbered = enumerate(zip(views, group, strict=True), 1)
        also = [tuple(v.quote.place for v in reader.tasks(found.also)) if found.also else () for found in group]
        out.append(tuple(_row(n, view, found, meant, role, also[n - 1]) for n, (view, found) in numbered))
    return out[0], out[1], out[2]


def _row(
    number: int, view: TaskView, found: _Found, meant: Meant, role: AgencyRole | None, also: tuple[str, ...]
) -> ChecklistRow:
    parts = found.parts
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
        leads=tuple(_unique(part.agency for part in view.lead if part.agency not in mine)),
        province=province_name(found.province) if found.province else ("" if found.province == CENTRAL else None),
        product=view.product,
        due=view.due,
        due_text=view.due_text,
        place=view.quote.place,
        quote=view.quote,
        agency=first["agency"],
        via_group=None if first["agency_pk"] in meant.direct else first["agency"],
        basis=first["basis"],
        certainty=basis_label(first["basis"]),
        also=also,
        said=view.said,
    )


def _unique(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)
