"""The list of tasks by filters, and how far the work is, on both databases."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from docparse.questions import Store, correcting
from docparse.questions.tasklist import TaskFilter, document_names, frequent_agencies, task_list, task_total

DAY = date(2020, 6, 15)


def keys_of(store: Store, **wanted: object) -> list[tuple[str, str]]:
    answer = task_list(store, TaskFilter(**wanted), limit=200, today=DAY)  # type: ignore[arg-type]
    assert answer.total == len(answer.tasks)
    return [(task.document.id, task.id) for task in answer.tasks]


def test_pages_follow_one_another(store: Store) -> None:
    every = keys_of(store)
    first = task_list(store, TaskFilter(), page=1, limit=3)
    second = task_list(store, TaskFilter(), page=2, limit=3)
    assert [(t.document.id, t.id) for t in (*first.tasks, *second.tasks)] == every[:6]
    assert first.total == len(every)
    last = task_list(store, TaskFilter(), page=999, limit=3)
    assert last.page == last.pages == -(-len(every) // 3)
    assert [(t.document.id, t.id) for t in last.tasks] == every[(last.page - 1) * 3 :]


def test_filters_take_what_fits(store: Store) -> None:
    answer = task_list(store, TaskFilter(), limit=200)
    one = answer.tasks[0].document.id
    assert keys_of(store, document=one) == [(t.document.id, t.id) for t in answer.tasks if t.document.id == one]
    leads = {(t.document.id, t.id) for t in answer.tasks if t.lead}
    assert set(keys_of(store, role="lead")) == leads != set()
    stated = {(t.document.id, t.id) for t in answer.tasks if t.stated}
    assert set(keys_of(store, unassigned=True)) == {(t.document.id, t.id) for t in answer.tasks} - stated
    assert set(keys_of(store, due="none")) == {(t.document.id, t.id) for t in answer.tasks if t.due is None}
    name = next(t.lead[0].agency for t in answer.tasks if t.lead)
    own = set(keys_of(store, agency=name, role="lead"))
    assert own == {(t.document.id, t.id) for t in answer.tasks if name in {part.agency for part in t.lead}}
    assert keys_of(store, agency="Hội Làm Vườn") == []


@pytest.mark.parametrize(
    ("said", "today", "list_"),
    [
        ("trước ngày 30/6/2020", date(2020, 6, 30), "soon"),
        ("trước ngày 30/6/2020", date(2020, 7, 1), "overdue"),
        ("trước ngày 30/6/2020", date(2020, 5, 1), ""),
        ("tháng 6 năm 2020", date(2020, 6, 30), "soon"),
        ("tháng 6 năm 2020", date(2020, 7, 1), "overdue"),
        ("năm 2020", date(2020, 12, 31), "soon"),
        ("năm 2020", date(2021, 1, 1), "overdue"),
        ("hằng năm", date(2030, 1, 1), ""),
    ],
)
def test_overdue_and_soon(store: Store, said: str, today: date, list_: str) -> None:
    document, task = keys_of(store)[0]
    correcting.correct(store, f"{document}#{task}", {"due": said}, "An")
    for name in ("overdue", "soon"):
        found = task_list(store, TaskFilter(document=document, due=name), limit=200, today=today)  # type: ignore[arg-type]
        assert (task in {one.id for one in found.tasks}) == (name == list_)
        counted = task_total(store, TaskFilter(document=document, due=name), today=today)  # type: ignore[arg-type]
        assert counted == found.total
    correcting.correct(store, f"{document}#{task}", {"status": "done"}, "An")
    late = task_list(store, TaskFilter(document=document, due="overdue"), limit=200, today=today)
    assert task not in {one.id for one in late.tasks}
    assert task_total(store, TaskFilter(document=document, status="done"), today=today) == 1


@pytest.mark.parametrize(
    ("said", "first", "last", "found"),
    [
        ("trước ngày 30/6/2020", date(2020, 6, 1), date(2020, 6, 30), True),
        ("trước ngày 30/6/2020", None, date(2020, 6, 29), False),
        ("trước ngày 30/6/2020", date(2020, 7, 1), None, False),
        ("tháng 6 năm 2020", date(2020, 6, 30), None, True),
        ("tháng 6 năm 2020", None, date(2020, 6, 15), False),
        ("năm 2020", None, date(2020, 12, 31), True),
        ("năm 2020", date(2021, 1, 1), date.max, False),
    ],
)
def test_deadlines_between_two_days(
    store: Store, said: str, first: date | None, last: date | None, found: bool
) -> None:
    document, task = keys_of(store)[0]
    correcting.correct(store, f"{document}#{task}", {"due": said, "status": "done"}, "An")
    assert ((document, task) in keys_of(store, due_from=first, due_until=last)) is found
    assert ((document, task) in keys_of(store, document=document, due_from=first, due_until=last)) is found


def test_the_newest_word_on_a_status_counts(store: Store) -> None:
    document, task = keys_of(store)[0]
    for status in ("done", "doing"):
        correcting.correct(store, f"{document}#{task}", {"status": status}, "An")
    assert keys_of(store, status="doing") == [(document, task)]
    assert keys_of(store, status="done") == []
    assert (document, task) not in keys_of(store, status="open")
    assert task_total(store, TaskFilter(status="doing")) == 1
    number = next(one.number for t in task_list(store, TaskFilter(status="doing")).tasks for one in t.said)
    correcting.undo(store, [number], "An")
    assert keys_of(store, status="done") == [(document, task)]


def test_the_soonest_come_first(store: Store) -> None:
    for (document, task), said in zip(keys_of(store), ("trước ngày 30/6/2020", "tháng 5 năm 2020"), strict=False):
        correcting.correct(store, f"{document}#{task}", {"due": said}, "An")
    found = task_list(store, TaskFilter(due="overdue"), limit=200, today=date(2050, 1, 1)).tasks
    days = [task.due.to for task in found if task.due and task.due.to]
    assert len(days) == len(found) > 1
    assert all(one <= other for one, other in pairwise(days))


def test_what_there_is_to_choose_from(store: Store) -> None:
    assert {one for one, _ in document_names(store)} == {one.id for one in store.documents()}
    assert frequent_agencies(store, 3) == frequent_agencies(store)[:3]


def test_counting_ends(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    total = task_list(store, TaskFilter()).total
    monkeypatch.setattr("docparse.questions.tasklist.COUNTED", 2)
    one = keys_first(store)
    for wanted in (TaskFilter(), TaskFilter(document=one)):
        answer = task_list(store, wanted, page=9, limit=1)
        assert (answer.total, answer.exact, answer.page, len(answer.tasks)) == (2, False, 2, 1)
    assert total > 2
    assert task_total(store, TaskFilter()) == 3


def keys_first(store: Store) -> str:
    """The document with the most tasks."""
    return max(store.documents(), key=lambda one: one.tasks).id
