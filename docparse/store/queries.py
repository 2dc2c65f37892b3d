"""The named queries of ``graph/queries/*.sql``: each follows a line ``-- name: NAME``."""

from __future__ import annotations

import re
from functools import cache

from docparse.datafiles import data_folder

_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)


@cache
def queries() -> dict[str, str]:
    """All named queries."""
    found: dict[str, str] = {}
    for path in sorted((data_folder("graph") / "queries").glob("*.sql")):
        parts = _NAME.split(path.read_text(encoding="utf-8"))
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            if name in found:
                raise ValueError(f"{path.name}: query {name!r} stands twice")
            found[name] = body.strip()
    return found


def query(name: str) -> str:
    return queries()[name]
