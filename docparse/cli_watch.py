"""``docparse watch``: the documents of a folder into the store as they arrive, by the way of ``docparse add``."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from docparse.cli_add import keep_each, read_each
from docparse.cli_files import open_from
from docparse.cli_inputs import documents_below, is_document
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, StoreError
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.questions import Store

_TICK = 0.25  # seconds between two looks at what is not yet still
_POLL = 2.0  # seconds between two looks at a folder whose system tells of no change
_AGAIN = 30.0  # seconds until a store that failed is tried again

_Form = tuple[int, int]  # size in bytes and time of the last change in ns


class Settling:
    """The files that have come and are not read yet; one is ready when it has stayed the same for a while."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting: dict[str, tuple[_Form, float]] = {}
        self._read: dict[str, _Form] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def see(self, paths: Iterable[str], now: float) -> None:
        """These were found or have changed; what was read as it stands now is not waited for again."""
        for path in paths:
            form = _form(path)
            if form is None:
                self._waiting.pop(path, None)
                self._read.pop(path, None)  # the same file put there again is a new arrival
            elif path not in self._waiting and self._read.get(path) != form:
                self._waiting[path] = form, now

    def ready(self, now: float) -> list[str]:
        """The files that are still since ``seconds``, in the order of names; they wait no longer."""
        found = []
        for path, (before, since) in sorted(self._waiting.items()):
            form = _form(path)
            if form is None:
                del self._waiting[path]
            elif form != before:
                self._waiting[path] = form, now
            elif now - since >= self._seconds:
                found.append(path)
                del self._waiting[path]
                self._read[path] = form
        return found


def _form(path: str) -> _Form | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def run(arguments: Namespace, screen: Screen) -> int:
    """Watch until told to stop, which is the right end: 0. With ``--once`` 1 where a file failed."""
    folder = os.path.abspath(arguments.folder)
    if not os.path.isdir(folder):
        raise UsageError("DP641", arguments.folder, "không phải thư mục", "nêu thư mục nhận văn bản")
    changes = _looks() if arguments.once else _changes(folder, poll=arguments.poll)
    counts = Counter[str]()
    try:
        with open_from(arguments) as store:
            if not arguments.json:
                screen.line(f"Theo dõi: {folder} (Ctrl-C để dừng)" if not arguments.once else f"Thư mục: {folder}")
                screen.line(f"Kho: {store.db.location.path}")
            screen.out.flush()
            for entry in _arriving(store, folder, changes, arguments, screen):
                counts[entry["status"]] += 1
    except (KeyboardInterrupt, SystemExit):
        if arguments.once:
            raise  # then it is not the right end
        if not arguments.json:
            screen.line(f"Đã dừng: {counts['added']} đã thêm, {counts['updated']} cập nhật, {counts['failed']} lỗi")
    return int(arguments.once and counts["failed"] > 0)


def _arriving(
    store: Store, folder: str, changes: Iterator[set[str]], arguments: Namespace, screen: Screen
) -> Iterator[dict[str, Any]]:
    """What ``docparse add`` tells of each file, as they become ready."""
    settling = Settling(arguments.settle)
    held: list[str] = []  # ready, but the store failed
    retry = 0.0
    changed: set[str] | None = None
    for names in changes:
        # the folder is looked through once it is watched, so that nothing comes in between unseen
        changed = set(documents_below(folder, True)) if changed is None else _documents(names, folder)
        now = time.monotonic()
        settling.see(changed, now)
        held += (path for path in settling.ready(now) if path not in held)
        while held and now >= retry:
            try:
                for entry in keep_each(store, read_each(held[:1], arguments), arguments, screen):
                    if arguments.json:
                        screen.json(entry, one_line=True)
                    yield entry
            except StoreError as error:
                if arguments.once:
                    raise
                screen.error(str(error))
                retry = time.monotonic() + _AGAIN
            else:
                held.pop(0)
            screen.out.flush()
        if arguments.once and not (settling or held):
            return


def _documents(names: Iterable[str], folder: str) -> set[str]:
    """The documents among changed paths; a folder that was moved in is told of only as itself."""
    found: set[str] = set()
    for name in names:
        if os.path.isdir(name):
            found |= {path for path in documents_below(name, True) if is_document(path, folder)}
        elif is_document(name, folder):
            found.add(name)
    return found


def _looks() -> Iterator[set[str]]:
    while True:
        yield set()
        time.sleep(_TICK)


def _changes(folder: str, *, poll: bool) -> Iterator[set[str]]:
    """The paths that changed, at each tick; DocparseError DP640 without watchfiles, DP642 where watching fails."""
    try:
        import watchfiles
    except ImportError as error:
        advice = "cài thêm: pip install 'docparse[watch]' (watch --once không cần)"
        raise DocparseError("DP640", "docparse watch", "chưa có gói watchfiles", advice) from error
    ticks = watchfiles.watch(
        folder,
        watch_filter=None,
        debounce=int(_TICK * 1000),
        rust_timeout=int(_TICK * 1000),
        yield_on_timeout=True,
        raise_interrupt=True,
        force_polling=poll,
        poll_delay_ms=int(_POLL * 1000),
        ignore_permission_denied=True,
    )

    def paths() -> Iterator[set[str]]:
        try:
            for tick in ticks:
                yield {path for _, path in tick}
        except OSError as error:
            advice = "kiểm tra thư mục còn không; thư mục mạng thì thêm --poll"
            raise DocparseError("DP642", folder, f"không theo dõi được ({error})", advice) from error

    return paths()
