"""Stores that cannot be opened, read or written: one coded error each, nothing changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from docparse.errors import StoreError
from docparse.questions import Store, open_store
from tests.store.builders import party_plan, province_plan


def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one document."""
    with open_store(url(tmp_path / "kho.db")) as store:
        store.add(province_plan().build())
    return tmp_path / "kho.db"


def failure(code: str, action: object) -> str:
    with pytest.raises(StoreError) as caught:
        action()  # type: ignore[operator]
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.sqlite
def test_a_question_makes_no_store(tmp_path: Path) -> None:
    with open_store(url(tmp_path / "kho.db")) as store:
        message = failure("DP401", lambda: store.who("ai chủ trì"))
        failure("DP401", store.documents)
        failure("DP401", lambda: store.remove("3243"))
    assert "docparse add" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sqlite
def test_an_empty_file_is_no_store_yet(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    file.touch()
    with open_store(url(file)) as store:
        failure("DP401", store.documents)
        assert file.stat().st_size == 0
        assert store.add(party_plan().build()).status == "added"


def test_a_store_made_meanwhile_is_seen(tmp_path: Path) -> None:
    with open_store(url(tmp_path / "kho.db")) as early:
        with open_store(url(tmp_path / "kho.db")) as other:
            other.add(party_plan().build())
        assert len(early.documents()) == 1


@pytest.mark.sqlite
def test_no_database(tmp_path: Path) -> None:
    file = tmp_path / "kho.db"
    file.write_bytes(b"Day la van ban, khong phai co so du lieu.\n" * 40)
    failure("DP403", lambda: open_store(url(file)))
    failure("DP403", lambda: open_store(url(tmp_path)))
    assert file.read_bytes().startswith(b"Day la")


@pytest.mark.sqlite
def test_a_database_of_something_else(tmp_path: Path) -> None:
    file = tmp_path / "khac.db"
    raw = sqlite3.connect(file)
    raw.execute("CREATE TABLE store (a)")
    raw.commit()
    raw.close()
    before = file.read_bytes()
    failure("DP403", lambda: open_store(url(file)))
    assert file.read_bytes() == before


@pytest.mark.sqlite
def test_newer_version(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("UPDATE store SET version = 99")
    raw.commit()
    raw.close()
    assert "99" in failure("DP406", lambda: open_store(url(path)))


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "bad", ["mysql://localhost/kho", "postgresql://localhost", "kho.db", "sqlite:///", "sqlite:///kho.db?mode=xx"]
)
def test_unknown_address(bad: str) -> None:
    failure("DP405", lambda: open_store(bad))


@pytest.mark.sqlite
def test_folder_missing(tmp_path: Path) -> None:
    with open_store(url(tmp_path / "khong" / "co" / "kho.db")) as store:
        failure("DP407", lambda: store.add(party_plan().build()))
    assert list(tmp_path.iterdir()) == []


def test_read_only(path: Path) -> None:
    with open_store(url(path) + "?mode=ro") as store:
        assert len(store.documents()) == 1
        failure("DP404", lambda: store.add(party_plan().build()))
        failure("DP404", lambda: store.remove("3243"))
        assert len(store.documents()) == 1


@pytest.mark.sqlite
def test_read_only_and_missing(tmp_path: Path) -> None:
    with open_store(url(tmp_path / "kho.db") + "?mode=ro") as store:
        failure("DP404", lambda: store.add(party_plan().build()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sqlite
def test_locked(path: Path) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with Store(url(path), timeout=0.05) as store:
        failure("DP402", lambda: store.add(party_plan().build()))
        assert len(store.documents()) == 1  # a writer does not keep readers out
    raw.execute("ROLLBACK")
    raw.close()
    with open_store(url(path)) as store:
        assert store.add(party_plan().build()).status == "added"


@pytest.mark.sqlite
def test_locked_wholly(path: Path) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("BEGIN EXCLUSIVE")
    raw.execute("UPDATE store SET created = created")
    failure("DP402", lambda: Store(url(path), timeout=0.05).documents())
    raw.close()


@pytest.mark.sqlite
def test_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)

    def ask() -> None:
        with open_store(url(path)) as store:
            store.documents()

    failure("DP408", ask)


@pytest.mark.sqlite
def test_environment_and_default_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPARSE_STORE", url(tmp_path / "moi.db"))
    with open_store() as store:
        assert store.url == url(tmp_path / "moi.db")
    monkeypatch.delenv("DOCPARSE_STORE")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "du" / "lieu"))
    with open_store() as store:
        store.add(party_plan().build())
        assert store.url == url(tmp_path / "du" / "lieu" / "kho.db")
    assert (tmp_path / "du" / "lieu" / "kho.db").exists()


def test_memory() -> None:
    with open_store("sqlite:///:memory:") as store:
        store.add(party_plan().build())
        assert [d.symbol for d in store.documents()] == ["82-KH/TU"]


@pytest.mark.sqlite
def test_settings(path: Path) -> None:
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()
