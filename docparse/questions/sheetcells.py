"""What the cells of a row say other than they did: read as what a person can say of a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docparse.errors import StoreError
from docparse.folding import fold_key
from docparse.model import Due
from docparse.questions.answers import TaskView
from docparse.questions.sheetwords import is_yes, names_in, stated, status_in
from docparse.store.corrections import Field
from docparse.store.persons import due_said
from docparse.store.vocabulary import edge_label, status_label

Cells = Mapping[str, str]
INFERRED_MARK = " (suy ra)"  # behind a name, where no column of notes says it
INFERRED = "inferred"  # among what the cells held: the names in the column of the lead were inferred
_MOST_NAMES = 40
_LONGEST = 2_000  # characters of a cell that a person writes


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that was changed: what it held and holds, what that says, or why it cannot be taken."""

    column: str
    before: str = ""
    after: str = ""
    fields: Mapping[Field, Any] = field(default_factory=dict)
    now: str | None = None
    trouble: str | None = None


def edits_of(cells: Cells, before: Cells | None, view: TaskView) -> Iterator[Edit]:
    """The changes of a row; ``before`` is what it held, None where only the store can tell."""
    now = cells_of(view)
    held = {**now, **before} if before is not None else now
    for column in ("lead", "partners", "product", "due", "status"):
        if column not in cells or stated(cells[column]) == stated(held[column]):
            continue
        if len(cells[column]) > _LONGEST:
            yield Edit(column, trouble=f"ô dài hơn {_LONGEST} ký tự")
            continue
        made = _READERS[column](cells[column], held, view)
        if made.trouble is not None or (made.fields and stated(cells[column]) != stated(now[column])):
            # names are added and taken away one by one, so only other cells can be written over
            moved = column not in ("lead", "partners") and stated(now[column]) != stated(held[column])
            after = stated(cells[column])
            yield Edit(column, stated(held[column]), after, made.fields, now[column] if moved else None, made.trouble)
    if before is not None and "note" in cells and "note" in before:
        yield from _note(cells["note"], before["note"], view)
    if "confirmed" in cells:
        yield from _confirmed(cells["confirmed"], held, view)


def cells_of(view: TaskView) -> dict[str, str]:
    """The cells of a task as the store has it now."""
    doing = [] if view.lead else [_doing(part.agency) for part in view.implement]
    status = next((one.code for one in view.said if one.field == "status"), None)
    inferred = [] if view.lead or doing else [one.agency for one in view.inferred]
    return {
        "lead": "; ".join(dict.fromkeys([part.agency for part in view.lead] + doing + inferred)),
        INFERRED: "x" if inferred else "",
        "partners": "; ".join(dict.fromkeys(part.agency for part in view.coordinate)),
        "product": view.product or "",
        "due": day.strftime("%d/%m/%Y") if (day := due_day(view.due)) else view.due_text,
        "status": status_label(status) if status else "",
    }


def due_day(due: Due | None) -> date | None:
    """The day by which a task must be done, where the document gives a day that there is."""
    if due is None or due.kind != "by" or not due.to or len(due.to) != len("2026-06-30"):
        return None
    try:
        return date.fromisoformat(due.to)
    except ValueError:
        return None


def _doing(agency: str) -> str:
    return f"{agency} ({edge_label('implement')})"


def _lead(text: str, held: Cells, view: TaskView) -> Edit:
    """Names in the lead; those marked "(thực hiện)" carry the task out."""
    mark = f"({fold_key(edge_label('implement'))})"
    if len(names := names_in(text)) > _MOST_NAMES:
        return Edit("lead", trouble=f"quá {_MOST_NAMES} cơ quan trong một ô")
    was: dict[bool, list[str]] = {False: [], True: []}
    new: dict[bool, list[str]] = {False: [], True: []}
    for into, said in ((was, () if held.get(INFERRED) else names_in(held["lead"])), (new, names)):
        for name in (one.removesuffix(INFERRED_MARK) for one in said):
            head, opened, tail = name.rpartition("(")
            marked = bool(opened) and fold_key(tail) == fold_key(mark)
            into[marked].append(head.strip() if marked else name)
    fields: dict[Field, Any] = {}
    for role, marked, now in (("lead", False, view.lead), ("implement", True, view.implement)):
        have = [part.agency for part in now]
        want = _moved(have, was[marked], new[marked])
        if want != have or (role == "lead" and not names and held.get(INFERRED)):
            fields[role] = want  # type: ignore[index]
    return Edit("lead", fields=fields)


def _partners(text: str, held: Cells, view: TaskView) -> Edit:
    if len(names := names_in(text)) > _MOST_NAMES:
        return Edit("partners", trouble=f"quá {_MOST_NAMES} cơ quan trong một ô")
    have = [part.agency for part in view.coordinate]
    want = _moved(have, names_in(held["partners"]), names)
    return Edit("partners", fields={"coordinate": want} if want != have else {})


def _moved(have: Sequence[str], was: Sequence[str], new: Sequence[str]) -> list[str]:
    """``have`` with the same added and taken away that make ``new`` of ``was``."""
    gone = {fold_key(name) for name in was} - {fold_key(name) for name in new}
    kept = [name for name in have if fold_key(name) not in gone]
    known = {fold_key(name) for name in kept}
    old = {fold_key(name) for name in was}
    return kept + [name for name in new if fold_key(name) not in known and fold_key(name) not in old]


def _product(text: str, held: Cells, view: TaskView) -> Edit:
    return Edit("product", fields={"product": stated(text) or None})


def _due(text: str, held: Cells, view: TaskView) -> Edit:
    if not (said := stated(text)):
        return Edit("due", fields={"due": None})
    try:
        due = due_said(said, view.document.date)
    except StoreError as error:
        return Edit("due", trouble=f"{error.what}: “{said}”; {error.advice}")
    same = view.due is not None and _when(due) == _when(view.due)
    return Edit("due", fields={} if same else {"due": said})


def _when(due: Due) -> tuple[object, ...]:
    return due.kind, due.from_, due.to, due.every, due.on


def _status(text: str, held: Cells, view: TaskView) -> Edit:
    status = status_in(text) if stated(text) else "open"
    if status is None:
        known = ", ".join(status_label(one) for one in ("open", "doing", "done"))
        return Edit("status", trouble=f"không hiểu tiến độ “{stated(text)}”; ghi một trong: {known}")
    if status == next((one.code for one in view.said if one.field == "status"), None):
        return Edit("status")  # said already, in other words
    return Edit("status", fields={"status": status})


_READERS = {"lead": _lead, "partners": _partners, "product": _product, "due": _due, "status": _status}


def _note(text: str, held: str, view: TaskView) -> Iterator[Edit]:
    """What was put behind a note is added to the person's own note; a note written anew takes its place."""
    new, old = stated(text), stated(held)
    if new == old or len(text) > _LONGEST:
        if len(text) > _LONGEST and new != old:
            yield Edit("note", trouble=f"ô dài hơn {_LONGEST} ký tự")
        return
    own = next((one.value for one in view.said if one.field == "note"), "")
    added = new[len(old) :].strip(" ;,.\n") if old and new.startswith(old) else new
    if own == added or (own and own.endswith(f"; {added}")):
        return
    kept = f"{own}; {added}" if own and added != new else added
    yield Edit("note", old, new, {"note": kept or None})


def _confirmed(text: str, held: Cells, view: TaskView) -> Iterator[Edit]:
    already = next((one.number for one in view.said if one.field == "confirmed"), None)
    said = stated(text)
    if not said:
        if already is not None and stated(held.get("confirmed", "")):
            yield Edit("confirmed", trouble=f"bỏ một xác nhận: nút Gỡ ở trang Nhiệm vụ, hoặc docparse undo {already}")
    elif not is_yes(said):
        yield Edit("confirmed", trouble=f"không hiểu “{said}”; đánh dấu x để xác nhận")
    elif already is None:
        yield Edit("confirmed", after=said, fields={"confirmed": True})
