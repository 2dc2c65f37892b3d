"""What functions make of the rules, remembered apart for each pack."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar, cast

from docparse.matching.engine import rule_pack

_Work = TypeVar("_Work", bound=Callable[..., object])


def per_pack(maxsize: int | None = None) -> Callable[[_Work], _Work]:
    """Like ``lru_cache`` for a function that asks :func:`rule_pack`: what one pack gave is no answer for another."""

    def decorate(work: _Work) -> _Work:
        @wraps(work)
        def remembered(*args: Hashable) -> object:
            made = rule_pack().made
            known = made.get(work)
            if known is None:
                known = made[work] = lru_cache(maxsize)(work)
            return known(*args)

        return cast("_Work", remembered)

    return decorate


__all__ = ["per_pack"]
