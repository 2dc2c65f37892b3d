"""Who is responsible?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from docparse.errors import QuestionError
from docparse.questions.agencies import Meant, find_agencies, province_meant
from docparse.questions.answers import (
    DocumentRef,
    Inferred,
    PartLeader,
    TaskView,
    Understood,
    WhoAnswer,
    WhoRow,
)
from docparse.questions.deadlines import due_in
from docparse.questions.heirs import gone_forebears, with_heirs
from docparse.questions.landing import tasks_of
from docparse.questions.places import tasks_at
from docparse.questions.ranking import Hit, search
from docparse.questions.standing import Standing
from docparse.questions.timewords import Span
from docparse.questions.understanding import Question, ask
from docparse.questions.views import Reader, document_ref, keys
from docparse.store.connection import Row
from docparse.store.vocabulary import upward

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

STANDING, FOCAL, WATCH = "Cơ quan thường trực", "Cơ quan đầu mối", "Theo dõi, đôn đốc"
ASSUMED = "Suy ra"
_AT_PLACE = 200
_NEAR = 5


def who(
    store: GraphStore, text: str, *, limit: int = 10, today: date | None = None, now: date | None = None
) -> WhoAnswer:
    """The tasks that the question is about, with who does them. ``limit`` bounds a search; a place is shown whole.

    ``today`` is what "tháng này" counts from. QuestionError DP501 for an unknown document or place, DP504 for a
    question without content, DP506 for a section that is not there. ``now``: agencies as they stand on that day.
    """
    with store.db.reading():
        answer = _Asking(store, limit, today or now or date.today(), now).answer(text)
    return with_heirs(answer, now.isoformat()) if now else answer


class _Asking:
    def __init__(self, store: GraphStore, limit: int, today: date, now: date | None = None) -> None:
        self.store = store
        self.now = now
        self.db = store.db
        self.limit = limit
        self.today = today
        self.reader = Reader(store.db)
        self.standing = Standing(store.db, self.reader)

    def answer(self, text: str) -> WhoAnswer:
        question = ask(self.store, text, self.today)
        if question.whole and not (question.documents or question.directives):
            question.documents = self._only_document(question)
        if question.whole and question.directives and not question.documents:
            return self._carrying(question)
        if question.whole:
            return self._whole(question)
        if question.span is not None:
            return self._due(question, question.span)
        if question.asked_place is not None:
            placed = tasks_at(self.db, question)
            return self._result(question, self._views(placed[: max(self.limit, _AT_PLACE)]), len(placed))
        if question.agency is not None and not (question.asks_who and question.rest):
            return self._of_agency(question, question.agency)
        question.rest = tuple(sorted((*question.rest, *question.agency_words), key=lambda word: word.start))
        best, near = self._search(question)
        if not best and question.places:  # the place may be content after all
            near = near or self._search(replace(question, documents=[]))[0]
        return replace(self._result(question, self._scored(best[: self.limit]), len(best)),
                       near=tuple(self._scored(near[:_NEAR])))  # fmt: skip

    def _carrying(self, question: Question) -> WhoAnswer:
        """The tasks that name a directive; where none does, who carries the documents that do."""
        found = (self.db.row("directive_named", id=ref.id) for ref in question.directives)
        targets = keys(row["pk"] for row in found if row is not None)
        tasks = [row["task_pk"] for row in self.db.rows("tasks_naming", targets=targets)]
        if not tasks:
            rows = self.db.rows("documents_carrying", targets=targets, relations=keys(upward()))
            question.documents = list(self.db.rows("documents_by_pk", pks=keys(row["document_pk"] for row in rows)))
            if question.documents:
                return self._whole(question)
        question.whole = False
        return self._result(question, self._views(tasks[: self.limit]), len(tasks))

    def _search(self, question: Question) -> tuple[list[Hit], list[Hit]]:
        """What fits, and where nothing does what comes near."""
        return search(self.db, question.rest, [row["pk"] for row in question.documents])

    def _scored(self, hits: list[Hit]) -> list[TaskView]:
        views = self._views([hit.task for hit in hits])
        return [replace(view, score=hit.score) for view, hit in zip(views, hits, strict=False)]

    def _of_agency(self, question: Question, meant: Meant) -> WhoAnswer:
        """The tasks in which an agency has a part, its own before those of its groups."""
        mine = self._tasks_of(question, meant)
        wanted = {"lead", "implement"} if question.roles == ("implement",) else set(question.roles)
        fitting = [task for task, roles in mine.items() if question.asks_who or not wanted or roles & wanted]
        near = [] if fitting else list(mine)
        if question.rest:
            best, others = self._search(question)
            spoken = {hit.task for hit in best}
            near = [task for task in fitting if task in {hit.task for hit in others}] or [hit.task for hit in best]
            fitting = [task for task in fitting if task in spoken]
        shown = self._views(fitting[: self.limit])
        answer = self._result(question, shown, len(fitting))
        return answer if fitting else replace(answer, near=tuple(self._views(near[:_NEAR])))

    def _tasks_of(self, question: Question, meant: Meant) -> dict[int, set[str]]:
        """The agency's tasks with its roles; as of a day, those of the bodies that it has succeeded too."""
        documents = {row["pk"] for row in question.documents}
        mine = tasks_of(self.store, meant, documents, question.localities)
        if self.now is None or question.localities is None:
            return mine
        for one in gone_forebears(meant.identity, province_meant(meant), self.now.isoformat()):
            body = find_agencies(self.store, one.agency, question.localities)
            body.groups.clear()
            mine = {**tasks_of(self.store, body, documents, question.localities), **mine} if body.direct else mine
        return mine

    def _due(self, question: Question, span: Span) -> WhoAnswer:
        """The tasks due in a span of time, of the documents, place, agency and words that the question names."""
        tasks: set[int] | None = None
        if question.asked_place is not None:
            tasks = set(tasks_at(self.db, question))
        if question.agency is not None:
            mine = self._tasks_of(question, question.agency)
            tasks = set(mine) if tasks is None else tasks & set(mine)
        if question.rest:
            spoken = {hit.task for hit in self._search(question)[0]}
            tasks = spoken if tasks is None else tasks & spoken
        documents = {row["pk"] for row in question.documents}
        found = due_in(self.db, self.reader, span, documents, tasks, self.limit)
        return replace(self._result(question, list(found.tasks), found.total), deadlines=found)

    def _result(
        self, question: Question, tasks: list[TaskView], total: int, rows: tuple[WhoRow, ...] = ()
    ) -> WhoAnswer:
        understood = Understood(
            documents=tuple(document_ref(row) for row in question.documents),
            place=question.place,
            roles=question.roles,
            words=tuple(question.text[word.start : word.end] for word in question.rest),
            whole=question.whole,
            agency=question.agency.name if question.agency else None,
            places=tuple(place.name for place in question.places),
            directives=question.directives,
        )
        return WhoAnswer(question.text, understood, rows, tuple(tasks), total)

    def _views(self, tasks: list[int]) -> list[TaskView]:
        documents = {row["pk"]: row["document_pk"] for row in self.db.rows("tasks_by_pk", pks=keys(tasks))}
        views = self.reader.tasks(tasks)
        return [self.standing.offer(view, documents[key]) for key, view in zip(tasks, views, strict=True)]

    def _only_document(self, question: Question) -> list[Row]:
        """ "ai chủ trì kế hoạch" is clear where the store holds one document."""
        documents = self.db.rows("only_documents")
        if len(documents) != 1:
            advice = 'nêu văn bản hoặc nội dung, ví dụ "ai chủ trì kế hoạch 3243", "xã hội hóa giáo dục"'
            raise QuestionError("DP504", question.text or "(trống)", "câu hỏi chưa nói về việc gì", advice)
        return documents

    def _whole(self, question: Question) -> WhoAnswer:
        """Who carries the documents as wholes; where nobody does, who leads parts."""
        rows: list[WhoRow] = []
        tasks: list[TaskView] = []
        unled: list[DocumentRef] = []
        leaders: list[PartLeader] = []
        for document in question.documents:
            found = self.standing.carriers(document["pk"])
            labelled = [(found.standing, STANDING), (found.focal, FOCAL), (found.lead, None)]
            if not found.led:
                assumed = self.standing.assumed(document["pk"])
                rows += [self._assumed(document, entry) for entry in assumed]
                unled.append(document_ref(document))
                leaders += self.standing.part_leaders(document)
            if not found.led or "monitor" in question.roles:
                labelled.append((found.watch, WATCH))
            for views, label in labelled:
                for view in views:
                    rows += _rows(view, label)
                    tasks.append(view)
        answer = self._result(question, tasks, len(tasks), tuple(rows))
        return replace(answer, unled=tuple(unled), leaders=tuple(leaders))

    def _assumed(self, document: Row, entry: Inferred) -> WhoRow:
        return WhoRow(
            ASSUMED, entry.agency, entry.agency_id, None, f"suy ra: {entry.reason}", document_ref(document), ""
        )


def _rows(view: TaskView, lead_label: str | None) -> list[WhoRow]:
    rows = []
    for part in view.parts:
        label = part.role_label.capitalize()
        if lead_label and part.role in ("lead", *(("implement", "monitor") if lead_label == WATCH else ())):
            label = lead_label
        rows.append(WhoRow(label, part.agency, part.agency_id, view.quote, part.certainty, view.document, view.id))
    return rows
