"""How symbols are numbered: when one number may be given again, and so whether two mentions can be two directives.

State bodies number each type anew every year, Party bodies after each congress, the National Assembly every term.
"""

from __future__ import annotations

import re

from docparse.identity.directives import Symbol, organs, slug
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

EARLY = 30  # the first numbers of every year fall on the same days: 01/NQ-CP of 01/01/2020 and of 01/01/2021


@per_pack()
def terms() -> tuple[tuple[str, str], ...]:
    """(term, last day of its congress) of the Party, in order of time."""
    entries = rule_pack().file("directives").entries
    return tuple(sorted(((e["term"], str(e["from"])) for e in entries if "from" in e), key=lambda t: t[1]))


def term_at(date: str) -> str | None:
    """The Party term of a date (``2019-05-30`` -> ``XII``); the congress' last day still belongs to the old one."""
    return next((term for term, start in reversed(terms()) if date > start), None)


def is_party(symbol: Symbol) -> bool:
    """Whether a Party body numbers so."""
    return symbol.organ in rule_pack().words("directives", "party_codes")


def is_central_party(symbol: Symbol) -> bool:
    """Whether a Party body of the centre numbers so: its terms are those of the national congresses."""
    organ = organs().get(symbol.organ or "")
    return is_party(symbol) and organ is not None and organ.level == "central"


def year_is_enough(symbol: Symbol, year: str) -> bool:
    """Whether a number can be given only once in this year."""
    if not is_party(symbol):
        return True
    if is_central_party(symbol):
        return not any(start.startswith(year) for _, start in terms())
    return year not in rule_pack().words("directives", "local_congress_years")


def one_series(symbol: Symbol, a: str, b: str) -> bool:
    """Whether two full dates lie in one series of numbers, so that one symbol of both dates is one directive."""
    if symbol.year or symbol.session:
        return True
    if is_central_party(symbol):
        return term_at(a) is not None and term_at(a) == term_at(b)
    return a[:4] == b[:4] and year_is_enough(symbol, a[:4])


def may_be_one(symbol: Symbol | None, a: str, b: str) -> bool:
    """Whether two printed dates (or years) of one symbol in a document are one directive's, one perhaps misprinted."""
    if a.startswith(b) or b.startswith(a):
        return True
    if symbol is None:
        return a[:4] == b[:4]
    if len(a) == len(b) == 10:
        if one_series(symbol, a, b):
            return True
        same_day = a[5:] == b[5:] and int(re.match(r"\d+", symbol.number)[0]) > EARLY  # type: ignore[index]
        near = a[:4] == b[:4] and (a[5:7] == b[5:7] or a[8:] == b[8:])
        return (same_day or near) and not _restarted(symbol, a, b)
    return bool(symbol.year or symbol.session)


def _restarted(symbol: Symbol, a: str, b: str) -> bool:
    return is_central_party(symbol) and term_at(a) != term_at(b)


@per_pack()
def _organs_by_name() -> dict[str, str]:
    """The slug of an organ's name, as it stands in ids -> its code."""
    return {slug(organ.name): code for code, organ in reversed(organs().items())}


def symbol_of_id(target: str) -> Symbol | None:
    """What an id says of its symbol's numbering; None for an id of another form."""
    parts = target.split(":")
    number = target.rpartition(";")[2]
    found = re.match(r"(\d+[a-z]?(?:\.\d+)?)-(?:((?:19|20)\d\d)-)?", number)
    if len(parts) != 6 or parts[1] != "lex" or not found:
        return None
    code = _organs_by_name().get(parts[3])
    session = re.search(r"(\d+)$", number) if code in rule_pack().words("directives", "public_codes") else None
    return Symbol(number, found[1], found[2], None, code, session[1] if session else None, ())
