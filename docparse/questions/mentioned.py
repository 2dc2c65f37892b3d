"""Agencies and places that a question names among its other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.questions.agencies import Meant, all_names, find_agencies, known_names
from docparse.questions.localities import Localities, NamedPlace, levels
from docparse.questions.phrases import Phrase, match_at, phrases, words_of

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_LONGEST = 14
_LONG_NAME = 4  # words; only a long name is told from others when it is misspelt
_TYPO = 90
_SHORT = 3  # letters: a head of so few is no agency alone


def agency_in(
    store: GraphStore, text: str, words: Phrase, taken: set[int], localities: Localities
) -> tuple[Meant, range] | None:
    """The agency that a question names, under any spelling, and the words that name it."""
    heads = phrases("agency_heads")
    starts = [n for n in range(len(words)) if n not in taken and match_at(words, n, heads)]
    if not starts:
        return None
    for start in starts:
        most = next((n for n in range(start, len(words)) if n in taken), len(words))
        most = min(most, start + _LONGEST)
        least = start + (1 if len(words[start].fold) > _SHORT else 2)
        ends = range(most, least - 1, -1)
        spellings = [(end, fold(text[words[start].start : words[end - 1].end])) for end in ends]
        close = next((n for n in range(least, most) if match_at(words, n, phrases("agency_ends"))), most)
        end = _fitting(store, spellings, close) or _misspelt(store, spellings)
        if end is None:
            continue
        name = end[1]
        after = end[0]
        place = localities.place_at(words, after, text) if after < len(words) else None
        if place is not None:
            name = f"{name} {fold(text[words[after].start : words[after + place[0] - 1].end])}"
            after += place[0]
        elif after < len(words) and words[after].fold == "tinh":
            after += 1
        elif level := _level(words, after, most, text):
            tail = text[words[level.start].start : words[level.stop - 1].end]
            wider = find_agencies(store, f"{name} {tail}", localities)
            if wider.direct or wider.groups:
                wider.name = text[words[start].start : words[level.stop - 1].end]
                return wider, range(start, level.stop)
        meant = find_agencies(store, name, localities)
        if not meant.direct or meant.name == name:
            meant.name = text[words[start].start : words[after - 1].end]
        return meant, range(start, after)
    return None


def begins_as_agency(text: str) -> bool:
    """Whether a text begins with what agencies' names begin with ("Sở", "UBND")."""
    words = words_of(text)
    return match_at(words, 0, phrases("agency_heads")) > 0


def _level(words: Phrase, at: int, most: int, text: str) -> range | None:
    """The words "xã" of "các xã" or "xã Đông Hòa" that stand at a word: whose body it is, in capitals where named."""
    begin = at + match_at(words, at, phrases("plurals"))
    end = begin + match_at(words, begin, levels())
    if not begin < end <= most:
        return None
    while end < most and text[words[end].start].isupper():
        end += 1
    return range(begin, end)


def _fitting(store: GraphStore, spellings: list[tuple[int, str]], close: int) -> tuple[int, str] | None:
    """The longest beginning that names an agency: of the store, else (up to ``close``) one that the registry knows."""
    book = store.agency_book
    known = known_names(store, {key for _, name in spellings for key in (" ".join(name.split()), book.key(name))})
    for end, name in spellings:
        plain = " ".join(name.split())
        if plain in known or ((key := book.key(name)) in known and key != plain.split()[0]):
            return end, name
    for end, name in spellings:
        if end > close:
            continue
        key, found = book.key(name), book.resolve(name)
        if found and found[0].key == key and " " in key and not found[0].group:
            return end, name
    return None


def _misspelt(store: GraphStore, spellings: list[tuple[int, str]]) -> tuple[int, str] | None:
    from rapidfuzz import fuzz, process

    if all(len(name.split()) < _LONG_NAME for _, name in spellings):
        return None
    long = [key for key in all_names(store) if len(key.split()) >= _LONG_NAME]
    best: tuple[float, int, str] | None = None
    for end, name in spellings:
        if len(name.split()) >= _LONG_NAME:
            hit = process.extractOne(name, long, scorer=fuzz.ratio, score_cutoff=_TYPO)
            if hit is not None and (best is None or hit[1] > best[0]):
                best = hit[1], end, hit[0]
    return None if best is None else (best[1], best[2])


def places_in(text: str, words: Phrase, taken: set[int], localities: Localities) -> list[tuple[NamedPlace, range]]:
    """The provinces and communes that a question names."""
    found: list[tuple[NamedPlace, range]] = []
    n = 0
    while n < len(words):
        hit = None if n in taken else localities.place_at(words, n, text)
        if hit is None or taken.intersection(range(n, n + hit[0])):
            n += 1
            continue
        found.append((hit[1], range(n, n + hit[0])))
        n += hit[0]
    return found
