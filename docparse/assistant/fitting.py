"""Answers cut to a size that an assistant can take, which say what was left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

MOST = 60_000  # characters of JSON
_LEAST = 2  # items that a list keeps


def fitted(answer: Mapping[str, Any], most: int = MOST) -> dict[str, Any]:
    """The answer, its largest lists cut from the end until it has ``most`` characters at most, or as near as that goes.

    ``left_out``: how many items went, by the list's path ("root.edges"); absent where all is there.
    """
    if _size(answer) <= most:
        return dict(answer)
    cut: dict[str, Any] = deepcopy(dict(answer))
    left: dict[str, int] = {}
    while (over := _size(cut) - most) > 0:
        lists = [(_size(items), path, items) for path, items in _lists(cut, "") if len(items) > _LEAST]
        if not lists:
            break
        size, path, items = max(lists, key=lambda one: (one[0], one[1]))
        gone = min(max(len(items) * over // size, 1), len(items) - _LEAST)
        del items[len(items) - gone :]
        left[path] = left.get(path, 0) + gone
    return {**cut, "left_out": left}


def _size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False))


def _lists(value: Any, path: str) -> Iterator[tuple[str, list[Any]]]:
    """Every list, with the names that lead to it, items by their number."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lists(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        yield path, value
        for number, inner in enumerate(value):
            yield from _lists(inner, f"{path}.{number}")
