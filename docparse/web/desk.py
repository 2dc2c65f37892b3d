"""The store behind the pages: every call opens it in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from docparse.errors import DocparseError
from docparse.web.settings import Settings
from docparse.web.visit import ADMIN

if TYPE_CHECKING:
    from docparse.accounts import Accounts
    from docparse.questions import Store
    from docparse.web.visit import Visit

T = TypeVar("T")


class Desk:
    """One server's store and accounts."""

    def __init__(self, settings: Settings, accounts: Accounts | None) -> None:
        self.settings, self.accounts = settings, accounts

    def call(self, question: Callable[[Store], T]) -> T:
        """What ``question`` gives, in this thread."""
        from docparse import open_store

        with open_store(self.settings.store) as store:
            return question(store)

    async def ask(self, question: Callable[[Store], T]) -> T:
        """The same in a thread, so that other people's pages go on; DocparseError as the question raises it."""
        return await asyncio.to_thread(self.call, question)  # with the context: the rules in use are of it

    async def look(self, visit: Visit, question: Callable[[Store], T]) -> T:
        """As :meth:`ask`, for what is shown to somebody."""
        answer = await self.ask(question)
        await self.noted(visit, answer)
        return answer

    async def noted(self, visit: Visit, answer: object) -> None:
        """A line of the log for each secret document that an answer shows something of."""
        if self.accounts is None:
            return
        secret = await self.ask(secret_documents)
        told = repr(answer) if secret else ""
        for document in secret:
            if document in told:
                self.note(visit, "xem văn bản mật", document)

    async def again(self, visit: Visit) -> Visit:
        """The same person as they are now: a session may have ended, a role changed, since the page was opened."""
        if self.accounts is None:
            return visit
        known = await asyncio.to_thread(self.accounts.user_of_session, visit.secret)
        if known is None:
            raise DocparseError("DP624", visit.name, "phiên làm việc đã hết", "đăng nhập lại")
        return replace(visit, role=str(known.role))

    def note(self, visit: Visit, what: str, on: str = "") -> None:
        """A line of the audit log, where there are accounts."""
        if self.accounts is not None:
            self.accounts.audit(visit.name, what, on, visit.address)

    def hidden(self, store: Store, visit: Visit) -> frozenset[str]:
        """The ids of the documents that stay out of what this person takes away."""
        if self.settings.secret_open and visit.may(ADMIN):
            return frozenset()
        return frozenset(secret_documents(store))


def secret_documents(store: Store) -> dict[str, str]:
    """The documents marked Mật and above, id to degree."""
    from docparse.accounts.secrecy import is_secret_grade
    from docparse.questions.tasklist import marked_documents

    return {document: grade for document, grade in marked_documents(store).items() if is_secret_grade(grade)}
