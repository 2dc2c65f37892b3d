"""Passages that rules matched, and which of them stay where they overlap.

Precedence where mentions of one label overlap: higher priority, then the earlier, then the longer one,
then the rule that stands first in its file. Two rules of one priority that read the very same passage
differently are both kept: the first as the mention, the others as its ``alternatives``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, NamedTuple

from docparse.matching.rules import Rule


class Mention(NamedTuple):
    """A passage that a rule matched; ``parts`` are the named captures as (start, end)."""

    rule: Rule
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]]
    alternatives: tuple[Rule, ...] = ()

    def text(self, text: str, part: str | None = None) -> str | None:
        """The words of the mention or of one capture; None where the capture did not take part."""
        if part is None:
            return text[self.start : self.end]
        span = self.parts.get(part)
        return text[span[0] : span[1]] if span else None

    @property
    def values(self) -> Mapping[str, Any]:
        return self.rule.values


def settle(mentions: list[Mention]) -> list[Mention]:
    """Drop mentions that overlap one of higher precedence."""
    if len(mentions) < 2:
        return mentions
    kept: list[Mention] = []  # in order and apart, so that only the two neighbours can overlap
    for mention in sorted(mentions, key=lambda m: (-m.rule.priority, m.start, m.start - m.end)):
        at = bisect_left(kept, mention.start, key=lambda k: k.start)
        before = at == 0 or kept[at - 1].end <= mention.start
        if before and (at == len(kept) or mention.end <= kept[at].start):
            kept.insert(at, mention)
        elif at < len(kept) and _ambiguous(kept[at], mention):
            kept[at] = kept[at]._replace(alternatives=(*kept[at].alternatives, mention.rule))
    return kept


def _ambiguous(kept: Mention, other: Mention) -> bool:
    return (
        (kept.start, kept.end, kept.rule.priority) == (other.start, other.end, other.rule.priority)
        and kept.rule.values != other.rule.values
        and other.rule not in kept.alternatives
    )


__all__ = ["Mention", "settle"]
