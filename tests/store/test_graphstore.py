"""Adding, changing, removing and finding documents; the graph's ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from docparse.errors import QuestionError, StoreError
from docparse.questions import Store, open_store
from docparse.store.backup import tables
from tests.store.builders import KH82, KH3243, KL51, NQ29, SO_GD, district_plan, party_plan, province_plan


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        yield opened


def dump(store: Store) -> list[str]:
    """Everything the store holds, but for what search keeps for itself and the log of what came in."""
    with store.db.reading():
        return [
            line
            for table, columns in tables().items()
            if table != "intake"
            for line in sorted(f"{table}: {row}" for row in store.db.each(table, columns))
        ]


def search_is_whole(store: Store) -> bool:
    """FTS5 raises where index and content differ; PostgreSQL is asked what differs."""
    if store.db.dialect == "sqlite":
        raw = sqlite3.connect(store.url.removeprefix("sqlite:///"))
        raw.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        raw.close()
        return True
    counted = "SELECT word AS term, ndoc::bigint AS doc FROM ts_stat('SELECT words FROM search')"
    known = "SELECT term, doc FROM search_terms"
    differ = f"(({counted}) EXCEPT ({known})) UNION ALL (({known}) EXCEPT ({counted}))"
    return store.db.raw.execute(differ).fetchall() == []  # type: ignore[attr-defined,no-any-return]


def graph_of(store: Store) -> tuple[object, ...]:
    graph = store.graph()
    drop = ("added",)
    nodes = {key: {n: v for n, v in data.items() if n not in drop} for key, data in graph.nodes(data=True)}
    edges = {(a, b, k): d for a, b, k, d in graph.edges(keys=True, data=True)}
    return nodes, edges


def test_add(store: Store) -> None:
    plan = province_plan().build(sha256="a" * 64, name="ke-hoach.txt")
    added = store.add(plan, rules="1")
    assert (added.status, added.document_id, added.version, added.tasks) == ("added", KH3243, 1, len(plan.tasks))
    (document,) = store.documents()
    assert (document.symbol, document.name, document.file) == ("3243/KH-UBND", "Kế hoạch 3243/KH-UBND", "ke-hoach.txt")
    assert (document.goals, document.tasks, document.references, document.versions) == (3, 11, 4, 1)
    assert search_is_whole(store)


def test_add_again_changes_nothing(store: Store) -> None:
    plan = province_plan().build(sha256="a" * 64)
    store.add(plan, rules="1")
    before = dump(store)
    again = store.add(plan, rules="1")
    assert (again.status, again.version, again.replaced) == ("unchanged", 1, None)
    assert dump(store) == before


def test_changed_version_becomes_current_and_the_older_is_kept(store: Store) -> None:
    first = province_plan().build(sha256="a" * 64)
    store.add(first)
    builder = province_plan()
    builder.section("VI", "BÁO CÁO", "organisation").line("Thanh tra tỉnh kiểm tra việc dạy thêm.")
    builder.task("Thanh tra tỉnh kiểm tra việc dạy thêm", ("Thanh tra tỉnh", "implement"))
    changed = store.add(builder.build(sha256="b" * 64))
    assert (changed.status, changed.version, changed.replaced, changed.current) == ("updated", 2, 1, 2)
    assert len(store.documents()) == 1
    assert [t.text for t in store.who("dạy thêm").tasks] == ["Thanh tra tỉnh kiểm tra việc dạy thêm"]
    assert store.plan("3243", 1) == first.to_dict()
    assert len(store.plan("3243")["tasks"]) == len(first.tasks) + 1
    assert [v.current for v in store.show("3243").versions] == [False, True]
    older = store.add(first)  # the bytes of the older version, say from another folder
    assert (older.status, older.version, older.current) == ("unchanged", 1, 2)
    assert search_is_whole(store)


def test_new_rules_parse_the_same_version_anew(store: Store) -> None:
    plan = province_plan().build(sha256="a" * 64)
    store.add(plan, rules="1")
    again = store.add(plan, rules="2")
    assert (again.status, again.version, again.replaced) == ("updated", 1, None)
    (document,) = store.documents()
    assert (document.rules, document.versions) == ("2", 1)


def test_remove_leaves_nothing_behind(store: Store) -> None:
    store.add(party_plan().build())
    before = dump(store)
    store.add(province_plan().build())
    removed = store.remove("3243")
    assert removed.id == KH3243
    assert [d.id for d in store.documents()] == [KH82]
    # keys may differ, what the store says may not
    assert len(dump(store)) == len(before)
    assert "vn:so.giao.duc.va.dao.tao" not in store.graph()
    assert store.who("xã hội hóa giáo dục").tasks == ()
    assert search_is_whole(store)


def test_order_of_adding_does_not_show(tmp_path: Path) -> None:
    plans = [province_plan().build(), party_plan().build(), district_plan().build()]
    graphs = []
    for name, order in (("a", (0, 1, 2)), ("b", (2, 1, 0)), ("c", (1, 0, 2))):
        with open_store(f"sqlite:///{tmp_path}/{name}.db") as store:
            for at in order:
                store.add(plans[at])
            store.add(plans[0], sha256="f" * 64)
            graphs.append(graph_of(store))
    assert graphs[0] == graphs[1] == graphs[2]


def test_a_failure_in_the_middle_undoes_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(province_plan().build(sha256="a" * 64))
    before = dump(store)

    def fail(*_: object) -> None:
        raise RuntimeError("mất điện")

    monkeypatch.setattr("docparse.store.ingest.Writer._put_paragraphs", fail)
    with pytest.raises(RuntimeError):
        store.add(party_plan().build())
    with pytest.raises(RuntimeError):
        store.add(province_plan().build(sha256="b" * 64))
    monkeypatch.undo()
    assert dump(store) == before
    assert store.add(party_plan().build()).status == "added"


def test_text_that_cannot_be_kept_is_an_error_and_undone(store: Store) -> None:
    store.add(party_plan().build())
    before = dump(store)
    with pytest.raises(StoreError) as caught:
        store.add(province_plan().line("hỏng \ud800").build())
    assert caught.value.code == "DP445"
    assert dump(store) == before


@pytest.mark.parametrize(
    "words",
    ["3243", "3243/KH-UBND", "3243/kh-ubnd", "Kế hoạch số 3243/KH-UBND", KH3243, "ke-hoach.txt", " 3243 - KH/UBND "],
)
def test_find_document(store: Store, words: str) -> None:
    store.add(province_plan().build(name="in/ke-hoach.txt"))
    store.add(party_plan().build(name="tinh-uy.docx"))
    assert store.find_document(words).id == KH3243


def test_find_document_that_is_not_there_offers_near_ones(store: Store) -> None:
    store.add(province_plan().build())
    with pytest.raises(QuestionError) as caught:
        store.find_document("3244/KH-UBND")
    assert caught.value.code == "DP501"
    assert "3243/KH-UBND" in str(caught.value)


def test_find_document_that_is_ambiguous_lists_candidates(store: Store) -> None:
    store.add(province_plan().build())
    other = province_plan()
    other.document = type(other.document)(
        id="urn:lex:vn;ha.noi:x:ke.hoach:2020-01-01;3243-kh-ubnd", type="Kế hoạch", symbol="3243/KH-UBND",
        issuer="Ủy ban nhân dân thành phố Hà Nội", place="Hà Nội", date="2020-01-01", title=None,
    )  # fmt: skip
    store.add(other.build())
    with pytest.raises(QuestionError) as caught:
        store.find_document("3243")
    assert caught.value.code == "DP502"
    for words in ("Ủy ban nhân dân tỉnh Điện Biên, 06/11/2019", "Hà Nội, 01/01/2020", '"3243/KH-UBND Điện Biên"'):
        assert words in str(caught.value)
    for words in ("3243 Hà Nội", "3243/KH-UBND của thành phố Hà Nội", "3243 ngày 01/01/2020", "3243 năm 2020"):
        found = store.find_document(words)
        assert (found.date, found.name) == ("2020-01-01", "Kế hoạch 3243/KH-UBND của Ủy ban nhân dân thành phố Hà Nội")
    with pytest.raises(QuestionError):
        store.find_document("3243 Bắc Ninh")


def test_a_document_without_number_is_named_by_its_title_or_file(store: Store) -> None:
    for file, title in (("khoang-san.docx", "Quản lý khoáng sản"), ("rung.docx", "Bảo vệ rừng, quản lý đất")):
        other = province_plan()
        other.document = type(other.document)(
            id=f"urn:{file}", type="Kế hoạch", symbol=None, issuer=None, place="Lào Cai", date=None, title=title
        )
        store.add(other.build(), file=file)
    for words in ("khoáng sản", "kế hoạch khoáng sản Lào Cai", "quan ly khoang san", "khoang-san.docx"):
        assert store.find_document(words).title == "Quản lý khoáng sản"
    with pytest.raises(QuestionError) as caught:
        store.find_document("kế hoạch quản lý")
    assert caught.value.code == "DP502"
    assert "khoang-san.docx" in str(caught.value)


def test_graph_has_the_ids_of_the_store(store: Store) -> None:
    store.add(province_plan().build())
    graph = store.graph()
    kinds = {kind: [k for k, v in graph.nodes(data="kind") if v == kind] for kind in ("document", "directive", "task")}
    assert kinds["document"] == [KH3243]
    assert sorted(kinds["directive"]) == sorted([KL51, KH82, NQ29])
    assert len(kinds["task"]) == 11
    assert graph.edges[KH3243, KL51, "implements"]["provenance"] == "văn bản"
    assert graph.edges[KH82, NQ29, "continues"]["label"] == "tiếp tục thực hiện"
    assert graph.nodes[NQ29]["symbol"] == "29-NQ/TW"
    tasks = {task: data for _, task, data in graph.out_edges("vn:so.giao.duc.va.dao.tao", data=True)}
    inferred = [data for data in tasks.values() if data["provenance"] == "suy ra"]
    assert len(inferred) == 2
    assert all(task.startswith(f"{KH3243}#") for task in tasks)
    assert graph.nodes["vn:so.giao.duc.va.dao.tao"]["name"] == SO_GD


def test_a_documents_own_text_joins_the_node_of_its_mentions(store: Store) -> None:
    store.add(province_plan().build())
    store.add(party_plan().build())
    graph = store.graph()
    assert graph.nodes[KH82]["kind"] == "document"
    assert sorted(t for _, t, k in graph.out_edges(KH82, keys=True) if k == "continues") == [NQ29]
    assert graph.edges[KH82, NQ29, "continues"]["count"] == 2
