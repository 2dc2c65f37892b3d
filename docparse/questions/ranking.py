"""Which tasks speak of a question's words, the best first: phrases, then rare words, then the rest."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from unicodedata import normalize

from docparse.folding import bare_all, canon_all
from docparse.questions.phrases import Word
from docparse.questions.views import keys
from docparse.store.connection import Connection
from docparse.store.passages import contexts

_CANDIDATES = 300
_RANKED = 20_000  # passages that hold the words, one word after the other; above, to rank them reads too many
_COUNTED = 2_000  # passages with a word; above, how many there are is told from how far those reach
_MOST = 600  # tasks that are looked at one by one
_RARE_SHARE, _RARE_COUNT = 0.02, 3  # of all passages; a rarer word must stand in what is found
_RARE = 4  # where no task has all words, only this many of the rarest are searched for
_CUT = 0.8  # of the best score
_PAIRS = 0.3  # of the words that stand side by side in the question
_LEAST = 0.34  # of what a task with every word side by side scores
_CONTEXT = 0.35  # a word in the headings above, against one in the task
_PAIR = 1.0  # two words side by side, against both apart
_OTHER_WORD = 0.35  # "hòa" where "hóa" was asked for
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A task: ``plain`` as people write it (``canon``), ``words`` folded with spaces around them."""

    task: int
    document: int
    score: float
    plain: str
    words: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A task as people write it, its folded words with spaces around them, and those of the headings above it and its
    agencies."""

    task: int
    document: int
    plain: str
    words: str
    context: str

    def side_by_side(self, asked: Sequence[Word]) -> float:
        """The share of the question's neighbours that are neighbours here: syllables alone mean little."""
        pairs = {f" {first.fold} {second.fold} " for first, second in pairwise(asked)}
        return sum(pair in self.words or pair in self.context for pair in pairs) / len(pairs) if pairs else 1.0


def search(db: Connection, asked: Sequence[Word], documents: Sequence[int]) -> tuple[list[Hit], list[Hit]]:
    """Tasks that speak of the words, best first, and where there are none those that come near.

    All rare words must stand in the task or the headings above it; ``score`` is at most 1. ``documents`` limits where
    to look.
    """
    terms = list(dict.fromkeys(word.fold for word in asked))
    if not terms:
        return [], []
    counts = {term: count for term in terms if (count := _count(db, term))}
    size = db.row("passage_count")
    total = (size["size"] if size else None) or 1
    weight = {term: math.log(1 + total / (1 + counts.get(term, 0))) for term in terms}
    rare = [term for term in terms if counts.get(term, 0) <= max(total * _RARE_SHARE, _RARE_COUNT)] or terms
    found: list[_Candidate] = []
    if all(term in counts for term in rare):
        match = _narrowed(db, asked, " AND ".join(f'"{term}"' for term in rare), documents)
        found = _candidates(db, match, documents, _MOST, sum(counts.values()))
    spoken = [one for one in found if one.side_by_side(asked) >= _PAIRS]
    if spoken:
        return _hits(asked, weight, spoken), []
    rarest = _rarest(terms, weight)
    prefixed = [f'"{term}"' if term in counts else f'"{term}"*' for term in rarest]
    reach = sum(counts.get(term, 0) for term in rarest)
    found = found or _candidates(db, _either(db, prefixed, documents, reach), documents, _CANDIDATES, reach)
    near = [one for one in found if one.side_by_side(asked)]
    return [], _hits(asked, weight, near[:_CANDIDATES])


def _count(db: Connection, term: str) -> int:
    """In how many passages a word stands; of a common one about."""
    row = db.row("term_count", term=term, limit=_COUNTED)
    if row is None or not row["doc"]:
        return 0
    return int(row["doc"] if row["doc"] < _COUNTED or not row["last"] else row["doc"] * row["size"] // row["last"])


def _narrowed(db: Connection, asked: Sequence[Word], match: str, documents: Sequence[int]) -> str:
    """The query, narrowed where it fits too many tasks: to two neighbours of the question, then to all of it."""
    pairs = dict.fromkeys(f'"{first.fold} {second.fold}"' for first, second in pairwise(asked))
    for one in (f"({match}) AND ({' OR '.join(pairs)})", '"' + " ".join(word.fold for word in asked) + '"'):
        if not pairs or _hits_up_to(db, match, documents, _MOST + 1) <= _MOST:
            return match
        if _hits_up_to(db, one, documents, 1):
            match = one
    return match


def _either(db: Connection, words: list[str], documents: Sequence[int], reach: int) -> str:
    """Any of the words; where that would be too many passages, any two of them, if there is such a passage."""
    two = " OR ".join(f"({first} AND {second})" for first, second in combinations(words, 2))
    return two if reach > _RANKED and two and _hits_up_to(db, two, documents, 1) else " OR ".join(words)


def _hits_up_to(db: Connection, match: str, documents: Sequence[int], limit: int) -> int:
    if documents:
        row = db.row("task_hits_of_up_to", match=match, documents=keys(documents), limit=limit)
    else:
        row = db.row("task_hits_up_to", match=match, limit=limit)
    return int(row["hits"]) if row else 0


def _hits(asked: Sequence[Word], weight: dict[str, float], found: Sequence[_Candidate]) -> list[Hit]:
    hits = [Hit(one.task, one.document, _score(asked, weight, one), one.plain, one.words) for one in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.document, hit.task))


def sharpen(hits: Sequence[Hit], asked: Sequence[Word]) -> list[Hit]:
    """Hits (best first) ranked anew by the words as written: "hóa" is not "hòa"; what is far below the best goes."""
    accented = {(word.fold, word.canon) for word in asked if word.canon != word.fold}
    most = max(len({word.fold for word in asked}), 1)
    sharper: list[Hit] = []
    best = 0.0
    for hit in hits:
        if hit.score < max(best * _CUT, _LEAST):
            break  # it can only sink, and so can those behind it
        written = _spaced(hit.plain) if accented else ""
        wrong = sum(f" {typed} " in hit.words and f" {word} " not in written for typed, word in accented)
        score = round(hit.score * (1 - (1 - _OTHER_WORD) * wrong / most), 4)
        best = max(best, score)
        sharper.append(replace(hit, score=score))
    sharper.sort(key=lambda hit: (-hit.score, hit.document, hit.task))
    return [hit for hit in sharper if hit.score >= max(best * _CUT, _LEAST)]


def _rarest(terms: list[str], weight: dict[str, float]) -> list[str]:
    return sorted(terms, key=lambda term: (-weight[term], term))[:_RARE]


def _candidates(db: Connection, match: str, documents: Sequence[int], limit: int, reach: int) -> list[_Candidate]:
    """The tasks that fit, those of a whole store ranked where no more than some passages hold the words (``reach``)."""
    if documents:
        rows = db.rows("search_tasks_of", match=match, documents=keys(documents), limit=limit)
    else:
        name = "search_tasks_as_added" if reach > _RANKED else "search_tasks"
        rows = db.rows(name, match=match, limit=limit)
    beside = contexts(db, [row["pk"] for row in rows])
    plain = canon_all([normalize("NFC", row["passage"]).replace("\n", " ") for row in rows])
    return [
        _Candidate(row["pk"], row["document_pk"], passage, _spaced(folded), _spaced(beside[row["pk"]]))
        for row, passage, folded in zip(rows, plain, bare_all(plain), strict=True)
    ]


def _spaced(text: str) -> str:
    """Its words with one space before and behind each."""
    return f" {' '.join(_WORD.findall(text))} "


def _score(asked: Sequence[Word], weight: dict[str, float], found: _Candidate) -> float:
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
