"""Directives in the store: what documents give in part joins what is certain, whatever the order of adding."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

import docparse
from docparse.errors import StoreError
from docparse.identity.joining import Said, join
from docparse.model import Plan
from docparse.questions import Store
from docparse.store.planvalues import plan_of

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
STATE = "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach"
PARTY = "urn:lex:vn:trung.uong.dang:ket.luan"
LOCAL = "urn:lex:vn;dien.bien:tinh.uy:ke.hoach"
_HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Điện Biên, {date}
KẾ HOẠCH
Công tác năm
"""


def text_plan(number: str, date: str, body: str) -> Plan:
    text = _HEAD.format(number=number, date=date) + f"I. NHIỆM VỤ\n{body}\n"
    return docparse.parse_bytes(text.encode(), f"{number[:2]}.txt")


_WRITTEN = (
    ("whole", "12", "ngày 05 tháng 3 năm 2025", "1. Sở Y tế báo cáo."),
    ("by year", "80", "ngày 10 tháng 6 năm 2025", "Thực hiện Kế hoạch số 12/KH-UBND năm 2025 của UBND tỉnh."),
    ("undated", "81", "ngày 11 tháng 6 năm 2025", "Thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh."),
    ("term", "82", "ngày 12 tháng 6 năm 2025", "Thực hiện Kết luận số 99-KL/TW của Bộ Chính trị khóa XIII."),
    ("in full", "83", "ngày 13 tháng 6 năm 2025", "Thực hiện Kết luận số 99-KL/TW ngày 02/3/2024."),
    ("open", "84", "ngày 14 tháng 8 năm 2026", "Thực hiện Kết luận số 51-KL/TW."),
    ("draft", "85", "ngày      tháng      năm 2025", "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024."),
    ("of draft", "86", "ngày 20 tháng 12 năm 2025", "Căn cứ Kế hoạch số 85/KH-UBND ngày 01/8/2025 của UBND tỉnh;"),
)


def written() -> dict[str, Plan]:
    """Plans that name each other, and directives that nobody has, in part and in full."""
    return {name: text_plan(f"{number}/KH-UBND", date, body) for name, number, date, body in _WRITTEN}


def exported(store: Store) -> object:
    graph = store.graph()
    nodes = sorted((key, sorted(data.items())) for key, data in graph.nodes(data=True))
    edges = sorted(
        (a, b, kind, sorted(data.items(), key=str)) for a, b, kind, data in graph.edges(keys=True, data=True)
    )
    return nodes, edges


def targets(store: Store, source: str) -> set[tuple[str, str]]:
    return {(kind, b) for a, b, kind in store.graph().out_edges(source, keys=True) if kind != "has_section"}


def test_twenty_orders_give_one_graph() -> None:
    plans = [*written().values(), *(docparse.parse(path) for path in sorted(CORPUS.iterdir()))]
    found = []
    for seed in range(20):
        chance = random.Random(seed)
        order = chance.sample(plans, len(plans))
        with Store("sqlite:///:memory:") as store:
            for plan in order:
                store.add(plan)
            for plan in chance.sample(order, 5):
                store.remove(plan.document.id)
            for plan in chance.sample(order, len(order)):
                store.add(plan)
            found.append(exported(store))
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("order", [("whole", "by year"), ("by year", "whole")])
def test_a_year_joins_the_document_and_leaves_it_when_it_goes(order: tuple[str, str]) -> None:
    plans = written()
    with Store("sqlite:///:memory:") as store:
        for name in order:
            store.add(plans[name])
        citing, whole = plans["by year"].document.id, plans["whole"].document.id
        assert ("implements", whole) in targets(store, citing)
        assert f"{STATE}:2025;12-kh-ubnd" not in store.graph()
        store.remove(whole)
        assert ("implements", f"{STATE}:2025;12-kh-ubnd") in targets(store, citing)
        assert whole not in store.graph()


def test_an_undated_mention_stays_its_own_node_with_candidates() -> None:
    plans = written()
    with Store("sqlite:///:memory:") as store:
        for name in ("whole", "undated", "open"):
            store.add(plans[name])
        graph = store.graph()
        (node,) = [b for _, b, kind in graph.out_edges(plans["undated"].document.id, keys=True) if kind == "implements"]
        assert node.startswith("urn:docparse:ambiguous:")
        edge = graph.edges[node, plans["whole"].document.id, "may_be"]
        assert (edge["label"], edge["provenance"]) == ("có thể là", "suy ra")
        (other,) = [b for _, b, kind in graph.out_edges(plans["open"].document.id, keys=True) if kind == "implements"]
        assert targets(store, other) == {
            ("may_be", f"{PARTY}:2019-05-30;51-kl-tw"),
            ("may_be", f"{PARTY}:2026-06-17;51-kl-tw"),
        }


def test_a_term_joins_the_date_in_it_and_a_date_the_draft_of_its_year() -> None:
    plans = written()
    with Store("sqlite:///:memory:") as store:
        for plan in plans.values():
            store.add(plan)
        assert ("implements", f"{PARTY}:2024-03-02;99-kl-tw") in targets(store, plans["term"].document.id)
        assert plans["draft"].document.id == f"{STATE}:2025;85-kh-ubnd"
        assert ("basis", plans["draft"].document.id) in targets(store, plans["of draft"].document.id)
        rows = {row.target: row for row in store.references("84/KH-UBND").rows}
        assert [[ref.date for ref in row.candidates] for row in rows.values()] == [["2019-05-30", "2026-06-17"]]
        root = store.trace("84/KH-UBND").root
        assert [ref.symbol for ref in root.edges[0].node.candidates] == ["51-KL/TW", "51-KL/TW"]


@pytest.mark.parametrize(
    ("ids", "same"),
    [
        ([f"{STATE}:2025;12-kh-ubnd", f"{STATE}:2025-03-05;12-kh-ubnd"], {0: 1}),
        ([f"{STATE}:2024;12-kh-ubnd", f"{STATE}:2025-03-05;12-kh-ubnd"], {}),
        ([f"{STATE}:2025;12-kh-ubnd", f"{STATE}:2025-03-05;12-kh-ubnd", f"{STATE}:2025-03-06;12-kh-ubnd"], {}),
        ([f"{PARTY}:2024;9-kl-tw", f"{PARTY}:2024-03-05;9-kl-tw"], {0: 1}),
        ([f"{PARTY}:2026;9-kl-tw", f"{PARTY}:2026-03-05;9-kl-tw"], {}),  # two series in a congress' year
        ([f"{PARTY}:khoa.xiii;9-kl-tw", f"{PARTY}:2024-03-05;9-kl-tw"], {0: 1}),
        ([f"{PARTY}:khoa.xii;9-kl-tw", f"{PARTY}:2024-03-05;9-kl-tw"], {}),
        ([f"{LOCAL}:khoa.xiv;9-kh-tu", f"{LOCAL}:2024-03-05;9-kh-tu"], {}),  # the province's terms are its own
        ([f"{LOCAL}:2024;9-kh-tu", f"{LOCAL}:2024-03-05;9-kh-tu"], {0: 1}),
        ([f"{LOCAL}:2025;9-kh-tu", f"{LOCAL}:2025-03-05;9-kh-tu"], {}),
        ([f"{STATE}:nd;12-kh-ubnd", f"{STATE}:2025-03-05;12-kh-ubnd"], {}),
    ],
)  # fmt: skip
def test_only_what_is_certain_is_joined(ids: list[str], same: dict[int, int]) -> None:
    joined = join([Said(one) for one in ids])
    assert dict(joined.same) == {one: ids[same.get(at, at)] for at, one in enumerate(ids)}


def test_an_undated_mention_joins_by_its_subject() -> None:
    title = "triển khai chiến dịch tiêm chủng mở rộng trên địa bàn tỉnh"
    mention = "urn:docparse:ambiguous:vn;dien.bien:uy.ban.nhan.dan:ke.hoach;12-kh-ubnd:0123456789abcdef"
    whole = Said(f"{STATE}:2025-03-05;12-kh-ubnd", own=True, title=title)
    assert join([Said(mention, title=title, before="2025-06-01"), whole]).same[mention] == whole.id
    assert join([Said(mention, title=title, before="2025-01-01"), whole]).same[mention] == mention
    other = Said(f"{STATE}:2024-03-05;12-kh-ubnd", title=title)
    assert join([Said(mention, title=title, before="2025-06-01"), whole, other]).same[mention] == mention


def _make_old(path: Path, format_: int) -> None:
    """A store with two of the plans, "by year" and "term", as an older format left it."""
    path.unlink(missing_ok=True)
    raw = sqlite3.connect(path)
    for name in ("schema-2.sql", "plans-2.sql"):
        raw.executescript((Path(__file__).parent / "old" / name).read_text(encoding="utf-8"))
    if format_ == 1:
        for table in ("said_ids", "candidates", "mention_ids", "task_ids"):
            raw.execute(f"DROP TABLE {table}")
    raw.execute(f"UPDATE store SET version = {format_}")
    raw.commit()
    raw.close()


def _answers(store: Store) -> object:
    """What a migration must not change."""
    asked = store.who("báo cáo Sở Y tế"), store.checklist("Sở Y tế"), store.trace("80/KH-UBND"), store.goals("82")
    texts = [store.plan(name)["text"] for name in ("80/KH-UBND", "82")]
    return [answer.to_dict() for answer in asked], exported(store), texts


@pytest.mark.sqlite
@pytest.mark.parametrize("format_", [1, 2])
def test_an_old_store_is_brought_to_the_new_format(tmp_path: Path, format_: int) -> None:
    path, plans = tmp_path / "kho.db", written()
    _make_old(path, format_)
    with Store(f"sqlite:///{path}") as store, Store("sqlite:///:memory:") as fresh:
        assert store.trace("80/KH-UBND").root.edges[0].node.symbol == "12/KH-UBND"
        for name in ("80/KH-UBND", "82/KH-UBND"):  # as that store has them: parsing goes on to change
            fresh.add(plan_of(store.plan(name)))
        if format_ == 2:
            assert _answers(store) == _answers(fresh)
        for name in ("whole", "in full"):
            store.add(plans[name])
            fresh.add(plans[name])
        assert _answers(store) == _answers(fresh)
        for one in (store, fresh):
            one.remove("12/KH-UBND")
            one.add(plans["by year"], rules="khác", force=True)
        assert _answers(store) == _answers(fresh)
        assert _indexed(store) == _indexed(fresh)
    _make_old(path, format_)
    path.chmod(0o444)
    with pytest.raises(StoreError, match="DP406"):
        Store(f"sqlite:///{path}?mode=ro")


def _indexed(store: Store) -> object:
    """How many passages hold each word."""
    words = ("bao", "cao", "y", "te", "ke", "hoach", "khoa")
    return [row["doc"] for word in words for row in store.db.rows("term_count", term=word, limit=99)]
