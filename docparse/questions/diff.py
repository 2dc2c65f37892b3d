"""Two versions of one plan: what was added, dropped, changed (S12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from docparse.folding import fold_key
from docparse.model import Document, Goal, Plan, Task
from docparse.questions.alignment import align
from docparse.questions.answers_across import Change, DiffAnswer, DiffRow
from docparse.questions.changes import goal_changes, task_changes
from docparse.questions.citations import reference_changes
from docparse.questions.comparable import plan_ref
from docparse.questions.passages import passage_changes
from docparse.questions.versions import Side

_FIELDS = ("type", "symbol", "issuer", "place", "date", "title", "secrecy", "urgency")
_Item = TypeVar("_Item", Goal, Task)


def diff(old: Plan, new: Plan) -> DiffAnswer:
    """What the new version says otherwise: header, goals with their targets, tasks, directives that are named."""
    before, after = Side(old), Side(new)
    goals, same_goals = _rows(before, old.goals, after, new.goals, goal_changes)
    tasks, same_tasks = _rows(before, old.tasks, after, new.tasks, task_changes)
    return DiffAnswer(
        old=plan_ref(old),
        new=plan_ref(new),
        header=tuple(_header(old.document, new.document)),
        goals=goals,
        tasks=tasks,
        references=tuple(reference_changes(before, after)),
        same_goals=same_goals,
        same_tasks=same_tasks,
        passages=passage_changes(before, after),
    )


def _rows(
    before: Side,
    olds: Sequence[_Item],
    after: Side,
    news: Sequence[_Item],
    changes: Callable[[Plan, _Item, Plan, _Item], tuple[Change, ...]],
) -> tuple[tuple[DiffRow, ...], int]:
    rows: list[DiffRow] = []
    same = 0
    for a, b in align([before.passage(item) for item in olds], [after.passage(item) for item in news]):
        if a is not None and b is not None:
            row = _compared(before, olds[a], after, news[b], changes(before.plan, olds[a], after.plan, news[b]))
            rows += [row] if row.changes else []
            same += not row.changes
        elif b is not None:
            rows.append(DiffRow("+", news[b].text, None, news[b].id, None, after.of(news[b])))
        elif a is not None:
            rows.append(DiffRow("-", olds[a].text, olds[a].id, None, before.of(olds[a]), None))
    return tuple(rows), same


def _compared(before: Side, old: Goal | Task, after: Side, new: Goal | Task, changes: tuple[Change, ...]) -> DiffRow:
    found = (*changes, *_moved(before, old, after, new))
    return DiffRow("~", new.text, old.id, new.id, before.of(old), after.of(new), found)


def _moved(before: Side, old: Goal | Task, after: Side, new: Goal | Task) -> Iterator[Change]:
    """A task below another heading; where a heading itself was reworded, nothing moved."""
    was, is_ = (side.headings.get(item.section or "", "") for side, item in ((before, old), (after, new)))
    if was != is_ and (was in after.known or is_ in before.known):
        yield Change("section", before.section(old), after.section(new))


def _header(old: Document, new: Document) -> Iterator[Change]:
    for name in _FIELDS:
        was, is_ = getattr(old, name), getattr(new, name)
        if " ".join((was or "").split()) != " ".join((is_ or "").split()):
            yield Change(name, was, is_)
    if (was := _signer(old)) != (is_ := _signer(new)):
        yield Change("signer", was, is_)
    before, after = ({fold_key(name): name for name in one.recipients} for one in (old, new))
    yield from (Change("recipients", name, None) for key, name in before.items() if key not in after)
    yield from (Change("recipients", None, name) for key, name in after.items() if key not in before)


def _signer(document: Document) -> str | None:
    signer = document.signer
    return f"{signer.position or ''} {signer.name}".strip() if signer else None


__all__ = ["diff"]
