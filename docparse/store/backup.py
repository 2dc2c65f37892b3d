"""A whole store in one file, from either database for either: itself a SQLite store, with sums of what it holds."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

from docparse.datafiles import data_folder
from docparse.errors import StoreError, reason
from docparse.store.connection import FORMAT, VERSION, Connection
from docparse.store.location import Location
from docparse.store.passages import reindex
from docparse.store.queries import schema
from docparse.store.sqlite import SqliteConnection, copy_file, fill_table, of_source, table_rows

_SUMS = "CREATE TABLE backup (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, sum TEXT NOT NULL)"
_BITS = 128


@dataclass(frozen=True, slots=True)
class Saved:
    """``file`` holds ``documents`` documents in ``size`` bytes."""

    file: str
    documents: int
    size: int


@cache
def tables() -> Mapping[str, tuple[str, ...]]:
    """The tables of the schema with their columns, each after those that it refers to."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.executescript((data_folder("graph") / "schema.sql").read_text(encoding="utf-8"))
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
        return {name: _columns(raw, name) for name in names}


def backup(db: Connection, path: str, *, force: bool = False) -> Saved:
    """Write the store as it is now to a new file, while others work; ``force`` to replace a file.

    StoreError DP418 where the file is there, DP419 where it cannot be written. A file is whole or not there.
    """
    path = os.path.abspath(path)
    if os.path.exists(path) and not force:
        raise StoreError("DP418", path, "đã có tệp này, chưa ghi gì", "chọn tên khác, hoặc thêm --force để ghi đè")
    part = f"{path}.part-{os.getpid()}"
    try:
        with db.reading():
            db.rows("store")  # the view of the store begins here
            with _writing(path):
                documents = _write(db, part)
            os.replace(part, path)
    finally:
        with suppress(OSError):
            os.unlink(part)
    return Saved(path, documents, os.path.getsize(path))


def _write(db: Connection, path: str) -> int:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        if isinstance(db, SqliteConnection):
            try:
                db.raw.backup(raw)
            except sqlite3.Error as error:
                if not of_source(error):
                    raise
                with db.failures():
                    raise
            sums = _sums(raw, tables())
        else:
            raw.executescript(schema("sqlite"))
            sums = {}
            raw.execute("BEGIN")
            for name, columns in tables().items():
                counted = _Sum()
                with db.failures():
                    fill_table(raw, name, columns, counted.over(db.each(name, columns)))
                sums[name] = counted
            raw.commit()
            if _sums(raw, tables()) != sums:
                raise sqlite3.DatabaseError("what was written is not what was read")
            with closing(SqliteConnection(Location(path))) as written, written.writing():
                reindex(written)
        raw.execute("DROP TABLE IF EXISTS backup")  # the store may itself have come from a backup's file
        raw.execute(_SUMS)
        raw.executemany("INSERT INTO backup VALUES (?, ?, ?)", [(n, s.rows, s.hex()) for n, s in sums.items()])
        return sums["documents"].rows


@contextmanager
def _writing(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        what = f"không ghi được tệp sao lưu ({why})"
        raise StoreError("DP419", path, what, "kiểm tra thư mục, chỗ trống và quyền ghi") from error


def restore(db: Connection, path: str, *, force: bool = False) -> Saved:
    """Put what a backup's file holds in the place of the store's content, in one transaction, while others work.

    A backup of an older format is brought to ours first, in a copy. StoreError DP417 where the file is no backup or
    is broken, DP418 where the store holds documents and ``force`` is not given; then the store is as it was.
    """
    path = os.path.abspath(path)
    copy = f"{path}.part-{os.getpid()}"
    try:
        with _reading(path):
            documents = _check(path)
            source = path
            if _version(path) < VERSION:
                copy_file(path, copy)
                SqliteConnection(Location(copy)).close()
                source = copy
            with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as raw:
                _replace(db, raw, force=force)
    finally:
        for name in (copy, f"{copy}-wal", f"{copy}-shm", f"{copy}.truoc-{VERSION}"):
            with suppress(OSError):
                os.unlink(name)
    return Saved(path, documents, os.path.getsize(path))


def _replace(db: Connection, raw: sqlite3.Connection, *, force: bool) -> None:
    with db.writing(create=True):
        if not force and db.row("only_documents") is not None:
            advice = "chọn kho khác, hoặc thêm --force để thay toàn bộ nội dung kho"
            raise StoreError("DP418", db.location.path, "kho đã có văn bản, giữ nguyên kho", advice)
        sums = {name: _Sum() for name in tables()}
        db.refill({name: (cols, sums[name].over(table_rows(raw, name, cols))) for name, cols in tables().items()})
        reindex(db)
        for name, columns in tables().items():
            if _Sum().of(db.each(name, columns)) != sums[name]:
                raise StoreError("DP409", db.location.path, "kho không giữ đúng nội dung, đã hoàn lại", "thử lại")


@contextmanager
def _reading(path: str) -> Iterator[None]:
    if not os.path.exists(path):
        raise StoreError("DP417", path, "không có tệp này", "kiểm tra lại đường dẫn và tên tệp")
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise _broken(path) from error


def _broken(path: str) -> StoreError:
    what = "không phải tệp sao lưu của docparse, hoặc tệp đã hỏng; kho giữ nguyên"
    return StoreError("DP417", path, what, "dùng bản sao lưu khác")


def _version(path: str) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        form, version = raw.execute("SELECT format, version FROM store").fetchone() or (None, 0)
    if form != FORMAT:
        raise _broken(path)
    if version > VERSION:
        what = f"tệp sao lưu do bản docparse mới hơn tạo ra (bản {version})"
        raise StoreError("DP406", path, what, "cập nhật docparse rồi thử lại")
    return int(version)


def _check(path: str) -> int:
    """How many documents the file holds; its sums must fit. A store's own file has none, only SQLite's structure."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        if raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise _broken(path)
        told: dict[str, tuple[int, str]] = {}
        if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'backup'").fetchone():
            told = {name: (rows, total) for name, rows, total in raw.execute("SELECT name, rows, sum FROM backup")}
        found = _sums(raw, {name: _columns(raw, name) for name in told})
        if {name: (one.rows, one.hex()) for name, one in found.items()} != told:
            raise _broken(path)
        return int(raw.execute("SELECT count(*) FROM documents").fetchone()[0])


def _columns(raw: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """A table's columns by name: a migrated store may have them in another order."""
    return tuple(sorted(row[1] for row in raw.execute("SELECT * FROM pragma_table_info(?)", (table,))))


def _sums(raw: sqlite3.Connection, of: Mapping[str, tuple[str, ...]]) -> dict[str, _Sum]:
    return {name: _Sum().of(table_rows(raw, name, columns)) for name, columns in of.items()}


@dataclass(slots=True)
class _Sum:
    """What rows hold, whatever their order."""

    rows: int = 0
    total: int = 0

    def over(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The rows again, counted as they pass."""
        for row in rows:
            digest = blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest()
            self.rows += 1
            self.total = (self.total + int.from_bytes(digest)) % 2**_BITS
            yield row

    def of(self, rows: Iterable[tuple[Any, ...]]) -> _Sum:
        for _ in self.over(rows):
            pass
        return self

    def hex(self) -> str:
        return f"{self.total:032x}"
