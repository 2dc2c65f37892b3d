"""The places behind a body's name, told apart and looked up: "phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docparse.folding import canon, fold, fold_key
from docparse.identity.communes import SINCE, Commune, Former, communes
from docparse.identity.placetails import COMMUNE, DISTRICT
from docparse.identity.provinces import CITY, is_city, place_slug, province_at, province_levels, provinces_by_slug
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_PROVINCE = "tỉnh"
_TODAY = "9999-12-31"
_WORD = re.compile(r"\w+")
_LONGEST = 5  # words of a province's name


@dataclass(frozen=True, slots=True)
class Chain:
    """``base`` is the body's name without its places. ``commune`` and ``district`` are titled ("xã Thanh Minh"),
    ``province`` is the slug of then (``yen.bai`` for a district of Yên Bái).

    ``unknown`` are places that are in no list; ``candidates`` the places that one name may mean, where it is not told.
    ``homes`` are the provinces of today of the candidates. ``now``: today's commune of that name; ``then``: the former
    ones.
    """

    base: str
    commune: str = ""
    district: str = ""
    province: str | None = None
    unknown: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    homes: frozenset[str | None] = frozenset()
    now: Commune | None = None
    then: tuple[Former, ...] = ()

    @property
    def below(self) -> str:
        """The place below a province, the nearest; empty for a body of a province or of the country."""
        return self.commune or self.district

    @property
    def clear(self) -> bool:
        """Whether the lists hold the places and tell which they are."""
        return not (self.unknown or self.candidates)


@dataclass(frozen=True, slots=True)
class _Link:
    level: str  # "" where none is written
    name: str

    @property
    def titled(self) -> str:
        return f"{self.level} {self.name}".strip()


@per_pack(4096)
def chain_of(name: str, place: str | None = None, at: str = _TODAY) -> Chain:
    """The places that ``name`` ends in; without any its ``base`` is the name.

    ``place`` is a province (slug, name or jurisdiction) to prefer where the name leaves it open, ``at`` an ISO date: a
    city may be a district's on one day and a province's on another.
    """
    base, links = _links(long_form(name))
    chain = Chain(base.rstrip(" ,-(") or name)
    rest: list[tuple[str, _Link]] = []
    for number, link in enumerate(links):
        kind, slug = _kind(link, links[number + 1 :], at)
        if kind == _PROVINCE and slug in provinces_by_slug():
            chain = replace(chain, province=slug)
        elif kind == _PROVINCE:
            chain = replace(chain, unknown=(*chain.unknown, link.titled))
        else:
            rest.append((kind, link))
    for kind, link in sorted(rest, key=lambda r: r[0] == COMMUNE):  # the district first
        chain = _district(chain, link, place) if kind == DISTRICT else _commune(chain, link, place, at)
    return chain


def _district(chain: Chain, link: _Link, place: str | None) -> Chain:
    found = communes().districts(link.name, link.level or None)
    told = chain.province
    mine = [one for one in found if _same(one[1], told)] if told else list(found)
    if not mine:
        return replace(chain, district=link.titled, unknown=(*chain.unknown, _at_home(link.titled, told)))
    hint = place_slug(place)
    if len(mine) > 1 and hint:
        mine = [one for one in mine if _same(one[1], hint)] or mine
    exact = [one for one in mine if one[1] == told]
    mine = exact or mine
    if len({province for _, province in mine}) > 1:
        homes = frozenset(province_at(province, _TODAY) for _, province in mine)
        return replace(chain, district=link.titled, candidates=tuple(_at_home(t, p) for t, p in mine), homes=homes)
    if len(mine) > 1:
        return replace(chain, district=link.titled, province=mine[0][1], candidates=tuple(t for t, _ in mine))
    return replace(chain, district=mine[0][0], province=mine[0][1])


def _commune(chain: Chain, link: _Link, place: str | None, at: str) -> Chain:
    told, hint = chain.province, place_slug(place)
    now = [c for c in communes().named(link.name, link.level or None) if not told or _same(told, c.province)]
    then = list(communes().formers(link.name, link.level or None))
    then = [f for f in then if (not told or _same(f.province, told)) and chain.district in ("", f.district)]
    if chain.district:  # a commune of a district is one of before 2025-07-01
        now = [c for c in now if any(f.today == c for f in then)]
    if hint and not told and (any(_same(c.province, hint) for c in now) or any(_same(f.province, hint) for f in then)):
        now = [c for c in now if _same(c.province, hint)]
        then = [f for f in then if _same(f.province, hint)]
    if not (now or then):
        within = ", ".join(filter(None, (link.titled, chain.district)))
        return replace(chain, commune=link.titled, unknown=(*chain.unknown, _at_home(within, told)))
    pool = now if now and at >= SINCE else []
    own = {(c.titled, "", c.province) for c in pool} or {(f.titled, f.district, f.province) for f in then}
    if not own:  # a name of today, asked for a day before it
        own = {(c.titled, "", c.province) for c in now}
    if pool and not told and not chain.district:  # communes elsewhere that had the name until 2025-07-01
        near = {c.province for c in pool}
        own |= {(f.titled, f.district, f.province) for f in then if province_at(f.province, SINCE) not in near}
    if len(own) > 1:
        places = sorted(own, key=lambda one: (one[2], one[1], one[0]))
        seen = tuple(dict.fromkeys(_at_home(", ".join(filter(None, (t, d))), p) for t, d, p in places))
        homes = frozenset(province_at(p, _TODAY) for _, _, p in own)
        only = chain.province or _only({p for _, _, p in own})
        return replace(chain, commune=link.titled, province=only, candidates=seen, homes=homes)
    titled, district, province = own.pop()
    today = next((c for c in now if c.titled == titled), None)
    kept = tuple(f for f in then if f.titled == titled and (not district or f.district == district))
    return replace(chain, commune=titled, district=chain.district, province=told or province, now=today, then=kept)


def _only(provinces: set[str]) -> str | None:
    return next(iter(provinces)) if len(provinces) == 1 else None


def _same(province: str, other: str) -> bool:
    """Whether two provinces, of then or now, are one today."""
    return province_at(province, _TODAY) == province_at(other, _TODAY)


def _at_home(titled: str, province: str | None) -> str:
    known = provinces_by_slug().get(province or "")
    return (
        f"{titled}, {province_levels()[1 - (known.level == province_levels()[CITY])]} {known.name}" if known else titled
    )


def _kind(link: _Link, behind: Sequence[_Link], at: str) -> tuple[str, str | None]:
    """The kind of place of a link: "tỉnh" (with its slug), "huyện" or "xã"."""
    lists = rule_pack().raw("agency_groups")["lists"]
    slug = place_slug(link.name)
    if not link.level:
        return (_PROVINCE, slug) if slug in provinces_by_slug() else (DISTRICT, None)
    if link.level in lists["commune_levels"]:
        return COMMUNE, None
    if link.level not in lists["district_levels"]:
        return _PROVINCE, slug
    if link.level in lists["province_levels"] and slug in provinces_by_slug():
        below = any(b.level for b in behind) or communes().districts(link.name, link.level)
        if is_city(slug or "", _TODAY if not below else at) and not any(b.level for b in behind):
            return _PROVINCE, slug
    return DISTRICT, None


def long_form(name: str) -> str:
    """The name with the short forms of a place spelled out: "UBND TPHCM"."""
    for pair in rule_pack().raw("provinces")["lists"]["short_names"]:
        short, _, full = pair.partition(" = ")
        name = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, name, flags=re.IGNORECASE)
    return name


def _links(name: str) -> tuple[str, list[_Link]]:
    """The name before its places, and the places in their order."""
    keys, bare = canon(name), canon(name) == fold(name)
    words = list(_WORD.finditer(keys))
    starts = list(_level_starts(name, keys, words, bare))
    if not starts:
        return _committee(name, keys, words)
    found: list[_Link] = []
    for (at, size, level), following in zip(starts, [*(s[0] for s in starts[1:]), len(words)], strict=True):
        first, last = words[at + size], words[following - 1]
        found += _parts(level, name[first.start() : last.end()])
    return name[: words[starts[0][0]].start()], found


def _level_starts(name: str, keys: str, words: Sequence[re.Match[str]], bare: bool) -> Iterator[tuple[int, int, str]]:
    """Where a level with a name behind it stands: the word, the words of the level, the level as the lists write it."""
    levels, lists = _levels(bare), rule_pack().raw("agency_groups")["lists"]
    several = {fold(w) if bare else canon(w) for w in lists["several"]}
    before = [(fold(w) if bare else canon(w)) for w in lists["not_levels"]]
    apart = [(fold(w) if bare else canon(w)) for w in rule_pack().raw("places")["lists"]["not_level"]]
    lower, last = name == name.lower(), 0
    for at in range(1, len(words) - 1):
        size = next((n for n in (2, 1) if _phrase(words, at, n) in levels), 0)
        if not size or at + size >= len(words) or at < last or _phrase(words, at - 1, 1) in several:
            continue
        rest, behind = keys[words[at].start() :], name[words[at + size].start() :]
        if any(rest.startswith(word) for word in apart) or any(
            keys[: words[at + size - 1].end()].endswith(word) for word in before
        ):
            continue
        if not (lower or behind[0].isupper() or behind[0].isdigit()):
            continue
        gap = keys[words[at + size - 1].end() : words[at + size].start()]
        if "," in gap or (not bare and _phrase(words, at + size, 1) in levels):
            continue  # "huyện, thị xã" are levels, not a place; without diacritics "Quan Hóa" looks like one
        yield at, size, levels[_phrase(words, at, size)]
        last = at + size + 1


def _phrase(words: Sequence[re.Match[str]], at: int, size: int) -> str:
    return " ".join(word[0] for word in words[at : at + size])


@per_pack(2)
def _levels(bare: bool) -> dict[str, str]:
    """Words for levels, short ones too ("tp"), as they stand in a text, to the level."""
    lists = rule_pack().raw("agency_groups")["lists"]
    known = [*lists["commune_levels"], *lists["district_levels"], *lists["province_levels"]]
    short = dict(pair.split(" = ") for pair in rule_pack().raw("communes")["lists"]["levels"])
    written = rule_pack().raw("places")["lists"]["levels"]
    pairs = {word: word for word in known} | {code: word for code, word in short.items() if code in written}
    return {(fold(word) if bare else canon(word)): level for word, level in pairs.items()}


def _parts(level: str, text: str) -> Iterator[_Link]:
    """The named place, and a province behind it that has no level: "Mường Ảng, Điện Biên"."""
    first, *more = (part.strip(" -()") for part in text.split(","))
    if not more and not _listed(level, first):
        words = first.split()
        for size in range(min(_LONGEST, len(words) - 1), 0, -1):
            tail = " ".join(words[-size:])
            if place_slug(tail) in provinces_by_slug() and _listed(level, " ".join(words[:-size])):
                first, more = " ".join(words[:-size]).rstrip(" -"), [tail]
                break
    yield _Link(level, first)
    yield from (_Link("", part) for part in more if part)


def _listed(level: str, name: str) -> bool:
    lists = rule_pack().raw("agency_groups")["lists"]
    if level in lists["commune_levels"]:
        return bool(communes().named(name, level) or communes().formers(name, level))
    return place_slug(name) in provinces_by_slug() or bool(communes().districts(name, level))


def _committee(name: str, keys: str, words: Sequence[re.Match[str]]) -> tuple[str, list[_Link]]:
    """A district's committee with its place right behind it: "Huyện ủy Mường Ảng", "Thành ủy Vinh"."""
    bare = keys == fold(name)
    for pair in rule_pack().raw("successions")["lists"]["district_committees"]:
        head, _, level = pair.partition(" = ")
        key = fold(head) if bare else canon(head)
        match = re.search(rf"(?<!\w){re.escape(key)} (?=\w)", keys)
        if match is None:
            continue
        rest = name[match.end() :]
        whole = place_slug(rest)
        if whole in provinces_by_slug() and (is_city(whole or "", _TODAY) or not communes().districts(rest, level)):
            return name, []
        return name[: match.end()], list(_parts(level, rest))
    return name, []


def without_level(titled: str) -> str:
    """ "Mường Ảng" of "huyện Mường Ảng"."""
    words = titled.split()
    size = next((n for n in (2, 1) if " ".join(words[:n]).lower() in _levels(False)), 0)
    return " ".join(words[size:])


def named_like(link: str) -> tuple[str, ...]:
    """Places of the lists that have the name of one that they do not hold, at another level or elsewhere."""
    own = fold_key(without_level(link.partition(",")[0]))
    provinces = [_at_home("", p.slug).lstrip(", ") for p in provinces_by_slug().values() if fold_key(p.name) == own]
    below = [_at_home(titled, province) for titled, province in communes().districts(own)]
    today = [_at_home(c.titled, c.province) for c in communes().named(own)]
    return tuple(dict.fromkeys((*provinces, *below, *today)))


__all__ = ["Chain", "chain_of", "long_form", "named_like", "without_level"]
