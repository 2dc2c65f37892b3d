"""The whole way from a source to its plan."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from docparse.extraction.drafts import Draft, Share
from docparse.extraction.goals import GoalReader
from docparse.extraction.references import find_references
from docparse.extraction.sameduty import link_same
from docparse.extraction.sections import Ids, Sections, one_line
from docparse.extraction.tasks import TaskReader
from docparse.folding import bare, canon, spaced
from docparse.identity.agencies import DocumentAgencies, agency_book
from docparse.matching.engine import RulePack, using
from docparse.model import Assignment, Document, Goal, Place, Plan, Reference, Source, Task
from docparse.outline.header import read_header
from docparse.outline.items import Outline
from docparse.outline.roles import read_outline


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
    ids, agencies = Ids(), _AgencyIds(header.document.place)
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
        tasks=_tasks(drafts, sections, ids, header.document.place, references),
        references=references,
        warnings=(*source.warnings, *remarks, *pack.remarks(keys)),
        text=text,
        source={"name": source.name, "format": source.format, "sha256": source.sha256},
        places=tuple(_places(source)),
    )


def _places(source: Source) -> Iterator[Place]:
    """Every paragraph and every row of a table with where it stands in the file."""
    for block in source.blocks:
        where = block.places or (block.origin,) * len(block.rows)
        rows = [(row[0].start, place) for row, place in zip(block.rows, where, strict=True) if row]
        for start, o in rows or [(block.start, block.origin), *block.turns]:
            yield Place(start, o.page, o.table, o.row, o.paragraph, o.line)


def _tasks(
    drafts: list[Draft], sections: Sections, ids: Ids, place: str | None, references: tuple[Reference, ...]
) -> tuple[Task, ...]:
    words = [one_line(d.words(sections.plain)) for d in drafts]
    names = [ids.make("t", sections.path(d.item, d.start), key) for d, key in zip(drafts, words, strict=True)]
    agencies = _AgencyIds(place)
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
            references=tuple(
                dict.fromkeys(r.target for r in references[bisect_left(starts, d.start) : bisect_left(starts, d.end)])
            ),
            paragraph=sections.paragraph(d.item, d.start),
            rule=d.rule,
        )
        for d, name in zip(drafts, names, strict=True)
    )
    return link_same(tasks, [sections.outline.items[d.item].role == "appendix" for d in drafts])


def _assignments(shares: Iterable[Share], agencies: _AgencyIds) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(one.name, agencies[one.name], s.role, s.basis, s.rule, one.start, one.end)
        for s in shares
        for one in (s.agency,)
    )


class _AgencyIds(dict[str, str]):
    """Name of an agency to its id in a document of one place."""

    def __init__(self, place: str | None) -> None:
        super().__init__()
        self.place = place

    def __missing__(self, name: str) -> str:
        self[name] = found = agency_book().agency_id(name, self.place)
        return found
