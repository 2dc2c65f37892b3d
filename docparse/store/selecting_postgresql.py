"""SQL that people write, on PostgreSQL: a cursor in a transaction that cannot write, with a time limit."""

from __future__ import annotations

from typing import Any

from docparse.store.selecting import Selected, check_reads, explained, selected, too_long

_CANCELLED = "57014"


def select(driver: Any, raw: Any, text: str, limit: int | None, seconds: float) -> Selected:
    """Rows of one statement. ``raw`` should be of the query's own, with rows as tuples.

    StoreError DP420 for a wrong statement, DP421 for one that would write, DP422 after ``seconds``.
    """
    check_reads(text)
    raw.execute("BEGIN READ ONLY")
    raw.execute("SELECT set_config('statement_timeout', %s, true)", (f"{max(1, round(seconds * 1000))}ms",))
    try:
        # a cursor takes nothing but a SELECT, a prepared statement nothing but one
        raw.execute(f"DECLARE asked NO SCROLL CURSOR FOR {text}", prepare=True)
        cursor = raw.execute("FETCH ALL FROM asked" if limit is None else f"FETCH {limit + 1} FROM asked")
        return selected([column.name for column in cursor.description], cursor.fetchall(), limit)
    except driver.Error as error:
        if error.sqlstate == _CANCELLED:
            raise too_long(seconds) from error
        said = error.diag.message_primary or str(error)
        raise explained(text, said.split("\n")[0]) from error
