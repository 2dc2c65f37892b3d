"""A store that many share: PostgreSQL, through psycopg (the extra ``postgresql``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from docparse.errors import StoreError
from docparse.store.connection import OURS, TIMEOUT, Connection, Row
from docparse.store.dialect import keyed, script, statement, tsquery
from docparse.store.location import Location
from docparse.store.queries import migration, schema

if TYPE_CHECKING:
    from docparse.store.selecting import Selected

# one writer a store, as SQLite has it: the joining of identities reads what all documents say
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('docparse ' || current_schema(), 0))"
_AT_ONCE = 2000  # rows that a backup reads from the server
_STATES = {  # the first characters of SQLSTATE, the longest first
    "25006": "read only",
    "3D000": "no database",
    "3F000": "no database",
    "40001": "locked",
    "40P01": "locked",
    "42501": "read only",
    "53100": "full",
    "53300": "no server",
    "55P03": "locked",
    "57014": "locked",
    "57P": "lost",
    "08": "lost",
    "28": "refused",
}
_SAID = {  # a failure to connect has no SQLSTATE
    "authentication failed": "refused",
    "no password supplied": "refused",
    "does not exist": "no database",
    "the database system is": "lost",
}


class PostgresConnection(Connection):
    """See :class:`Connection`. A connection that was lost is made anew by the next transaction."""

    dialect = "postgresql"

    def __init__(self, location: Location, timeout: float = TIMEOUT) -> None:
        try:
            import psycopg
        except ImportError as error:
            advice = "cài phần này: pip install 'docparse[postgresql]'"
            raise StoreError("DP412", location.path, "máy này chưa có phần đọc kho PostgreSQL", advice) from error
        self._driver = psycopg
        self._raw: Any = None
        super().__init__(location, timeout)

    @property
    def raw(self) -> Any:
        """The driver's connection, open; for what named queries cannot do."""
        if self._raw is None or self._raw.closed:
            self._ready()
        return self._raw

    def run(self, name: str, /, **values: Any) -> int:
        self._ready()
        cursor = self._execute(name, values)
        row = cursor.fetchone() if cursor.description else None
        return int(row["pk"]) if row else 0

    def run_many(self, name: str, values: Sequence[Mapping[str, Any]]) -> None:
        self._ready()
        asked = statement(name)
        if asked.copy is None:
            with self._raw.cursor() as cursor:
                cursor.executemany(asked.text, [self._values(name, one) for one in values])
        elif values:
            table, columns, names = asked.copy
            self._copy_in(table, columns, ([one[key] for key in names] for one in values))

    def keys(self, table: str, count: int) -> Sequence[int]:
        # after the highest, not from the sequence: what a killed writer drew would stay a gap, and scores count keys
        if not count:
            return range(0)
        found = self.raw.execute(f"SELECT coalesce(max(pk), 0) + 1 AS first FROM {table}").fetchone()
        first = int(found["first"])
        self.raw.execute("SELECT setval(pg_get_serial_sequence(%s, 'pk'), %s)", (table, first + count - 1))
        return range(first, first + count)

    def problems(self) -> list[str]:
        """None: references and pages are the server's own care."""
        return []

    def not_in_index(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        text = """SELECT 1 FROM search
            WHERE number = %(number)s AND words = words_of(%(folded)s, 'A') || words_of('| ' || %(context)s, 'B')"""
        return [row["number"] for row in rows if self.raw.execute(text, row).fetchone() is None]

    def each(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        from psycopg.rows import tuple_row

        with self.raw.cursor("each_row", row_factory=tuple_row) as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
            yield from cursor

    def refill(self, tables: Mapping[str, tuple[Sequence[str], Iterable[tuple[Any, ...]]]]) -> None:
        for table in reversed(list(tables)):
            self.raw.execute(f"DELETE FROM {table}")  # TRUNCATE would keep readers out
        for table, (columns, rows) in tables.items():
            self._copy_in(table, columns, rows)
            if table in keyed():
                last = f"SELECT setval(pg_get_serial_sequence('{table}', 'pk'), max(pk)) FROM {table}"
                self.raw.execute(last)

    def _copy_in(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        with self._raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_plain(value) for value in row])

    def select(self, text: str, limit: int | None, seconds: float) -> Selected:
        from docparse.store.selecting_postgresql import select

        self._ready()
        server = self.location.server or ""
        with self.failures(), self._driver.connect(server, autocommit=True) as raw:
            return select(self._driver, raw, text, limit, seconds)

    # --- opening

    def _may_hold_store(self) -> bool:
        return True

    def _ready(self) -> None:
        if self._raw is not None and self._raw.closed and not self._depth:
            self.close()
        super()._ready()

    def _connect(self, *, create: bool) -> None:
        if self._raw is not None and not self._raw.closed:
            return
        from psycopg.rows import dict_row

        raw = self._driver.connect(
            self.location.server or "",
            autocommit=True,
            row_factory=dict_row,
            connect_timeout=max(2, round(self._timeout)),
        )
        try:
            raw.execute("SELECT set_config('lock_timeout', %s, false)", (f"{max(1, round(self._timeout * 1000))}ms",))
            raw.execute("SET client_min_messages = warning")
            if self.location.read_only:
                raw.execute("SET default_transaction_read_only = on")
        except BaseException:
            raw.close()
            raise
        self._raw = raw

    def _disconnect(self) -> None:
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    def _execute(self, name: str, values: Mapping[str, Any]) -> Any:
        try:
            return self._raw.execute(statement(name).text, self._values(name, values))
        except self._driver.OperationalError:
            if self._depth or not self._raw.closed or not self._checked:
                raise
        self._ready()  # the connection was cut while nobody used it
        return self._raw.execute(statement(name).text, self._values(name, values))

    def _values(self, name: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        given = {key: _plain(value) for key, value in values.items()}
        given |= {key: json.loads(values[key]) for key in statement(name).lists}
        if "match" in values:
            given["match"] = tsquery(values["match"])
        return given

    def _begin(self, *, write: bool) -> None:
        begin = "BEGIN" if write else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        try:
            self._raw.execute(begin)
        except self._driver.OperationalError:
            if not self._raw.closed or not self._checked:
                raise
            self._ready()  # the connection was cut while nobody used it
            self._raw.execute(begin)
        if write:
            try:
                self._raw.execute(_LOCK)
            except BaseException:
                self._rollback()
                raise

    def _commit(self) -> None:
        self._raw.commit()

    def _rollback(self) -> None:
        # where the connection is gone the server has undone the transaction
        with suppress(self._driver.Error):
            if self._raw is not None:
                self._raw.rollback()

    def _tables(self) -> frozenset[str]:
        """Only tables of our names: a database may hold other things beside a store."""
        text = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY(%s)"
        return frozenset(row["tablename"] for row in self._raw.execute(text, (list(OURS),)))

    @contextmanager
    def _making(self) -> Iterator[None]:
        with self._transaction():
            yield

    def _make_schema(self) -> None:
        self._raw.execute(script(schema("postgresql")))

    def _store_row(self) -> Row | None:
        try:
            found: Row | None = self._execute("store", {}).fetchone()
        except self._driver.errors.UndefinedColumn:
            return None
        return found

    def _migrate(self, version: int) -> None:
        for text in migration(version, "postgresql"):
            self._raw.execute(script(text))

    # --- failures

    def _errors(self) -> tuple[type[Exception], ...]:
        return self._driver.Error, UnicodeEncodeError, OverflowError

    def _explain(self, error: Exception) -> StoreError:
        path, message = self.location.path, str(error).strip().split("\n")[0]
        kind = self._kind(error)
        if isinstance(error, UnicodeEncodeError) or "NUL (0x00)" in message:
            return self._unkeepable()
        if kind == "locked":
            return self._locked()
        if kind == "read only":
            return self._read_only()
        if kind == "full":
            return StoreError("DP408", path, "đĩa của máy chủ đầy, chưa ghi gì vào kho", "báo người quản trị máy chủ")
        if kind == "refused":
            what = "máy chủ không nhận tên hoặc mật khẩu này"
            return StoreError("DP414", path, what, "kiểm tra địa chỉ kho hoặc biến PGPASSWORD")
        if kind == "no database":
            return StoreError("DP415", path, "máy chủ không có cơ sở dữ liệu này", "tạo trước: createdb TÊN")
        if kind == "lost":
            what = "mất kết nối tới máy chủ, việc dở dang đã được hoàn lại"
            return StoreError("DP416", path, what, "chạy lại lệnh này khi máy chủ hoạt động")
        if kind == "no server":
            return StoreError("DP413", path, "không kết nối được tới máy chủ", "kiểm tra máy chủ, cổng và mạng")
        return self._other(message)

    def _kind(self, error: Exception) -> str | None:
        if not isinstance(error, self._driver.Error):
            return None
        state = error.sqlstate or ""
        found = next((kind for start, kind in _STATES.items() if state.startswith(start)), None)
        if found is None and isinstance(error, self._driver.OperationalError) and not state:
            said = next((kind for words, kind in _SAID.items() if words in str(error)), None)
            found = said or ("no server" if self._raw is None else "lost")
        return found

    def _foreign(self) -> StoreError:
        what = "cơ sở dữ liệu này có bảng của chương trình khác trùng tên với kho"
        return StoreError("DP403", self.location.path, what, "chọn cơ sở dữ liệu khác: --store postgresql://…")

    def _read_only(self) -> StoreError:
        what = "kho chỉ cho đọc, không ghi được"
        return StoreError("DP404", self.location.path, what, "cấp quyền ghi cho người dùng này, hoặc chọn kho khác")


def _plain(value: Any) -> Any:
    """The schema's flags are numbers, as SQLite has them."""
    return int(value) if isinstance(value, bool) else value
