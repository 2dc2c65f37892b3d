"""Deadlines as a calendar (RFC 5545): one whole-day event a task whose day is known, recurring ones with their rule.

A month, quarter or year ends on its last day, one that comes again too; what recurs by the week without a day, or has
no deadline, is in no calendar.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from docparse.model import Due
from docparse.output.page import NOT_STATED, safe
from docparse.output.tasklines import TaskLine

_EVERY: dict[str, dict[str, Any]] = {
    "week": {"freq": "weekly"},
    "month": {"freq": "monthly"},
    "quarter": {"freq": "monthly", "interval": 3},
    "half-year": {"freq": "monthly", "interval": 6},
    "year": {"freq": "yearly"},
}
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_LAST = -1  # the last day of a month in a calendar's rule
_STAMP = datetime(2000, 1, 1, tzinfo=UTC)  # the same tasks give the same bytes
_AHEAD = timedelta(days=7)  # of the reminder
_SHORT = 70  # code points of a title
_DAY, _MONTH, _YEAR = len("2026-06-30"), len("2026-06"), len("2026")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The .ics file, how many tasks are in it and how many have no day."""

    data: bytes
    events: int
    left_out: int


def task_calendar(title: str, lines: Sequence[TaskLine]) -> Calendar:
    """The calendar of these tasks; ``title`` names it."""
    from icalendar import Calendar as ICalendar

    out = ICalendar()
    out.add("prodid", "-//docparse//VN")
    out.add("version", "2.0")
    out.add("x-wr-calname", safe(title))
    events = [event for line in lines if (event := _event(line)) is not None]
    for event in events:
        out.add_component(event)
    return Calendar(out.to_ical(), len(events), len(lines) - len(events))


def last_day(due: Due) -> date | None:
    """The day on which a deadline ends; None where none is stated, it recurs, or there is no such day."""
    to = due.to or ""
    try:
        if len(to) == _DAY:
            return date.fromisoformat(to)
        if len(to) == _MONTH:
            year, month = int(to[:4]), int(to[5:])
            return date(year, month, calendar.monthrange(year, month)[1])
        return date(int(to), 12, 31) if len(to) == _YEAR else None
    except ValueError:
        return None


def next_day(due: Due, printed: str | None, on: date) -> date | None:
    """The first day from ``on`` on which a recurring deadline falls; ``printed``: the document's date. None for others
    and where no day is known."""
    if due.kind != "recurring":
        return None
    day, rule = _when(due, printed)
    months = _MONTHS.get(due.every or "")
    if day is None or rule is None or months is None:
        return day if day and day >= on else None
    ahead = max((on.year - day.year) * 12 + on.month - day.month, 0)
    for more in range(ahead - ahead % months, ahead + 2 * months, months):
        at = _months_on(day, more, rule.get("bymonthday", day.day))
        if at >= on:
            return at
    return None


def _months_on(day: date, months: int, of_month: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    end = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, end if of_month == _LAST else min(of_month, end))


def _event(line: TaskLine) -> Any:
    from icalendar import Alarm, Event

    if line.due is None:
        return None
    day, rule = _when(line.due, line.document.date)
    if day is None:
        return None
    event = Event()
    event.add("uid", f"{hashlib.sha256(line.key.encode()).hexdigest()[:24]}@docparse")
    event.add("dtstamp", _STAMP)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    if rule:
        event.add("rrule", rule)
    event.add("summary", f"Hạn: {_cut(safe(line.text))}")
    event.add("description", "\n".join(map(safe, _about(line))))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -_AHEAD)
    alarm.add("description", f"Sắp đến hạn: {_cut(safe(line.text))}")
    event.add_component(alarm)
    return event


def _when(due: Due, printed: str | None) -> tuple[date | None, dict[str, Any] | None]:
    """The (first) day, and how it comes again; ``printed`` is the document's date."""
    if due.kind != "recurring":
        return last_day(due), None
    since = due.from_ or printed or ""
    rule = _EVERY.get(due.every or "")
    if rule is None or not since[:_YEAR].isdigit() or not int(since[:_YEAR]):
        return None, None
    if due.on:
        return _on_day(due, int(since[:_YEAR]), printed), rule
    months = _MONTHS.get(due.every or "")
    day = _day_of_month(due)
    if months is None or day is None:
        return None, None
    month = int(since[5:_MONTH] or 1)
    month += -month % months  # the month that ends the period in which the document was issued
    year = int(since[:_YEAR])
    end = calendar.monthrange(year, month)[1]
    # a yearly rule with a day of the month would stand for every month
    first = date(year, month, min(day, end) if day > 0 else end)
    return first, {"freq": "monthly", "interval": months, "bymonthday": day}


def _on_day(due: Due, year: int, printed: str | None) -> date | None:
    try:
        day = date(year, int((due.on or "")[:2]), int((due.on or "")[3:]))
    except ValueError:
        return None
    issued = date.fromisoformat(printed) if printed and len(printed) == _DAY else None
    if issued and day < issued and due.every == "year":
        day = day.replace(year=year + 1)
    return day


def _day_of_month(due: Due) -> int | None:
    """The day that is printed ("trước ngày 25 hằng tháng"), -1 for the last where none is; None where unsure."""
    numbers = {int(number) for number in re.findall(r"\d{1,4}", due.text)} - {1, _MONTHS.get(due.every or "", 1)}
    if not numbers:
        return _LAST
    day = numbers.pop()
    return day if not numbers and day <= 31 and due.every in ("month", "quarter") else None


def _about(line: TaskLine) -> Iterable[str]:
    yield f"“{' '.join(line.quote.split())}”"
    yield f"Chủ trì: {'; '.join(line.lead) or NOT_STATED}"
    if line.partners:
        yield f"Phối hợp: {'; '.join(line.partners)}"
    if line.product:
        yield f"Sản phẩm: {line.product}"
    yield f"Thời hạn: văn bản ghi “{line.due_text}”"
    yield f"Căn cứ: {line.basis}"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"
