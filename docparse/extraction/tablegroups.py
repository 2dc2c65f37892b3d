"""Rows of a table that head the rows below them: "I | NHÓM NHIỆM VỤ …" over all columns, "1 | Hồ lớn | | |"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from docparse.extraction.clauses import trim
from docparse.matching.engine import RulePack
from docparse.model import Cell
from docparse.outline.markers import letter_value, read_marker, roman_value

_CODE = re.compile(r"(?:[A-Za-zĐđ]|[IVXivx]{1,6}|\d{1,3}(?:\.\d{1,3}){0,4})")
_EMPTY = " .…–_-\n"  # what stands in a cell that says nothing
_LETTERS = 4  # least letters of a heading
_RANKS = {"part": 0, "chapter": 1, "division": 1, "capital": 3, "roman": 4, "number": 5, "letter": 8}


@dataclass(slots=True)
class TableGroup:
    """A heading row: ``item`` is the outline item of its table, ``above`` the group that it stands in.

    ``text[start:end]`` is the row and all that it heads, ``head`` where the words of the heading stand; ``rows`` are
    where the rows right below it start.
    """

    item: int
    label: str | None
    heading: str
    rank: int
    start: int
    end: int
    head: tuple[int, int]
    above: TableGroup | None = None
    rows: list[int] = field(default_factory=list)


Kind = Literal["sure", "maybe"]


class GroupReader:
    """Collects the groups of one document's tables; ``open`` are those that the next row stands in."""

    def __init__(self, pack: RulePack, text: str, keys: str) -> None:
        self.pack, self.text, self.keys = pack, text, keys
        self.groups: list[TableGroup] = []
        self.open: list[TableGroup] = []
        self._letter: str | None = None  # the last "A", "B" … of this table

    def begin(self) -> None:
        """A table of its own: the groups of the one before it end."""
        self.open, self._letter = [], None

    def code(self, cell: Cell | None) -> str:
        """The number of a row as printed, without punctuation: "II", "1.1", "a"; empty for any other cell."""
        words = self.text[cell.start : cell.end].strip(" .)(:*\n") if cell is not None else ""
        return words if _CODE.fullmatch(words) else ""

    def read(
        self, item: int, row: tuple[Cell, ...], main: int, width: int, aside: frozenset[int]
    ) -> tuple[TableGroup, Kind] | None:
        """The group that a row opens if it holds nothing but a number and a heading.

        ``main`` is the column of the tasks or targets, ``aside`` those whose words do not count (notes). "maybe":
        only what stands below tells whether the row is a heading.
        """
        if len(row) == 1 and row[0].columns >= width and not self.text[row[0].start : row[0].end].strip(_EMPTY):
            self.open = []  # "….." over all columns: rows are left out here, their headings too
            return None
        filled = [c for c in row if self.text[c.start : c.end].strip(_EMPTY) and c.column not in aside]
        if not filled or len(filled) > 2 or filled[0].column > main:
            return None
        cell = filled[-1]
        number = filled[0] if len(filled) == 2 else None
        wide = cell.column < main or 1 < cell.columns >= width - 2  # in front of the tasks: merged before it was saved
        label = self.code(number)
        if (number is not None and not label) or not (wide or cell.column == main):
            return None
        start, end = trim(self.text, cell.start, cell.end)
        kind = _kind(label)
        if not label and (marker := read_marker(self.pack, self.text, self.keys, start, end)) and marker.label:
            label, kind, start = marker.label, marker.kind, marker.body
        heading = " ".join(self.text[start:end].split())
        if sum(map(str.isalpha, heading)) < _LETTERS:
            return None
        capitals = heading.isupper()
        rank = _RANKS.get(kind, 6 + label.count(".")) if label else 2 if capitals else 9
        group = TableGroup(item, label or None, heading, rank, row[0].start, row[-1].end, (start, end))
        sure = wide or capitals or kind in ("capital", "roman", "part", "chapter", "division")
        return (group, "sure") if sure else (group, "maybe") if label else None

    def deeper(self, label: str | None, below: str) -> bool:
        """Whether a row numbered ``below`` stands under one numbered ``label``: "1.1" or "a" under "1"."""
        if not label or not below:
            return False
        if below.startswith(f"{label}."):
            return True
        ranks = [_RANKS.get(_kind(c), 6 + c.count(".")) for c in (label, below)]
        return ranks[0] < ranks[1]

    def add(self, group: TableGroup) -> None:
        """Open a group; those of its rank and below it end."""
        if group.rank == _RANKS["roman"] and self._follows_letter(group):
            group.rank = _RANKS["capital"]
        if group.rank == _RANKS["capital"]:
            self._letter = group.label
        while self.open and self.open[-1].rank >= group.rank:
            self.open.pop()
        group.above = self.open[-1] if self.open else None
        self.open.append(group)
        self.groups.append(group)

    def _follows_letter(self, group: TableGroup) -> bool:
        """The "I" of a list A, B … H, I is a letter."""
        if self._letter is None or group.label is None or len(group.label) != 1:
            return False
        return letter_value(group.label.lower()) == (letter_value(self._letter.lower()) or 0) + 1

    def row(self, start: int, end: int) -> None:
        """A row of tasks or targets below the open groups."""
        if self.open:
            self.open[-1].rows.append(start)
        self.reach(end)

    def reach(self, end: int) -> None:
        """The open groups hold the text up to here."""
        for group in self.open:
            group.end = max(group.end, end)

    def found(self) -> list[TableGroup]:
        """The groups that hold a row, in the order of the text."""
        held = {id(g) for g in self.groups if g.rows}
        for group in reversed(self.groups):
            if id(group) in held and group.above is not None:
                held.add(id(group.above))
        return [g for g in self.groups if id(g) in held]


def _kind(code: str) -> str:
    if not code:
        return ""
    if code[0].isdigit():
        return "decimal" if "." in code else "number"
    if len(code) == 1 and code not in "IVX":
        return "capital" if code.isupper() else "letter"
    return "roman" if code.isupper() and roman_value(code.lower()) else ""


__all__ = ["GroupReader", "Kind", "TableGroup"]
