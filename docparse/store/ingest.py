"""A plan becomes rows, written table by table. Everything here runs inside one transaction of the caller.

What it costs does not grow with the store: names, titles and ids are merged into what is there already.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from docparse.folding import fold_key
from docparse.identity.homes import home_of_document
from docparse.identity.joining import AMBIGUOUS
from docparse.model import Assignment, Due, Indicator, Known, Plan, Reference
from docparse.store.agencies import AgencyBook
from docparse.store.connection import Connection
from docparse.store.finding import symbol_key
from docparse.store.joining import Told
from docparse.store.merging import FIELDS, Agencies, Directives
from docparse.store.passages import GOAL, PARAGRAPH, TASK, Index, Part, headings
from docparse.store.paths import label_paths, path_key
from docparse.store.spans import Spans

_NUMBER = re.compile(r"\d+")
_LINE = re.compile(r"[^\n]*\w[^\n]*")

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DUE = tuple(f.name for f in fields(Due))
_INDICATOR = tuple(f.name for f in fields(Indicator) if f.name not in ("start", "end"))

Rows = list[dict[str, Any]]


def header(plan: Plan) -> dict[str, Any]:
    """The columns of ``documents`` that the header gives."""
    document = plan.document
    key = symbol_key(document.symbol) if document.symbol else None
    number = _NUMBER.match(key) if key else None
    return {
        **{name: getattr(document, name) for name in (*FIELDS, "id", "place", "secrecy", "urgency")},
        "signer": document.signer.name if document.signer else None,
        "signer_position": document.signer.position if document.signer else None,
        "recipients": json.dumps(document.recipients, ensure_ascii=False),
        "symbol_key": key,
        "number": number[0] if number else None,
        "place_key": fold_key(document.place) if document.place else None,
        "goals": len(plan.goals),
        "tasks": len(plan.tasks),
        "mentions": len(plan.references),
    }


@dataclass(slots=True)
class Writer:
    """Writes one document's rows; ``told`` is afterwards what it says of the ids that it gives."""

    db: Connection
    book: AgencyBook
    plan: Plan
    document: int
    told: Told = field(default_factory=Told)
    _sections: dict[str, int] = field(default_factory=dict)
    _above: dict[int | None, str] = field(default_factory=dict)
    _index: Index = field(default_factory=Index)

    def write(self) -> None:
        self.db.run("put_text", document_pk=self.document, text=self.plan.text)
        self._put_sections()
        goals = self._put_goals()
        tasks = self._put_tasks()
        self._put_indicators(goals, tasks)
        self._put_assignments(tasks)
        self._put_mentions(tasks)
        self._put_paragraphs()
        remarks = enumerate(self.plan.warnings)
        self._many("put_remark", [self._span(r, ordinal=n, code=r.code, text=r.text) for n, r in remarks])
        self._many("put_in_index", self._index.rows())

    def _many(self, name: str, rows: Rows) -> None:
        if rows:
            self.db.run_many(name, rows)

    def _span(self, item: Any, **more: Any) -> dict[str, Any]:
        return {"document_pk": self.document, "start_at": item.start, "end_at": item.end, **more}

    def _text(self, item: Any) -> str:
        return self.plan.text[item.start : item.end]

    def _put_sections(self) -> None:
        sections = self.plan.sections
        paths = label_paths(sections)
        pks = self.db.keys("sections", len(sections))
        self._sections = {section.id: pk for section, pk in zip(sections, pks, strict=True)}
        parents = [self._sections.get(section.parent or "") for section in sections]
        parts = [
            Part(pk, parent, s.heading, s.start, s.end) for pk, parent, s in zip(pks, parents, sections, strict=True)
        ]
        self._above = headings(parts)
        self._many(
            "put_section",
            [
                self._span(
                    s, pk=pk, parent_pk=None, ordinal=n, id=s.id, label=s.label, path=paths[s.id],
                    path_key=path_key(paths[s.id]), heading=s.heading, role=s.role,
                )
                for n, (pk, s) in enumerate(zip(pks, sections, strict=True))
            ],
        )  # fmt: skip
        # a parent may stand behind its part
        below = ({"pk": pk, "parent_pk": parent} for pk, parent in zip(pks, parents, strict=True) if parent)
        self._many("set_section_parent", list(below))

    def _put_goals(self) -> Sequence[int]:
        pks = self.db.keys("goals", len(self.plan.goals))
        rows, milestones = [], []
        for ordinal, (pk, goal) in enumerate(zip(pks, self.plan.goals, strict=True)):
            section = self._sections.get(goal.section or "")
            more = {"id": goal.id, "text": goal.text, "paragraph": goal.paragraph, "ordinal": ordinal}
            rows.append(self._span(goal, pk=pk, section_pk=section, **more))
            for place, one in enumerate(goal.milestones):
                milestones.append({"goal_pk": pk, "ordinal": place, "text": one.text, "due": one.due})
            self._index.add(GOAL, pk, self._text(goal), self._above[section])
        self._many("put_goal", rows)
        self._many("put_milestone", milestones)
        return pks

    def _put_tasks(self) -> Sequence[int]:
        pks = self.db.keys("task_rows", len(self.plan.tasks))
        rows = []
        for ordinal, (pk, task) in enumerate(zip(pks, self.plan.tasks, strict=True)):
            section = self._sections.get(task.section or "")
            passage = self._text(task)
            rows.append(
                self._span(
                    task, pk=pk, section_pk=section, ordinal=ordinal, id=task.id, paragraph=task.paragraph,
                    text=None if task.text == passage else task.text, product=task.product, same_as=task.same_as,
                    rule=task.rule, due=_due(task.due), due_to=task.due.to if task.due else None,
                )
            )  # fmt: skip
            stated = (a.agency for a in task.assignments if a.basis != "default")
            self._index.add(TASK, pk, passage, self._above[section], stated)
        self._many("put_task", rows)
        return pks

    def _put_indicators(self, goals: Sequence[int], tasks: Sequence[int]) -> None:
        rows: Rows = []
        for pk, goal in zip(goals, self.plan.goals, strict=True):
            rows += self._indicators(goal.indicators, goal_pk=pk, task_pk=None)
        for pk, task in zip(tasks, self.plan.tasks, strict=True):
            rows += self._indicators(task.indicators, goal_pk=None, task_pk=pk)
        self._many("put_indicator", rows)

    def _indicators(self, indicators: Sequence[Indicator], **owner: int | None) -> Iterator[dict[str, Any]]:
        for ordinal, indicator in enumerate(indicators):
            values = {name: getattr(indicator, name) for name in _INDICATOR}
            yield self._span(indicator, **values, **owner, ordinal=ordinal)

    def _put_assignments(self, tasks: Sequence[int]) -> None:
        said = Counter[tuple[str, str]]()
        found: list[tuple[int, Assignment, tuple[str, str]]] = []
        ids: dict[tuple[str | None, str], str] = {}
        for pk, task in zip(tasks, self.plan.tasks, strict=True):
            for one in task.assignments:
                asked = one.agency_id, one.agency
                if asked not in ids:
                    ids[asked] = one.agency_id or self._agency_id(one.agency)
                name = ids[asked], one.agency
                said[name] += 1
                found.append((pk, one, name))
        keys = Agencies(self.db, self.book).add(said)
        self._many(
            "put_assignment",
            [
                {
                    "task_pk": pk, "agency_pk": keys[name][0], "name_pk": keys[name][1], "role": one.role,
                    "basis": one.basis, "rule": one.rule, "start_at": one.start, "end_at": one.end,
                }
                for pk, one, name in found
            ],
        )  # fmt: skip

    def _agency_id(self, name: str) -> str:
        """Without an identity a name means nothing outside its place."""
        return self.book.agency_id(name, home_of_document(self.plan.document, self.plan.text))

    def _put_mentions(self, tasks: Sequence[int]) -> None:
        own, references = self.plan.document.id, self.plan.references
        named = [(pk, list(dict.fromkeys(t.references))) for pk, t in zip(tasks, self.plan.tasks, strict=True)]
        targets = [target for _, ids in named for target in ids]
        ids = dict.fromkeys([own, *(r.of for r in references if r.of), *(r.target for r in references), *targets])
        directives = Directives(self.db)
        at = directives.of(list(ids))
        sections = Spans([(s.start, s.end, self._sections[s.id]) for s in self.plan.sections])
        spans = Spans([(t.start, t.end, pk) for t, pk in zip(self.plan.tasks, tasks, strict=True)])
        rows, said = [], []
        for ordinal, (pk, one) in enumerate(zip(self.db.keys("mentions", len(references)), references, strict=True)):
            printed = _printed(one)
            directives.merge(at[one.target], printed)
            rows.append(
                self._span(
                    one, pk=pk, **printed, source_pk=at[one.of or own], target_pk=at[one.target], ordinal=ordinal,
                    section_pk=sections.innermost(one.start, one.end), task_pk=spans.innermost(one.start, one.end),
                    relation=one.relation, provenance="văn bản", text=one.text, rule=one.rule,
                )
            )  # fmt: skip
            left = json.dumps(one.candidates) if one.target.startswith(AMBIGUOUS) else None
            said.append({"mention_pk": pk, "source_id": one.of or own, "target_id": one.target, "candidates": left})
            self.told.say(one.target, one.title, left, self.plan.document.date)
        directives.write()
        self._many("put_mention", rows)
        self._many("put_mention_ids", said)
        places = [(pk, n, target) for pk, ids in named for n, target in enumerate(ids)]
        self._many("put_task_directive", [{"task_pk": p, "ordinal": n, "directive_pk": at[t]} for p, n, t in places])
        self._many("put_task_id", [{"task_pk": p, "ordinal": n, "target_id": t} for p, n, t in places])
        self.told.directives.update(at)

    def _put_paragraphs(self) -> None:
        """Lines that hold neither a task nor a goal can be found too."""
        sections = Spans([(s.start, s.end, self._sections[s.id]) for s in self.plan.sections])
        lines = list(lines_apart(self.plan))
        rows = []
        for pk, (start, end) in zip(self.db.keys("paragraphs", len(lines)), lines, strict=True):
            rows.append({"pk": pk, "document_pk": self.document, "start_at": start, "end_at": end})
            self._index.add(PARAGRAPH, pk, self.plan.text[start:end], self._above[sections.innermost(start, end)])
        self._many("put_paragraph", rows)


def lines_apart(plan: Plan) -> Iterator[tuple[int, int]]:
    """The lines with words that hold neither a task nor a goal."""
    taken = Spans([(i.start, i.end, 0) for items in (plan.tasks, plan.goals) for i in items])
    return (m.span() for m in _LINE.finditer(plan.text) if not taken.touches(*m.span()))


def _due(due: Due | None) -> str | None:
    if due is None:
        return None
    return _JSON.encode({name: value for name in _DUE if (value := getattr(due, name)) is not None})


def _printed(reference: Reference) -> dict[str, Any]:
    known = reference.known or Known()
    return {name: getattr(reference, name) for name in FIELDS} | {
        f"known_{name}": getattr(known, name) for name in FIELDS[1:]
    }
