"""No pattern that can blow up: a conservative check of every rule's expression, before it meets hostile text.

Refused are (1) a repeat inside a repeat that can share its characters in more than one way, (2) a gap of any
character without an end, (3) repeats side by side that take the same characters and have no end, and (4) gaps whose
widths multiply to more ways than a search can try.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from docparse.errors import RuleError
from docparse.matching.faults import regex_fault
from docparse.matching.forms import Form
from docparse.matching.lines import Where
from docparse.matching.trees import children, parse

_SAMPLE = "".join(map(chr, range(32, 127))) + "\n\t ăâđêôơưáàảãạếềểễệịọốộớợúụứựỳỹ…–“”≥≤%²³µ‰•ʔ"
_LONGEST = 400  # a gap of any character may be this wide
_WAYS = 600_000  # ways to share one stretch among gaps side by side
_WIDE = 2000  # what an endless one counts for beside others
_FEW = 40  # repeats that are too few to matter
_OPEN = 100_000  # a repeat up to more than this has no end
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
Chars = frozenset[str]


class UnsafeError(ValueError):
    """Why a pattern is refused."""


def check_variable(regex: str, where: Where) -> None:
    """RuleError DP305 if the expression of a variable does not compile by itself."""
    try:
        parse(regex)
    except (re.error, OverflowError, RecursionError) as error:
        what = f"biến không dịch được: {regex_fault(error)}"
        raise RuleError("DP305", where("regex"), what, "sửa regex của biến này") from error


def check_form(form: Form) -> None:
    """RuleError DP312 if the pattern can take too long on some text, DP305 if it does not compile."""
    try:
        _sequence(list(parse(form.regex)))
    except UnsafeError as error:
        raise RuleError("DP312", form.where(), str(error), "viết lại mẫu cho ngắn và rõ hơn") from error
    except re.error as error:
        what = f"mẫu không dịch được: {regex_fault(error)}"
        raise RuleError("DP305", form.where(), what, "sửa mẫu của luật") from error


def opens_with_letter(form: Form) -> bool:
    """Whether a match can begin with a letter: then a pattern without a fixed word is tried at nearly every one."""
    return any(c.isalpha() for c in _first(list(parse(form.regex)))[0])


@lru_cache(maxsize=1)
def _everything() -> Chars:
    return frozenset(_SAMPLE)


@lru_cache(maxsize=16)
def _category(name: str) -> Chars:
    return frozenset(re.findall(_CATEGORIES.get(name, r"[\s\S]"), _SAMPLE))


def _chars(op: str, value: Any) -> Chars:
    """The characters that an item can take, anywhere in it."""
    if op == "LITERAL":
        return frozenset({chr(value)})
    if op == "NOT_LITERAL":
        return _everything() - {chr(value)}
    if op == "ANY":
        return _everything() - {"\n"}
    if op == "IN":
        return _class(value)
    if op in ("AT", "ASSERT", "ASSERT_NOT"):
        return frozenset()
    if op == "GROUPREF":
        return _everything()
    return frozenset[str]().union(*(_chars(str(o), v) for tree in children(op, value) for o, v in tree))


def _class(items: Sequence[tuple[Any, Any]]) -> Chars:
    out: set[str] = set()
    negated = False
    for op, value in items:
        kind = str(op)
        if kind == "NEGATE":
            negated = True
        elif kind == "LITERAL":
            out.add(chr(value))
        elif kind == "RANGE":
            out |= {c for c in _SAMPLE if value[0] <= ord(c) <= value[1]} | {chr(value[0])}
        elif kind == "CATEGORY":
            out |= _category(str(value))
    return _everything() - out if negated else frozenset(out)


def _low(op: str, value: Any) -> int:
    """The fewest characters that an item takes (0 or more)."""
    if op in ("AT", "ASSERT", "ASSERT_NOT"):
        return 0
    if op in _REPEATS:
        return int(value[0]) * sum(_low(str(o), v) for o, v in value[2])
    trees = children(op, value)
    return min((sum(_low(str(o), v) for o, v in tree) for tree in trees), default=1)


def _sequence(items: Sequence[tuple[Any, Any]]) -> None:
    gaps: list[tuple[Chars, int]] = []  # repeats since the last character that none of them can take
    for op, value in items:
        kind = str(op)
        if kind in _REPEATS and int(value[1]) > 1:
            _repeat(value)
            width = min(int(value[1]) - int(value[0]) + 1, _OPEN)
            ways, opening = min(width, _WIDE), _first([(op, value)])[0]
            for other, wide in gaps:
                if opening & other:
                    if width >= _OPEN and wide >= _OPEN:
                        raise UnsafeError("hai đoạn lặp không giới hạn đứng cạnh nhau nhận cùng chữ")
                    ways *= min(wide, _WIDE)
            if len(gaps) and ways > _WAYS:
                raise UnsafeError("các đoạn bỏ trống đứng cạnh nhau quá rộng")
            gaps.append((_chars(kind, value), width))
            continue
        for tree in children(kind, value):
            _sequence(list(tree))
        if _low(kind, value):
            taken = _chars(kind, value)
            words = max(2, _low(kind, value))  # a fixed word parts gaps, but may itself stand often in one
            gaps = [(other, wide // words) for other, wide in gaps if taken & other and wide // words > 1]


def _first(items: Sequence[tuple[Any, Any]]) -> tuple[Chars, bool]:
    """The characters that a sequence can begin with, and whether it can be empty."""
    out: Chars = frozenset()
    for op, value in items:
        kind = str(op)
        if kind in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        trees = [_first(list(tree)) for tree in children(kind, value)]
        out |= frozenset[str]().union(*(chars for chars, _ in trees)) if trees else _chars(kind, value)
        if not (any(empty for _, empty in trees) or (kind in _REPEATS and not int(value[0]))):
            return out, False
    return out, True


def _parts(op: str, value: Any, inner: Chars) -> bool:
    """Whether every way through an item takes a character that is not in ``inner``."""
    if op in ("AT", "ASSERT", "ASSERT_NOT") or (op in _REPEATS and not int(value[0])):
        return False
    trees = children(op, value)
    if not trees:
        return not _chars(op, value) & inner
    return all(any(_parts(str(o), v, inner) for o, v in tree) for tree in trees)


def _repeat(value: Any) -> None:
    """A repeat of more than one: of one character class, or of a body that can be told apart each time."""
    _, high, body = value
    items = [(str(o), v) for o, v in body]
    if len(items) == 1 and not children(*items[0]):
        taken = _chars(*items[0])
        if " " in taken and len(taken) > len(_SAMPLE) // 2 and int(high) > _LONGEST:
            raise UnsafeError("đoạn bỏ trống không có giới hạn; ghi số chữ nhiều nhất, ví dụ {0,80}")
        return
    _sequence(items)
    if int(high) > _FEW and _ambiguous(items):
        raise UnsafeError("đoạn lặp có hai cách chọn bắt đầu bằng cùng một chữ")
    inner = _variable(items)
    endless = any(int(v[1]) > _FEW for _, v in inner)
    if not inner or not (endless or int(high) > _FEW):
        return
    for op, value in items:
        others = frozenset[str]().union(*(_chars(*i) for i in inner if i[1] is not value))
        endless_itself = any(i[1] is value for i in inner)
        apart = not endless_itself or any(_parts(o, v, _chars(op, value)) for o, v in items if v is not value)
        if apart and _parts(op, value, others):
            return
    raise UnsafeError("đoạn lặp lồng trong đoạn lặp, không có gì phân cách")


def _ambiguous(items: Sequence[tuple[str, Any]]) -> bool:
    """Whether a choice among them has two options that can begin alike."""
    for op, value in items:
        trees = [[(str(o), v) for o, v in tree] for tree in children(op, value)]
        if op == "BRANCH":
            seen: set[str] = set()
            empty = False
            for tree in trees:
                first, nothing = _first(tree)
                if seen & first or (nothing and empty):
                    return True
                seen |= first
                empty = empty or nothing
        if any(_ambiguous(tree) for tree in trees):
            return True
    return False


def _variable(items: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """All repeats of more than one below some items."""
    out: list[tuple[str, Any]] = []
    for op, value in items:
        if op in _REPEATS and int(value[1]) > 1 and int(value[0]) != int(value[1]):
            out.append((op, value))
        for tree in children(op, value):
            out += _variable([(str(o), v) for o, v in tree])
    return out


__all__ = ["UnsafeError", "check_form", "opens_with_letter"]
