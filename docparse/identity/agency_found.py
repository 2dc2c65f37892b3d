"""What the agency grammar finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """An agency between tokens ``first`` and ``last`` (exclusive)."""

    first: int
    last: int
    name: str
    kind: str
    rule: str
    group: bool
    central: bool = False
    bare: bool = False
