"""Which ids that documents give are one directive: "năm 2025" and the full date, a term and a date of that term.

A function of all ids together, so that the order in which documents come never shows. Only what is certain is
joined; an id that may be one of several keeps them as candidates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docparse.identity.homes import UNKNOWN
from docparse.identity.numbering import is_central_party, symbol_of_id, term_at, year_is_enough
from docparse.identity.registry import id_base, overlap

AMBIGUOUS = "urn:docparse:ambiguous:"
SAME_TITLE = 0.8  # share of the words from which two titles are one
_PARTS = 6  # of an id with a date before its number: urn, lex, place, body, type, date
TITLE_WORDS = 6  # a shorter title may be that of another directive too
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Said:
    """An id as documents give it.

    ``own``: a document of the store has it; ``title``: the longest that is printed; ``before``: the date of the
    document that leaves it open; ``candidates``: between what; ``provinces``: slugs of those that a paper of an
    unknown province can be of, any where empty.
    """

    id: str
    own: bool = False
    title: str | None = None
    before: str | None = None
    candidates: tuple[str, ...] = ()
    provinces: frozenset[str] = frozenset()

    @property
    def when(self) -> str:
        """What stands in the date's place; "" for an open id that has none."""
        head = _lex(self.id).rpartition(";")[0].split(":")
        return head[_PARTS - 1] if len(head) == _PARTS else ""

    @property
    def place(self) -> str:
        """The slug of its province, "" for none."""
        return _lex(self.id).split(":")[2].partition(";")[2]


@dataclass(frozen=True, slots=True)
class Joined:
    """``same``: the id of the directive that each id is. ``candidates``: what an id that stays open may be.

    ``inferred``: ids that are one only as no other document of the store can be meant.
    """

    same: Mapping[str, str]
    candidates: Mapping[str, tuple[str, ...]]
    inferred: frozenset[str] = frozenset()


def _lex(target: str) -> str:
    """An open id in the form of one that is not: without the document in which it is open."""
    open_ = target.startswith(AMBIGUOUS)
    return f"urn:lex:{target.removeprefix(AMBIGUOUS).rpartition(':')[0]}" if open_ else target


def base_of(target: str) -> str:
    """What ids must share to be one directive: place, body, type and number."""
    head, _, number = _lex(target).rpartition(";")
    if target.startswith(AMBIGUOUS) and head.count(":") < _PARTS - 1:
        return f"{head};{number}"
    return id_base(_lex(target))


def placeless(base: str) -> str | None:
    """A base of a province as it is where the province is not known; None for one of another place."""
    parts = base.split(":")
    if not base.startswith("urn:lex:vn;") or parts[2].count(";") != 1:
        return None
    return ":".join([*parts[:2], f"vn;{UNKNOWN}", *parts[3:]])


def join_placeless(said: Sequence[Said], documents: Sequence[Said]) -> Joined:
    """The documents that papers of an unknown province mean: by number and full date the only one that can be.

    ``said`` share a base without province, ``documents`` are those of the store with it, whatever their province.
    """
    same = {one.id: one.id for one in said}
    candidates: dict[str, tuple[str, ...]] = {}
    for one in said:
        fits = [d for d in documents if (not one.provinces or d.place in one.provinces) and _same_day(one, d)]
        if len(fits) == 1 and _FULL.fullmatch(one.when):
            same[one.id] = fits[0].id
        elif fits:
            candidates[one.id] = tuple(sorted(d.id for d in fits))
    return Joined(same, candidates, frozenset(name for name, target in same.items() if name != target))


def _same_day(one: Said, other: Said) -> bool:
    return other.when.startswith(one.when) and (not one.before or other.when <= one.before)


def join(said: Sequence[Said]) -> Joined:
    """The directives of the ids of one base."""
    dated = {one.id: one for one in said if _FULL.fullmatch(one.when) or one.own}
    same = {one.id: one.id for one in said}
    for one in dated.values():
        if not one.own and (target := _document_of_year(one, dated)):
            same[one.id] = target
    candidates: dict[str, tuple[str, ...]] = {}
    for one in said:
        if one.id in dated:
            continue
        fits = {same[other.id]: other for other in dated.values() if _fits(one, other)}
        sure = sorted(target for target, other in fits.items() if _sure(one, other, len(fits)))
        if len(sure) == 1:
            same[one.id] = sure[0]
        elif left := sorted({*one.candidates, *fits} - {one.id}):
            candidates[one.id] = tuple(left)
    return Joined(same, candidates)


def _document_of_year(one: Said, dated: Mapping[str, Said]) -> str | None:
    """The document with only this year in its head, if no other of that year can be meant."""
    year = one.when[:4]
    same = [other for other in dated.values() if other.when[:4] == year]
    drafts = [other for other in same if other.own and other.when == year]
    symbol = symbol_of_id(one.id)
    alone = len(same) == 2 and len(drafts) == 1 and symbol is not None and year_is_enough(symbol, year)
    return drafts[0].id if alone else None


def _fits(one: Said, other: Said) -> bool:
    """Whether an id without a full date may be a dated one."""
    if not one.when:
        return not one.before or other.when <= one.before
    if _YEAR.fullmatch(one.when):
        return other.when.startswith(one.when)
    symbol = symbol_of_id(one.id)
    if symbol is not None and is_central_party(symbol) and _FULL.fullmatch(other.when):
        return one.when == f"khoa.{(term_at(other.when) or '').lower()}"
    return True


def _sure(one: Said, other: Said, fits: int) -> bool:
    """Whether an id that may be a dated one certainly is it, ``fits`` being how many it may be."""
    if not one.when:
        long = min(len((t or "").split()) for t in (one.title, other.title)) >= TITLE_WORDS
        return long and overlap(one.title or "", other.title or "") >= SAME_TITLE
    symbol = symbol_of_id(one.id)
    if symbol is None or fits != 1:
        return False
    if _YEAR.fullmatch(one.when):
        return year_is_enough(symbol, one.when)
    return symbol.session is not None or is_central_party(symbol)
