"""Folders for what a worker and its programs lay down on disk: each goes with the process that made it.

A box is locked while its maker lives, so what a killed process left is told from what another still uses, whatever
has become of process numbers since and in which container they count.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from functools import cache

_PREFIX = "docparse-worker-"
_NAME = re.compile(r"docparse-worker-\d+-\w{8}-*")
_SESSION = "session-"  # and its number: a program that runs for the worker
_TRIES = 20


class Box:
    """A folder that only this user may enter; ``path`` is empty where none can be made."""

    def __init__(self) -> None:
        self.path = ""
        self._lock: int | None = None
        with contextlib.suppress(OSError):
            self._make()

    def remove(self) -> None:
        """Ends the programs noted in the box and takes it away with all that is in it; may be called again."""
        if not self.path:
            return
        if os.name != "posix":  # where nothing that is open can be removed
            self.leave()
        for session in _sessions(self.path):
            end(session)
        for _ in range(_TRIES):  # a program that was just killed may still end the call that makes a file
            shutil.rmtree(self.path, ignore_errors=True)
            if not os.path.lexists(self.path):
                break
            time.sleep(0.02)
        self.leave()
        self.path = ""

    def leave(self) -> None:
        """Lets go of the lock, in a fork without effect on whose box it is."""
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)

    def _make(self) -> None:
        for _ in range(_TRIES):
            self.path = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
            try:
                self._lock = _locked(self.path)
            except (BlockingIOError, FileNotFoundError):  # taken for a stale one before it was locked
                continue
            except OSError:  # no locks in this file system: nobody else can lock it either, nor removes it
                pass
            return


def note(box: str, session: int) -> None:
    """Notes a program by its session, to be ended if the worker cannot."""
    with contextlib.suppress(OSError):
        open(os.path.join(box, f"{_SESSION}{session}"), "xb").close()


def strike(box: str, session: int) -> None:
    """The program has ended."""
    with contextlib.suppress(OSError):
        os.remove(os.path.join(box, f"{_SESSION}{session}"))


def end(session: int) -> None:
    """Kills all processes of the session's group, where there are groups."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(session, signal.SIGKILL)


@cache
def sweep() -> None:
    """Removes, once a process, the boxes that killed processes of this user left behind."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for path in [entry.path for entry in entries if _NAME.fullmatch(entry.name)]:
            with contextlib.suppress(OSError):
                _clear(path)


def _sessions(box: str) -> list[int]:
    try:
        numbers = [name.removeprefix(_SESSION) for name in os.listdir(box) if name.startswith(_SESSION)]
    except OSError:
        return []
    return [int(number) for number in numbers if number.isdecimal()]


if sys.platform == "win32":

    def _locked(path: str) -> int:
        return os.open(os.path.join(path, "lock"), os.O_CREAT | os.O_RDWR)

    def _clear(path: str) -> None:
        os.rename(path, path + "-")  # refused while anybody has a file in it open
        shutil.rmtree(path + "-", ignore_errors=True)

else:
    import fcntl

    def _locked(path: str) -> int:
        """The folder's lock; BlockingIOError if another holds it, FileNotFoundError if it is no longer there."""
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.stat(path)
        except OSError:
            os.close(lock)
            raise
        return lock

    def _clear(path: str) -> None:
        if os.lstat(path).st_uid != os.geteuid():
            return
        lock = _locked(path)
        try:
            shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(lock)
