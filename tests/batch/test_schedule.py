"""The schedule alone: order, room, and what becomes of an item whose worker dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest

from docparse.batch.schedule import ordered
from docparse.errors import DocparseError, ReadError


class Died(Exception):
    pass


class Here:
    """A pool that works at once, in this process."""

    room = 3

    def __init__(self) -> None:
        self.calls: list[object] = []
        self.closed = 0

    def submit(self, function: Callable[..., Any], item: object) -> Future[Any]:
        self.calls.append(item)
        future: Future[Any] = Future()
        try:
            future.set_result(function(item))
        except Exception as error:
            future.set_exception(error)
        return future

    def died(self, error: BaseException) -> bool:
        return isinstance(error, Died)

    def close(self) -> None:
        self.closed += 1


def test_results_come_in_order_and_items_are_asked_for_as_there_is_room() -> None:
    pool, taken = Here(), []

    def items() -> Iterator[tuple[str, int]]:
        for number in range(10):
            taken.append(number)
            yield str(number), number

    found = ordered(pool, lambda number: number * 2, items())
    assert next(found) == ("0", 0)
    assert taken == [0, 1, 2]
    assert next(found) == ("1", 2)
    assert taken == [0, 1, 2, 3]
    assert [value for _, value in found] == [4, 6, 8, 10, 12, 14, 16, 18]
    assert pool.closed == 1


def test_an_item_whose_worker_dies_is_done_once_more() -> None:
    pool, left = Here(), {5: 1, 7: 2}

    def work(number: int) -> int:
        if left.get(number):
            left[number] -= 1
            raise Died
        return number

    found = dict(ordered(pool, work, ((n, n) for n in range(9))))
    assert found[5] == 5
    assert isinstance(found[7], DocparseError)
    assert found[7].code == "DP430"
    assert [found[n] for n in (0, 1, 2, 3, 4, 6, 8)] == [0, 1, 2, 3, 4, 6, 8]
    assert (pool.calls.count(5), pool.calls.count(7), pool.calls.count(8)) == (2, 2, 1)


def test_coded_errors_are_results_and_what_is_one_already_is_passed_on() -> None:
    pool, wrong = Here(), ReadError("DP107", "a.xyz", "chưa đọc được", "lưu lại")

    def refuse(number: int) -> int:
        raise ReadError("DP103", str(number), "tệp rỗng", "kiểm tra lại")

    found = list(ordered(pool, refuse, [("a", wrong), ("b", 1)]))
    assert found[0] == ("a", wrong)
    assert isinstance(found[1][1], ReadError)
    assert pool.calls == [1]


def test_what_nobody_foresaw_ends_the_batch_and_the_pool() -> None:
    pool = Here()

    def stumble(number: int) -> int:
        raise KeyError(number)

    with pytest.raises(KeyError):
        list(ordered(pool, stumble, [("a", 1)]))
    assert pool.closed == 1


def test_a_batch_that_is_left_ends_the_pool() -> None:
    pool = Here()
    found = ordered(pool, lambda number: number, ((n, n) for n in range(9)))
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert pool.closed == 1
