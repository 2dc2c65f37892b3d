"""Which stored plan an annex belongs to, and which stored annexes wait for a plan."""

from __future__ import annotations

from dataclasses import replace

from docparse.extraction.annexes import attach_all, belongs_to, detach, named_plan
from docparse.model import Document, Plan
from docparse.store.connection import Connection, Row
from docparse.store.finding import find_document, symbol_key
from docparse.store.ingest import unpack
from docparse.store.planvalues import plan_of


def home_of(db: Connection, annex: Plan, words: str | None) -> Row | None:
    """The document that an annex is part of: by ``words`` (QuestionError DP501, DP502), else by its own head."""
    if words is not None:
        return find_document(db, words)
    named = named_plan(annex)
    if named is None or named.symbol is None:
        return None
    rows = db.rows("documents_by_symbol", key=symbol_key(named.symbol))
    found = [row for row in rows if belongs_to(named, _document(row))]
    return found[0] if len(found) == 1 else None


def annexes_waiting(db: Connection, plan: Plan) -> list[Row]:
    """The documents of the store that are annexes of this plan by their head."""
    if plan.document.symbol is None:
        return []
    rows = db.rows("annexes_waiting", key=symbol_key(plan.document.symbol))
    named = ((row, named_plan(current_plan(db, row))) for row in rows)
    return [row for row, head in named if head is not None and belongs_to(head, plan.document)]


def with_kept_annexes(db: Connection, plan: Plan) -> Plan:
    """A plan with the annexes that its current version has; older bytes stay without."""
    old = db.row("document_by_id", id=plan.document.id)
    sha256 = plan.source.get("sha256")
    if old is None or plan.annexes or old["sha256"] == sha256:
        return plan
    current = current_plan(db, old)
    older = db.row("version_by_bytes", document=old["pk"], sha256=sha256) is not None
    if not current.annexes or (older and current.source.get("own_sha256") != sha256):
        return plan
    return attach_all(plan, detach(current)[1])


def current_plan(db: Connection, row: Row) -> Plan:
    """The plan of a document as it was last kept."""
    found = db.row("plan", document=row["pk"], version=row["version"])
    assert found is not None
    plan = plan_of(unpack(found["plan"]))
    return replace(plan, source={"name": row["file"], "sha256": row["sha256"], **plan.source})


def _document(row: Row) -> Document:
    names = ("id", "type", "symbol", "issuer", "place", "date", "title")
    return Document(**{name: row[name] for name in names})
