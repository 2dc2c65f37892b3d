"""What a free question asks for: which document, which place in it, which role, and words to search."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from docparse.errors import QuestionError
from docparse.folding import fold
from docparse.model import AgencyRole
from docparse.questions.agencies import Meant
from docparse.questions.answers import DirectiveRef
from docparse.questions.cited import Cited, cited_in, of_day
from docparse.questions.localities import Localities, NamedPlace
from docparse.questions.mentioned import agency_in, places_in
from docparse.questions.phrases import Phrase, Word, match_at, phrases, rules, words_of
from docparse.questions.placewords import PlaceAsked, paragraph_in, place_in
from docparse.questions.timewords import Span, span_in
from docparse.questions.views import keys
from docparse.store.connection import Connection, Row
from docparse.store.finding import documents_titled, matching_documents, symbol_key
from docparse.store.vocabulary import ranks

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_SYMBOL = re.compile(r"(?<![\w/])\d[\d.]*(?:\s?[-–/]\s?(?:[^\W\d_][\w.]*|\d{4}(?!\d)))+")
_URN = re.compile(r"urn:\S+")
_PLACE = re.compile(r"(?<![\w.])(?:[IVXLC]+|[ivxlc]+|\d+)(?:\.\w{1,4})+(?![\w%])")
_LONG_NUMBER = 3
_LIST = "xem các văn bản: docparse list"


@dataclass(slots=True)
class Question:
    """A question taken apart; ``rest`` are the words that say what it is about."""

    text: str
    documents: list[Row] = field(default_factory=list)
    place: str | None = None
    asked_place: PlaceAsked | None = None
    paragraph: int | None = None
    roles: tuple[AgencyRole, ...] = ()
    rest: tuple[Word, ...] = ()
    whole: bool = False
    agency: Meant | None = None
    localities: Localities | None = None
    agency_words: tuple[Word, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    span: Span | None = None
    asks_who: bool = False
    directives: tuple[DirectiveRef, ...] = ()


def ask(store: GraphStore, text: str, today: date) -> Question:
    """Take apart a free question, which may name an agency, a province or a time besides what ``understand`` knows."""
    text = unicodedata.normalize("NFC", text).strip()
    cited = cited_in(store.db, store.directive_book, text)
    # the date of a directive is no time that is asked about
    asked = text.replace(text[cited.start : cited.title_end], " " * (cited.title_end - cited.start)) if cited else text
    span = span_in(asked, today)
    if span is not None:
        question = understand(store.db, text, store, span, cited)
        # without a word for deadlines, a time beside other words is but one of them
        if span.cue and (span.first or span.last or not question.rest):
            return question
        if not question.rest and not question.documents and not question.asked_place:
            return question
    return understand(store.db, text, store, cited=cited)


def understand(
    db: Connection,
    text: str,
    store: GraphStore | None = None,
    span: Span | None = None,
    cited: Cited | None = None,
) -> Question:
    """Take a question apart; QuestionError DP501 for a document that the store does not know.

    With ``store`` agencies and provinces are looked for; ``span`` is the time that the question names, ``cited`` the
    directive.
    """
    question = Question(unicodedata.normalize("NFC", text).strip())
    words = words_of(question.text)
    taken: set[int] = set()  # indices of words that are understood
    question.span = span
    for start, end in span.taken if span else ():
        taken.update(n for n, word in enumerate(words) if start <= word.start < end)
    types = phrases("documents")

    def take(start: int, end: int) -> None:
        taken.update(n for n, word in enumerate(words) if start <= word.start and word.end <= end)

    if cited is not None:
        type_start = _type_before(words, cited.start, types)
        question.documents += cited.documents
        question.directives = cited.directives
        take(min(type_start, cited.start), cited.title_end)

    for match in (*_URN.finditer(question.text), *_SYMBOL.finditer(question.text)):
        if any(match.start() <= word.start < match.end() and n in taken for n, word in enumerate(words)):
            continue
        type_start = _type_before(words, match.start(), types)
        found = _of_type(matching_documents(db, match[0]), question.text[type_start : match.start()])
        if found:
            found, more = of_day(found, match[0], question.text[match.end() :])
            question.documents += found
            take(type_start, match.end() + more)
        elif db.row("document_exists_by_symbol", key=symbol_key(match[0])) is None and type_start < match.start():
            raise _unknown(match[0])
    for n, word in enumerate(words):
        if n in taken or not word.fold.isdigit():
            continue
        type_start = _type_before(words, word.start, types)
        if type_start == word.start and len(word.fold) < _LONG_NUMBER:
            continue
        found = _of_type(matching_documents(db, word.fold), question.text[type_start : word.start])
        if found and not _inside_place(question.text, word):
            found, more = of_day(found, question.text[type_start : word.end], question.text[word.end :])
            question.documents += found
            take(type_start, word.end + more)
        elif type_start < word.start and len(word.fold) >= _LONG_NUMBER:
            raise _unknown(question.text[type_start : word.end])
    if store is not None:
        named = bool(question.documents)
        _agency_and_places(store, question, words, taken)
        if not named and question.agency is None:
            _by_title(db, question, words, taken)
    _place(question, words, taken)
    _roles_and_rest(question, words, taken)
    return question


def _by_title(db: Connection, question: Question, words: Phrase, taken: set[int]) -> None:
    """``kế hoạch khoáng sản Lào Cai``: a document without a number by words of its title, if only one has them."""
    at = next((n for n in range(len(words)) if match_at(words, n, phrases("documents"))), None)
    tail = [] if at is None else [n for n in range(at, len(words)) if n not in taken]
    if at is None or len(tail) <= match_at(words, at, phrases("documents")):
        return
    found = documents_titled(db, " ".join(words[n].fold for n in tail))
    if question.documents:
        found = [row for row in found if row["pk"] in {known["pk"] for known in question.documents}]
    if len(found) != 1:
        return
    rest = Question(question.text)
    _roles_and_rest(rest, words, taken | set(tail))
    if rest.whole:  # only where the whole question is about a document: else the words are what to look for
        question.documents = found
        taken.update(tail)


def _agency_and_places(store: GraphStore, question: Question, words: Phrase, taken: set[int]) -> None:
    question.localities = localities = Localities(store)
    question.asks_who = any(match_at(words, n, phrases("asks_who")) for n in range(len(words)))
    if (found := agency_in(store, question.text, words, taken, localities)) is not None:
        question.agency, at = found
        question.agency_words = words[at.start : at.stop]
        taken.update(at)
    places = places_in(question.text, words, taken, localities)
    if not places:
        return
    question.places = tuple(dict.fromkeys(place for place, _ in places))
    for _, at in places:
        taken.update(at)
        if at.start and match_at(words, at.start - 1, phrases("before_place")) == 1:
            taken.add(at.start - 1)
    fitting = {pk for place in question.places for pk in localities.matching(place.slug, place.spelled)}
    named = ", ".join(question.text[words[at.start].start : words[at.stop - 1].end] for _, at in places)
    if question.documents:
        question.documents = [row for row in question.documents if row["pk"] in fitting]
        if not question.documents:
            raise QuestionError("DP501", question.text, f"kho không có văn bản này của {named}", _LIST)
        return
    question.documents = list(store.db.rows("documents_by_pk", pks=keys(sorted(fitting))))
    if not question.documents:
        raise QuestionError("DP501", named, "không tìm thấy: kho không có văn bản nào của nơi này", _LIST)


def _unknown(named: str) -> QuestionError:
    return QuestionError("DP501", named, "kho không có văn bản này", "xem các văn bản: docparse list")


def _type_before(words: Phrase, position: int, types: tuple[Phrase, ...]) -> int:
    """Where the type of document named right before ``position`` begins ("kế hoạch số"), else ``position``."""
    before = [n for n, word in enumerate(words) if word.end <= position]
    last = len(before)
    numbers = phrases("number_words")
    while last and any(
        words[last - len(p) : last] and match_at(words, last - len(p), (p,)) for p in numbers if len(p) <= last
    ):
        last -= 1
    for phrase in types:
        at = last - len(phrase)
        if at >= 0 and match_at(words, at, (phrase,)):
            return words[at].start
    return position


def _of_type(rows: list[Row], named: str) -> list[Row]:
    """Of several documents with one number, those of the type that the question names."""
    same = [row for row in rows if row["type"] and fold(row["type"]) in fold(named)]
    return same or rows


def _inside_place(text: str, word: Word) -> bool:
    return any(m.start() <= word.start < m.end() for m in _PLACE.finditer(text))


def _place(question: Question, words: Phrase, taken: set[int]) -> None:
    """``III.7``, ``mục V.1``, ``điểm b mục 10``, and ``đoạn 2`` after it."""
    paragraph = paragraph_in(question.text)
    inside = [n for n, word in enumerate(words) if paragraph and paragraph[1] <= word.start < paragraph[2]]
    asked = place_in(question.text, words, taken | set(inside))
    if asked is None:
        return
    question.place, question.asked_place = asked.text, asked
    first = words[0]  # "9999 V.1": a number right before a place is a document's
    leading = len(first.fold) >= _LONG_NUMBER and first.fold.isdigit() and asked.spans[0][0] == first.end + 1
    if leading and not question.documents:
        raise _unknown(first.fold)
    taken.update(n for n, w in enumerate(words) if any(start <= w.start < end for start, end in asked.spans))
    if paragraph is not None:
        question.paragraph = paragraph[0]
        taken.update(inside)
    before = [n for n in range(len(words)) if n not in taken and match_at(words, n, phrases("places"))]
    taken.update(n for n in before if n + 1 in taken)


def _sure(word: Word, bare: tuple[Phrase, ...]) -> bool:
    """Whether a stop word of one syllable is that word: typed without diacritics it might be another."""
    return word.canon in _one_syllable() or any(match_at((word,), 0, (phrase,)) for phrase in bare)


def _one_syllable() -> set[str]:
    return {phrase[0].canon for phrase in phrases("stop") if len(phrase) == 1}


def _roles_and_rest(question: Question, words: Phrase, taken: set[int]) -> None:
    """Role words and stop words go, the longest phrase first; what is left is what the question is about."""
    roles: list[AgencyRole] = []
    stop = (*phrases("stop"), *(phrases("asks_what") if question.agency or question.span else ()))
    known: list[tuple[Phrase, AgencyRole | None]] = [(phrase, None) for phrase in stop]
    bare = (*phrases("bare"), *(phrases("asks_what") if question.agency or question.span else ()))
    role: AgencyRole
    for role in rules()["roles"]:
        if role in ranks("role"):
            known += [(phrase, role) for phrase in phrases("roles", role)]
    known.sort(key=lambda entry: -len(entry[0]))
    content = phrases("role_words_in_content")
    rest: list[Word] = []
    doubtful: list[Word] = []
    n = 0
    while n < len(words):
        if n in taken:
            n += 1
            continue
        fitting = ((match_at(words, n, (phrase,)), meant) for phrase, meant in known)
        certain = ((size, meant) for size, meant in fitting if size > 1 or (size and _sure(words[n], bare)))
        free = ((size, meant) for size, meant in certain if not taken.intersection(range(n, n + size)))
        length, meant_role = next(free, (0, None))
        if not length:
            rest.append(words[n])
        if meant_role is not None:
            roles.append(meant_role)
            if match_at(words, n, content):
                doubtful += words[n : n + length]
        n += length or 1
    question.roles = tuple(dict.fromkeys(roles))
    fillers = {word.fold for topic in ("fillers", "documents") for phrase in phrases(topic) for word in phrase}
    empty = all(word.fold in fillers for word in rest)
    question.whole = question.place is None and empty and question.agency is None and question.span is None
    if not empty or question.place is not None:
        question.rest = tuple(sorted({*rest, *doubtful}, key=lambda word: word.start))
