"""A body in its place: its key and name without the place, its level, and its full name on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docparse.folding import canon, fold, fold_key
from docparse.identity.agency_book import agency_book
from docparse.identity.communes import communes
from docparse.identity.placechain import Chain, chain_of, long_form, without_level
from docparse.identity.placetails import place_tail
from docparse.identity.provinces import is_city, place_slug, provinces_by_slug, titled
from docparse.identity.succession_facts import COMMUNE, COUNTRY, DISTRICT, PROVINCE, facts
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_TODAY = "9999-12-31"
_SHORT = 4  # letters of a word that may be a part of an abbreviation


@dataclass(frozen=True, slots=True)
class Body:
    """``key`` and ``name`` are without a place; ``below`` is the district or commune as written ("huyện Mường Ảng").

    ``level`` is that of the edges: bộ (the whole country), sở (a province), huyện, xã. ``place`` is a province's slug,
    ``within`` a commune's district. ``tight``: the place stands right behind the name, without its level
    ("Huyện ủy Mường Ảng").
    """

    key: str
    name: str
    level: str
    place: str | None = None
    below: str = ""
    within: str = ""
    tight: bool = False

    @property
    def group(self) -> bool:
        """Whether it stands for several bodies."""
        return agency_book().is_group(f"{self.name} {self.below}".strip())

    def id(self, at: str) -> str:
        """Its id on a day, as :meth:`AgencyBook.agency_id` makes it."""
        tail = place_tail(f" {self.below}") if self.level == DISTRICT and self.below else None
        if tail and tail.proper and not tail.several:
            return f"agency:vn;{self.place or '?'}:{f'{self.key} {fold_key(self.below)}'.replace(' ', '.')}"
        name = at_level(self.name, bool(self.place and is_city(self.place, at)))
        made = agency_book().agency_id(f"{name} {self.below}".strip(), self.place)
        return made if self.level != COUNTRY else f"{made.partition(':')[0]}:vn:{made.rpartition(':')[2]}"

    def full_name(self, at: str) -> str:
        """ "Sở Tài chính tỉnh Điện Biên", "Thành ủy Bắc Ninh" as called on a day."""
        if self.level == COUNTRY or facts().whole_end.search(self.key):
            return self.name
        if self.below:
            below = without_level(self.below) if self.tight else self.below
            places = (self.within, titled(self.place, at) if self.place else "")
            return ", ".join((f"{self.name} {below}", *filter(None, places)))
        name = f"{self.name} {facts().of_district}" if self.level == DISTRICT else self.name
        if not self.place or self.level == COMMUNE:
            return name
        if self.level == DISTRICT:
            return f"{name} {titled(self.place, at)}"
        known = provinces_by_slug().get(self.place)
        if _place_end(self.name) and known:
            return f"{at_level(self.name, is_city(self.place, at))} {known.name}"
        return f"{self.name} {titled(self.place, at)}"


@per_pack()
def _level_names() -> tuple[tuple[str, str], ...]:
    """Names of one body in a province and in a city: ("Tỉnh ủy", "Thành ủy")."""
    lists = rule_pack().raw("provinces")["lists"]
    return tuple(zip(lists["of_province"], lists["of_city"], strict=True))


def _place_end(name: str) -> bool:
    return any(canon(name).endswith(canon(one)) for pair in _level_names() for one in pair)


def at_level(name: str, city: bool) -> str:
    """The name with the committee of a city or of a province at its end: "Ban Nội chính Tỉnh ủy" -> "… Thành ủy"."""
    for pair in _level_names():
        old, new = pair if city else pair[::-1]
        if canon(name).endswith(canon(old)):
            return name[: -len(old)] + new
    return name


@per_pack(4096)
def body_of(agency: str, place: str | None = None, at: str = _TODAY) -> Body:
    """The body that a name, or an id of the agency book, stands for in a province (slug, name or jurisdiction).

    ``at``: the day that the name is of, as "thành phố Bắc Ninh" was a district's and is a province's.
    """
    if agency.startswith(("agency:vn", "group:vn")):
        return _from_id(agency, at)
    book, agency = agency_book(), long_form(agency)
    chain = chain_of(agency, place, at)
    if chain.below:
        return _below(chain)
    name = " ".join(book.spell_out(agency).split())
    if chain.unknown:
        return Body(fold_key(name), name, PROVINCE)
    key, central = book.key(agency), book.agency_id(agency, None).partition(":")[2].startswith("vn:")
    slug = book.place_in(agency) or chain.province or place_slug(place)
    tail = place_tail(name)
    if tail and key not in facts().names and not central:
        below = _without_province(name[tail.start :].strip(), slug)
        own = book.key(name[: tail.start])
        return _put(Body(own, facts().names.get(own, name[: tail.start]), tail.level, slug, below))
    if central or (slug is None and any(e.level == COUNTRY and e.new == key for e in facts().edges)):
        return Body(key, facts().names.get(key, name), COUNTRY)
    key = _spelled_out(key)
    return _put(Body(key, facts().names.get(key) or cut_to(name, key), _level(key), slug))


def _below(chain: Chain) -> Body:
    """The body of a district or commune."""
    book = agency_book()
    key = _spelled_out(book.key(chain.base))
    name = facts().names.get(key) or book.spell_out(chain.base)
    level = COMMUNE if chain.commune else DISTRICT
    tight = level == DISTRICT and facts().district_committee.search(key) is not None
    within = chain.district if chain.commune else ""
    return Body(key, name, level, chain.province, chain.below, within, tight)


def _from_id(agency: str, at: str) -> Body:
    where, key = agency.partition(":")[2].rsplit(":", 1)
    _, province, commune = f"{where};;".split(";")[:3]
    slug, words = place_slug(province), key.replace(".", " ")
    if commune and slug:
        known = facts().names
        named = communes().titled(slug, commune) or commune.replace(".", " ")
        return Body(words, known.get(words, words), COMMUNE, slug, named)
    chain = chain_of(words, province, at)
    if chain.district and chain.clear:
        return _below(chain)
    return _from_key(words, slug, central=where == "vn")


def _from_key(key: str, slug: str | None, central: bool) -> Body:
    """From an id, whose words have no diacritics; a name that the registry does not know stays without them."""
    known = facts().names
    if central:
        return Body(key, known.get(key, key), COUNTRY)
    if key not in known and (tail := place_tail(key)):
        own = key[: tail.start]
        return Body(own, known.get(own, own), tail.level, slug, key[tail.start :].strip())
    return _put(Body(key, known.get(key, key), _level(key), slug))


def _spelled_out(key: str) -> str:
    """The one known name that a key shortens ("phong ldtbxh"), else the key."""
    known = facts().names
    head, _, short = key.partition(" ")
    if key in known or not short or any(len(word) > _SHORT for word in short.split()[1:]):
        return key
    short = short.replace(" ", "")
    links = {fold_key(word) for word in rule_pack().raw("questions")["agency_links"]["words"]}
    fitting = [name for name in known if name.startswith(f"{head} ") and shortens(short, name.split()[1:], links)]
    return fitting[0] if len(fitting) == 1 else key


def shortens(short: str, words: list[str], links: set[str]) -> bool:
    """Whether ``short`` is made of beginnings of all the words in order; ``links`` ("và") may be left out."""
    return bool(words) and shortened_words(short, words, links, whole=True) == len(words)


def shortened_words(short: str, words: Sequence[str], links: set[str], *, whole: bool = False) -> int:
    """How many of the words in front, all of them if ``whole``, ``short`` is made of beginnings of; 0 for none."""
    reached = {0}
    for count, word in enumerate(words, 1):
        steps = {at + size for at in reached for size in range(1, len(word) + 1) if short.startswith(word[:size], at)}
        reached = steps | reached if word in links else steps
        if not reached:
            return 0
        if len(short) in reached and (not whole or count == len(words)):
            return count
    return 0


def _level(key: str) -> str:
    return DISTRICT if facts().district_head.match(key) else PROVINCE


def _put(body: Body) -> Body:
    """The committee of a city under the name that the edges know: "Ban Nội chính Thành ủy" as "… Tỉnh ủy"."""
    named = at_level(body.name, city=False)
    if named == body.name or body.level != PROVINCE:
        return body
    return replace(body, key=fold_key(named), name=named)


def cut_to(name: str, key: str) -> str:
    """The words of a name that its key holds: without the place at its end."""
    words = name.split()
    while len(words) > 1 and len(fold_key(" ".join(words)).split()) > len(key.split()):
        words.pop()
    return " ".join(words) if fold_key(" ".join(words)) == key else name


def _without_province(below: str, slug: str | None) -> str:
    head, _, tail = below.partition(",")
    return head if slug and slug.replace(".", " ") in fold(tail) else below


__all__ = ["Body", "at_level", "body_of", "cut_to", "shortens"]
