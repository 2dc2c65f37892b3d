"""Whether a body stands on a day: only where the registry knows it, its kind and its place."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.identity.agency_book import agency_book
from docparse.identity.bodies import Body, body_of
from docparse.identity.communes import SINCE
from docparse.identity.placechain import Chain, chain_of
from docparse.identity.provinces import first_day, province_exists, provinces_by_slug
from docparse.identity.succession_facts import COMMUNE, WHOLE, Edge, facts
from docparse.identity.successions import edges_of, endings, is_known, successors
from docparse.matching.engine import rule_pack


@dataclass(frozen=True, slots=True)
class Standing:
    """``exists``: whether the body is there on the day, None where that is not told. ``known``: whether the registry
    has such a body at all; ``ended``: when it ended by that day, as exact as known, and by what ``basis``.

    ``unknown`` are places in its name that no list holds, ``candidates`` those that the name may mean.
    """

    exists: bool | None
    known: bool
    ended: str | None = None
    basis: str = ""
    unknown: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def standing(name: str, place: str | None, date: str) -> Standing:
    """How a body (a name or an id) in a province stands on a date, ISO, also "2025" or "2025-03"."""
    day = first_day(date)
    body = body_of(name, place, day)
    by_id = name.startswith(("agency:", "group:"))
    chain = Chain(name) if by_id else chain_of(name, place, day)
    if not chain.clear:
        known = not chain.unknown and is_known(body)
        return Standing(None, known, unknown=chain.unknown, candidates=chain.candidates)
    if not is_known(body):
        over = [e for e in endings(body) if day >= e.settled]  # its level, say
        return Standing(None, False, *((over[0].date, over[0].basis) if over else ()))
    if body.level == COMMUNE and chain.commune and (gone := _commune_gone(chain, day)):
        return gone
    ends = [e for e in (*edges_of(body), *endings(body)) if e.ends]
    over = [e for e in ends if e.gone and day >= e.settled]
    province = provinces_by_slug().get(body.place or "")
    if province and province_exists(province.slug, day) is False:
        before = [e for e in over if e.day <= (province.until or "")]
        if before or not province.until or day < province.until:
            return _over(before) if before else Standing(False, True)
        return Standing(False, True, province.until, province.basis)
    founded = [e for e in facts().edges if e.founds and e.new == body.key and e.level == body.level]
    if founded and day < founded[0].day:
        return Standing(False, True)
    if over:
        return _over(over)
    open_start = any(e.day <= day < e.settled or not e.gone for e in founded)
    open_end = any(day >= e.day for e in ends)
    return Standing(None if open_start or open_end or not _goes_on(body) else True, True)


def exists_at(name: str, place: str | None, date: str) -> bool | None:
    """Whether the body exists on a date; None where the facts do not tell (optional sở, dates set by each province)."""
    return standing(name, place, date).exists


def name_at(name: str, place: str | None, date: str) -> str | None:
    """The full name of the body on a date; the successor's if a single one took over the whole, None if none did."""
    body, day = body_of(name, place, first_day(date)), first_day(date)
    if exists_at(name, place, date) is not False:
        return body.full_name(day)
    after = successors(name, place, date)
    return after[0].name if len(after) == 1 and after[0].share == WHOLE else None


def _commune_gone(chain: Chain, day: str) -> Standing | None:
    """A commune that was not there on the day: not yet, or no more."""
    if day < SINCE:
        return None if chain.then else Standing(False, True)
    return None if chain.now else Standing(False, True, SINCE, rule_pack().raw("communes")["why"])


def _over(ends: list[Edge]) -> Standing:
    first = min(ends, key=lambda e: (e.day, not e.new))
    bases = dict.fromkeys(e.basis for e in ends if e.day == first.day)
    return Standing(False, True, first.date, "; ".join(bases))


def _goes_on(body: Body) -> bool:
    """Whether a body that nothing ended is known to go on, by its kind or by what is told of it."""
    if body.key in facts().words("optional"):
        return False
    if body.key in facts().words("everywhere") or body.key in facts().words("known_too"):
        return True
    if any((body.key == e.new and e.certain) or body.key == e.old for e in facts().edges):
        return True  # one that an edge ends was there until then
    found = agency_book().found(body.name)
    return found is not None and found.kind in facts().standing_kinds


__all__ = ["Standing", "exists_at", "name_at", "standing"]
