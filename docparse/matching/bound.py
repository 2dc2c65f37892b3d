"""Patterns over earlier mentions: ``{agency as lead} chủ trì`` finds "chủ trì" behind an agency already found.

Before such a rule runs, each earlier mention is written over with two private characters, one for its first place
and one for the others, so that a mention is one symbol to the pattern and offsets stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_FIRST = 0xE000
_MOST_JOINED = 60  # members of one list
Span = tuple[int, int]


def _pair(number: int) -> tuple[str, str]:
    return chr(_FIRST + 2 * number), chr(_FIRST + 2 * number + 1)


def bound_regex(number: int, joined: str | None) -> str:
    """The expression for a mention of the label ``number``, or for several with ``joined`` between them."""
    first, rest = _pair(number)
    one = f"{first}{rest}*"
    return f"{one}(?:\\s*{joined}\\s*{one}){{0,{_MOST_JOINED}}}" if joined else one


def labels_in(regex: str, bound: Sequence[str]) -> tuple[str, ...]:
    """Which of the bound labels an expression uses."""
    return tuple(label for number, label in enumerate(bound) if _pair(number)[0] in regex)


def write_over(keys: str, bound: Sequence[str], mentions: Mapping[str, Iterable[Span]], start: int, end: int) -> str:
    """``keys`` with the mentions of ``bound`` in ``start:end`` written over; where two overlap, the first stays."""
    spans = sorted(
        (s, e, number)
        for number, label in enumerate(bound)
        for s, e in mentions.get(label, ())
        if start <= s < e <= end
    )
    pieces, at = [], 0
    for left, right, number in spans:
        if left < at:
            continue
        first, rest = _pair(number)
        pieces += [keys[at:left], first, rest * (right - left - 1)]
        at = right
    return "".join([*pieces, keys[at:]])


__all__ = ["Span", "bound_regex", "labels_in", "write_over"]
