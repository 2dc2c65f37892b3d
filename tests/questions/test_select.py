"""SQL on the store: it reads, and nothing else."""

from __future__ import annotations

import pytest

from docparse.errors import StoreError
from docparse.questions import Store
from docparse.store.vocabulary import tables


def test_views_have_the_ids_of_the_graph(store: Store) -> None:
    graph = store.graph()
    kinds = {"v_documents": {"document"}, "v_tasks": {"task"}, "v_directives": {"document", "directive"}}
    for view, of in kinds.items():
        found = store.select(f"SELECT ma FROM {view}", limit=None)
        assert {row[0] for row in found.rows} == {key for key, kind in graph.nodes(data="kind") if kind in of}
    edges = {(a, b, k) for a, b, k in graph.edges(keys=True)}
    found = store.select("SELECT tu_ma, den_ma, loai_canh FROM v_edges", limit=None)
    structure = {"has_section", "has_subsection", "sets_goal", "sets_task", "has_indicator", "has_milestone", "same_as"}
    assert set(found.rows) == {edge for edge in edges if edge[2] not in structure}


def test_columns_are_those_that_are_explained(store: Store) -> None:
    for view, entry in tables()["views"].items():
        assert store.select(f"SELECT * FROM {view}", limit=1).columns == tuple(entry["columns"])


def test_values_are_for_people(store: Store) -> None:
    text = "SELECT DISTINCT vai_tro, can_cu, nguon, la_nhom FROM v_assignments WHERE co_quan LIKE 'Sở Giáo dục%'"
    rows = set(store.select(text).rows)
    assert {("chủ trì", "theo đề mục", "văn bản", 0), ("chủ trì", "suy ra", "suy ra", 0)} <= rows
    due = store.select("SELECT thoi_han, han_den FROM v_tasks WHERE han_den IS NOT NULL LIMIT 1")
    assert due.rows
    assert all(isinstance(cell, str) for cell in due.rows[0])
    total = store.select("SELECT sum(so_nhiem_vu) AS tong, avg(so_nhiem_vu) FROM v_documents").rows[0]
    assert total[0] == sum(about.tasks for about in store.documents())


def test_a_quote_is_the_passage(store: Store) -> None:
    for code, start, end, words in store.select("SELECT van_ban, tu, den, noi_dung FROM v_tasks").rows:
        assert store.plan(code)["text"][start:end] == words


def test_rows_are_counted(store: Store) -> None:
    every = store.select("SELECT ma FROM v_tasks ORDER BY ma", limit=None)
    assert not every.more
    two = store.select("SELECT ma FROM v_tasks ORDER BY ma", limit=2)
    assert (two.rows, two.more) == (every.rows[:2], True)
    assert not store.select("SELECT ma FROM v_tasks", limit=len(every.rows)).more


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("SELECT *\nFORM v_tasks", "DP420", "dòng 2: sai cú pháp ở gần “FORM”"),
        ("SELECT noi_dug FROM v_tasks", "DP420", "có phải noi_dung?"),
        ("SELECT * FROM v_task", "DP420", "không có bảng “v_task”; có phải v_tasks?"),
        ("SELECT khong_co(1)", "DP420", "không có hàm “khong_co”"),
        ("SELECT (", "DP420", "câu lệnh chưa hết"),
        ("-- chỉ có lời bình", "DP420", "không có câu lệnh nào"),
        ("SELECT 1; DROP TABLE store", "DP420", "chỉ nhận một câu lệnh"),
        ("DELETE FROM documents", "DP421", "“DELETE”"),
        ("/* SELECT */ UPDATE documents SET title = 'x'", "DP421", "“UPDATE”"),
        ("PRAGMA writable_schema = 1", "DP421", "“PRAGMA”"),
        ("COMMIT", "DP421", "“COMMIT”"),
        ("WITH x AS (SELECT 1) INSERT INTO store SELECT 'a', 1, 'b' FROM x", "DP42", ""),
        ("WITH x AS (DELETE FROM documents RETURNING 1) SELECT * FROM x", "DP42", ""),
    ],
)
def test_what_cannot_be_asked(store: Store, text: str, code: str, says: str) -> None:
    before = store.documents()
    with pytest.raises(StoreError) as failed:
        store.select(text)
    assert failed.value.code.startswith(code)
    assert says in str(failed.value)
    assert store.documents() == before


def test_what_takes_too_long_is_stopped(store: Store) -> None:
    text = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(StoreError, match="DP422"):
        store.select(text, seconds=0.2)
    assert store.select("SELECT 1 AS mot").rows == ((1,),)  # the store goes on


def test_the_store_can_be_written_after_a_query(store: Store) -> None:
    from tests.store.builders import PlanBuilder

    store.select("SELECT 1")
    assert store.add(PlanBuilder("urn:x", type="Kế hoạch").line("Một kế hoạch.").build()).status == "added"
