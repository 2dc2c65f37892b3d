"""A mention becomes an agency in its document's place and time: its id, full name, kind, level, parent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from docparse.folding import fold_key
from docparse.identity.agency_book import agency_book, listed
from docparse.identity.agency_ids import COUNTRY, INNER, PROVINCE, Seat, id_of
from docparse.identity.agency_near import near_agency
from docparse.identity.bodies import Body, cut_to
from docparse.identity.communes import communes
from docparse.identity.homes import Home
from docparse.identity.placetails import COMMUNE, DISTRICT
from docparse.identity.provinces import titled
from docparse.identity.succession_facts import COUNTRY as ANYWHERE
from docparse.identity.succession_facts import PROVINCE as IN_PROVINCE
from docparse.matching.engine import rule_pack

How = Literal["registry", "pattern", "fuzzy", "unknown"]
_TODAY = "9999-12-31"
_LEVELS = {COUNTRY: ANYWHERE, PROVINCE: IN_PROVINCE, INNER: IN_PROVINCE, DISTRICT: DISTRICT, COMMUNE: COMMUNE}


@dataclass(frozen=True, slots=True)
class ResolvedAgency:
    """A body in its place. ``how`` it was told: by a name of the registry, by the pattern of its name ("Trường THPT …",
    "các đơn vị liên quan"), by a name much like one of the registry (``near``), or not at all.

    ``level``: trung ương, tỉnh, huyện, xã. ``parent``: the full name of the body above it, None where it is not known.
    ``full_name`` has its place: "Ủy ban nhân dân tỉnh Điện Biên".
    """

    agency_id: str
    full_name: str
    kind: str
    level: str
    parent: str | None
    how: How
    group: bool
    near: str | None = None


def resolve_agency(name: str, home: Home) -> ResolvedAgency:
    """The body that ``name`` means in a document of ``home``."""
    book = agency_book()
    name = book.meant(name, home)
    if near := near_agency(name):
        own = book.place_in(name)
        body = resolve_agency(near.name, replace(home, province=own) if own else home)
        return replace(body, how="fuzzy", near=near.name)
    seat, found = book.seat(name, home), book.found(name)
    how: How = "unknown"
    if found is not None:
        how = "registry" if listed(found.rule) or (found.group and book.knows_members(name)) else "pattern"
    elif book.is_group(name):
        how = "registry" if book.knows_members(name) else "pattern"
    kind = found.kind if found else ("nhóm" if book.is_group(name) else "")
    parent = None if seat.group or how == "unknown" else _parent(name, seat, kind, home)
    whole = full_name(name, seat, home)
    return ResolvedAgency(id_of(seat), whole, kind, seat.level, parent, how, seat.group)


def full_name(name: str, seat: Seat, home: Home) -> str:
    """The name with its place; a group's and a central body's stay as they are written."""
    book, at = agency_book(), home.date or _TODAY
    written, found = book.full_spelling(name), book.found(name)
    body = _body(written, seat, home)
    if seat.group or (body.place is None and seat.level != COUNTRY):
        return written
    if seat.level == INNER:
        return f"{body.name}, {home.issuer}"
    if found and not listed(found.rule) and not seat.tail and body.level != ANYWHERE:
        place = ", ".join(filter(None, (body.below, titled(body.place or "", at))))
        return written if book.place_in(written) else f"{body.name}, {place}"
    return body.full_name(at)


def _body(written: str, seat: Seat, home: Home) -> Body:
    province, _, commune = seat.place.partition(";")
    base = written[: seat.tail.start] if seat.tail else cut_to(written, seat.key)
    below = f"{seat.tail.word} {seat.tail.proper}" if seat.tail and seat.tail.proper else ""
    if seat.level == DISTRICT and not below:
        below = home.district
    if commune and not below and seat.level == COMMUNE:
        below = _commune_name(province, commune, home)
    return Body(seat.key, base, _LEVELS[seat.level], province if province != "?" else None, below)


def _commune_name(province: str, commune: str, home: Home) -> str:
    if commune == home.commune and home.commune_name:
        return home.commune_name
    known = communes().at(province, commune)
    return known.titled if known else commune.replace(".", " ")


# --- the body above ------------------------------------------------------------------------------


def _parent(name: str, seat: Seat, kind: str, home: Home) -> str | None:
    found = (
        _above(e, name, seat, home) for e in rule_pack().file("agency_levels").entries if _fits(e, seat, kind, home)
    )
    return next((one for one in found if one), None)


def _fits(entry: Mapping[str, Any], seat: Seat, kind: str, home: Home) -> bool:
    if entry.get("at", seat.level) != seat.level or kind not in entry.get("kinds", (kind,)):
        return False
    at = home.date or _TODAY
    if at < str(entry.get("since", "")) or at >= str(entry.get("until", "~")):
        return False
    return "heads" not in entry or any(f"{seat.key} ".startswith(f"{fold_key(head)} ") for head in entry["heads"])


def _above(entry: Mapping[str, Any], name: str, seat: Seat, home: Home) -> str | None:
    """The parent's full name: the owner in the name, the issuer, or a body in the same place or at a level above."""
    if entry.get("of_owner"):
        owner = _owner(agency_book().full_spelling(name))
        return full_name(owner, agency_book().seat(owner, home), home) if owner else None
    if entry.get("of_issuer"):
        return _issuer(name, home)
    parent, level = str(entry["parent"]), entry.get("level", seat.level)
    if level == seat.level:
        return replace(_body(parent, seat, home), name=parent).full_name(home.date or _TODAY)
    province = seat.place.partition(";")[0]
    if province in ("", "?") and level != COUNTRY:
        return None
    above = Body(fold_key(parent), parent, _LEVELS[level], province if province != "?" else None)
    return above.full_name(home.date or _TODAY)


def _issuer(name: str, home: Home) -> str | None:
    """The body whose paper it is, where that is one of the registry and not the named one itself."""
    return home.issuer if home.issuer and fold_key(home.issuer) != fold_key(name) else None


def _owner(written: str) -> str | None:
    """The body that a name ends with: "Bộ Y tế" of "Thanh tra Bộ Y tế"."""
    words = written.split()
    for at in range(1, len(words)):
        rest = " ".join(words[at:])
        found = agency_book().found(rest) if rest[0].isupper() else None
        if found and not found.group and listed(found.rule):
            return rest
    return None


__all__ = ["ResolvedAgency", "full_name", "resolve_agency"]
