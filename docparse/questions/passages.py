"""Sentences that are no goal, no task and no directive, of two versions of a plan: reasons, rules, headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from docparse.folding import fold_key
from docparse.model import Plan
from docparse.questions.alignment import Passage, align
from docparse.questions.answers_across import Change, DiffRow
from docparse.questions.changes import changed_words
from docparse.questions.comparable import Innermost, clauses, is_field
from docparse.questions.versions import Side

_LEAST = 3  # words; less is a label or what is left of a line that is told already
_NEAR = 20  # characters within which the title of a directive follows it

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """``text`` is the sentence without what is compared elsewhere, ``section`` the id of the section."""

    text: str
    whole: str
    start: int
    end: int
    section: str


def passage_changes(before: Side, after: Side) -> tuple[DiffRow, ...]:
    """The sentences that only one version has, and those that were reworded, in the order of the new one."""
    olds, news = list(_sentences(before.plan)), list(_sentences(after.plan))
    sides = [
        [Passage(one.text, side.headings.get(one.section, "")) for one in found]
        for side, found in ((before, olds), (after, news))
    ]
    rows = []
    for a, b in align(*sides):
        old = before.quote(olds[a].start, olds[a].end, olds[a].section, None) if a is not None else None
        new = after.quote(news[b].start, news[b].end, news[b].section, None) if b is not None else None
        if a is None and b is not None:
            rows.append(DiffRow("+", news[b].whole, None, None, None, new))
        elif b is None and a is not None:
            rows.append(DiffRow("-", olds[a].whole, None, None, old, None))
        elif a is not None and b is not None and (words := changed_words(olds[a].text, news[b].text)):
            change = Change("text", olds[a].text, news[b].text, words)
            rows.append(DiffRow("~", news[b].whole, None, None, old, new, (change,)))
    return tuple(rows)


def _sentences(plan: Plan) -> Iterator[_Sentence]:
    """Clauses outside goals, tasks, header, signature and fields; names and dates told elsewhere are left out."""
    items = sorted([(goal.start, goal.end) for goal in plan.goals] + [(task.start, task.end) for task in plan.tasks])
    starts, reach = [start for start, _ in items], [0, *accumulate((end for _, end in items), max)]
    told, sections, body = _told(plan), Innermost(plan.sections), _body(plan)
    cited = [reference.start for reference in plan.references]
    at = 0
    for line in plan.text.split("\n"):
        start, at = at, at + len(line) + 1
        section = sections.at(start)
        if section is None or section.role == "closing" or start < body or is_field(line):
            continue
        label = (section.label or "") if start <= section.start < at else ""
        for first, last in clauses(line):
            begin, end = start + first, start + last
            cites = bisect_left(cited, begin) < bisect_left(cited, end)
            if reach[bisect_left(starts, end)] > begin or (cites and section.role == "preamble"):
                continue  # what a plan is based on is told by its directives
            text = _without(plan.text, begin, end, told).strip(" -+*;.")
            text = text.removeprefix(label).lstrip(" .)-") if label else text
            if len(text.split()) >= _LEAST:
                yield _Sentence(text, " ".join(line[first:last].split()), begin, end, section.id)


def _told(plan: Plan) -> list[Span]:
    """Spans that are compared as agencies, deadlines, targets, directives; in order, none overlapping."""
    spans = [(r.start, r.end) for r in plan.references]
    titles = ((r.title, r.start, r.end + len(r.title) + _NEAR) for r in plan.references if r.title)
    spans += [(at, at + len(title)) for title, start, end in titles if (at := plan.text.find(title, start, end)) >= 0]
    for task in plan.tasks:
        spans += [(a.start, a.end) for a in task.assignments]
        if task.due and task.due.start is not None and task.due.end is not None:
            spans.append((task.due.start, task.due.end))
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _without(text: str, start: int, end: int, told: list[Span]) -> str:
    """The words of a stretch that no span of ``told`` holds."""
    pieces = []
    first = max(bisect_right(told, (start,)) - 1, 0)
    for begin, until in told[first:]:
        if begin >= end:
            break
        if until > start:
            pieces.append(text[start:begin] if begin > start else "")
            start = max(start, until)
    return " ".join(" ".join([*pieces, text[start:end]]).split())


def _body(plan: Plan) -> int:
    """Where the header ends: behind the last line of the title that stands before the first directive or section."""
    about, title = plan.document, fold_key(plan.document.title or "")
    first = min([s.start for s in plan.sections if s.role not in ("preamble", "closing")], default=0)
    end = at = 0
    for line in plan.text[:first].split("\n"):
        at += len(line) + 1
        key = fold_key(line).strip(" *.-")
        if key and (key in title or fold_key(about.type or "") == key):
            end = at
    return end
