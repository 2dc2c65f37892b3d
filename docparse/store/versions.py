"""The plans that a store keeps, one a version; the current one shares its text with what is searched."""

from __future__ import annotations

from typing import Any

from docparse.store.connection import Connection, Row
from docparse.store.packing import pack, unpack


def kept_plan(db: Connection, document: int, version: int) -> dict[str, Any] | None:
    """The "docparse/1" object of a version; None where there is none."""
    row = db.row("plan", document=document, version=version)
    if row is None:
        return None
    text = db.row("text", document=document)
    return unpack(row["plan"], text["text"] if text else None)


def keep_whole(db: Connection, document: Row) -> None:
    """Keep the current version with its text, before another takes its place."""
    value = kept_plan(db, document["pk"], document["version"])
    if value is not None:
        db.run("keep_version", document=document["pk"], version=document["version"], plan=pack(value, text=True))
