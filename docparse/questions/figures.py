"""Numeric targets of two documents held against each other."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from docparse.folding import canon
from docparse.matching.engine import rule_pack
from docparse.model import Indicator, Plan
from docparse.questions.answers import DocumentRef
from docparse.questions.answers_across import Figure, NumberKind, NumberRow
from docparse.questions.comparable import Item
from docparse.questions.likewords import Weights, terms
from docparse.questions.units import same_unit

_SAME_NAME = 0.6  # how alike the names of two targets must be
_NEAR_NAME = 0.3  # the same where each item has but one target of this unit


def differing(
    pairs: Iterable[tuple[Item, Item]], upper: Plan, lower: Plan, weights: Weights, below: DocumentRef
) -> list[NumberRow]:
    """The targets of matching items that ask for different amounts or years, each upper target once."""
    below_by_upper: dict[str, list[Item]] = {}
    uppers: dict[str, Item] = {}
    for one, other in pairs:
        uppers[one.id] = one
        below_by_upper.setdefault(one.id, []).append(other)
    rows = []
    for id_, item in uppers.items():
        for indicator in item.indicators:
            found = _counterpart(indicator, item, below_by_upper[id_], weights)
            if found is None:
                continue
            other, theirs = found
            kind = _kind(indicator, theirs)
            if kind is not None:
                rows.append(NumberRow(kind, _figure(indicator, item, upper), _figure(theirs, other, lower), below))
    return rows


def _counterpart(
    indicator: Indicator, item: Item, lowers: Iterable[Item], weights: Weights
) -> tuple[Item, Indicator] | None:
    """The lower target of the same name, unit and direction; of several the one of the same year."""
    alone = sum(1 for i in item.indicators if same_unit(i, indicator)) == 1
    found: list[tuple[bool, float, int, Item, Indicator]] = []
    for lower in lowers:
        fitting = [i for i in lower.indicators if same_unit(indicator, i)]
        for theirs in fitting:
            alike = _alike(indicator.name, theirs.name, weights)
            if alike >= (_NEAR_NAME if alone and len(fitting) == 1 else _SAME_NAME):
                found.append((theirs.due == indicator.due, alike, -len(found), lower, theirs))
    if not found:
        return None
    best = max(found, key=lambda entry: entry[:3])
    return best[3], best[4]


def _alike(one: str, other: str, weights: Weights) -> float:
    first, second = terms(one), terms(other)
    size = math.sqrt(weights.sum(first) * weights.sum(second))
    return weights.sum(first & second) / size if size else 0.0


def _kind(upper: Indicator, lower: Indicator) -> NumberKind | None:
    """What the lower plan asks for, against the upper one; None where they agree."""
    if upper.due and lower.due and upper.due[:4] != lower.due[:4]:
        return "due"
    if (upper.value, upper.value_to) == (lower.value, lower.value_to):
        return None
    less = (lower.value, lower.value_to or lower.value) < (upper.value, upper.value_to or upper.value)
    return "lower" if less != _less_is_more(upper, lower) else "higher"


def _less_is_more(*indicators: Indicator) -> bool:
    """Whether the smaller number is the harder target: "dưới 17%", a share of poor households."""
    if indicators[0].change is not None:
        return False
    if any(i.comparator in ("<", "<=") for i in indicators):
        return True
    return any(map(_unwanted, indicators))


def _unwanted(indicator: Indicator) -> bool:
    """Whether there should be less of what is counted; "nạn nhân bạo lực được hỗ trợ" counts the help."""
    pack, keys = rule_pack(), canon(indicator.name)
    found = pack.phrase("similarity", "unwanted").search(keys)
    return found is not None and pack.phrase("similarity", "remedied").search(keys, found.end()) is None


def _figure(indicator: Indicator, item: Item, plan: Plan) -> Figure:
    quote = replace(
        item.quote, text=plan.text[indicator.start : indicator.end], start=indicator.start, end=indicator.end
    )
    i = indicator
    return Figure(i.name, i.comparator, i.value, i.value_to, i.unit, i.approximate, i.change, i.due, quote)
