"""What a document of a store is called."""

from __future__ import annotations

from pathlib import Path

from docparse.store.connection import Row


def name_of(row: Row) -> str:
    """A document's short name: ``Kế hoạch 3243/KH-UBND``, else its title, else its file, else its id.

    Where another document of the store has the same symbol, its issuer is part of the name.
    """
    if row["symbol"]:
        name = f"{row['type'] or ''} {row['symbol']}".strip()
        several = "same_symbol" in row.keys() and (row["same_symbol"] or 0) > 1  # noqa: SIM118 - a Row's values
        return f"{name} của {row['issuer']}" if several and row["issuer"] else name
    file = Path(row["file"]).name if row["file"] else None
    return row["title"] or file or row["id"]
