"""A plan as the checks look at it: keys, places of passages, which passages are the words of another document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from docparse.folding import canon
from docparse.identity.agencies import AgencyMention, DocumentAgencies
from docparse.identity.directives import parse_symbol
from docparse.lint.findings import Spot
from docparse.matching.engine import RulePack, rule_pack
from docparse.matching.mentions import Mention
from docparse.model import Goal, Plan, Section, Task
from docparse.store.paths import label_paths, place, way_back

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[;\n]|\.(?=\s)")
_DEEPEST = 40  # sections in one another
_MOST = 160  # characters of a quoted passage


class View:
    """One plan and what several checks ask of it. ``day`` is the ISO date on which it is to be right."""

    def __init__(self, plan: Plan, day: str) -> None:
        self.plan = plan
        self.text = plan.text
        self.day = day
        self.pack: RulePack = rule_pack()

    @cached_property
    def keys(self) -> str:
        return canon(self.text)

    @cached_property
    def paths(self) -> dict[str, str]:
        return label_paths(self.plan.sections)

    @cached_property
    def sections(self) -> dict[str, Section]:
        return {section.id: section for section in self.plan.sections}

    @cached_property
    def children(self) -> dict[str | None, list[Section]]:
        """Sections by the id of the one above, in the order of the text."""
        found: dict[str | None, list[Section]] = {}
        for section in self.plan.sections:
            found.setdefault(section.parent, []).append(section)
        return found

    def section_at(self, at: int) -> Section | None:
        """The innermost section over ``text[at]``."""
        found: Section | None = None
        before = bisect_right(self._section_starts, at)
        if before:
            found = self._in_order[before - 1]
        for _ in range(_DEEPEST):
            if found is None or found.start <= at < found.end:
                return found
            found = self.sections.get(found.parent or "")
        return None

    @cached_property
    def _in_order(self) -> list[Section]:
        return sorted(self.plan.sections, key=lambda s: (s.start, -s.end))

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self._in_order]

    def top(self, section: Section) -> Section:
        """The section without parent that holds ``section``."""
        seen = {section.id}
        while section.parent in self.sections and section.parent not in seen:
            section = self.sections[section.parent]
            seen.add(section.id)
        return section

    def in_appendix(self, at: int) -> bool:
        section = self.section_at(at)
        return section is not None and section.role == "appendix"

    @cached_property
    def items(self) -> list[Task | Goal]:
        """Tasks and goals in the order of the text."""
        return sorted((*self.plan.tasks, *self.plan.goals), key=lambda item: item.start)

    @cached_property
    def _item_starts(self) -> list[int]:
        return [item.start for item in self.items]

    def item_at(self, at: int) -> Task | Goal | None:
        """The task or goal over ``text[at]``."""
        found = bisect_right(self._item_starts, at) - 1
        item = self.items[found] if found >= 0 else None
        return item if item is not None and at < item.end else None

    def spot(self, start: int, end: int, *, around: bool = False) -> Spot:
        """The passage; with ``around`` the words beside it too, up to its sentence's ends."""
        item, section = self.item_at(start), self.section_at(start)
        path = self.paths.get(section.id) if section else None
        where = place(path, item.paragraph if item and section and item.section == section.id else None)
        first, last = self.sentence(start, end) if around else (start, min(end, start + _MOST))
        return Spot(where, way_back(self.plan, start), " ".join(self.text[first:last].split()), start, end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence or clause around a passage, at most about 80 characters to each side, cut between words."""
        low, high = max(0, start - _MOST // 2), min(len(self.text), end + _MOST // 2)
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text, low, start)]
        first = ends[-1] if ends else (low and self.text.find(" ", low, start) + 1) or low
        after = _SENTENCE_END.search(self.text, end, high)
        last = after.start() if after else high if high == len(self.text) else max(end, self.text.rfind(" ", end, high))
        return first, last

    @cached_property
    def agencies(self) -> list[AgencyMention]:
        """Every agency that the text names, in order."""
        return DocumentAgencies(self.text, self.keys).find(0, len(self.text))

    @cached_property
    def _agency_starts(self) -> list[int]:
        return [mention.start for mention in self.agencies]

    def agencies_in(self, start: int, end: int) -> list[AgencyMention]:
        """Those that begin in ``text[start:end]``."""
        return self.agencies[bisect_left(self._agency_starts, start) : bisect_left(self._agency_starts, end)]

    @cached_property
    def is_party(self) -> bool:
        """Whether the document itself is one of the Party, which NĐ 30/2020/NĐ-CP does not bind."""
        symbol = parse_symbol(self.plan.document.symbol or "")
        return symbol is not None and canon(symbol.organ or "") in self.pack.words("lint", "party_organs")

    # --- words of other documents ---------------------------------------------------------------------

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """The words of references with the titles behind them: what stands there is not this document's own."""
        spans = []
        for reference in self.plan.references:
            title = reference.title or ""
            at = self.text.find(title, reference.end, reference.end + len(title) + 40) if title else -1
            spans.append((reference.start, at + len(title) if at >= 0 else reference.end))
        return sorted(spans)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a passage touches such words."""
        return any(first < end and start < last for first, last in self.quoted)

    # --- rules ----------------------------------------------------------------------------------------

    def find(self, label: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The mentions of a label of ``rules/lint.yaml``."""
        return self.pack.find("lint", label, self.keys, start, end)

    def has(self, words: str, start: int, end: int) -> bool:
        """Whether a phrase of a list of ``rules/lint.yaml`` stands in ``text[start:end]``."""
        return self.pack.phrase("lint", words).search(self.keys, start, end) is not None

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The spans of lines that hold something."""
        for match in _LINE.finditer(self.text, start, len(self.text) if end is None else end):
            if not match[0].isspace():
                yield match.span()

    def headings(self, at: int) -> Iterator[str]:
        """The headings over ``text[at]``, the nearest first."""
        section = self.section_at(at)
        for _ in range(_DEEPEST):
            if section is None:
                return
            yield section.heading
            section = self.sections.get(section.parent or "")
