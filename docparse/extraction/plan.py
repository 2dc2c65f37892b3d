"""The whole way from a source to its plan."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter

from docparse.extraction.drafts import Draft
from docparse.extraction.goals import GoalReader
from docparse.extraction.references import find_references
from docparse.extraction.tasks import TaskReader
from docparse.folding import canon, fold_key
from docparse.identity.agencies import DocumentAgencies, agency_book
from docparse.matching.engine import RulePack, rule_pack
from docparse.model import Assignment, Goal, Plan, Reference, Section, Source, Task
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
                id=ids.make("g", sections.path(g.item), fold_key(text[g.start : g.end])),
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
        tasks=_tasks(drafts, text, sections, ids, header.document.place, references),
        references=references,
        warnings=(*source.warnings, *remarks, *pack.remarks(keys)),
        text=text,
        source={"name": source.name, "format": source.format, "sha256": source.sha256},
    )


def _clean(words: str) -> str:
    return " ".join(words.split())


def _tasks(
    drafts: list[Draft],
    text: str,
    sections: _Sections,
    ids: _Ids,
    place: str | None,
    references: tuple[Reference, ...],
) -> tuple[Task, ...]:
    """The tasks of the drafts; a row or item of an appendix points to the duty of the body that it repeats."""
    book = agency_book()
    starts, targets = [r.start for r in references], [r.target for r in references]
    agency_ids = {name: book.agency_id(name, place) for name in {s.agency.name for d in drafts for s in d.shares}}
    keys = [fold_key(text[d.start : d.end]) for d in drafts]
    names = [ids.make("t", sections.path(d.item), key) for d, key in zip(drafts, keys, strict=True)]
    below = [sections.outline.items[d.item].role == "appendix" for d in drafts]
    same = _same_as(keys, names, below)
    return tuple(
        Task(
            id=name,
            section=sections.of(draft.item),
            text=_clean(text[draft.start : draft.end]),
            start=draft.start,
            end=draft.end,
            assignments=tuple(
                Assignment(
                    agency=s.agency.name,
                    agency_id=agency_ids[s.agency.name],
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
            references=tuple(dict.fromkeys(targets[bisect_left(starts, draft.start) : bisect_left(starts, draft.end)])),
            paragraph=sections.paragraph(draft.item),
            rule=draft.rule,
            same_as=same.get(name),
        )
        for draft, name in zip(drafts, names, strict=True)
    )


def _same_as(keys: list[str], names: list[str], below: list[bool]) -> dict[str, str]:
    """Ids of duties in an appendix (``below``) to the id of the body's duty in (nearly) the same words."""
    body = [(key, name) for key, name, low in zip(keys, names, below, strict=True) if not low]
    if not body or len(body) == len(keys):
        return {}
    from rapidfuzz import fuzz, process  # 20 ms that only plans with an appendix of tasks pay

    choices, exact = [key for key, _ in body], dict(reversed(body))
    small = len(body) * (len(keys) - len(body)) <= _PAIRS
    out: dict[str, str] = {}
    for key, name in ((k, n) for k, n, low in zip(keys, names, below, strict=True) if low):
        same = exact.get(key)
        if same is None and small:
            near = process.extractOne(key, choices, scorer=fuzz.ratio, score_cutoff=_SAME)
            same = body[near[2]][1] if near else None
        if same:
            out[name] = same
    return out


class _Ids:
    """Ids from the place in the outline and a fingerprint of the folded words; a repeated one gets a count."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def make(self, kind: str, path: str, key: str) -> str:
        mark = hashlib.sha256(key.encode()).hexdigest()[:8]
        name = f"{kind}:{path or '0'}:{mark}"
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}.{self.seen[name]}"


class _Sections:
    """The labelled and headed items as sections, with one for what stands before them and behind."""

    def __init__(self, outline: Outline, text: str, start: int) -> None:
        self.outline, self.text = outline, text
        self.ids = _Ids()
        self.by_item: dict[int, str] = {}
        self.labels: list[tuple[str, ...]] = []  # by item, from the top
        for item in outline.items:
            above = self.labels[item.parent] if item.parent is not None else ()
            labelled = item.label and item.kind not in BULLETS
            self.labels.append((*above, item.label.strip(" .:)")) if item.label and labelled else above)
        self.all = self._build(start)
        self.sections = self._spread()
        self.paragraphs = self._count_paragraphs()

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
            name = self.ids.make("s", self.path(item.index), fold_key(heading or (label or "")))
            self.by_item[item.index] = name
            found.append(Section(name, parent, label, heading, item.role, item.start, item.last))
        closing = [i for i in loose if i.role == "closing" and i.start >= head_end]
        if closing:
            found.append(
                Section("s:closing", None, None, "", "closing", closing[0].start, max(i.last for i in closing))
            )
            self.by_item.update({i.index: "s:closing" for i in closing})
        return tuple(found)

    def _spread(self) -> list[str]:
        """The section of every item: its own or that of the nearest item above."""
        out: list[str] = []
        for item in self.outline.items:
            above = out[item.parent] if item.parent is not None else "s:0"
            out.append(self.by_item.get(item.index, above))
        return out

    def _count_paragraphs(self) -> dict[int, int]:
        counts: Counter[str] = Counter()
        paragraphs: dict[int, int] = {}
        for item in self.outline.items:
            if item.kind == "footnote" or (item.is_all_heading and item.index in self.by_item):
                continue
            section = self.of(item.index)
            counts[section] += 1
            paragraphs[item.index] = counts[section]
        return paragraphs

    def of(self, index: int) -> str:
        """The id of the section that an item is or stands in."""
        return self.sections[index]

    def path(self, index: int) -> str:
        """Labels from the top, "V.1"."""
        return ".".join(self.labels[index])

    def paragraph(self, index: int) -> int:
        """The item's paragraph within its section, from 1."""
        return self.paragraphs.get(index, 1)
