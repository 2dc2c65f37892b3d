"""A mention becomes an agency in its document's place and time: its id, full name, kind, level, parent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from docparse.folding import fold_key
from docparse.identity.agency_book import agency_book
from docparse.identity.agency_ids import COUNTRY, PROVINCE, Seat
from docparse.identity.agency_lexicon import lexicon
from docparse.identity.communes import communes
from docparse.identity.homes import Home
from docparse.identity.placetails import COMMUNE, DISTRICT
from docparse.identity.provinces import is_city, titled
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

How = Literal["registry", "pattern", "fuzzy", "unknown"]
_TODAY = "9999-12-31"
_LISTED = frozenset({"name", "field", "owned", "nested"})


@dataclass(frozen=True, slots=True)
class ResolvedAgency:
    """A body in its place. ``how`` it was told: by a name of the registry, by the pattern of its name ("Trường THPT …",
    "các đơn vị liên quan"), by a name much like one of the registry (``near``), or not at all.

    ``level``: trung ương, tỉnh, huyện, xã. ``parent``: the full name of the body above it, None where that is not known.
    ``full_name`` has its place: "Ủy ban nhân dân tỉnh Điện Biên". ``since``/``until``: the life of the name, if known.
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
    seat, found = book.seat(name, home), book.found(name)
    how: How = "unknown"
    if found is not None:
        how = "registry" if _listed(found.rule) or (found.group and book.knows_members(name)) else "pattern"
    elif book.is_group(name):
        how = "registry" if book.knows_members(name) else "pattern"
    kind = found.kind if found else ("nhóm" if book.is_group(name) else "")
    parent = None if seat.group or how == "unknown" else _parent(name, seat, kind, home)
    return ResolvedAgency(
        book.agency_id(name, home), full_name(name, seat, home), kind, seat.level, parent, how, seat.group
    )


def full_name(name: str, seat: Seat, home: Home) -> str:
    """The name with its place; a group's and a central body's stay as they are written."""
    written, at = agency_book().full_spelling(name), home.date or _TODAY
    province, _, commune = seat.place.partition(";")
    if seat.level == COUNTRY or seat.group or province in ("", "?"):
        return written
    if seat.level == COMMUNE and commune:
        base = written[: seat.tail.start] if seat.tail else written
        return f"{base} {_commune_name(province, commune, seat, home)}, {titled(province, at)}"
    if seat.level == DISTRICT:
        return f"{written.partition(',')[0]}, {titled(province, at)}"
    base = agency_book().without_province(written)
    if agency_book().stands_before_province(base):
        return f"{base} {titled(province, at).removeprefix('tỉnh ').removeprefix('thành phố ')}"
    return f"{base} {titled(province, at)}"


def _commune_name(province: str, commune: str, seat: Seat, home: Home) -> str:
    if seat.tail and seat.tail.proper:
        return f"{seat.tail.word} {seat.tail.proper}"
    if commune == home.commune and home.commune_name:
        return home.commune_name
    known = communes().at(province, commune)
    return known.titled if known else commune.replace(".", " ")


@per_pack()
def _shapes() -> dict[str, str]:
    return {e["id"]: e["shape"] for e in rule_pack().file("agencies").entries}


def _listed(rule: str) -> bool:
    return _shapes().get(rule) in _LISTED


# --- the body above ------------------------------------------------------------------------------


def _parent(name: str, seat: Seat, kind: str, home: Home) -> str | None:
    for entry in rule_pack().file("agency_levels").entries:
        if _fits(entry, seat, kind, home):
            return _above(entry, name, seat, home)
    return None


def _fits(entry: Any, seat: Seat, kind: str, home: Home) -> bool:
    if entry.get("at", seat.level) != seat.level or kind not in entry.get("kinds", (kind,)):
        return False
    at = home.date or _TODAY
    if at < str(entry.get("since", "")) or at >= str(entry.get("until", "~")):
        return False
    return "heads" not in entry or any(f"{seat.key} ".startswith(f"{fold_key(h)} ") for h in entry["heads"])


def _above(entry: Any, name: str, seat: Seat, home: Home) -> str | None:
    """The parent's full name: in the same place, or at the level that the entry gives."""
    parent, level = str(entry["parent"]), entry.get("level", seat.level)
    ...


__all__ = ["ResolvedAgency", "full_name", "resolve_agency"]
