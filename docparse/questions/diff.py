"""Two versions of one plan: what was added, dropped, changed (S12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from docparse.folding import fold_key
from docparse.model import Document, Goal, Plan, Reference, Task
from docparse.questions.alignment import Passage, align
from docparse.questions.answers import Quote
from docparse.questions.answers_across import Change, DiffAnswer, DiffRow
from docparse.questions.changes import goal_changes, task_changes
from docparse.questions.comparable import plan_ref
from docparse.store.paths import label_paths, place, way_back
from docparse.store.vocabulary import edge_label, ranks

_FIELDS = ("type", "symbol", "issuer", "place", "date", "title", "secrecy", "urgency")
_Item = TypeVar("_Item", Goal, Task)


def diff(old: Plan, new: Plan) -> DiffAnswer:
    """What the new version says otherwise: header, goals with their targets, tasks, directives that are named."""
    before, after = _Side(old), _Side(new)
    goals, same_goals = _rows(before, old.goals, after, new.goals, goal_changes)
    tasks, same_tasks = _rows(before, old.tasks, after, new.tasks, task_changes)
    return DiffAnswer(
        old=plan_ref(old),
        new=plan_ref(new),
        header=tuple(_header(old.document, new.document)),
        goals=goals,
        tasks=tasks,
        references=tuple(_references(before, after)),
        same_goals=same_goals,
        same_tasks=same_tasks,
    )


class _Side:
    """One version, with the places of its sections."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.headings = {section.id: fold_key(section.heading) for section in plan.sections}
        self.known = frozenset(self.headings.values())
        self._sections = {section.id: section for section in plan.sections}
        self._paths = label_paths(plan.sections)

    def quote(self, start: int, end: int, section: str | None, paragraph: int | None) -> Quote:
        path, known = self._paths.get(section or "", ""), self._sections.get(section or "")
        heading, back = known.heading if known else None, way_back(self.plan, start)
        words = self.plan.text[start:end]
        return Quote(words, start, end, place(path, paragraph), path or None, heading, paragraph, back)

    def of(self, item: Goal | Task) -> Quote:
        return self.quote(item.start, item.end, item.section, item.paragraph)

    def mention(self, reference: Reference) -> Quote:
        inside = [s for s in self.plan.sections if s.start <= reference.start < s.end]
        section = min(inside, key=lambda s: s.end - s.start).id if inside else None
        return self.quote(reference.start, reference.end, section, None)

    def passage(self, item: Goal | Task) -> Passage:
        return Passage(item.text, self.headings.get(item.section or "", ""))

    def section(self, item: Goal | Task) -> str | None:
        found = self._sections.get(item.section or "")
        return found.heading if found else None


def _rows(
    before: _Side,
    olds: Sequence[_Item],
    after: _Side,
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


def _compared(before: _Side, old: Goal | Task, after: _Side, new: Goal | Task, changes: tuple[Change, ...]) -> DiffRow:
    found = (*changes, *_moved(before, old, after, new))
    return DiffRow("~", new.text, old.id, new.id, before.of(old), after.of(new), found)


def _moved(before: _Side, old: Goal | Task, after: _Side, new: Goal | Task) -> Iterator[Change]:
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


# --- directives ------------------------------------------------------------------------------------------


def _references(before: _Side, after: _Side) -> Iterator[DiffRow]:
    """Directives by what they are; one of the same symbol with another date or issuer was changed."""
    old, new = _by_target(before.plan), _by_target(after.plan)
    dropped = {target: group for target, group in old.items() if target not in new}
    for target, group in new.items():
        first = group[0]
        if target in old:
            was, is_ = _relation(old[target]), _relation(group)
            if was != is_:
                yield _changed(before, old[target][0], after, first, (Change("relation", was, is_),))
            continue
        twin = next((t for t, g in dropped.items() if first.symbol and _symbol(g[0]) == _symbol(first)), None)
        if twin is None:
            yield DiffRow("+", _label(first), None, target, None, after.mention(first))
            continue
        gone = dropped.pop(twin)
        fields = [(n, _printed(gone, n), _printed(group, n)) for n in ("date", "issuer", "type", "title")]
        found = tuple(Change(n, was, is_) for n, was, is_ in fields if was != is_) or (Change("id", twin, target),)
        yield _changed(before, gone[0], after, first, found)
    for target, group in dropped.items():
        yield DiffRow("-", _label(group[0]), target, None, before.mention(group[0]), None)


def _changed(before: _Side, old: Reference, after: _Side, new: Reference, changes: tuple[Change, ...]) -> DiffRow:
    return DiffRow("~", _label(new), old.target, new.target, before.mention(old), after.mention(new), changes)


def _by_target(plan: Plan) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in plan.references:
        found.setdefault(reference.target, []).append(reference)
    # an own name is no other directive: it changes with the header
    found.pop(plan.document.id, None)
    return found


def _relation(group: Sequence[Reference]) -> str | None:
    own = [r.relation for r in group if r.of is None]
    strength = ranks("relation")
    return edge_label(min(own, key=lambda relation: strength.get(relation, 99))) if own else None


def _printed(group: Sequence[Reference], field: str) -> str | None:
    """What most mentions print."""
    found = Counter(value for r in group if (value := getattr(r, field)))
    return max(found, key=lambda value: (found[value], value), default=None)


def _symbol(reference: Reference) -> str:
    return fold_key(reference.symbol or "")


def _label(reference: Reference) -> str:
    return " ".join(filter(None, (reference.type, reference.symbol))) or reference.title or reference.text


__all__ = ["diff"]
