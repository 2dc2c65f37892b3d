"""What people say of tasks stays beside the machine's reading, through every new parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import docparse
from docparse.errors import QuestionError, StoreError
from docparse.model import Plan, Task
from docparse.questions import Store, open_store
from docparse.questions.correcting import correct, corrections, undo
from docparse.store.persons import due_said, say

DOCUMENT = Path(__file__).parents[2] / "corpus" / "documents" / "3243-KH-UBND.txt"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return docparse.parse(DOCUMENT)


@pytest.fixture
def store(tmp_path: Path, plan: Plan) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        opened.add(plan)
        yield opened


def unled(plan: Plan) -> str:
    """A task of which nothing is said but the standing agency inferred."""
    return next(t.id for t in plan.tasks if t.assignments and all(a.basis == "default" for a in t.assignments))


def led(plan: Plan) -> str:
    return next(t.id for t in plan.tasks if any(a.role == "lead" and a.basis != "default" for a in t.assignments))


def leads(store: Store, task: str) -> list[tuple[str, str]]:
    view = store.who(task).tasks[0]
    return [(part.agency, part.basis) for part in view.lead]


def led_by(store: Store, agency: str) -> set[str]:
    return {row.task_id for row in store.checklist(agency, "lead").rows if row.basis == "corrected"}


def test_a_lead_is_corrected_and_the_reading_stays_beside_it(store: Store, plan: Plan) -> None:
    task = led(plan)
    before = leads(store, task)
    view = correct(store, task, {"lead": ["Sở Nội vụ"]}, "An").tasks[0]
    assert [(p.agency, p.basis, p.certainty) for p in view.lead] == [("Sở Nội vụ", "corrected", "người dùng sửa")]
    assert [(s.label, s.value, s.machine, s.person) for s in view.said] == [
        ("chủ trì", "Sở Nội vụ", "; ".join(name for name, _ in before), "An")
    ]
    assert task in {row.task_id for row in store.checklist("Sở Nội vụ", "lead").rows}
    kept = store.plan("3243")["tasks"]
    assert [a["agency"] for t in kept if t["id"] == task for a in t["assignments"] if a["role"] == "lead"] == [
        name for name, _ in before
    ]


def marks(store: Store, task: str) -> set[str]:
    return {said.field for said in store.who(task).tasks[0].said}


def test_a_confirmation_is_of_what_was_seen(store: Store, plan: Plan) -> None:
    task = led(plan)
    correct(store, task, {"lead": ["Sở Nội vụ"], "confirmed": True}, "An")
    assert marks(store, task) == {"lead", "confirmed"}
    (number,) = (said.number for said in store.who(task).tasks[0].said if said.field == "lead")
    undo(store, [number], "An")
    assert marks(store, task) == set()


def test_a_confirmation_ends_where_a_new_version_names_another(store: Store, plan: Plan) -> None:
    task = unled(plan)
    correct(store, task, {"confirmed": True}, "An")
    assert (marks(store, task), len(leads(store, task))) == ({"confirmed"}, 1)

    def other(one: Task) -> Task:
        named = tuple(replace(a, agency="Sở Nội vụ", agency_id=None) for a in one.assignments)
        return replace(one, assignments=named) if one.id == task else one

    changed = replace(plan, tasks=tuple(map(other, plan.tasks)), source={**plan.source, "sha256": "1" * 64})
    store.add(changed, force=True)
    view = store.who(task).tasks[0]
    assert (view.said, view.lead) == ((), ())


def test_taking_back_restores_the_reading(store: Store, plan: Plan) -> None:
    task = led(plan)
    before = store.who(task).to_dict()
    correct(store, task, {"lead": ["Sở Nội vụ"], "due": "trước ngày 30/6/2020"}, "An")
    assert store.who(task).to_dict() != before
    undone = undo(store, [1, 2], "Bình").rows
    assert [(one.undone is not None, one.undone_by) for one in undone] == [(False, None)] * 2  # as they stood
    assert store.who(task).to_dict() == before
    assert [(one.what.number, one.undone_by) for one in corrections(store).rows] == [(1, "Bình"), (2, "Bình")]
    with pytest.raises(StoreError, match="DP453"):
        undo(store, [1], "Bình")


def test_a_confirmed_inference_is_stated(store: Store, plan: Plan) -> None:
    task = unled(plan)
    assert not store.who(task).tasks[0].stated
    view = correct(store, task, {"confirmed": True}, "An").tasks[0]
    assert view.stated
    assert {part.basis for part in view.parts} == {"confirmed"}
    assert not view.inferred


def test_a_deadline_is_read_by_the_rules(store: Store, plan: Plan) -> None:
    task = led(plan)
    due = correct(store, task, {"due": "quý IV/2020"}, "An").tasks[0].due
    assert due is not None
    assert (due.kind, due.to, due.text) == ("within", "2020-12", "quý IV/2020")
    with pytest.raises(StoreError, match="DP450"):
        correct(store, task, {"due": "lúc nào cũng được"}, "An")
    assert correct(store, task, {"due": None}, "An").tasks[0].due is None


@pytest.mark.parametrize("said", ["trước ngày 31/6/2026", "trước ngày 30/02/2027", "ngày 29-2-2025"])
def test_a_day_that_is_in_no_calendar_is_no_deadline(said: str) -> None:
    with pytest.raises(StoreError, match=r"DP450.*lịch không có ngày này"):
        due_said(said, "2026-01-05")
    assert due_said("trước ngày 29/02/2028", "2026-01-05").to == "2028-02-29"


def test_what_is_said_outlives_a_new_version(store: Store, plan: Plan) -> None:
    task = led(plan)
    correct(store, task, {"lead": ["Sở Nội vụ"], "status": "done"}, "An")
    index = next(n for n, t in enumerate(plan.tasks) if t.id == task)
    old = plan.tasks[index]
    moved = replace(old, id="t:IX.9:00000000")
    tasks = (*plan.tasks[:index], moved, *plan.tasks[index + 1 :])
    store.add(replace(plan, tasks=tasks, source={**plan.source, "sha256": "1" * 64}))
    assert led_by(store, "Sở Nội vụ") == {moved.id}
    changed = replace(moved, id="t:IX.9:11111111", text=f"{moved.text} kịp thời")
    tasks = (*plan.tasks[:index], changed, *plan.tasks[index + 1 :])
    store.add(replace(plan, tasks=tasks, source={**plan.source, "sha256": "2" * 64}))
    assert led_by(store, "Sở Nội vụ") == {changed.id}
    assert {one.task_id for one in corrections(store).rows} == {changed.id}


def test_what_no_longer_has_a_task_is_orphaned_not_dropped(store: Store, plan: Plan) -> None:
    task = led(plan)
    correct(store, task, {"note": "chờ kinh phí"}, "An")
    tasks = tuple(t for t in plan.tasks if t.id != task)
    store.add(replace(plan, tasks=tasks, source={**plan.source, "sha256": "3" * 64}))
    orphans = corrections(store, orphaned=True).rows
    assert [(one.what.value, one.task_id) for one in orphans] == [("chờ kinh phí", None)]
    store.add(replace(plan, source={**plan.source, "sha256": "4" * 64}))
    assert not corrections(store, orphaned=True).rows
    assert [s.value for s in store.who(task).tasks[0].said] == ["chờ kinh phí"]


def test_a_removed_document_leaves_what_was_said_of_it(store: Store, plan: Plan) -> None:
    task = led(plan)
    correct(store, task, {"status": "doing"}, "An")
    store.remove("3243")
    assert [one.document for one in corrections(store, orphaned=True).rows] == [plan.document.id]
    store.add(plan)
    assert [s.value for s in store.who(task).tasks[0].said] == ["đang làm"]


def test_a_place_with_several_tasks_takes_only_what_can_be_said_of_all(store: Store) -> None:
    with pytest.raises(QuestionError, match="DP510"):
        correct(store, "3243 III.7", {"lead": ["Sở Nội vụ"]}, "An")
    assert not corrections(store).rows
    answer = correct(store, "3243 III.7", {"confirmed": True, "status": "doing"}, "An")
    assert len(answer.tasks) == 6
    assert all({s.field for s in task.said} == {"confirmed", "status"} for task in answer.tasks)


@pytest.mark.parametrize(
    ("values", "code"),
    [({"lead": [" "]}, "DP451"), ({"status": "finished"}, "DP451")],
)
def test_a_bad_value_changes_nothing(store: Store, plan: Plan, values: dict[str, object], code: str) -> None:
    with pytest.raises(StoreError, match=code):
        say(store, [(plan.document.id, led(plan))], values, "An")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="DP452"):
        say(store, [(plan.document.id, led(plan)), (plan.document.id, "t:no")], {"note": "x"}, "An")
    assert not corrections(store).rows


def test_an_agency_has_one_part_in_a_task(store: Store, plan: Plan) -> None:
    task = next(t for t in plan.tasks if any(a.role == "coordinate" for a in t.assignments))
    partner = next(a.agency for a in task.assignments if a.role == "coordinate")
    view = correct(store, task.id, {"lead": [partner]}, "An").tasks[0]
    assert [p.agency for p in view.lead] == [partner]
    assert partner not in [p.agency for p in view.coordinate]
