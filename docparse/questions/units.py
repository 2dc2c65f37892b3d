"""Whether two numeric targets count the same: unit and direction."""

from __future__ import annotations

from docparse.folding import canon
from docparse.matching.engine import rule_pack
from docparse.model import Indicator


def same_unit(one: Indicator, other: Indicator) -> bool:
    """Whether amounts of the two can be held against each other; "lao động" and "lao động/năm" are one unit."""
    return _unit(one) == _unit(other) and one.change == other.change


def _unit(indicator: Indicator) -> str:
    unit = canon(indicator.unit or "")
    for tail in rule_pack().words("similarity", "unit_tails"):
        unit = unit.removesuffix(tail).rstrip()
    return unit
