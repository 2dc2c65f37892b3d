"""The process that ``docparse.reading.isolation`` starts: takes calls from a pipe, answers through another."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

from docparse.errors import DocparseError
from docparse.reading.boxes import end, note, strike

Job = tuple[str, str, tuple[Any, ...], int, int, dict[str, str] | None]
_GROWN = 256 * 2**20  # bytes above which a process makes room for a fresh one

_started: set[int] = set()  # sessions of programs that run for this process and end with it
_box = ""  # the folder of this process, if it serves and has one


@contextlib.contextmanager
def running(session: int) -> Iterator[None]:
    """While a program runs for this process in a session of its own: it ends with this process at the latest."""
    _started.add(session)
    if _box:
        note(_box, session)
    try:
        yield
    finally:
        _started.discard(session)
        if _box:
            strike(_box, session)


def serve(box: str) -> None:
    """One answer a call: what came of it, what it cost in seconds, and whether it was this process's last.

    Temporary files go to the folder ``box``, or where they usually go if that is empty.
    """
    global _box
    _box = box
    jobs: SimpleQueue[Job] = SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    tempfile.tempdir = box or None
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes nowhere
    at_first = _peak()
    while True:
        module, name, args, seconds, megabytes, environ = jobs.get()
        begun = time.process_time()
        if environ is not None:
            os.environ.clear()
            os.environ.update(environ)
            if box:
                os.environ.update(TMPDIR=box, TEMP=box, TMP=box)
        _limit(seconds, megabytes)
        kind, value = _answer(module, name, args)
        args = ()
        last = kind not in ("result", "raised") or _peak() - at_first > _GROWN
        try:
            data = pickle.dumps((kind, value, time.process_time() - begun, last), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            data = pickle.dumps(("memory", "", time.process_time() - begun, True))
        del value
        answers.write(data)
        answers.flush()


def _listen(jobs: SimpleQueue[Job]) -> None:
    """Passes calls on while another is at work, so that the end of who asks is noticed at once."""
    try:
        while True:
            jobs.put(pickle.load(sys.stdin.buffer))
    finally:
        try:
            for session in list(_started):
                end(session)
            if _box:  # who asked may have been killed and clears nothing away any more
                shutil.rmtree(_box, ignore_errors=True)
        finally:
            end(0)
            os._exit(0)


def _answer(module: str, name: str, args: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        target: Any = importlib.import_module(module)
        for part in name.split("."):
            target = getattr(target, part)
        return "result", target(*args)
    except MemoryError:
        return "memory", ""
    except Exception as error:
        return ("raised", error) if isinstance(error, DocparseError) else ("crash", f"{type(error).__name__}: {error}")


def _limit(seconds: int, megabytes: int) -> None:
    """Bounds for one call; only the soft ones, as the next call sets others."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        for what, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_AS, megabytes * 2**20),
            (resource.RLIMIT_CPU, round(used.ru_utime + used.ru_stime) + seconds),
        ):
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _peak() -> int:
    """The most bytes that this process has held, where the system says so."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
