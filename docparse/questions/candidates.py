"""Where a question's words stand in the tasks of a store, or of some of its documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from docparse.folding import bare_all, canon_all
from docparse.questions.phrases import Word
from docparse.questions.views import keys
from docparse.store.connection import Connection
from docparse.store.passages import contexts

MOST_RANKED = 20_000  # passages that hold the words, one after the other; to rank reads each, and more is too many
_COUNTED = 2_000  # passages with a word; above, how many there are is told from how far those reach
_LOOK = 20  # hits read in the time in which one document is searched
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task as people write it (``canon``), its folded words with spaces around them, and those of the headings above
    it and its agencies."""

    task: int
    document: int
    plain: str
    words: str
    context: str

    def holds(self, term: str) -> bool:
        """Whether a folded word stands in it or above it."""
        return f" {term} " in self.words or f" {term} " in self.context

    def side_by_side(self, asked: Sequence[Word]) -> float:
        """The share of the question's neighbours that are neighbours here: syllables alone mean little."""
        pairs = {f" {first.fold} {second.fold} " for first, second in pairwise(asked)}
        return sum(pair in self.words or pair in self.context for pair in pairs) / len(pairs) if pairs else 1.0


def spaced(text: str) -> str:
    """Its words with one space before and behind each."""
    return f" {' '.join(_WORD.findall(text))} "


class Tasks:
    """The tasks of a store, or of ``documents`` where there are any, by the words that they hold."""

    def __init__(self, db: Connection, documents: Sequence[int]) -> None:
        self._db = db
        self._documents = documents
        self._apart: dict[str, bool] = {}

    def all(self, limit: int) -> list[Candidate] | None:
        """All tasks of the documents, to look through without the index; None for a whole store or too many.

        Asked for some rows, the index first looks for the first hit of all, however far away from them.
        """
        if not self._documents:
            return None
        rows = self._db.rows("tasks_within", documents=keys(self._documents), limit=limit + 1)
        return self.candidates([row["pk"] for row in rows]) if len(rows) <= limit else None

    def count(self, term: str) -> int:
        """In how many passages of the whole store a word stands; of a common one about."""
        row = self._db.row("term_count", term=term, limit=_COUNTED)
        if row is None or not row["doc"]:
            return 0
        return int(row["doc"] if row["doc"] < _COUNTED or not row["last"] else row["doc"] * row["size"] // row["last"])

    def fitting(self, match: str, limit: int) -> list[int]:
        """Tasks that fit, of a whole store those that were added last."""
        if not self._documents:
            return [row["pk"] for row in self._db.rows("tasks_as_added", match=match, limit=limit)]
        where = {"documents": keys(self._documents), "apart": self._each_apart(match)}
        return [row["pk"] for row in self._db.rows("tasks_of_as_added", match=match, limit=limit, **where)]

    def best(self, match: str, limit: int, reach: int) -> list[int]:
        """Tasks that fit, those of a whole store ranked where no more than some passages hold the words (``reach``)."""
        if not self.ranks(reach):
            return self.fitting(match, limit)
        return [row["pk"] for row in self._db.rows("tasks_by_rank", match=match, limit=limit)]

    def ranks(self, reach: int) -> bool:
        """Whether the database ranks what fits: of a whole store, where no more than some passages hold the words."""
        return not self._documents and reach <= MOST_RANKED

    def either(self, pairs: str, words: str, reach: int) -> str:
        """Of two queries that of any word; where that would be too many passages, that of two words, if it fits any."""
        return pairs if reach > MOST_RANKED and pairs and self.fitting(pairs, 1) else words

    def _each_apart(self, match: str) -> bool:
        """Whether to look into each document rather than at everything that fits: the index asked anew costs as much
        as reading some of its hits."""
        if match not in self._apart:
            most = _LOOK * len(self._documents)
            row = self._db.row("each_apart", match=match, most=most) if len(self._documents) > 1 else None
            self._apart[match] = row is None or bool(row["apart"])
        return self._apart[match]

    def candidates(self, tasks: Sequence[int]) -> list[Candidate]:
        """What is to be known of each to rank it, in the order in which they were added."""
        rows = self._db.rows("task_passages", pks=keys(tasks))
        beside = contexts(self._db, tasks)
        plain = canon_all([normalize("NFC", row["passage"]).replace("\n", " ") for row in rows])
        return [
            Candidate(row["pk"], row["document_pk"], passage, spaced(folded), spaced(beside[row["pk"]]))
            for row, passage, folded in zip(rows, plain, bare_all(plain), strict=True)
        ]
