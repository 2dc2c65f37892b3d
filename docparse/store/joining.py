"""The ids that documents give and the directives that they are: joined anew whenever one comes or goes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from docparse.identity.communes import SINCE
from docparse.identity.homes import UNKNOWN, provinces_by_name
from docparse.identity.joining import Joined, Said, base_of, join, join_placeless, placeless
from docparse.identity.provinces import province_at
from docparse.store.connection import Connection, Row
from docparse.store.finding import symbol_key


def ids_of(db: Connection, document: int) -> set[str]:
    """The ids that a document gives, its own included."""
    return {row["id"] for row in db.rows("ids_of_document", document=document)}


def ids_not_joined(db: Connection) -> set[str]:
    """The ids of a store of an older format that nobody has joined yet."""
    return {row["id"] for row in db.rows("ids_not_joined")}


def join_ids(db: Connection, touched: Iterable[str]) -> set[int]:
    """Join anew all ids of the same numbers as these; the directives that gained or lost some, by key."""
    changed: set[int] = set()
    touched = set(touched)
    bases = {base_of(target) for target in touched}
    for base in sorted(bases | {open_ for base in bases if (open_ := placeless(base))}):
        changed |= _join_base(db, base, {target for target in touched if base_of(target) == base})
    return changed


def note_id(db: Connection, target: str) -> None:
    """Note that a document gives this id."""
    db.run("put_said_id", id=target, base=base_of(target))


def _join_base(db: Connection, base: str, touched: set[str]) -> set[int]:
    for target in touched:
        note_id(db, target)
    db.run("drop_said_ids_if_unused", base=base)
    rows = db.rows("said_ids", base=base)
    said = [
        Said(row["id"], bool(row["own"]), row["title"], row["before"], tuple(json.loads(row["candidates"] or "[]")))
        for row in rows
    ]
    for target in touched - {one.id for one in said}:
        db.run("clear_candidates", id=target)
    joined = _join_placeless(db, base, said) if base == placeless(base) else join(said)
    changed: set[int] = set()
    for one in said:
        target = joined.same[one.id]
        db.run("put_directive", id=target)
        values = {"id": one.id, "target": target}
        changed |= {row["pk"] for row in db.rows("directives_of_said_id", **values)}
        for name in ("point_said_id", "point_targets", "point_sources", "point_task_directives"):
            db.run(name, **values)
        if base == placeless(base):
            db.run("mark_targets", id=one.id, provenance="suy ra" if one.id in joined.inferred else "văn bản")
        db.run("clear_candidates", id=one.id)
        for ordinal, candidate in enumerate(joined.candidates.get(one.id, ())):
            db.run("put_candidate", id=one.id, ordinal=ordinal, candidate=candidate)
    unused = {row["pk"] for target in touched for row in db.rows("directives_of_said_id", id=target, target=target)}
    return changed | unused


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
