"""When: deadlines outside the plan's period or before its date, dates of no calendar, periods that run backwards."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from docparse.folding import canon
from docparse.lint.findings import Finding, finding
from docparse.lint.view import View
from docparse.matching.mentions import Mention
from docparse.model import Due, Task

_GRACE_MONTHS = 4  # of the year after: reports and accounts of the last year
EVER = 1  # the first year there is
_SUNDAY, _WEEK = 6, 6  # of date.weekday(); the names but Sunday's, in words and then in figures
_TO_THE_DAY = 10  # characters of an ISO date


def plan_period(view: View) -> tuple[int, int] | None:
    """First and last year that the title names; None where it names none. Before a last year alone anything may be."""
    keys = canon(view.plan.document.title or "")
    cited = [date for date in view.pack.find("references", "date", keys) if "month" in date.parts]
    first: list[int] = []
    last: list[int] = []
    for mention in view.pack.find("lint", "plan_period", keys):
        if any(date.start < mention.end and mention.start < date.end for date in cited):
            continue
        for part, years in (("from", first), ("to", last)):
            if (said := mention.text(keys, part)) is not None:
                years.append(int(said))
    if not first and not last:
        return None
    return min(first) if first else EVER, max(*first, *last, EVER)


def check_periods(view: View) -> Iterator[Finding]:
    """DP721 and DP722 for deadlines of tasks, DP723 to DP725 wherever such a date is printed."""
    yield from _deadlines(view)
    yield from _weekdays(view)
    for mention in view.find("printed_date"):
        if (said := _impossible(view.text, mention)) is not None and not view.is_quoted(mention.start, mention.end):
            spot = view.spot(mention.start, mention.end, around=True)
            yield finding("DP723", said, (spot,), rule=mention.rule.id, why=mention.rule.why)
    for mention in view.find("printed_years"):
        first, last = (int(mention.text(view.text, part) or 0) for part in ("from", "to"))
        if first > last:
            spot = view.spot(mention.start, mention.end, around=True)
            yield finding("DP724", f"{first} – {last}", (spot,), rule=mention.rule.id, why=mention.rule.why)


def _weekdays(view: View) -> Iterator[Finding]:
    """Days of the week that are not those of the date behind them."""
    names = view.pack.words("lint", "weekdays")
    for mention in view.find("weekday"):
        day, month, year = (int(mention.text(view.text, part) or 0) for part in ("d", "m", "y"))
        said = mention.text(view.keys, "w")
        number = names.index(said) % _WEEK if said else _SUNDAY
        try:
            real = date(year, month, day).weekday()
        except ValueError:  # DP723 tells
            continue
        if number != real:
            printed = " ".join(view.text[mention.start : mention.end].split())
            right = f"thứ {names[real]}" if real != _SUNDAY else names[-1]
            spot = view.spot(mention.start, mention.end, around=True)
            yield finding("DP725", f"{printed}: là {right}", (spot,), rule=mention.rule.id, why=mention.rule.why)


def _impossible(text: str, mention: Mention) -> str | None:
    """The date as printed if no calendar has it; without a year February may have 29 days."""
    day, month = (int(mention.text(text, part) or 0) for part in ("d", "m"))
    if not day or not month:
        return None  # a date that is torn apart, "tháng 0 6"
    year = int(mention.text(text, "y") or 0) or 2000
    if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return " ".join((mention.text(text) or "").split())


def _deadlines(view: View) -> Iterator[Finding]:
    period = plan_period(view)
    signed = view.plan.document.date
    late: dict[str, list[Task]] = {}
    outside: dict[str, list[Task]] = {}
    for task in view.plan.tasks:
        due = task.due
        if due is None or due.start is None or due.end is None or view.is_quoted(due.start, due.end):
            continue
        end = _last_day(due.to)
        if end is None:
            continue
        if signed and due.kind in ("by", "within") and due.from_ is None and end < signed:
            late.setdefault(_vn(due), []).append(task)
        elif period and not (signed or f"{period[0] - 1}-01-01") <= end <= f"{period[1] + 1}-{_GRACE_MONTHS:02}-31":
            outside.setdefault(_vn(due), []).append(task)
    if signed:
        _printed_late(view, signed, late)
    if late and signed:
        yield _told(view, "DP722", late, f"ký ngày {'/'.join(reversed(signed.split('-')))}")
    if outside and period:
        years = "–".join(str(year) for year in dict.fromkeys(period) if year != EVER)
        yield _told(view, "DP721", outside, f"kế hoạch {years}")


def _printed_late(view: View, signed: str, late: dict[str, list[Task]]) -> None:
    """Deadlines in tasks that lie before the date of signing: the parser takes them for dates of something else."""
    for task in view.plan.tasks:
        if task.due is not None:
            continue
        for mention in view.find("printed_due", task.start, task.end):
            year, *rest = (mention.text(view.text, part) for part in ("y", "m", "d"))
            printed = "-".join(part.zfill(2) for part in (year, *rest) if part)
            end = _last_day(printed)
            if end is not None and end < signed and not view.is_quoted(mention.start, mention.end):
                late.setdefault("/".join(reversed(printed.split("-"))), []).append(task)


def _told(view: View, code: str, dues: dict[str, list[Task]], against: str) -> Finding:
    """One finding for all deadlines of a kind: ``hạn 12/2024, 2030; kế hoạch 2025``."""
    spots = tuple(view.spot(task.start, task.end) for tasks in dues.values() for task in tasks)
    return finding(code, f"hạn {', '.join(dues)}; {against}", spots)


def _last_day(value: str | None) -> str | None:
    """``2025`` to ``2025-12-31``; None for nothing."""
    if value is None:
        return None
    if len(value) == _TO_THE_DAY:
        return value
    year, *rest = (int(part) for part in value.split("-"))
    month = min(rest[0], 12) if rest else 12
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


def _vn(due: Due) -> str:
    return "/".join(reversed((due.to or "").split("-")))
