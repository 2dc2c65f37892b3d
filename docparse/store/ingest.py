"""A plan becomes rows. Everything here runs inside one transaction of the caller."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from docparse.folding import fold
from docparse.identity.homes import Home, home_of_document
from docparse.identity.joining import AMBIGUOUS
from docparse.model import Assignment, Due, Goal, Indicator, Known, Plan, Reference, Task
from docparse.store.agencies import AgencyBook
from docparse.store.connection import Connection
from docparse.store.corrections import PERSON
from docparse.store.finding import symbol_key
from docparse.store.joining import ids_not_joined, ids_of, join_ids
from docparse.store.paths import label_paths, path_key
from docparse.store.spans import Spans, weight

_NUMBER = re.compile(r"\d+")
_FIELDS = ("type", "symbol", "title", "date", "issuer")
_PROVENANCE = {"default": "suy ra", "confirmed": PERSON, "corrected": PERSON}
_CLEARED = ("passages", "mentions", "assignments", "indicators", "tasks", "goals", "sections", "remarks")


def header(plan: Plan) -> dict[str, Any]:
    """The columns of ``documents`` that the header gives."""
    document = plan.document
    key = symbol_key(document.symbol) if document.symbol else None
    number = _NUMBER.match(key) if key else None
    return {
        **{name: getattr(document, name) for name in (*_FIELDS, "id", "place", "secrecy", "urgency")},
        "signer": document.signer.name if document.signer else None,
        "signer_position": document.signer.position if document.signer else None,
        "recipients": json.dumps(document.recipients, ensure_ascii=False),
        "symbol_key": key,
        "number": number[0] if number else None,
        "goals": len(plan.goals),
        "tasks": len(plan.tasks),
        "mentions": len(plan.references),
    }


def pack(plan: Plan) -> bytes:
    return zlib.compress(json.dumps(plan.to_dict(), ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(blob: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(blob))
    return found


@dataclass(frozen=True, slots=True)
class Cleared:
    """What the rows of a document spoke of: keys of directives and agencies, and the ids that it gave."""

    directives: frozenset[int] = frozenset()
    agencies: frozenset[int] = frozenset()
    ids: frozenset[str] = frozenset()


def clear(db: Connection, document: int) -> Cleared:
    """Take out all rows of a document."""
    ids = frozenset(ids_of(db, document))
    directives = [row["pk"] for row in db.rows("touched_directives", document=document)]
    agencies = [row["pk"] for row in db.rows("touched_agencies", document=document)]
    for table in _CLEARED:
        db.run(f"clear_{table}", document=document)
    return Cleared(frozenset(directives), frozenset(agencies), ids)


def settle(db: Connection, book: AgencyBook, before: Cleared, ids: Iterable[str] = ()) -> None:
    """Join the ids of directives, drop what nothing speaks of any more and merge the rest anew.

    So the order of adding never shows. ``before`` is what the document spoke of, ``ids`` what it gives now.
    """
    touched = {*before.ids, *ids, *ids_not_joined(db)}
    for pk in sorted(before.directives | join_ids(db, touched)):
        db.run("drop_directive_if_unused", pk=pk)
        merged: dict[str, Any] = dict.fromkeys([*_FIELDS, *(f"known_{name}" for name in _FIELDS[1:])])
        for row in db.rows("mentions_of_directive", pk=pk):
            _merge(merged, {name: row[name] for name in merged})
        _set_directive(db, pk, merged)
    for pk in sorted(before.agencies):
        db.run("drop_agency_if_unused", pk=pk)
        db.run("clear_agency_names", pk=pk)
        names = [row["name"] for row in db.rows("names_of_agency", pk=pk)]
        for name in names:
            db.run("put_agency_name", agency_pk=pk, name=name, key=book.key(name))
        if names:
            _set_agency(db, book, pk, max(names, key=weight))


@dataclass(slots=True)
class Writer:
    """Writes one document's rows."""

    db: Connection
    book: AgencyBook
    plan: Plan
    document: int
    sections: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    tasks: list[int] = field(default_factory=list)
    directives: dict[str, int] = field(default_factory=dict)
    agencies: dict[tuple[str | None, str], int] = field(default_factory=dict)

    def write(self) -> None:
        self.db.run("put_text", document_pk=self.document, text=self.plan.text)
        self._sections()
        for ordinal, goal in enumerate(self.plan.goals):
            self._goal(ordinal, goal)
        for ordinal, task in enumerate(self.plan.tasks):
            self._task(ordinal, task)
        self._mentions()
        self._paragraphs()
        for ordinal, remark in enumerate(self.plan.warnings):
            self.db.run("put_remark", **self._span(remark), ordinal=ordinal, code=remark.code, text=remark.text)

    def _span(self, item: Any) -> dict[str, int]:
        return {"document_pk": self.document, "start_at": item.start, "end_at": item.end}

    def _sections(self) -> None:
        paths = label_paths(self.plan.sections)
        for ordinal, section in enumerate(self.plan.sections):
            path = paths[section.id]
            names = {name: getattr(section, name) for name in ("id", "label", "heading", "role")}
            self.sections[section.id] = self.db.run(
                "put_section", **self._span(section), **names, ordinal=ordinal, path=path, path_key=path_key(path)
            )
        for section in self.plan.sections:
            above = self.headings.get(section.parent or "", "")
            self.headings[section.id] = f"{above} {fold(section.heading)}".strip()
            if section.parent in self.sections:
                self.db.run("set_section_parent", pk=self.sections[section.id], parent_pk=self.sections[section.parent])

    def _goal(self, ordinal: int, goal: Goal) -> None:
        names = {name: getattr(goal, name) for name in ("id", "text", "paragraph")}
        section = self.sections.get(goal.section or "")
        pk = self.db.run("put_goal", **self._span(goal), **names, section_pk=section, ordinal=ordinal)
        for place, milestone in enumerate(goal.milestones):
            self.db.run("put_milestone", goal_pk=pk, ordinal=place, text=milestone.text, due=milestone.due)
        self._indicators(goal.indicators, goal_pk=pk)
        self._passage("goal", pk, goal.section, goal.start, goal.end, "")

    def _task(self, ordinal: int, task: Task) -> None:
        names = {name: getattr(task, name) for name in ("id", "text", "paragraph", "product", "same_as", "rule")}
        pk = self.db.run(
            "put_task",
            **self._span(task),
            **names,
            section_pk=self.sections.get(task.section or ""),
            ordinal=ordinal,
            due=_due(task.due),
            due_to=task.due.to if task.due else None,
        )
        self.tasks.append(pk)
        for assignment in task.assignments:
            self._assignment(pk, assignment)
        for place, target in enumerate(dict.fromkeys(task.references)):
            self.db.run("put_task_directive", task_pk=pk, ordinal=place, directive_pk=self._directive(target))
            self.db.run("put_task_id", task_pk=pk, ordinal=place, target_id=target)
        self._indicators(task.indicators, task_pk=pk)
        stated = [a.agency for a in task.assignments if a.basis != "default"]
        self._passage("task", pk, task.section, task.start, task.end, " ".join(map(fold, stated)))

    def _indicators(
        self, indicators: Sequence[Indicator], *, goal_pk: int | None = None, task_pk: int | None = None
    ) -> None:
        for ordinal, indicator in enumerate(indicators):
            values = asdict(indicator)
            values |= {"start_at": values.pop("start"), "end_at": values.pop("end"), "document_pk": self.document}
            self.db.run("put_indicator", **values, goal_pk=goal_pk, task_pk=task_pk, ordinal=ordinal)

    def _assignment(self, task: int, assignment: Assignment) -> None:
        names = {name: getattr(assignment, name) for name in ("agency", "role", "basis", "rule")}
        self.db.run(
            "put_assignment",
            **self._span(assignment),
            **names,
            task_pk=task,
            agency_pk=self._agency(assignment),
            provenance=_PROVENANCE.get(assignment.basis, "văn bản"),
        )

    def _home(self) -> Home:
        return home_of_document(self.plan.document, self.plan.text)

    def _agency(self, assignment: Assignment) -> int:
        wanted = (assignment.agency_id, assignment.agency)
        if wanted in self.agencies:
            return self.agencies[wanted]
        key = self.book.key(assignment.agency)
        # without an identity a name means nothing outside its place
        own_id = assignment.agency_id or self.book.agency_id(assignment.agency, self._home())
        collective = int(own_id.startswith("group:") or self.book.is_group(assignment.agency))
        self.db.run("put_agency", id=own_id, key=key, name=assignment.agency, collective=collective)
        row = self.db.row("agency_by_id", id=own_id)
        assert row is not None
        self.db.run("put_agency_name", agency_pk=row["pk"], name=assignment.agency, key=key)
        if weight(assignment.agency) > weight(row["name"]):
            _set_agency(self.db, self.book, row["pk"], assignment.agency)
        self.agencies[wanted] = row["pk"]
        return int(row["pk"])

    def _directive(self, target: str) -> int:
        if target not in self.directives:
            self.directives[target] = put_directive(self.db, target)
        return self.directives[target]

    def _mentions(self) -> None:
        sections = Spans([(s.start, s.end, self.sections[s.id]) for s in self.plan.sections])
        tasks = Spans([(t.start, t.end, pk) for t, pk in zip(self.plan.tasks, self.tasks, strict=True)])
        merged: dict[str, dict[str, Any]] = {}
        for ordinal, reference in enumerate(self.plan.references):
            printed = _printed(reference)
            _merge(merged.setdefault(reference.target, {}), printed)
            source = reference.of or self.plan.document.id
            mention = self.db.run(
                "put_mention",
                **self._span(reference),
                **printed,
                source_pk=self._directive(source),
                target_pk=self._directive(reference.target),
                section_pk=sections.innermost(reference.start, reference.end),
                task_pk=tasks.innermost(reference.start, reference.end),
                ordinal=ordinal,
                relation=reference.relation,
                provenance="văn bản",
                text=reference.text,
                rule=reference.rule,
            )
            left = json.dumps(reference.candidates) if reference.target.startswith(AMBIGUOUS) else None
            self.db.run(
                "put_mention_ids", mention_pk=mention, source_id=source, target_id=reference.target, candidates=left
            )
        for target, values in merged.items():
            row = self.db.row("directive_by_id", id=target)
            assert row is not None
            before = {name: row[name] for name in values}
            _merge(values, before)
            if values != before:
                _set_directive(self.db, row["pk"], values)

    def _passage(self, kind: str, item: int | None, section: str | None, start: int, end: int, names: str) -> None:
        self.db.run(
            "put_passage",
            document_pk=self.document,
            section_pk=self.sections.get(section or ""),
            kind=kind,
            item_pk=item,
            start_at=start,
            end_at=end,
            folded=fold(self.plan.text[start:end]),
            context=f"{self.headings.get(section or '', '')} {names}".strip(),
        )

    def _paragraphs(self) -> None:
        """Lines that hold neither a task nor a goal can be found too."""
        sections = Spans([(s.start, s.end, n) for n, s in enumerate(self.plan.sections)])
        for start, end in lines_apart(self.plan):
            inside = sections.innermost(start, end)
            section = None if inside is None else self.plan.sections[inside].id
            self._passage("paragraph", None, section, start, end, "")


def lines_apart(plan: Plan) -> Iterator[tuple[int, int]]:
    """The lines with words that hold neither a task nor a goal."""
    taken = Spans([(i.start, i.end, 0) for items in (plan.tasks, plan.goals) for i in items])
    for line in re.finditer(r"[^\n]*\w[^\n]*", plan.text):
        if not taken.touches(line.start(), line.end()):
            yield line.span()


def put_directive(db: Connection, target: str) -> int:
    """The key of the directive with this id, made if it is new."""
    db.run("put_directive", id=target)
    row = db.row("directive_by_id", id=target)
    assert row is not None
    return int(row["pk"])


def _due(due: Due | None) -> str | None:
    if due is None:
        return None
    return json.dumps(asdict(due), ensure_ascii=False)


def _printed(reference: Reference) -> dict[str, Any]:
    known = reference.known or Known()
    return {name: getattr(reference, name) for name in _FIELDS} | {
        f"known_{name}": getattr(known, name) for name in _FIELDS[1:]
    }


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    """Keep the longest of each field, whatever the order in which they come."""
    for name, value in values.items():
        into[name] = max(into.get(name), value, key=weight)


def _set_directive(db: Connection, pk: int, values: dict[str, Any]) -> None:
    symbol = values["symbol"] or values["known_symbol"]
    db.run("set_directive", pk=pk, symbol_key=symbol_key(symbol) if symbol else None, **values)


def _set_agency(db: Connection, book: AgencyBook, pk: int, name: str) -> None:
    db.run("set_agency_name", pk=pk, name=name, key=book.key(name), collective=int(book.is_group(name)))
