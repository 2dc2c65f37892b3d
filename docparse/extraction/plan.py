"""The whole way from a source to its plan."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from docparse.extraction.drafts import Draft
from docparse.extraction.goals import GoalReader
from docparse.extraction.references import find_references
from docparse.extraction.tasks import TaskReader
from docparse.folding import canon, fold_key
from docparse.identity.agencies import DocumentAgencies, agency_book
from docparse.matching.engine import RulePack, rule_pack
from docparse.model import Assignment, Goal, Place, Plan, Reference, Section, Source, Task
from docparse.outline.header import read_header
from docparse.outline.items import BULLETS, Item, Outline
from docparse.outline.roles import read_outline

_PAIRS = 500_000  # most pairs that are compared word by word; beyond, only equal words count
_SAME = 88  # least share (of 100) of letters in order that two statements of one duty have in common
_UNLABELLED_SECTIONS = frozenset({"title", "caption", "appendix"})


def read_plan(source: Source, pack: RulePack | None = None) -> Plan:
    """What a source says, by contract "docparse/1". Never fails on any text."""
    pack = pack or rule_pack()
    text, keys = source.text, canon(source.text)
    header = read_header(source, keys)
    names = DocumentAgencies(text, keys)
    outline = read_outline(
        source, header.end, lambda _text, _keys, start, end: names.is_heading(start, end), keys=keys, pack=pack
    )
    sections = _Sections(outline, text, header.end)
    year = int(header.document.date[:4]) if header.document.date else None
    references, remarks = find_references(text, keys, header, outline)
    drafts = TaskReader(pack, text, keys, outline, year, names, header.document.issuer).read()
    goals = GoalReader(pack, text, keys, outline).read()
    ids = _Ids()
    return Plan(
        document=header.document,
        sections=sections.all,
        goals=tuple(
            Goal(
                id=ids.make("g", sections.path(g.item), text[g.start : g.end]),
                section=sections.of(g.item),
                text=_clean(text[g.start : g.end]),
                start=g.start,
                end=g.end,
                indicators=g.indicators,
                milestones=g.milestones,
                paragraph=sections.paragraph(g.item),
            )
            for g in goals
        ),
        tasks=_same_as(
            tuple(_task(d, text, sections, ids, header.document.place, references) for d in drafts), outline, drafts
        ),
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


def _start(reference: Reference) -> int:
    return reference.start


def _clean(words: str) -> str:
    return " ".join(words.split())


def _task(
    draft: Draft, text: str, sections: _Sections, ids: _Ids, place: str | None, references: tuple[Reference, ...]
) -> Task:
    book = agency_book()
    words = text[draft.start : draft.end]
    first = bisect_left(references, draft.start, key=_start)
    cited = dict.fromkeys(r.target for r in references[first : bisect_left(references, draft.end, key=_start)])
    return Task(
        id=ids.make("t", sections.path(draft.item), words),
        section=sections.of(draft.item),
        text=_clean(words),
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
        paragraph=sections.paragraph(draft.item),
        rule=draft.rule,
    )


def _same_as(tasks: tuple[Task, ...], outline: Outline, drafts: list[Draft]) -> tuple[Task, ...]:
    """A row or item of an appendix that states a duty of the body in (nearly) the same words points to it."""
    in_appendix = [outline.items[d.item].role == "appendix" for d in drafts]
    body = [(fold_key(t.text), t.id) for t, below in zip(tasks, in_appendix, strict=True) if not below]
    if not body or len(body) == len(tasks):
        return tasks
    from rapidfuzz import fuzz, process  # 20 ms that only plans with an appendix of tasks pay

    keys, exact = [key for key, _ in body], dict(reversed(body))
    small = len(body) * (len(tasks) - len(body)) <= _PAIRS
    out = []
    for task, below in zip(tasks, in_appendix, strict=True):
        same = exact.get(fold_key(task.text)) if below else None
        if below and same is None and small:
            near = process.extractOne(fold_key(task.text), keys, scorer=fuzz.ratio, score_cutoff=_SAME)
            same = body[near[2]][1] if near else None
        out.append(replace(task, same_as=same) if same else task)
    return tuple(out)


class _Ids:
    """Ids from the place in the outline and a fingerprint of the words; a repeated one gets a count."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def make(self, kind: str, path: str, words: str) -> str:
        mark = hashlib.sha256(fold_key(words).encode()).hexdigest()[:8]
        name = f"{kind}:{path or '0'}:{mark}"
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}.{self.seen[name]}"


class _Sections:
    """The labelled and headed items as sections, with one for what stands before them and behind."""

    def __init__(self, outline: Outline, text: str, start: int) -> None:
        self.outline, self.text = outline, text
        self.ids = _Ids()
        self.by_item: dict[int, str] = {}
        self.paragraphs: dict[int, int] = {}
        self.all = self._build(start)

    def _is_section(self, item: Item) -> bool:
        if item.kind in _UNLABELLED_SECTIONS:
            return True
        return item.label is not None and item.kind not in BULLETS

    def _build(self, start: int) -> tuple[Section, ...]:
        found: list[Section] = []
        loose: list[Item] = [i for i in self.outline.top() if not self._is_section(i)]
        first = next((i for i in self.outline.items if self._is_section(i)), None)
        head_end = min([first.start if first else len(self.text), *(i.start for i in loose if i.role == "closing")])
        if head_end > 0:
            found.append(Section("s:0", None, None, "", "preamble", 0, head_end))
        for item in self.outline.items:
            if not self._is_section(item):
                continue
            heading = _clean(self.text[item.body : item.head_end]) if item.is_heading else ""
            if item.kind in _UNLABELLED_SECTIONS:
                heading = _clean(self.text[item.start : item.end])
            parent = next((self.by_item[a.index] for a in self.outline.above(item) if a.index in self.by_item), None)
            label = item.label.strip(" .:)") if item.label else None
            name = self.ids.make("s", self.path(item.index), heading or (label or ""))
            self.by_item[item.index] = name
            found.append(Section(name, parent, label, heading, item.role, item.start, item.last))
        closing = [i for i in loose if i.role == "closing" and i.start >= head_end]
        if closing:
            found.append(
                Section("s:closing", None, None, "", "closing", closing[0].start, max(i.last for i in closing))
            )
            self.by_item.update({i.index: "s:closing" for i in closing})
        self._count_paragraphs()
        return tuple(found)

    def _count_paragraphs(self) -> None:
        counts: Counter[str | None] = Counter()
        for item in self.outline.items:
            if item.kind == "footnote" or (item.is_all_heading and item.index in self.by_item):
                continue
            section = self.of(item.index)
            counts[section] += 1
            self.paragraphs[item.index] = counts[section]

    def of(self, index: int) -> str | None:
        """The id of the section that an item is or stands in."""
        if index in self.by_item:
            return self.by_item[index]
        item = self.outline.items[index]
        return next((self.by_item[a.index] for a in self.outline.above(item) if a.index in self.by_item), "s:0")

    def path(self, index: int) -> str:
        """Labels from the top, "V.1"."""
        item = self.outline.items[index]
        labels = [
            i.label for i in (*reversed(list(self.outline.above(item))), item) if i.label and i.kind not in BULLETS
        ]
        return ".".join(label.strip(" .:)") for label in labels)

    def paragraph(self, index: int) -> int:
        """The item's paragraph within its section, from 1."""
        return self.paragraphs.get(index, 1)
