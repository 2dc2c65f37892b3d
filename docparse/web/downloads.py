"""Files to take away: what a page shows, as a sheet. Each is a plain link, and none holds a secret document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import FastAPI, Request, Response

from docparse.errors import DocparseError, QuestionError
from docparse.output.tasklines import TaskLine, checklist_lines, task_lines
from docparse.output.xlsx import SheetOf, workbook
from docparse.questions.tasklist import task_list
from docparse.web.desk import Desk
from docparse.web.filters import filter_of
from docparse.web.visit import visit_of

if TYPE_CHECKING:
    from docparse.questions import Store

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 5000  # tasks of a file; more are no sheet that people read


def register(app: FastAPI, desk: Desk) -> None:
    """The paths below /xuat."""

    @app.get("/xuat/nhiem-vu.xlsx")
    def seen_tasks(request: Request) -> Response:
        def sheet(store: Store) -> SheetOf:
            wanted = filter_of(request.query_params, hidden=desk.hidden(store))
            answer = task_list(store, wanted, limit=_MOST)
            told = "; ".join(filter(None, (answer.agency, wanted.document, f"{answer.total} nhiệm vụ")))
            return SheetOf("Nhiệm vụ", "BẢNG NHIỆM VỤ", told, task_lines(answer.tasks))

        return _file(desk, request, "nhiem-vu", sheet)

    @app.get("/xuat/phieu.xlsx")
    def agency_tasks(request: Request, ten: str) -> Response:
        def sheet(store: Store) -> SheetOf:
            answer = store.checklist(ten)
            lines = _allowed(checklist_lines(answer), desk.hidden(store))
            return SheetOf(answer.name, f"PHIẾU NHIỆM VỤ – {answer.name}", f"{len(lines)} nhiệm vụ", lines)

        return _file(desk, request, "phieu-nhiem-vu", sheet)

    @app.get("/xuat/van-ban.xlsx")
    def document_tasks(request: Request, van_ban: str) -> Response:
        def sheet(store: Store) -> SheetOf:
            answer = store.sheet(van_ban)
            lines = _allowed(task_lines(answer.tasks), desk.hidden(store))
            about = answer.document
            return SheetOf(about.symbol or about.name, f"BẢNG NHIỆM VỤ – {about.name}", about.title or "", lines)

        return _file(desk, request, "bang-nhiem-vu", sheet)

    def _file(desk: Desk, request: Request, name: str, made: object) -> Response:
        try:
            sheet: SheetOf = desk.call(made)  # type: ignore[arg-type]
        except DocparseError as error:
            return Response(str(error), status_code=404, media_type="text/plain; charset=utf-8")
        desk.note(visit_of(request.scope), "tải tệp", f"{name}.xlsx, {len(sheet.lines)} nhiệm vụ")
        told = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
        return Response(workbook((sheet,)), media_type=_TYPE, headers={"Content-Disposition": told})


def _allowed(lines: Sequence[TaskLine], hidden: frozenset[str]) -> tuple[TaskLine, ...]:
    """Without those of secret documents; QuestionError DP507 where nothing is left."""
    kept = tuple(line for line in lines if line.document.id not in hidden)
    if not kept:
        raise QuestionError("DP507", "tệp", "không có nhiệm vụ nào để ghi ra", "xem lại bộ lọc, độ mật của văn bản")
    return kept
