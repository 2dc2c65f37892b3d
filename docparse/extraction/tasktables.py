"""Tables of tasks: one row, one task; columns known by their titles (``rules/fields.yaml``), group rows sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.extraction.actors import ActorReader
from docparse.extraction.clauses import trim
from docparse.extraction.deadlines import find_due
from docparse.extraction.drafts import Draft, Share
from docparse.extraction.fields import FieldReader
from docparse.extraction.tablecolumns import ColumnReader, Columns, Rows, spanned, width_of
from docparse.extraction.tablegroups import GroupReader
from docparse.extraction.tableperiods import RULES
from docparse.extraction.tabletimes import Cells, TableTimes
from docparse.extraction.taskclauses import WORDS
from docparse.identity.agencies import AgencyMention
from docparse.matching.engine import RulePack
from docparse.model import Cell
from docparse.outline.items import Item, Outline

_LETTERS = re.compile(r"[^\W\d_]{2}")  # a row with an agency or a time may name its task in a word: "Số hóa"


class TaskTableReader:
    """Reads the rows of task tables; a table without titles goes on with the columns of the one before it."""

    def __init__(
        self, pack: RulePack, text: str, keys: str, fields: FieldReader, actors: ActorReader, year: int | None
    ) -> None:
        self.pack, self.text, self.keys, self.fields, self.actors, self.year = pack, text, keys, fields, actors, year
        self.titles = ColumnReader(text, keys, fields)
        self.times = TableTimes(pack, text, keys, fields, year)
        self.groups = GroupReader(pack, text, keys)
        self.last: Columns | None = None
        self._parent: int | None = None  # the item that the last table with titles stands in
        self._before: tuple[int, Cells, Draft | None] = (-1, {}, None)  # table that ended last, its last row and task

    def read(self, item: Item, outline: Outline) -> list[Draft]:
        """The tasks of a table, in the order of its rows."""
        rows = item.block.rows
        found = self.titles.read(rows)
        columns = found or self._columns_before(item, rows)
        if columns is None or not columns.is_task_table or self._is_programme(rows, columns):
            return []
        grid = list(spanned(rows))[found.header_rows if found is not None else 0 :]
        above, last = self._broken_off(item, columns, grid[0][1] if grid else {})
        if found is not None:
            if last is None:
                self.groups.begin()
            self.last, self._parent = found, item.parent
            self.times.give_years(found, item, outline)
        year = self.times.year_above(item, outline) if columns.periods else None
        drafts: list[Draft] = []
        head: tuple[str, Draft] | None = None  # the last row that numbers below it may belong to
        for number, (row, cells) in enumerate(grid):
            if self._repeats_titles(cells, columns) or self._opens_group(item, number, grid, columns):
                continue
            self._fill(cells, above, columns)
            code = self.groups.code(cells.get(columns.number if columns.number is not None else -1))
            draft = (
                self._row(item, cells, columns, year)
                or (self._rest(item, cells, columns) if last is not None else None)
                or self._below(item, cells, columns, code, head)
                or self._row(item, cells, columns, year, alone=True)
            )
            if draft is None:
                continue
            head = (code, draft) if head is None or not self.groups.deeper(head[0], code) else head
            same = columns.task is not None and above.get(columns.task) is cells[columns.task]
            rest = self._continues(cells, columns)
            said = {c: cell for c, cell in cells.items() if self.titles.has_words(cell)}
            above = {**above, **said} if rest else cells  # what the first part of a row says is said of its rest
            if last is not None and (same or rest):
                self._join(last, draft)
                self.groups.reach(max(c.end for c in row))
            else:
                drafts.append(draft)
                self.groups.row(draft.start, max(c.end for c in row))
                last = draft
        self._before = (item.index, above, last)
        return drafts

    def _broken_off(self, item: Item, columns: Columns, first: Cells) -> tuple[Cells, Draft | None]:
        """The last row and task of the table right above if this one is its rest, with the same titles or none."""
        index, above, last = self._before
        goes_on = index + 1 == item.index and self._parent == item.parent and last is not None
        if not goes_on or self.last is None or columns.titles != self.last.titles:
            return {}, None
        number = self.groups.code(first.get(columns.number if columns.number is not None else -1))
        return ({}, None) if number == "1" else (above, last)

    def holds_tasks(self, item: Item) -> bool:
        """Whether the titles of a table say that its rows are tasks."""
        columns = self.titles.read(item.block.rows)
        return columns is not None and columns.is_task_table and not self._is_programme(item.block.rows, columns)

    def _columns_before(self, item: Item, rows: Rows) -> Columns | None:
        """The columns of the table that this one goes on from: as wide, in one place with it, without titles."""
        if self.last is None or width_of(rows) < 3 or self.titles.titles(rows) > 1:
            return None
        return self.last if self._parent == item.parent and self.last.width == width_of(rows) else None

    def _is_programme(self, rows: Rows, columns: Columns) -> bool:
        """The running order of a meeting: hours stand where a table of tasks has its deadlines."""
        times = [c for row in rows[columns.header_rows :] for c in row if columns.names.get(c.column) == "time"]
        clocks = sum(bool(self.pack.find(RULES, "clock", self.keys, c.start, c.end)) for c in times)
        return clocks * 2 > len(times)

    def _opens_group(
        self, item: Item, number: int, grid: list[tuple[tuple[Cell, ...], Cells]], columns: Columns
    ) -> bool:
        """Whether a row is the heading of those below it; it is kept as one then."""
        aside = frozenset(c for c, n in columns.names.items() if n == "note")
        read = self.groups.read(item.index, grid[number][0], columns.task or 0, columns.width, aside)
        if read is None:
            return False
        group, kind = read
        if kind == "maybe":
            below = grid[number + 1][1].get(columns.number or 0) if number + 1 < len(grid) else None
            if not self.groups.deeper(group.label, self.groups.code(below)):
                return False
        self.groups.add(group)
        return True

    def _below(
        self, item: Item, cells: Cells, columns: Columns, code: str, head: tuple[str, Draft] | None
    ) -> Draft | None:
        """A row with nothing but a number below the last one's ("1.1" under "1"): it has the same agencies and time."""
        task = cells.get(columns.task if columns.task is not None else -1)
        if task is None or head is None or not head[1].shares or not self.groups.deeper(head[0], code):
            return None
        if not WORDS.search(self.text, task.start, task.end):
            return None
        shares = [s._replace(basis="inherited") for s in head[1].shares if s.role != "receive"]
        return Draft(item.index, *trim(self.text, task.start, task.end), "task-table-row", shares, head[1].due)

    def _row(
        self, item: Item, cells: Cells, columns: Columns, year: int | None, *, alone: bool = False
    ) -> Draft | None:
        """The task of a row; ``alone``: also of one that says nothing else, below the heading of an agency."""
        task = cells.get(columns.task if columns.task is not None else -1)
        if (
            task is None
            or not _LETTERS.search(self.text, task.start, task.end)
            or task.columns >= max(3, len(columns.names) - 1)
            or self.pack.match(RULES, "total", self.keys, task.start, task.end) is not None
        ):
            return None
        beside = [c for n, c in cells.items() if c.column > task.column or columns.is_agency(n)]
        others = [c for c in beside if self.titles.has_words(c)]
        due = self.times.marked(cells, columns, year)
        owners = self._owners()
        if not (others or due or (alone and owners)) or self._is_numbering(cells):
            return None
        if self.fields.names.is_heading(task.start, task.end):
            return None  # a row whose cells have slipped: no agency is a task
        draft = Draft(item.index, *trim(self.text, task.start, task.end), "task-table-row")
        for column in sorted(cells):
            cell = cells[column]
            field = self.titles.field(columns, column, cell) if cell is not task else None
            if field is None or not self.titles.has_words(cell) or column in columns.periods:
                continue
            self.fields.apply(field, [draft], "table")
            if field.name == "time" and column in columns.years:
                draft.due = self.times.dated(cell, draft.due, columns.years[column])
        for share in self._marked_parts(cells, columns):
            draft.give(share)
        if not any(s.role in ("lead", "implement") for s in draft.shares):
            for owner in owners:
                draft.give(Share(owner, "implement", "heading", "heading-agency"))
        draft.due = self.times.since(cells, columns, draft.due or due)
        for part in self.actors.parts(draft.start, draft.end, owned=True):
            if part.role == "receive":
                draft.give(Share(part.agency, part.role, "explicit", part.rule))
        if draft.due is None and not columns.has_time:
            draft.due = find_due(self.text, self.keys, draft.start, draft.end, where="clause", year=self.year)
        says = WORDS.search(self.text, task.start, task.end) is not None
        return draft if says or draft.shares or draft.due else None

    def _marked_parts(self, cells: Cells, columns: Columns) -> Iterator[Share]:
        """The parts that marks ("CT", "PH", "x") below titles that are agencies give."""
        for column, body in columns.bodies.items():
            cell = cells.get(column)
            mark = self.pack.match(RULES, "part", self.keys[cell.start : cell.end]) if cell is not None else None
            if mark is not None:
                for agency in self.fields.names.read_list(body.start, body.end):
                    yield Share(agency, mark.values["role"], "table", mark.rule.id)

    def _owners(self) -> list[AgencyMention]:
        """The agencies that the nearest of the open groups is headed by: the rows below "I | Sở Y tế" are theirs."""
        names = self.fields.names
        heads = (group.head for group in reversed(self.groups.open) if names.is_heading(*group.head))
        return next((names.read_list(*head) for head in heads), [])

    # --- rows -----------------------------------------------------------------------------------

    def _fill(self, cells: Cells, above: Cells, columns: Columns) -> None:
        """A cell that says "as above" ("nt", "-nt-") stands for the one in the row above."""
        for column, cell in list(cells.items()):
            known = column in columns.names or column in columns.periods
            if column != columns.task and known and self.fields.is_as_above(cell):
                del cells[column]
                if column in above:
                    cells[column] = above[column]

    def _repeats_titles(self, cells: Cells, columns: Columns) -> bool:
        """The titles printed again on the next page."""
        filled = [(c, cell) for c, cell in cells.items() if self.titles.has_words(cell)]
        return len(filled) > 1 and all(self.titles.key(cell) in columns.titles.get(c, ()) for c, cell in filled)

    def _is_numbering(self, cells: Cells) -> bool:
        """A row that only counts the columns: 1 2 3 4 or (1) (2) (3)."""
        return all(len(self.text[c.start : c.end].strip(" ()")) <= 2 for c in cells.values())

    def _continues(self, cells: Cells, columns: Columns) -> bool:
        """A row split by a page break: no number, and the task cell goes on in lower case."""
        number = columns.number
        task = cells[columns.task or 0]
        first = self.text[task.start : task.end].lstrip()[:1]
        unnumbered = number is not None and (number not in cells or not self.titles.has_words(cells[number]))
        return unnumbered and first.islower()

    def _rest(self, item: Item, cells: Cells, columns: Columns) -> Draft | None:
        """The rest of a task whose other cells ended above the break."""
        task = cells.get(columns.task if columns.task is not None else -1)
        if task is None or not self._continues(cells, columns):
            return None
        return Draft(item.index, *trim(self.text, task.start, task.end), "task-table-row")

    def _join(self, above: Draft, below: Draft) -> None:
        if below.start >= above.end:
            above.parts = [*(above.parts or [(above.start, above.end)]), (below.start, below.end)]
        above.end = max(above.end, below.end)
        for share in below.shares:
            above.give(share)
        above.due = above.due or below.due
        above.product = above.product or below.product
