"""Quantities as plans print them: decimal comma, dots between thousands, "ít nhất", "trở lên", "%/năm"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.matching.engine import Mention, RulePack
from docparse.model import Comparator

RULES = "indicators"
Kind = Literal["percent", "measure", "count", "bare"]
_BEHIND = 200  # characters behind a number in which its unit and comparator must stand
_BEFORE = 60  # code points before a number in which its cues may stand
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def parse_number(text: str) -> float:
    """``99,2`` is 99.2 and ``3.000`` is 3000; ValueError for anything else."""
    plain = text.strip()
    whole, comma, decimals = plain.partition(",")
    groups = whole.split(".")
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0":
        whole = "".join(groups)
    value = float(f"{whole}.{decimals}" if comma else whole)
    return int(value) if value.is_integer() else value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and the words that qualify it.

    ``start`` is the first of those words, ``named`` the first that cannot be a verb of the target's name,
    ``noun`` where the counted noun begins ("triệu *cây xanh*").
    """

    start: int
    number: int
    unit_start: int
    unit_end: int
    noun: int
    named: int
    end: int
    value: float
    value_to: float | None
    kind: Kind
    comparator: Comparator = "="
    approximate: bool = False
    change: Literal["increase", "decrease"] | None = None
    level: bool = False
    verb: bool = False
    cued: bool = False
    compared: bool = False


def quantities(keys: str, start: int, end: int, pack: RulePack, *, bare: bool = False) -> list[Quantity]:
    """The quantities of ``keys[start:end]`` that may be targets; ``bare`` also takes numbers without a unit."""
    found = (_quantity(m, keys, start, end, pack, bare) for m in pack.find(RULES, "number", keys, start, end))
    return [q for q in found if q is not None]


def _quantity(mention: Mention, keys: str, start: int, end: int, pack: RulePack, bare: bool) -> Quantity | None:
    end = min(end, mention.end + _BEHIND)
    unit = pack.match(RULES, "unit", keys, mention.end, end)
    if unit.values.get("refuse") if unit else not bare:
        return None
    kind: Kind = unit.values["kind"] if unit else "bare"
    value = parse_number(mention.text(keys, "value") or "")
    upper = mention.text(keys, "value_to")
    if kind != "percent" and upper is None and "." not in keys[mention.start : mention.end] and _is_year(value):
        return None
    stop = unit.end if unit else mention.end
    at, named, cues = _cues(keys, start, mention.start, pack)
    if any(c.values.get("refuse") for c in cues):
        return None
    after = pack.match(RULES, "after", keys, _skip(keys, stop, end), end)
    if after is not None and after.values.get("baseline"):
        return None
    said = [c.values["comparator"] for c in cues if "comparator" in c.values]
    comparator: Comparator = said[0] if said else "="
    since = any(c.values.get("from") for c in cues)
    if after is not None:
        comparator, stop = after.values["comparator"], after.end
    elif since and not said and upper is None:
        comparator = ">="
    level = any(c.values.get("level") for c in cues) or keys[max(start, at - _BEFORE) : at].rstrip().endswith(":")
    change = next((c.values["change"] for c in cues if "change" in c.values), None)
    return Quantity(
        start=at,
        number=mention.start,
        unit_start=_skip(keys, mention.end, end),
        unit_end=unit.end if unit else mention.end,
        noun=unit.parts["noun"][0] if unit and "noun" in unit.parts else _skip(keys, mention.end, end),
        named=named,
        end=stop,
        value=value,
        value_to=parse_number(upper) if upper else None,
        kind=kind,
        comparator=comparator,
        approximate=any(c.values.get("approximate", False) for c in cues),
        change=None if level else change,
        level=level,
        verb=any(c.values.get("verb", False) for c in cues),
        cued=bool(cues) or level,
        compared=bool(said) or after is not None or since,
    )


def _is_year(value: float) -> bool:
    return _FIRST_YEAR <= value <= _LAST_YEAR


def _skip(keys: str, at: int, end: int) -> int:
    while at < end and keys[at] == " ":
        at += 1
    return at


def _cues(keys: str, start: int, number: int, pack: RulePack) -> tuple[int, int, list[Mention]]:
    """The qualifying words right before a number, nearest first; where they begin, and where verbs among them end."""
    begin = max(start, number - _BEFORE)
    if begin > start:  # the window must not cut a word in two
        begin = keys.find(" ", begin, number) + 1 or begin
    ends = {m.end: m for m in pack.find(RULES, "cue", keys, begin, number)}
    at, named, found = number, None, list[Mention]()
    while mention := ends.get(begin + len(keys[begin:at].rstrip())):
        values = mention.values
        level = any(c.values.get("level") for c in found)
        if level and not {"comparator", "approximate", "always"} & values.keys():
            break  # "được đào tạo đạt 60%": what stands before "đạt" is the name
        if values.get("refuse") and found and not values.get("always"):
            break  # only a number right behind "số", "điều" is a label
        found.append(mention)
        if values.get("verb") and named is None:
            named = at
        if values.get("keep"):
            at = mention.end
            break
        at = mention.start
    return at, at if named is None else named, found


__all__ = ["RULES", "Quantity", "parse_number", "quantities"]
