"""The named queries of ``graph/``: each follows a line ``-- name: NAME``; what cannot be common lies by database.

What several queries of a file share follows ``-- part: NAME`` and stands in them as ``@NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Literal

from docparse.datafiles import data_folder

Dialect = Literal["sqlite", "postgresql"]
_NAME = re.compile(r"^-- (name|part): (\w+)\s*$", re.MULTILINE)
_USED = re.compile(r"@(\w+)")


@cache
def queries(dialect: Dialect = "sqlite") -> dict[str, str]:
    """All named queries as they are written; those of ``graph/queries/`` are common to all databases."""
    found: dict[str, str] = {}
    for path in _files(dialect):
        pieces = _NAME.split(path.read_text(encoding="utf-8"))
        parts: dict[str, str] = {}
        for kind, name, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            if name in found or name in parts:
                raise ValueError(f"{path.name}: query {name!r} stands twice")
            body = _USED.sub(partial(_part, parts), text.strip())
            (parts if kind == "part" else found)[name] = body
    return found


def _part(parts: dict[str, str], used: re.Match[str]) -> str:
    return parts[used[1]]


def _files(dialect: Dialect) -> Iterator[Path]:
    graph = data_folder("graph")
    for folder in (graph / "queries", graph / dialect / "queries"):
        yield from sorted(folder.glob("*.sql"))


def query(name: str) -> str:
    return queries()[name]


def schema(dialect: Dialect) -> str:
    """The script that makes an empty store: the common schema, then the database's own part."""
    graph = data_folder("graph")
    paths = (graph / "schema.sql", graph / dialect / "search.sql")
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def migration(version: int, dialect: Dialect) -> tuple[str, str]:
    """The scripts that bring a store from the version before: the common one, and the database's own or ``""``."""
    graph = data_folder("graph")
    name = Path("migrations") / f"{version}.sql"
    own = graph / dialect / name
    return (graph / name).read_text(encoding="utf-8"), own.read_text(encoding="utf-8") if own.exists() else ""
