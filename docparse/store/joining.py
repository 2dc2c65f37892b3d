"""The ids that documents give and the directives that they are: joined anew whenever one comes or goes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from docparse.identity.communes import SINCE
from docparse.identity.homes import UNKNOWN, provinces_by_name
from docparse.identity.joining import Joined, Said, base_of, join, join_placeless, placeless
from docparse.identity.provinces import province_at
from docparse.store.connection import Connection, Row
from docparse.store.finding import symbol_key
from docparse.store.merging import Directives


@dataclass(slots=True)
class Told:
    """What a document says of ids: the directive that each was taken for, and the title, the date by which it is
    left open and its candidates (JSON)."""

    directives: dict[str, int] = field(default_factory=dict)
    facts: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)

    def say(self, target: str, title: str | None, candidates: str | None, date: str | None) -> None:
        facts = title, date if candidates is not None else None, candidates
        self.facts[target] = _more(self.facts.get(target, (None, None, None)), facts)


Facts = tuple[str | None, str | None, str | None]


def _more(one: Facts, other: Facts) -> Facts:
    """The longest title (of two as long the one that sorts first), the last date, the greatest candidates."""
    titles = [title for title in (one[0], other[0]) if title is not None]
    title = min(titles, key=lambda t: (-len(t), t), default=None)
    return title, _last(one[1], other[1]), _last(one[2], other[2])


def _last(one: str | None, other: str | None) -> str | None:
    return max((value for value in (one, other) if value is not None), default=None)


def ids_of(db: Connection, document: int) -> set[str]:
    """The ids that a document gives, its own included."""
    return {row["id"] for row in db.rows("ids_of_document", document=document)}


def join_ids(db: Connection, told: Told, before: Iterable[str]) -> set[int]:
    """Join anew all ids of the same numbers as these; the directives that gained or lost some, by key."""
    changed: set[int] = set()
    gone = set(before) - told.directives.keys()
    for id_ in sorted(gone):  # their directives may be nobody's now
        changed |= {row["pk"] for row in db.rows("directives_of_said_id", id=id_)}
        db.run("drop_said_id_if_unused", id=id_)
    left = {row["id"] for row in db.rows("ids_not_joined")}  # of a store of an older format
    ids = {*told.directives, *gone, *left}
    bases = {id_: base_of(id_) for id_ in ids}
    if left:
        db.run_many("set_base", [{"id": id_, "base": bases[id_]} for id_ in sorted(left)])
    of = set(bases.values())
    wanted = json.dumps(sorted(of | {open_ for base in of if (open_ := placeless(base))}))
    known = {row["id"]: row for row in db.rows("said_ids", bases=wanted)}
    if _note(db, told, known, bases):
        known = {row["id"]: row for row in db.rows("said_ids", bases=wanted)}
    kept = {one: list(rows) for one, rows in groupby(db.rows("candidates_said", bases=wanted), lambda r: str(r["id"]))}
    for id_ in sorted(kept.keys() - known.keys()):
        db.run("clear_candidates", id=id_)
    for _, same_base in groupby(sorted(known.values(), key=_base), _base):
        changed |= _join(db, list(same_base), kept)
    return changed


def _base(row: Row) -> str:
    return str(row["base"])


def _note(db: Connection, told: Told, known: dict[str, Row], bases: dict[str, str]) -> bool:
    """Note what is said of each id; whether anything of it is new."""
    new: list[dict[str, Any]] = []
    more: list[dict[str, Any]] = []
    for id_, pk in told.directives.items():
        row, said = known.get(id_), told.facts.get(id_, (None, None, None))
        had: Facts = (row["said_title"], row["before"], row["candidates"]) if row else (None, None, None)
        title, before, candidates = _more(had, said)
        values = {"id": id_, "title": title, "before": before, "candidates": candidates}
        if row is None:
            new.append({**values, "base": bases[id_], "directive_pk": pk})
        elif (title, before, candidates) != had:
            more.append(values)
    if new:
        db.run_many("put_said_id", new)
    if more:
        db.run_many("tell_said_id", more)
    return bool(new or more)


def _join(db: Connection, rows: list[Row], kept: dict[str, list[Row]]) -> set[int]:
    """Join the ids of one base; the directives that gained or lost some."""
    said = [
        Said(row["id"], bool(row["own"]), row["title"], row["before"], tuple(json.loads(row["candidates"] or "[]")))
        for row in rows
    ]
    base = rows[0]["base"]
    open_ = base == placeless(base)
    joined = _join_placeless(db, base, said) if open_ else join(said)
    changed: set[int] = set()
    for row in rows:
        id_, target = row["id"], joined.same[row["id"]]
        if row["points_to"] != target:
            changed |= _point(db, id_, target)
        if open_:
            db.run("mark_targets", id=id_, provenance="suy ra" if id_ in joined.inferred else "văn bản")
        candidates = list(joined.candidates.get(id_, ()))
        if candidates != [one["candidate"] for one in kept.get(id_, ())]:
            db.run("clear_candidates", id=id_)
            for ordinal, candidate in enumerate(candidates):
                db.run("put_candidate", id=id_, ordinal=ordinal, candidate=candidate)
    return changed


def _point(db: Connection, id_: str, target: str) -> set[int]:
    """Let an id be the directive ``target``, made where it is new; the directives that this changes."""
    lost = {row["pk"] for row in db.rows("directives_of_said_id", id=id_)}
    Directives(db).own(target)
    for name in ("point_said_id", "point_targets", "point_sources", "point_task_directives"):
        db.run(name, id=id_, target=target)
    return lost | {row["pk"] for row in db.rows("directives_of_said_id", id=id_)}


def _join_placeless(db: Connection, base: str, said: list[Said]) -> Joined:
    """What papers of an unknown province may mean among the documents that are here."""
    citing = {one.id: db.rows("citing_headers", id=one.id) for one in said}
    symbols = {symbol_key(row["symbol"]) for rows in citing.values() for row in rows if row["symbol"]}
    found = {row["id"] for key in symbols for row in db.rows("ids_by_symbol", key=key)}
    documents = [Said(one, own=True) for one in sorted(found) if placeless(base_of(one)) == base]
    return join_placeless([replace(one, provinces=_provinces(citing[one.id], documents)) for one in said], documents)


def _provinces(citing: list[Row], documents: list[Said]) -> frozenset[str]:
    """Of the documents' provinces those that the citing papers can be of, by their headers; none if nothing tells."""
    found = {document.place for document in documents}
    told = False
    for row in citing:
        if own := provinces_by_name(row["issuer"] or "", row["date"]):
            told, found = True, {one for one in found if own & {one, province_at(one, row["date"] or SINCE)}}
    return frozenset(found or {UNKNOWN}) if told else frozenset()
