"""The items of a plan that can be compared with those of another: goals, tasks, and lines read as neither."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from docparse.folding import canon
from docparse.identity.agency_book import agency_book
from docparse.matching.engine import rule_pack
from docparse.model import Assignment, Due, Goal, Indicator, Plan, Section, SectionRole, Task
from docparse.questions.answers import DocumentRef, Quote
from docparse.questions.answers_across import ItemKind
from docparse.questions.likewords import Terms, forbidden, terms
from docparse.store.paths import label_paths, place, way_back

_WORKING: frozenset[SectionRole] = frozenset({"goals", "tasks", "organisation", "schedule", "funding", "appendix"})
_TOPICAL: frozenset[SectionRole] = frozenset({"goals", "tasks", "schedule", "appendix"})  # not headed by agencies
_PASSAGE = 25  # characters; a shorter line says nothing that could be compared
_COLON = 4  # characters behind a field's name in which its colon stands, with marks of bold type
_CLAUSE_END = re.compile(r"(?:;|\.)(?=\s)")
_OWN_AGENCY = ("explicit", "heading", "table", "inherited")


@dataclass(frozen=True, slots=True)
class Item:
    """A goal, a task, or a line of a working section that is neither; ``agencies`` are keys of the agency book."""

    id: str
    kind: ItemKind
    text: str
    quote: Quote
    role: SectionRole | None
    terms: Terms
    heading: Terms
    agencies: frozenset[str]
    references: frozenset[str]
    indicators: tuple[Indicator, ...]
    assignments: tuple[Assignment, ...] = ()
    same_as: str | None = None
    due: Due | None = None
    whole: str = ""  # the goal that a clause is of
    forbids: Terms = frozenset()  # the pairs of syllables of what it says not to do

    @property
    def names(self) -> Mapping[str, str]:
        """The agencies as printed, by their keys."""
        return {agency_book().key(a.agency): a.agency for a in self.assignments}


class Comparable:
    """A plan as items; ``items`` are its goals and tasks in the order of the text, ``lines`` what is neither.

    ``without``: a directive whose mentions do not count, as all items of a plan that carries it out may name it.
    """

    def __init__(self, plan: Plan, *, lines: bool = False, without: str | None = None) -> None:
        self.plan = plan
        self._without = without
        self._sections = {section.id: section for section in plan.sections}
        self._paths = label_paths(plan.sections)
        self._headings: dict[str, Terms] = {}
        self._reference_starts = [reference.start for reference in plan.references]
        self.goals = tuple(unit for goal in plan.goals for unit in self._goal(goal))
        self.tasks = tuple(self._task(task) for task in plan.tasks)
        self.items = tuple(sorted((*self.goals, *self.tasks), key=lambda item: (item.quote.start, item.quote.end)))
        self.lines = tuple(self._lines()) if lines else ()

    def whole(self, goal: Goal) -> Item:
        """A goal as one item."""
        return self._item(
            "goal", goal.id, goal.text, goal.start, goal.end, goal.section, goal.paragraph, goal.indicators
        )

    def _goal(self, goal: Goal) -> Iterator[Item]:
        """The goal, or each of its clauses where several have indicators of their own."""
        whole = self.plan.text[goal.start : goal.end]
        spans = clauses(whole)
        found = [tuple(i for i in goal.indicators if a <= i.start - goal.start < b) for a, b in spans]
        if sum(map(bool, found)) < 2:
            spans, found = [(0, len(whole))], [goal.indicators]
        for number, ((first, last), indicators) in enumerate(zip(spans, found, strict=True)):
            words = whole[first:last]
            start = goal.start + first + len(words) - len(words.lstrip())
            end = goal.start + first + len(words.rstrip().rstrip(";"))
            if end > start:
                text = " ".join(self.plan.text[start:end].split())
                id_ = f"{goal.id}/{number + 1}" if len(spans) > 1 else goal.id
                item = self._item("goal", id_, text, start, end, goal.section, goal.paragraph, indicators)
                yield replace(item, whole=goal.id)

    def _task(self, task: Task) -> Item:
        named = tuple(a for a in task.assignments if a.basis in _OWN_AGENCY)
        return self._item(
            "task", task.id, task.text, task.start, task.end, task.section, task.paragraph, task.indicators, named,
            task.same_as, task.due,
        )  # fmt: skip

    def _item(
        self, kind: ItemKind, id_: str, text: str, start: int, end: int, section: str | None, paragraph: int | None,
        indicators: tuple[Indicator, ...] = (), assignments: tuple[Assignment, ...] = (), same_as: str | None = None,
        due: Due | None = None,
    ) -> Item:  # fmt: skip
        known = self._sections.get(section or "")
        path = self._paths.get(section or "", "")
        where = place(path, paragraph)
        heading = known.heading if known else None
        back = way_back(self.plan, start)
        quote = Quote(self.plan.text[start:end], start, end, where, path or None, heading, paragraph, back)
        references = self._references(start, end)
        words = self._words(start, end, [(a.start, a.end) for a in assignments] + [span for _, span in references])
        return Item(
            id=id_,
            kind=kind,
            text=text,
            quote=quote,
            role=known.role if known else None,
            terms=terms(words),
            heading=self._heading(known) if known else frozenset(),
            agencies=frozenset(agency_book().key(a.agency) for a in assignments),
            references=frozenset(target for target, _ in references if target != self._without),
            indicators=indicators,
            assignments=assignments,
            same_as=same_as,
            due=due,
            forbids=forbidden(words),
        )

    def _words(self, start: int, end: int, without: Sequence[tuple[int, int]]) -> str:
        """The words of a passage; its agencies and references are compared apart."""
        pieces, at = [], start
        for first, last in sorted(without):
            if start <= first and last <= end and first >= at:
                pieces.append(self.plan.text[at:first])
                at = last
        return " | ".join([*pieces, self.plan.text[at:end]])

    def _heading(self, section: Section) -> Terms:
        if section.id not in self._headings:
            self._headings[section.id] = terms(section.heading) if section.role in _TOPICAL else frozenset()
        return self._headings[section.id]

    def _references(self, start: int, end: int) -> list[tuple[str, tuple[int, int]]]:
        first, last = (bisect_left(self._reference_starts, at) for at in (start, end))
        return [(r.target, (r.start, r.end)) for r in self.plan.references[first:last]]

    def _lines(self) -> Iterator[Item]:
        """Clauses of working sections in which no goal and no task was found, headings left out."""
        taken = sorted((item.quote.start, item.quote.end) for item in self.items)
        starts = [start for start, _ in taken]
        reach = [0, *accumulate((end for _, end in taken), max)]
        sections = Innermost(self.plan.sections)
        at = 0
        for line in self.plan.text.split("\n"):
            start, at = at, at + len(line) + 1
            section = sections.at(start)
            if section is None or section.role not in _WORKING or start <= section.start < at or is_field(line):
                continue
            for first, last in clauses(line):
                free = reach[bisect_left(starts, start + last)] <= start + first
                if free and len(line[first:last].strip()) >= _PASSAGE:
                    words, from_ = line[first:last].strip(" -+*;"), start + first
                    yield self._item("passage", f"line:{from_}", words, from_, start + last, section.id, None)


def is_field(line: str) -> bool:
    """Whether a line tells only who, when or what for the task above it."""
    keys = canon(line)
    found = rule_pack().match("fields", "field", keys, len(keys) - len(keys.lstrip(" -+*")))
    return found is not None and ":" in keys[found.end - 1 : found.end + _COLON]


def clauses(text: str) -> list[tuple[int, int]]:
    """Spans ``[start, end)`` of a text: what stands between semicolons and full stops."""
    ends = [*(found.end() for found in _CLAUSE_END.finditer(text)), len(text)]
    return list(zip([0, *ends], ends, strict=False))


def plan_ref(plan: Plan) -> DocumentRef:
    """The document of a plan, in the store or not: its type and symbol, else its title, else its file."""
    about, file = plan.document, plan.source.get("name")
    name = f"{about.type or ''} {about.symbol}".strip() if about.symbol else about.title or file or about.id
    return DocumentRef(about.id, name, about.type, about.symbol, about.title, about.date, about.issuer, file)


class Innermost:
    """The lowest section at an offset; offsets are asked in rising order."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sorted(sections, key=lambda s: (s.start, -s.end))
        self._next = 0
        self._open: list[Section] = []

    def at(self, offset: int) -> Section | None:
        while self._next < len(self._sections) and self._sections[self._next].start <= offset:
            self._open.append(self._sections[self._next])
            self._next += 1
        while self._open and self._open[-1].end <= offset:
            self._open.pop()
        return self._open[-1] if self._open else None
