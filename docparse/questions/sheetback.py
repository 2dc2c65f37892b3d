"""A table of tasks that a person has worked on comes back: what was changed, and taking it as that person's word.

A row is known by the id in its hidden column, so sorting, filtering, deleting and copying rows or sheets does no harm.
Beside it stands what the cells held when the table was made: only a cell that differs from that was changed, whatever
the store says by now.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docparse.errors import QuestionError
from docparse.folding import fold_key
from docparse.questions.answer import Answer
from docparse.questions.answers import NOT_STATED, TaskView
from docparse.questions.sheetcells import Cells, Edit, edits_of
from docparse.questions.sheetwords import column_titles, head_of, stated
from docparse.questions.unlisted import unlisted
from docparse.questions.views import Reader
from docparse.reading.sheetcells import SheetCells, sheet_cells
from docparse.store.corrections import Field
from docparse.store.persons import say_each

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_FIRST_ROWS = 60  # among which the titles of the columns stand
_LONGEST_KEY = 400
_COMPARED = 500  # letters of a task that tell it from another
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference(Answer):
    """A cell that was changed. ``row`` counts from 1, ``column`` is its title; ``fields`` is what is kept of it.

    ``now`` is what the store says where that is neither what the cell held nor what it holds."""

    sheet: str
    row: int
    column: str
    document_id: str
    document: str
    task_id: str
    task: str
    before: str
    after: str
    fields: dict[Field, Any]
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble(Answer):
    """A cell or row that cannot be taken, and why; ``column`` is empty for a whole row."""

    sheet: str
    row: int
    column: str
    what: str


@dataclass(frozen=True, slots=True)
class SheetBack(Answer):
    """What a table says other than the store. ``tasks``: how many it knows; ``taken``: things kept, once taken;
    ``unlisted``: agencies in the differences that nobody knows."""

    file: str
    tasks: int
    differences: tuple[Difference, ...]
    troubles: tuple[Trouble, ...]
    taken: int = 0
    unlisted: tuple[str, ...] = ()


def compare_sheet(store: GraphStore, data: bytes, name: str) -> SheetBack:
    """What was changed in an .xlsx file that ``checklist`` or ``sheet`` made; nothing is kept yet.

    ReadError for a file that cannot be read; QuestionError DP520 where no sheet has the columns.
    """
    sheets = sheet_cells(data, name)
    rows = [row for sheet in sheets for row in _rows(sheet)]
    if not rows:
        titles = ", ".join(column_titles()[column][0] for column in ("task", "lead", "due", "key"))
        advice = f"dùng bảng mà docparse checklist hoặc sheet --xlsx đã ghi, giữ các cột {titles}"
        raise QuestionError("DP520", name, "không trang nào có hàng tiêu đề và cột mã của bảng nhiệm vụ", advice)
    with store.db.reading():
        views = _views(store, [row.key for row in rows if row.key])
    differences: list[Difference] = []
    troubles: list[Trouble] = []
    seen: dict[Key, _Row] = {}
    for row in rows:
        view = views.get(row.key) if row.key else None
        if row.key is None or view is None:
            what = "mã nhiệm vụ này không có trong kho" if row.key else "hàng thêm, không có mã nhiệm vụ: không nhận"
            troubles.append(Trouble(row.sheet, row.number, "", what))
            continue
        if fold_key(row.cells["task"])[:_COMPARED] != fold_key(view.text)[:_COMPARED]:
            what = "nội dung nhiệm vụ là nguyên văn, không sửa ở đây; các ô khác của hàng cũng không nhận"
            troubles.append(Trouble(row.sheet, row.number, column_titles()["task"][0], what))
            continue
        seen[row.key] = row
        for edit in edits_of(row.cells, row.before, view):
            _put(row, view, edit, differences, troubles)
    kept, told = _agreed(differences, troubles)
    return SheetBack(name, len(seen), kept, told, unlisted=unlisted(store, [one.fields for one in kept]))


def take_sheet(store: GraphStore, found: SheetBack, person: str) -> SheetBack:
    """Keep the differences as this person's word, all or nothing."""
    said: dict[Key, dict[Field, Any]] = {}
    for one in found.differences:
        said.setdefault((one.document_id, one.task_id), {}).update(one.fields)
    return replace(found, taken=say_each(store, said, person)) if said else found


@dataclass(frozen=True, slots=True)
class _Row:
    sheet: str
    number: int
    key: Key | None
    cells: Cells
    before: Cells | None


def _rows(sheet: SheetCells) -> list[_Row]:
    """The rows below the titles; none for a sheet that is no table of tasks with their ids."""
    head = head_of([cells for _, cells in sheet.rows[:_FIRST_ROWS]])
    out: list[_Row] = []
    if head is None or "key" not in head.columns:
        return out
    for number, cells in sheet.rows[head.data :]:
        own = {name: cells[column] if column < len(cells) else "" for name, column in head.columns.items()}
        key = own.pop("key", "")
        before = own.pop("before", "")
        if key or stated(own["task"]):
            out.append(_Row(sheet.title, number, _key(key), own, _before(before)))
    return _without_foot(out, {number for number, _ in sheet.rows})


def _without_foot(rows: list[_Row], filled: set[int]) -> list[_Row]:
    """The rows up to the first free line below the last one with an id: what follows is signed, not done."""
    end = max((row.number for row in rows if row.key), default=0)
    while end + 1 in filled:
        end += 1
    return [row for row in rows if row.number <= end]


def _key(text: str) -> Key | None:
    document, _, task = text.strip()[:_LONGEST_KEY].rpartition("#")
    return (document, task) if document and task else None


def _before(text: str) -> Cells | None:
    """What the cells held, None where that is gone or was meddled with."""
    try:
        read = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or not all(isinstance(part, str) for pair in read.items() for part in pair):
        return None
    return read


def _views(store: GraphStore, keys: Sequence[Key]) -> dict[Key, TaskView]:
    reader = Reader(store.db)
    found: dict[Key, TaskView] = {}
    wanted = set(keys)
    by_id = {task for _, task in wanted}
    pks = [row["pk"] for task in sorted(by_id) for row in store.db.rows("tasks_by_id", id=task)]
    for view in reader.tasks(pks):
        found[view.document.id, view.id] = view
    return {key: view for key, view in found.items() if key in wanted}


def _put(row: _Row, view: TaskView, edit: Edit, differences: list[Difference], troubles: list[Trouble]) -> None:
    title = column_titles()[edit.column][0]
    if edit.trouble is not None:
        troubles.append(Trouble(row.sheet, row.number, title, edit.trouble))
        return
    differences.append(
        Difference(
            row.sheet, row.number, title, view.document.id, view.document.name, view.id, view.text,
            edit.before or NOT_STATED, edit.after or NOT_STATED, dict(edit.fields), edit.now,
        )
    )  # fmt: skip


def _agreed(
    differences: Sequence[Difference], troubles: Sequence[Trouble]
) -> tuple[tuple[Difference, ...], tuple[Trouble, ...]]:
    """Each change of a task once; where two sheets change the same cell to unlike values neither counts."""
    by_cell: dict[tuple[str, str, str], list[Difference]] = {}
    for one in differences:
        by_cell.setdefault((one.document_id, one.task_id, one.column), []).append(one)
    kept, told = [], list(troubles)
    for same in by_cell.values():
        if all(one.fields == same[0].fields for one in same):
            kept.append(same[0])
            continue
        where = "; ".join(f"{one.sheet} hàng {one.row}: {one.after}" for one in same)
        told.append(Trouble(same[0].sheet, same[0].row, same[0].column, f"các trang ghi khác nhau ({where})"))
    return tuple(kept), tuple(told)
