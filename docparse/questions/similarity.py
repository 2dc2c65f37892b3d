"""How far an item of one plan says what an item of another says, from 0 to 1, with the evidence.

Deterministic: a score comes from the two documents, the rules in use and the figures below. These were chosen by
logistic regression on the written pairs 01, 03, 05 … of ``corpus/pairs`` and on items of unrelated pairs, which must
not match; the other pairs only measure them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docparse.identity.agency_book import agency_book
from docparse.questions.comparable import Item
from docparse.questions.likewords import Terms, Weights

CARRIED, POSSIBLE = 0.5, 0.3  # a score from which an item counts as carried on, or as perhaps carried on
_SEARCHED = 0.25  # terms of less weight find no candidates, so that cost grows with the items and not with their pairs
_MOST_FOUND = 150  # lower items that a term finds at most; a term of more says little and is only weighed
_HALF = 3.0  # weight of shared terms at which half of what their number can tell is told
_LITTLE = 1.0  # the same for how much of one item the other holds: of few words that says little
_DIRECTIVE = 2.0  # what a directive that an item names weighs, in terms
_BASE = -8.9
_FIGURES = (4.2, 5.9, 3.0, 1.9, 0.5, 3.3, -2.7)  # in the order of _Near.values


@dataclass(frozen=True, slots=True)
class Match:
    """``lower`` says what ``upper`` says: indices into the two lists, and what speaks for it."""

    upper: int
    lower: int
    score: float
    terms: Terms
    heading: Terms
    agencies: tuple[tuple[str, str], ...]
    references: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Near:
    """A pair with a telling term in common, and what speaks for it, each from 0 to 1."""

    upper: int
    lower: int
    terms: Terms
    heading: Terms
    agencies: tuple[tuple[str, str], ...]
    references: frozenset[str]
    cosine: float
    mass: float
    contained: float
    headings: float
    other_kind: bool

    def values(self, best: float) -> tuple[float, ...]:
        return (
            math.sqrt(self.cosine), self.mass, self.contained, self.headings, float(bool(self.agencies)),
            self.cosine / best, float(self.other_kind),
        )  # fmt: skip


class Likeness:
    """Two lists of items compared; ``across``: goals with tasks, which then is no reason against a match."""

    def __init__(self, uppers: Sequence[Item], lowers: Sequence[Item], *, across: bool = False) -> None:
        self.uppers, self.lowers, self._across = uppers, lowers, across
        self.weights = Weights([item.terms for item in (*uppers, *lowers)])

    def matches(self, least: float = POSSIBLE) -> list[Match]:
        """All pairs that score at least ``least``, by upper item, the best first."""
        found = [match for near, values in self.compared() if (match := _match(near, values)).score >= least]
        return sorted(found, key=lambda m: (m.upper, -m.score, m.lower))

    def compared(self) -> Iterator[tuple[_Near, tuple[float, ...]]]:
        """Every pair with a telling term in common, and the values that its score is made of."""
        near = list(self._near())
        best: dict[int, float] = {}  # what an item below says best is what it is there for
        for one in near:
            best[one.lower] = max(best.get(one.lower, 0.0), one.cosine)
        return ((one, one.values(best[one.lower])) for one in near)

    def _near(self) -> Iterator[_Near]:
        weigh = self.weights.of
        index: dict[str, list[int]] = {}
        for number, item in enumerate(self.lowers):
            for term in item.terms:
                if weigh(term) >= _SEARCHED:
                    index.setdefault(term, []).append(number)
        sizes = [self._size(item) for item in self.lowers]
        for number, item in enumerate(self.uppers):
            size = self._size(item)
            lists = (found for term in item.terms if (found := index.get(term)) and len(found) <= _MOST_FOUND)
            for lower in sorted({n for found in lists for n in found}):
                yield self._pair(number, lower, size, sizes[lower])

    def _size(self, item: Item) -> float:
        return self.weights.sum(item.terms) + _DIRECTIVE * len(item.references)

    def _pair(self, number: int, lower: int, size: float, other_size: float) -> _Near:
        one, other = self.uppers[number], self.lowers[lower]
        terms, heading = one.terms & other.terms, one.heading & other.heading
        references = one.references & other.references
        mass = self.weights.sum(terms) + _DIRECTIVE * len(references)
        smaller = min(self.weights.sum(one.heading), self.weights.sum(other.heading))
        # a goal that says less than the one above is another goal; a task may be one of several that carry it on
        within = size if one.kind == "goal" and not self._across else min(size, other_size)
        return _Near(
            upper=number,
            lower=lower,
            terms=terms,
            heading=heading,
            agencies=tuple(_same_agencies(one.agencies, other.agencies)),
            references=references,
            cosine=mass / math.sqrt(size * other_size),
            mass=mass / (mass + _HALF),
            contained=mass / within * mass / (mass + _LITTLE),
            headings=self.weights.sum(heading) / smaller if smaller else 0.0,
            other_kind=not self._across and (one.kind == "goal") != (other.kind == "goal"),
        )


def _match(near: _Near, values: Sequence[float]) -> Match:
    summed = _BASE + sum(figure * value for figure, value in zip(_FIGURES, values, strict=True))
    score = round(1 / (1 + math.exp(-summed)), 2)
    return Match(near.upper, near.lower, score, near.terms, near.heading, near.agencies, near.references)


def _same_agencies(upper: frozenset[str], lower: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Agencies of both by their keys, and those of one that a group of the other holds."""
    book = agency_book()
    for one in sorted(upper):
        for other in sorted(lower):
            if one == other or book.group_contains(one, other) or book.group_contains(other, one):
                yield one, other
