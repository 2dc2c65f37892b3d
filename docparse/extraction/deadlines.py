"""Deadlines: of a time line or table cell, or of the task that a clause states.

What counts as a deadline stands in ``rules/deadlines.yaml``; this module weighs what the rules found.
Nothing is guessed: a day and month without a year give ``on``, and a relative deadline gives none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from docparse.extraction.dates import RULES, When, read_when
from docparse.matching.engine import Mention, RulePack, rule_pack, settle
from docparse.model import Due

Where = Literal["clause", "line"]
_RANK = {"by": 3, "within": 3, "period": 3, "recurring": 2, "ongoing": 1}
_LABELS = {"clause": ("due", "due-clause"), "line": ("due", "due-line")}
_MARKER = re.compile(r"\s*(?:[-+*•–]|\(?\w{1,3}[.)]|[ivx]+\.|\d+(?:\.\d+)*\.?(?=\s))?\s*")
_END = re.compile(r"[\s,:;.)\"/*_-]*")
_BRACKETS = re.compile(r"\(([^()]{4,80})\)[\s.;,*_/]*\Z")
_SIDE = 40  # code points before a mention within which a lead-in may stand


def find_due(
    text: str, keys: str, start: int, end: int, *, where: Where, year: int | None, pack: RulePack | None = None
) -> Due | None:
    """The deadline that ``text[start:end]`` sets, or None.

    ``where`` is "line" for a time line or cell, "clause" for a task's own sentence, where times that only
    name or cite something do not count. ``year`` is the document's, for "năm nay" and for telling the past.
    """
    pack = pack or rule_pack()
    said = found = pack.candidates(RULES, _LABELS[where], keys, start, end)
    if found and where == "clause":
        found = [m for m in found if _in_place(m, keys, start, end, pack) and not _quoted(text, start, m.start)]
    kept = settle(found)
    if where == "clause" and (closing := _closing_parenthesis(keys, start, end)) is not None:
        inner = find_due(text, keys, *closing, where="line", year=year, pack=pack)
        apart = all(m.start >= closing[0] or m.end <= closing[0] for m in kept)
        if inner is not None and inner.start == _behind_label(keys, *closing, pack) and apart:
            return inner
    dues = [(m, d) for m in kept if (d := _due(m, text, keys, year, pack, where))]
    if not dues:
        return None
    best = max(dues, key=lambda pair: (_RANK[pair[1].kind], pair[1].every is not None, -pair[0].start))[1]
    if best.kind != "by" or best.to is not None or best.on is None:
        return best
    yearly = [m for m in said if m.values.get("every") == "year" and not _quoted(text, start, m.start)]
    return _repeated(best, [m for m, _ in dues] + yearly)


def _repeated(best: Due, said: list[Mention]) -> Due:
    """A day without a year beside "định kỳ" recurs on that day; beside "hằng năm" wherever that stands in the clause,
    for then the day is of no one year."""
    regular = next((m for m in said if m.values["kind"] == "recurring"), None)
    if regular is None:
        return best
    return replace(best, kind="recurring", every=regular.values.get("every"), rule=regular.rule.id)


def _due(mention: Mention, text: str, keys: str, year: int | None, pack: RulePack, where: Where) -> Due | None:
    values = mention.values
    if values["kind"] == "none":
        return None
    first = _when(mention, "from", keys, year, pack)
    last = _when(mention, "to", keys, year, pack)
    if first is not None and last is not None and last.year is not None:
        first = first.in_year(last.year)
    if where == "clause" and values.get("past") == "reject" and year is not None:
        latest = last or first
        if latest is not None and latest.year is not None and latest.year < year:
            return None
    recurring = values["kind"] == "recurring"
    since = None
    if first is not None:
        since = first.first
    elif last is not None and values["kind"] == "period" and last.first != last.last:
        since = last.first
    start, end = _said(mention, text)
    return Due(
        text=text[start:end],
        kind=values["kind"],
        from_=since,
        to=None if recurring or last is None else last.last,
        every=values.get("every"),
        on=last.on if last is not None else None,
        rule=mention.rule.id,
        start=start,
        end=end,
    )


def _said(mention: Mention, text: str) -> tuple[int, int]:
    """The words that are the time itself: without the verb that its rule looks at, with the bracket that they open."""
    end = mention.parts["verb"][0] if "verb" in mention.parts else mention.end
    while end > mention.start and text[end - 1] in " ,":
        end -= 1
    words = text[mention.start : end]
    if words.count("(") > words.count(")") and text[end : end + 1] == ")":
        end += 1
    return mention.start, end


def _when(mention: Mention, part: str, keys: str, year: int | None, pack: RulePack) -> When | None:
    span = mention.parts.get(part)
    return read_when(keys, span[0], span[1], year=year, pack=pack) if span else None


def _in_place(mention: Mention, keys: str, start: int, end: int, pack: RulePack) -> bool:
    """Whether a mention stands where its rule lets a deadline of the task stand."""
    allowed = mention.values.get("at")
    if not allowed:
        return True
    if "opening" in allowed and _opens(keys, start, mention.start, pack):
        return True
    if "closing" in allowed and _END.fullmatch(keys, mention.end, end):
        return True
    before = keys[max(start, mention.start - _SIDE) : mention.start].rstrip()
    return "comma" in allowed and before.endswith((",", ";", ":", ". "))


def _opens(keys: str, start: int, at: int, pack: RulePack) -> bool:
    """Nothing but a list marker and lead-in words ("phấn đấu") stands before ``at``, or its sentence begins there."""
    for begin in {start, keys.rfind(". ", start, at) + 2 if ". " in keys[start:at] else start}:
        if at - begin > _SIDE:
            continue
        marker = _MARKER.match(keys, begin, at)
        rest = keys[marker.end() if marker else begin : at]
        if not pack.phrase(RULES, "lead_in").sub(" ", rest).strip(' ,:;-+*"(\n'):
            return True
    return False


def _closing_parenthesis(keys: str, start: int, end: int) -> tuple[int, int] | None:
    """The words between the brackets that end the clause: "… (quý IV/2013 và thường xuyên)." """
    begin = max(start, end - 100)
    found = _BRACKETS.search(keys, begin, end) if keys.find(")", begin, end) >= 0 else None
    return found.span(1) if found else None


def _behind_label(keys: str, start: int, end: int, pack: RulePack) -> int:
    """Where the time itself begins in "(thời gian hoàn thành: quý II/2026)"."""
    colon = keys.find(": ", start, end)
    labelled = colon >= 0 and pack.phrase(RULES, "time_label").match(keys, start, colon)
    return colon + 2 if labelled else start


def _quoted(text: str, start: int, at: int) -> bool:
    """Inside quotation marks: there a time belongs to a title."""
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


__all__ = ["Where", "find_due"]
