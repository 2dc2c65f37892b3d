"""The plan of the corpus that the first release was made for: exact counts, fields, spans, ids."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docparse.extraction.plan import read_plan
from docparse.model import Plan
from docparse.reading import read, read_bytes

DOCUMENT = Path(__file__).parents[2] / "corpus" / "documents" / "3243-KH-UBND.txt"
GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "3243-KH-UBND.json"


@pytest.fixture(scope="module")
def plan(plan_of: Callable[[Path], Plan]) -> Plan:
    return plan_of(DOCUMENT)


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return loaded


def words(text: str) -> str:
    return " ".join(text.split()).strip(" .;,:/")


def test_counts(plan: Plan, gold: dict[str, Any]) -> None:
    percentages = [i for g in plan.goals for i in g.indicators if i.unit == "%"]
    directives = {r.target for r in plan.references}
    assert (len(plan.tasks), len(percentages), len(directives)) == (94, 13, 7)
    assert (len(gold["tasks"]), len(gold["references"])) == (94, 7)


def test_header(plan: Plan) -> None:
    document = plan.document
    assert (document.type, document.symbol, document.date) == ("Kế hoạch", "3243/KH-UBND", "2019-11-06")
    assert (document.issuer, document.place) == ("Ủy ban nhân dân tỉnh Điện Biên", "Điện Biên")
    assert document.id == "urn:lex:vn;dien.bien:uy.ban.nhan.dan:ke.hoach:2019-11-06;3243-kh-ubnd"
    assert (document.signer, document.recipients) == (None, ())  # the printed text ends before them


def test_the_tasks_are_those_of_the_gold_word_for_word(plan: Plan, gold: dict[str, Any]) -> None:
    assert [words(t.text) for t in plan.tasks] == [words(t["text"]) for t in gold["tasks"]]


def test_the_percentages_are_those_of_the_gold(plan: Plan, gold: dict[str, Any]) -> None:
    found = [i for g in plan.goals for i in g.indicators if i.unit == "%"]
    wanted = [i for g in gold["goals"] for i in g["indicators"] if i["unit"] == "%"]
    assert [(i.value, i.comparator) for i in found] == [(i["value"], i["comparator"]) for i in wanted]
    assert [i.due for i, w in zip(found, wanted, strict=True) if w.get("due")] == [
        w["due"] for w in wanted if w.get("due")
    ]


def test_every_field_of_the_contract_is_there(plan: Plan) -> None:
    value = json.loads(json.dumps(plan.to_dict()))
    assert set(value) >= {"schema", "document", "sections", "goals", "tasks", "references", "warnings", "text"}
    for kind, fields in {
        "sections": "id parent label heading role start end",
        "goals": "id section text start end indicators milestones",
        "tasks": "id section text start end assignments due product indicators same_as references",
        "references": "target of type symbol title date issuer relation text start end rule known",
        "warnings": "code text start end",
    }.items():
        assert all(set(item) >= set(fields.split()) for item in value[kind]), kind
    header = "id type symbol issuer place date title secrecy urgency signer recipients"
    assert set(value["document"]) >= set(header.split())
    share, due = "agency agency_id role basis rule start end", "text kind from to every on"
    shares = [a for t in value["tasks"] for a in t["assignments"]]
    assert all(set(a) >= set(share.split()) for a in shares)
    dues = [t["due"] for t in value["tasks"] if t["due"]]
    assert all(set(d) >= set(due.split()) for d in dues)
    targets = [i for g in value["goals"] for i in g["indicators"]]
    wanted = "name comparator value value_to approximate change unit due start end"
    assert all(set(i) >= set(wanted.split()) for i in targets)
    assert shares
    assert targets


def test_every_span_holds_the_words_of_its_item(plan: Plan) -> None:
    items = [*plan.tasks, *plan.goals, *plan.references]
    assert [i for i in items if words(plan.text[i.start : i.end]) != words(i.text)] == []
    shares = [a for t in plan.tasks for a in t.assignments]
    assert all(plan.text[a.start : a.end].strip() == plan.text[a.start : a.end] != "" for a in shares)
    assert all(str(int(i.value)) in plan.text[i.start : i.end] for g in plan.goals for i in g.indicators)
    for task in plan.tasks:
        if task.due is not None and task.due.start is not None:
            assert words(plan.text[task.due.start : task.due.end]) == words(task.due.text)


def test_ids_are_unique_and_belong_together(plan: Plan) -> None:
    for items in (plan.sections, plan.goals, plan.tasks):
        assert len({i.id for i in items}) == len(items)
    sections = {s.id for s in plan.sections}
    assert {t.section for t in plan.tasks} | {g.section for g in plan.goals} <= sections
    assert {s.parent for s in plan.sections} <= sections | {None}
    targets = {r.target for r in plan.references}
    assert {target for t in plan.tasks for target in t.references} <= targets


def test_a_second_parse_is_the_same(plan: Plan) -> None:
    assert read_plan(read(DOCUMENT)).to_dict() == plan.to_dict()


def test_ids_outlive_a_sentence_put_in_above(plan: Plan) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    first = plan.sections[1]
    place = text.index(first.heading.split("\n")[0])
    line = text.rindex("\n", 0, place) + 1
    changed = text[:line] + "Một câu mới đứng ở phía trên.\n\n" + text[line:]
    again = read_plan(read_bytes(changed.encode(), DOCUMENT.name))
    assert [t.id for t in again.tasks] == [t.id for t in plan.tasks]
    assert [s.id for s in again.sections] == [s.id for s in plan.sections]
