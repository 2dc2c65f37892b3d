"""What bodies named in documents have become, for answers about today ("kế thừa từ …")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from docparse.questions.answer import WHOLE, Heir

if TYPE_CHECKING:
    from docparse.identity.successions import Successor
    from docparse.questions.answers import Part, TaskView, WhoAnswer


def heirs_of(agency: str, place: str | None, at: str, since: str | None = None) -> tuple[Heir, ...]:
    """What a body (name or id) of a document dated ``since`` has become by ``at``; dates are ISO."""
    from docparse.identity.successions import successors

    return tuple(map(_heir, successors(agency, place, at, since)))


def forebears_of(agency: str, place: str | None, at: str) -> tuple[Heir, ...]:
    """The earlier bodies whose work has come to ``agency`` by ``at``."""
    from docparse.identity.successions import predecessors

    return tuple(map(_heir, predecessors(agency, place, at)))


def replaced_by(agency: str, place: str | None, at: str, since: str | None = None) -> tuple[Heir, ...]:
    """What stands in for a body by ``at``: nothing for one that goes on, though parts of its work went elsewhere."""
    from docparse.identity.standings import exists_at

    found = heirs_of(agency, place, at, since)
    return tuple(one for one in found if one.share == WHOLE or exists_at(agency, place, at) is not True)


def gone_forebears(agency: str, place: str | None, at: str) -> tuple[Heir, ...]:
    """The earlier bodies that are no more by ``at``, so that all of their tasks have to be somebody else's."""
    from docparse.identity.standings import exists_at

    return tuple(one for one in forebears_of(agency, place, at) if exists_at(one.agency, None, at) is not True)


def _heir(found: Successor) -> Heir:
    steps = found.path
    path = (steps[0].old, *(step.new for step in steps)) if steps else ()
    values = (found.name, found.agency_id, found.since, found.share, found.what, found.basis, found.certain, found.note)
    return Heir(*values, path, tuple(step.since for step in steps))


def with_heirs(answer: WhoAnswer, at: str) -> WhoAnswer:
    """The answer with what each agency in it has become by ``at``, counted from its document's date."""

    @cache
    def heirs(agency_id: str | None, since: str | None) -> tuple[Heir, ...]:
        return replaced_by(agency_id, None, at, since) if agency_id else ()

    def parts(view: TaskView, own: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(replace(part, now=heirs(part.agency_id, view.document.date)) for part in own)

    def task(view: TaskView) -> TaskView:
        return replace(
            view,
            lead=parts(view, view.lead),
            implement=parts(view, view.implement),
            coordinate=parts(view, view.coordinate),
            monitor=parts(view, view.monitor),
            receive=parts(view, view.receive),
            inferred=tuple(replace(g, now=heirs(g.agency_id, view.document.date)) for g in view.inferred),
        )

    due = answer.deadlines
    if due is not None:
        due = replace(due, tasks=tuple(map(task, due.tasks)), recurring=tuple(map(task, due.recurring)))
    return replace(
        answer,
        now=at,
        rows=tuple(replace(row, now=heirs(row.agency_id, row.document.date)) for row in answer.rows),
        leaders=tuple(replace(one, now=heirs(one.agency_id, one.document.date)) for one in answer.leaders),
        tasks=tuple(map(task, answer.tasks)),
        near=tuple(map(task, answer.near)),
        deadlines=due,
    )
