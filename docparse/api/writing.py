"""What changes the store: corrections, their undoing, new documents; for editors."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from docparse.accounts import Role
from docparse.accounts.visible import secret_documents
from docparse.api.problems import documented, known_parameters
from docparse.api.reading import MOST, StatusName
from docparse.errors import DocparseError, QuestionError, StoreError

if TYPE_CHECKING:
    from docparse.api.desk import ApiDesk, Caller
    from docparse.questions import Store

Text = Annotated[str, Field(max_length=MOST)]
Names = Annotated[list[Annotated[str, Field(min_length=1, max_length=MOST)]], Field(max_length=100)]
_MB = 1024 * 1024


class Correction(BaseModel):
    """What a person says of the task that ``what`` names; a field that is left out stays, null says there is none."""

    model_config = ConfigDict(extra="forbid")

    what: Annotated[str, Field(min_length=1, max_length=MOST)]
    lead: Names | None = None
    implement: Names | None = None
    coordinate: Names | None = None
    monitor: Names | None = None
    receive: Names | None = None
    due: Text | None = None
    product: Text | None = None
    note: Text | None = None
    link: Text | None = None
    status: StatusName = StatusName.OPEN
    confirmed: bool = True

    def values(self) -> dict[Any, Any]:
        """Only what was sent."""
        said = self.model_dump(exclude_unset=True, exclude={"what"}, mode="json")
        roles = {"lead", "implement", "coordinate", "monitor", "receive"}
        return {
            name: (value or [] if name in roles else value)
            for name, value in said.items()
            if name != "confirmed" or value
        }


class Undo(BaseModel):
    """The numbers of what is taken back."""

    model_config = ConfigDict(extra="forbid")

    numbers: Annotated[list[Annotated[int, Field(ge=1, le=2**53)]], Field(min_length=1, max_length=500)]


def writing(desk: ApiDesk, upload_limit: int) -> APIRouter:
    """The POST endpoints."""
    failures = documented(400, 401, 403, 404, 409, 413, 415, 422, 503)
    router = APIRouter(responses=failures, dependencies=[Depends(known_parameters)])

    @router.post("/corrections")
    def correct(request: Request, body: Correction) -> JSONResponse:
        from docparse.questions.correcting import correct as say

        caller = desk.caller(request, Role.EDIT)
        values = body.values()
        if not values:
            raise DocparseError("DP451", body.what, "chưa nêu điều cần ghi", "gửi lead, due, status, confirmed …")
        with desk.visible.store(caller.user) as seen:
            _known(seen, body.what)
        with desk.visible.whole() as store:
            answer = say(store, body.what, values, caller.name)
        desk.note(caller, "ghi nhận qua api", body.what)
        return JSONResponse(answer.to_dict())

    @router.post("/undo")
    def undo(request: Request, body: Undo) -> JSONResponse:
        from docparse.questions.correcting import undo as take_back

        caller = desk.caller(request, Role.EDIT)
        with desk.visible.whole() as store:
            _may_undo(desk, store, caller, body.numbers)
            answer = take_back(store, body.numbers, caller.name)
        desk.note(caller, "gỡ ghi nhận qua api", ", ".join(map(str, body.numbers)))
        return JSONResponse(answer.to_dict())

    async def uploaded(request: Request) -> bytes:
        """The body, cut off where it is longer than may be: a request may not say how long it is."""
        got = bytearray()
        async for piece in request.stream():
            got += piece
            if len(got) > upload_limit:
                what = f"lớn quá {upload_limit // _MB} MB"
                raise DocparseError("DP662", "tệp", what, "chia nhỏ tệp, hoặc nhờ quản trị nâng mức")
        return bytes(got)

    def editor(request: Request) -> Caller:
        return desk.caller(request, Role.EDIT)

    binary = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}

    # who asks is settled before a byte of the file is taken
    @router.post("/documents", openapi_extra={"requestBody": {"required": True, "content": binary}})
    def add(
        name: Annotated[str, Query(min_length=1, max_length=255)],
        caller: Any = Depends(editor),  # noqa: B008 - names of this function are not seen in annotations
        data: Any = Depends(uploaded),  # noqa: B008
    ) -> JSONResponse:
        from docparse import parse_bytes, rules_in_use

        plan = parse_bytes(data, name)
        with desk.visible.whole() as store:
            done = store.add(plan, sha256=plan.source.get("sha256"), file=name, rules=rules_in_use())
        desk.note(caller, "đưa văn bản vào qua api", done.document_id)
        return JSONResponse(asdict(done))

    return router


def _known(store: Store, what: str) -> None:
    """QuestionError DP506 unless ``what`` names a task that the caller may see."""
    from docparse.questions.naming import tasks_named

    with store.db.reading():
        if not tasks_named(store.db, what):
            raise QuestionError("DP506", what, "không có nhiệm vụ nào như vậy", "nêu văn bản và mục: 3243 V.1 đoạn 2")


def _may_undo(desk: ApiDesk, store: Store, caller: Caller, numbers: list[int]) -> None:
    hidden = frozenset() if desk.visible.all_open(caller.user) else secret_documents(store)
    for number in numbers:
        row = store.db.row("correction", pk=number) if hidden else None
        if row is not None and row["document_id"] in hidden:
            raise StoreError("DP453", f"số {number}", "không có ghi nhận này", "kiểm tra lại số")
