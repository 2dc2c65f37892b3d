"""Goals: the lowest items of goal sections with their indicators and milestones; rows of target tables."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from docparse.extraction.clauses import trim
from docparse.extraction.deadlines import find_due
from docparse.extraction.drafts import Share
from docparse.extraction.indicators import find_indicators, find_milestones
from docparse.extraction.targettables import TargetTableReader
from docparse.identity.agencies import DocumentAgencies
from docparse.matching.engine import RulePack
from docparse.model import Indicator, Milestone
from docparse.outline.items import Item, Outline

_PLAIN = frozenset({"text", "table", "footnote"})
_LETTERS = 4  # fewer say nothing
_TABLE_ROLES = frozenset({"goals", "tasks", "schedule", "organisation", "appendix"})


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal before it gets its id: ``text[start:end]`` in outline item ``item``."""

    item: int
    start: int
    end: int
    indicators: tuple[Indicator, ...]
    milestones: tuple[Milestone, ...]
    shares: tuple[Share, ...] = ()


class GoalReader:
    """Reads the goals of one document."""

    def __init__(
        self, pack: RulePack, text: str, keys: str, outline: Outline, names: DocumentAgencies | None = None
    ) -> None:
        self.pack, self.text, self.keys, self.outline = pack, text, keys, outline
        self.tables = TargetTableReader(pack, text, keys, names)
        self.introduced: dict[int, list[tuple[int, str]]] = {}
        self.plain: dict[int, bool] = {}

    def read(self) -> list[GoalDraft]:
        """All goals in the order of the text."""
        out: list[GoalDraft] = []
        for item in self.outline.items:
            if item.kind == "table" and item.role in _TABLE_ROLES:
                rows = self.tables.read(item, self.due_above(item))
                out += [GoalDraft(item.index, r.start, r.end, r.indicators, (), r.shares) for r in rows]
            elif item.role == "goals" and self._is_goal(item):
                out.append(self._goal(item))
        return out

    def _is_goal(self, item: Item) -> bool:
        if item.kind in ("footnote", "title", "caption", "appendix") or item.is_all_heading:
            return False
        start, end = trim(self.text, item.body, item.end)
        if len(list(islice(filter(str.isalpha, self.text[start:end]), _LETTERS))) < _LETTERS:
            return False
        if self.text[item.start : item.end].rstrip(" *").endswith(":"):
            return False
        if any(c.kind not in _PLAIN for c in self.outline.children(item)):
            return False
        if item.kind == "text":
            parent = self.outline.items[item.parent] if item.parent is not None else None
            if parent is not None and parent.role == "goals" and not parent.is_all_heading:
                return False
            return parent is None or self._holds_plain_text(parent)
        return True

    def _goal(self, item: Item) -> GoalDraft:
        last = max(
            [item.end, *(self.outline.items[c].end for c in item.children if self.outline.items[c].kind == "text")]
        )
        start, end = item.body, last
        while end > start and self.text[end - 1].isspace():
            end -= 1
        indicators = find_indicators(self.text, self.keys, start, end, due=self.due_above(item))
        return GoalDraft(item.index, start, end, indicators, find_milestones(self.text, self.keys, start, end))

    def due_above(self, item: Item) -> str | None:
        """The year or date that the nearest heading above gives ("2.1. Đến năm 2030")."""
        for above in self.outline.above(item):
            if above.kind == "title":
                return None
            if above.kind != "appendix" and (year := self._year(above, "line")):
                return year
            if above.index not in self.introduced:
                self.introduced[above.index] = self._introducing(above)
            years = self.introduced[above.index]
            if before := bisect_left(years, item.start, key=lambda y: y[0]):
                return years[before - 1][1]
        return None

    def _introducing(self, parent: Item) -> list[tuple[int, str]]:
        """Where among an item's children a line gives a year to those behind it, and the year."""
        out = []
        for one in self.outline.children(parent):
            year = None
            if one.kind == "caption" and one.role == "appendix":
                year = self._year(one, "line")
            elif one.kind == "text" and self.text[one.start : one.end].rstrip().endswith(":"):
                year = self._year(one, "clause")
            if year:
                out.append((one.start, year))
        return out

    def _holds_plain_text(self, parent: Item) -> bool:
        if parent.index not in self.plain:
            self.plain[parent.index] = all(c.kind in _PLAIN for c in self.outline.children(parent))
        return self.plain[parent.index]

    def _year(self, item: Item, where: Literal["line", "clause"]) -> str | None:
        if self.text[item.body : item.body + 1] == "(":
            return None  # "(Kèm theo Kế hoạch số … ngày …)" dates the plan, not its targets
        due = find_due(self.text, self.keys, item.body, item.end, where=where, year=None)
        return due.to if due is not None else None
