"""Where a task of a lower plan departs from the one that it answers: its contrary, a later deadline, another agency."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from docparse.folding import canon
from docparse.identity.agency_book import agency_book
from docparse.matching.engine import rule_pack
from docparse.model import Due
from docparse.questions.answers_across import Discord
from docparse.questions.comparable import Item

_OWN = ("explicit", "table")


def contrary(upper: Item, lower: Item) -> bool:
    """Whether one says not to do what the other says to do."""
    if bool(upper.forbids) == bool(lower.forbids):
        return False
    return upper.forbids <= lower.terms if upper.forbids else lower.forbids <= upper.terms


def same_sector(one: str, other: str) -> bool:
    """Whether two agencies are of one sector at two levels, by their keys ("bộ y tế", "sở y tế")."""
    heads = rule_pack().words("similarity", "sector_heads")
    (first, _, field), (second, _, of) = one.partition(" "), other.partition(" ")
    return first != second and first in heads and second in heads and bool(field) and field == of


def discords(upper: Item, lower: Item, issuer: str | None) -> Iterator[Discord]:
    """What is told beside a match; ``issuer`` is the body that the lower plan is of."""
    if contrary(upper, lower):
        yield Discord("against", upper.text, lower.text)
    ends, at = _end(upper.due), _end(lower.due)
    if upper.due and lower.due and ends and at and len(at) == len(ends) and at > ends:
        yield Discord("later", upper.due.text, lower.due.text)
    yield from _leads(upper, lower, issuer)


def _end(due: Due | None) -> str | None:
    """The last day of a deadline, ``mm-dd`` for one of every year."""
    if due is None or due.to is None:
        return due.on if due else None
    year, _, rest = due.to.partition("-")
    month, _, day = rest.partition("-")
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def _leads(upper: Item, lower: Item, issuer: str | None) -> Iterator[Discord]:
    """An agency that the upper plan named to lead, of the issuer's kind, where the lower one names another."""
    book = agency_book()
    asked = {book.key(a.agency): a.agency for a in upper.assignments if a.role == "lead" and a.basis in _OWN}
    given = {book.key(a.agency): a.agency for a in lower.assignments if a.role in ("lead", "implement")}
    below = book.key(issuer or "")
    for key, name in asked.items():
        kind = canon(key).split(" ")[0]
        peers = [other for other in {*given, below} if canon(other).split(" ")[0] == kind]
        if given and peers and key not in given and key != below and not book.is_group(name):
            yield Discord("lead", name, "; ".join(given.values()))
