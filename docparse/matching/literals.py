"""What a regular expression cannot match without, read off its parse tree.

A pattern is run only where it can match: at the words that it must hold (anchors), or, where the place is given,
if it can begin or end with the characters that stand there. A space in a literal stands for a run of spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docparse.matching.trees import (
    REPEATS,
    WIDEST,
    ZERO,
    Items,
    Width,
    Words,
    children,
    exact_item,
    item_width,
    parse,
    plus,
    total_width,
    widest,
)

_MOST = 64  # alternatives of one anchor
_EDGES = 400  # alternatives of a beginning or an end


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


def _shortest(words: set[str]) -> Words:
    """Without those that begin with another one: where they stand, that one stands too."""
    return frozenset(w for w in words if not any(w != o and w.startswith(o) for o in words))


def _worth(words: Words) -> tuple[int, int, int]:
    """Rarer anchors are worth more: longer ones, then fewer of them."""
    sizes = [len(w.replace(" ", "")) for w in words]
    return min(min(sizes), 4), -len(words), min(sizes)


def _pieces(items: Items) -> Iterator[tuple[Words | None, Width, str, Any]]:
    """A sequence as runs of exact words, and the items between them (words None); how far behind its start."""
    run, run_at, at = frozenset({""}), (0, 0), (0, 0)
    for op, value in items:
        kind = str(op)
        exact = exact_item(kind, value, _MOST)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(a + b for a in run for b in exact)
        else:
            yield run, run_at, "", None
            run = exact if exact is not None else frozenset({""})
            run_at = at if exact is not None else plus(at, item_width(kind, value))
            if exact is None:
                yield None, at, kind, value
        at = plus(at, item_width(kind, value))
        if run == {""}:
            run_at = at
    yield run, run_at, "", None


def _required(items: Items) -> tuple[Words, Width] | None:
    """The best anchors of a sequence and how far behind its start they may stand."""
    best: tuple[Words, Width] | None = None
    for run, at, kind, value in _pieces(items):
        words = run
        if words is None:
            if (inner := _inside(kind, value)) is None:
                continue
            words, at = inner[0], plus(at, inner[1])
        plain = _shortest({" ".join(w.split()) for w in words})
        if "" not in plain and (best is None or _worth(plain) > _worth(best[0])):
            best = plain, plus(at, (0, int(any(w.startswith(" ") for w in words))))
    return best


def _inside(op: str, value: Any) -> tuple[Words, Width] | None:
    if op in ZERO or (op in REPEATS and not value[0]):
        return None
    found = [_required(tree) for tree in children(op, value)]
    if not found or any(f is None for f in found):
        return None
    words = frozenset[str]().union(*(f[0] for f in found if f))
    return (words, widest(f[1] for f in found if f)) if len(words) <= 4 * _MOST else None


def _digit_or(items: Items) -> Words | None:
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
    if op in ZERO or (op in REPEATS and not value[0]):
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


def _begins_with_digit(items: Items) -> bool:
    for op, value in items:
        kind = str(op)
        if kind == "LITERAL":
            return _is_digit(kind, value)
        if kind == "IN":
            return all(_is_digit(str(k), what) for k, what in value)
        if kind in ZERO:
            continue
        trees = children(kind, value)
        if not trees or not all(_begins_with_digit(tree) for tree in trees):
            return False
        if kind not in REPEATS or value[0]:
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
        exact = exact_item(kind, value, _EDGES)
        if exact is None:
            inner = [_edge(list(tree), back) for tree in children(kind, value)]
            known = bool(inner) and kind not in ZERO and all(i is not None for i in inner)
            if known and not (kind in REPEATS and not value[0]):
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
    return width if max(width) < WIDEST else None


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
        width=_bound(total_width(tree)),
        first=tuple(sorted(first)) if first else None,
        last=tuple(sorted(last)) if last else None,
        digit_or=tuple(sorted(instead)) if instead is not None and all(" " in w for w in instead) else None,
        digit_first=_begins_with_digit(tree),
    )


__all__ = ["Literals", "literals"]
