"""How far an item of one plan says what an item of another says, from 0 to 1, with the evidence.

Deterministic: a score comes from the two documents, the rules in use and the figures below. These were chosen by
logistic regression on the written pairs 01, 03, 05 … of ``corpus/pairs`` and on items of unrelated pairs, which must
not match; the other pairs only measure them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from docparse.identity.agency_book import agency_book
from docparse.questions.comparable import Item
from docparse.questions.discords import same_sector
from docparse.questions.likewords import Terms, Weights, procedural
from docparse.questions.units import same_unit

CARRIED, POSSIBLE = 0.5, 0.3  # a score from which an item counts as carried on, or as perhaps carried on
MOST = 10  # matches of one item that are looked at
_MOST_FOUND = 60  # lower items that a term finds at most; a term of more says little and is only weighed
_FEW_FOUND = 6  # the same for a single syllable
_LEAST_FOUND = 0.5  # weight of the pairs of syllables that two items must share to be compared
_HALF = 3.0  # weight of shared terms at which half of what their number can tell is told
_LITTLE = 1.0  # the same for how much of one item the other holds: of few words that says little
_DIRECTIVE = 2.0  # what a directive that an item names weighs, in terms
# what counts, each from 0 to 1: the score is the logistic function of the sum
_BASE = -8.9
_COSINE, _MASS, _CONTAINED, _HEADING, _AGENCY, _BEST = 4.2, 5.9, 3.0, 1.9, 0.5, 3.3
_OTHER_KIND = 2.7  # what a goal loses against a task
_FAR, _TWICE = 5.0, 2.0  # what a goal loses against one that asks for so many times its amount
_SAME_NAME = 0.85  # share of a goal's words from which an amount however far from its own is its own
_PROCEDURE = 1.0  # most that words of procedure count together, of two items that agree in nothing else
_BEYOND, _UNSURE = 0.6, 0.45  # the least that they must share beyond those words, and most that they score without
_MOST_SAID, _PARTLY = 0.35, 0.85  # of an item whose words are not there to this share a score is not higher
# in a plan that carries the other one out: what two items gain that are the nearest to each other, by how far others
# are behind
_CLEAR, _BEHIND = 2.2, 2.0
_TELLING = 1.5  # weight of rare words of both from which that counts in full


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
    whole: float  # the share of the upper item's words that the lower one has
    empty: bool  # whether it is words of procedure that they share, and little else


class Likeness:
    """Two lists of items compared; ``across``: goals with tasks, which then is no reason against a match.

    ``carrying``: the lower plan says that it carries the upper one out, so what comes nearest to each other probably is
    the same work, said in other words.
    """

    def __init__(
        self, uppers: Sequence[Item], lowers: Sequence[Item], *, across: bool = False, carrying: bool = False
    ) -> None:
        self.uppers, self.lowers, self._across, self._carrying = uppers, lowers, across, carrying
        self.weights = Weights([item.terms for item in (*uppers, *lowers)])
        self._headings: dict[tuple[Terms, Terms], float] = {}
        self._agencies: dict[tuple[frozenset[str], frozenset[str]], tuple[tuple[str, str], ...]] = {}

    def matches(self, least: float = POSSIBLE, most: int = MOST) -> list[Match]:
        """The pairs that score at least ``least``, by upper item the ``most`` best, the best first."""
        by_upper: dict[int, list[Match]] = {}
        for match in self._all:
            if match.score >= least:
                by_upper.setdefault(match.upper, []).append(match)
        ordered = (sorted(found, key=lambda m: (-m.score, m.lower))[:most] for found in by_upper.values())
        return [match for found in ordered for match in found]

    def nearest(self) -> dict[int, Match]:
        """The best match of each upper item, however low it scores."""
        best: dict[int, Match] = {}
        for match in self._all:
            if match.upper not in best or match.score > best[match.upper].score:
                best[match.upper] = match
        return best

    @cached_property
    def _all(self) -> list[Match]:
        near = list(self._near())
        best: dict[int, float] = {}  # what an item below says best is what it is there for
        for one in near:
            best[one.lower] = max(best.get(one.lower, 0.0), one.cosine)
        sums = [self._sum(one, best[one.lower]) for one in near]
        clear = self._clear(near, sums) if self._carrying else {}
        return [
            self._match(one, told + clear.get(n, 0.0)) for n, (one, told) in enumerate(zip(near, sums, strict=True))
        ]

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
                if (found := index.get(term)) and len(found) <= (
                    _MOST_FOUND if " " in term or ":" in term else _FEW_FOUND
                ):
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
        # "báo cáo kết quả" is said of everything, unless to the same body or by the same day
        procedure = self.weights.sum(terms & procedural())
        alone = procedure > 0 and not (references or self._agree(one, other))
        empty = alone and mass - procedure < _BEYOND
        if alone:
            mass -= max(procedure - _PROCEDURE, 0.0)
        cosine = mass / math.sqrt(size * other_size)
        # a goal that says less than the one above is another goal; a task may be one of several that carry it on
        within = size if one.kind == "goal" and not self._across else min(size, other_size)
        contained = mass / within * mass / (mass + _LITTLE)
        sure = _COSINE * math.sqrt(cosine) + _MASS * mass / (mass + _HALF) + _CONTAINED * contained
        if not self._across and (one.kind == "goal") != (other.kind == "goal"):
            sure -= _OTHER_KIND
        if one.kind == other.kind == "goal" and not self._across:
            sure += _asks(one, other) if mass / size < _SAME_NAME else 0.0
        return _Near(number, lower, terms, references, cosine, sure, mass / size, empty)

    def _clear(self, near: Sequence[_Near], sums: Sequence[float]) -> dict[int, float]:
        """What the pairs gain of which each is the other's best, by their number in ``near``."""
        best: dict[tuple[bool, int], tuple[float, float, int]] = {}  # of each item: the best, the second, whose it is
        for number, (one, told) in enumerate(zip(near, sums, strict=True)):
            for key in ((True, one.upper), (False, one.lower)):
                first, second, whose = best.get(key, (-math.inf, -math.inf, -1))
                best[key] = (told, first, number) if told > first else (first, max(second, told), whose)
        gains = {}
        for number, one in enumerate(near):
            up, down = best[True, one.upper], best[False, one.lower]
            if up[2] == down[2] == number:
                ahead = min(up[0] - up[1], down[0] - down[1])
                telling = sum(
                    weight for term in one.terms if (weight := self.weights.of(term)) >= self.weights.rare(term)
                )
                gains[number] = _CLEAR * min(1.0, ahead / _BEHIND) * min(1.0, telling / _TELLING)
        return gains

    def _agree(self, one: Item, other: Item) -> bool:
        same_day = one.due and other.due and (one.due.to, one.due.on) == (other.due.to, other.due.on)
        return bool(same_day or (one.agencies and other.agencies and self._same(one.agencies, other.agencies)))

    def _sum(self, near: _Near, best: float) -> float:
        one, other = self.uppers[near.upper], self.lowers[near.lower]
        agencies = bool(one.agencies and other.agencies and self._same(one.agencies, other.agencies))
        heading = self._heading(one.heading, other.heading)
        return near.sure + _HEADING * heading + _AGENCY * agencies + _BEST * near.cosine / best + _BASE

    def _match(self, near: _Near, summed: float) -> Match:
        one, other = self.uppers[near.upper], self.lowers[near.lower]
        agencies = self._same(one.agencies, other.agencies) if one.agencies and other.agencies else ()
        most = _UNSURE if near.empty else 1 if near.whole >= _MOST_SAID else _PARTLY
        score = round(min(1 / (1 + math.exp(-summed)), most), 2)
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


def _asks(one: Item, other: Item) -> float:
    """What the amounts of two goals take: one that is twice the other is of another thing."""
    pairs = [
        (abs(i.value), abs(theirs.value)) for i in one.indicators for theirs in other.indicators if same_unit(i, theirs)
    ]
    if not pairs:
        return 0.0
    far = min(max(pair) / max(min(pair), 1e-9) for pair in pairs)
    return -_FAR if far >= _TWICE else 0.0


def _searched(item: Item) -> Iterator[str]:
    yield from item.terms
    yield from item.references


def _same_agencies(upper: frozenset[str], lower: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Agencies of both by their keys, and those of one that a group of the other holds."""
    book = agency_book()
    for one in sorted(upper):
        for other in sorted(lower):
            held = book.group_contains(one, other) or book.group_contains(other, one)
            if one == other or held or same_sector(one, other):
                yield one, other
