"""A store without the documents that may not be shown: answers are as if those had never been added."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from threading import RLock
from typing import TYPE_CHECKING

from docparse.accounts.people import Role, User
from docparse.accounts.secrecy import is_secret_grade
from docparse.errors import StoreError

if TYPE_CHECKING:
    from docparse.questions import Store

_STATE = ("documents", "added", "versions", "intake", "rules", "oldest", "said", "last", "undone")


class VisibleStore:
    """``url`` as :func:`docparse.open_store` takes it; ``opened``: the administrator sees secret documents too.

    Where some are hidden, questions are put to a copy that never had them: counts, groups and hits then give nothing
    away either. The copy is made anew when the store has changed, in a folder that its owner alone can read.
    """

    def __init__(self, url: str | None, *, opened: bool = False) -> None:
        self.url, self.opened = url, opened
        self._lock = RLock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._state = ""
        self._copy = ""
        self._made = 0

    def all_open(self, user: User | None) -> bool:
        return self.opened and (user is None or user.role is Role.ADMIN)

    @contextmanager
    def whole(self) -> Iterator[Store]:
        """The store itself, for writing."""
        from docparse import open_store

        with open_store(self.url) as store:
            yield store

    @contextmanager
    def store(self, user: User | None) -> Iterator[Store]:
        """What this user may be told of, None being the one user of a machine; for reading. StoreError as usual."""
        from docparse import open_store

        with self.whole() as store:
            hidden = frozenset() if self.all_open(user) else secret_documents(store)
            if not hidden:
                if not self.all_open(user):
                    store.closed = is_secret_grade
                yield store
                return
            path = self._without(store, hidden)
        with open_store(f"sqlite:///{path}") as copy:
            copy.closed = is_secret_grade  # a version from before its paper was opened to all
            yield copy

    def state(self, user: User | None) -> str:
        """Another text whenever answers may be others: the store's content, what people said, the day, the rules."""
        from docparse import rules_in_use

        with self.whole() as store:
            content = _content(store)
        said = f"{content}|{date.today()}|{rules_in_use()}|{self.all_open(user)}"
        return sha256(said.encode()).hexdigest()[:32]

    def _without(self, store: Store, hidden: frozenset[str]) -> str:
        with self._lock:
            state = f"{_content(store)}|{sorted(hidden)}"
            if state != self._state:
                if self._folder is None:
                    self._folder = tempfile.TemporaryDirectory(prefix="docparse-")
                from docparse import open_store

                before, self._made = self._copy, self._made + 1
                self._copy = os.path.join(self._folder.name, f"{self._made}.db")
                store.backup(self._copy)
                with open_store(f"sqlite:///{self._copy}") as copy:
                    for document in sorted(hidden):
                        copy.remove(document)
                        copy.db.run("forget_corrections", document=document)  # they hold its passages
                self._state = state
                if before:
                    _forget(before)
            return self._copy


def secret_documents(store: Store) -> frozenset[str]:
    """The ids of the documents marked Mật and above; none where there is no store yet."""
    from docparse.questions.tasklist import marked_documents

    try:
        return frozenset(id_ for id_, grade in marked_documents(store).items() if is_secret_grade(grade))
    except StoreError as error:
        if error.code != "DP401":
            raise
        return frozenset()


def _content(store: Store) -> str:
    try:
        row = store.db.row("store_state")
    except StoreError as error:
        if error.code != "DP401":
            raise
        return ""
    return repr([row[name] for name in _STATE]) if row is not None else ""


def _forget(path: str) -> None:
    """A copy that is out of date; where somebody still reads it (Windows) it goes with the folder."""
    for end in ("", "-wal", "-shm"):
        try:
            os.unlink(path + end)
        except OSError:
            continue
