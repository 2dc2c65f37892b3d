"""The log of what came into a store: who brought which bytes, when, from which file."""

from __future__ import annotations

from typing import Literal

from docparse.store.connection import Connection, now
from docparse.store.corrections import user

What = Literal["added", "updated", "joined", "removed", "refreshed"]


def note_intake(
    db: Connection,
    what: What,
    document: str,
    version: int,
    sha256: str,
    rules: str,
    file: str | None,
) -> None:
    """Keep one line of the log, inside the caller's transaction."""
    db.run(
        "note_intake",
        document_id=document,
        version=version,
        sha256=sha256,
        rules=rules,
        origin=file,
        person=user(),
        done=now(),
        what=what,
    )
