"""What is to be reached: targets without a number, without a time, without a task."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.errors import QuestionError
from docparse.lint.findings import Finding, finding
from docparse.lint.periods import plan_period
from docparse.lint.view import View
from docparse.model import Goal
from docparse.questions.matrix import matrix


def check_goals(view: View) -> Iterator[Finding]:
    """DP711 once for the document, DP712 for each vague target, DP713 once."""
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


def _unserved(view: View) -> list[Goal]:
    """Goals of the plan's own sections that no task speaks of; an annex repeats them or counts what others do."""
    try:
        rows = matrix(view.plan).rows
    except QuestionError:  # no goals or no tasks
        return []
    served = {row.id for row in rows if row.tasks}
    return [goal for goal in view.plan.goals if goal.id not in served and not view.in_appendix(goal.start)]
