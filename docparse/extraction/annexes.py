"""An annex in a file of its own becomes part of its plan, as if it had stood in the plan's file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from docparse.errors import DocparseError
from docparse.extraction.sameduty import twins
from docparse.folding import canon, fold_key
from docparse.identity.agencies import agency_book
from docparse.identity.homes import Home, home_of_document
from docparse.matching.engine import rule_pack
from docparse.model import Annex, Assignment, Document, Place, Plan, Reference, Section, Task
from docparse.outline.markers import read_marker

_GAP = "\n\n"  # between the plan's text and an annex
_HEAD = 2000  # characters within which an annex names its plan
_WORD = re.compile(r"\w+")
_HEAD_WORDS = 8  # by which an annex is told from another of its form
_SAME_WORDS, _SAME_STEM = 0.95, 0.6  # shares of words that one annex has in two files, and in two of one name
_REPEATED = 0.7  # share of a file's words, in whole lines, that the plan holds already
T = TypeVar("T")


def named_plan(annex: Plan) -> Reference | None:
    """The plan that a text without a number of its own names at its head ("Kèm theo Kế hoạch số 12/KH-UBND …").

    A plan or regulation that comes with a decision is a document of its own: None.
    """
    if annex.document.symbol:
        return None
    head = min([_HEAD, *(task.start for task in annex.tasks)])
    found = (r for r in annex.references if r.relation == "attached_to" and r.symbol and r.start < head)
    named = next(found, None)
    marker = read_marker(rule_pack(), annex.text, canon(annex.text[:_HEAD]), 0, min(_HEAD, len(annex.text)))
    titled = marker is not None and marker.kind == "appendix"
    return named if named and (titled or annex.document.type in (None, named.type)) else None


def belongs_to(named: Reference, document: Document) -> bool:
    """Whether the plan that an annex names is this document: one id, or one symbol and date where no issuer is said."""
    if named.target == document.id:
        return True
    same = fold_key(named.symbol or "") == fold_key(document.symbol or "") != ""
    return same and named.issuer is None and named.date in (None, document.date)


def check_annex(plan: Document, annex: Plan, advice: str) -> None:
    """DocparseError DP411 where what is given as an annex is plainly a directive of its own, by its own header."""
    own = annex.document
    if not own.symbol and not (own.type and own.issuer and named_plan(annex) is None):
        return
    name = " ".join(filter(None, (own.type, own.symbol))) + (f" của {own.issuer}" if own.issuer else "")
    home = " ".join(filter(None, (plan.type, plan.symbol))) or plan.id
    what = f"là {name}, có đầu văn bản riêng, không phải phụ lục của {home}"
    raise DocparseError("DP411", annex.source.get("name") or name, what, advice)


def check_new(plan: Plan, annex: Plan, advice: str) -> None:
    """DocparseError DP411 where the plan's own text already holds what is given as its annex: a copy, whole or damaged.

    Joined, it would double the plan's tasks.
    """
    own = canon(plan.text[: plan.annexes[0].start] if plan.annexes else plan.text)
    lines = [line for line in (" ".join(_WORD.findall(one)) for one in canon(annex.text).split("\n")) if " " in line]
    held = " ".join(_WORD.findall(own))
    words = sum(len(line.split()) for line in lines)
    repeated = sum(len(line.split()) for line in lines if line in held)
    if words and repeated >= _REPEATED * words:
        name = annex.source.get("name") or ""
        raise DocparseError(
            "DP411", name or "phụ lục", "đã nằm trong văn bản, là bản chép chứ không phải phụ lục", advice
        )


def attach(plan: Plan, annex: Plan) -> Plan:
    """The plan with an annex behind its text, annexes in the order of their names.

    One of the same name gives way, and so does the same annex in another format or before its correction.
    Ids stay those of both parts; agencies get the plan's place; rows that repeat a duty of the body point to it.
    ``source`` then says in "own_sha256" what the plan's own file had, in "sha256" what all files have.
    """
    name, digest = annex.source.get("name") or "", annex.source.get("sha256") or ""
    old = {a.name for a in plan.annexes if _is_again(a.name, plan.text[a.start : a.end], name, annex.text)}
    if old or any(_order(a.name) > _order(name) for a in plan.annexes):
        base, others = detach(plan)
        kept = [o for o in others if o.source.get("name") not in old]
        return attach_all(base, sorted([*kept, annex], key=lambda one: _order(one.source.get("name") or "")))
    start = len(plan.text) + len(_GAP)
    end = start + len(annex.text)
    taken = {i.id for items in (plan.sections, plan.goals, plan.tasks) for i in items}
    ids = {i.id: _free(i.id, taken) for items in (annex.sections, annex.goals, annex.tasks) for i in items}
    root = Section(_free("s:annex", taken), None, None, PurePosixPath(name).stem, "appendix", 0, len(annex.text))
    tops = [s for s in annex.sections if s.parent is None]
    wrapped = not tops or any(s.role != "appendix" for s in tops)
    if wrapped:  # what stands before its first heading stands right below the annex
        ids |= {s.id: root.id for s in tops if s.role == "preamble"}
    sections = [
        replace(s, id=ids[s.id], parent=ids[s.parent] if s.parent else None)
        for s in annex.sections
        if ids[s.id] != root.id
    ]
    if wrapped:
        sections = [root, *(replace(s, parent=s.parent or root.id) for s in sections)]
    first = sections[0].id
    home = home_of_document(plan.document, plan.text)
    tasks = [
        replace(t, id=ids[t.id], section=ids.get(t.section or "", first), assignments=_placed(t.assignments, home))
        for t in annex.tasks
    ]
    body = _body(plan)
    same = twins(tasks, body, [True] * len(tasks))
    tasks = [replace(t, same_as=found or ids.get(t.same_as or "")) for t, found in zip(tasks, same, strict=True)]
    goals = [
        replace(g, id=ids[g.id], section=ids.get(g.section or "", first), responsible=_placed(g.responsible, home))
        for g in annex.goals
    ]
    head = named_plan(annex)
    own = plan.source.get("own_sha256") or plan.source.get("sha256") or ""
    marks = "".join((own, *(a.sha256 for a in plan.annexes), digest))
    return replace(
        plan,
        text=plan.text + _GAP + annex.text,
        sections=(*plan.sections, *_moved([replace(s, role="appendix") for s in sections], start)),
        goals=(*plan.goals, *_moved(goals, start)),
        tasks=(*plan.tasks, *_moved(tasks, start)),
        references=(*plan.references, *_moved([r for r in annex.references if r is not head], start)),
        warnings=(*plan.warnings, *_moved(annex.warnings, start)),
        places=(*plan.places, *_moved(annex.places or (Place(0),), start)),
        source={**plan.source, "sha256": hashlib.sha256(marks.encode()).hexdigest(), "own_sha256": own},
        annexes=(*plan.annexes, Annex(name, digest, start, end)),
    )


def attach_all(plan: Plan, annexes: Iterable[Plan]) -> Plan:
    """The plan with several annexes, one behind the other."""
    for annex in annexes:
        plan = attach(plan, annex)
    return plan


def detach(plan: Plan) -> tuple[Plan, tuple[Plan, ...]]:
    """The plan without its annexes, and these: the way back from :func:`attach`."""
    if not plan.annexes:
        return plan, ()
    cut = plan.annexes[0].start - len(_GAP)
    unnamed = Document(id="", type=None, symbol=None, issuer=None, place=None, date=None, title=None)
    parts = []
    for annex in plan.annexes:
        part = _part(plan, annex.start, annex.end)
        about = {"name": annex.name, "sha256": annex.sha256}
        parts.append(replace(part, document=unnamed, source=about))
    source = {**plan.source, "sha256": plan.source.get("own_sha256")}
    return replace(_part(plan, 0, cut), source=source), tuple(parts)


def _is_again(old_name: str, old: str, name: str, new: str) -> bool:
    """Whether a file is an annex once more: by its name, or by its head and nearly all of its words."""
    if name and old_name == name:
        return True
    first, second = (_WORD.findall(canon(text)) for text in (old, new))
    if first[:_HEAD_WORDS] != second[:_HEAD_WORDS]:
        return False  # Phụ lục I and Phụ lục II of one form
    shared = (Counter(first) & Counter(second)).total()
    needed = _SAME_STEM if _order(old_name) == _order(name) else _SAME_WORDS
    return shared >= needed * max(len(first), len(second), 1)


def _order(name: str) -> list[tuple[int, str]]:
    """Where a file stands among annexes, so that the order of joining never shows: "Phụ lục 2" before "Phụ lục 10"."""
    words = re.findall(r"\d+|[^\W\d]+", fold_key(PurePosixPath(name).stem))
    return [(int(word), "") if word.isdigit() else (-1, word) for word in words]


def _part(plan: Plan, start: int, end: int) -> Plan:
    def inside(items: Iterable[T]) -> tuple[T, ...]:
        return _moved([i for i in items if start <= i.start < end], -start)  # type: ignore[attr-defined]

    return replace(
        plan,
        text=plan.text[start:end],
        sections=inside(plan.sections),
        goals=inside(plan.goals),
        tasks=inside(plan.tasks),
        references=inside(plan.references),
        warnings=inside(plan.warnings),
        places=inside(plan.places),
        annexes=(),
        read_from=None,
    )


def _free(name: str, taken: set[str]) -> str:
    """The id itself, or with a count where another item has it."""
    count, free = 1, name
    while free in taken:
        count += 1
        free = f"{name}.{count}"
    taken.add(free)
    return free


def _placed(parts: Iterable[Assignment], home: Home) -> tuple[Assignment, ...]:
    """The parts with their agencies in the plan's place."""
    book = agency_book()
    return tuple(replace(a, agency_id=book.agency_id(a.agency, home)) for a in parts)


def _body(plan: Plan) -> list[Task]:
    """The tasks that do not stand in an appendix."""
    roles = {s.id: s.role for s in plan.sections}
    return [t for t in plan.tasks if roles.get(t.section or "") != "appendix"]


def _moved(items: Iterable[T], by: int) -> tuple[T, ...]:
    return tuple(_shifted(item, by) for item in items)


def _shifted(value: Any, by: int) -> Any:
    """A value with every ``start`` and ``end`` in it moved."""
    if isinstance(value, tuple):
        return tuple(_shifted(item, by) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for one in fields(value):
        old = getattr(value, one.name)
        new = old + by if one.name in ("start", "end") and old is not None else _shifted(old, by)
        if new is not old:
            changed[one.name] = new
    return replace(value, **changed) if changed else value


__all__ = ["attach", "attach_all", "belongs_to", "check_annex", "check_new", "detach", "named_plan"]
