"""The parse tree of a regular expression: what an item matches word for word, and how wide it can be."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from itertools import product
from typing import Any

_parser: Any = importlib.import_module("re._parser")  # the standard library's own reading of a pattern
LONGEST_SPACE = 40  # the longest run of spaces, as forms are compiled
_CLASS = 6  # characters of a class that are taken one by one
_TIMES = 3  # times that a repeated word is written out
WIDEST = 1000  # wider is without bound
ZERO = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

Items = Iterable[tuple[Any, Any]]
Words = frozenset[str]
Width = tuple[int, int]  # characters, and runs of spaces beside them


def parse(regex: str) -> Any:
    """The standard library's parse tree; re.error for a broken pattern."""
    return _parser.parse(regex)


def children(op: str, value: Any) -> list[Any]:
    """The sub-trees of one item."""
    if op == "BRANCH":
        return list(value[1])
    if op == "SUBPATTERN":
        return [value[3]]
    if op in REPEATS:
        return [value[2]]
    if op == "ATOMIC_GROUP":
        return [value]
    if op in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return []


def is_space(tree: Any) -> bool:
    """Whether a sub-tree is a run of spaces: one white character or class."""
    if len(tree) != 1:
        return False
    op, value = tree[0]
    if str(op) == "LITERAL":
        return chr(value).isspace()
    return str(op) == "IN" and len(value) == 1 and str(value[0][1]) == "CATEGORY_SPACE"


def exact_words(items: Items, most: int) -> Words | None:
    """All strings that a sequence matches, if they are few; spaces as one " "."""
    out: Words = frozenset({""})
    for op, value in items:
        one = exact_item(str(op), value, most)
        if one is None or len(out) * len(one) > most:
            return None
        out = frozenset(a + b for a in out for b in one)
    return out


def exact_item(op: str, value: Any, most: int) -> Words | None:
    """All strings that one item matches, if they are at most ``most``."""
    if op in ZERO:
        return frozenset({""})
    if op == "LITERAL":
        return frozenset({" " if chr(value).isspace() else chr(value)})
    if op == "IN":
        if (chars := _chars(value)) is not None:
            return frozenset(" " if c.isspace() else c for c in chars)
        return frozenset({" "}) if is_space([(op, value)]) else None
    if op == "BRANCH":
        parts = [exact_words(branch, most) for branch in value[1]]
        whole = frozenset[str]().union(*(p for p in parts if p is not None))
        return whole if all(p is not None for p in parts) and len(whole) <= most else None
    if op in ("SUBPATTERN", "ATOMIC_GROUP"):
        return exact_words(children(op, value)[0], most)
    if op in REPEATS:
        low, high, body = value
        if is_space(body):
            return frozenset({" "} if low else {"", " "})
        one = exact_words(body, most) if int(high) <= _TIMES else None
        if one is None or len(one) ** int(high) > most:
            return None
        return frozenset("".join(words) for n in range(low, int(high) + 1) for words in product(one, repeat=n))
    return None


def _chars(value: Any) -> list[str] | None:
    """The characters of a class, if they are few and named."""
    codes: list[int] = []
    for kind, what in value:
        if str(kind) not in ("LITERAL", "RANGE"):
            return None
        codes += [what] if str(kind) == "LITERAL" else range(what[0], min(what[1], what[0] + _CLASS) + 1)
    return [chr(c) for c in codes] if len(codes) <= _CLASS else None


def item_width(op: str, value: Any) -> Width:
    """The longest match of one item."""
    if op in ZERO:
        return 0, 0
    if op in REPEATS:
        high = int(value[1])
        if is_space(value[2]) and 1 < high <= LONGEST_SPACE:
            return 0, 1
        chars, spaces = total_width(value[2])
        return min(WIDEST, chars * min(high, WIDEST)), min(WIDEST, spaces * min(high, WIDEST))
    widths = [total_width(tree) for tree in children(op, value)]
    return widest(widths) if widths else (1, 0)


def total_width(items: Items) -> Width:
    """The longest match of a sequence."""
    chars = spaces = 0
    for op, value in items:
        one = item_width(str(op), value)
        chars, spaces = chars + one[0], spaces + one[1]
    return min(WIDEST, chars), min(WIDEST, spaces)


def widest(widths: Iterable[Width]) -> Width:
    """The largest of both counts."""
    found = list(widths)
    return max(w[0] for w in found), max(w[1] for w in found)


def plus(one: Width, other: Width) -> Width:
    """One behind the other."""
    return min(WIDEST, one[0] + other[0]), min(WIDEST, one[1] + other[1])


__all__ = [
    "LONGEST_SPACE",
    "REPEATS",
    "WIDEST",
    "ZERO",
    "Items",
    "Width",
    "Words",
    "children",
    "exact_item",
    "item_width",
    "parse",
    "plus",
    "total_width",
    "widest",
]
