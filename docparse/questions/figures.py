"""Numeric targets of two documents held against each other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
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
_NUMBER = re.compile(
    r"(?<![\w.,/])\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,9})?(?![\w/])|(?<![\w.,/])\d{1,15}(?:,\d{1,9})?(?![\w/])"
)
_NEAR_NAME = 0.3  # the same where each item has but one target of this unit


def differing(
    pairs: Iterable[tuple[Item, Item]],
    upper: Plan,
    lower: Plan,
    lowers: Sequence[Item],
    weights: Weights,
    below: DocumentRef,
) -> list[NumberRow]:
    """The targets of matching items that ask for different amounts or years, or that only the upper one names, each
    upper target once; ``lowers`` are all items of the lower plan."""
    below_by_upper: dict[str, list[Item]] = {}
    uppers: dict[str, Item] = {}
    for one, other in pairs:
        uppers[one.id] = one
        below_by_upper.setdefault(one.id, []).append(other)
    rows = []
    for id_, item in uppers.items():
        for indicator in item.indicators:
            answering = below_by_upper[id_]
            found = _counterpart(indicator, item, answering, weights)
            figure = _figure(indicator, item, upper)
            if found is not None:
                theirs = _figure(found[1], found[0], lower)
                if (kind := _kind(indicator, found[1])) is not None:
                    rows.append(NumberRow(kind, figure, theirs, below, theirs.quote))
            elif not _said(indicator, answering) and _counterpart(indicator, item, lowers, weights) is None:
                rows.append(NumberRow("unsaid", figure, None, below, answering[0].quote))
    return rows


def _said(indicator: Indicator, items: Iterable[Item]) -> bool:
    """Whether the number itself stands in the words of an item, whatever it counts there."""
    wanted = {indicator.value, indicator.value_to or indicator.value}
    printed = (number for item in items for number in _NUMBER.findall(item.quote.text))
    return bool(wanted & {float(number.replace(".", "").replace(",", ".")) for number in printed})


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
    same = (upper.value, upper.value_to) == (lower.value, lower.value_to)
    less = (lower.value, lower.value_to or lower.value) < (upper.value, upper.value_to or upper.value)
    kind: NumberKind = "lower" if less != _less_is_more(upper, lower) else "higher"
    if upper.due and lower.due and upper.due[:4] != lower.due[:4]:
        return "lower" if not same and kind == "lower" and lower.due[:4] > upper.due[:4] else "due"
    return None if same else kind


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
