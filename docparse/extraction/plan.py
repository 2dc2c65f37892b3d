"""The whole way from a source to its plan."""

from __future__ import annotations

from bisect import bisect_left

from docparse.extraction.drafts import Draft
from docparse.extraction.goals import GoalReader
from docparse.extraction.references import find_references
from docparse.extraction.sameduty import link_same
from docparse.extraction.sections import Ids, Sections, clean
from docparse.extraction.tasks import TaskReader
from docparse.folding import canon
from docparse.identity.agencies import DocumentAgencies, agency_book
from docparse.matching.engine import RulePack, rule_pack
from docparse.model import Assignment, Goal, Plan, Reference, Source, Task
from docparse.outline.header import read_header
from docparse.outline.roles import read_outline


def read_plan(source: Source, pack: RulePack | None = None) -> Plan:
    """What a source says, by contract "docparse/1". Never fails on any text."""
    pack = pack or rule_pack()
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
    goal_reader = GoalReader(pack, text, keys, outline)
    goals = goal_reader.read()
    groups = (*reader.tables.groups.found(), *goal_reader.tables.groups.found())
    sections = Sections(outline, text, header.end, groups)
    ids = Ids()
    return Plan(
        document=header.document,
        sections=sections.all,
        goals=tuple(
            Goal(
                id=ids.make("g", sections.path(g.item, g.start), text[g.start : g.end]),
                section=sections.of(g.item, g.start),
                text=clean(text[g.start : g.end]),
                start=g.start,
                end=g.end,
                indicators=g.indicators,
                milestones=g.milestones,
                paragraph=sections.paragraph(g.item, g.start),
            )
            for g in goals
        ),
        tasks=link_same(
            tuple(_task(d, text, sections, ids, header.document.place, references) for d in drafts),
            [outline.items[d.item].role == "appendix" for d in drafts],
        ),
        references=references,
        warnings=(*source.warnings, *remarks, *pack.remarks(keys)),
        text=text,
        source={"name": source.name, "format": source.format, "sha256": source.sha256},
    )


def _start(reference: Reference) -> int:
    return reference.start


def _task(
    draft: Draft, text: str, sections: Sections, ids: Ids, place: str | None, references: tuple[Reference, ...]
) -> Task:
    book = agency_book()
    words = text[draft.start : draft.end]
    first = bisect_left(references, draft.start, key=_start)
    cited = dict.fromkeys(r.target for r in references[first : bisect_left(references, draft.end, key=_start)])
    return Task(
        id=ids.make("t", sections.path(draft.item, draft.start), words),
        section=sections.of(draft.item, draft.start),
        text=clean(words),
        start=draft.start,
        end=draft.end,
        assignments=tuple(
            Assignment(
                agency=s.agency.name,
                agency_id=book.agency_id(s.agency.name, place),
                role=s.role,
                basis=s.basis,
                rule=s.rule,
                start=s.agency.start,
                end=s.agency.end,
            )
            for s in draft.shares
        ),
        due=draft.due,
        product=draft.product,
        references=tuple(cited),
        paragraph=sections.paragraph(draft.item, draft.start),
        rule=draft.rule,
    )
