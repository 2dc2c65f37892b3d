"""A store in one file and back, from either database to either; a broken file changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from docparse.errors import StoreError
from docparse.questions import Store, open_store
from tests.databases import new_schema
from tests.store.builders import party_plan, province_plan
from tests.store.test_joining import exported


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        opened.add(province_plan().build())
        opened.add(party_plan().build())
        yield opened


def other(tmp_path: Path, kind: str) -> str:
    return f"sqlite:///{tmp_path}/khac.db" if kind == "sqlite" else new_schema()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_there_and_back(store: Store, tmp_path: Path, kind: str) -> None:
    saved = store.backup(str(tmp_path / "sao-luu.db"))
    assert (saved.file, saved.documents) == (str(tmp_path / "sao-luu.db"), 2)
    assert saved.size == (tmp_path / "sao-luu.db").stat().st_size
    with open_store(other(tmp_path, kind)) as second:
        assert second.restore(saved.file) == saved
        assert exported(second) == exported(store)
        question = "xã hội hóa giáo dục"
        assert second.who(question).to_dict() == store.who(question).to_dict()
        again = second.remove("3243")  # keys go on behind those that were restored
        assert second.add(province_plan().build()).tasks == again.tasks
        assert exported(second) == exported(store)


def test_a_backup_opens_as_a_store(store: Store, tmp_path: Path) -> None:
    store.backup(str(tmp_path / "sao-luu.db"))
    with sqlite3.connect(tmp_path / "sao-luu.db") as raw:
        raw.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        assert raw.execute("SELECT count(*) FROM documents").fetchone() == (2,)


def test_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.db"
    store.backup(str(file))
    store.remove("3243")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="DP418"):
        store.backup(str(file))
    with pytest.raises(StoreError, match="DP418"):
        store.restore(str(file))
    assert file.read_bytes() == before
    assert len(store.documents()) == 1
    store.restore(str(file), force=True)
    assert len(store.documents()) == 2
    store.remove("3243")
    assert store.backup(str(file), force=True).documents == 1


def test_a_place_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="DP419"):
        store.backup(str(tmp_path / "khong" / "co" / "sao-luu.db"))
    assert sorted(path.name for path in tmp_path.glob("*part*")) == []


@pytest.mark.parametrize("harm", ["text", "cut", "changed", "missing", "table"])
def test_a_broken_backup_leaves_the_store_as_it_was(store: Store, tmp_path: Path, harm: str) -> None:
    file = tmp_path / "sao-luu.db"
    store.backup(str(file))
    before = exported(store)
    content = file.read_bytes()
    if harm == "text":
        file.write_text("Đây là văn bản.")
    elif harm == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif harm == "changed":
        at = content.index("xã hội hóa".encode())
        file.write_bytes(content[:at] + b"X" + content[at + 1 :])
    elif harm == "missing":
        file.unlink()
    else:
        with sqlite3.connect(file) as raw:
            raw.execute("DELETE FROM remarks")
            raw.execute("UPDATE task_rows SET product = 'khác' WHERE pk = (SELECT min(pk) FROM task_rows)")
    with pytest.raises(StoreError, match="DP417"):
        store.restore(str(file), force=True)
    assert exported(store) == before


@pytest.mark.sqlite
def test_a_newer_backup(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.db"
    store.backup(str(file))
    with sqlite3.connect(file) as raw:
        raw.execute("DROP TABLE backup")
        raw.execute("UPDATE store SET version = 99")
    with pytest.raises(StoreError, match="DP406"):
        store.restore(str(file), force=True)
    assert len(store.documents()) == 2
