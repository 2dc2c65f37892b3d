"""The whole way from a source to its plan."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from docparse.extraction.drafts import Draft
from docparse.extraction.goals import GoalReader
from docparse.extraction.references import find_references
from docparse.extraction.sections import Ids, Sections, one_line
from docparse.extraction.tasks import TaskReader
from docparse.folding import bare, canon, spaced
from docparse.identity.agencies import DocumentAgencies, agency_book
from docparse.matching.engine import RulePack, using
from docparse.model import Assignment, Goal, Place, Plan, Reference, Source, Task
from docparse.outline.header import read_header
from docparse.outline.roles import read_outline

_PAIRS = 500_000  # most pairs that are compared word by word; beyond, only equal words count
_SAME = 88  # least share (of 100) of letters in order that two statements of one duty have in common


def read_plan(source: Source, pack: RulePack | None = None) -> Plan:
    """What a source says, by contract "docparse/1", read by ``pack`` or the rules in use. Never fails on any text."""
    with using(pack) as in_use:
        return _read(source, in_use)


def _read(source: Source, pack: RulePack) -> Plan:
    text, keys = source.text, canon(source.text)
    header = read_header(source, keys)
    names = DocumentAgencies(text, keys)
    outline = read_outline(
        source, header.end, lambda _text, _keys, start, end: names.is_heading(start, end), keys=keys, pack=pack
    )
    sections = Sections(outline, text, spaced(bare(keys)))
    year = int(header.document.date[:4]) if header.document.date else None
    references, remarks = find_references(text, keys, header, outline)
    drafts = TaskReader(pack, text, keys, outline, year, names, header.document.issuer).read()
    goals = GoalReader(pack, text, keys, outline).read()
    ids = Ids()
    return Plan(
        document=header.document,
        sections=sections.all,
        goals=tuple(
            Goal(
                id=ids.make("g", sections.path(g.item), one_line(sections.plain[g.start : g.end])),
                section=sections.of(g.item),
                text=one_line(text[g.start : g.end]),
                start=g.start,
                end=g.end,
                indicators=g.indicators,
                milestones=g.milestones,
                paragraph=sections.paragraph(g.item),
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
    words = [one_line(sections.plain[d.start : d.end]) for d in drafts]
    names = [ids.make("t", sections.path(d.item), key) for d, key in zip(drafts, words, strict=True)]
    same = _same_as(words, names, [sections.outline.items[d.item].role == "appendix" for d in drafts])
    agencies = _AgencyIds(place)
    starts = [r.start for r in references]
    return tuple(
        Task(
            id=name,
            section=sections.of(d.item),
            text=one_line(sections.text[d.start : d.end]),
            start=d.start,
            end=d.end,
            assignments=tuple(
                Assignment(one.name, agencies[one.name], s.role, s.basis, s.rule, one.start, one.end)
                for s in d.shares
                for one in (s.agency,)
            ),
            due=d.due,
            product=d.product,
            same_as=same.get(name),
            references=tuple(
                dict.fromkeys(r.target for r in references[bisect_left(starts, d.start) : bisect_left(starts, d.end)])
            ),
            paragraph=sections.paragraph(d.item),
            rule=d.rule,
        )
        for d, name in zip(drafts, names, strict=True)
    )


class _AgencyIds(dict[str, str]):
    """Name of an agency to its id in a document of one place."""

    def __init__(self, place: str | None) -> None:
        super().__init__()
        self.place = place

    def __missing__(self, name: str) -> str:
        self[name] = found = agency_book().agency_id(name, self.place)
        return found


def _same_as(words: list[str], names: list[str], in_appendix: list[bool]) -> dict[str, str]:
    """The tasks of an appendix that state a duty of the body in (nearly) the same words, with its id."""
    body = [(key, name) for key, name, below in zip(words, names, in_appendix, strict=True) if not below]
    if not body or len(body) == len(words):
        return {}
    from rapidfuzz import fuzz, process  # 20 ms that only plans with an appendix of tasks pay

    keys, exact = [key for key, _ in body], dict(reversed(body))
    small = len(body) * (len(words) - len(body)) <= _PAIRS
    out: dict[str, str] = {}
    for key, name, below in zip(words, names, in_appendix, strict=True):
        if not below:
            continue
        same = exact.get(key)
        if same is None and small:
            near = process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=_SAME)
            same = body[near[2]][1] if near else None
        if same:
            out[name] = same
    return out
