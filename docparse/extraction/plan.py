"""The whole way from a source to its plan."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from docparse.extraction.drafts import Draft, Share
from docparse.extraction.goals import GoalReader
from docparse.extraction.indicators import find_indicators
from docparse.extraction.references import find_references
from docparse.extraction.sameduty import link_same
from docparse.extraction.sections import Ids, Sections, one_line
from docparse.extraction.tasks import TaskReader
from docparse.folding import bare, canon, spaced
from docparse.identity.agencies import DocumentAgencies, agency_book
from docparse.identity.agency_near import near_agency
from docparse.identity.homes import Home, home_of_document
from docparse.matching.engine import RulePack, using
from docparse.model import Assignment, Document, Goal, Indicator, Place, Plan, Reference, Remark, Source, Task
from docparse.outline.header import read_header
from docparse.outline.items import Outline
from docparse.outline.roles import read_outline

_FIGURE = re.compile(r"\d")


def read_plan(source: Source, pack: RulePack | None = None) -> Plan:
    """What a source says, by contract "docparse/1", read by ``pack`` or the rules in use. Never fails on any text."""
    with using(pack) as in_use:
        in_use.forget()
        return _read(source, in_use)


def _gives_work(document: Document, drafts: list[Draft]) -> bool:
    """Whether items are duties at all: those of a recipe are none, as nobody issued it and it names no doer or time."""
    issued = document.type or document.symbol or document.issuer
    return bool(issued) or any(draft.shares or draft.due for draft in drafts)


def _heads_work(pack: RulePack, keys: str, outline: Outline) -> bool:
    """Whether some heading says what stands below it."""
    headings = (item for item in outline.items if item.is_heading)
    return any(pack.match("outline", "section_role", keys, item.body, item.head_end) for item in headings)


def _read(source: Source, pack: RulePack) -> Plan:
    text, keys = source.text, canon(source.text)
    header = read_header(source, keys)
    names = DocumentAgencies(text, keys)
    outline = read_outline(
        source, header.end, lambda _text, _keys, start, end: names.is_heading(start, end), keys=keys, pack=pack
    )
    year = int(header.document.date[:4]) if header.document.date else None
    references, remarks = find_references(text, keys, header, outline)
    reader = TaskReader(pack, text, keys, outline, year, names, header.document.issuer)
    drafts = reader.read()
    if not _gives_work(header.document, drafts) and not _heads_work(pack, keys, outline):
        drafts = []
    goal_reader = GoalReader(pack, text, keys, outline, names)
    goals = goal_reader.read()
    groups = (*reader.tables.groups.found(), *goal_reader.tables.groups.found())
    sections = Sections(outline, text, spaced(bare(keys)), groups)
    ids = Ids()
    agencies = _AgencyIds(header.document, text)
    tasks = _tasks(drafts, sections, keys, ids, agencies, references)
    return Plan(
        document=header.document,
        sections=sections.all,
        goals=tuple(
            Goal(
                id=ids.make("g", sections.path(g.item, g.start), one_line(sections.plain[g.start : g.end])),
                section=sections.of(g.item, g.start),
                text=one_line(text[g.start : g.end]),
                start=g.start,
                end=g.end,
                indicators=g.indicators,
                milestones=g.milestones,
                paragraph=sections.paragraph(g.item, g.start),
                responsible=_assignments(g.shares, agencies),
            )
            for g in goals
        ),
        tasks=tasks,
        references=references,
        warnings=(*source.warnings, *remarks, *_damaged(agencies, tasks), *pack.remarks(keys)),
        text=text,
        source={"name": source.name, "format": source.format, "sha256": source.sha256},
        places=tuple(_places(source)),
        read_from=source,
    )


def _places(source: Source) -> Iterator[Place]:
    """Every paragraph and every row of a table with where it stands in the file."""
    for block in source.blocks:
        where = block.places or (block.origin,) * len(block.rows)
        rows = [(row[0].start, place) for row, place in zip(block.rows, where, strict=True) if row]
        for start, o in rows or [(block.start, block.origin), *block.turns]:
            yield Place(start, o.page, o.table, o.row, o.paragraph, o.line)


def _tasks(
    drafts: list[Draft],
    sections: Sections,
    keys: str,
    ids: Ids,
    agencies: _AgencyIds,
    references: tuple[Reference, ...],
) -> tuple[Task, ...]:
    words = [one_line(d.words(sections.plain)) for d in drafts]
    names = [ids.make("t", sections.path(d.item, d.start), key) for d, key in zip(drafts, words, strict=True)]
    starts = [r.start for r in references]
    tasks = tuple(
        Task(
            id=name,
            section=sections.of(d.item, d.start),
            text=one_line(d.words(sections.text)),
            start=d.start,
            end=d.end,
            assignments=_assignments(d.shares, agencies),
            due=d.due,
            product=d.product,
            indicators=_targets(sections.text, keys, d),
            references=tuple(
                dict.fromkeys(r.target for r in references[bisect_left(starts, d.start) : bisect_left(starts, d.end)])
            ),
            paragraph=sections.paragraph(d.item, d.start),
            rule=d.rule,
        )
        for d, name in zip(drafts, names, strict=True)
    )
    return link_same(tasks, [sections.outline.items[d.item].role == "appendix" for d in drafts])


def _targets(text: str, keys: str, draft: Draft) -> tuple[Indicator, ...]:
    """The numeric targets inside a task. "các điểm trường có dưới 10 học sinh" only says which: counts below or above
    a bound are left out."""
    if not _FIGURE.search(keys, draft.start, draft.end):
        return ()
    found = find_indicators(text, keys, draft.start, draft.end)
    return tuple(i for i in found if (i.unit or "").startswith("%") or i.comparator not in ("<", "<=", ">"))


def _assignments(shares: Iterable[Share], agencies: _AgencyIds) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(one.name, agencies[one.name], s.role, s.basis, s.rule, one.start, one.end)
        for s in shares
        for one in (s.agency,)
    )


class _AgencyIds(dict[str, str]):
    """Name of an agency to its id in one document."""

    def __init__(self, document: Document, text: str) -> None:
        super().__init__()
        self.document, self.text = document, text
        self.near: dict[str, str] = {}  # names damaged by OCR or typing, and what they were taken for

    @cached_property
    def home(self) -> Home:
        return home_of_document(self.document, self.text)

    def __missing__(self, name: str) -> str:
        near = near_agency(name)
        if near:
            self.near[name] = near.name
        self[name] = found = agency_book().agency_id(near.name if near else name, self.home)
        return found


def _damaged(agencies: _AgencyIds, tasks: tuple[Task, ...]) -> Iterator[Remark]:
    """DP207 for each name that the registry does not have but for a letter or two."""
    places = {(a.start, a.end): a.agency for t in tasks for a in t.assignments if a.agency in agencies.near}
    for (start, end), name in sorted(places.items()):
        text = f"“{name}” không có trong sổ cơ quan, gần giống {agencies.near[name]}: được hiểu là cơ quan ấy"
        yield Remark("DP207", text, start, end)
