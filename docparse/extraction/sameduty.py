"""Annex rows that state a duty of the body once more: ``same_as``.

The figures are from pairs of real plans read by hand: every pair that passes them was one duty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docparse.extraction.tableperiods import RULES
from docparse.folding import canon, fold_key
from docparse.matching.engine import rule_pack
from docparse.model import Task

_WORD = re.compile(r"\w+")
_PAIRS = 500_000  # most pairs that are compared word by word; beyond, only equal words count
_SAME = 84  # least share (of 100) of letters in order that two statements of one duty have in common
_SAME_AGENCY = 74  # the same, where both give it to one agency
_LONG = 20  # words from which one in ten may be another; in shorter ones that one is what they differ in
_LOOKED_AT = 8  # nearest duties of the body that are looked at


def link_same(tasks: tuple[Task, ...], in_appendix: Sequence[bool]) -> tuple[Task, ...]:
    """The tasks, those of an appendix with the task of the body that they repeat.

    Words must be (nearly) the same, and where both name who is responsible it must be the same agency.
    """
    body = [t for t, below in zip(tasks, in_appendix, strict=True) if not below]
    found = twins(tasks, body, in_appendix)
    return tuple(replace(t, same_as=same) if same else t for t, same in zip(tasks, found, strict=True))


def twins(tasks: Sequence[Task], body: Sequence[Task], wanted: Sequence[bool]) -> list[str | None]:
    """For each wanted task the id of the task of ``body`` that states the same duty, or None."""
    if not body or not any(wanted):
        return [None] * len(tasks)
    from rapidfuzz import fuzz, process  # 20 ms that only plans with an appendix of tasks pay

    bare = [_bare(t) for t in body]
    keys = [fold_key(words) for words in bare]
    exact: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        exact.setdefault(key, []).append(n)
    small = len(body) * sum(wanted) <= _PAIRS
    out: list[str | None] = []
    for task, below in zip(tasks, wanted, strict=True):
        found: str | None = None
        if below:
            words = _bare(task)
            key = fold_key(words)
            near = [(100.0, n) for n in exact.get(key, ())]
            if small:
                found_near = process.extract(key, keys, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=_SAME_AGENCY)
                near += [(score, n) for _, score, n in found_near]
            fitting = (n for score, n in near if score >= _needed(task, body[n]) and _in_one_time(task, body[n]))
            found = next((body[n].id for n in fitting if _one_duty(words, bare[n])), None)
        out.append(found)
    return out


def _needed(row: Task, task: Task) -> float:
    """How near the words must be; beyond 100 where the two are given to different agencies."""
    responsible = _agencies(row, ("lead", "implement"))
    if responsible & _agencies(task, ("lead", "implement", "coordinate")):
        return _SAME_AGENCY
    return 101 if responsible and _agencies(task, ("lead", "implement")) else _SAME


def _bare(task: Task) -> str:
    """The words without the deadline among them, which the other may give elsewhere or not at all."""
    return task.text.replace(task.due.text, " ") if task.due is not None else task.text


def _in_one_time(row: Task, task: Task) -> bool:
    """Whether no other deadline stands among the words of one: of two dates one may only be more exact."""
    if all(t.due is None or t.due.text not in t.text for t in (row, task)):
        return True
    times = [t.due.to or t.due.on or "" for t in (row, task) if t.due is not None]
    return len(times) < 2 or times[0].startswith(times[1]) or times[1].startswith(times[0])


def _one_duty(first: str, second: str) -> bool:
    """Whether one says what the other says and perhaps more: no number, and hardly a word, is exchanged."""
    words, others = (set(_WORD.findall(canon(text))) for text in (first, second))
    lost, new = words - others, others - words
    if any(map(str.isdigit, lost)) and any(map(str.isdigit, new)):
        return False
    level = rule_pack().phrase(RULES, "level")
    if any(map(level.fullmatch, lost)) and any(map(level.fullmatch, new)):
        return False  # for the province, and for the communes
    shorter = min(len(words), len(others))
    return min(len(lost), len(new)) <= (shorter // 10 if shorter >= _LONG else 0)


def _agencies(task: Task, roles: tuple[str, ...]) -> set[str]:
    return {a.agency_id or fold_key(a.agency) for a in task.assignments if a.role in roles and a.basis != "default"}


__all__ = ["link_same", "twins"]
