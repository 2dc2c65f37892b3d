"""Questions about whole plans, asked of a store: plans are taken out and compared as they were read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docparse.errors import QuestionError
from docparse.model import Plan
from docparse.questions import coverage as covering
from docparse.questions import diff as differing
from docparse.questions import matrix as crossing
from docparse.store.planvalues import plan_of

if TYPE_CHECKING:
    from docparse.questions.answers_across import CoverageAnswer, DiffAnswer, MatrixAnswer
    from docparse.store.graphstore import GraphStore

_VERSION = re.compile(r"(.+)@(\d{1,6})\Z")


def stored_plan(store: GraphStore, words: str) -> Plan:
    """The plan that ``words`` name, ``3243@1`` an older version of it; QuestionError DP501, DP502, DP503."""
    asked = _VERSION.match(words.strip())
    return plan_of(store.plan(asked[1], int(asked[2])) if asked else store.plan(words))


def last_two(store: GraphStore, words: str) -> tuple[Plan, Plan]:
    """The version before the current one, and the current one; QuestionError DP503 where there is but one."""
    about = store.find_document(words)
    if about.version < 2:
        raise QuestionError("DP503", about.name, "kho chỉ có một bản", "nêu cả hai bản: docparse diff CŨ MỚI")
    return plan_of(store.plan(about.id, about.version - 1)), plan_of(store.plan(about.id))


def coverage(store: GraphStore, upper: str, lowers: Sequence[str]) -> CoverageAnswer:
    return covering.coverage(stored_plan(store, upper), [stored_plan(store, lower) for lower in lowers])


def matrix(store: GraphStore, document: str) -> MatrixAnswer:
    return crossing.matrix(stored_plan(store, document))


def diff(store: GraphStore, old: str, new: str | None) -> DiffAnswer:
    plans = last_two(store, old) if new is None else (stored_plan(store, old), stored_plan(store, new))
    return differing.diff(*plans)
