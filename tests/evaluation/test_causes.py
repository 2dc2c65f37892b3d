"""Each error is counted once under the cause it has; figures by role and basis."""

from __future__ import annotations

from typing import Any

import pytest

from docparse.evaluation.run import score_document
from docparse.evaluation.tally import Tally

TEXT = "Rà soát mạng lưới trường lớp trên địa bàn; báo cáo kết quả trước ngày 15/11 hằng năm cho cấp trên"
OTHER = "Tham mưu bố trí kinh phí thực hiện kế hoạch theo phân cấp ngân sách hiện hành"


def part(agency: str, role: str = "lead", basis: str = "explicit") -> dict[str, Any]:
    return {"agency": agency, "role": role, "basis": basis, "rule": "r", "start": 0, "end": 1}


def task(text: str = TEXT, *parts: dict[str, Any], due: Any = None, **more: Any) -> dict[str, Any]:
    return {"id": text[:5], "text": text, "start": 0, "end": len(text), "assignments": list(parts), "due": due, **more}


def scored(found: list[dict[str, Any]], gold: list[dict[str, Any]], kind: str = "tasks", **scope: Any) -> Tally:
    tally = Tally("mau")
    result = {"document": {}, "sections": [{"id": "s", "role": "tasks"}], kind: found, "text": f"{TEXT}\n{OTHER}"}
    score_document(result, {"document": {}, kind: gold, **scope}, tally)
    return tally


def causes(tally: Tally) -> list[str]:
    return sorted(m.cause for m in tally.misses if m.kind != "spans")


def counts(tally: Tally, kind: str) -> tuple[int, int, int]:
    count = tally.kinds[kind]
    return count.matched, count.predicted, count.gold


def test_nothing_is_wrong_where_both_readings_are_one() -> None:
    parts = (part("Sở Tài chính"), part("các sở, ngành", "coordinate"))
    tally = scored([task(TEXT, *parts)], [task(TEXT, *parts)])
    assert causes(tally) == []
    assert counts(tally, "assignments") == (2, 2, 2)
    assert counts(tally, "responsible agency") == (1, 1, 1)
    assert [row.verdict for row in tally.rows] == ["same"]


@pytest.mark.parametrize(
    ("found", "gold", "cause"),
    [
        (part("Sở Tài chính", "coordinate"), part("Sở Tài chính"), "agency.role"),
        (part("Sở Văn hóa", "lead"), part("Sở Văn hóa, Thể thao và Du lịch"), "agency.cut"),
    ],
)
def test_a_role_or_name_read_differently_is_one_error(found: Any, gold: Any, cause: str) -> None:
    tally = scored([task(TEXT, found)], [task(TEXT, gold)])
    assert [c for c in causes(tally) if c != "lead.invented"] == [cause]
    assert counts(tally, "assignments") == (0, 1, 1)


@pytest.mark.parametrize(
    ("basis", "invented", "missed"),
    [
        ("explicit", "agency.invented", "agency.missed"),
        ("heading", "agency.carried", "agency.not-carried"),
        ("inherited", "agency.carried", "agency.not-carried"),
    ],
)
def test_found_or_missed_by_basis(basis: str, invented: str, missed: str) -> None:
    one = part("Công an tỉnh", basis=basis)
    assert causes(scored([task(TEXT, one)], [task(TEXT)])) == sorted([invented, "lead.invented"])
    assert causes(scored([task(TEXT)], [task(TEXT, one)])) == [missed]


def test_an_assumed_agency_is_no_statement() -> None:
    tally = scored([task(TEXT, part("Sở Y tế", basis="default"))], [task(TEXT)])
    assert (causes(tally), counts(tally, "assignments")) == ([], (0, 0, 0))


@pytest.mark.parametrize(
    ("found", "gold", "cause"),
    [
        (None, {"kind": "by", "to": "2025"}, "deadline.missed"),
        ({"kind": "by", "to": "2025"}, None, "deadline.invented"),
        ({"kind": "by", "to": "2026-01"}, {"kind": "by", "to": "2025"}, "deadline.wrong"),
        ({"kind": "by"}, {"kind": "ongoing"}, "deadline.wrong"),
    ],
)
def test_deadlines(found: Any, gold: Any, cause: str) -> None:
    tally = scored([task(due=found)], [task(due=gold)])
    assert causes(tally) == [cause]
    assert tally.kinds["task deadlines"].figures().f1 == 0.0


def test_a_deadline_more_exact_than_the_gold_is_right() -> None:
    tally = scored([task(due={"kind": "by", "to": "2025-06-30"})], [task(due={"kind": "within", "to": "2025"})])
    assert (causes(tally), counts(tally, "task deadlines")) == ([], (1, 1, 1))


def test_a_debatable_deadline_may_be_missing() -> None:
    gold = [task(due={"kind": "by", "to": "2025", "optional": True})]
    assert counts(scored([task()], gold), "task deadlines") == (0, 0, 0)
    assert counts(scored([task(due={"to": "2025"})], gold), "task deadlines") == (1, 1, 1)


def test_a_task_split_differently_is_told_from_one_missed() -> None:
    first, second = TEXT.split("; ")
    tally = scored([task(first), task(second)], [task(TEXT), task(OTHER)])
    assert causes(tally) == ["task.missed", "task.split"]
    assert causes(scored([task(OTHER)], [])) == ["task.invented"]


def test_what_hangs_on_a_lost_task_is_lost_with_it() -> None:
    gold = [task(OTHER, part("Sở Tài chính"), due={"kind": "by", "to": "2025"})]
    tally = scored([], gold)
    assert causes(tally) == ["agency.of-task", "deadline.of-task", "task.missed"]
    assert counts(tally, "responsible agency") == (0, 0, 1)


def test_a_debatable_task_is_not_missed() -> None:
    tally = scored([], [task(OTHER, part("Sở Tài chính"), optional=True)])
    assert (causes(tally), counts(tally, "tasks"), counts(tally, "assignments")) == ([], (0, 0, 0), (0, 0, 0))
    assert [row.verdict for row in tally.rows] == ["optional"]


def test_figures_by_role_and_basis() -> None:
    gold = [task(TEXT, part("Sở Y tế"), part("Sở Tài chính", "coordinate", "inherited"))]
    tally = scored([task(TEXT, part("Sở Y tế"), part("Công an tỉnh", "monitor", "heading"))], gold)
    assert {k: (c.matched, c.predicted, c.gold) for k, c in tally.roles.items()} == {
        "lead": (1, 1, 1),
        "monitor": (0, 1, 0),
        "coordinate": (0, 0, 1),
    }
    assert {k: (c.matched, c.predicted, c.gold) for k, c in tally.bases.items()} == {
        "explicit": (1, 1, 1),
        "heading": (0, 1, 0),
        "inherited": (0, 0, 1),
    }


def test_only_what_was_annotated_is_scored() -> None:
    found = [task(TEXT, part("Sở Y tế"), part("Sở Nội vụ", "coordinate"), section="s"), task(OTHER, section="x")]
    gold = [task(TEXT, part("Sở Y tế"))]
    tally = scored(found, gold, task_scope=["tasks"], role_scope=["lead"])
    assert (causes(tally), counts(tally, "tasks"), counts(tally, "assignments")) == ([], (1, 1, 1), (1, 1, 1))


def test_references() -> None:
    found = [
        {"target": "a", "symbol": "29-NQ/TW", "date": "2013-11-04", "relation": "cites", "text": "NQ 29"},
        {"target": "b", "symbol": "51-KL/TW", "relation": "basis", "text": "KL 51"},
        {"target": "c", "symbol": "7/QĐ-TTg", "relation": "cites", "text": "QĐ 7"},
        {"target": "d", "symbol": "88/KH-UBND", "relation": "cites", "text": "KH 88"},
    ]
    gold = [
        {"symbol": "29 - NQ/TW", "date": "2013-11-04", "relation": "implements"},
        {"symbol": "51-KL/TW", "date": "2019-05-30"},
        {"symbol": "7/QĐ-BGDĐT"},
        {"symbol": "404/CT-TTg"},
    ]
    tally = scored(found, gold, "references")
    assert causes(tally) == [
        "reference.date", "reference.differs", "reference.invented", "reference.missed", "reference.relation",
    ]  # fmt: skip
    assert counts(tally, "references") == (2, 4, 4)


def test_indicators() -> None:
    def number(name: str, value: float, **more: Any) -> dict[str, Any]:
        return {"name": name, "value": value, "unit": "%", "comparator": "=", **more}

    names = (
        "tỷ lệ trường đạt chuẩn",
        "tỷ lệ học sinh đi học",
        "tỷ lệ hộ có nước sạch",
        "số xã đạt chuẩn nông thôn mới",
    )
    found = [number(names[0], 90, comparator=">="), number(names[1], 95, due="2026"), number(names[2], 5)]
    gold = [number(names[0], 90), number(names[1], 95, due="2025"), number(names[2], 6), number(names[3], 12)]
    goal = {"text": TEXT, "start": 0, "end": len(TEXT)}
    tally = scored([{**goal, "indicators": found}], [{**goal, "indicators": gold}], "goals")
    assert causes(tally) == ["indicator.comparator", "indicator.differs", "indicator.due", "indicator.missed"]
    assert (counts(tally, "goals"), counts(tally, "indicators")) == ((1, 1, 1), (2, 3, 4))


def test_a_passage_that_holds_other_words() -> None:
    here = {**task(OTHER), "start": len(TEXT) + 1, "end": len(TEXT) + 1 + len(OTHER)}
    tally = scored([here, task(OTHER)], [task(OTHER)])
    assert [(m.cause, m.line) for m in tally.misses if m.kind == "spans"] == [("span.wrong", 1)]
    assert counts(tally, "spans") == (1, 2, 2)
