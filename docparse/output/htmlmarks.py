"""The coloured passages of :mod:`docparse.output.html`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to colour; ``number`` ties a task or goal to its explanation."""

    start: int
    end: int
    kind: str
    title: str
    role: str = ""
    number: int = 0


def touching(marks: list[Mark], start: int, end: int) -> Iterator[Mark]:
    """Those of marks that stand apart which have text in the passage."""
    for mark in marks[bisect_right(marks, start, key=lambda m: m.end) :]:
        if mark.start >= end:
            return
        yield mark


def apart(marks: list[Mark]) -> list[Mark]:
    """Marks in order of which none overlaps the one before; empty ones are dropped."""
    kept: list[Mark] = []
    for mark in marks:
        if mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept
