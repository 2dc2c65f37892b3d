"""A server that refuses, waits, cuts or is gone: a coded error each, nothing half done; words as SQLite parts them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import docparse
from docparse.errors import StoreError
from docparse.folding import fold
from docparse.questions import Store, open_store
from docparse.questions.views import keys
from docparse.store.dialect import script, statement, tsquery
from docparse.store.location import locate
from tests.databases import new_schema, server
from tests.store.builders import party_plan, province_plan
from tests.store.test_joining import exported

pytestmark = pytest.mark.sqlite  # each opens the database that it is about
CORPUS = Path(__file__).parents[2] / "corpus" / "documents"


def failure(code: str, action: object) -> str:
    with pytest.raises(StoreError) as caught:
        action()  # type: ignore[operator]
    assert caught.value.code == code
    assert "secret" not in str(caught.value)
    return str(caught.value)


def test_the_password_is_not_shown() -> None:
    place = locate("postgresql://ai:secret@may:5433/kho?sslmode=require&mode=ro&password=secret")
    assert place.path == "postgresql://ai@may:5433/kho"
    assert place.read_only
    assert "secret" not in repr(place)
    assert place.url == "postgresql://ai:secret@may:5433/kho?sslmode=require&password=secret"


def test_no_server() -> None:
    failure("DP413", lambda: open_store("postgresql://ai:secret@127.0.0.1:1/kho"))


def test_no_database() -> None:
    failure("DP415", lambda: open_store(server().replace("/postgres?", "/khong_co?")))


def test_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "docparse[postgresql]" in failure("DP412", lambda: open_store("postgresql://ai@may/kho"))


def test_another_program_s_table() -> None:
    import psycopg

    url = new_schema()
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("CREATE TABLE documents (a int)")
    failure("DP403", lambda: open_store(url))


def test_an_empty_place_and_a_store_that_is_only_read() -> None:
    url = new_schema()
    with open_store(url) as store:
        failure("DP401", store.documents)
        store.add(party_plan().build())
    with open_store(f"{url}&mode=ro") as store:
        assert len(store.documents()) == 1
        failure("DP404", lambda: store.add(province_plan().build()))


def test_a_newer_store() -> None:
    url = new_schema()
    with open_store(url) as store:
        store.add(party_plan().build())
        store.db.raw.execute("UPDATE store SET version = 99")  # type: ignore[attr-defined]
    assert "99" in failure("DP406", lambda: open_store(url))


def test_one_writer_at_a_time() -> None:
    url = new_schema()
    with open_store(url) as first, Store(url, timeout=0.05) as second:
        first.add(party_plan().build())
        with first.db.writing():
            failure("DP402", lambda: second.add(province_plan().build()))
            assert len(second.documents()) == 1  # a writer does not keep readers out
        assert second.add(province_plan().build()).status == "added"


def test_a_connection_that_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    url = new_schema()
    with open_store(url) as store:
        store.add(party_plan().build())

        def cut(*_: object) -> None:
            pid = store.db.raw.info.backend_pid  # type: ignore[attr-defined]
            with psycopg.connect(url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))

        cut()
        assert len(store.documents()) == 1  # nobody was using it: made anew
        cut()
        with store.db.reading():
            assert len(store.documents()) == 1
        with monkeypatch.context() as patch:
            patch.setattr("docparse.store.graphstore.now", lambda: cut() or "2026-01-01T00:00:00Z")
            failure("DP416", lambda: store.add(province_plan().build()))
        assert len(store.documents()) == 1
        assert store.add(province_plan().build()).status == "added"


def test_several_processes_add_and_ask_at_once() -> None:
    code = (
        "import sys, docparse\n"
        "with docparse.open_store(sys.argv[1]) as store:\n"
        "    for path in sys.argv[2:]:\n"
        "        store.add(docparse.parse(path)); store.checklist('Sở Tài chính'); store.documents()\n"
    )
    paths = [str(path) for path in sorted(CORPUS.iterdir())][:4]
    found = []
    for url in (new_schema(), new_schema()):
        lists = [paths, paths[::-1]] if not found else [paths]
        running = [subprocess.Popen([sys.executable, "-c", code, url, *names]) for names in lists]
        assert [process.wait(timeout=120) for process in running] == [0] * len(lists)
        with open_store(url) as store:
            found.append(exported(store))
    assert found[0] == found[1]


# what Vietnamese texts hold: Latin letters, numbers, punctuation, money, arrows, symbols, bullets of Word's fonts
_BLOCKS = ((0x20, 0x2AF), (0x1E00, 0x1EFF), (0x2000, 0x2064), (0x2070, 0x20B9), (0x2100, 0x23F3), (0x2440, 0x244A))
_MORE = ((0x2460, 0x26FF), (0x2701, 0x2B4C), (0x3000, 0x3020), (0xF020, 0xF0FF), (0xFE50, 0xFE6B), (0xFF01, 0xFF5E))


def test_words_are_parted_as_by_sqlite() -> None:
    said = [f"a{chr(sign)}b" for first, last in _BLOCKS + _MORE for sign in range(first, last + 1)]
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'unicode61')")
    raw.execute("CREATE VIRTUAL TABLE terms USING fts5vocab ('search', 'instance')")
    raw.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", enumerate(map(fold, said)))
    with open_store(new_schema()) as store:
        store.add(party_plan().build())
        text = "SELECT said, (SELECT array_agg(word) FROM unnest(words_of(said, 'A')) AS w (word, at, kind)) AS words"
        rows = store.db.raw.execute(  # type: ignore[attr-defined]
            f"{text} FROM unnest(%s::text[]) WITH ORDINALITY AS s (said, n) ORDER BY n", ([fold(one) for one in said],)
        ).fetchall()
    parted: dict[int, set[str]] = {}
    for term, row in raw.execute("SELECT term, doc FROM terms"):
        parted.setdefault(row, set()).add(term)
    differ = [hex(ord(said[n][1])) for n, row in enumerate(rows) if (len(row["words"]) == 1) != (len(parted[n]) == 1)]
    assert differ == []


def test_the_same_hits() -> None:
    plans = [docparse.parse(path) for path in sorted(CORPUS.iterdir())]
    asked = ('"bao" AND "cao"', '"so" OR "nganh"', '"xa hoi hoa"', '"ke"* AND "hoach"', '"giao duc" OR "chuyen doi so"')
    found = []
    for url in ("sqlite:///:memory:", new_schema()):
        with open_store(url) as store:
            for plan in plans:
                store.add(plan)
            ranked = [[row["pk"] for row in store.db.rows("tasks_by_rank", match=m, limit=9_999)] for m in asked]
            hits = [
                sorted((row["document_pk"], row["passage"]) for row in store.db.rows("task_passages", pks=keys(pks)))
                for pks in ranked
            ]
            rows = [store.db.row("term_count", term=term, limit=999) for term in ("bao", "cao", "duc", "khong-co")]
            counts = [row["doc"] if row else 0 for row in rows]
            found.append((hits, counts))
    assert all(found[0][0])
    assert found[0] == found[1]


def test_the_translation() -> None:
    assert tsquery('"a b" AND ("c"* OR "d-e")') == "('a' <-> 'b') & ( ('c':*) | ('d' <-> 'e') )"
    asked = statement("tasks_by_pk")
    assert asked.lists == ("pks",)
    assert "t.pk = ANY(%(pks)s)" in asked.text
    assert statement("put_remark").copy is not None
    made = script("CREATE TABLE a (pk INTEGER PRIMARY KEY, b TEXT NOT NULL, c REAL, d BLOB, e INTEGER)")
    assert made == (
        "CREATE TABLE a (pk bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "
        'b text COLLATE "C" NOT NULL, c double precision, d bytea, e bigint)'
    )
