"""One box for every question: who, checklist, trace, search, a document's tasks or its targets, told apart by the
words used."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Literal

from docparse.errors import QuestionError
from docparse.questions.answers import ChecklistAnswer, TraceAnswer, WhoAnswer
from docparse.questions.answers_document import GoalsAnswer
from docparse.questions.answers_search import SearchAnswer
from docparse.questions.phrases import match_at, phrases, words_of
from docparse.questions.sheet import SheetAnswer
from docparse.questions.understanding import Question, ask

if TYPE_CHECKING:
    from docparse.questions import Store

Kind = Literal["who", "checklist", "trace", "search", "goals"]
AnyAnswer = WhoAnswer | ChecklistAnswer | TraceAnswer | SearchAnswer | SheetAnswer | GoalsAnswer
_KINDS: tuple[Kind, ...] = ("search", "trace", "goals", "checklist")
_SIGNS = " ?.,:;!"
_UNKNOWN = frozenset({"DP501", "DP502", "DP506"})  # nothing, or several, of what the words name


def one_ask(
    store: Store, text: str, *, today: date | None = None, limit: int = 20, rows: int | None = None
) -> AnyAnswer:
    """The answer to whatever is asked; a trace of something unknown is asked as a question of who does it.

    QuestionError as :func:`docparse.questions.who.who`; where no task fits, the passages that hold the words, if any.
    ``rows``: of a checklist no more than these.
    """
    kind, rest = kind_of(text)
    if kind == "search":
        return store.search(rest, limit=limit)
    if kind == "trace":
        try:
            return store.trace(rest)
        except QuestionError as error:
            if error.code not in _UNKNOWN:
                raise
    day = today or date.today()
    asked = rest if kind in ("checklist", "goals") else text
    question = ask(store, asked, day)
    if kind in ("checklist", "goals") and (whole := _whole_document(question)):
        return store.goals(whole) if kind == "goals" else store.sheet(whole)
    if kind == "goals":
        asked, question = text, ask(store, text, day)  # a target by its words
    alone = not (question.rest or question.documents or question.asked_place or question.roles)
    agency = question.span is None and question.agency is not None and not question.asks_who
    if agency and alone:
        return store.checklist(asked, limit=rows)
    answer = store.who(asked if agency else text, limit=limit, today=day)
    nothing = not (answer.rows or answer.tasks or answer.unled or answer.deadlines)
    if nothing and (found := store.search(rest, limit=limit)).total:
        return found
    return answer


def _whole_document(question: Question) -> str:
    """The id of the one document that a question names, where it asks of nothing else; "" for any other question."""
    other = question.rest or question.asked_place or question.roles or question.agency or question.span
    one = len(question.documents) == 1 and not other and not question.asks_who
    return str(question.documents[0]["id"]) if one else ""


def kind_of(text: str) -> tuple[Kind, str]:
    """What is asked for, and the question without the words that say so."""
    plain = unicodedata.normalize("NFC", text)
    words = words_of(plain)
    for kind in _KINDS:
        wanted = phrases("asking", kind)
        for at in range(min(len(words), 1) if kind == "search" else len(words)):
            if size := match_at(words, at, wanted):
                rest = _without_fillers(f"{plain[: words[at].start]} {plain[words[at + size - 1].end :]}")
                return (kind, rest) if rest else ("who", text)
    return "who", text


def _without_fillers(text: str) -> str:
    """The text without the words at either end that say nothing."""
    fillers = phrases("asking", "fillers")
    text = text.strip(_SIGNS)
    words = words_of(text)
    while words and (size := match_at(words, 0, fillers)):
        text = text[words[size].start :] if len(words) > size else ""
        words = words_of(text)
    while size := max((n for n in range(1, len(words)) if match_at(words[-n:], 0, fillers) == n), default=0):
        text = text[: words[-size - 1].end]
        words = words_of(text)
    return text
