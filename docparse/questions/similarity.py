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
from docparse.questions.discords import same_sector
from docparse.questions.likewords import Terms, Weights

CARRIED, POSSIBLE = 0.5, 0.3  # a score from which an item counts as carried on, or as perhaps carried on
MOST = 10  # matches of one item that are looked at
_MOST_FOUND = 60  # lower items that a term finds at most; a term of more says little and is only weighed
_LEAST_FOUND = 0.5  # weight of the pairs of syllables that two items must share to be compared
_HALF = 3.0  # weight of shared terms at which half of what their number can tell is told
_LITTLE = 1.0  # the same for how much of one item the other holds: of few words that says little
_DIRECTIVE = 2.0  # what a directive that an item names weighs, in terms
# what counts, each from 0 to 1: the score is the logistic function of the sum
_BASE = -8.9
_COSINE, _MASS, _CONTAINED, _HEADING, _AGENCY, _BEST = 4.2, 5.9, 3.0, 1.9, 0.5, 3.3
_OTHER_KIND = 2.7  # what a goal loses against a task
_BONUS = _HEADING + _AGENCY + _BEST  # most that what is not words can add


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
    """A pair with telling words in common; ``sure`` is what its words alone add to the score."""

    upper: int
    lower: int
    terms: Terms
    references: frozenset[str]
    cosine: float
    sure: float


class Likeness:
    """Two lists of items compared; ``across``: goals with tasks, which then is no reason against a match."""

    def __init__(self, uppers: Sequence[Item], lowers: Sequence[Item], *, across: bool = False) -> None:
        self.uppers, self.lowers, self._across = uppers, lowers, across
        self.weights = Weights([item.terms for item in (*uppers, *lowers)])
        self._headings: dict[tuple[Terms, Terms], float] = {}
        self._agencies: dict[tuple[frozenset[str], frozenset[str]], tuple[tuple[str, str], ...]] = {}

    def matches(self, least: float = POSSIBLE, most: int = MOST) -> list[Match]:
        """The pairs that score at least ``least``, by upper item the ``most`` best, the best first."""
        needed = math.log(least / (1 - least)) - _BASE
        near = [one for one in self._near() if one.sure + _BONUS >= needed]
        best: dict[int, float] = {}  # what an item below says best is what it is there for
        for one in near:
            best[one.lower] = max(best.get(one.lower, 0.0), one.cosine)
        by_upper: dict[int, list[Match]] = {}
        for one in near:
            if (match := self._match(one, best[one.lower])).score >= least:
                by_upper.setdefault(one.upper, []).append(match)
        ordered = (sorted(found, key=lambda m: (-m.score, m.lower))[:most] for found in by_upper.values())
        return [match for found in ordered for match in found]

    def _near(self) -> Iterator[_Near]:
        """Pairs that share a directive or two syllables in a row which few others have."""
        index: dict[str, list[int]] = {}
        for number, item in enumerate(self.lowers):
            for term in _searched(item):
                index.setdefault(term, []).append(number)
        sizes = [self._size(item) for item in self.lowers]
        for number, item in enumerate(self.uppers):
            size = self._size(item)
            shared: dict[int, float] = {}
            for term in _searched(item):
                if (found := index.get(term)) and len(found) <= _MOST_FOUND:
                    weight = _DIRECTIVE if term in item.references else self.weights.of(term)
                    for lower in found:
                        shared[lower] = shared.get(lower, 0.0) + weight
            for lower, weight in sorted(shared.items()):
                if weight >= _LEAST_FOUND:
                    yield self._pair(number, lower, size, sizes[lower])

    def _size(self, item: Item) -> float:
        return self.weights.sum(item.terms) + _DIRECTIVE * len(item.references)

    def _pair(self, number: int, lower: int, size: float, other_size: float) -> _Near:
        one, other = self.uppers[number], self.lowers[lower]
        terms, references = one.terms & other.terms, one.references & other.references
        mass = self.weights.sum(terms) + _DIRECTIVE * len(references)
        cosine = mass / math.sqrt(size * other_size)
        # a goal that says less than the one above is another goal; a task may be one of several that carry it on
        within = size if one.kind == "goal" and not self._across else min(size, other_size)
        contained = mass / within * mass / (mass + _LITTLE)
        sure = _COSINE * math.sqrt(cosine) + _MASS * mass / (mass + _HALF) + _CONTAINED * contained
        if not self._across and (one.kind == "goal") != (other.kind == "goal"):
            sure -= _OTHER_KIND
        return _Near(number, lower, terms, references, cosine, sure)

    def _match(self, near: _Near, best: float) -> Match:
        one, other = self.uppers[near.upper], self.lowers[near.lower]
        agencies = self._same(one.agencies, other.agencies) if one.agencies and other.agencies else ()
        summed = near.sure + _HEADING * self._heading(one.heading, other.heading) + _AGENCY * bool(agencies)
        summed += _BEST * near.cosine / best + _BASE
        score = round(1 / (1 + math.exp(-summed)), 2)
        return Match(near.upper, near.lower, score, near.terms, one.heading & other.heading, agencies, near.references)

    def _same(self, one: frozenset[str], other: frozenset[str]) -> tuple[tuple[str, str], ...]:
        found = self._agencies.get((one, other))
        if found is None:
            found = self._agencies[one, other] = tuple(_same_agencies(one, other))
        return found

    def _heading(self, one: Terms, other: Terms) -> float:
        """How much of the shorter of two headings the other has."""
        found = self._headings.get((one, other))
        if found is None:
            smaller = min(self.weights.sum(one), self.weights.sum(other))
            found = self.weights.sum(one & other) / smaller if smaller else 0.0
            self._headings[one, other] = found
        return found


def _searched(item: Item) -> Iterator[str]:
    yield from (term for term in item.terms if " " in term)
    yield from item.references


def _same_agencies(upper: frozenset[str], lower: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Agencies of both by their keys, and those of one that a group of the other holds."""
    book = agency_book()
    for one in sorted(upper):
        for other in sorted(lower):
            held = book.group_contains(one, other) or book.group_contains(other, one)
            if one == other or held or same_sector(one, other):
                yield one, other
