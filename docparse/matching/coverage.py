"""What the rules of a pack do in real plans: how often each fires, which never do, what none of them understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from docparse.folding import canon
from docparse.matching.check import rule_files
from docparse.matching.engine import RulePack
from docparse.model import Plan

_OPENING = 3  # words by which clauses are counted together


@dataclass(frozen=True, slots=True)
class Unread:
    """Clauses of task sections that give no agency a part, counted by their first words; one of them in full."""

    opening: str
    count: int
    document: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """``fired``: passages of the texts that each rule matches; ``used``: facts that say they rest on it."""

    documents: int
    characters: int
    fired: tuple[tuple[str, int], ...]
    used: tuple[tuple[str, int], ...]
    never: tuple[str, ...]
    unread: tuple[Unread, ...]


def coverage(plans: Iterable[Plan], pack: RulePack) -> Coverage:
    """Count over parsed plans; the most frequent first."""
    groups = sorted({(n, r.label) for n in rule_files(pack) for r in pack.file(n).rules if not r.bound})
    fired: Counter[str] = Counter({r.id: 0 for n in rule_files(pack) for r in pack.file(n).rules if not r.bound})
    used: Counter[str] = Counter()
    unread: dict[str, list[Unread]] = {}
    documents = characters = 0
    for plan in plans:
        documents, characters = documents + 1, characters + len(plan.text)
        keys = canon(plan.text)
        for name, label in groups:
            fired.update(m.rule.id for m in pack.candidates(name, (label,), keys))
        used.update(_rules_of(plan))
        for one in _unread(plan):
            unread.setdefault(one.opening, []).append(one)
    most = sorted(unread.values(), key=lambda group: (-len(group), group[0].opening))
    return Coverage(
        documents=documents,
        characters=characters,
        fired=tuple((rule, n) for rule, n in fired.most_common() if n),
        used=tuple(used.most_common()),
        never=tuple(rule for rule, n in fired.items() if not n),
        unread=tuple(Unread(g[0].opening, len(g), g[0].document, g[0].text, g[0].start, g[0].end) for g in most),
    )


def _rules_of(plan: Plan) -> Iterable[str]:
    for task in plan.tasks:
        yield from (a.rule for a in task.assignments)
        if task.due is not None and task.due.rule:
            yield task.due.rule
    yield from (r.rule for r in plan.references)


def _unread(plan: Plan) -> Iterable[Unread]:
    """Tasks to which no agency is given by what the document says of them: none, or only the plan's standing one."""
    for task in plan.tasks:
        if task.same_as is None and all(a.basis == "default" for a in task.assignments):
            opening = " ".join(canon(task.text).split()[:_OPENING])
            yield Unread(opening, 1, plan.document.id, task.text, task.start, task.end)


__all__ = ["Coverage", "Unread", "coverage"]
