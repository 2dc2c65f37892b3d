"""Who belongs to a group in a place on a day: "các sở, ngành" of a province, "UBND các xã, phường", "các bộ"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docparse.folding import canon, fold_key
from docparse.identity.agency_book import agency_book
from docparse.identity.bodies import Body, body_of
from docparse.identity.communes import SINCE, communes
from docparse.identity.placechain import without_level
from docparse.identity.placetails import COMMUNE, DISTRICT, Tail, place_tail
from docparse.identity.provinces import first_day, place_slug, province_at
from docparse.identity.standings import exists_at
from docparse.identity.succession_facts import COUNTRY, PROVINCE, facts
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack


@dataclass(frozen=True, slots=True)
class Member:
    """A body of a group under its full name; ``certain`` is False where that, or its existence, is open."""

    name: str
    agency_id: str
    certain: bool


def members(group: str, place: str | None, at: str) -> tuple[Member, ...]:
    """The bodies of a group on a day; empty where the words leave them open ("các cơ quan liên quan") or none is known.

    ``group`` is a name or an id ``group:…``, ``place`` the province (slug, name or jurisdiction), ``at`` an ISO date.
    """
    book, day = agency_book(), first_day(at)
    slug = place_slug(place)
    if group.startswith("group:"):
        where, group = group.partition(":")[2].rsplit(":", 1)
        slug, group = place_slug(where) or slug, group.replace(".", " ")
    if not book.knows_members(group):
        return ()
    slug = book.place_in(group) or slug
    tail = place_tail(book.full_spelling(group))
    if tail and slug:
        base = book.full_spelling(group)[: tail.start]
        return tuple(_below(base, tail, slug, day))
    found: dict[str, Member] = {}
    for name, certain in _named(group):
        there = exists_at(name, slug, day)
        if there is not False:
            body = body_of(name, slug)
            one = Member(body.full_name(day), body.id(day), certain and there is True)
            found.setdefault(one.agency_id, one)
    return tuple(found.values())


def may_hold(group_id: str, group: str, body: Body) -> bool:
    """Whether a group, by its id and name, is of the level and place of a body: "các sở, ngành" holds no district's."""
    _, province, commune = f"{group_id.partition(':')[2].rpartition(':')[0]};;".split(";")[:3]
    book = agency_book()
    central = any(part in book.groups.central_words for part in book.groups.parts(book.key(group)))
    if _is_of_its_own(group):
        return False
    if body.level == COUNTRY:
        return central and not province
    if commune:
        return body.level == COMMUNE and commune == fold_key(without_level(body.below)).replace(" ", ".")
    levels = levels_in(group)
    if body.level in (COMMUNE, DISTRICT):
        return body.level in levels or (not body.below and not levels)
    return not central and (not levels or PROVINCE in levels)


@per_pack(8192)
def _is_of_its_own(group: str) -> bool:
    """Whether one word for bodies has a subject of its own behind it: "Ban Chuyên trách các cấp" is not every "ban"."""
    words, lists = agency_book().groups, rule_pack().raw("agency_groups")["lists"]
    key = agency_book().key(group)
    parts = words.parts(key)
    rest = f"{key.removeprefix(parts[0]).strip()} " if len(parts) == 1 else ""
    names = ("commune_levels", "district_levels", "province_levels", "several", "loose_ends", "open_ended")
    ends = {f"{fold_key(word)} " for name in names for word in lists[name]}
    return bool(rest.strip()) and not any(rest.startswith(end) for end in ends)


@per_pack(8192)
def levels_in(group: str) -> frozenset[str]:
    """The levels of government that a group's words name: "sở", "huyện", "xã"; all for "các cấp"."""
    places, lists = rule_pack().raw("places")["lists"], rule_pack().raw("agency_groups")["lists"]
    text = canon(group)
    if any(_says(text, word) for word in places["all_tiers"]):
        return frozenset((PROVINCE, DISTRICT, COMMUNE))
    for word in sorted(places["not_level"], key=len, reverse=True):  # "tổ chức chính trị - xã hội"
        text = text.replace(canon(word), " ")
    words = {COMMUNE: "commune_levels", DISTRICT: "district_levels", PROVINCE: "province_levels"}
    said = {level: {word for word in lists[name] if _says(text, word)} for level, name in words.items()}
    both = said[DISTRICT] & said[PROVINCE]  # "thành phố" is a district's beside "huyện", a province's beside "tỉnh"
    if said[DISTRICT] > both:
        said[PROVINCE] -= both
    elif said[PROVINCE] > both:
        said[DISTRICT] -= both
    return frozenset(level for level, found in said.items() if found)


def _says(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(canon(word))}(?!\w)", text) is not None


def _below(base: str, tail: Tail, province: str, day: str) -> Iterator[Member]:
    """The same body of each commune, or district, of a province."""
    places: list[tuple[str, bool]] = []
    if tail.level == COMMUNE and day >= SINCE:
        today = province_at(province, day) or province
        words = tail.word if not tail.several else ""
        places = [(c.titled, True) for c in communes().of_province(today) if c.titled.startswith(words)]
    elif tail.level == DISTRICT and day < SINCE:
        places = [(name, True) for name in communes().districts_of(province)]
    for place, certain in places:
        body = body_of(f"{base} {place}", province)
        yield Member(body.full_name(day), agency_book().agency_id(f"{base} {place}", province), certain)


def _named(group: str) -> Iterator[tuple[str, bool]]:
    """The names that the group's words stand for, and whether they surely do."""
    book = agency_book()
    lists = rule_pack().raw("successions")["lists"]
    levels = rule_pack().raw("agency_levels")["lists"]
    for rule in book.member_rules(group):
        kinds = set(rule.get("kinds", ()))
        for kind in sorted(kinds & {PROVINCE}):
            yield from ((name, True) for name in lists["everywhere"])
            yield from ((e, True) for e in _former(kind))
            yield from ((name, False) for name in lists["optional"])
        if len(kinds) > 1:
            yield from ((name, False) for name in levels["branches"])
        if kinds and not kinds & {PROVINCE}:
            yield from ((n.name, True) for n in book.known if n.kind in kinds)
        yield from ((name, True) for name in rule.get("names", ()))


def _former(kind: str) -> Iterator[str]:
    """Names of a kind that have ended: they were members in their time."""
    book, names = agency_book(), facts().names
    for edge in facts().edges:
        found = book.found(names[edge.old]) if edge.old in names else None
        if edge.level == PROVINCE and edge.ends and found and found.kind == kind:
            yield names[edge.old]


__all__ = ["Member", "levels_in", "may_hold", "members"]
