"""SQL that people write, on SQLite: a connection that cannot write, an authorizer, a clock."""

from __future__ import annotations

import sqlite3
import time

from docparse.store.selecting import Selected, check_reads, explained, selected, too_long

_OPERATIONS = 10_000  # of SQLite's machine between two looks at the clock
_LONGEST = 50_000_000  # bytes of one value
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_PRAGMAS = frozenset({"data_version", "table_info", "table_list"})  # the first is FTS5's own


def select(raw: sqlite3.Connection, text: str, limit: int | None, seconds: float) -> Selected:
    """Rows of one statement. ``raw`` should be of the query's own: it is left unable to write.

    StoreError DP420 for a wrong statement, DP421 for one that would write, DP422 after ``seconds``.
    """
    check_reads(text)
    ends = time.monotonic() + seconds
    raw.row_factory = None
    raw.execute("PRAGMA query_only = ON")
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    raw.set_progress_handler(lambda: int(time.monotonic() > ends), _OPERATIONS)
    raw.set_authorizer(_authorize)
    try:
        cursor = raw.execute(text)
        rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        return selected([column[0] for column in cursor.description], rows, limit)
    except (sqlite3.Error, sqlite3.Warning) as error:
        if "interrupted" in str(error):
            raise too_long(seconds) from error
        raise explained(text, str(error)) from error


def _authorize(action: int, name: str | None, *_: str | None) -> int:
    allowed = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and name in _PRAGMAS)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
