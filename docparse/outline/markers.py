"""Recognise the numbering at the start of a block, by the marker rules of ``rules/outline.yaml``."""

from __future__ import annotations

from typing import NamedTuple

from docparse.matching.engine import RulePack

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
LETTERS = "abcdđeghiklmnopqrstuvxy"  # điểm a, b, c, d, đ, e, g …: NĐ 30/2020 uses the Vietnamese alphabet


class Marker(NamedTuple):
    """``text[start:body]`` is the marker; ``value`` its place in the count, None for bullets and names."""

    kind: str
    rank: int
    label: str | None
    value: int | None
    start: int
    body: int


def roman_value(label: str) -> int | None:
    """4 for "iv"; None where the letters are no Roman number."""
    total, previous = 0, 0
    for char in reversed(label):
        value = _ROMAN.get(char)
        if value is None:
            return None
        total += -value if value < previous else value
        previous = max(previous, value)
    return total or None


def letter_value(label: str) -> int | None:
    """Place in the Vietnamese alphabet, from 1."""
    return LETTERS.find(label) + 1 or None


def _value(kind: str, label: str) -> int | None:
    if kind in ("roman", "part", "chapter", "division") and (value := roman_value(label)):
        return value
    if kind in ("letter", "capital"):
        return letter_value(label)
    digits = label.rsplit(".", 1)[-1]
    if digits[:1].isdigit():
        return int("".join(c for c in digits if c.isdigit()))
    return letter_value(label) if len(label) == 1 else None


def read_marker(pack: RulePack, text: str, keys: str, start: int, end: int) -> Marker | None:
    """The marker at the start of ``text[start:end]``, or None. ``keys`` is canon(text)."""
    mention = pack.match("outline", "marker", keys, start, end)
    if mention is None:
        return None
    values = mention.values
    kind = str(values["kind"])
    span = mention.parts.get("label")
    raw = text[span[0] : span[1]] if span else None
    case = values.get("case")
    if raw and ((case == "upper" and raw != raw.upper()) or (case == "lower" and raw != raw.lower())):
        return _other_case(pack, text, keys, start, end, kind)
    if kind == "roman" and raw and roman_value(raw.lower()) is None:
        return None
    name = mention.parts.get("name")
    label = " ".join(text[name[0] : name[1]].split()) if name else raw
    value = _value(kind, keys[span[0] : span[1]]) if span else None
    return Marker(kind, int(values["rank"]), label, value, start, mention.end)


def _other_case(pack: RulePack, text: str, keys: str, start: int, end: int, refused: str) -> Marker | None:
    """The next rule that takes the marker in its own case: "i)" is a letter or a small Roman number, "I." is not."""
    for rule in pack.rules("outline", "marker"):
        if rule.values["kind"] == refused or rule.values.get("case") not in ("lower", "upper"):
            continue
        for _, pattern in rule.compiled:
            found = pattern.match(keys, start, end)
            if not found:
                continue
            raw = text[slice(*found.span("label"))]
            if raw == (raw.lower() if rule.values["case"] == "lower" else raw.upper()):
                kind = str(rule.values["kind"])
                return Marker(kind, int(rule.values["rank"]), raw, _value(kind, raw.lower()), start, found.end())
    return None
