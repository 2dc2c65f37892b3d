"""Full-text search: passages that hold all words, without diacritics, phrases in quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docparse.errors import QuestionError
from docparse.folding import fold, fold_key
from docparse.questions.answers_search import Passage, SearchAnswer
from docparse.questions.candidates import MOST_RANKED, Tasks
from docparse.questions.views import Reader, keys
from docparse.store.passages import GOAL, PARAGRAPH, TASK
from docparse.store.spans import Spans

if TYPE_CHECKING:
    from docparse.store.connection import Row
    from docparse.store.graphstore import GraphStore

_RANKED = 5000  # more than these are shown as they were added: ranking reads every one
_COUNTED = 200_000
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_KINDS = {TASK: "nhiệm vụ", GOAL: "mục tiêu", PARAGRAPH: "đoạn"}


def search(store: GraphStore, asked: str, *, limit: int = 20, page: int = 1) -> SearchAnswer:
    """The passages that hold all words of ``asked`` (``"…"``: side by side), ``limit`` a page, pages from 1.

    QuestionError DP504 without a word. Up to 5,000 hits the best come first, else those that were added last; the best
    of common words are those that stand side by side.
    """
    phrases = _phrases(unicodedata.normalize("NFC", asked))
    if not phrases:
        raise QuestionError("DP504", "(trống)", "chưa nêu từ cần tìm", "ví dụ: docparse search chuyển đổi số")
    match = " AND ".join(f'"{" ".join(words)}"' for words in phrases)
    with store.db.reading():
        reach = sum(Tasks(store.db, ()).count(word) for words in phrases for word in words)
        if reach <= MOST_RANKED:
            numbers = _hits(store, "hits_by_rank", match, _RANKED + 1)
        else:
            whole = '"' + " ".join(word for words in phrases for word in words) + '"'
            numbers = _hits(store, "hits_as_added", match, _RANKED + 1)
            first = _hits(store, "hits_as_added", whole, _RANKED + 1) if 1 < len(numbers) <= _RANKED else []
            numbers = list(dict.fromkeys((*first, *numbers)))
        total, start = len(numbers), (page - 1) * limit
        ranked = total <= _RANKED
        if not ranked:
            counted = store.db.row("hits_up_to", match=match, limit=_COUNTED)
            total = int(counted["hits"]) if counted else total
            numbers, start = _hits(store, "hits_as_added", match, limit, start), 0
        found = _passages(store, numbers[start : start + limit], phrases)
    return SearchAnswer(asked.strip(), found, total, total < _COUNTED, ranked, page, limit)


def _hits(store: GraphStore, order: str, match: str, limit: int, skip: int = 0) -> list[int]:
    return [row["number"] for row in store.db.rows(order, match=match, limit=limit, skip=skip)]


def _phrases(asked: str) -> list[tuple[str, ...]]:
    """The words side by side that are wanted; a word alone is a phrase of one."""
    found = [tuple(fold_key(phrase or word).split()) for phrase, word in _PIECE.findall(asked)]
    return list(dict.fromkeys(words for words in found if words))


def _passages(store: GraphStore, numbers: list[int], phrases: list[tuple[str, ...]]) -> tuple[Passage, ...]:
    reader = Reader(store.db)
    rows: dict[int, Row] = {}
    for kind, name in ((TASK, "tasks_by_pk"), (GOAL, "goals_by_pk"), (PARAGRAPH, "paragraphs_by_pk")):
        pks = [number // 4 for number in numbers if number % 4 == kind]
        rows |= {4 * row["pk"] + kind: row for row in (store.db.rows(name, pks=keys(pks)) if pks else ())}
    reader.load_documents(row["document_pk"] for row in rows.values())
    sections: dict[int, Spans] = {}
    spans: dict[int, list[tuple[int, int, str, str]]] = {}
    out = []
    for number in numbers:
        row, document = rows[number], rows[number]["document_pk"]
        where = {"start_at": row["start_at"], "end_at": row["end_at"]}
        if number % 4 == PARAGRAPH:
            if document not in sections:
                spans[document] = reader.section_spans(document)
                sections[document] = Spans([(s[0], s[1], n) for n, s in enumerate(spans[document])])
            inside = sections[document].innermost(row["start_at"], row["end_at"])
            _, _, path, heading = spans[document][inside] if inside is not None else (0, 0, None, None)
            quote = reader.quote(document, {**where, "path": path, "heading": heading, "paragraph": None})
        else:
            quote = reader.quote(document, row)
        id_ = None if number % 4 == PARAGRAPH else row["id"]
        marks = tuple(_marks(quote.text, phrases))
        out.append(Passage(_KINDS[number % 4], reader.document(document), quote, id_, marks))
    return tuple(out)


def _marks(text: str, phrases: list[tuple[str, ...]]) -> Iterable[tuple[int, int]]:
    """Where the phrases stand in a passage, in order; words that stand in the headings above it are not there."""
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(fold(text))]
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        size = len(phrase)
        for at in range(len(words) - size + 1):
            if tuple(word for word, _, _ in words[at : at + size]) == phrase:
                found.append((words[at][1], words[at + size - 1][2]))
    return sorted(found)
