"""Line numbers as a reader of the file counts them: a text file's own, else those of the text as docparse read it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from docparse.model import Plan


class FileLines:
    """Numbers (from 1) to passages of a text and back.

    ``marks``: offset and line of the file for each paragraph or row that has one. ``own``: there are any.
    """

    def __init__(self, text: str, marks: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._marks = sorted(marks)
        self.own = bool(self._marks)

    @classmethod
    def of(cls, plan: Plan) -> FileLines:
        """Those of the plan's own file: an annex joined to it counts for itself."""
        end = min((annex.start for annex in plan.annexes), default=len(plan.text))
        return cls(plan.text, ((p.start, p.line) for p in plan.places if p.line is not None and p.start < end))

    @property
    def last(self) -> int:
        """The greatest number: the line on which the file's last paragraph begins, or the text's last line."""
        return max(line for _, line in self._marks) if self.own else self._text.count("\n") + 1

    def number(self, at: int) -> int:
        """The line on which the paragraph that holds ``text[at]`` begins."""
        if not self.own:
            return self._text.count("\n", 0, at) + 1
        return self._marks[max(bisect_right(self._marks, (at, self.last)) - 1, 0)][1]

    def passage(self, number: int) -> tuple[int, int] | None:
        """Where the line stands in the text; one inside a paragraph or row gives all of it, None beyond the end."""
        if not 1 <= number <= self.last:
            return None
        if not self.own:
            start = 0
            for _ in range(number - 1):
                start = self._text.index("\n", start) + 1
            end = self._text.find("\n", start)
            return start, len(self._text) if end < 0 else end
        first = min(line for _, line in self._marks)
        line = max((line for _, line in self._marks if line <= number), default=first)
        at = next(n for n, mark in enumerate(self._marks) if mark[1] == line)
        start = self._marks[at][0]
        after = next((mark[0] for mark in self._marks[at + 1 :] if mark[1] != line), len(self._text))
        return start, start + len(self._text[start:after].rstrip())


__all__ = ["FileLines"]
