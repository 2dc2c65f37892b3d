"""Tasks, the agencies that have a part in them, and their deadlines."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.evaluation.compare import date_begins, options, pair_up
from docparse.evaluation.goals import SAME_TEXT, is_piece, text_score
from docparse.evaluation.names import alike, same_agency
from docparse.evaluation.tally import Count, Item, Part, Row, Tally, is_optional, wanted
from docparse.store.vocabulary import basis_label, edge_label

RESPONSIBLE = frozenset({"lead", "implement"})
_CARRIED = frozenset({"inherited", "heading", "table"})
_UNSTATED = "unstated"  # the basis of a missed gold assignment whose gold gives none
_DATES = ("from", "to", "every")
Pairs = dict[int, int]  # found index by gold index


def score_tasks(found: Sequence[Item], gold: Sequence[Item], tally: Tally) -> None:
    """Tasks by their words; agencies and deadlines within matched tasks, those of unmatched ones are wrong too."""
    pairs = pair_up(found, gold, text_score, SAME_TEXT)
    of_gold = {j: i for i, j in pairs}
    of_found = dict(pairs)
    tally.add("tasks", len(pairs), len(found), wanted(gold, set(of_gold)))
    for kind in ("assignments", "responsible agency", "task deadlines"):
        tally.add(kind, 0, 0, 0)
    for j, g in enumerate(gold):
        if j in of_gold:
            _score_task(found[of_gold[j]], g, tally)
        else:
            _missed(g, found, tally)
    for i, p in enumerate(found):
        if i not in of_found:
            _invented(p, gold, tally)
    _count_deadlines(found, gold, of_gold, tally)


# --- agencies ----------------------------------------------------------------------------------------


def _stated(task: Item) -> list[Item]:
    return [a for a in task.get("assignments", ()) if a.get("basis") != "default"]


def _same_part(found: Item, gold: Item) -> float:
    return float(same_agency(found.get("agency", ""), gold["agency"]) and found.get("role") in options(gold["role"]))


def _same_body(found: Item, gold: Item) -> float:
    return float(same_agency(found.get("agency", ""), gold["agency"]))


def _responsible(assignments: Sequence[Item]) -> list[Item]:
    """Gold that may make its agency responsible; optional where another role is as right."""
    out = []
    for one in assignments:
        roles = set(options(one["role"]))
        if roles & RESPONSIBLE:
            out.append(one if roles <= RESPONSIBLE else {**one, "optional": True})
    return out


def _written(one: Item) -> str:
    basis = f" ({basis_label(str(one['basis']))})" if one.get("basis") else ""
    roles = " / ".join(edge_label(str(role)) for role in options(one.get("role")))
    return f"{options(one.get('agency'))[0]}: {roles}{basis}"


def _score_task(found: Item, gold: Item, tally: Tally) -> None:
    """Count and compare what a matched task says of agencies; show it with its deadline."""
    stated, asked = _stated(found), list(gold.get("assignments", ()))
    hits = pair_up(stated, asked, _same_part, 1.0)
    of_gold = {j: i for i, j in hits}
    tally.add("assignments", len(hits), len(stated), wanted(asked, set(of_gold)))
    _count_parts(stated, asked, of_gold, tally)
    mine, theirs = [a for a in stated if a.get("role") in RESPONSIBLE], _responsible(asked)
    near = pair_up(mine, theirs, _same_body, 1.0)
    tally.add("responsible agency", len(near), len(mine), wanted(theirs, {j for _, j in near}))
    for i, one in enumerate(mine):
        if i not in {i for i, _ in near}:
            tally.miss("responsible agency", "lead.invented", gold["text"], got=_written(one), at=one)
    _explain(stated, asked, of_gold, {**found, "text": gold["text"]}, tally)
    right = _deadline(found, gold, tally)
    left = [Part(gold["text"]), *(Part(_written(a), j in of_gold or is_optional(a)) for j, a in enumerate(asked))]
    ours = [Part(found.get("text") or "")]
    ours += [Part(_written(a), i in of_gold.values()) for i, a in enumerate(stated)]
    left += [Part(_due(gold["due"]), right)] if gold.get("due") else []
    ours += [Part(_due(found["due"]), right)] if found.get("due") else []
    tally.rows.append(Row("tasks", tuple(left), tuple(ours), optional=is_optional(gold)))


def _count_parts(stated: Sequence[Item], asked: Sequence[Item], of_gold: Pairs, tally: Tally) -> None:
    """By role and by basis; of gold that accepts several roles, the one found counts."""
    for one in stated:
        _part(tally, one.get("role"), one.get("basis"), 0, 1, 0)
    for j, one in enumerate(asked):
        if j in of_gold:
            hit = stated[of_gold[j]]
            _part(tally, hit.get("role"), hit.get("basis"), 1, 0, 1)
        elif not is_optional(one):
            _part(tally, options(one["role"])[0], one.get("basis"), 0, 0, 1)


def _part(tally: Tally, role: str | None, basis: str | None, matched: int, predicted: int, gold: int) -> None:
    tally.roles.setdefault(str(role), Count()).add(matched, predicted, gold)
    tally.bases.setdefault(basis or _UNSTATED, Count()).add(matched, predicted, gold)


def _explain(stated: Sequence[Item], asked: Sequence[Item], of_gold: Pairs, task: Item, tally: Tally) -> None:
    """What is left over on both sides, each error once: a wrong role, a name cut differently, else found or not."""
    passage = task["text"]
    extra = [a for i, a in enumerate(stated) if i not in of_gold.values()]
    lacking = [b for j, b in enumerate(asked) if j not in of_gold]
    for cause, alike_ in (("agency.role", _same_body), ("agency.cut", _alike)):
        pairs = pair_up(extra, lacking, alike_, 1.0)
        for i, j in pairs:
            tally.miss("assignments", cause, passage, _written(lacking[j]), _written(extra[i]), extra[i])
        extra = [a for i, a in enumerate(extra) if i not in {i for i, _ in pairs}]
        lacking = [b for j, b in enumerate(lacking) if j not in {j for _, j in pairs}]
    for one in extra:
        cause = "agency.carried" if one.get("basis") in _CARRIED else "agency.invented"
        tally.miss("assignments", cause, passage, got=_written(one), at=one)
    for one in lacking:
        if not is_optional(one):
            cause = "agency.not-carried" if one.get("basis") in _CARRIED else "agency.missed"
            tally.miss("assignments", cause, passage, _written(one), at=task)


def _alike(found: Item, gold: Item) -> float:
    return float(alike(found.get("agency", ""), gold["agency"]))


# --- tasks without a partner -------------------------------------------------------------------------


def _missed(gold: Item, found: Sequence[Item], tally: Tally) -> None:
    """A gold task that was not found: what hangs on it is missed with it, unless it is debatable."""
    asked = [a for a in gold.get("assignments", ()) if not is_optional(a)]
    parts = [Part(gold["text"], False), *(Part(_written(a), False) for a in asked)]
    tally.rows.append(Row("tasks", tuple(parts), (), optional=is_optional(gold)))
    if is_optional(gold):
        return
    tally.miss("tasks", "task.split" if is_piece(gold["text"], found) else "task.missed", gold["text"])
    tally.add("assignments", 0, 0, len(asked))
    tally.add("responsible agency", 0, 0, sum(not is_optional(a) for a in _responsible(asked)))
    for one in asked:
        _part(tally, options(one["role"])[0], one.get("basis"), 0, 0, 1)
        tally.miss("assignments", "agency.of-task", gold["text"], _written(one))


def _invented(found: Item, gold: Sequence[Item], tally: Tally) -> None:
    """A found task that is not in the gold; its agencies are invented with it."""
    stated, text = _stated(found), found.get("text") or ""
    tally.miss("tasks", "task.split" if is_piece(text, gold) else "task.invented", text, at=found)
    tally.add("assignments", 0, len(stated), 0)
    tally.add("responsible agency", 0, sum(a.get("role") in RESPONSIBLE for a in stated), 0)
    for one in stated:
        _part(tally, one.get("role"), one.get("basis"), 0, 1, 0)
        tally.miss("assignments", "agency.of-task", text, got=_written(one), at=one)
    tally.rows.append(Row("tasks", (), (Part(text, False), *(Part(_written(a), False) for a in stated))))


# --- deadlines ---------------------------------------------------------------------------------------


def _due(due: Item) -> str:
    values = ", ".join(f"{name} {due[name]}" for name in (*_DATES, "on") if due.get(name))
    return f"{due.get('kind') or ''} {values}".strip() + (f" “{due['text']}”" if due.get("text") else "")


def _due_right(found: Item, gold: Item) -> bool:
    """Every date that the gold gives, as far as it goes; the kind only where it gives none."""
    got, due = found.get("due") or {}, gold["due"]
    dates = [name for name in _DATES if due.get(name)]
    if dates:
        return all(date_begins(got.get(name), due[name]) for name in dates)
    return bool(got.get("kind") == due.get("kind"))


def _deadline(found: Item, gold: Item, tally: Tally) -> bool:
    """Note what is wrong with the deadline of a matched task; True where nothing is."""
    got, due = found.get("due"), gold.get("due")
    if not due:
        if got:
            tally.miss("task deadlines", "deadline.invented", gold["text"], got=_due(got), at=found)
        return not got
    if not got:
        if not due.get("optional"):
            tally.miss("task deadlines", "deadline.missed", gold["text"], _due(due), at=found)
        return bool(due.get("optional"))
    right = _due_right(found, gold)
    if not right:
        tally.miss("task deadlines", "deadline.wrong", gold["text"], _due(due), _due(got), found)
    return right


def _count_deadlines(found: Sequence[Item], gold: Sequence[Item], of_gold: Pairs, tally: Tally) -> None:
    """A debatable deadline counts where it is found and right; those of unmatched tasks count as missed."""
    right = must = 0
    for j, g in enumerate(gold):
        if not (due := g.get("due")):
            continue
        partner = found[of_gold[j]] if j in of_gold else None
        hit = partner is not None and not (due.get("optional") and not partner.get("due")) and _due_right(partner, g)
        right += hit
        must += hit or not due.get("optional")
        if partner is None and not due.get("optional") and not is_optional(g):
            tally.miss("task deadlines", "deadline.of-task", g["text"], _due(due))
    stated = sum(bool(found[i].get("due")) for i in of_gold.values())
    tally.add("task deadlines", right, stated, must)
