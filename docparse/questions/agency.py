"""What is this agency: its earlier names, what it is by a day, and its tasks (S8)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from docparse.errors import QuestionError
from docparse.folding import fold_key
from docparse.model import AgencyRole
from docparse.questions.agencies import Meant, find_agencies, province_meant, suggestions
from docparse.questions.answer import Heir
from docparse.questions.answers_agency import AgencyAnswer, AgencyWork
from docparse.questions.heirs import forebears_of, gone_forebears, heirs_of
from docparse.questions.landing import landed
from docparse.questions.localities import Localities, province_name, provinces
from docparse.questions.views import Reader, keys, names_by_pk
from docparse.store.connection import Row
from docparse.store.vocabulary import edge_label, ranks

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore


_MOST = 5  # suggestions
_NEAR_ENOUGH = 80


def agency(store: GraphStore | None, asked: str, at: date | None = None) -> AgencyAnswer:
    """What ``asked`` is on the day ``at`` (today), with its tasks in the store; without a store the registry alone.

    QuestionError DP504 for an empty name.
    """
    from docparse.identity.bodies import body_of
    from docparse.identity.placechain import named_like
    from docparse.identity.standings import standing

    name = unicodedata.normalize("NFC", asked).strip()
    if not fold_key(name):
        raise QuestionError("DP504", "(trống)", "chưa nêu tên cơ quan", 'ví dụ: docparse agency "Sở Tài chính"')
    day = (at or date.today()).isoformat()
    told, names, near = name, tuple[str, ...](), tuple[str, ...]()
    own, inherited = tuple[AgencyWork, ...](), tuple[AgencyWork, ...]()
    place: str | None = None
    mentioned = False
    if store is not None:
        with store.db.reading():
            localities = Localities(store)
            meant = find_agencies(store, name, localities)
            place, mentioned = province_meant(meant) or localities.only_province(), bool(meant.direct)
            told = name if standing(name, place, day).known or not mentioned else meant.name
            if mentioned or standing(told, place, day).known:
                own = _work(store, meant, localities)
            for one in gone_forebears(told, place, day):
                inherited += _inherited(store, one, localities)
            names = tuple(row["name"] for row in store.db.rows("names_of_agencies", pks=keys(meant.direct)))
            near = () if mentioned else suggestions(store, name)
    stands = standing(told, place, day)
    body = body_of(told, place, day)
    known = stands.known or mentioned
    places = tuple(like for one in stands.unknown for like in named_like(one))
    return AgencyAnswer(
        asked=name,
        at=day,
        name=body.full_name(day),
        province=province_name(body.place) if body.place in provinces() else None,
        exists=stands.exists,
        known=known,
        now=heirs_of(told, place, day),
        before=forebears_of(told, place, day),
        names=names,
        own=own,
        inherited=inherited,
        suggestions=() if known else (places if stands.unknown else near or _registered(name))[:_MOST],
        ended=stands.ended,
        ended_by=stands.basis,
        unknown_places=stands.unknown,
        candidates=stands.candidates,
        stored=store is not None,
    )


def _registered(name: str) -> tuple[str, ...]:
    """Names of the registry that look like one that it has not."""
    from rapidfuzz import fuzz, process

    from docparse.identity.placechain import chain_of
    from docparse.identity.succession_facts import facts

    base, known = fold_key(chain_of(name).base), facts().names
    same = [key for key in known if key.partition(" ")[0] == base.partition(" ")[0]]
    found = process.extract(base, same, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR_ENOUGH, limit=_MOST)
    return tuple(known[key] for key, _, _ in found)


def _inherited(store: GraphStore, one: Heir, localities: Localities) -> tuple[AgencyWork, ...]:
    body = find_agencies(store, one.agency, localities)
    return _work(store, body, localities, direct=True) if body.direct else ()


def _work(store: GraphStore, meant: Meant, localities: Localities, *, direct: bool = False) -> tuple[AgencyWork, ...]:
    """The stated parts of an agency by document; ``direct``: under its own name only."""
    rows: dict[int, list[Row]] = defaultdict(list)
    for one in landed(store, meant, localities, stated=True, direct=direct):
        if one.placed:
            rows[one.document] += one.parts
    names = names_by_pk(store.db, {part["name_pk"] for parts in rows.values() for part in parts})
    reader = Reader(store.db)
    reader.load_documents(rows)
    out = []
    for pk, parts in rows.items():
        tasks: dict[AgencyRole, set[int]] = defaultdict(set)
        for part in parts:
            tasks[part["role"]].add(part["task_pk"])
        roles = sorted(tasks, key=lambda role: ranks("role").get(role, 99))
        spelled = next((part for part in parts if part["agency_pk"] in meant.direct), parts[0])["name_pk"]
        counts = tuple((role, edge_label(role), len(tasks[role])) for role in roles)
        out.append(AgencyWork(reader.document(pk), names[spelled], len(set().union(*tasks.values())), counts))
    return tuple(out)
