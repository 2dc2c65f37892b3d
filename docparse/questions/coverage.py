"""Which goals and tasks of a directive lower plans carry on (S11)."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.errors import QuestionError
from docparse.identity.agency_book import agency_book
from docparse.model import Plan
from docparse.questions.answers_across import CoverageAnswer, CoverageRow, Lower, Matched, NumberRow, Verdict
from docparse.questions.comparable import Comparable, Item, plan_ref
from docparse.questions.discords import contrary
from docparse.questions.evidence import Teller
from docparse.questions.figures import differing
from docparse.questions.similarity import CARRIED, Likeness
from docparse.store.vocabulary import edge_label, ranks

_DOERS = ("lead", "implement")
_WORKERS = ("lead", "implement", "coordinate")


def coverage(upper: Plan, lowers: Sequence[Plan]) -> CoverageAnswer:
    """The goals and tasks of ``upper`` in their order, each with what the lower plans say of it.

    What a plan that does not name the upper one says alike is only possible, whatever its score: plans on other
    subjects have sentences of this kind too.

    Each lower plan is compared by itself: another one more changes no score. Annex rows that repeat a task of the body
    stand once. QuestionError DP508 where the upper one holds nothing to compare, DP509 where a lower one is the same.
    """
    about = plan_ref(upper)
    items = [item for item in Comparable(upper).items if item.same_as is None]
    if not items:
        advice = "xem cây đề mục: docparse show"
        raise QuestionError("DP508", about.name, "không có mục tiêu, nhiệm vụ nào để so", advice)
    found: dict[int, list[Matched]] = {}
    nearest: dict[int, Matched] = {}
    numbers: list[NumberRow] = []
    told = []
    for plan in lowers:
        if plan.document.id == upper.document.id:
            raise QuestionError("DP509", about.name, "văn bản trên và dưới là một", "so hai bản: docparse diff CŨ MỚI")
        told.append(_lower(items, upper, plan, found, nearest, numbers))
    given = [_Given(plan) for plan in lowers]
    carrying = {lower.document.id for lower in told if lower.relation is not None}
    rows = []
    for number, item in enumerate(items):
        matches = tuple(sorted(found.get(number, ()), key=lambda m: -m.score))
        best = matches[0].score if matches else 0.0
        kept = [m for m in matches if not _against(m)]
        sure = any(m.score >= CARRIED and m.document.id in carrying for m in kept)
        turned = any(m.score >= CARRIED for m in matches if _against(m))
        verdict: Verdict = "carried" if sure else "against" if turned else "possible" if matches else "missing"
        doers = tuple(dict.fromkeys(a.agency for a in item.assignments if a.role in _DOERS))
        elsewhere = bool(doers) and not any(one.concerns(agency) for one in given for agency in doers)
        near = None if matches else nearest.get(number)
        about_item = (item.id, item.kind, item.text, item.quote, doers, elsewhere)
        rows.append(CoverageRow(*about_item, verdict, best, matches, near))
    verdicts = [row.verdict for row in rows]
    return CoverageAnswer(
        upper=about,
        lowers=tuple(told),
        rows=tuple(rows),
        numbers=tuple(sorted(numbers, key=lambda row: row.upper.quote.start)),
        carried=verdicts.count("carried"),
        possible=verdicts.count("possible"),
        missing=verdicts.count("missing"),
        against=verdicts.count("against"),
        elsewhere=sum(1 for row in rows if row.verdict == "missing" and row.elsewhere),
    )


def _against(match: Matched) -> bool:
    return any(discord.kind == "against" for discord in match.discords)


def _lower(
    items: Sequence[Item],
    upper: Plan,
    plan: Plan,
    found: dict[int, list[Matched]],
    nearest: dict[int, Matched],
    numbers: list[NumberRow],
) -> Lower:
    """Compare with one lower plan; what matches goes into ``found`` by the upper item's number, else ``nearest``."""
    below, side = plan_ref(plan), Comparable(plan, lines=True, without=upper.document.id)
    candidates = [*side.items, *side.lines]
    relation = _relation(upper, plan)
    likeness = Likeness(items, candidates, carrying=relation is not None)
    matches = likeness.matches()
    teller = Teller(likeness.weights, below, upper, plan)
    for match in matches:
        one, other = items[match.upper], candidates[match.lower]
        found.setdefault(match.upper, []).append(teller.matched(match, one, other))
    for match in likeness.nearest().values():
        if match.upper not in found:
            told = teller.matched(match, items[match.upper], candidates[match.lower])
            if match.upper not in nearest or told.score > nearest[match.upper].score:
                nearest[match.upper] = told
    pairs = [(items[m.upper], candidates[m.lower]) for m in matches if m.score >= CARRIED]
    sure = [(one, other) for one, other in pairs if not contrary(one, other)]
    numbers += differing(sure, upper, plan, side.items, likeness.weights, below)
    answered = {match.lower for match in matches}
    own = sum(1 for number, item in enumerate(candidates) if item.kind != "passage" and number not in answered)
    return Lower(below, relation, len(side.items), own)


def _relation(upper: Plan, lower: Plan) -> str | None:
    """How the lower plan stands to the upper one by its own words, the strongest first."""
    named = [r.relation for r in lower.references if r.target == upper.document.id and r.of is None]
    strength = ranks("relation")
    return edge_label(min(named, key=lambda relation: strength.get(relation, 99))) if named else None


class _Given:
    """Which agencies a lower plan is for: its issuer, those it gives work to, the groups that hold them."""

    def __init__(self, plan: Plan) -> None:
        self._book = agency_book()
        names = {a.agency for task in plan.tasks for a in task.assignments if a.role in _WORKERS}
        self._keys = {self._book.key(name) for name in names | {plan.document.issuer or ""}} - {""}
        self._known: dict[str, bool] = {}

    def concerns(self, agency: str) -> bool:
        """Whether work of this agency may be looked for in the plan; open groups ("các đơn vị liên quan") always."""
        if agency not in self._known:
            key, book = self._book.key(agency), self._book
            members = any(book.group_contains(key, one) or book.group_contains(one, key) for one in self._keys)
            self._known[agency] = key in self._keys or members
        return self._known[agency]
