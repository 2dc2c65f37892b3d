"""The store as people use it: a graph on disk with one method a question."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from docparse.store.graphstore import GraphStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from docparse.model import AgencyRole
    from docparse.questions.answers import ChecklistAnswer, TraceAnswer, WhoAnswer
    from docparse.questions.answers_across import CoverageAnswer, DiffAnswer, MatrixAnswer
    from docparse.questions.answers_agency import AgencyAnswer
    from docparse.questions.answers_document import GoalsAnswer, ReferencesAnswer, ShowAnswer
    from docparse.questions.answers_search import SearchAnswer
    from docparse.questions.sheet import SheetAnswer
    from docparse.questions.whyvalues import WhyAnswer
    from docparse.store.network import Network
    from docparse.store.refreshing import Refreshed
    from docparse.store.selecting import Selected
    from docparse.store.verifying import Checked


class Store(GraphStore):
    """A store of plans. ``document`` below is anything that names one: symbol, number, id or file name."""

    def who(self, question: str, *, limit: int = 10, today: date | None = None, now: date | None = None) -> WhoAnswer:
        """Who is responsible, asked in free Vietnamese with or without diacritics; ``today`` for "tháng này".

        ``now``: each agency with what it has become by that day, and the tasks of those that it has succeeded.
        """
        from docparse.questions.who import who

        return who(self, question, limit=limit, today=today, now=now)

    def checklist(
        self,
        agency: str,
        role: AgencyRole | None = None,
        *,
        now: date | None = None,
        limit: int | None = None,
        start: int = 0,
    ) -> ChecklistAnswer:
        """Every task of an agency across all documents, under any spelling and through groups.

        ``now``: as things stand on that day, with the tasks of the bodies that the agency has succeeded.
        ``limit``: that many, behind the first ``start``; ``total`` of the answer counts all.
        """
        from docparse.questions.checklist import checklist

        return checklist(self, agency, role, now=now, limit=limit, start=start)

    def agency(self, name: str, *, at: date | None = None) -> AgencyAnswer:
        """What an agency was, what it is on a day (today), since when and by which decree, and its tasks."""
        from docparse.questions.agency import agency

        return agency(self, name, at)

    def search(self, words: str, *, limit: int = 20, page: int = 1) -> SearchAnswer:
        """Passages that hold all words, with or without diacritics; ``"…"`` is a phrase. ``limit`` a page, from 1."""
        from docparse.questions.search import search

        return search(self, words, limit=limit, page=page)

    def trace(self, what: str) -> TraceAnswer:
        """The way up to the parent directives of a document ("3243") or a task (its id, or "3243 III.1")."""
        from docparse.questions.trace import trace

        return trace(self, what)

    def goals(self, document: str) -> GoalsAnswer:
        """The goals and indicators of a document."""
        from docparse.questions.goals import goals

        return goals(self, document)

    def references(self, document: str) -> ReferencesAnswer:
        """The directives that a document names, one row each, with warnings."""
        from docparse.questions.references import references

        return references(self, document)

    def sheet(self, document: str) -> SheetAnswer:
        """All tasks of a document with their agencies, deadlines and quotes, each duty once."""
        from docparse.questions.sheet import sheet

        return sheet(self, document)

    def show(self, document: str) -> ShowAnswer:
        """The section tree of a document with counts."""
        from docparse.questions.show import show

        return show(self, document)

    def why(self, what: str) -> WhyAnswer:
        """Why a fact is in the result, or why a line gave none: "3243#t:V.1:2bd32ffe", "3243 V.1 đoạn 2", "3243:57"."""
        from docparse.questions.askwhy import why

        return why(self, what)

    def coverage(self, upper: str, *lowers: str) -> CoverageAnswer:
        """Which goals and tasks of ``upper`` the lower documents carry on; QuestionError DP508, DP509."""
        from docparse.questions.stored import coverage

        return coverage(self, upper, lowers)

    def matrix(self, document: str) -> MatrixAnswer:
        """Which tasks serve which goal, with orphans on both sides; QuestionError DP508."""
        from docparse.questions.stored import matrix

        return matrix(self, document)

    def diff(self, old: str, new: str | None = None) -> DiffAnswer:
        """What the new version says otherwise. ``3243@1`` is an older one; without ``new`` the last two are meant."""
        from docparse.questions.stored import diff

        return diff(self, old, new)

    @contextmanager
    def network(self, document: str | None = None) -> Iterator[Network]:
        """The nodes and edges of the store, or of one document, a piece at a time, as they are on entering."""
        from docparse.store.finding import find_document
        from docparse.store.network import Network

        with self.db.reading():
            own = None if document is None else find_document(self.db, document)["id"]
            yield Network(self.db, self.directive_book, own)

    def select(self, text: str, *, limit: int | None = 1000, seconds: float = 30.0) -> Selected:
        """What a SELECT gives on the views of ``graph/tables.yaml``; StoreError DP420 to DP422."""
        return self.db.select(text, limit, seconds)

    def refresh(self, *, everything: bool = False) -> Iterator[Refreshed]:
        """Parse anew the documents that other rules parsed, or all, without their files; one after the other."""
        from docparse import rules_in_use
        from docparse.store.refreshing import refresh

        return refresh(self, rules_in_use(), everything=everything)

    def verify(self) -> Iterator[Checked]:
        """Every row against its plan, every quote against its text, the database against itself; changes nothing."""
        from docparse.store.verifying import verify

        return verify(self)


def open_store(url: str | None = None) -> Store:
    """Open ``sqlite:///FILE``, else ``DOCPARSE_STORE``, else the file in the user's data folder.

    A missing file is made by the first :meth:`Store.add`; a question asked of a missing store is a StoreError (DP401).
    """
    return Store(url)
