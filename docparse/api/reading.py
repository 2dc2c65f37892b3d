"""What can be asked. Each endpoint is plain ``def``: the server runs it in a thread, for the store blocks."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from docparse.api.problems import documented, known_parameters

if TYPE_CHECKING:
    from docparse.api.desk import ApiDesk
    from docparse.model import AgencyRole, Plan
    from docparse.questions import Store

MOST = 2000  # characters of a question or a name
Words = Annotated[str, Query(min_length=1, max_length=MOST)]
Limit = Annotated[int, Query(ge=1, le=500)]
Number = Annotated[int, Query(ge=0, le=10_000_000)]
Page = Annotated[int, Query(ge=1, le=100_000)]


class RoleName(StrEnum):
    LEAD = "lead"
    IMPLEMENT = "implement"
    COORDINATE = "coordinate"
    MONITOR = "monitor"
    RECEIVE = "receive"


class StatusName(StrEnum):
    OPEN = "open"
    DOING = "doing"
    DONE = "done"


class DueName(StrEnum):
    NONE = "none"
    DATED = "dated"
    OVERDUE = "overdue"
    SOON = "soon"


def reading(desk: ApiDesk) -> APIRouter:
    """The GET endpoints."""
    failures = documented(401, 403, 404, 409, 422, 503) | {304: {"description": "Not Modified"}}
    router = APIRouter(responses=failures, dependencies=[Depends(known_parameters)])
    _documents(router, desk)
    _questions(router, desk)
    _about(router, desk)
    return router


def _documents(router: APIRouter, desk: ApiDesk) -> None:
    @router.get("/documents")
    def documents(request: Request, limit: Limit = 100, offset: Number = 0) -> Response:
        def ask(store: Store) -> dict[str, Any]:
            found = store.documents()
            end = offset + limit
            shown = [asdict(one) for one in found[offset:end]]
            return {"total": len(found), "next": end if end < len(found) else None, "documents": shown}

        return desk.answer(request, ask)

    @router.get("/document")
    def document(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: store.show(document).to_dict())

    @router.get("/document/plan")
    def plan(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: store.plan(document))

    @router.get("/document/text")
    def text(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: {"text": store.plan(document)["text"]})

    @router.get("/document/warnings")
    def warnings(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: {"warnings": store.plan(document)["warnings"]})

    @router.get("/document/lint")
    def lint(request: Request, document: Words, at: date | None = None) -> Response:
        from docparse.lint import lint as check

        def ask(store: Store) -> dict[str, Any]:
            return check(_plan(store, document), at=at.isoformat() if at else None).to_dict()

        return desk.answer(request, ask)

    @router.get("/tasks")
    def tasks(
        request: Request,
        agency: Annotated[str, Query(max_length=MOST)] = "",
        role: RoleName | None = None,
        document: Annotated[str, Query(max_length=MOST)] = "",
        status: StatusName | None = None,
        due: DueName | None = None,
        due_from: date | None = None,
        due_until: date | None = None,
        unassigned: bool = False,
        limit: Limit = 50,
        page: Page = 1,
    ) -> Response:
        from docparse.questions.tasklist import TaskFilter, task_list

        def ask(store: Store) -> dict[str, Any]:
            wanted = TaskFilter(
                document=store.find_document(document).id if document else "",
                agency=agency,
                role=role.value if role else "",
                status=status.value if status else "",
                due=due.value if due else "",
                due_from=due_from,
                due_until=due_until,
                unassigned=unassigned,
            )
            found = task_list(store, wanted, page=page, limit=limit)
            return {**found.to_dict(), "next": found.page + 1 if found.page < found.pages else None}

        return desk.answer(request, ask)


def _plan(store: Store, document: str) -> Plan:
    from docparse.store.planvalues import plan_of

    return plan_of(store.plan(document))


def _questions(router: APIRouter, desk: ApiDesk) -> None:
    @router.get("/who")
    def who(request: Request, question: Words, limit: Limit = 10, now: date | None = None) -> Response:
        return desk.answer(request, lambda store: store.who(question, limit=limit, now=now).to_dict())

    @router.get("/checklist")
    def checklist(
        request: Request,
        agency: Words,
        role: RoleName | None = None,
        now: date | None = None,
        limit: Limit | None = None,
        offset: Number = 0,
    ) -> Response:
        wanted: AgencyRole | None = role.value if role else None

        def ask(store: Store) -> dict[str, Any]:
            return store.checklist(agency, wanted, now=now, limit=limit, start=offset).to_dict()

        return desk.answer(request, ask)

    @router.get("/agency")
    def agency(request: Request, name: Words, at: date | None = None) -> Response:
        return desk.answer(request, lambda store: store.agency(name, at=at).to_dict())

    @router.get("/search")
    def search(request: Request, words: Words, limit: Limit = 20, page: Page = 1) -> Response:
        return desk.answer(request, lambda store: store.search(words, limit=limit, page=page).to_dict())

    @router.get("/trace")
    def trace(request: Request, what: Words) -> Response:
        return desk.answer(request, lambda store: store.trace(what).to_dict())


def _about(router: APIRouter, desk: ApiDesk) -> None:
    @router.get("/references")
    def references(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: store.references(document).to_dict())

    @router.get("/goals")
    def goals(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: store.goals(document).to_dict())

    @router.get("/matrix")
    def matrix(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: store.matrix(document).to_dict())

    @router.get("/sheet")
    def sheet(request: Request, document: Words) -> Response:
        return desk.answer(request, lambda store: store.sheet(document).to_dict())

    @router.get("/corrections")
    def corrections(
        request: Request, document: Annotated[str, Query(max_length=MOST)] = "", orphaned: bool = False
    ) -> Response:
        from docparse.questions.correcting import corrections as said

        return desk.answer(request, lambda store: said(store, document or None, orphaned=orphaned).to_dict())

    @router.get("/coverage")
    def coverage(request: Request, upper: Words, lower: Words) -> Response:
        return desk.answer(request, lambda store: store.coverage(upper, lower).to_dict())

    @router.get("/diff")
    def diff(request: Request, old: Words, new: Annotated[str, Query(max_length=MOST)] = "") -> Response:
        return desk.answer(request, lambda store: store.diff(old, new or None).to_dict())
