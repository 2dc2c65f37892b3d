"""Processes of this machine: each answers one thread, and is one of those that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from docparse.reading.isolation import IsolationError, close, run_in_worker

SECONDS = 600.0  # of one processor for one document, beyond what its reader may take
MEGABYTES = 8000
_AHEAD = 4  # documents under way for each process: one in work, others done before their turn to be written


class LocalPool:
    """``workers`` processes, no more than there are processors; each keeps one more where a file's reader needs it."""

    def __init__(self, workers: int) -> None:
        self.room = workers * _AHEAD
        self._threads = ThreadPoolExecutor(workers)

    def submit(self, function: Callable[..., Any], item: object) -> Future[Any]:
        return self._threads.submit(run_in_worker, function, (item,), seconds=SECONDS, megabytes=MEGABYTES, again=False)

    def died(self, error: BaseException) -> bool:
        return isinstance(error, IsolationError)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        close()
        self._threads.shutdown()
