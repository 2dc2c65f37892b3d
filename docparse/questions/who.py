"""Who is responsible?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docparse.errors import QuestionError
from docparse.questions.answers import (
    DocumentRef,
    Inferred,
    PartLeader,
    TaskView,
    Understood,
    WhoAnswer,
    WhoRow,
)
from docparse.questions.places import tasks_at
from docparse.questions.ranking import search, sharpen
from docparse.questions.standing import Standing
from docparse.questions.understanding import Question, understand
from docparse.questions.views import Reader, document_ref, keys
from docparse.store.connection import Connection, Row

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

STANDING, FOCAL, WATCH = "Cơ quan thường trực", "Cơ quan đầu mối", "Theo dõi, đôn đốc"
ASSUMED = "Suy ra"
_AT_PLACE = 200


def who(store: GraphStore, text: str, *, limit: int = 10) -> WhoAnswer:
    """The tasks that the question is about, with who does them. ``limit`` bounds a search; a place is shown whole.

    QuestionError DP501 for an unknown document or place, DP504 for a question without content.
    """
    with store.db.reading():
        return _Asking(store.db, limit).answer(text)


class _Asking:
    def __init__(self, db: Connection, limit: int) -> None:
        self.db = db
        self.limit = limit
        self.reader = Reader(db)
        self.standing = Standing(db, self.reader)

    def answer(self, text: str) -> WhoAnswer:
        question = understand(self.db, text)
        if question.whole and not question.documents:
            question.documents = self._only_document(question)
        if question.whole:
            return self._whole(question)
        if question.asked_place is not None:
            placed = tasks_at(self.db, question)
            return self._result(question, self._views(placed[: max(self.limit, _AT_PLACE)]), len(placed))
        documents = [row["pk"] for row in question.documents]
        hits = search(self.db, question.rest, documents)
        texts = self.db.rows("tasks_by_pk", pks=keys(hit.task for hit in hits))
        best = sharpen(hits, question.rest, {row["pk"]: row["text"] for row in texts})
        views = self._views([hit.task for hit in best[: self.limit]])
        shown = [replace(view, score=hit.score) for view, hit in zip(views, best, strict=False)]
        return self._result(question, shown, len(best))

    def _result(
        self, question: Question, tasks: list[TaskView], total: int, rows: tuple[WhoRow, ...] = ()
    ) -> WhoAnswer:
        understood = Understood(
            documents=tuple(document_ref(row) for row in question.documents),
            place=question.place,
            roles=question.roles,
            words=tuple(question.text[word.start : word.end] for word in question.rest),
            whole=question.whole,
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
