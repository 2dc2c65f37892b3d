"""What became different in a goal or task: who, when, how much, and the words that say none of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docparse.folding import canon, fold_key
from docparse.identity.agency_book import agency_book
from docparse.matching.engine import rule_pack
from docparse.model import AgencyRole, Assignment, Due, Goal, Indicator, Plan, Task
from docparse.questions.alignment import Operation, word_operations
from docparse.questions.answers_across import Change, WordChange

_WORD = re.compile(r"\S+")
_EDGE = re.compile(r"^\W+|\W+$")
_ROLES: tuple[AgencyRole, ...] = ("lead", "implement", "coordinate", "monitor", "receive")
_SAME_NAME = 60  # letters in order (of 100) that two names of one target have in common

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """A change with the passages that say it, in the old text and in the new."""

    change: Change
    old: tuple[Span, ...]
    new: tuple[Span, ...]


def task_changes(old_plan: Plan, old: Task, new_plan: Plan, new: Task) -> tuple[Change, ...]:
    """What differs between two versions of one task."""
    told = [*_agencies(old, new), *_due(old.due, new.due), *_indicators(old_plan, old, new_plan, new)]
    if fold_key(old.product or "") != fold_key(new.product or ""):
        told.append(_Told(Change("product", old.product, new.product), (), ()))
    return (*(one.change for one in told), *_wording(old_plan, old, new_plan, new, told))


def goal_changes(old_plan: Plan, old: Goal, new_plan: Plan, new: Goal) -> tuple[Change, ...]:
    """What differs between two versions of one goal."""
    told = list(_indicators(old_plan, old, new_plan, new))
    return (*(one.change for one in told), *_wording(old_plan, old, new_plan, new, told))


def _agencies(old: Task, new: Task) -> Iterator[_Told]:
    for role in _ROLES:
        before, after = _by_key(old.assignments, role), _by_key(new.assignments, role)
        if before.keys() != after.keys():
            gone = [a for key, a in before.items() if key not in after]
            come = [a for key, a in after.items() if key not in before]
            yield _Told(Change(role, _names(gone), _names(come)), _spans(gone), _spans(come))


def _by_key(assignments: Sequence[Assignment], role: AgencyRole) -> dict[str, Assignment]:
    found: dict[str, Assignment] = {}
    for one in assignments:
        if one.role == role and one.basis != "default":  # who is only assumed is no word of the document
            found.setdefault(agency_book().key(one.agency), one)
    return found


def _names(found: Sequence[Assignment]) -> str | None:
    return "; ".join(a.agency for a in found) or None


def _spans(found: Sequence[Assignment | Indicator]) -> tuple[Span, ...]:
    return tuple((a.start, a.end) for a in found)


def _due(old: Due | None, new: Due | None) -> Iterator[_Told]:
    def said(due: Due | None) -> object:
        return due and (due.kind, due.from_, due.to, due.every, due.on)

    def span(due: Due | None) -> tuple[Span, ...]:
        return ((due.start, due.end),) if due and due.start is not None and due.end is not None else ()

    if said(old) != said(new):
        yield _Told(Change("due", old.text if old else None, new.text if new else None), span(old), span(new))


def _indicators(old_plan: Plan, old: Goal | Task, new_plan: Plan, new: Goal | Task) -> Iterator[_Told]:
    """Targets of the same name are one; the rest were added or dropped."""
    from rapidfuzz import fuzz

    left = list(new.indicators)
    for indicator in old.indicators:
        near = [(fuzz.ratio(canon(indicator.name), canon(one.name)), -n, one) for n, one in enumerate(left)]
        score, _, found = max(near, default=(0.0, 0, None), key=lambda entry: entry[:2])
        if found is None or score < _SAME_NAME:
            yield _Told(Change("indicator", _printed(old_plan, indicator), None), _spans([indicator]), ())
            continue
        left.remove(found)
        if _figures(indicator) != _figures(found):
            change = Change("indicator", _printed(old_plan, indicator), _printed(new_plan, found))
            yield _Told(change, _spans([indicator]), _spans([found]))
    for indicator in left:
        yield _Told(Change("indicator", None, _printed(new_plan, indicator)), (), _spans([indicator]))


def _figures(one: Indicator) -> tuple[object, ...]:
    return one.comparator, one.value, one.value_to, fold_key(one.unit or ""), one.change, one.approximate, one.due


def _printed(plan: Plan, one: Indicator) -> str:
    words = " ".join(plan.text[one.start : one.end].split()).rstrip(".;,")
    return f"{words} ({one.due})" if one.due and one.due not in words else words


# --- words ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    start: int
    end: int


def _wording(
    old_plan: Plan, old: Goal | Task, new_plan: Plan, new: Goal | Task, told: Sequence[_Told]
) -> Iterator[Change]:
    """The words that differ, where they say more than what is told already."""
    before, after = _words(old_plan.text, old.start, old.end), _words(new_plan.text, new.start, new.end)
    operations = word_operations([w.key for w in before], [w.key for w in after])
    spans = tuple(s for one in told for s in one.old), tuple(s for one in told for s in one.new)
    if all(_covered(op, before, after, *spans) for op in operations):
        return
    yield Change("text", old.text, new.text, tuple(_changed(operations, before, after)))


def changed_words(old: str, new: str) -> tuple[WordChange, ...]:
    """What turns one text into another, word by word; empty where only signs or spaces differ."""
    before, after = _words(old, 0, len(old)), _words(new, 0, len(new))
    operations = word_operations([w.key for w in before], [w.key for w in after])
    return tuple(_changed(operations, before, after)) if any(op[0] != "equal" for op in operations) else ()


def _words(text: str, start: int, end: int) -> list[_Word]:
    """Words without the signs at their edges; what is nothing but signs is no word."""
    found = []
    for match in _WORD.finditer(text, start, end):
        if key := _EDGE.sub("", canon(match[0])):
            found.append(_Word(match[0], key, *match.span()))
    return found


def _covered(
    operation: Operation, before: Sequence[_Word], after: Sequence[_Word], old: Sequence[Span], new: Sequence[Span]
) -> bool:
    kind, i1, i2, j1, j2 = operation
    if kind == "equal":
        return True
    joints = rule_pack().words("similarity", "joints")
    sides = ((before[i1:i2], old), (after[j1:j2], new))
    return any(words and spans for words, spans in sides) and all(_within(*side, joints) for side in sides)


def _within(words: Sequence[_Word], spans: Sequence[Span], joints: Sequence[str]) -> bool:
    """Whether all words are told by ``spans``; an "và" comes and goes with the name that it joins."""
    return all(w.key in joints or any(start < w.end and w.start < end for start, end in spans) for w in words)


def _changed(operations: Sequence[Operation], before: Sequence[_Word], after: Sequence[_Word]) -> Iterator[WordChange]:
    for kind, i1, i2, j1, j2 in operations:
        if kind == "equal":
            yield WordChange("=", " ".join(word.text for word in after[j1:j2]))
            continue
        if i1 < i2:
            yield WordChange("-", " ".join(word.text for word in before[i1:i2]))
        if j1 < j2:
            yield WordChange("+", " ".join(word.text for word in after[j1:j2]))
