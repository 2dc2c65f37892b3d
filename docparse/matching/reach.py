"""How far a cue speaks, and the phrases that take it back: "chủ trì cuộc họp" leads no task.

reach: {direction: back, scope: clause, until: [";", nhưng], unless: [chủ trì cuộc họp, cuộc họp]}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from docparse.matching.patterns import whole_words_to_regex, words_to_regex

DIRECTIONS = ("forward", "back")
SCOPES = ("clause", "sentence", "heading")
_ENDS = {"clause": r";|[.!?…](?=\s|\Z)|\n", "sentence": r"[.!?…](?=\s|\Z)|\n", "heading": r"\n\s*\n"}
_SIDE = 80  # characters beside a mention in which a cancelling phrase is looked for
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True)
class Reach:
    """``until``: what ends the reach besides the end of its scope; ``unless``: what cancels the cue beside it."""

    direction: str = "forward"
    scope: str = "clause"
    until: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @cached_property
    def _stop(self) -> re.Pattern[str]:
        return re.compile("|".join([*map(_bounded, self.until), _ENDS[self.scope]]))

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return re.compile(whole_words_to_regex(list(self.unless)))

    def span(self, keys: str, at: tuple[int, int], start: int, end: int) -> tuple[int, int]:
        """The passage of ``keys[start:end]`` that a cue at ``at`` speaks of, the cue itself left out."""
        if self.direction == "forward":
            found = self._stop.search(keys, at[1], end)
            return at[1], found.start() if found else end
        last = start
        for found in self._stop.finditer(keys, start, at[0]):
            last = found.end()
        return last, at[0]

    def cancelled(self, keys: str, at: tuple[int, int], start: int, end: int) -> bool:
        """Whether a cancelling phrase overlaps the cue or stands right beside it."""
        if not self.unless:
            return False
        left, right = max(start, at[0] - _SIDE), min(end, at[1] + _SIDE)
        while found := self._unless.search(keys, left, right):
            gap = (at[1], found.start()) if found.start() >= at[1] else (found.end(), at[0])
            if gap[0] >= gap[1] or _BETWEEN.fullmatch(keys, *gap):
                return True
            left = found.start() + 1
        return False


def _bounded(phrase: str) -> str:
    body = words_to_regex([phrase])
    return rf"(?<!\w){body}(?!\w)" if phrase[:1].isalnum() and phrase[-1:].isalnum() else body


__all__ = ["DIRECTIONS", "SCOPES", "Reach"]
