"""One way to have items worked on elsewhere: in order, a bounded number under way, and again where a worker died."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar, cast

from docparse.errors import DocparseError

I = TypeVar("I")  # noqa: E741
K = TypeVar("K")
R = TypeVar("R")


class Pool(Protocol):
    """Processes that call functions; functions are a module's own, arguments and results can be pickled."""

    room: int  # how many calls may be under way

    def submit(self, function: Callable[..., Any], item: object) -> Future[Any]:
        """Begin a call."""

    def died(self, error: BaseException) -> bool:
        """Whether what a call raised is not the function's own error, but the end of the process that worked on it."""

    def close(self) -> None:
        """End all calls and processes; may be called while calls are under way."""


def ordered(
    pool: Pool, function: Callable[[I], R], items: Iterable[tuple[K, I | DocparseError]]
) -> Iterator[tuple[K, R | DocparseError]]:
    """Each key with the function's result for its item, or the coded error that it raised, in the order of the items.

    An item whose worker died is worked on once more; if that one dies too, its error is DP430 and the rest goes on.
    Items are asked for as there is room; one that is an error already is passed on. Whatever ends the iteration ends
    the pool.
    """
    waiting: deque[tuple[K, I | DocparseError, Future[Any] | None]] = deque()
    source = iter(items)
    try:
        while True:
            while len(waiting) < pool.room and (more := next(source, None)) is not None:
                key, item = more
                waiting.append((key, item, None if isinstance(item, DocparseError) else pool.submit(function, item)))
            if not waiting:
                return
            key, item, future = waiting.popleft()
            if isinstance(item, DocparseError):
                yield key, item
            elif future is not None:
                yield key, _settled(pool, function, item, future)
    finally:
        pool.close()


def answered(function: Callable[[I], R], item: I) -> R | DocparseError:
    """What the function gives, or the coded error that it raises, as a value: not every pool brings errors as they
    were."""
    try:
        return function(item)
    except DocparseError as error:
        return error


def _settled(pool: Pool, function: Callable[[I], R], item: I, future: Future[Any]) -> R | DocparseError:
    try:
        return cast("R", future.result())
    except DocparseError as error:
        return error
    except Exception as error:
        if not pool.died(error):
            raise
    try:
        return cast("R", pool.submit(function, item).result())
    except DocparseError as error:
        return error
    except Exception as error:
        if not pool.died(error):
            raise
        name = getattr(item, "name", "")
        what = "hai lần làm dừng tiến trình đọc tệp này, các tệp khác vẫn được đọc"
        return DocparseError("DP430", name, what, "thử riêng tệp này bằng docparse parse, hoặc báo cho nhóm docparse")


__all__ = ["Pool", "answered", "ordered"]
