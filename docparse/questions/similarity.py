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
_BASE, _COSINE, _MASS, _CONTAINED = -8.9, 3.6, 7.5, 3.0
_HEADING, _AGENCY, _REFERENCE, _BEST, _OTHER_KIND = 2.0, 0.5, 0.5, 2.7, -2.9


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
    upper: int
    lower: int
    cosine: float
    mass: float
    contained: float
    terms: Terms


class Likeness:
    """Two lists of items compared."""

    def __init__(self, uppers: Sequence[Item], lowers: Sequence[Item]) -> None:
        self.uppers, self.lowers = uppers, lowers
        self.weights = Weights([item.terms for item in (*uppers, *lowers)])

    def matches(self, least: float = POSSIBLE) -> list[Match]:
        """All pairs that score at least ``least``, by upper item, the best first."""
        near = list(self._near())
        best: dict[int, float] = {}  # what an item below says best is what it is there for
        for one in near:
            best[one.lower] = max(best.get(one.lower, 0.0), one.cosine)
        found = [match for one in near if (match := self._match(one, best[one.lower])).score >= least]
        return sorted(found, key=lambda m: (m.upper, -m.score, m.lower))

    def _near(self) -> Iterator[_Near]:
        """Pairs with a telling term in common."""
        weigh = self.weights.of
        index: dict[str, list[int]] = {}
        for number, item in enumerate(self.lowers):
            for term in item.terms:
                if weigh(term) >= _SEARCHED:
                    index.setdefault(term, []).append(number)
        sizes = [self.weights.sum(item.terms) for item in self.lowers]
        for number, item in enumerate(self.uppers):
            size = self.weights.sum(item.terms)
            lists = (found for term in item.terms if (found := index.get(term)) and len(found) <= _MOST_FOUND)
            for lower in sorted({n for found in lists for n in found}):
                shared = item.terms & self.lowers[lower].terms
                mass = self.weights.sum(shared)
                smaller, larger = sorted((size, sizes[lower]))
                yield _Near(number, lower, mass / math.sqrt(smaller * larger), mass, mass / smaller, shared)

    def _match(self, near: _Near, best: float) -> Match:
        upper, lower = self.uppers[near.upper], self.lowers[near.lower]
        heading = upper.heading & lower.heading
        agencies = tuple(_same_agencies(upper.agencies, lower.agencies))
        references = upper.references & lower.references
        summed = (
            _BASE
            + _COSINE * math.sqrt(near.cosine)
            + _MASS * near.mass / (near.mass + _HALF)
            + _CONTAINED * near.contained
            + _HEADING * self._heading(upper.heading, lower.heading, heading)
            + _AGENCY * bool(agencies)
            + _REFERENCE * bool(references)
            + _BEST * near.cosine / best
            + _OTHER_KIND * ((upper.kind == "goal") != (lower.kind == "goal"))
        )
        score = round(1 / (1 + math.exp(-summed)), 2)
        return Match(near.upper, near.lower, score, near.terms, heading, agencies, references)

    def _heading(self, upper: Terms, lower: Terms, shared: Terms) -> float:
        smaller = min(self.weights.sum(upper), self.weights.sum(lower))
        return self.weights.sum(shared) / smaller if smaller else 0.0


def _same_agencies(upper: frozenset[str], lower: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Agencies of both by their keys, and those of one that a group of the other holds."""
    book = agency_book()
    for one in sorted(upper):
        for other in sorted(lower):
            if one == other or book.group_contains(one, other) or book.group_contains(other, one):
                yield one, other
