"""What many documents say of one directive or agency, merged as they come and go: the order of adding never shows.

A new document costs what it says itself; only where one goes that alone said something is the rest read again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docparse.store.agencies import AgencyBook
from docparse.store.connection import Connection
from docparse.store.finding import symbol_key
from docparse.store.spans import most_said, weight

FIELDS = ("type", "symbol", "title", "date", "issuer")
MERGED = (*FIELDS, *(f"known_{name}" for name in FIELDS[1:]))


class Directives:
    """The directives that one document speaks of."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._values: dict[int, dict[str, Any]] = {}
        self._changed: set[int] = set()
        self._printed: set[tuple[int, str, str]] = set()

    def own(self, id_: str) -> int:
        """The directive with this very id, made if it is new."""
        row = self._db.row("directive_named", id=id_)
        return int(row["pk"]) if row else self._new([id_])[id_]

    def _new(self, ids: Sequence[str]) -> dict[str, int]:
        pks = self._db.keys("directives", len(ids))
        if ids:
            self._db.run_many("put_directive", [{"pk": pk, "id": id_} for pk, id_ in zip(pks, ids, strict=True)])
        return dict(zip(ids, pks, strict=True))

    def of(self, ids: Sequence[str]) -> dict[str, int]:
        """The directive that each id is, as far as it has been joined; made where it is new."""
        known = json.dumps(ids)
        found = {row["id"]: row["pk"] for row in self._db.rows("directives_of_ids", ids=known)}
        found |= {row["id"]: row["pk"] for row in self._db.rows("directives_pointed_at", ids=known)}
        found |= self._new([one for one in ids if one not in found])
        for row in self._db.rows("directive_values", pks=json.dumps(sorted(set(found.values())))):
            self._values[row["pk"]] = {name: row[name] for name in MERGED}
        return found

    def merge(self, pk: int, printed: Mapping[str, Any]) -> None:
        """Note what a mention of the document prints of a directive."""
        for name, value in printed.items():
            if value:
                self._printed.add((pk, name, value))
                if value != self._values[pk][name]:
                    self._changed.add(pk)

    def write(self) -> None:
        count_prints(self._db, self._printed, 1)
        name_anew(self._db, self._changed)


def count_prints(db: Connection, printed: Iterable[tuple[int, str, str]], documents: int) -> None:
    """Note that so many documents more, or fewer, print these ``(directive, field, value)``."""
    rows = [{"pk": pk, "field": name, "value": value, "documents": documents} for pk, name, value in sorted(printed)]
    if rows:
        db.run_many("add_print", rows)


def name_anew(db: Connection, pks: Iterable[int]) -> None:
    """Let these directives have what most documents print of them, of as many the fullest."""
    wanted = sorted(set(pks))
    votes: dict[int, dict[str, dict[str | None, int]]] = {pk: {} for pk in wanted}
    for row in db.rows("prints_of", pks=json.dumps(wanted)) if wanted else ():
        votes[row["directive_pk"]].setdefault(row["field"], {})[row["value"]] = row["documents"]
    for pk, fields in votes.items():
        set_directive(db, pk, {name: most_said(fields.get(name, {})) for name in MERGED})


def set_directive(db: Connection, pk: int, values: Mapping[str, Any]) -> None:
    symbol = values["symbol"] or values["known_symbol"]
    db.run("set_directive", pk=pk, symbol_key=symbol_key(symbol) if symbol else None, **values)


def merge_anew(db: Connection, pk: int) -> None:
    """Count what documents print of a directive from all of its mentions: others have come to it or left it."""
    rows = db.rows("mentions_of_directive", pk=pk)
    said = {(row["document_pk"], name, row[name]) for row in rows for name in MERGED if row[name]}
    db.run("clear_prints", pk=pk)
    counted = Counter((name, value) for _, name, value in said)
    for documents in set(counted.values()):
        same = [(pk, name, value) for (name, value), count in counted.items() if count == documents]
        count_prints(db, same, documents)
    name_anew(db, [pk])


class Agencies:
    """The agencies of a store and the names by which documents call them."""

    def __init__(self, db: Connection, book: AgencyBook) -> None:
        self._db = db
        self._book = book

    def add(self, said: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], tuple[int, int]]:
        """Note how often a document says each ``(id, name)``; the keys of the agency and of its name."""
        wanted = json.dumps(sorted({id_ for id_, _ in said}))
        agencies = {row["id"]: row for row in self._db.rows("agencies_by_ids", ids=wanted)}
        longest: dict[str, str] = {}
        for id_, name in said:
            longest[id_] = max(longest.get(id_, name), name, key=weight)
        new = [id_ for id_ in longest if id_ not in agencies]
        pks = dict(zip(new, self._db.keys("agencies", len(new)), strict=True))
        rows = [{"pk": pk, "id": id_, **self._named(id_, longest[id_])} for id_, pk in pks.items()]
        if rows:
            self._db.run_many("put_agency", rows)
        for id_, row in agencies.items():
            if weight(longest[id_]) > weight(row["name"]):
                self._db.run("set_agency_name", pk=row["pk"], **self._named(id_, longest[id_]))
        pks |= {id_: row["pk"] for id_, row in agencies.items()}
        return {one: (pks[one[0]], name_pk) for one, name_pk in self._names(said, pks).items()}

    def _names(self, said: Mapping[tuple[str, str], int], pks: Mapping[str, int]) -> dict[tuple[str, str], int]:
        ids = {pk: id_ for id_, pk in pks.items()}
        wanted = json.dumps(sorted(ids))
        known = {(ids[row["agency_pk"]], row["name"]): row["pk"] for row in self._db.rows("name_keys", pks=wanted)}
        more = [{"pk": known[one], "uses": uses} for one, uses in said.items() if one in known]
        if more:
            self._db.run_many("add_uses", more)
        new = [one for one in said if one not in known]
        found = dict(zip(new, self._db.keys("agency_names", len(new)), strict=True))
        rows = [
            {"pk": pk, "agency_pk": pks[one[0]], "name": one[1], "key": self._book.key(one[1]), "uses": said[one]}
            for one, pk in found.items()
        ]
        if rows:
            self._db.run_many("put_agency_name", rows)
        return known | found

    def _named(self, id_: str, name: str) -> dict[str, Any]:
        collective = int(id_.startswith("group:") or self._book.is_group(name))
        return {"name": name, "key": self._book.key(name), "collective": collective}

    def settle(self, pk: int) -> None:
        """Drop the names that nobody says any more, and the agency with its last name; else name it anew."""
        self._db.run("drop_unused_names", pk=pk)
        names = [row["name"] for row in self._db.rows("names_of_agency", pk=pk)]
        if not names:
            self._db.run("drop_agency", pk=pk)
            return
        found = self._db.row("agency_by_pk", pk=pk)
        assert found is not None
        longest = max(names, key=weight)
        if longest != found["name"]:
            self._db.run("set_agency_name", pk=pk, **self._named(found["id"], longest))
