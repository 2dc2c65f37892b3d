"""Parsing again what an older rule pack parsed, from what the store keeps of each file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from docparse.errors import StoreError
from docparse.model import Plan

if TYPE_CHECKING:
    from docparse.store.connection import Row
    from docparse.store.graphstore import GraphStore

_PAGE = 200  # documents looked up at a time


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One document: ``tasks`` before and after; ``document_id`` is the new one where the new parse gives another.

    ``status`` "failed" (``error`` says why) leaves the document as it was.
    """

    document_id: str
    name: str
    status: Literal["refreshed", "failed"]
    tasks: tuple[int, int]
    error: StoreError | None = None


def refresh(store: GraphStore, rules: str, *, everything: bool = False) -> Iterator[Refreshed]:
    """Parse with the rules in use, which ``rules`` names, the documents of other ones, or all.

    One transaction a document, so it may be stopped. What people said stays, attached anew or orphaned.
    """
    after = ""
    while rows := store.db.rows("documents_of_other_rules", rules="" if everything else rules, after=after, most=_PAGE):
        for row in rows:
            yield _refreshed(store, row["id"], rules)
        after = rows[-1]["id"]


def _refreshed(store: GraphStore, document: str, rules: str) -> Refreshed:
    from docparse.store.names import name_of

    with store.db.writing():
        row = store.db.row("document_by_id", id=document)
        if row is None:  # another process has taken it out since
            return Refreshed(document, document, "refreshed", (0, 0))
        try:
            plan = _read_again(store, row, rules)
        except StoreError as error:
            return Refreshed(document, name_of(row), "failed", (row["tasks"], row["tasks"]), error)
        store.put_again(row, plan, rules)
    return Refreshed(plan.document.id, name_of(row), "refreshed", (row["tasks"], len(plan.tasks)))


def _read_again(store: GraphStore, row: Row, rules: str) -> Plan:
    """The plan as the rules in use read it, its annexes joined; StoreError DP454 where the layout is not kept."""
    from docparse.extraction.annexes import attach_all, detach
    from docparse.extraction.plan import read_plan
    from docparse.store.annexes import current_plan
    from docparse.store.layouts import unpack_layout

    def anew(part: Plan) -> Plan:
        sha256 = part.source.get("sha256") or ""
        kept = store.db.row("layout", document=row["id"], sha256=sha256)
        if kept is None:
            name = part.source.get("name") or row["id"]
            advice = f"thêm lại tệp ấy: docparse add {name}"
            raise StoreError("DP454", name, "kho không giữ bố cục của tệp này, không đọc lại được", advice)
        plan = read_plan(unpack_layout(kept["layout"], part.text, sha256))
        return replace(plan, source={**plan.source, "rules": rules})

    base, annexes = detach(current_plan(store.db, row))
    return attach_all(anew(base), [anew(annex) for annex in annexes])
