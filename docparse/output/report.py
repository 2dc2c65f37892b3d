"""The progress of an agency or a plan over a span of time: what the report says, before it is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from docparse.output.page import Element, Heading, Line, Page, Table, columns
from docparse.output.progress import Dated, Progress, State, progress, progress_rows
from docparse.output.tasklines import TaskLine, checklist_lines, task_lines
from docparse.output.words import date as date_text
from docparse.output.words import document
from docparse.questions.answer import Answer
from docparse.questions.answers import ChecklistAnswer, ChecklistRow, DocumentRef
from docparse.questions.sheet import SheetAnswer

SECTIONS: tuple[tuple[State, str], ...] = (
    ("done", "Nhiệm vụ đã xong"),
    ("doing", "Nhiệm vụ đang làm"),
    ("overdue", "Nhiệm vụ quá hạn"),
    ("going", "Nhiệm vụ còn trong hạn, chưa ghi tiến độ"),
    ("undated", "Nhiệm vụ chưa nêu thời hạn, chưa ghi tiến độ"),
)
COUNTED = ("Văn bản", "Tổng số", "Đã xong", "Đang làm", "Quá hạn", "Còn trong hạn", "Chưa nêu thời hạn")
ROWS = ("Nhóm", "STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Đến ngày", "Còn", "Tiến độ", "Căn cứ")
_ROMAN = ("", "I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period(Answer):
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def label(self) -> str:
        """``quý IV/2026``, ``năm 2026``, ``từ 01/10/2026 đến 15/11/2026``."""
        for number in range(1, 5):
            if self == quarter(number, self.first.year):
                return f"quý {_ROMAN[number]}/{self.first.year}"
        if (self.first, self.last) == (date(self.first.year, 1, 1), date(self.first.year, 12, 31)):
            return f"năm {self.first.year}"
        return f"từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"

    @property
    def next(self) -> Period:
        """As long, right behind; a quarter behind a quarter."""
        first = self.last + timedelta(days=1)
        for number in range(1, 5):
            if self == quarter(number, self.first.year):
                return quarter(number % 4 + 1, first.year)
        return Period(first, first + (self.last - self.first))

    def to_dict(self) -> dict[str, str]:
        return {"first": self.first.isoformat(), "last": self.last.isoformat(), "label": self.label}


def quarter(number: int, year: int) -> Period:
    """``quarter(4, 2026)``: the first and the last day of quý IV/2026."""
    last = date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)
    return Period(date(year, number * 3 - 2, 1), last)


@dataclass(frozen=True, slots=True)
class Counted(Answer):
    """How many tasks of a document are how far."""

    document: DocumentRef
    total: int
    done: int
    doing: int
    overdue: int
    going: int
    undated: int


@dataclass(frozen=True, slots=True)
class Report(Answer):
    """How far the tasks of ``kind`` ``about`` are at the end of ``period``, or on ``on`` where that comes earlier.

    ``done_in`` counts what was said done within the period, ``inferred`` tasks that nobody was stated for; ``ahead``
    are the tasks due in the next period, soonest first."""

    kind: Literal["agency", "document"]
    about: str
    issuer: str
    period: Period
    on: str
    progress: Progress
    documents: tuple[Counted, ...]
    done_in: int
    inferred: int
    ahead: tuple[Dated, ...]
    province: str | None = None  # the issuer's, where its name does not say

    def to_dict(self) -> dict[str, object]:
        plain = {name: getattr(self, name) for name in ("kind", "about", "issuer", "on", "done_in", "inferred")}
        rows = self.progress.to_dict()["rows"]
        ahead = replace(self.progress, rows=self.ahead).to_dict()["rows"]
        documents = [one.to_dict() for one in self.documents]
        return {**plain, "period": self.period.to_dict(), "documents": documents, "rows": rows, "ahead": ahead}


def agency_report(answer: ChecklistAnswer, name: str, period: Period, today: date) -> Report:
    """The report of an agency on all its tasks but those in which it only receives others' reports."""
    own = replace(
        answer,
        rows=_own(answer.rows),
        inherited=_own(answer.inherited),
        inferred=_own(answer.inferred),
        unplaced=_own(answer.unplaced),
    )
    found = _report("agency", name, answer.name, checklist_lines(own), period, today)
    return replace(found, province=answer.province)


def _own(rows: Sequence[ChecklistRow]) -> tuple[ChecklistRow, ...]:
    return tuple(row for row in rows if set(row.roles) != {"receive"})


def document_report(answer: SheetAnswer, period: Period, today: date) -> Report:
    """The report on a plan."""
    about = answer.document
    return _report(
        "document", document(about.name, about.date), about.issuer or "…", task_lines(answer.tasks), period, today
    )


def _report(
    kind: Literal["agency", "document"], about: str, issuer: str, lines: Sequence[TaskLine], period: Period, today: date
) -> Report:
    last = period.last.isoformat()
    known = [line for line in lines if (line.document.date or "") <= last]
    on = min(period.last, today)
    found = progress(about, known, on)
    first, after = period.first.isoformat(), period.next
    done_in = sum((row.line.status_day or "") >= first for row in found.of("done"))
    ahead = [
        row
        for row in progress(about, known, after.first).rows
        if row.state != "done" and row.day and after.first.isoformat() <= row.day <= after.last.isoformat()
    ]
    ahead.sort(key=lambda row: row.day or "")
    inferred = sum(bool(line.inferred and not line.lead) for line in known)
    return Report(kind, about, issuer, period, on.isoformat(), found, _counted(found), done_in, inferred, tuple(ahead))


def _counted(found: Progress) -> tuple[Counted, ...]:
    by_document: dict[str, list[Dated]] = {}
    for row in sorted(found.rows, key=lambda row: row.line.number):
        by_document.setdefault(row.line.document.id, []).append(row)
    return tuple(
        Counted(
            rows[0].line.document,
            len(rows),
            *(sum(row.state == state for row in rows) for state, _ in SECTIONS),
        )
        for rows in by_document.values()
    )


def summary(found: Report) -> str:
    """The figures in a sentence."""
    of = {state: len(found.progress.of(state)) for state, _ in SECTIONS}
    parts = [
        f"{of['done']} nhiệm vụ đã xong" + (f" (trong kỳ: {found.done_in})" if of["done"] else ""),
        *(f"{of[state]} {label[0].lower()}{label[1:]}" for state, label in SECTIONS[1:]),
    ]
    where = f" của {len(found.documents)} văn bản" if found.kind == "agency" else ""
    text = (
        f"Đến ngày {date_text(found.on)}: tổng số {len(found.progress.rows)} nhiệm vụ{where}, gồm {'; '.join(parts)}."
    )
    unsaid = f" {found.inferred} nhiệm vụ văn bản không nêu cơ quan thực hiện, ghi theo suy ra, cần xác nhận."
    return text + (unsaid if found.inferred else "")


def counted_rows(found: Report) -> list[tuple[str, ...]]:
    rows = []
    for one in found.documents:
        figures = (one.total, one.done, one.doing, one.overdue, one.going, one.undated)
        rows.append((document(one.document.name, one.document.date), *map(str, figures)))
    return rows


def report_page(found: Report) -> Page:
    page: list[Element] = [Heading(f"BÁO CÁO {found.period.label} – {found.about}"), Line(summary(found))]
    page += [Line(""), Table(columns(*COUNTED, right="|".join(COUNTED[1:])), tuple(counted_rows(found)))]
    for state, label in SECTIONS:
        rows = found.progress.of(state)
        if rows:
            page.append(Heading(f"{label}: {len(rows)}"))
            page.append(
                Table(columns(*ROWS[1:], right="STT|Còn"), tuple(r[1:] for r in progress_rows(rows, short=True)))
            )
    return page


def report_rows(found: Report) -> list[tuple[str, ...]]:
    return progress_rows(found.progress.rows)
