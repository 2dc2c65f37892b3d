"""Which agencies of the store a name means: by any spelling, by groups, and where they belong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.folding import fold_key
from docparse.questions.localities import CENTRAL, Localities, levels, province_of_agency, provinces
from docparse.questions.phrases import match_at, phrases, words_of
from docparse.questions.views import keys as listed
from docparse.store.connection import Row

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_NEAR, _NEAR_ENOUGH = 5, 80
_OPEN = "?"


@dataclass(slots=True)
class Meant:
    """The agencies meant and the groups that hold them, by their keys in the store.

    ``province`` is where the one asked for belongs: None where no place was asked for, "?" for a commune whose
    province nobody knows. ``read_as`` are the names that a shortened one was taken for.
    """

    name: str
    province: str | None = None
    direct: dict[int, str] = field(default_factory=dict)  # pk -> id
    groups: dict[int, str] = field(default_factory=dict)  # pk -> name
    read_as: tuple[str, ...] = ()

    def lands(
        self, agency: int, agency_id: str, document: str | None, place: str | None, day: str | None
    ) -> bool | None:
        """Whether a task that a document of a province and a day gives to ``agency`` is the asked one's; None: not
        known. A group holds only bodies that there were on that day."""
        if agency not in self.direct and not self._was_there(day, document):
            return False
        if self.province is None:
            return True
        own = province_of_agency(agency_id)
        if agency in self.direct and own == self.province:
            return True
        if document == CENTRAL:  # it names a place where it means one
            return own in (None, self.province)
        if self.province == _OPEN:
            return True if agency in self.direct else None
        return None if document is None else document == self.province

    def _was_there(self, day: str | None, document: str | None) -> bool:
        from docparse.identity.successions import exists_at

        place = document or (self.province if self.province != _OPEN else None)
        return day is None or exists_at(self.name, place, day) is not False


def find_agencies(store: GraphStore, name: str, localities: Localities) -> Meant:
    """The agencies that ``name`` means; empty where the store knows none."""
    book = store.agency_book
    meant = Meant(name)
    key = book.key(name)
    keys = _keys(store, name, key)
    found = [row for one in keys for row in store.db.rows("agencies_by_key", key=one)]
    wanted = book.agency_id(name, None)
    below = [row for row in _of_commune(store, wanted) if row["pk"] not in {other["pk"] for other in found}]
    found += below
    asked = province_of_agency(wanted)
    meant.province = asked or _commune(store, name, found, localities)
    meant.direct = {r["pk"]: r["id"] for r in found if asked is None or province_of_agency(r["id"]) in (None, asked)}
    if len(keys) > 1 or (found and keys != [key]):
        meant.read_as = tuple(dict.fromkeys(row["name"] for row in found))
    # a group of another province does not hold this one's body; a group of the whole country does
    near = {province_of_agency(row["id"]) for row in found} & provinces().keys()
    only = asked or (near.pop() if len(near) == 1 else None)
    groups = (row["key"] for row in store.db.rows("collective_keys"))
    holding = [group for group in groups if any(book.group_contains(group, one) for one in keys)]
    for row in store.db.rows("collectives", keys=listed(holding)) if holding else ():
        own = province_of_agency(row["id"])
        if (only is None or own in (None, only)) and row["pk"] not in meant.direct:
            meant.groups[row["pk"]] = row["name"]
    if meant.direct and not below:
        names = {row["name"] for row in found if row["pk"] in meant.direct}
        meant.name = max(names, key=lambda n: (not n.isupper(), len(n), n)) if len(names) == 1 else name
    return meant


def province_meant(meant: Meant) -> str | None:
    """Where the agency belongs (a province's slug): as asked, else where all of its bodies in the store are."""
    if meant.province is not None:
        return meant.province if meant.province in provinces() else None
    found = {province_of_agency(id_) for id_ in meant.direct.values()}
    return found.pop() if len(found) == 1 else None


def tasks_of(
    store: GraphStore, meant: Meant, documents: set[int], localities: Localities | None = None
) -> dict[int, set[str]]:
    """The tasks in which the agency has a stated part, with its roles: its own first, then those of its groups."""
    localities = localities or Localities(store)
    own: dict[int, set[str]] = {}
    shared: dict[int, set[str]] = {}
    rows = store.db.rows("assignments_of_agencies", pks=listed([*meant.direct, *meant.groups]))
    localities.load(row["document_pk"] for row in rows)
    for row in rows:
        pk = row["document_pk"]
        if row["provenance"] == "suy ra" or (documents and pk not in documents):
            continue
        if meant.lands(row["agency_pk"], row["agency_id"], *localities.of(pk)):
            roles = own if row["agency_pk"] in meant.direct else shared
            roles.setdefault(row["task_pk"], set()).add(row["role"])
    return own | {task: roles for task, roles in shared.items() if task not in own}


def _of_commune(store: GraphStore, wanted: str) -> list[Row]:
    """The bodies of a commune as its own papers call them ("Phòng Kinh tế"), by an id that may lack the province."""
    if wanted.partition(":")[2].partition(":")[0].count(";") < 2:
        return []
    ids = [wanted] if ";?;" not in wanted else [wanted.replace(";?;", f";{key};", 1) for key in ("?", *provinces())]
    return store.db.rows("agencies_by_ids", ids=listed(ids))


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
    short = name.replace(" ", "")
    links = {phrase[0].fold for phrase in phrases("agency_links")}
    fitting = {key for key in known if shortens(short, key.split(), links)}
    return fitting.pop() if len(fitting) == 1 else None


def shortens(short: str, words: list[str], links: set[str]) -> bool:
    """Whether ``short`` is made of beginnings of all the words in order; ``links`` ("và") may be left out."""
    reached = {0}
    for word in words:
        steps = {at + size for at in reached for size in range(1, len(word) + 1) if short.startswith(word[:size], at)}
        reached = steps | reached if word in links else steps
    return len(short) in reached


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


def suggestions(store: GraphStore, name: str) -> tuple[str, ...]:
    """Names of the store that look like the one asked for, the nearest first."""
    from rapidfuzz import fuzz, process

    rows = [row for row in store.db.rows("agency_names") if not row["collective"]]  # a name that nobody knows
    near = process.extract(
        store.agency_book.key(name),
        [row["key"] for row in rows],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=_NEAR_ENOUGH,
        limit=3 * _NEAR,
    )
    ordered = (rows[at]["name"] for _, _, at in sorted(near, key=lambda hit: (-hit[1], hit[2])))
    return tuple(dict.fromkeys(ordered))[:_NEAR]
