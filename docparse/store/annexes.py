"""Which stored plan an annex belongs to, and which stored annexes wait for a plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from docparse.errors import QuestionError
from docparse.extraction.annexes import attach_all, belongs_to, check_annex, detach, named_plan
from docparse.folding import fold_key
from docparse.model import Document, Plan
from docparse.store.connection import Connection, Row
from docparse.store.finding import find_document, symbol_key
from docparse.store.planvalues import plan_of
from docparse.store.versions import kept_plan

ADVICE = "bỏ --annex-of để thêm thành văn bản riêng; nếu đúng là phụ lục, thêm lại với --force"


def home_of(db: Connection, annex: Plan, words: str | None, *, force: bool = False) -> Row | None:
    """The document that an annex is part of: by ``words`` (QuestionError DP501, DP502), else by its own head.

    DocparseError DP411 where ``words`` are given for a directive of its own, unless ``force``.
    """
    if words is not None:
        home = find_document(db, words)
        if not force:
            check_annex(_document(home), annex, ADVICE)
        return home
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


def find_annex(db: Connection, words: str) -> tuple[Row, str] | None:
    """The document that a file is joined to, and the file's name there; QuestionError DP502 where several have one."""
    wanted = PurePosixPath(words.replace("\\", "/")).name
    joined = [row for row in db.rows("documents") if row["versions"] > 1]  # joining makes a new version
    named = [(row, annex.name) for row in joined for annex in current_plan(db, row).annexes]
    found = [(row, name) for row, name in named if fold_key(name) == fold_key(wanted)] or [
        (row, name) for row, name in named if fold_key(PurePosixPath(name).stem) == fold_key(wanted)
    ]
    if len(found) > 1:
        homes = ", ".join(row["symbol"] or row["id"] for row, _ in found)
        raise QuestionError("DP502", words, f"có ở {len(found)} văn bản: {homes}", "gỡ cả văn bản rồi thêm lại")
    return found[0] if found else None


def without_annex(db: Connection, row: Row, name: str) -> Plan:
    """A document's plan as it would be if the annex had not been joined."""
    base, annexes = detach(current_plan(db, row))
    return attach_all(base, (a for a in annexes if a.source.get("name") != name))


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
    found = kept_plan(db, row["pk"], row["version"])
    assert found is not None
    plan = plan_of(found)
    return replace(plan, source={"name": row["file"], "sha256": row["sha256"], **plan.source})


def _document(row: Row) -> Document:
    names = ("id", "type", "symbol", "issuer", "place", "date", "title")
    return Document(**{name: row[name] for name in names})
