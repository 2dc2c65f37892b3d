"""A second reading of a plan's text that keeps what the first one forgets: verdicts on clauses and their agencies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from docparse.extraction.actors import Actor, Part
from docparse.extraction.clauses import Span
from docparse.extraction.drafts import Draft
from docparse.extraction.goals import GoalDraft, GoalReader
from docparse.extraction.references import find_references
from docparse.extraction.taskclauses import ClauseReader
from docparse.extraction.tasks import TaskReader
from docparse.folding import canon
from docparse.identity.agencies import DocumentAgencies
from docparse.matching.engine import rule_pack
from docparse.model import Block, Plan, Source
from docparse.outline.header import read_header
from docparse.outline.items import Item, Outline
from docparse.outline.roles import read_outline


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader made of a clause: ``draft`` is None where it orders nothing."""

    item: Item
    start: int
    end: int
    above: tuple[Actor, ...]
    carried: tuple[Actor, ...]
    first: bool
    parts: tuple[Part, ...]
    draft: Draft | None

    @property
    def has_subject(self) -> bool:
        return any(p.subject for p in self.parts) or bool(self.carried and not self.first)


class _Watched(ClauseReader):
    """The reader of clauses, with a note of every clause that it judged."""

    verdicts: list[Verdict]

    @classmethod
    def over(cls, reader: ClauseReader) -> _Watched:
        """The same reader, watched."""
        watched = cls.__new__(cls)
        watched.__dict__.update(reader.__dict__)
        watched.verdicts = []
        return watched

    def read(
        self, item: Item, span: Span, above: tuple[Actor, ...], carried: tuple[Actor, ...] = (), *, first: bool = True
    ) -> tuple[Draft | None, tuple[Actor, ...]]:
        draft, after = super().read(item, span, above, carried, first=first)
        owned = bool(above) and above[0].basis == "heading"
        parts = tuple(self.actors.parts(*span, owned=owned))
        self.verdicts.append(Verdict(item, *span, above, carried, first, parts, draft))
        return draft, after


class Rereading:
    """A plan's text read again. Without ``source`` every line is a paragraph: bold type and tables are lost then."""

    def __init__(self, plan: Plan, source: Source | None = None) -> None:
        self.plan, self.pack = plan, rule_pack()
        self.source = source or source_of_lines(plan.text, plan.source.get("name") or "")
        self.text, self.keys = self.source.text, canon(self.source.text)
        header = self._header = read_header(self.source)
        self.names = DocumentAgencies(self.text, self.keys)
        self.outline: Outline = read_outline(
            self.source, header.end, lambda _text, _keys, start, end: self.names.is_heading(start, end),
            keys=self.keys, pack=self.pack,
        )  # fmt: skip
        self.year = int(header.document.date[:4]) if header.document.date else None
        self.reader = TaskReader(
            self.pack, self.text, self.keys, self.outline, self.year, self.names, header.document.issuer
        )
        watched = _Watched.over(self.reader.clauses)
        self.reader.clauses = watched
        self.drafts = self.reader.read()
        self.verdicts = watched.verdicts
        self.goals = GoalReader(self.pack, self.text, self.keys, self.outline).read()

    @cached_property
    def references(self) -> frozenset[tuple[int, int]]:
        """The spans of all references."""
        found, _ = find_references(self.text, self.keys, self._header, self.outline)
        return frozenset((one.start, one.end) for one in found)

    def item_at(self, at: int) -> Item | None:
        """The outline item whose own words hold ``at``; None in the header."""
        return next((i for i in self.outline.items if i.start <= at < max(i.end, i.start + 1)), None)

    def verdict(self, start: int, end: int) -> Verdict | None:
        """The verdict on the clause that is or holds this span."""
        holding = [v for v in self.verdicts if v.start <= start and end <= v.end]
        return min(holding, key=lambda v: v.end - v.start, default=None)

    def goal(self, start: int, end: int) -> GoalDraft | None:
        return next((g for g in self.goals if (g.start, g.end) == (start, end)), None)

    def found_again(self, start: int, end: int) -> Draft | None:
        return next((d for d in self.drafts if (d.start, d.end) == (start, end)), None)


def source_of_lines(text: str, name: str = "", sha256: str = "") -> Source:
    """A text as a source of one paragraph a line, character for character."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Source(name, "text", sha256, text, tuple(blocks))
