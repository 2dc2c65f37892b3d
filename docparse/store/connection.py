"""A checked connection to a store: made, opened, locked and failed in coded words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from docparse.datafiles import data_folder
from docparse.errors import StoreError, reason
from docparse.folding import fold_key
from docparse.store.headers import HEADER, header_words
from docparse.store.location import MEMORY, Location
from docparse.store.queries import query

FORMAT = "docparse-store"
VERSION = 3
TIMEOUT = 5.0

# with WAL and NORMAL a commit is whole and outlives a killed process; a power cut may lose the last ones, never tear
# one. Pages of a large store are read in place.
_PRAGMAS = ("synchronous = NORMAL", "cache_size = -65536", "mmap_size = 4294967296", "wal_autocheckpoint = 4000")

Row = sqlite3.Row


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Connection:
    """One thread's connection; opened at once where the file is there, else at the first write."""

    def __init__(self, location: Location, timeout: float = TIMEOUT) -> None:
        self.location = location
        self._timeout = timeout
        self._depth = 0
        self._checked = False  # the schema is there and ours
        self._raw: sqlite3.Connection | None = None
        if location.path == MEMORY or os.path.exists(location.path):
            self._open(create=False)

    # --- reading and writing

    def rows(self, name: str, /, **values: Any) -> list[Row]:
        """All rows of the named query."""
        with self.failures():
            return self._ready().execute(query(name), values).fetchall()

    def row(self, name: str, /, **values: Any) -> Row | None:
        with self.failures():
            found: Row | None = self._ready().execute(query(name), values).fetchone()
            return found

    def run(self, name: str, /, **values: Any) -> int:
        """Run a writing query; the key of the row that it put in."""
        return self._ready().execute(query(name), values).lastrowid or 0

    def keys(self, table: str, count: int) -> range:
        """``count`` new primary keys of a table, inside a write transaction."""
        first = self._ready().execute(f"SELECT coalesce(max(pk), 0) + 1 FROM {table}").fetchone()[0] if count else 1
        return range(first, first + count)

    def run_many(self, name: str, values: list[dict[str, Any]]) -> None:
        self._ready().executemany(query(name), values)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One unchanging view of the store for several queries; may be nested."""
        if self._depth:
            yield
            return
        raw = self._ready()
        with self.failures():
            raw.execute("BEGIN")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            raw.rollback()

    @contextmanager
    def writing(self, *, create: bool = False) -> Iterator[None]:
        """A transaction: wholly kept, or undone when anything fails; with ``create`` a missing store is made."""
        if create and not self._checked:
            self._open(create=True)
        raw = self._ready()
        with self.failures():
            raw.execute("BEGIN IMMEDIATE")
            try:
                yield
                raw.commit()
            except BaseException:
                raw.rollback()
                raise

    def close(self) -> None:
        self._checked = False
        if self._raw is not None:
            self._raw.close()
            self._raw = None

    # --- opening

    def _ready(self) -> sqlite3.Connection:
        if not self._checked and (self._raw is not None or os.path.exists(self.location.path)):
            self._open(create=False)  # another process may have made it since
        if self._raw is None or not self._checked:
            raise StoreError("DP401", self.location.path, "chưa có kho ở đây", "thêm văn bản trước: docparse add TỆP")
        return self._raw

    def _open(self, *, create: bool) -> None:
        where = self.location
        if create and where.read_only:
            raise self._read_only()
        if create:
            self._check_folder()
        with self.failures():
            raw = self._raw or self._connect("rwc" if create else "ro" if where.read_only else "rw")
            self._raw = raw
            try:
                if create and not self._has_schema():
                    self._make(raw)
                if self._has_schema():
                    self._check(raw)
                    self._checked = True
            except BaseException:
                self.close()
                raise

    def _connect(self, mode: str) -> sqlite3.Connection:
        path = self.location.path
        address = path if path == MEMORY else f"file:{quote(path)}?mode={mode}"
        raw = sqlite3.connect(address, uri=path != MEMORY, timeout=self._timeout, isolation_level=None)
        raw.row_factory = sqlite3.Row
        try:
            raw.execute("PRAGMA foreign_keys = ON")
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

    def _make(self, raw: sqlite3.Connection) -> None:
        schema = (data_folder("graph") / "schema.sql").read_text(encoding="utf-8")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("BEGIN IMMEDIATE")
        try:
            if not self._has_schema():  # another process may have been faster
                for statement in _statements(schema):
                    raw.execute(statement)
                raw.execute(query("make_store"), {"format": FORMAT, "version": VERSION, "created": now()})
            raw.commit()
        except BaseException:
            raw.rollback()
            raise

    def _has_schema(self) -> bool:
        """Whether the file holds anything; an empty file is no store yet, another's tables are an error."""
        if self._raw is None:
            return False
        names = {row[0] for row in self._raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if names and not {"store", "documents", "directives"} <= names:
            raise self._foreign("tệp này là cơ sở dữ liệu của chương trình khác")
        return bool(names)

    def _check(self, raw: sqlite3.Connection) -> None:
        try:
            row = raw.execute(query("store")).fetchone()
        except sqlite3.OperationalError as error:
            if _locked(error):
                raise
            row = None
        if row is None or row["format"] != FORMAT:
            raise self._foreign("tệp này là cơ sở dữ liệu của chương trình khác")
        if row["version"] < VERSION:
            self._migrate(raw)
        if row["version"] > VERSION:
            raise StoreError(
                "DP406",
                self.location.path,
                f"kho do bản docparse mới hơn tạo ra (bản {row['version']}, máy này đọc được bản {VERSION})",
                "cập nhật docparse rồi thử lại",
            )

    def _migrate(self, raw: sqlite3.Connection) -> None:
        """Bring a store of an older format to ours, in one transaction, by ``graph/migrations/N.sql``."""
        if self.location.read_only:
            raise self._too_old()
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "readonly" in str(error):
                raise self._too_old() from error
            raise
        try:
            raw.create_function("fold_key", 1, fold_key, deterministic=True)
            raw.create_function("header_words", len(HEADER), header_words, deterministic=True)
            found = raw.execute(query("store")).fetchone()["version"]  # another process may have been faster
            for step in range(found + 1, VERSION + 1):
                script = (data_folder("graph") / "migrations" / f"{step}.sql").read_text(encoding="utf-8")
                for statement in _statements(script):
                    raw.execute(statement)
                raw.execute(query("set_version"), {"version": step})
            raw.commit()
        except BaseException:
            raw.rollback()
            raise

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

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Turns what SQLite says into a StoreError."""
        try:
            yield
        except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> StoreError:
        path = self.location.path
        message = str(error)
        if _locked(error):
            return StoreError("DP402", path, "chương trình khác đang khóa kho", "đợi chương trình đó xong rồi thử lại")
        if "not a database" in message or os.path.isdir(path):
            return self._foreign("tệp này không phải kho docparse")
        if "readonly" in message:
            return self._read_only()
        if "unable to open" in message:
            return StoreError("DP407", path, "không mở được tệp kho", "kiểm tra quyền đọc, ghi của tệp và thư mục")
        if "disk is full" in message:
            return StoreError("DP408", path, "đĩa đầy, chưa ghi gì vào kho", "giải phóng chỗ trống rồi thử lại")
        if "malformed" in message:
            return StoreError("DP408", path, "tệp kho bị hỏng", "lấy lại bản sao lưu, hoặc tạo kho mới")
        return StoreError("DP409", path, f"kho báo lỗi: {message}", "thử lại; nếu vẫn lỗi, báo cho nhóm docparse")

    def _too_old(self) -> StoreError:
        what = "kho do bản docparse cũ hơn tạo ra, cần chuyển sang dạng mới nhưng chỉ cho đọc"
        return StoreError("DP406", self.location.path, what, "cấp quyền ghi cho tệp rồi mở lại một lần")

    def _foreign(self, what: str) -> StoreError:
        return StoreError("DP403", self.location.path, what, "chọn tệp khác: --store sqlite:///TỆP")

    def _read_only(self) -> StoreError:
        path = self.location.path
        return StoreError("DP404", path, "kho chỉ cho đọc, không ghi được", "cấp quyền ghi cho tệp, hoặc chọn kho khác")


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
