"""docparse reads plans of Vietnamese public bodies: goals, tasks, agencies, deadlines, the directives they cite.

``parse(path)`` gives a :class:`Plan`, ``open_store(url)`` a :class:`Store` with one method a question.
Importing the package loads nothing else; what a call needs is loaded by that call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from docparse.errors import DocparseError
    from docparse.matching.engine import RulePack
    from docparse.model import Plan, Source
    from docparse.questions import Store
    from docparse.questions.answers_across import CoverageAnswer, DiffAnswer, MatrixAnswer
    from docparse.questions.whyvalues import WhyAnswer

__version__ = "0.1.0"
__all__ = [
    "DocparseError", "Plan", "Store", "__version__", "coverage", "diff", "explain", "explain_line", "matrix",
    "open_store", "parse", "parse_bytes",
]  # fmt: skip

_LAZY = {"DocparseError": "docparse.errors", "Plan": "docparse.model", "Store": "docparse.questions"}


def parse(path: str | os.PathLike[str], *, rules: str | os.PathLike[str] | None = None) -> Plan:
    """What the file at ``path`` says; ReadError (DP1xx) where it cannot be read. Formats: docparse.reading.READERS.

    ``rules``: a folder with an office's own rules over docparse's; RuleError (DP3xx) names what is wrong in it.
    """
    from docparse.reading import prepare, read

    prepare(path)
    return _plan(lambda: read(path), rules)


def parse_bytes(data: bytes, name: str, *, rules: str | os.PathLike[str] | None = None) -> Plan:
    """The same for a file in memory; ``name`` gives the format by its extension."""
    from docparse.reading import prepare, read_bytes

    prepare(name)
    return _plan(lambda: read_bytes(data, name), rules)


def _plan(reading: Callable[[], Source], rules: str | os.PathLike[str] | None) -> Plan:
    from dataclasses import replace

    from docparse.extraction.plan import read_plan

    with _rules(rules):
        plan = read_plan(reading())
        return replace(plan, source={**plan.source, "rules": rules_in_use()})


def rules_in_use() -> str:
    """What a plan's ``source`` says in "rules": the version of docparse and of the rules in use."""
    from docparse.matching.engine import rule_pack

    return f"{__version__}+{rule_pack().version}"


def _rules(folder: str | os.PathLike[str] | None) -> AbstractContextManager[RulePack]:
    from pathlib import Path

    from docparse.matching.engine import office_pack, using

    return using(None if folder is None else office_pack(Path(folder)))


def open_store(url: str | None = None) -> Store:
    """Open ``sqlite:///FILE``, else ``DOCPARSE_STORE``, else the file in the user's data folder; StoreError (DP4xx).

    A missing file is made by the first ``add``.
    """
    from docparse.questions import open_store as open_

    return open_(url)


def explain(
    plan: Plan, fact: str, source: Source | None = None, *, rules: str | os.PathLike[str] | None = None
) -> WhyAnswer:
    """Why a fact (an id of ``plan``, or a place, "V.1, đoạn 2") is in the result; QuestionError DP504 if it is not.

    ``source`` is the file as ``docparse.reading.read`` gives it: with it tables and bold type are seen again.
    ``rules`` as in :func:`parse`: those that ``plan`` was read by.
    """
    from docparse.questions.why import explain as explain_

    with _rules(rules):
        return explain_(plan, fact, source)


def explain_line(
    plan: Plan, line: int, source: Source | None = None, *, rules: str | os.PathLike[str] | None = None
) -> WhyAnswer:
    """What became of a line (from 1), what rules came near; QuestionError DP505 beyond the end.

    The line is the file's own where it has lines (.txt, .md), else that of ``plan.text``.
    """
    from docparse.questions.why import explain_line as explain_line_

    with _rules(rules):
        return explain_line_(plan, line, source)


def coverage(upper: Plan, *lowers: Plan) -> CoverageAnswer:
    """Which goals and tasks of ``upper`` the lower plans carry on; QuestionError DP508, DP509."""
    from docparse.questions.coverage import coverage as coverage_

    return coverage_(upper, lowers)


def matrix(plan: Plan) -> MatrixAnswer:
    """Which tasks serve which goal, with orphans on both sides; QuestionError DP508."""
    from docparse.questions.matrix import matrix as matrix_

    return matrix_(plan)


def diff(old: Plan, new: Plan) -> DiffAnswer:
    """What the new version of a plan says otherwise."""
    from docparse.questions.diff import diff as diff_

    return diff_(old, new)


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'docparse' has no attribute {name!r}")
