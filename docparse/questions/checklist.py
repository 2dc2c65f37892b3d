"""Every task of an agency."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, get_args

from docparse.errors import QuestionError
from docparse.folding import fold_key
from docparse.model import AgencyRole
from docparse.questions.agencies import Meant, find_agencies, province_meant, suggestions
from docparse.questions.answer import Heir
from docparse.questions.answers import ChecklistAnswer, ChecklistRow, TaskView
from docparse.questions.heirs import gone_forebears, replaced_by
from docparse.questions.landing import INFERRED, Landed, landed, once
from docparse.questions.localities import CENTRAL, Localities, province_name
from docparse.questions.views import Reader, keys, names_by_pk
from docparse.store.connection import Row
from docparse.store.vocabulary import basis_label, edge_label, ranks

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore


def checklist(
    store: GraphStore,
    agency: str,
    role: AgencyRole | None = None,
    *,
    now: date | None = None,
    limit: int | None = None,
    start: int = 0,
) -> ChecklistAnswer:
    """All tasks of an agency under any spelling, by document date and order; QuestionError DP505 for a bad role.

    ``now``: as things stand on that day, with the tasks of the bodies that the agency has succeeded.
    ``limit``: that many of them, behind the first ``start``; the others are only counted.
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
        own = _find(store, meant, role, localities)
        day = now.isoformat() if now else None
        writer = _Writer(store, role, localities, start, None if limit is None else start + limit)
        rows = writer.rows(own.stated, meant)
        inherited = _inherited(store, meant, own, localities, writer, day) if day else ()
        return ChecklistAnswer(
            agency=name,
            name=meant.name,
            role=role,
            names=tuple(row["name"] for row in store.db.rows("names_of_agencies", pks=keys(meant.direct))),
            agency_ids=tuple(sorted(meant.direct.values())),
            province=province_name(meant.province) if meant.province != "?" else None,
            read_as=meant.read_as,
            groups=_groups(store, meant, [*own.stated, *own.unplaced], role),
            rows=rows,
            inferred=writer.rows(own.inferred, meant),
            unplaced=writer.rows(own.unplaced, meant),
            suggestions=() if meant.direct or meant.unknown else suggestions(store, name, meant.read_as),
            at=day,
            inherited=inherited,
            now=replaced_by(meant.identity, province_meant(meant), day) if day else (),
            unknown_places=meant.unknown,
            candidates=meant.candidates,
            total=writer.passed,
            start=start,
        )


def _inherited(
    store: GraphStore, meant: Meant, own: _Found, localities: Localities, writer: _Writer, day: str
) -> tuple[ChecklistRow, ...]:
    """The tasks of the bodies that the agency has succeeded by ``day``, each with all that it went to."""
    place = province_meant(meant)
    known = {one.task for one in own.stated}
    out: list[ChecklistRow] = []
    first = 1
    for heir in gone_forebears(meant.identity, place, day):
        body = find_agencies(store, heir.agency, localities)
        if body.province == place:  # what a group of its own province is to do falls to the agency itself already
            body.groups.clear()
        if not (body.direct or body.groups):
            continue
        theirs = [one for one in _find(store, body, own.role, localities).stated if one.task not in known]
        known |= {one.task for one in theirs}
        out += writer.rows(theirs, body, first, heir, replaced_by(heir.agency_id, None, day))
        first += len(theirs)
    return tuple(out)


@dataclass(slots=True)
class _Found:
    """The stated tasks, the inferred ones and those of an unknown place."""

    role: AgencyRole | None
    stated: list[Landed]
    inferred: list[Landed]
    unplaced: list[Landed]


def _find(store: GraphStore, meant: Meant, role: AgencyRole | None, localities: Localities) -> _Found:
    stated: list[Landed] = []
    inferred: list[Landed] = []
    for one in landed(store, meant, localities):
        own = [part for part in one.parts if part["agency_pk"] in meant.direct] or one.parts  # by name beats by group
        own.sort(key=lambda part: ranks("role").get(part["role"], 99))
        said = [part for part in own if part["basis"] != INFERRED]
        one.parts = said or own
        if role is None or role in {part["role"] for part in one.parts}:
            (stated if said else inferred).append(one)
    known: dict[tuple[int, str], Landed] = {}
    stated = once(stated, known)
    inferred = once(inferred, known)
    if meant.province is None:  # by province, those of the whole country first, those of no known place last
        for found in (stated, inferred):
            found.sort(key=lambda one: ((p := localities.province(one.document)) is None, p or ""))
    placed, unplaced = [one for one in stated if one.placed], [one for one in stated if not one.placed]
    return _Found(role, placed, [one for one in inferred if one.placed], unplaced)


def _groups(store: GraphStore, meant: Meant, found: list[Landed], role: AgencyRole | None) -> tuple[str, ...]:
    """The groups as documents call them, in the order of their tasks, each once."""
    parts = [_first(one, role) for one in found]
    through = dict.fromkeys(part["name_pk"] for part in parts if part["agency_pk"] not in meant.direct)
    names = names_by_pk(store.db, through)
    return tuple({fold_key(names[pk]): names[pk] for pk in through}.values())


def _first(one: Landed, role: AgencyRole | None) -> Row:
    """The part that the task is listed for."""
    return next((part for part in one.parts if part["role"] == role), one.parts[0])


class _Writer:
    """Writes out what lies between two places (``end`` exclusive) of all that passes, and counts the rest."""

    def __init__(
        self, store: GraphStore, role: AgencyRole | None, localities: Localities, start: int, end: int | None
    ) -> None:
        self._store, self._role, self._localities = store, role, localities
        self._start, self._end = start, end
        self._reader = Reader(store.db)
        self.passed = 0

    def rows(
        self, found: list[Landed], meant: Meant, first: int = 1, heir: Heir | None = None, now: tuple[Heir, ...] = ()
    ) -> tuple[ChecklistRow, ...]:
        """Numbered from ``first``, with the numbers that the whole list has."""
        low = max(self._start - self.passed, 0)
        high = len(found) if self._end is None else max(self._end - self.passed, 0)
        self.passed += len(found)
        page = found[low:high]
        tasks = [task for one in page for task in (one.task, *one.also)]
        views = dict(zip(tasks, self._reader.tasks(tasks), strict=True))
        names = names_by_pk(self._store.db, {part["name_pk"] for one in page for part in one.parts})
        return tuple(
            self._row(number, one, views, names, meant, heir, now) for number, one in enumerate(page, first + low)
        )

    def _row(
        self,
        number: int,
        one: Landed,
        views: dict[int, TaskView],
        names: dict[int, str],
        meant: Meant,
        heir: Heir | None,
        now: tuple[Heir, ...],
    ) -> ChecklistRow:
        view, first = views[one.task], _first(one, self._role)
        agency = names[first["name_pk"]]
        mine = {names[part["name_pk"]] for part in one.parts}
        province = self._localities.province(one.document)
        return ChecklistRow(
            number=number,
            task_id=view.id,
            document=view.document,
            text=view.text,
            role=first["role"],
            role_label=edge_label(first["role"]),
            roles=tuple(dict.fromkeys(part["role"] for part in one.parts)),
            partners=tuple(dict.fromkeys(part.agency for part in view.coordinate if part.agency not in mine)),
            leads=tuple(dict.fromkeys(part.agency for part in view.lead if part.agency not in mine)),
            province=province_name(province) if province else ("" if province == CENTRAL else None),
            product=view.product,
            due=view.due,
            due_text=view.due_text,
            place=view.quote.place,
            quote=view.quote,
            agency=agency,
            via_group=None if first["agency_pk"] in meant.direct else agency,
            basis=first["basis"],
            certainty=basis_label(first["basis"]),
            also=tuple(views[task].quote.place for task in one.also),
            from_=heir,
            now=now,
            said=view.said,
        )
