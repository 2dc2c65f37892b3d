"""All checks over one plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from docparse.lint.agencies import check_agencies
from docparse.lint.citations import check_citations
from docparse.lint.contradictions import check_contradictions
from docparse.lint.findings import SEVERITIES, Finding, Report
from docparse.lint.form import check_form
from docparse.lint.goals import check_goals
from docparse.lint.origins import check_origins
from docparse.lint.outline import check_outline
from docparse.lint.periods import check_periods
from docparse.lint.slips import check_slips
from docparse.lint.spelling import check_spelling
from docparse.lint.tasks import check_tasks
from docparse.lint.typos import check_typos
from docparse.lint.view import View
from docparse.model import Plan

Check = Callable[[View], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    check_tasks,
    check_goals,
    check_contradictions,
    check_periods,
    check_agencies,
    check_citations,
    check_origins,
    check_spelling,
    check_slips,
    check_typos,
    check_form,
    check_outline,
)


def lint(plan: Plan, *, at: str | None = None, only: Collection[str] = (), ignore: Collection[str] = ()) -> Report:
    """The findings of a plan: errors first, then by code and place.

    ``at`` is the ISO date on which agencies must exist, the document's own or today's without one. ``only`` and
    ``ignore`` are codes ("DP701") or beginnings of codes ("DP7").
    """
    view = View(plan, at or plan.document.date or date.today().isoformat())
    found = [
        finding
        for check in CHECKS
        for finding in check(view)
        if (not only or _among(finding.code, only)) and not _among(finding.code, ignore)
    ]
    found.sort(key=lambda f: (SEVERITIES.index(f.severity), f.code, f.spots[0].start if f.spots else 0))
    document = plan.document
    name = " ".join(filter(None, (document.type, document.symbol))) or document.title or ""
    return Report(plan.source.get("name") or "", name, document.date, tuple(found))


def _among(code: str, asked: Collection[str]) -> bool:
    return any(code.startswith(one.upper()) for one in asked)
