"""What the rules of a pack do in real plans: how often each fires, which never do, what none of them understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from docparse.filelines import FileLines
from docparse.folding import canon
from docparse.matching.check import rule_files
from docparse.matching.watch import WatchedPack
from docparse.model import Plan, Section

_OPENING = 3  # words by which clauses are counted together
_WORK = frozenset({"tasks", "organisation", "schedule", "appendix"})
_BULLETS = "-+*• "
_LEAST = 4  # words of a line that could give work


@dataclass(frozen=True, slots=True)
class Unread:
    """Passages of task sections that open alike and that no rule understood; one of them in full.

    ``kind``: ``task`` without an agency of its own, or ``line`` that gave nothing. ``file:line`` is what ``docparse
    why`` takes; the line (from 1) is the file's own, for formats without lines that of the text as read.
    """

    kind: Literal["task", "line"]
    opening: str
    count: int
    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """``fired``: passages that each rule gave to the readers; ``used``: facts that say they rest on it.

    ``never``: rules that gave none; those that readers run in their own way are not counted.
    """

    documents: int
    characters: int
    fired: tuple[tuple[str, int], ...]
    used: tuple[tuple[str, int], ...]
    never: tuple[str, ...]
    unread: tuple[Unread, ...]


def coverage(plans: Iterable[Plan], pack: WatchedPack) -> Coverage:
    """Count over plans, each read by ``pack`` only when it is asked for; the most frequent first."""
    rules = [r for n in rule_files(pack) for r in pack.file(n).rules]
    fired: Counter[str] = Counter()
    used: Counter[str] = Counter()
    unread: dict[tuple[str, str], list[Unread]] = {}
    documents = characters = 0
    pack.begin()
    for plan in plans:
        documents, characters = documents + 1, characters + len(plan.text)
        fired.update(pack.fired())
        pack.begin()
        used.update(_rules_of(plan))
        lines = FileLines.of(plan)
        for one in (*_tasks_without_agency(plan, lines), *_lines_without_facts(plan, lines)):
            unread.setdefault((one.kind, one.opening), []).append(one)
    most = sorted(unread.values(), key=lambda group: (-len(group), group[0].opening))
    return Coverage(
        documents=documents,
        characters=characters,
        fired=tuple(fired.most_common()),
        used=tuple(used.most_common()),
        never=tuple(r.id for r in rules if r.id not in fired and r.label not in pack.unseen),
        unread=tuple(Unread(g[0].kind, g[0].opening, len(g), g[0].file, g[0].line, g[0].text) for g in most),
    )


def _rules_of(plan: Plan) -> Iterable[str]:
    for task in plan.tasks:
        yield from (a.rule for a in task.assignments)
        if task.due is not None and task.due.rule:
            yield task.due.rule
    yield from (r.rule for r in plan.references)


def _unread(plan: Plan, lines: FileLines, kind: Literal["task", "line"], text: str, start: int) -> Unread:
    opening = " ".join(canon(text).lstrip(_BULLETS).split()[:_OPENING])
    name = plan.source.get("name") or plan.document.id
    return Unread(kind, opening, 1, name, lines.number(start), text)


def _tasks_without_agency(plan: Plan, lines: FileLines) -> Iterator[Unread]:
    """Tasks to which no agency is given by what the document says of them: none, or only the plan's standing one."""
    for task in plan.tasks:
        if task.same_as is None and all(a.basis == "default" for a in task.assignments):
            yield _unread(plan, lines, "task", task.text, task.start)


def _lines_without_facts(plan: Plan, lines: FileLines) -> Iterator[Unread]:
    """Lines of sections that give work, no headings, in which nothing was found."""
    taken = sorted(_facts(plan))
    sections = sorted(plan.sections, key=lambda s: s.start)
    at = fact = behind = 0
    around: list[Section] = []
    for line in plan.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        heads = False
        while behind < len(sections) and sections[behind].start < end:
            heads = bool(sections[behind].heading) and sections[behind].start >= start
            around.append(sections[behind])
            behind += 1
        while around and around[-1].end <= start:
            around.pop()
        while fact < len(taken) and taken[fact][1] <= start:
            fact += 1
        free = fact == len(taken) or taken[fact][0] >= end
        if free and not heads and around and around[-1].role in _WORK and len(line.split()) >= _LEAST:
            yield _unread(plan, lines, "line", " ".join(line.split()), start)


def _facts(plan: Plan) -> Iterator[tuple[int, int]]:
    for task in plan.tasks:
        yield task.start, task.end
        yield from ((a.start, a.end) for a in task.assignments)
        if task.due is not None and task.due.start is not None and task.due.end is not None:
            yield task.due.start, task.due.end
    yield from ((goal.start, goal.end) for goal in plan.goals)


__all__ = ["Coverage", "Unread", "coverage"]
