"""Tables of tasks: one row, one task; columns known by their titles (``rules/fields.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docparse.extraction.actors import ActorReader
from docparse.extraction.clauses import trim
from docparse.extraction.deadlines import find_due
from docparse.extraction.drafts import Draft, Share
from docparse.extraction.fields import Field, FieldReader
from docparse.extraction.taskclauses import WORDS
from docparse.matching.engine import RulePack
from docparse.model import Cell
from docparse.outline.items import Item, Outline

_HEADER_ROWS = 4
_WORD = re.compile(r"[^\W_]")
_SAME = 24  # longest way of saying "as above", in characters
_AGENCY_COLUMNS = ("lead", "implement", "coordinate", "agencies")


@dataclass(slots=True)
class Columns:
    """What each column of a table holds, by its number from 0; ``header_rows`` are titles."""

    names: dict[int, str]
    rules: dict[int, str]
    header_rows: int
    titles: dict[int, set[str]] = field(default_factory=dict)

    @property
    def task(self) -> int | None:
        columns = [c for wanted in ("task", "group") for c, n in self.names.items() if n == wanted]
        return columns[0] if columns else None

    @property
    def is_task_table(self) -> bool:
        if self.task is None:
            return False
        if any(n in _AGENCY_COLUMNS for n in self.names.values()):
            return True
        return any(n == "time" and c > self.task for c, n in self.names.items())  # hours in front: a running order


class TaskTableReader:
    """Reads the rows of task tables; a table without titles goes on with the columns of the one before it."""

    def __init__(
        self, pack: RulePack, text: str, keys: str, fields: FieldReader, actors: ActorReader, year: int | None
    ) -> None:
        self.pack, self.text, self.keys, self.fields, self.actors, self.year = pack, text, keys, fields, actors, year
        self.last: Columns | None = None

    def columns(self, rows: tuple[tuple[Cell, ...], ...]) -> Columns | None:
        """The columns by the titles in the first rows; None where they name no task column."""
        names: dict[int, str] = {}
        rules: dict[int, str] = {}
        header = 0
        for number, row in enumerate(rows[:_HEADER_ROWS]):
            filled = [c for c in row if self._words(c)]
            found = [(c, f) for c in filled if (f := self.fields.column(c.start, c.end)) is not None]
            below_titles = (
                header == number and header > 0 and any(c.columns > 1 or c.rows > 1 for c in rows[number - 1])
            )
            if not (len(found) >= 2 and len(found) * 3 >= len(filled) * 2 and not header) and not (
                found and below_titles
            ):
                if header:
                    break
                continue
            for cell, title in found:
                if cell.column not in names or below_titles:
                    names[cell.column], rules[cell.column] = title.name, title.rule
            header = number + 1
        if not header:
            return None
        titles: dict[int, set[str]] = {}
        for cell in (c for row in rows[:header] for c in row):
            titles.setdefault(cell.column, set()).add(self._key(cell))
        return Columns(names, rules, header, titles)

    def read(self, item: Item, outline: Outline) -> list[Draft]:
        """The tasks of a table, in the order of its rows."""
        rows = item.block.rows
        found = self.columns(rows)
        if found is not None and found.is_task_table:
            self.last = found
        elif found is not None or self.last is None or max((len(r) for r in rows), default=0) < 3:
            return []
        columns = self.last
        if columns is None or columns.task is None:
            return []
        start = columns.header_rows if found is not None else 0
        drafts: list[Draft] = []
        spanning: dict[int, tuple[Cell, int]] = {}
        above: dict[int, Cell] = {}
        for row in rows[start:]:
            cells = {c.column: c for c in row}
            for column, (cell, left) in list(spanning.items()):
                if left > 0 and column not in cells:
                    cells[column] = cell
                spanning[column] = (cell, left - 1)
            spanning.update({c.column: (c, c.rows - 1) for c in row if c.rows > 1})
            if self._repeats_titles(cells, columns):
                continue
            self._fill(cells, above, columns)
            draft = self._row(item, cells, columns)
            if draft is None:
                continue
            above = cells
            if drafts and self._continues(cells, columns, drafts[-1]):
                self._join(drafts[-1], draft)
            else:
                drafts.append(draft)
        return drafts

    def _row(self, item: Item, cells: dict[int, Cell], columns: Columns) -> Draft | None:
        task = cells.get(columns.task if columns.task is not None else -1)
        if (
            task is None
            or not WORDS.search(self.text, task.start, task.end)
            or task.columns >= max(3, len(columns.names) - 1)
        ):
            return None
        others = [c for c in cells.values() if c.column > task.column and self._words(c)]
        if not others or self._is_numbering(cells):
            return None
        if self.fields.names.is_heading(task.start, task.end):
            return None  # a row whose cells have slipped: no agency is a task
        draft = Draft(item.index, *trim(self.text, task.start, task.end), "task-table-row")
        for column in sorted(cells):
            name, cell = columns.names.get(column), cells[column]
            if name is None or cell is task or not self._words(cell):
                continue
            self.fields.apply(
                Field(name, columns.rules[column], *trim(self.text, cell.start, cell.end)), [draft], "table"
            )
        for part in self.actors.parts(draft.start, draft.end, owned=True):
            if part.role == "receive":
                draft.give(Share(part.agency, part.role, "explicit", part.rule))
        if draft.due is None and "time" not in columns.names.values():
            draft.due = find_due(self.text, self.keys, draft.start, draft.end, where="clause", year=self.year)
        return draft

    def _fill(self, cells: dict[int, Cell], above: dict[int, Cell], columns: Columns) -> None:
        """A cell that says "as above" ("nt", "-nt-") stands for the one in the row above."""
        for column, cell in list(cells.items()):
            if column == columns.task or column not in columns.names or cell.end - cell.start > _SAME:
                continue
            found = self.pack.match("fields", "as_above", self.keys, cell.start, cell.end)
            if found is not None and found.end == cell.end:
                del cells[column]
                if column in above:
                    cells[column] = above[column]

    def _repeats_titles(self, cells: dict[int, Cell], columns: Columns) -> bool:
        """The titles printed again on the next page."""
        filled = [(c, cell) for c, cell in cells.items() if self._words(cell)]
        return len(filled) > 1 and all(self._key(cell) in columns.titles.get(c, ()) for c, cell in filled)

    def _key(self, cell: Cell) -> str:
        return " ".join(self.keys[cell.start : cell.end].split())

    def _words(self, cell: Cell) -> bool:
        return _WORD.search(self.text, cell.start, cell.end) is not None

    def _is_numbering(self, cells: dict[int, Cell]) -> bool:
        """A row that only counts the columns: 1 2 3 4 or (1) (2) (3)."""
        return all(len(self.text[c.start : c.end].strip(" ()")) <= 2 for c in cells.values())

    def _continues(self, cells: dict[int, Cell], columns: Columns, above: Draft) -> bool:
        """A row split by a page break: no number, and the task cell goes on in lower case."""
        number = next((c for c, n in columns.names.items() if n == "number"), None)
        task = cells[columns.task or 0]
        first = self.text[task.start : task.end].lstrip()[:1]
        unnumbered = number is not None and (number not in cells or not self._words(cells[number]))
        return unnumbered and first.islower()

    def _join(self, above: Draft, below: Draft) -> None:
        above.end = below.end
        for share in below.shares:
            above.give(share)
        above.due = above.due or below.due
