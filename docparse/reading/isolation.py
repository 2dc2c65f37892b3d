"""Running a function in a process of its own that can be stopped: for formats whose readers are large and in C.

The child gets its work through a pipe and gives its result back through one; it may not outlive its time or
outgrow its memory, and takes the programs that it started with it.
"""

from __future__ import annotations

import contextlib
import importlib
import math
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import IO, Any, Literal, TypeVar

from docparse.errors import DocparseError

T = TypeVar("T")
_PATIENCE = 3  # a machine may be busy with other things
_START = (
    "import sys,pickle;sys.path[:]=pickle.load(sys.stdin.buffer);from docparse.reading.isolation import serve;serve()"
)


class IsolationError(Exception):
    """The work did not come to an end. ``kind``: out of ``time``, out of ``memory``, or a ``crash``."""

    def __init__(self, kind: Literal["time", "memory", "crash"], detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


def run_isolated(function: Callable[..., T], args: tuple[Any, ...], *, seconds: float, megabytes: int) -> T:
    """``function(*args)`` in a new process; a coded error that it raises is raised here.

    ``function`` is a module's own function; arguments and result can be pickled. ``seconds`` bounds the time that it
    computes, and _PATIENCE times as many the time that goes by; ``megabytes`` the address space (both where the system
    can). Raises IsolationError.
    """
    work = pickle.dumps(sys.path) + pickle.dumps(
        (function.__module__, function.__qualname__, args, math.ceil(seconds), megabytes)
    )
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        out, _ = process.communicate(work, timeout=_PATIENCE * seconds)
    except subprocess.TimeoutExpired:
        raise IsolationError("time", f"{seconds:g} s") from None
    finally:
        _stop(process)
    try:
        kind, value = pickle.loads(out)
    except Exception:  # the child died before or while it answered
        if process.returncode == -getattr(signal, "SIGXCPU", 0):
            raise IsolationError("time", f"{seconds:g} s") from None
        memory = process.returncode in (-signal.SIGKILL, 137) if os.name == "posix" else False
        raise IsolationError("memory" if memory else "crash", f"exit {process.returncode}") from None
    if kind == "result":
        return value  # type: ignore[no-any-return]
    if kind == "raised":
        raise value
    raise IsolationError(kind, value)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the child and whatever it started."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
        process.communicate(timeout=5)


def serve() -> None:
    """The child's side: one call, one answer."""
    module, name, args, seconds, megabytes = pickle.load(sys.stdin.buffer)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes nowhere
    _limit(seconds, megabytes)
    try:
        target: Any = importlib.import_module(module)
        for part in name.split("."):
            target = getattr(target, part)
        answer: tuple[str, Any] = ("result", target(*args))
    except MemoryError:
        answer = ("memory", f"{megabytes} MB")
    except Exception as error:
        coded = isinstance(error, DocparseError)
        answer = ("raised", error) if coded else ("crash", f"{type(error).__name__}: {error}")
    _send(answers, answer, megabytes)


def _send(answers: IO[bytes], answer: tuple[str, Any], megabytes: int) -> None:
    try:
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        data = pickle.dumps(("memory", f"{megabytes} MB"))
    answers.write(data)
    answers.flush()
    os._exit(0)  # nothing to tidy up: faster, and no destructor of a broken file can hang


def _limit(seconds: int, megabytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        size = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
