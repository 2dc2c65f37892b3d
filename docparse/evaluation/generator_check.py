"""How far a parse of a generated plan agrees with what is known of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from docparse.evaluation.generator import Generated
from docparse.model import Plan, Task


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over some documents: what is known, what of it the parse says, and ``extra``, what it says besides."""

    documents: int
    known: Counter[str]
    found: Counter[str]
    extra: Counter[str]

    def share(self, kind: str) -> float:
        """Right ones among all, known or said: 1.0 where both say the same."""
        every = self.known[kind] + self.extra[kind]
        return self.found[kind] / every if every else 1.0

    @property
    def shares(self) -> dict[str, float]:
        return {kind: self.share(kind) for kind in ("head", "citations", "tasks", "parts", "dues")}


def agreement(pairs: Iterable[tuple[Generated, Plan]]) -> Agreement:
    """Head (symbol and date), directives above, tasks by their words, parts of agencies in them, deadlines."""
    known, found, extra = Counter[str](), Counter[str](), Counter[str]()
    documents = 0
    for one, plan in pairs:
        documents += 1
        paper = one.paper
        known["head"] += 1
        found["head"] += (plan.document.symbol, plan.document.date) == (paper.symbol, paper.date.isoformat())
        above = {(upper.symbol, upper.date.isoformat()) for upper in paper.chain[:2]}
        cited = {(reference.symbol, reference.date) for reference in plan.references}
        _count("citations", above, cited, known, found, extra)
        said: dict[str, list[Task]] = defaultdict(list)
        for task in plan.tasks:
            said[plain_words(task.text)].append(task)
        for task_ in one.tasks:
            known["tasks"] += 1
            same = said[plain_words(task_.text)]
            parts = {(role, spelled(agency.name)) for role, agency in task_.parts}
            dues = {task_.due} - {None}
            if not same:
                known["parts"] += len(parts)
                known["dues"] += len(dues)
                continue
            task = same.pop(0)
            found["tasks"] += 1
            given = {(a.role, a.agency) for a in task.assignments if a.basis != "default"}
            _count("parts", parts, given, known, found, extra)
            _count("dues", dues, {task.due.to} if task.due else set(), known, found, extra)
        extra["tasks"] += sum(map(len, said.values()))
    return Agreement(documents, known, found, extra)


def _count(
    kind: str,
    want: AbstractSet[object],
    have: AbstractSet[object],
    known: Counter[str],
    found: Counter[str],
    extra: Counter[str],
) -> None:
    known[kind] += len(want)
    found[kind] += len(want & have)
    extra[kind] += len(have - want)


def plain_words(text: str) -> str:
    """A task's words without what may differ between a text and a parse of it."""
    return " ".join(text.split()).rstrip(" .;/").lower()


def spelled(name: str) -> str:
    """The name with its abbreviations spelled out, as plans give it."""
    return name.replace("UBND", "Ủy ban nhân dân")
