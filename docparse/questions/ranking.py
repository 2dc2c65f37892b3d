"""Which tasks speak of a question's words, the best first: phrases, then rare words, then the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docparse.folding import fold
from docparse.questions.phrases import Word, words_of
from docparse.questions.views import keys
from docparse.store.connection import Connection
from docparse.store.passages import contexts

_CANDIDATES = 300
_RANKED = 5_000  # hits; above, ranking would read too many
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
    task: int
    document: int
    score: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A task with its folded words and those of the headings above it and its agencies."""

    task: int
    document: int
    folded: str
    context: str


def search(db: Connection, asked: Sequence[Word], documents: Sequence[int]) -> tuple[list[Hit], list[Hit]]:
    """Tasks that speak of the words, best first, and where there are none those that come near.

    All rare words must stand in the task or the headings above it; ``score`` is at most 1. ``documents`` limits where
    to look.
    """
    terms = list(dict.fromkeys(word.fold for word in asked))
    if not terms:
        return [], []
    counts = {row["term"]: row["doc"] for row in db.rows("term_counts", terms=keys(terms))}
    size = db.row("passage_count")
    total = (size["size"] if size else None) or 1
    weight = {term: math.log(1 + total / (1 + counts.get(term, 0))) for term in terms}
    rare = [term for term in terms if counts.get(term, 0) <= max(total * _RARE_SHARE, _RARE_COUNT)] or terms
    found: list[_Candidate] = []
    if all(term in counts for term in rare):
        found = _candidates(db, _narrowed(db, asked, " AND ".join(f'"{term}"' for term in rare)), documents, _MOST)
    spoken = [one for one in found if _side_by_side(asked, f"{one.folded} . {one.context}") >= _PAIRS]
    if spoken:
        return _hits(asked, weight, spoken), []
    prefixed = [f'"{term}"' if term in counts else f'"{term}"*' for term in _rarest(terms, weight)]
    found = found or _candidates(db, " OR ".join(prefixed), documents, _CANDIDATES)
    near = [one for one in found if _side_by_side(asked, f"{one.folded} . {one.context}")]
    return [], _hits(asked, weight, near[:_CANDIDATES])


def _narrowed(db: Connection, asked: Sequence[Word], match: str) -> str:
    """The query, narrowed where it fits too many tasks: to two neighbours of the question, then to all of it."""
    pairs = dict.fromkeys(f'"{first.fold} {second.fold}"' for first, second in pairwise(asked))
    for one in (f"({match}) AND ({' OR '.join(pairs)})", '"' + " ".join(word.fold for word in asked) + '"'):
        if not pairs or not _too_many(db, match):
            return match
        if _hits_up_to(db, one, 1):
            match = one
    return match


def _too_many(db: Connection, match: str) -> bool:
    return _hits_up_to(db, match, _MOST + 1) > _MOST


def _hits_up_to(db: Connection, match: str, limit: int) -> int:
    row = db.row("task_hits_up_to", match=match, limit=limit)
    return int(row["hits"]) if row else 0


def _side_by_side(asked: Sequence[Word], folded: str) -> float:
    """The share of the question's neighbours that are neighbours here: syllables alone mean little."""
    pairs = {(first.fold, second.fold) for first, second in pairwise(asked)}
    here = set(pairwise(word.fold for word in words_of(folded)))
    return len(pairs & here) / len(pairs) if pairs else 1.0


def _hits(asked: Sequence[Word], weight: dict[str, float], found: Sequence[_Candidate]) -> list[Hit]:
    hits = [Hit(one.task, one.document, _score(asked, weight, one.folded, one.context)) for one in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.document, hit.task))


def sharpen(hits: list[Hit], asked: Sequence[Word], texts: dict[int, str]) -> list[Hit]:
    """Rank anew by the words as written ("hóa" is not "hòa") and drop what is far below the best."""
    accented = {word.fold: word.canon for word in asked if word.canon != word.fold}
    sharper = []
    for hit in hits:
        found = words_of(texts[hit.task])
        written = {word.canon for word in found}
        folded = {word.fold for word in found}
        wrong = sum(1 for bare, word in accented.items() if bare in folded and word not in written)
        share = 1 - (1 - _OTHER_WORD) * wrong / max(len({word.fold for word in asked}), 1)
        sharper.append(Hit(hit.task, hit.document, round(hit.score * share, 4)))
    sharper.sort(key=lambda hit: (-hit.score, hit.document, hit.task))
    best = sharper[0].score if sharper else 0.0
    return [hit for hit in sharper if hit.score >= max(best * _CUT, _LEAST)]


def _rarest(terms: list[str], weight: dict[str, float]) -> list[str]:
    return sorted(terms, key=lambda term: (-weight[term], term))[:_RARE]


def _candidates(db: Connection, match: str, documents: Sequence[int], limit: int) -> list[_Candidate]:
    if documents:
        rows = db.rows("search_tasks_of", match=match, documents=keys(documents), limit=limit)
    else:  # to rank is to read every hit
        name = "search_tasks_as_added" if _hits_up_to(db, match, _RANKED + 1) > _RANKED else "search_tasks"
        rows = db.rows(name, match=match, limit=limit)
    beside = contexts(db, [row["pk"] for row in rows])
    return [_Candidate(row["pk"], row["document_pk"], fold(row["passage"]), beside[row["pk"]]) for row in rows]


def _score(asked: Sequence[Word], weight: dict[str, float], folded: str, context: str) -> float:
    """The share of the question that the task holds: words by their rarity, and neighbours as neighbours."""
    words = [word.fold for word in words_of(folded)]
    here, above = set(words), {word.fold for word in words_of(context)}
    side_by_side = set(pairwise(words))
    got = most = 0.0
    for word in {word.fold for word in asked}:
        most += weight[word]
        got += weight[word] * (1.0 if word in here else _CONTEXT if word in above else 0.0)
    for first, second in pairwise(asked):
        pair = _PAIR * (weight[first.fold] + weight[second.fold]) / 2
        most += pair
        got += pair if (first.fold, second.fold) in side_by_side else 0.0
    return got / most if most else 0.0
