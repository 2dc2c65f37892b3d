"""Which tasks fall due in a span of time, by their dates and not by their words."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from docparse.questions.answers import Deadlines
from docparse.questions.timewords import Span, last_day
from docparse.questions.views import Reader, keys
from docparse.store.connection import Connection


def due_in(
    db: Connection, reader: Reader, span: Span, documents: Collection[int], tasks: Collection[int] | None, limit: int
) -> Deadlines:
    """Tasks due in the span, soonest first; repeated ones apart; how many have no deadline or one without a date.

    ``documents`` (all where empty) and ``tasks`` (all where None) say where to look.
    """
    dated: list[tuple[date, int]] = []
    recurring: list[int] = []
    undated = 0
    among = {
        "some_documents": int(bool(documents)), "documents": keys(documents),
        "some_tasks": int(tasks is not None), "tasks": keys(tasks or ()),
    }  # fmt: skip
    counted = db.row("tasks_without_due", **among)
    for row in db.rows("dues", **among, **_texts(span)):
        due: dict[str, Any] = json.loads(row["due"])
        if due.get("every") or due["kind"] == "recurring":
            if _recurs(due.get("on"), span):
                recurring.append(row["pk"])
        elif (day := last_day(due.get("to"))) is None:
            undated += 1
        elif (span.first is None or span.first <= day) and (span.last is None or day <= span.last):
            dated.append((day, row["pk"]))
    dated.sort(key=lambda entry: entry[0])
    return Deadlines(
        first=span.first.isoformat() if span.first else None,
        last=span.last.isoformat() if span.last else None,
        tasks=tuple(reader.tasks([pk for _, pk in dated[:limit]])),
        days=tuple(day.isoformat() for day, _ in dated[:limit]),
        total=len(dated),
        recurring=tuple(reader.tasks(recurring[:limit])),
        recurring_total=len(recurring),
        undated=undated,
        without=int(counted["without"]) if counted else 0,
    )


def _texts(span: Span) -> dict[str, str]:
    """Between which texts of a day, a month or a year those in the span lie, and some around them."""
    first = span.first.isoformat() if span.first else ""
    return {"year": first[:4], "earliest": first[:7], "latest": span.last.isoformat() if span.last else "9999-12-31"}


def _recurs(on: str | None, span: Span) -> bool:
    """Whether a repeated deadline (``mm-dd``) falls in the span; one without a day may."""
    if not on or span.first is None or span.last is None:
        return True
    if span.last - span.first >= timedelta(days=366):
        return True
    days = (last_day(f"{year}-{on}") for year in range(span.first.year, span.last.year + 1))
    return any(day is not None and span.first <= day <= span.last for day in days)
