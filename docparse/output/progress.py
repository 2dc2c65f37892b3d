"""How far tasks are on a day: done, overdue, due soon, under way, within time, without a deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from docparse.output.calendar import last_day, next_day
from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns
from docparse.output.tasklines import TaskLine
from docparse.output.words import date as date_text
from docparse.output.words import excerpt
from docparse.questions.answer import Answer

State = Literal["overdue", "soon", "doing", "going", "undated", "done"]
STATES: tuple[State, ...] = get_args(State)
TITLES = {
    "overdue": "Quá hạn",
    "soon": "Sắp đến hạn",
    "doing": "Đang làm",
    "going": "Còn trong hạn",
    "undated": "Chưa nêu thời hạn",
    "done": "Đã xong",
}
MINE_TITLES = ("Nhóm", "STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Đến ngày", "Còn", "Tiến độ", "Căn cứ")


@dataclass(frozen=True, slots=True)
class Dated(Answer):
    """A task with its state on a day; ``day`` is the ISO day on which it is due (next), ``left`` days until then."""

    line: TaskLine
    state: State
    day: str | None
    left: int | None


@dataclass(frozen=True, slots=True)
class Progress(Answer):
    """The tasks of an agency or a document as they stand ``on`` a day (ISO); ``rows`` by state, soonest first.

    ``about``: what the tasks are of; ``soon``: how many days ahead count as soon."""

    about: str
    on: str
    soon: int
    rows: tuple[Dated, ...]

    def of(self, state: State) -> tuple[Dated, ...]:
        return tuple(row for row in self.rows if row.state == state)


def progress(about: str, lines: Sequence[TaskLine], on: date, soon: int = 0) -> Progress:
    """Sort ``lines`` by how far they are at the end of the day ``on``; what was said after it does not count."""
    rows = [_dated(line, on, soon) for line in lines]
    rows.sort(key=lambda row: (STATES.index(row.state), row.day or "9999", row.line.number))
    return Progress(about, on.isoformat(), soon, tuple(rows))


def _dated(line: TaskLine, on: date, soon: int) -> Dated:
    if line.status_day and line.status_day > on.isoformat():
        line = replace(line, status=None, status_day=None)
    due = line.due
    day = None if due is None else last_day(due) or next_day(due, line.document.date, on)
    left = (day - on).days if day else None
    when = day.isoformat() if day else None
    if line.status == "done":
        return Dated(line, "done", when, None)
    if left is not None and left < 0:
        return Dated(line, "overdue", when, left)
    if left is not None and left <= soon:
        return Dated(line, "soon" if soon else _within(line), when, left)
    return Dated(line, _within(line), when, left)


def _within(line: TaskLine) -> State:
    """That a task is within its time does not say that somebody is at it."""
    return "doing" if line.status == "doing" else "going" if line.due else "undated"


def only_urgent(found: Progress) -> Progress:
    """What is overdue or due soon."""
    return replace(found, rows=(*found.of("overdue"), *found.of("soon")))


def progress_page(found: Progress) -> Page:
    counts = "; ".join(f"{TITLES[state].lower()}: {len(found.of(state))}" for state in STATES if found.of(state))
    page: list[Element] = [Heading(f"VIỆC CỦA {found.about} – ngày {date_text(found.on)}")]
    if not found.rows:
        return [*page, Line("Không có việc nào.")]
    for state in STATES:
        rows = found.of(state)
        if rows:
            more = f" (trong {found.soon} ngày)" if state == "soon" else ""
            page.append(Heading(f"{TITLES[state]}{more}: {len(rows)}"))
            shown = tuple(cells[1:] for cells in progress_rows(rows, short=True))
            page.append(Table(columns(*MINE_TITLES[1:], right="STT|Còn"), shown))
    return [*page, Line(""), Line(counts, "dim")]


def progress_rows(rows: Sequence[Dated], *, short: bool = False) -> list[tuple[str, ...]]:
    """A row a task in the order of :data:`MINE_TITLES`."""
    return list(_rows(rows, short))


def _rows(rows: Sequence[Dated], short: bool) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, 1):
        line = row.line
        text = excerpt(line.text, 120) if short else " ".join(line.text.split())
        lead = "; ".join(line.lead) or (f"{'; '.join(line.inferred)} (suy ra)" if line.inferred else NONE)
        left = NONE if row.left is None else f"{row.left} ngày" if row.left >= 0 else f"quá {-row.left} ngày"
        yield (
            TITLES[row.state], str(number), text, lead, line.due_text, date_text(row.day, NONE), left,
            line.status_text if line.status else NONE, line.basis,
        )  # fmt: skip
