"""A document's rows go: what they alone said of a directive, agency or id is taken back."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.store.agencies import AgencyBook
from docparse.store.connection import Connection
from docparse.store.joining import Told, ids_of, join_ids
from docparse.store.merging import MERGED, Agencies, count_prints, merge_anew, name_anew
from docparse.store.passages import indexed

_CLEARED = ("paragraphs", "mentions", "assignments", "indicators", "tasks", "goals", "sections", "remarks")


@dataclass(frozen=True, slots=True)
class Cleared:
    """What the rows of a document spoke of: keys of directives and agencies, and the ids that it gave."""

    directives: frozenset[int] = frozenset()
    agencies: frozenset[int] = frozenset()
    ids: frozenset[str] = frozenset()


def clear(db: Connection, document: int) -> Cleared:
    """Take out all rows of a document."""
    ids = frozenset(ids_of(db, document))
    directives = frozenset(row["pk"] for row in db.rows("touched_directives", document=document))
    names = db.rows("names_in_document", document=document)
    printed = db.rows("printed_in_document", document=document)
    said = db.rows("said_in_document", document=document)
    index = indexed(db, document)
    if index:
        db.run_many("drop_from_index", index)
    for table in _CLEARED:
        db.run(f"clear_{table}", document=document)
    if names:
        db.run_many("add_uses", [{"pk": row["name_pk"], "uses": -row["uses"]} for row in names])
    gone = {(row["target_pk"], name, row[name]) for row in printed for name in MERGED if row[name]}
    count_prints(db, gone, -1)
    for pk in {pk for pk, _, _ in gone}:
        db.run("drop_unused_prints", pk=pk)
    name_anew(db, {pk for pk, _, _ in gone})
    for row in said:
        if row["title"] is None and row["candidates"] is None:
            continue
        if row["candidates"] is not None or db.row("title_elsewhere", id=row["target_id"], title=row["title"]) is None:
            db.run("tell_anew", id=row["target_id"])
    return Cleared(directives, frozenset(row["agency_pk"] for row in names), ids)


def settle(db: Connection, book: AgencyBook, before: Cleared, told: Told | None = None) -> None:
    """Join the ids of directives and drop what nothing speaks of any more.

    ``before`` is what the document spoke of, ``told`` what it says now.
    """
    changed = join_ids(db, told or Told(), before.ids)
    for pk in sorted(before.directives | changed):
        db.run("drop_directive_if_unused", pk=pk)
    for pk in sorted(changed):
        merge_anew(db, pk)
    agencies = Agencies(db, book)
    for pk in sorted(before.agencies):
        agencies.settle(pk)
