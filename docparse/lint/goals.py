"""What is to be reached: targets without a number, a time or a task, shares beyond all, years outside the plan."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.errors import QuestionError
from docparse.folding import canon
from docparse.lint.findings import Finding, finding
from docparse.lint.periods import EVER, plan_period
from docparse.lint.view import View
from docparse.model import Goal, Indicator
from docparse.questions.matrix import matrix

_ALL = 100  # percent
_BEHIND = 20  # characters behind the sign in which stands what it is a share of
_YEAR = 4  # characters of an ISO date


def check_goals(view: View) -> Iterator[Finding]:
    """DP711 once for the document, DP712 for each vague target, DP713 once, DP714 for each share, DP716 once."""
    if alone := _unserved(view):
        spots = tuple(view.spot(goal.start, goal.end) for goal in alone)
        yield finding("DP711", f"{len(alone)} trên {len(view.plan.goals)} mục tiêu", spots)
    for goal in view.plan.goals:
        for mention in view.find("vague_target", goal.start, goal.end):
            clause = view.sentence(mention.start, mention.end)
            if not any(clause[0] <= i.start < clause[1] for i in goal.indicators):
                spot = view.spot(mention.start, mention.end, around=True)
                yield finding("DP712", "", (spot,), rule=mention.rule.id, why=mention.rule.why)
    if plan_period(view) is None:
        timeless = [i for goal in view.plan.goals for i in goal.indicators if i.due is None]
        if timeless:
            total = sum(len(goal.indicators) for goal in view.plan.goals)
            spots = tuple(view.spot(i.start, i.end, around=True) for i in timeless)
            yield finding("DP713", f"{len(timeless)} trên {total} chỉ tiêu", spots)

    yield from _beyond_all(view)
    yield from _outside(view)


def _beyond_all(view: View) -> Iterator[Finding]:
    """Shares of more than 100 %; growth, and what is measured against a plan or another year, may be more."""
    for item in view.items:
        for indicator in item.indicators:
            most = max(indicator.value, indicator.value_to or 0)
            if indicator.unit != "%" or indicator.change is not None or most <= _ALL:
                continue
            first, last = view.sentence(indicator.start, indicator.end)
            sign = view.text.find("%", indicator.start, indicator.end)
            if view.has("over_hundred", first, last) or view.has("measured_by", sign, sign + _BEHIND):
                continue
            spot = view.spot(indicator.start, indicator.end, around=True)
            yield finding("DP714", f"{indicator.name}: {most:g}%", (spot,))


def _outside(view: View) -> Iterator[Finding]:
    """Years of targets after the plan's end or before its beginning, where nothing says that they are an outlook."""
    period = plan_period(view)
    if period is None:
        return
    wrong: dict[str, list[Indicator]] = {}
    for goal in view.plan.goals:
        for indicator in goal.indicators:
            year = int((indicator.due or "0")[:_YEAR])
            if not year or period[0] <= year <= period[1] or _is_outlook(view, indicator.start, indicator.end):
                continue
            wrong.setdefault(str(year), []).append(indicator)
    if wrong:
        years = "–".join(str(year) for year in dict.fromkeys(period) if year != EVER)
        spots = tuple(view.spot(i.start, i.end, around=True) for some in wrong.values() for i in some)
        yield finding("DP716", f"năm {', '.join(wrong)}; kế hoạch {years}", spots)


def _is_outlook(view: View, start: int, end: int) -> bool:
    first, last = view.sentence(start, end)
    if view.has("visions", first, last) or view.has("baselines", first, last):
        return True
    outlook = view.pack.phrase("lint", "visions")
    return any(outlook.search(canon(heading)) for heading in view.headings(start))


def _unserved(view: View) -> list[Goal]:
    """Goals of the plan's own sections that no task speaks of; an annex repeats them or counts what others do."""
    try:
        rows = matrix(view.plan).rows
    except QuestionError:  # no goals or no tasks
        return []
    served = {row.id for row in rows if row.tasks}
    return [goal for goal in view.plan.goals if goal.id not in served and not view.in_appendix(goal.start)]
