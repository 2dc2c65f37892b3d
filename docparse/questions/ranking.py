"""Which tasks speak of a question's words, the best first: phrases, then rare words, then the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from docparse.questions.candidates import Candidate, Tasks, spaced
from docparse.questions.phrases import Word
from docparse.store.connection import Connection

_CANDIDATES = 300
_MOST = 600  # tasks that are looked at one by one
_RARE_SHARE, _RARE_COUNT = 0.02, 3  # of all passages; a rarer word must stand in what is found
_RARE = 4  # where no task has all words, only this many of the rarest are searched for
_CUT = 0.8  # of the best score
_PAIRS = 0.3  # of the words that stand side by side in the question
_LEAST = 0.34  # of what a task with every word side by side scores
_CONTEXT = 0.35  # a word in the headings above, against one in the task
_PAIR = 1.0  # two words side by side, against both apart
_OTHER_WORD = 0.35  # "hòa" where "hóa" was asked for


@dataclass(frozen=True, slots=True)
class Hit:
    """A task that speaks of what was asked; ``score`` is at most 1."""

    task: int
    document: int
    score: float


def search(db: Connection, asked: Sequence[Word], documents: Sequence[int]) -> tuple[list[Hit], list[Hit]]:
    """Tasks that speak of the words, best first, and where there are none those that come near.

    All rare words must stand in the task or the headings above it. ``documents`` limits where to look.
    """
    terms = list(dict.fromkeys(word.fold for word in asked))
    if not terms:
        return [], []
    tasks = Tasks(db, documents)
    counts = {term: count for term in terms if (count := tasks.count(term))}
    size = db.row("passage_count")
    total = (size["size"] if size else None) or 1
    weight = {term: math.log(1 + total / (1 + counts.get(term, 0))) for term in terms}
    rare = [term for term in terms if counts.get(term, 0) <= max(total * _RARE_SHARE, _RARE_COUNT)] or terms
    found: list[Candidate] = []
    few = tasks.all(_MOST)
    if few is not None:
        found = [one for one in few if all(one.holds(term) for term in rare)]
    elif all(term in counts for term in rare):
        match = " AND ".join(f'"{term}"' for term in rare)
        found = tasks.candidates(_narrowed(tasks, asked, match, sum(counts.values())))
    spoken = [one for one in found if one.side_by_side(asked) >= _PAIRS]
    if spoken:
        return _hits(asked, weight, spoken), []
    rarest = _rarest(terms, weight)
    reach = sum(counts.get(term, 0) for term in rarest)
    if few is not None:
        found = found or few
    elif not found:
        words = [f'"{term}"' if term in counts else f'"{term}"*' for term in rarest]
        pairs = " OR ".join(f"({first} AND {second})" for first, second in combinations(words, 2))
        match = tasks.either(pairs, " OR ".join(words), reach)
        found = tasks.candidates(tasks.best(match, _CANDIDATES, reach))
    near = [one for one in found if one.side_by_side(asked)]
    return [], _hits(asked, weight, near)


def _narrowed(tasks: Tasks, asked: Sequence[Word], match: str, reach: int) -> list[int]:
    """What fits the query, narrowed where that is too much: to two neighbours of the question, then to all of it."""
    found = tasks.fitting(match, _MOST + 1)
    pairs = dict.fromkeys(f'"{first.fold} {second.fold}"' for first, second in pairwise(asked))
    for one in (f"({match}) AND ({' OR '.join(pairs)})", '"' + " ".join(word.fold for word in asked) + '"'):
        if not pairs or len(found) <= _MOST:
            break
        if fewer := tasks.fitting(one, _MOST + 1):
            match, found = one, fewer
    return tasks.best(match, _MOST, reach) if len(found) > _MOST and tasks.ranks(reach) else found[:_MOST]


def _hits(asked: Sequence[Word], weight: dict[str, float], found: Sequence[Candidate]) -> list[Hit]:
    """Ranked by the words as folded, then as written ("hóa" is not "hòa"); what is far below the best goes."""
    accented = {(word.fold, word.canon) for word in asked if word.canon != word.fold}
    most = max(len({word.fold for word in asked}), 1)
    scored = sorted(((_score(asked, weight, one), one) for one in found), key=lambda pair: -pair[0])
    hits: list[Hit] = []
    best = 0.0
    for folded, one in scored:
        if folded < max(best * _CUT, _LEAST):
            break  # it can only sink, and so can those behind it
        written = spaced(one.plain) if accented else ""
        wrong = sum(f" {typed} " in one.words and f" {word} " not in written for typed, word in accented)
        hits.append(Hit(one.task, one.document, round(folded * (1 - (1 - _OTHER_WORD) * wrong / most), 4)))
        best = max(best, hits[-1].score)
    hits.sort(key=lambda hit: (-hit.score, hit.document, hit.task))
    return [hit for hit in hits if hit.score >= max(best * _CUT, _LEAST)]


def _rarest(terms: list[str], weight: dict[str, float]) -> list[str]:
    return sorted(terms, key=lambda term: (-weight[term], term))[:_RARE]


def _score(asked: Sequence[Word], weight: dict[str, float], found: Candidate) -> float:
    """The share of the question that the task holds: words by their rarity, and neighbours as neighbours."""
    got = most = 0.0
    for word in {word.fold for word in asked}:
        most += weight[word]
        got += weight[word] * (1.0 if f" {word} " in found.words else _CONTEXT if f" {word} " in found.context else 0.0)
    for first, second in pairwise(asked):
        pair = _PAIR * (weight[first.fold] + weight[second.fold]) / 2
        most += pair
        got += pair if f" {first.fold} {second.fold} " in found.words else 0.0
    return got / most if most else 0.0
