"""Goals against tasks of one plan (S6): what serves which goal, and orphans on both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from docparse.errors import QuestionError
from docparse.folding import canon
from docparse.matching.engine import rule_pack
from docparse.model import Plan
from docparse.questions.answers_across import Condition, Matched, MatrixAnswer, MatrixRow, MatrixTask
from docparse.questions.comparable import Comparable, Item, plan_ref
from docparse.questions.evidence import Teller
from docparse.questions.similarity import Likeness

_DOERS = ("lead", "implement")


def matrix(plan: Plan) -> MatrixAnswer:
    """The goals in their order, each with the tasks that speak of it; annex rows that repeat a task stand once.

    A task of funding, inspection, reporting, spreading or planning serves the whole and no goal by itself, unless it
    says what a goal says. QuestionError DP508 for a plan without goals or tasks.
    """
    about, side = plan_ref(plan), Comparable(plan)
    tasks = [task for task in side.tasks if task.same_as is None]
    if not side.goals or not tasks:
        what = "không có mục tiêu, chỉ tiêu nào" if not side.goals else "không có nhiệm vụ nào"
        raise QuestionError("DP508", about.name, f"{what} để lập ma trận", "xem cây đề mục: docparse show")
    kinds = [_condition(task) for task in tasks]
    working = [task for task, kind in zip(tasks, kinds, strict=True) if kind is None]
    # what stands below "Huy động học sinh ra lớp" serves that, whatever words it has of its own
    headed = [replace(task, terms=task.terms | task.heading, heading=frozenset()) for task in working]
    found = []
    for candidates in (working, headed):
        likeness = Likeness(side.goals, candidates, across=True)
        teller = Teller(likeness.weights, about, plan)
        found += [(match, teller) for match in likeness.matches(most=len(working))]
    served: dict[str, dict[str, Matched]] = {goal.id: {} for goal in plan.goals}
    for match, teller in sorted(found, key=lambda entry: -entry[0].score):  # a goal's clauses serve it together
        goal, task = side.goals[match.upper], working[match.lower]
        served[goal.whole].setdefault(task.id, teller.matched(match, goal, task))
    serving = {task for tasks_ in served.values() for task in tasks_}
    rows = (
        MatrixRow(goal.id, goal.text, side.whole(goal).quote, tuple(served[goal.id].values())) for goal in plan.goals
    )
    return MatrixAnswer(
        document=about,
        rows=tuple(rows),
        orphans=tuple(_alone(task, None) for task in working if task.id not in serving),
        conditions=tuple(_alone(task, kind) for task, kind in zip(tasks, kinds, strict=True) if kind is not None),
        tasks=len(tasks),
    )


def _condition(task: Item) -> Condition | None:
    """How a task supports the plan as a whole: by its section, else by a rule of ``rules/similarity.yaml``."""
    if task.role == "funding":
        return "funding"
    found = rule_pack().find("similarity", "condition", canon(task.text))
    return cast("Condition", found[0].values["kind"]) if found else None


def _alone(task: Item, condition: Condition | None) -> MatrixTask:
    doers = tuple(dict.fromkeys(a.agency for a in task.assignments if a.role in _DOERS))
    return MatrixTask(task.id, task.text, task.quote, doers, condition)
