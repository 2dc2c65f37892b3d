"""Which of many spans holds a passage, and which of many prints of one thing to show."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping


class Spans:
    """Spans by their start, to find the one that holds a passage."""

    def __init__(self, spans: list[tuple[int, int, int]]) -> None:
        self._spans = sorted(spans, key=lambda s: (s[0], -s[1]))
        self._starts = [start for start, _, _ in self._spans]
        self._reach: list[int] = []  # the furthest end up to here: looking back stops where nothing reaches
        for _, end, _ in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else end))

    def innermost(self, start: int, end: int) -> int | None:
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._reach[at] >= end:
            if self._spans[at][1] >= end:
                return self._spans[at][2]
            at -= 1
        return None

    def touches(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._reach[at] > start


def weight(value: str | None) -> tuple[int, int, str]:
    """Which of several prints of one thing is shown: words before capitals only, then the longest."""
    return (
        (int(not value.isupper() or not any(c.isspace() for c in value)), len(value), value) if value else (-1, -1, "")
    )


def most(said: Iterable[tuple[int, str | None]]) -> str | None:
    """The print that most documents have, of as many the fullest; ``said`` holds (document, print) of each mention."""
    return most_said(Counter(value for _, value in {pair for pair in said if pair[1]}))


def most_said(votes: Mapping[str | None, int]) -> str | None:
    """The print with most votes, of as many the fullest."""
    return max(votes, key=lambda value: (votes[value], weight(value)), default=None)
