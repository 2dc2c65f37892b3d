"""A store of an older format is copied, then brought to ours; what it becomes is what a new one is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from docparse.errors import StoreError
from docparse.questions import Store, open_store
from docparse.store.connection import FORMAT, VERSION
from tests.store.test_joining import exported, written

pytestmark = pytest.mark.sqlite
OLD = Path(__file__).parent / "old" / "schema-2.sql"
_SINCE_2 = "-- The ids as documents give them."


def old_store(path: Path, version: int) -> Path:
    """An empty store as format 1 or 2 made it."""
    script = OLD.read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.executescript(script if version == 2 else script.partition(_SINCE_2)[0])
        raw.execute("INSERT INTO store VALUES (?, ?, '2025-01-01T00:00:00Z')", (FORMAT, version))
        raw.commit()
    return path


def shape(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Tables, views and indexes with their columns, whatever their order."""
    with closing(sqlite3.connect(path)) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        found = {
            name: {tuple(row[1:]) for row in raw.execute("SELECT * FROM pragma_table_xinfo(?)", (name,))}
            for (name,) in names
            if not name.startswith(("search_", "sqlite_"))
        }
        indexes = raw.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return {n: {(c[1], c[2], c[3]) for c in cs} for n, cs in found.items()} | {"": set(indexes.fetchall())}


@pytest.mark.parametrize("version", [1, 2])
def test_it_becomes_what_a_new_one_is(tmp_path: Path, version: int) -> None:
    old, new = old_store(tmp_path / "kho.db", version), tmp_path / "moi.db"
    found = []
    for path in (old, new):
        with open_store(f"sqlite:///{path}") as store:
            for plan in written().values():
                store.add(plan)
            found.append(exported(store))
    assert found[0] == found[1]
    assert shape(old) == shape(new)


@pytest.mark.parametrize("version", [1, 2])
def test_the_file_is_copied_before(tmp_path: Path, version: int) -> None:
    path = old_store(tmp_path / "kho.db", version)
    copy = tmp_path / f"kho.db.truoc-{VERSION}"
    copy.write_text("của ai đó")
    with open_store(f"sqlite:///{path}") as store:
        (notice,) = store.db.notices
    assert notice.endswith(f"bản cũ giữ ở {copy}.2")
    assert copy.read_text() == "của ai đó"
    with closing(sqlite3.connect(f"{copy}.2")) as raw:
        assert raw.execute("SELECT version FROM store").fetchone() == (version,)
    with open_store(f"sqlite:///{path}") as store:
        assert store.db.notices == []


def test_a_copy_that_cannot_be_made_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_store(tmp_path / "kho.db", 2)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("docparse.store.sqlite.copy_file", full)
    with pytest.raises(StoreError, match="DP419"):
        Store(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version FROM store").fetchone() == (2,)


def test_of_format_3_only_an_index_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with open_store(f"sqlite:///{path}") as store:
        for plan in written().values():
            store.add(plan)
        before = exported(store)
    made = shape(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("DROP INDEX tasks_due; UPDATE store SET version = 3")
    with open_store(f"sqlite:///{path}") as store:
        assert exported(store) == before
    assert shape(path) == made
