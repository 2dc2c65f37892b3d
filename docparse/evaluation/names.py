"""When two names are one agency's, by the words of ``rules/``: abbreviations, titles, provinces.

Deliberately simpler than the agency grammar: a reader must not be judged by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from docparse.evaluation.compare import contained, key, options
from docparse.folding import canon
from docparse.identity.agency_lexicon import Trie, insert, lexicon, longest
from docparse.identity.agency_tokens import Tokens, split_words
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_ALIKE = 0.6  # share of words by which a name cut differently is known again


def same_agency(found: str, gold: Any) -> bool:
    """Whether ``found`` is one of the gold's names; a title in front and a province at the end may be missing."""
    mine = _variants(found)
    return any(_same(a, b) for name in options(gold) for a in mine for b in _variants(name))


def alike(found: str, gold: Any) -> bool:
    """Whether a name may be a gold name that was cut at another place."""
    return any(contained(agency_key(found), agency_key(name)) >= _ALIKE for name in options(gold))


@per_pack(1 << 14)
def agency_key(name: str) -> str:
    """Folded words with abbreviations written out, without "các" in front."""
    text = unicodedata.normalize("NFC", name or "")
    tokens = Tokens(text, canon(text), 0, len(text))
    out, at = [], 0
    while at < tokens.stop:
        hit = longest(_codes(), tokens, at)
        if hit and any(tokens.is_shouted(k) for k in range(at, hit[1])):
            piece, at = hit
        else:
            piece, at = tokens.raw(at, at + 1), at + 1
        out.append(piece)
    return _front("agency_words", "plurals").sub("", key(" ".join(out)), count=1)


@per_pack(1 << 14)
def _variants(name: str) -> tuple[str, ...]:
    whole = agency_key(name)
    return tuple({whole, _front("agency_words", "offices").sub("", whole, count=1)} - {""})


def _same(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and _place().match(long[len(short) :]) is not None


@per_pack()
def _codes() -> Trie:
    """Every abbreviation of the rules, by its words, to what it stands for."""
    codes: Trie = {}
    for code, full in lexicon().short.items():
        insert(codes, split_words(code), full)
    for path, entry in _ends(lexicon().bodies):
        if entry.abbreviated:
            insert(codes, path, entry.display)
    for fields in lexicon().fields.values():
        for path, (_, is_code, full) in _ends(fields):
            if is_code:
                insert(codes, path, full)
    return codes


def _ends(trie: Trie, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for word, below in trie.items():
        if word == "":
            yield path, below
        else:
            yield from _ends(below, (*path, word))


def _any(phrases: Iterable[str]) -> str:
    return "|".join(sorted({key(p) for p in phrases} - {""}, key=lambda p: (-len(p), p)))


@per_pack()
def _front(file: str, words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{_any(rule_pack().words(file, words))}) (?=\w)")


@per_pack()
def _place() -> re.Pattern[str]:
    levels, tails, provinces = (
        _any(rule_pack().words("places", name)) for name in ("province_levels", "central_tails", "provinces")
    )
    return re.compile(rf"^(?: (?:{tails}))?(?: (?:{levels}|{tails}))?(?: (?:{provinces}))?$")
