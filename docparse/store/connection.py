"""A checked connection to a store: made, opened, locked and failed in coded words, whatever the database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from docparse.errors import StoreError
from docparse.store.characters import askable, unkeepable
from docparse.store.location import Location
from docparse.store.queries import Dialect

if TYPE_CHECKING:
    from docparse.store.selecting import Selected

FORMAT = "docparse-store"
VERSION = 4
TIMEOUT = 5.0
OURS = frozenset({"store", "documents", "directives"})  # tables that tell our store from another's database


class Row(Protocol):
    """A row of a result: its values by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any: ...

    def keys(self) -> Collection[str]: ...


class Cursor(Protocol):
    def fetchall(self) -> list[Any]: ...

    def fetchone(self) -> Any: ...


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def connect(location: Location, timeout: float = TIMEOUT) -> Connection:
    """The connection for a place; ``timeout`` is how many seconds to wait for another program's lock."""
    if location.server is not None:
        from docparse.store.postgresql import PostgresConnection

        return PostgresConnection(location, timeout)
    from docparse.store.sqlite import SqliteConnection

    return SqliteConnection(location, timeout)


class Connection(ABC):
    """One thread's connection; opened at once where a store is there, else at the first write.

    ``notices`` are what a person should be told of the opening, one sentence each.
    """

    dialect: ClassVar[Dialect]

    def __init__(self, location: Location, timeout: float = TIMEOUT) -> None:
        self.location = location
        self.notices: list[str] = []
        self._timeout = timeout
        self._depth = 0
        self._checked = False  # the schema is there and ours
        if self._may_hold_store():
            self._open(create=False)

    # --- reading and writing

    def rows(self, name: str, /, **values: Any) -> list[Row]:
        """All rows of the named query."""
        with self.failures():
            self._ready()
            return self._execute(name, askable(values)).fetchall()

    def row(self, name: str, /, **values: Any) -> Row | None:
        with self.failures():
            self._ready()
            found: Row | None = self._execute(name, askable(values)).fetchone()
            return found

    @abstractmethod
    def run(self, name: str, /, **values: Any) -> int:
        """Run a writing query; the key of the row that it put in."""

    @abstractmethod
    def run_many(self, name: str, values: Sequence[Mapping[str, Any]]) -> None:
        """Run a writing query once for each; inside :meth:`writing`."""

    @abstractmethod
    def keys(self, table: str, count: int) -> Sequence[int]:
        """``count`` keys for new rows of ``table``, rising; inside :meth:`writing`."""

    @abstractmethod
    def each(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """All rows of a table, a few at a time; inside :meth:`reading` or :meth:`writing`."""

    @abstractmethod
    def refill(self, tables: Mapping[str, tuple[Sequence[str], Iterable[tuple[Any, ...]]]]) -> None:
        """Put (columns, rows) in the place of all that the tables held; inside :meth:`writing`. The tables come in
        the order in which one refers to another."""

    @abstractmethod
    def select(self, text: str, limit: int | None, seconds: float) -> Selected:
        """What a person's own SQL gives, at most ``limit`` rows, read only; StoreError DP420, DP421, DP422."""

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One unchanging view of the store for several queries; may be nested, also inside :meth:`writing`."""
        if self._depth:
            yield
            return
        with self.failures():
            self._ready()
            self._begin(write=False)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self._rollback()

    @contextmanager
    def writing(self, *, create: bool = False) -> Iterator[None]:
        """A transaction: wholly kept, or undone when anything fails; with ``create`` a missing store is made."""
        if create and not self._checked:
            self._open(create=True)
        self._ready()
        with self.failures(), self._transaction():
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._begin(write=True)
        try:
            yield
            self._commit()
        except BaseException:
            self._rollback()
            raise

    @abstractmethod
    def problems(self) -> list[str]:
        """What the database finds wrong with itself: broken pages, rows that point nowhere, a broken index."""

    @abstractmethod
    def not_in_index(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """The numbers of those rows ("number", "folded", "context") that the full-text index does not hold so."""

    def close(self) -> None:
        self._checked = False
        self._disconnect()

    # --- opening

    def _ready(self) -> None:
        """Open where that has not been done: another process may have made the store since."""
        if not self._checked and self._may_hold_store():
            self._open(create=False)
        if not self._checked:
            raise StoreError("DP401", self.location.path, "chưa có kho ở đây", "thêm văn bản trước: docparse add TỆP")

    def _open(self, *, create: bool) -> None:
        if create and self.location.read_only:
            raise self._read_only()
        with self.failures():
            self._connect(create=create)
            try:
                if create and not self._has_store():
                    with self._making():
                        if not self._has_store():  # another process may have been faster
                            self._make()
                if self._has_store():
                    self._check()
                    self._checked = True
            except BaseException:
                self.close()
                raise

    def _has_store(self) -> bool:
        """Whether ours is there; an empty place is no store yet, another's tables are an error."""
        names = self._tables()
        if names and not names >= OURS:
            raise self._foreign()
        return bool(names)

    def _make(self) -> None:
        self._make_schema()
        self.run_unchecked("make_store", format=FORMAT, version=VERSION, created=now())

    def _check(self) -> None:
        row = self._store_row()
        if row is None or row["format"] != FORMAT:
            raise self._foreign()
        if row["version"] < VERSION:
            self._bring_forward(row["version"])
        if row["version"] > VERSION:
            raise StoreError(
                "DP406",
                self.location.path,
                f"kho do bản docparse mới hơn tạo ra (bản {row['version']}, máy này đọc được bản {VERSION})",
                "cập nhật docparse rồi thử lại",
            )

    def _bring_forward(self, found: int) -> None:
        """Bring a store of an older format to ours, in one transaction, by ``graph/migrations/N.sql``."""
        if self.location.read_only:
            raise self._too_old()
        with self._transaction():
            row = self._store_row()
            found = row["version"] if row else found  # another process may have been faster
            if found < VERSION:
                self._before_change()
            for step in range(found + 1, VERSION + 1):
                self._migrate(step)
                self.run_unchecked("set_version", version=step)

    def run_unchecked(self, name: str, **values: Any) -> None:
        """A query of the opening itself, before the schema is known to be ours."""
        self._execute(name, values)

    def _before_change(self) -> None:  # noqa: B027 - only a file is copied
        """What makes a way back, before the format changes."""

    # --- what a database does its own way

    @abstractmethod
    def _may_hold_store(self) -> bool: ...

    @abstractmethod
    def _connect(self, *, create: bool) -> None: ...

    @abstractmethod
    def _disconnect(self) -> None: ...

    @abstractmethod
    def _execute(self, name: str, values: Mapping[str, Any]) -> Cursor: ...

    @abstractmethod
    def _begin(self, *, write: bool) -> None: ...

    @abstractmethod
    def _commit(self) -> None: ...

    @abstractmethod
    def _rollback(self) -> None: ...

    @abstractmethod
    def _tables(self) -> frozenset[str]: ...

    @abstractmethod
    def _making(self) -> Any:
        """A transaction in which only this process makes the store."""

    @abstractmethod
    def _make_schema(self) -> None: ...

    @abstractmethod
    def _store_row(self) -> Row | None: ...

    @abstractmethod
    def _migrate(self, version: int) -> None: ...

    # --- failures

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Turns what the database says into a StoreError."""
        try:
            yield
        except self._errors() as error:
            raise self._explain(error) from error

    @abstractmethod
    def _errors(self) -> tuple[type[Exception], ...]: ...

    @abstractmethod
    def _explain(self, error: Exception) -> StoreError: ...

    @abstractmethod
    def _foreign(self) -> StoreError: ...

    @abstractmethod
    def _read_only(self) -> StoreError: ...

    def _too_old(self) -> StoreError:
        what = "kho do bản docparse cũ hơn tạo ra, cần chuyển sang dạng mới nhưng chỉ cho đọc"
        return StoreError("DP406", self.location.path, what, "cấp quyền ghi cho kho rồi mở lại một lần")

    def _locked(self) -> StoreError:
        advice = "đợi chương trình đó xong rồi thử lại"
        return StoreError("DP402", self.location.path, "chương trình khác đang khóa kho", advice)

    def _unkeepable(self) -> StoreError:
        return unkeepable(self.location.path)

    def _other(self, message: str) -> StoreError:
        advice = "thử lại; nếu vẫn lỗi, báo cho nhóm docparse"
        return StoreError("DP409", self.location.path, f"kho báo lỗi: {message}", advice)
