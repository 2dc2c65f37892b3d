"""A store in one file: SQLite."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docparse.errors import StoreError, reason
from docparse.folding import fold_key
from docparse.store.connection import TIMEOUT, VERSION, Connection, Row
from docparse.store.headers import HEADER, header_words
from docparse.store.location import MEMORY, Location
from docparse.store.queries import migration, query, schema

if TYPE_CHECKING:
    from docparse.store.selecting import Selected

# with WAL and NORMAL a commit is whole and outlives a killed process; a power cut may lose the last ones, never tear
# one. Pages of a large store are read in place.
_PRAGMAS = (
    "foreign_keys = ON", "synchronous = NORMAL", "cache_size = -65536", "mmap_size = 4294967296",
    "wal_autocheckpoint = 4000",
)  # fmt: skip
_WORD, _PHRASE = re.compile(r"[^\W_]+"), 8  # words by which a row of the index is told
_MANY = 20  # findings of a kind that are told


class SqliteConnection(Connection):
    """See :class:`Connection`."""

    dialect = "sqlite"

    def __init__(self, location: Location, timeout: float = TIMEOUT) -> None:
        self._raw: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        super().__init__(location, timeout)

    @property
    def raw(self) -> sqlite3.Connection:
        """The driver's connection, open; for what named queries cannot do."""
        if self._raw is None:
            self._ready()
        assert self._raw is not None
        return self._raw

    def run(self, name: str, /, **values: Any) -> int:
        self._ready()
        return self.raw.execute(query(name), values).lastrowid or 0

    def run_many(self, name: str, values: Sequence[Mapping[str, Any]]) -> None:
        self._ready()
        self.raw.executemany(query(name), values)

    def keys(self, table: str, count: int) -> Sequence[int]:
        first = self.raw.execute(f"SELECT coalesce(max(pk), 0) + 1 FROM {table}").fetchone()[0]
        return range(first, first + count)

    def problems(self) -> list[str]:
        with self.failures():
            self._ready()
            told = [str(row[0]) for row in self.raw.execute(f"PRAGMA integrity_check({_MANY})") if row[0] != "ok"]
            for row in self.raw.execute("PRAGMA foreign_key_check").fetchmany(_MANY):
                told.append(f"{row['table']}: dòng {row['rowid']} trỏ tới dòng không có ở {row['parent']}")
            if not self.location.read_only:
                try:  # a command to the index in the form of a row; it changes nothing
                    self.raw.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
                except sqlite3.DatabaseError as error:
                    if _locked(error):
                        raise
                    told.append(f"chỉ mục tìm kiếm không khớp nội dung ({error})")
        return told

    def not_in_index(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """By the first words of each column, which must stand in the row as a phrase: the index keeps no text."""
        missing = []
        for row in rows:
            phrases = [
                f'{column} : "{" ".join(words[:_PHRASE])}"'
                for column in ("folded", "context")
                if (words := _WORD.findall(row[column]))
            ]
            text = "SELECT 1 FROM search WHERE search MATCH ? AND rowid = ?"
            if phrases and self.raw.execute(text, (" AND ".join(phrases), row["number"])).fetchone() is None:
                missing.append(row["number"])
        return missing

    def each(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        return table_rows(self.raw, table, columns)

    def refill(self, tables: Mapping[str, tuple[Sequence[str], Iterable[tuple[Any, ...]]]]) -> None:
        self.raw.execute("PRAGMA defer_foreign_keys = ON")
        for table in reversed(list(tables)):
            self.raw.execute(f"DELETE FROM {table}")
        for table, (columns, rows) in tables.items():
            fill_table(self.raw, table, columns, rows)

    def select(self, text: str, limit: int | None, seconds: float) -> Selected:
        from docparse.store.selecting_sqlite import select

        self._ready()
        with self.failures(), closing(self._copy() if self.location.path == MEMORY else self._attach("ro")) as raw:
            return select(raw, text, limit, seconds)

    def _copy(self) -> sqlite3.Connection:
        """No second connection sees a store in memory."""
        copy = sqlite3.connect(MEMORY)
        self.raw.backup(copy)
        return copy

    # --- opening

    def _may_hold_store(self) -> bool:
        return self._raw is not None or self.location.path == MEMORY or os.path.exists(self.location.path)

    def _connect(self, *, create: bool) -> None:
        if create:
            self._check_folder()
        if self._raw is None:
            self._raw = self._attach("rwc" if create else "ro" if self.location.read_only else "rw")
            self._file = _identity(self.location.path)

    def _attach(self, mode: str) -> sqlite3.Connection:
        path = self.location.path
        address = path if path == MEMORY else f"file:{quote(path)}?mode={mode}"
        raw = sqlite3.connect(address, uri=path != MEMORY, timeout=self._timeout, isolation_level=None)
        raw.row_factory = sqlite3.Row
        try:
            for pragma in _PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            raw.close()
            if mode == "rwc" or os.path.exists(path + "-wal") or os.access(os.path.dirname(path), os.W_OK):
                raise
            # a folder that cannot be written to holds no shared memory for WAL: nobody writes, so read without it
            raw = sqlite3.connect(f"file:{quote(path)}?immutable=1", uri=True, isolation_level=None)
            raw.row_factory = sqlite3.Row
        except BaseException:
            raw.close()
            raise
        return raw

    def _disconnect(self) -> None:
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    def _execute(self, name: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        assert self._raw is not None
        return self._raw.execute(query(name), values)

    def _begin(self, *, write: bool) -> None:
        if self._file is not None and self._file != _identity(self.location.path):
            what = "tệp kho đã bị xóa hoặc thay bằng tệp khác trong khi đang mở, chưa ghi gì"
            raise StoreError("DP446", self.location.path, what, "chạy lại lệnh này")
        try:
            self.raw.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        except sqlite3.OperationalError as error:
            if "readonly" in str(error) and not self._checked:
                raise self._too_old() from error
            raise

    def _commit(self) -> None:
        self.raw.commit()

    def _rollback(self) -> None:
        if self._raw is not None:
            self._raw.rollback()

    def _tables(self) -> frozenset[str]:
        assert self._raw is not None
        return frozenset(row[0] for row in self._raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))

    def _making(self) -> AbstractContextManager[None]:
        assert self._raw is not None
        self._raw.execute("PRAGMA journal_mode = WAL")
        return self._transaction()

    def _make_schema(self) -> None:
        self._script(schema("sqlite"))

    def _store_row(self) -> Row | None:
        assert self._raw is not None
        try:
            found: Row | None = self._raw.execute(query("store")).fetchone()
        except sqlite3.OperationalError as error:
            if _locked(error):
                raise
            return None
        return found

    def _migrate(self, version: int) -> None:
        self.raw.create_function("fold_key", 1, fold_key, deterministic=True)
        self.raw.create_function("header_words", len(HEADER), header_words, deterministic=True)
        for script in migration(version, "sqlite"):
            self._script(script)

    def _script(self, text: str) -> None:
        assert self._raw is not None
        for statement in _statements(text):
            self._raw.execute(statement)

    def _before_change(self) -> None:
        """Copy the file, so that an older docparse can go on with it."""
        path = self.location.path
        if path == MEMORY:
            return
        copy = _free_name(f"{path}.truoc-{VERSION}")
        try:
            copy_file(path, copy)
        except (sqlite3.Error, OSError) as error:
            what = "không sao lưu được kho trước khi chuyển sang dạng mới, kho giữ nguyên"
            raise StoreError("DP419", copy, what, "kiểm tra chỗ trống và quyền ghi của thư mục rồi thử lại") from error
        self.notices.append(f"kho được chuyển sang dạng mới (bản {VERSION}); bản cũ giữ ở {copy}")

    def _check_folder(self) -> None:
        path = self.location.path
        if path == MEMORY:
            return
        folder = os.path.dirname(path)
        if self.location.own_folder:
            try:
                os.makedirs(folder, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    "DP407", folder, f"không tạo được thư mục ({reason(error)})", "dùng --store sqlite:///TỆP"
                ) from error
        if not os.path.isdir(folder):
            raise StoreError("DP407", folder, "không có thư mục này", "tạo thư mục hoặc chọn chỗ khác cho kho")

    # --- failures

    def _errors(self) -> tuple[type[Exception], ...]:
        return sqlite3.Error, UnicodeEncodeError, OverflowError

    def _explain(self, error: Exception) -> StoreError:
        path = self.location.path
        message = str(error)
        if isinstance(error, UnicodeEncodeError):
            return self._unkeepable()
        if _locked(error):
            return self._locked()
        if "not a database" in message or os.path.isdir(path):
            return self._foreign("tệp này không phải kho docparse")
        if "readonly" in message:
            return self._read_only()
        if "unable to open" in message:
            return StoreError("DP407", path, "không mở được tệp kho", "kiểm tra quyền đọc, ghi của tệp và thư mục")
        if "disk is full" in message:
            return StoreError("DP408", path, "đĩa đầy, chưa ghi gì vào kho", "giải phóng chỗ trống rồi thử lại")
        if "disk I/O" in message:
            what = "không đọc hay ghi được đĩa (đầy, quá hạn mức hoặc hỏng), chưa ghi gì vào kho"
            return StoreError("DP408", path, what, "kiểm tra chỗ trống và đĩa rồi thử lại")
        if "malformed" in message:
            return StoreError("DP408", path, "tệp kho bị hỏng", "lấy lại bản sao lưu, hoặc tạo kho mới")
        return self._other(message)

    def _foreign(self, what: str = "tệp này là cơ sở dữ liệu của chương trình khác") -> StoreError:
        return StoreError("DP403", self.location.path, what, "chọn tệp khác: --store sqlite:///TỆP")

    def _read_only(self) -> StoreError:
        path = self.location.path
        return StoreError("DP404", path, "kho chỉ cho đọc, không ghi được", "cấp quyền ghi cho tệp, hoặc chọn kho khác")


def copy_file(path: str, target: str) -> None:
    """An exact copy of a store's file as it was last committed, while others work; sqlite3.Error, OSError."""
    try:
        with (
            closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except BaseException:
        if os.path.exists(target):
            os.unlink(target)
        raise


def table_rows(raw: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """All rows of a table as tuples."""
    cursor = raw.cursor()
    cursor.row_factory = None
    return cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")


def fill_table(raw: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(columns))
    raw.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _identity(path: str) -> tuple[int, int] | None:
    """Tells a file from another of the same name; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def of_source(error: sqlite3.Error) -> bool:
    """Whether a copy failed for the file that is read, not for the one that is written."""
    return _locked(error) or "malformed" in str(error)


def _free_name(path: str) -> str:
    number, name = 1, path
    while os.path.exists(name):
        number += 1
        name = f"{path}.{number}"
    return name


def _locked(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _statements(script: str) -> Iterator[str]:
    """Parts a script into its statements; a trigger's inner semicolons do not end it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
