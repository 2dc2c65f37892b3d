"""Goals and their numeric targets."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.evaluation.compare import contained, date_begins, pair_up, similarity, unit_key
from docparse.evaluation.tally import Item, Part, Row, Tally, is_optional, wanted

SAME_TEXT = 0.6
PIECE = 0.75  # share of a shorter text that lies in a longer one where both are one passage split differently
_NUMBER = 0.3  # what equal value and unit count beside the name


def text_score(found: Item, gold: Item) -> float:
    """How like two passages are."""
    return similarity(found.get("text") or "", gold["text"], SAME_TEXT)


def is_piece(text: str, others: Sequence[Item]) -> bool:
    """Whether a passage is part of one of the others or the other way round."""
    return any(contained(text, other.get("text") or "") >= PIECE for other in others)


def score_goals(found: Sequence[Item], gold: Sequence[Item], tally: Tally) -> None:
    """Goals by their words, targets by value, unit and name over the whole document."""
    pairs = pair_up(found, gold, text_score, SAME_TEXT)
    of_gold = {j: i for i, j in pairs}
    tally.add("goals", len(pairs), len(found), wanted(gold, set(of_gold)))
    for j, g in enumerate(gold):
        text = (Part(g["text"], j in of_gold),)
        tally.rows.append(
            Row("goals", text, (Part(found[of_gold[j]]["text"]),) if j in of_gold else (), optional=is_optional(g))
        )
        if j not in of_gold and not is_optional(g):
            tally.miss("goals", "goal.split" if is_piece(g["text"], found) else "goal.missed", g["text"])
    for i, p in enumerate(found):
        if i not in of_gold.values():
            text = (Part(p.get("text") or "", False),)
            tally.rows.append(Row("goals", (), text))
            cause = "goal.split" if is_piece(text[0].text, gold) else "goal.invented"
            tally.miss("goals", cause, text[0].text, at=p)
    _score_indicators(
        [i for p in found for i in p.get("indicators", ())], [i for g in gold for i in g.get("indicators", ())], tally
    )


def _number_score(found: Item, gold: Item) -> float:
    try:
        if abs(float(found["value"]) - float(gold["value"])) > 1e-9:
            return 0.0
    except (KeyError, TypeError, ValueError):
        return 0.0
    if unit_key(found.get("unit")) != unit_key(gold.get("unit")):
        return 0.0
    return _NUMBER + similarity(found.get("name") or "", gold.get("name") or "")


def _score_indicators(found: Sequence[Item], gold: Sequence[Item], tally: Tally) -> None:
    pairs = pair_up(found, gold, _number_score, SAME_TEXT)
    of_gold = {j: i for i, j in pairs}
    tally.add("indicators", len(pairs), len(found), wanted(gold, set(of_gold)))
    compared = [found[i].get("comparator") == gold[j].get("comparator") for i, j in pairs]
    tally.add("indicator comparators", sum(compared), len(pairs), len(pairs))
    due = [(i, j) for i, j in pairs if gold[j].get("due")]
    dated = sum(date_begins(found[i].get("due"), gold[j]["due"]) for i, j in due)
    tally.add("indicator due", dated, len(due), len(due))
    for j, g in enumerate(gold):
        if j in of_gold:
            _compare(found[of_gold[j]], g, tally)
    _unmatched(
        [p for i, p in enumerate(found) if i not in of_gold.values()],
        [g for j, g in enumerate(gold) if j not in of_gold],
        tally,
    )


def _written(one: Item) -> str:
    return f"{one.get('name') or ''} {one.get('comparator') or ''} {one.get('value')} {one.get('unit') or ''}".strip()


def _compare(found: Item, gold: Item, tally: Tally) -> None:
    name = gold.get("name")
    same = found.get("comparator") == gold.get("comparator")
    left, right = [Part(_written(gold), same)], [Part(_written(found), same)]
    if not same:
        tally.miss("indicator comparators", "indicator.comparator", name, gold.get("comparator"),
                   found.get("comparator"), found)  # fmt: skip
    if gold.get("due"):
        same = date_begins(found.get("due"), gold["due"])
        left.append(Part(str(gold["due"]), same))
        if not same:
            tally.miss("indicator due", "indicator.due", name, gold["due"], found.get("due"), found)
    if found.get("due"):
        right.append(Part(str(found["due"]), same))
    tally.rows.append(Row("indicators", tuple(left), tuple(right)))


def _unmatched(found: Sequence[Item], gold: Sequence[Item], tally: Tally) -> None:
    """A target left over on both sides under one name or with one number was read differently."""

    def near(p: Item, g: Item) -> float:
        alike = similarity(p.get("name") or "", g.get("name") or "")
        return max(alike, _NUMBER * 2 * (p.get("value") == g.get("value")))

    pairs = dict(pair_up(found, gold, near, SAME_TEXT))
    for i, p in enumerate(found):
        if i in pairs:
            tally.miss("indicators", "indicator.differs", p.get("name"), _written(gold[pairs[i]]), _written(p), p)
        else:
            tally.miss("indicators", "indicator.invented", p.get("name"), got=_written(p), at=p)
        tally.rows.append(Row("indicators", (), (Part(_written(p), False),)))
    for j, g in enumerate(gold):
        if j not in pairs.values() and not is_optional(g):
            tally.miss("indicators", "indicator.missed", g.get("name"), _written(g))
        tally.rows.append(Row("indicators", (Part(_written(g), False),), (), optional=is_optional(g)))
