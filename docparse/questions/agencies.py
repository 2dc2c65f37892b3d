"""Which agencies of the store a name means: by any spelling, by groups, and where they belong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from docparse.folding import fold_key
from docparse.questions.localities import CENTRAL, Localities, levels, province_of_agency, provinces
from docparse.questions.phrases import match_at, phrases, words_of
from docparse.questions.views import keys as listed
from docparse.store.connection import Row

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_NEAR, _NEAR_ENOUGH = 5, 80
_LEAST_SHORT = 3  # letters of "VHTT"; fewer begin too many names
_OPEN = "?"
_TODAY = "9999-12-31"


@dataclass(slots=True)
class Meant:
    """The agencies meant and the groups that hold them, by their keys in the store.

    ``province`` is where the one asked for belongs: None where no place was asked for, "?" for a commune whose
    province nobody knows. ``read_as`` are the names that a shortened one was taken for. ``called``: the body below a
    province as asked for, ``below`` the slug of its place, ``commune`` whether that is a commune, ``homes`` where it
    may lie (today's provinces) if that is open; ``unknown`` are places of its name that no list holds,
    ``candidates`` those that it may mean.
    """

    name: str
    province: str | None = None
    direct: dict[int, str] = field(default_factory=dict)  # pk -> id
    groups: dict[int, str] = field(default_factory=dict)  # pk -> name
    read_as: tuple[str, ...] = ()
    called: str = ""
    below: str = ""
    commune: bool = False
    homes: frozenset[str | None] = frozenset()
    unknown: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """The name by which the registry is asked."""
        return self.called or self.name

    def lands(self, agency: int, agency_id: str, document: str | None, below: str, day: str | None) -> bool | None:
        """Whether a task that a document of a province (and its commune or district ``below``) and a day gives to
        ``agency`` is the asked one's; None: not known. A group holds only bodies that there were on that day."""
        direct = agency in self.direct
        if not direct and not (self._was_there(day, document) and self._in_reach(self.groups[agency], below)):
            return False
        if direct and self.commune and not self._was_there(day, document):
            return False  # a commune of that name, but before or after the one asked for
        if self.province is None:
            return True
        own = province_of_agency(agency_id)
        if direct and own == self.province:
            return True
        if document == CENTRAL:  # it names a place where it means one
            return own in (None, self.province)
        if self.province == _OPEN:
            return True if direct else self._may_lie(document)
        return None if document is None else document == self.province

    def _may_lie(self, document: str | None) -> bool | None:
        """None where the asked body's place may be in a document's province, False where it is not."""
        from docparse.identity.provinces import province_at

        return False if document and self.homes and province_at(document, _TODAY) not in self.homes else None

    def _was_there(self, day: str | None, document: str | None) -> bool:
        from docparse.identity.standings import exists_at

        place = document or (self.province if self.province != _OPEN else None)
        return exists_at(self.identity, place, day or date.today().isoformat()) is not False

    def _in_reach(self, group: str, below: str) -> bool:
        """Whether a group in the paper of a commune or district (its slug, "" for neither) may hold the asked body."""
        from docparse.identity.agency_members import levels_in

        return not below or bool(levels_in(group)) or below == self.below


def find_agencies(store: GraphStore, name: str, localities: Localities) -> Meant:
    """The agencies that ``name`` means; empty where the store knows none."""
    from docparse.identity.agency_members import may_hold
    from docparse.identity.bodies import body_of
    from docparse.identity.placechain import chain_of, long_form, without_level

    book = store.agency_book
    meant = Meant(name)
    name = long_form(name)
    key = book.key(name)
    chain = chain_of(name)
    if chain.candidates and (told := _commune(store, name, [], localities)) in provinces():
        chain = chain_of(name, told)
    body = body_of(name, chain.province)
    wanted = body.id(_TODAY) if chain.below else book.agency_id(name, None)
    also = book.agency_id(name, chain.province)  # "Huyện ủy Mường Ảng" as a paper of the province has it
    exact = store.db.rows("agencies_by_ids", ids=listed([*_ids(wanted), also]))
    if chain.unknown:
        found, keys_ = exact or store.db.rows("agencies_by_key", key=key), [key]
    elif chain.below and (exact or chain.clear):
        found, keys_ = exact, [book.key(f"{body.name} {body.below}"), body.key]
    else:
        keys_ = _keys(store, name, key)
        found = [row for one in keys_ for row in store.db.rows("agencies_by_key", key=one)]
        found += [row for row in exact if row["pk"] not in {other["pk"] for other in found}]
    asked = chain.province or province_of_agency(wanted)
    meant.province = asked or _commune(store, name, found, localities)
    meant.direct = {r["pk"]: r["id"] for r in found if asked is None or province_of_agency(r["id"]) in (None, asked)}
    meant.called = name if chain.below else ""
    meant.commune = bool(chain.commune)
    meant.homes, meant.unknown, meant.candidates = chain.homes, chain.unknown, chain.candidates
    meant.below = chain.below and fold_key(without_level(chain.below)).replace(" ", ".")
    if chain.unknown and not meant.direct:
        return meant
    if not chain.below and (len(keys_) > 1 or (found and keys_ != [key])):
        meant.read_as = tuple(dict.fromkeys(row["name"] for row in found))
    # a group of another province does not hold this one's body; a group of the whole country does
    near = {province_of_agency(row["id"]) for row in found} & provinces().keys()
    only = asked or (near.pop() if len(near) == 1 else None)
    groups = (row["key"] for row in store.db.rows("collective_keys"))
    holding = [group for group in groups if any(book.group_contains(group, one) for one in keys_)]
    for row in store.db.rows("collectives", keys=listed(holding)) if holding else ():
        own = province_of_agency(row["id"])
        if (only is not None and own not in (None, only)) or row["pk"] in meant.direct:
            continue
        if may_hold(row["id"], row["name"], body):
            meant.groups[row["pk"]] = row["name"]
    if chain.below:
        meant.name = replace(body, place=None, within="").full_name(_TODAY) if chain.clear else name
    elif meant.direct:
        names = {row["name"] for row in found if row["pk"] in meant.direct and row["key"] in keys_}
        meant.name = max(names, key=lambda n: (not n.isupper(), len(n), n)) if len(names) == 1 else name
    elif len(meant.read_as) == 1:
        meant.name = meant.read_as[0]
    return meant


def _ids(wanted: str) -> list[str]:
    """An id, and those of the same body in each province where its own is not known."""
    where, _, key = wanted.rpartition(":")
    known = where.partition(";")[2].partition(";")[0]
    if known in ("", "?"):
        head = where.replace(";?", ";{}", 1) if known else f"{where};{{}}"
        return [wanted, *(f"{head.format(slug)}:{key}" for slug in ("?", *provinces()))] if known else [wanted]
    return [wanted, f"{where.replace(f';{known}', ';?', 1)}:{key}"]


def province_meant(meant: Meant) -> str | None:
    """Where the agency belongs (a province's slug): as asked, else where all of its bodies in the store are."""
    if meant.province is not None:
        return meant.province if meant.province in provinces() else None
    found = {province_of_agency(id_) for id_ in meant.direct.values()}
    return found.pop() if len(found) == 1 else None


def _keys(store: GraphStore, name: str, key: str) -> list[str]:
    """The keys of the store that the name means: its own, by initials, or all that begin with it."""
    short = _without_place(name)
    known = known_names(store, [short, key])
    if short in known:
        return [short]
    # "!" comes right behind the space
    begun = [row["key"] for row in store.db.rows("names_begun", low=f"{short} ", high=f"{short}!")]
    if len(short.split()) > 1 and begun and not any(match_at(words_of(k[len(short) :]), 0, levels()) for k in begun):
        return list(dict.fromkeys([*([key] if key in known else []), *begun]))
    if key in known:
        return [key]
    found = _by_initials(all_names(store), short)
    return [found] if found else [key]


def known_names(store: GraphStore, keys: Iterable[str]) -> set[str]:
    """Those of the folded names that the store knows."""
    return {row["key"] for row in store.db.rows("known_names", keys=listed(keys))}


def all_names(store: GraphStore) -> set[str]:
    """All folded names: for one that is none of them."""
    return {row["key"] for row in store.db.rows("name_keys_all")}


def _without_place(name: str) -> str:
    """The folded name without a province at its end."""
    words = fold_key(name).split()
    for size in range(min(5, len(words) - 2), 0, -1):
        if ".".join(words[-size:]) in provinces():
            words = words[:-size]
            break
    while len(words) > 2 and " ".join(words[-1:]) == "tinh":
        words = words[:-1]
    return " ".join(words)


def _by_initials(known: set[str], name: str) -> str | None:
    """The one name of the store that ``name`` shortens: ``so gddt``, ``SGDĐT`` for "Sở Giáo dục và Đào tạo"."""
    from docparse.identity.bodies import shortens

    short = name.replace(" ", "")
    links = {phrase[0].fold for phrase in phrases("agency_links")}
    fitting = {key for key in known if shortens(short, key.split(), links)}
    return fitting.pop() if len(fitting) == 1 else None


def _commune(store: GraphStore, name: str, found: list[Row], localities: Localities) -> str | None:
    """The province of a commune's or district's body, told by the store's documents; None where no place is named."""
    words = words_of(name)
    own = phrases("below_province")
    at = next((n for n in range(len(words)) if match_at(words, n, own)), None)
    if at is None or (place := words[at + match_at(words, at, own) :]) == ():
        return None
    if any(not name[word.start].isupper() for word in place) and any(word.canon != word.fold for word in place):
        return None  # "xã, phường" are levels, not a name
    if match_at(place, 0, (*levels(), *own)):
        return None
    told = {p for row in found if (p := province_of_agency(row["id"])) in provinces()}
    key = ".".join(word.fold for word in place)
    if not told:
        told = {p for pk in localities.matching(key) if (p := localities.province(pk))}
    if not told:
        phrase = " ".join(word.fold for word in place)
        rows = store.db.rows("documents_holding", match=f'"{phrase}"')
        localities.load(row["document_pk"] for row in rows)
        told = {p for row in rows if (p := localities.province(row["document_pk"]))}
    return told.pop() if len(told) == 1 else _OPEN


def suggestions(store: GraphStore, name: str, but: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of the store that look like the one asked for, the nearest first, then those that it may shorten ("VHTT").

    ``but``: names that are known already.
    """
    from rapidfuzz import fuzz, process

    from docparse.identity.bodies import shortened_words

    rows = [row for row in store.db.rows("agency_names") if not row["collective"]]  # a name that nobody knows
    near = process.extract(
        store.agency_book.key(name),
        [row["key"] for row in rows],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=_NEAR_ENOUGH,
        limit=3 * _NEAR,
    )
    ordered = [rows[at]["name"] for _, _, at in sorted(near, key=lambda hit: (-hit[1], hit[2]))]
    short, links = fold_key(name).replace(" ", ""), {phrase[0].fold for phrase in phrases("agency_links")}
    for row in rows if len(short) >= _LEAST_SHORT else ():
        if shortened_words(short, row["key"].split()[1:], links):
            ordered.append(row["name"])
    return tuple(name for name in dict.fromkeys(ordered) if name not in but)[:_NEAR]
