"""SQL that people write can read, on both databases, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import docparse
from docparse.errors import QuestionError
from docparse.questions import Store
from docparse.questions.analyses import chains, cycles, load, orphans
from docparse.store.selecting import select
from docparse.store.vocabulary import view_columns

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: {0}/KH-UBND\nLào Cai, ngày {1} tháng 3 năm 2024\nKẾ HOẠCH\nVề đường sá\n\n"
TASKS = "I. NHIỆM VỤ\n1. Sở Xây dựng sửa đường.\n"
EDUCATION = "agency:vn;dien.bien:so.giao.duc.va.dao.tao"
DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        for name in ("3243-KH-UBND.txt", "82-KH-TU.txt", "45-KH-UBND-muong-ang.md", "517-QD-UBND.md"):
            opened.add(docparse.parse(DOCUMENTS / name))
        yield opened


def test_the_views_have_the_columns_that_are_told(store: Store) -> None:
    for view, columns in view_columns().items():
        found = select(store.db, f"SELECT * FROM {view} LIMIT 3")
        assert found.columns == tuple(columns), view
        assert found.rows


def test_views_say_what_answers_say(store: Store) -> None:
    leads = "SELECT count(*) FROM assignment_list WHERE role = 'lead' AND agency = 'Sở Giáo dục và Đào tạo'"
    plan = store.plan("3243")["tasks"]
    wanted = sum(
        a["role"] == "lead" and a["agency"] == "Sở Giáo dục và Đào tạo" for t in plan for a in t["assignments"]
    )
    own = f"{leads} AND symbol = '3243/KH-UBND' AND provenance = 'văn bản'"
    inferred = sum(a["basis"] == "default" for t in plan for a in t["assignments"] if a["role"] == "lead")
    assert select(store.db, own).rows == ((wanted - inferred,),)
    found = select(store.db, "SELECT in_store, cited FROM directive_list WHERE symbol = '82-KH/TU'").rows
    assert found == ((1, 6),)


def test_more_rows_than_wanted_are_told(store: Store) -> None:
    found = select(store.db, "SELECT task FROM task_list ORDER BY task", limit=5)
    assert (len(found.rows), found.more) == (5, True)
    assert not select(store.db, "WITH x AS (SELECT 1 AS one) SELECT one FROM x", limit=1).more


@pytest.mark.parametrize(
    "text",
    [
        "DELETE FROM documents",
        "/* a */ -- b\n UPDATE documents SET symbol = 'x'",
        "WITH gone AS (DELETE FROM remarks RETURNING code) SELECT * FROM gone",
        "SELECT 1; DELETE FROM documents",
        "ATTACH 'x.db' AS y",
        "PRAGMA query_only = OFF",
        "COPY documents TO '/tmp/x'",
        "SELECT * FROM no_such_table",
        "",
        "selected",
    ],
)
def test_nothing_but_reading(store: Store, text: str) -> None:
    before = select(store.db, "SELECT count(*), min(symbol) FROM documents").rows
    with pytest.raises(QuestionError, match="DP422"):
        select(store.db, text)
    assert select(store.db, "SELECT count(*), min(symbol) FROM documents").rows == before
    store.add(docparse.parse(DOCUMENTS / "06-CT-UBND.txt"))  # writing goes on


def test_a_question_that_takes_too_long(store: Store) -> None:
    endless = "WITH RECURSIVE t (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t"
    with pytest.raises(QuestionError, match="DP423"):
        select(store.db, endless, seconds=0.2)
    assert select(store.db, "SELECT 1").rows == ((1,),)


def test_chains_lead_up(store: Store) -> None:
    found = chains(store)
    ways = [[link.name for link in one.links] for one in found]
    assert ["Kế hoạch 45/KH-UBND", "Kế hoạch 3243/KH-UBND", "Kế hoạch 82-KH/TU"] in [way[:3] for way in ways]
    assert [len(way) for way in ways] == sorted((len(way) for way in ways), reverse=True)
    assert {one.links[-1].relation for one in found} == {None}
    assert not cycles(store)


def test_circles_are_shown_with_their_passages(tmp_path: Path) -> None:
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as store:
        for own, other in ((11, 12), (12, 11)):
            cited = f"Thực hiện Kế hoạch số {other}/KH-UBND ngày {other - 6}/3/2024 của UBND tỉnh Lào Cai;\n\n"
            text = f"{HEAD.format(own, own - 6)}{cited}{TASKS}"
            store.add(docparse.parse_bytes(text.encode(), f"{own}.txt"))
        (circle,) = cycles(store)
        assert [link.name for link in circle.links] == [
            "Kế hoạch 11/KH-UBND",
            "Kế hoạch 12/KH-UBND",
            "Kế hoạch 11/KH-UBND",
        ]
        assert all("KH-UBND" in passage for passage in circle.passages)
        assert chains(store) == () or max(len(one.links) for one in chains(store)) <= 2


def test_load_counts_what_is_said(store: Store) -> None:
    own = {one.agency_id: one for one in load(store)}[EDUCATION]
    said = f"SELECT count(*) FROM assignment_list WHERE agency_id = '{EDUCATION}' AND basis <> 'default'"
    assert own.tasks == select(store.db, said).rows[0][0] == sum(own.months.values())


def test_tasks_without_a_way_up(store: Store) -> None:
    assert orphans(store) == ()
    store.add(docparse.parse_bytes(f"{HEAD.format(7, 5)}{TASKS}".encode(), "7.txt"))
    assert [(one.name, one.tasks) for one in orphans(store)] == [("Kế hoạch 7/KH-UBND", 1)]
