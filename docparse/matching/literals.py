"""What a regular expression cannot match without, read off its parse tree.

A pattern is run only where it can match: at the words that it must hold (anchors), or, where the place is given,
if it can begin or end with the characters that stand there. A space in a literal stands for a run of spaces.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

_parser: Any = importlib.import_module("re._parser")  # the standard library's own reading of a pattern
_MOST = 64  # alternatives of one anchor
_EDGES = 400  # alternatives of a beginning or an end
LONGEST_SPACE = 40  # the longest run of spaces, as forms are compiled
_CLASS = 6  # characters of a class that are taken one by one
_TIMES = 3  # times that a repeated word is written out
_WIDEST = 1000
_ZERO = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

Words = frozenset[str]
Width = tuple[int, int]  # characters, and runs of spaces beside them


@dataclass(frozen=True, slots=True)
class Literals:
    """``anchors``: one of them is in every match, at most ``before`` behind its start (None: anywhere).

    ``width``: the longest match, None if it has no bound. Both count characters and runs of spaces apart.
    ``first`` and ``last``: every match begins (ends) with one of them; None where that is not known.
    ``digit_or``: every match holds a digit or one of these phrases; None where it need not.
    ``digit_first``: every match begins with a digit.
    """

    anchors: Words | None
    before: Width | None
    width: Width | None
    first: tuple[str, ...] | None
    last: tuple[str, ...] | None
    digit_or: tuple[str, ...] | None = None
    digit_first: bool = False


def parse(regex: str) -> Any:
    """The standard library's parse tree; re.error for a broken pattern."""
    return _parser.parse(regex)


def children(op: str, value: Any) -> list[Any]:
    """The sub-trees of one item."""
    if op == "BRANCH":
        return list(value[1])
    if op == "SUBPATTERN":
        return [value[3]]
    if op in _REPEATS:
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


def _exact(items: Iterable[tuple[Any, Any]], most: int) -> Words | None:
    """All strings that a sequence matches, if they are few; spaces as one " "."""
    out: Words = frozenset({""})
    for op, value in items:
        one = _exact_item(str(op), value, most)
        if one is None or len(out) * len(one) > most:
            return None
        out = frozenset(a + b for a in out for b in one)
    return out


def _exact_item(op: str, value: Any, most: int) -> Words | None:
    if op in _ZERO:
        return frozenset({""})
    if op == "LITERAL":
        return frozenset({" " if chr(value).isspace() else chr(value)})
    if op == "IN":
        if (chars := _chars(value)) is not None:
            return frozenset(" " if c.isspace() else c for c in chars)
        return frozenset({" "}) if is_space([(op, value)]) else None
    if op == "BRANCH":
        parts = [_exact(branch, most) for branch in value[1]]
        whole = frozenset[str]().union(*(p for p in parts if p is not None))
        return whole if all(p is not None for p in parts) and len(whole) <= most else None
    if op in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _exact(children(op, value)[0], most)
    if op in _REPEATS:
        low, high, body = value
        if is_space(body):
            return frozenset({" "} if low else {"", " "})
        one = _exact(body, most) if int(high) <= _TIMES else None
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


def _width(op: str, value: Any) -> Width:
    """The longest match of one item."""
    if op in _ZERO:
        return 0, 0
    if op in _REPEATS:
        high = int(value[1])
        if is_space(value[2]) and 1 < high <= LONGEST_SPACE:
            return 0, 1
        chars, spaces = _total(value[2])
        return min(_WIDEST, chars * min(high, _WIDEST)), min(_WIDEST, spaces * min(high, _WIDEST))
    widths = [_total(tree) for tree in children(op, value)]
    return _most(widths) if widths else (1, 0)


def _total(items: Iterable[tuple[Any, Any]]) -> Width:
    chars = spaces = 0
    for op, value in items:
        one = _width(str(op), value)
        chars, spaces = chars + one[0], spaces + one[1]
    return min(_WIDEST, chars), min(_WIDEST, spaces)


def _most(widths: Iterable[Width]) -> Width:
    """The largest of both counts."""
    found = list(widths)
    return max(w[0] for w in found), max(w[1] for w in found)


def _plus(one: Width, other: Width) -> Width:
    return min(_WIDEST, one[0] + other[0]), min(_WIDEST, one[1] + other[1])


def _shortest(words: set[str]) -> Words:
    """Without those that begin with another one: where they stand, that one stands too."""
    return frozenset(w for w in words if not any(w != o and w.startswith(o) for o in words))


def _worth(words: Words) -> tuple[int, int, int]:
    """Rarer anchors are worth more: longer ones, then fewer of them."""
    sizes = [len(w.replace(" ", "")) for w in words]
    return min(min(sizes), 4), -len(words), min(sizes)


def _pieces(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Words | None, Width, str, Any]]:
    """A sequence as runs of exact words, and the items between them (words None); how far behind its start."""
    run, run_at, at = frozenset({""}), (0, 0), (0, 0)
    for op, value in items:
        kind = str(op)
        exact = _exact_item(kind, value, _MOST)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(a + b for a in run for b in exact)
        else:
            yield run, run_at, "", None
            run = exact if exact is not None else frozenset({""})
            run_at = at if exact is not None else _plus(at, _width(kind, value))
            if exact is None:
                yield None, at, kind, value
        at = _plus(at, _width(kind, value))
        if run == {""}:
            run_at = at
    yield run, run_at, "", None


def _required(items: Iterable[tuple[Any, Any]]) -> tuple[Words, Width] | None:
    """The best anchors of a sequence and how far behind its start they may stand."""
    best: tuple[Words, Width] | None = None
    for run, at, kind, value in _pieces(items):
        words = run
        if words is None:
            if (inner := _inside(kind, value)) is None:
                continue
            words, at = inner[0], _plus(at, inner[1])
        plain = _shortest({" ".join(w.split()) for w in words})
        if "" not in plain and (best is None or _worth(plain) > _worth(best[0])):
            best = plain, _plus(at, (0, int(any(w.startswith(" ") for w in words))))
    return best


def _inside(op: str, value: Any) -> tuple[Words, Width] | None:
    if op in _ZERO or (op in _REPEATS and not value[0]):
        return None
    found = [_required(tree) for tree in children(op, value)]
    if not found or any(f is None for f in found):
        return None
    words = frozenset[str]().union(*(f[0] for f in found if f))
    return (words, _most(f[1] for f in found if f)) if len(words) <= 4 * _MOST else None


def _digit_or(items: Iterable[tuple[Any, Any]]) -> Words | None:
    """The fewest words that a match of the sequence may hold instead of a digit; None if it may hold neither."""
    found: list[Words] = []
    for run, _, kind, value in _pieces(items):
        if run is None:
            if (inner := _digit_or_inside(kind, value)) is not None:
                found.append(inner)
        elif any(_holds_digit(w) for w in run):
            found.append(_shortest({" ".join(w.split()) for w in run if not _holds_digit(w)}))
    return min(found, key=len, default=None)


def _digit_or_inside(op: str, value: Any) -> Words | None:
    if op == "IN":
        return frozenset() if all(_is_digit(str(kind), what) for kind, what in value) else None
    if op in _ZERO or (op in _REPEATS and not value[0]):
        return None
    trees = children(op, value)
    found = [_digit_or(tree) for tree in trees]
    if all(words is None for words in found):
        return None
    whole: set[str] = set()
    for tree, words in zip(trees, found, strict=True):
        if words is None:
            anchors = _required(tree)
            if anchors is None:
                return None
            words = anchors[0]
        whole |= words
    return frozenset(w for w in whole if not any(w != o and o in w for o in whole))


def _begins_with_digit(items: Iterable[tuple[Any, Any]]) -> bool:
    for op, value in items:
        kind = str(op)
        if kind == "LITERAL":
            return _is_digit(kind, value)
        if kind == "IN":
            return all(_is_digit(str(k), what) for k, what in value)
        if kind in _ZERO:
            continue
        trees = children(kind, value)
        if not trees or not all(_begins_with_digit(tree) for tree in trees):
            return False
        if kind not in _REPEATS or value[0]:
            return True
    return False


def _holds_digit(words: str) -> bool:
    return any(c.isdecimal() for c in words)


def _is_digit(kind: str, what: Any) -> bool:
    if kind == "RANGE":
        return chr(what[0]).isdecimal() and chr(what[1]).isdecimal()
    return chr(what).isdecimal() if kind == "LITERAL" else str(what) == "CATEGORY_DIGIT"


def _edge(items: Sequence[tuple[Any, Any]], back: bool) -> Words | None:
    """The strings that a sequence begins with (ends with, if ``back``), each up to its first space."""
    open_: Words = frozenset({""})
    done: set[str] = set()
    for op, value in reversed(items) if back else items:
        kind = str(op)
        exact = _exact_item(kind, value, _EDGES)
        if exact is None:
            inner = [_edge(list(tree), back) for tree in children(kind, value)]
            known = bool(inner) and kind not in _ZERO and all(i is not None for i in inner)
            if known and not (kind in _REPEATS and not value[0]):
                words = frozenset[str]().union(*(i for i in inner if i))
                done |= {b + a if back else a + b for a in open_ for b in words}
                open_ = frozenset()
            break
        joined = frozenset(b + a if back else a + b for a in open_ for b in exact)
        done |= {w for w in joined if " " in w}
        open_ = frozenset(w for w in joined if " " not in w)
        if not open_ or len(joined) > _EDGES:
            break
    words = frozenset((w.rpartition(" ")[2] if back else w.partition(" ")[0]) for w in done | open_)
    return None if "" in words or len(words) > _EDGES else words


def _bound(width: Width) -> Width | None:
    return width if max(width) < _WIDEST else None


def literals(regex: str) -> Literals:
    """The literals of a pattern over canon text; none of them if it is written with flags that change letters."""
    tree = parse(regex)
    if tree.state.flags & re.IGNORECASE:
        return Literals(None, None, None, None, None)
    best = _required(tree)
    first, last = _edge(list(tree), False), _edge(list(tree), True)
    instead = _digit_or(tree)
    return Literals(
        anchors=best[0] if best else None,
        before=_bound(best[1]) if best else None,
        width=_bound(_total(tree)),
        first=tuple(sorted(first)) if first else None,
        last=tuple(sorted(last)) if last else None,
        digit_or=tuple(sorted(instead)) if instead is not None and all(" " in w for w in instead) else None,
        digit_first=_begins_with_digit(tree),
    )


__all__ = ["LONGEST_SPACE", "Literals", "children", "is_space", "literals", "parse"]
