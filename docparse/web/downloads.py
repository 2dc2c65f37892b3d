"""Files to take away: what a page shows, as a sheet. Each is a plain link, and none holds a secret document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response

from docparse.errors import DocparseError, QuestionError
from docparse.output import coverage, matrix
from docparse.output.sheet import as_csv
from docparse.output.tasklines import TaskLine, checklist_lines, task_lines
from docparse.output.xlsx import SheetOf, workbook
from docparse.questions.tasklist import task_list
from docparse.web.desk import Desk
from docparse.web.filters import at_home, filter_of
from docparse.web.visit import visit_of

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.web.visit import Visit

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 5000  # tasks of a file; more are no sheet that people read


def register(app: FastAPI, desk: Desk) -> None:
    """The paths below /xuat."""

    @app.get("/xuat/nhiem-vu.xlsx")
    def seen_tasks(request: Request) -> Response:
        def sheet(store: Store) -> SheetOf:
            wanted = filter_of(request.query_params, hidden=desk.hidden(store, visit_of(request.scope)))
            answer = task_list(store, at_home(store, wanted), limit=_MOST)
            told = "; ".join(filter(None, (answer.agency, wanted.document, f"{answer.total} nhiệm vụ")))
            return SheetOf("Nhiệm vụ", "BẢNG NHIỆM VỤ", told, task_lines(answer.tasks))

        return _file(desk, request, "nhiem-vu", sheet)

    @app.get("/xuat/phieu.xlsx")
    def agency_tasks(request: Request, ten: str) -> Response:
        def sheet(store: Store) -> SheetOf:
            answer = store.checklist(ten)
            lines = _allowed(checklist_lines(answer), desk.hidden(store, visit_of(request.scope)))
            return SheetOf(answer.name, f"PHIẾU NHIỆM VỤ – {answer.name}", f"{len(lines)} nhiệm vụ", lines)

        return _file(desk, request, "phieu-nhiem-vu", sheet)

    @app.get("/xuat/van-ban.xlsx")
    def document_tasks(request: Request, van_ban: str) -> Response:
        def sheet(store: Store) -> SheetOf:
            answer = store.sheet(van_ban)
            lines = _allowed(task_lines(answer.tasks), desk.hidden(store, visit_of(request.scope)))
            about = answer.document
            return SheetOf(about.symbol or about.name, f"BẢNG NHIỆM VỤ – {about.name}", about.title or "", lines)

        return _file(desk, request, "bang-nhiem-vu", sheet)

    @app.get("/xuat/bao-phu.csv")
    def covered(request: Request, tren: str, duoi: str) -> Response:
        def table(store: Store) -> str:
            check_open(store, desk, visit_of(request.scope), tren, duoi)
            return as_csv(coverage.CSV_TITLES, coverage.coverage_rows(store.coverage(tren, duoi)))

        return _table(request, "bao-phu", table)

    @app.get("/xuat/ma-tran.csv")
    def crossed(request: Request, van_ban: str) -> Response:
        def table(store: Store) -> str:
            check_open(store, desk, visit_of(request.scope), van_ban)
            return as_csv(matrix.CSV_TITLES, matrix.matrix_rows(store.matrix(van_ban)))

        return _table(request, "ma-tran", table)

    def _table(request: Request, name: str, made: Callable[[Store], str]) -> Response:
        try:
            text = desk.call(made)
        except DocparseError as error:
            return refused(error)
        desk.note(visit_of(request.scope), "tải tệp", f"{name}.csv")
        return Response(text.encode(), media_type="text/csv; charset=utf-8", headers=attached(f"{name}.csv"))

    def _file(desk: Desk, request: Request, name: str, made: Callable[[Store], SheetOf]) -> Response:
        try:
            sheet = desk.call(made)
        except DocparseError as error:
            return refused(error)
        desk.note(visit_of(request.scope), "tải tệp", f"{name}.xlsx, {len(sheet.lines)} nhiệm vụ")
        return Response(workbook((sheet,)), media_type=_TYPE, headers=attached(f"{name}.xlsx"))


def attached(name: str) -> dict[str, str]:
    """The header of a file to keep."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def refused(error: DocparseError) -> Response:
    """The coded line where there is no file."""
    return Response(str(error), status_code=404, media_type="text/plain; charset=utf-8")


def check_open(store: Store, desk: Desk, visit: Visit, *documents: str) -> None:
    """QuestionError DP507 for a document that stays out of downloads."""
    hidden = desk.hidden(store, visit)
    for named in documents:
        about = store.find_document(named)
        if about.id in hidden:
            raise QuestionError("DP507", about.name, "văn bản mật không có trong tệp tải về", "nhờ người quản trị")


def _allowed(lines: Sequence[TaskLine], hidden: frozenset[str]) -> tuple[TaskLine, ...]:
    """Without those of secret documents; QuestionError DP507 where nothing is left."""
    kept = tuple(line for line in lines if line.document.id not in hidden)
    if not kept:
        raise QuestionError("DP507", "tệp", "không có nhiệm vụ nào để ghi ra", "xem lại bộ lọc, độ mật của văn bản")
    return kept
