"""The id of an agency in its document's place: which "UBND tỉnh", "Công an xã", "các sở" it is there."""

from __future__ import annotations

from typing import NamedTuple

from docparse.folding import canon, fold_key
from docparse.identity.agency_found import Found
from docparse.identity.homes import Home
from docparse.identity.placetails import CITY, COMMUNE, DISTRICT, Tail, place_tail
from docparse.identity.provinces import is_city, place_slug, provinces_by_slug
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

COUNTRY, PROVINCE, INNER = "trung ương", "tỉnh", "cơ quan"
_NOW = "9999-12-31"
_OPEN = "?"
_OFFICE = "sở"  # a kind whose papers speak of the province's unions too


class Seat(NamedTuple):
    """Where a body sits: its level, the place as it stands in an id (``dien.bien;muong.phang``), "" for the country.

    ``key`` is the body's without a place that ``place`` holds; ``group``: it stands for several; ``tail``: the place
    in its name.
    """

    level: str
    place: str
    key: str
    group: bool
    tail: Tail | None = None


class Named(NamedTuple):
    """What the book reads of a name: its key, the full name, what the grammar found, whether it stands for several."""

    key: str
    name: str
    found: Found | None
    group: bool
    province: str | None  # named in it
    parts: tuple[str, ...]  # the group words that it is made of


def seat_of(named: Named, base_key: str, home: Home) -> Seat:
    """Where the body of a name sits for a document; ``base_key`` is the key of the name without the tail behind it."""
    central = bool(named.found and named.found.central)
    if named.key in _folded("bare_groups"):
        named = named._replace(group=True, parts=(named.key,))
    if central or (named.group and named.parts and named.parts[0] in _folded("central_parts")):
        return Seat(COUNTRY, "", named.key, named.group)
    tail = place_tail(named.name)
    if tail and tail.word == CITY and _of_province(tail, home):
        tail = None
    province = named.province or home.province
    if tail and not named.group:
        return _below(named, base_key, tail, province, home)
    where = province or _OPEN
    if tail is None and home.district and named.province is None and _in_district(named):
        return Seat(DISTRICT, where, f"{named.key} {fold_key(home.district)}", False)
    if tail is None and not home.commune and named.key in _folded("district_offices"):
        return Seat(DISTRICT, where, named.key, True)
    if tail is None and home.commune and named.province is None and _in_commune(named):
        return Seat(COMMUNE, f"{where};{home.commune}", named.key, named.group)
    if tail and tail.level == COMMUNE and home.commune and not tail.several:
        return Seat(COMMUNE, f"{where};{home.commune}", named.key, named.group, tail)
    if home.central and named.province is None and not _local(named):
        return Seat(COUNTRY, "", named.key, named.group)
    return Seat(tail.level if tail else PROVINCE, where, named.key, named.group, tail)


def speaks_of_issuer(named: Named, issuer: Named) -> bool:
    """Whether a name in an issuer's own paper means the issuer: "Lãnh đạo Sở", "Nhà trường", "Phó Hiệu trưởng A"."""
    pack = rule_pack()
    for pair in pack.words("agency_levels", "own_words"):
        word, _, head = pair.partition(" = ")
        if named.key == fold_key(word) and f"{issuer.key} ".startswith(f"{fold_key(head)} "):
            return True
    offices = pack.words("agency_levels", "own_offices")
    return named.found is None and any(f"{canon(named.name)} ".startswith(f"{word} ") for word in offices)


def inner_seat(named: Named, issuer: Named, home: Home) -> Seat | None:
    """The seat of a part of the issuer in its own paper ("Phòng Kế hoạch - Tài chính"); None for another body."""
    pack = rule_pack()
    kind = canon(issuer.found.kind) if issuer.found else ""
    if kind not in pack.words("agency_levels", "inner_kinds") or home.province is None:
        return None
    if named.province or place_tail(named.name) or named.key == issuer.key or named.key in _folded("district_offices"):
        return None
    if named.group and not any(f"{named.key} ".startswith(f"{head} ") for head in _folded("inner_groups")):
        return None
    heads = _folded("inner_heads") | (_folded("inner_unit_heads") if kind != _OFFICE else frozenset())
    if not any(f"{named.key} ".startswith(f"{head} ") for head in heads):
        return None
    return Seat(INNER, f"{home.province};{issuer.key.replace(' ', '.')}", named.key, named.group)


def _below(named: Named, base_key: str, tail: Tail, province: str | None, home: Home) -> Seat:
    """A district's or a commune's body; without a name it is every one's, in a commune's own paper that one's."""
    where = province or _OPEN
    if tail.several:
        return Seat(tail.level, where, named.key, True, tail)
    if tail.proper and tail.level == COMMUNE:
        return Seat(COMMUNE, f"{where};{fold_key(tail.proper).replace(' ', '.')}", base_key, False, tail)
    if tail.proper:
        return Seat(DISTRICT, where, f"{base_key} {fold_key(tail.word)} {fold_key(tail.proper)}", False, tail)
    if tail.level == COMMUNE and home.commune:
        return Seat(COMMUNE, f"{where};{home.commune}", base_key, False, tail)
    if tail.level == DISTRICT and home.district:
        return Seat(DISTRICT, where, f"{base_key} {fold_key(home.district)}", False, tail)
    return Seat(tail.level, where, f"{base_key} {fold_key(tail.word)}", True, tail)


def _of_province(tail: Tail, home: Home) -> bool:
    """Whether "thành phố …" is a city under central rule; a district's city of that name is another body."""
    slug = place_slug(tail.proper) if tail.proper else home.province
    if slug not in provinces_by_slug():
        return not tail.proper  # nothing tells which city
    return is_city(slug or "", home.date or _NOW)


def _in_commune(named: Named) -> bool:
    """Whether a name without a level, in a commune's paper, means a body of the commune."""
    pack = rule_pack()
    key, name = named.key, canon(named.name)
    if name.split()[-1:] and any(name.endswith(f" {level}") for level in pack.words("places", "province_levels")):
        return False
    if any(name.startswith(head) for head in pack.words("agency_levels", "province_heads")):
        return False
    if named.group and named.parts:
        return named.parts[0] not in _folded("province_parts")
    kind = named.found.kind if named.found else ""
    if canon(kind) in pack.words("agency_levels", "commune_kinds"):
        return True
    return any(f"{key} ".startswith(f"{head} ") for head in _folded("commune_heads"))


def _in_district(named: Named) -> bool:
    """The same in a district's paper."""
    return named.key in _folded("district_offices") or (not named.group and _in_commune(named))


def _local(named: Named) -> bool:
    """Whether a name in a paper for the whole country means a body of each place: "Sở Y tế", "Công an tỉnh"."""
    if named.group:
        return False
    pack, name = rule_pack(), canon(named.name)
    if any(name.endswith(f" {level}") for level in pack.words("places", "province_levels")):
        return True
    if named.key in _folded("country_names"):
        return False
    return named.found is not None and canon(named.found.kind) in pack.words("agency_levels", "local_kinds")


@per_pack(64)
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold_key, rule_pack().words("agency_levels", name)))


def id_of(seat: Seat) -> str:
    """``agency:vn;dien.bien;muong.phang:cong.an``; groups begin with ``group:`` and hold "cac" or "cap"."""
    place = f"vn;{seat.place}" if seat.place else "vn"
    key = seat.key
    if seat.group and not any(f" {word} " in f"{key} " for word in ("cac", "cap")):
        key = f"cac {key}"
    return f"{'group' if seat.group else 'agency'}:{place}:{key.replace(' ', '.')}"


__all__ = ["COUNTRY", "INNER", "PROVINCE", "Named", "Seat", "id_of", "inner_seat", "seat_of", "speaks_of_issuer"]
