"""What full-text search answers."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.questions.answer import Answer
from docparse.questions.answers import DocumentRef, Quote


@dataclass(frozen=True, slots=True)
class Passage:
    """A task, goal or paragraph; ``id`` of a task or goal. ``marks``: what was looked for, in ``quote.text``."""

    kind: str
    document: DocumentRef
    quote: Quote
    id: str | None
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer(Answer):
    """A page of hits. ``exact``: ``total`` is all of them, else there are more; ``ranked``: the best come first, else
    those that were added last."""

    asked: str
    passages: tuple[Passage, ...]
    total: int
    exact: bool
    ranked: bool
    page: int
    limit: int
