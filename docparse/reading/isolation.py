"""Running a function in a process of its own that can be stopped: for the reading of files nobody vouches for.

``run_in_worker`` keeps its processes for the next call, ``run_isolated`` starts a fresh one. Either may not outlive
its time or outgrow its memory, takes with it what it started and laid down in its folder for temporary files, and ends
with the process that started it.
The other side is ``docparse.reading.serving``.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Literal, TypeVar

from docparse.reading.boxes import Box, sweep

T = TypeVar("T")
Kind = Literal["time", "memory", "crash", "start"]
_PATIENCE = 6.0 if os.name == "posix" else 1.25  # a machine may be busy; elsewhere the clock is the only bound
_MOST_JOBS = 500  # after which a process makes room for a fresh one, whatever its libraries have kept
_START = (
    "import sys,pickle;sys.path[:],box=pickle.load(sys.stdin.buffer);"
    "from docparse.reading.serving import serve;serve(box)"
)
_HOME = str(Path(__file__).parents[2])  # where docparse is found, even if an import hook found it


class IsolationError(Exception):
    """The work did not come to an end: out of ``time`` or ``memory``, a ``crash``, or no process could ``start``."""

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


def run_isolated(function: Callable[..., T], args: tuple[Any, ...], *, seconds: float, megabytes: int) -> T:
    """``function(*args)`` in a new process; a coded error that it raises is raised here.

    ``function`` is a module's own function; arguments and result can be pickled. ``seconds`` bounds the time that it
    computes, and _PATIENCE times as many the time that goes by; ``megabytes`` the address space (both where the system
    can). Raises IsolationError.
    """
    process = _Process()
    try:
        return process.call(function, args, seconds, megabytes)  # type: ignore[no-any-return]
    finally:
        process.stop()


def run_in_worker(
    function: Callable[..., T], args: tuple[Any, ...], *, seconds: float, megabytes: int, again: bool = True
) -> T:
    """The same in a process that is kept for the next call: as many at most as there are processors.

    May be called from several threads. What breaks in a process that has worked before is tried ``again`` in a fresh
    one: what becomes of a file does not hang on the files before it.
    """
    return _workers.call(function, args, seconds, megabytes, again)  # type: ignore[no-any-return]


def prepare() -> None:
    """Starts a process for the next ``run_in_worker``, which finds it ready or on its way."""
    with contextlib.suppress(IsolationError):
        _workers.prepare()


def close() -> None:
    """Ends the processes that are kept; the next call starts one again."""
    for process in list(_alive):
        process.stop()


def spent() -> float:
    """Seconds of one processor that the calls of this process have cost other processes."""
    return _workers.spent


class _Process:
    """A process that does one call after another, in turns with whoever asks."""

    jobs: int
    usable: bool
    _late: bool
    _work: IO[bytes]
    _answers: io.BufferedReader

    def __init__(self) -> None:
        self._box = Box()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _START],
                bufsize=0,  # a fork of ours must find nothing that it would write a second time
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError) as error:
            self._box.remove()
            raise IsolationError("start", str(error)) from None
        assert self._process.stdin is not None
        assert isinstance(self._process.stdout, io.RawIOBase)
        self._work = self._process.stdin
        self._answers = io.BufferedReader(self._process.stdout)
        self._environ: dict[str, str] = {}
        self._late = False
        self.jobs = 0
        self.usable = True
        _alive.add(self)
        with contextlib.suppress(OSError):  # one that died at once is found out by the call
            self._send(([*sys.path, _HOME], self._box.path))
        sweep()  # while the process starts

    def call(self, function: Callable[..., Any], args: tuple[Any, ...], seconds: float, megabytes: int) -> Any:
        """The function's result; after anything but a result or a coded error the process is not ``usable``."""
        self.jobs += 1
        self.usable = False
        environ = dict(os.environ)
        job = function.__module__, function.__qualname__, args, math.ceil(seconds), megabytes
        watch = threading.Timer(_PATIENCE * seconds, self._run_out)
        watch.daemon = True
        watch.start()
        try:
            self._send((*job, None if environ == self._environ else environ))
            kind, value, cost, last = pickle.load(self._answers)
        except Exception:  # the process died before or while it answered
            watch.cancel()
            watch.join()
            raise self._broken(seconds) from None
        finally:
            watch.cancel()
        self._environ = environ
        _workers.note(cost)
        if kind not in ("result", "raised"):
            raise IsolationError(kind, value)
        self.usable = not last and self.jobs < _MOST_JOBS
        if kind == "raised":
            raise value
        return value

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """Ends the process and whatever it started; it may have little time to do so itself."""
        self.forget()
        if self.usable and os.name == "posix":
            self._kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self._kill()
        self._process.wait()
        self._box.remove()
        _alive.discard(self)

    def forget(self) -> None:
        """Lets go of the pipes: the process ends once nobody holds them."""
        for stream in (self._work, self._answers):
            with contextlib.suppress(OSError):
                stream.close()

    def disown(self) -> None:
        """In a fork: the process is not ours."""
        self.forget()
        self._box.leave()
        self._process.returncode = 0

    def _send(self, job: object) -> None:
        left = memoryview(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
        while left:
            left = left[self._work.write(left) :]

    def _run_out(self) -> None:
        self._late = True
        with contextlib.suppress(OSError):
            self._work.close()  # it may know programs to end before itself
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self._kill()

    def _kill(self) -> None:
        if self._process.returncode is not None:
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def _broken(self, seconds: float) -> IsolationError:
        self.stop()
        code = self._process.returncode
        if self._late or code == -getattr(signal, "SIGXCPU", 0):
            return IsolationError("time", f"{seconds:g} s")
        memory = code in (-signal.SIGKILL, 137) if os.name == "posix" else False
        return IsolationError("memory" if memory else "crash", f"exit {code}")


class _Workers:
    """The processes that are kept, and room for as many as there are processors."""

    def __init__(self) -> None:
        self._idle: list[_Process] = []
        self._room = threading.BoundedSemaphore(max(os.cpu_count() or 1, 2))
        self._lock = threading.Lock()
        self.spent = 0.0

    def call(self, function: Callable[..., Any], args: Any, seconds: float, megabytes: int, again: bool) -> Any:
        begun = time.monotonic()
        with self._room:
            process = self._idle_one() or _Process()
            try:
                return self._on(process, function, args, seconds, megabytes)
            except IsolationError as error:
                left = seconds - (time.monotonic() - begun)
                if not again or process.jobs == 1 or error.kind == "time" or left < 1:
                    raise
            return self._on(_Process(), function, args, left, megabytes)

    def _on(self, process: _Process, function: Callable[..., Any], args: Any, seconds: float, megabytes: int) -> Any:
        try:
            return process.call(function, args, seconds, megabytes)
        finally:
            if process.usable:
                with self._lock:
                    self._idle.append(process)
            else:
                process.stop()

    def _idle_one(self) -> _Process | None:
        while True:
            with self._lock:
                if not self._idle:
                    return None
                process = self._idle.pop()
            if process.is_alive():
                return process
            process.stop()

    def prepare(self) -> None:
        """Has a process at hand before there is work for it."""
        process = self._idle_one() or _Process()
        with self._lock:
            self._idle.append(process)

    def note(self, cost: float) -> None:
        with self._lock:
            self.spent += cost


_alive: set[_Process] = set()
_workers = _Workers()


def _forget() -> None:
    """After a fork: the processes are the parent's, and end with it although we have its pipes."""
    global _workers
    for process in _alive:
        process.disown()
    _alive.clear()
    _workers = _Workers()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
