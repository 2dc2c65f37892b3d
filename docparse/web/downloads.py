"""Files to take away: what a page shows, in the forms of offices. Each is a plain link, and none holds a secret
document; where some are left out, the file says how many tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, Query, Request, Response

from docparse.errors import DocparseError, QuestionError
from docparse.output import coverage, matrix
from docparse.output.checklist import title
from docparse.output.papers import Paper, checklist_paper, paper_file, sheet_paper
from docparse.output.report import agency_report, document_report, quarter
from docparse.output.sheet import as_csv
from docparse.output.tasklines import TaskLine, task_lines
from docparse.questions.tasklist import task_list
from docparse.web.desk import Desk
from docparse.web.filters import at_home, filter_of
from docparse.web.visit import visit_of
from docparse.web.words import by_page

if TYPE_CHECKING:
    from docparse.output.report import Report
    from docparse.questions import Store
    from docparse.web.visit import Visit


class Form(StrEnum):
    XLSX = "xlsx"
    DOCX = "docx"
    ICS = "ics"


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.DOCX: _WORD,
    Form.ICS: "text/calendar; charset=utf-8",
}
_MOST_IN_WORD = 2000
_MOST = 5000  # tasks of a file; more are no sheet that people read


def register(app: FastAPI, desk: Desk) -> None:
    """The paths below /xuat."""
    _lists(app, desk)
    _tables(app, desk)
    _reports(app, desk)


def _lists(app: FastAPI, desk: Desk) -> None:
    @app.get("/xuat/nhiem-vu.{form}")
    def seen_tasks(request: Request, form: Form) -> Response:
        def paper(store: Store) -> Paper:
            wanted = filter_of(request.query_params, hidden=desk.hidden(store, visit_of(request.scope)))
            answer = task_list(store, at_home(store, wanted), limit=_MOST)
            cut = f"chỉ ghi {_MOST} nhiệm vụ đầu" if answer.total > _MOST else ""
            count = f"{'' if answer.exact else 'hơn '}{answer.total} nhiệm vụ"
            told = "; ".join(filter(None, (answer.agency, wanted.document, count, cut)))
            return Paper("Nhiệm vụ", "BẢNG NHIỆM VỤ", told, answer.agency or "…", task_lines(answer.tasks))

        return _file(request, "nhiem-vu", form, paper)

    @app.get("/xuat/phieu.{form}")
    def agency_tasks(request: Request, form: Form, ten: str) -> Response:
        return _file(request, "phieu-nhiem-vu", form, lambda store: checklist_paper(store.checklist(ten)))

    @app.get("/xuat/van-ban.{form}")
    def document_tasks(request: Request, form: Form, van_ban: str) -> Response:
        return _file(request, "bang-nhiem-vu", form, lambda store: sheet_paper(store.sheet(van_ban)))

    def _file(request: Request, name: str, form: Form, made: Callable[[Store], Paper]) -> Response:
        visit = visit_of(request.scope)
        try:
            paper = desk.call(lambda store: _open_part(made(store), desk.hidden(store, visit)))
            if form is Form.DOCX and len(paper.lines) > _MOST_IN_WORD:
                what = f"có {len(paper.lines)} nhiệm vụ, quá nhiều cho một tệp Word"
                raise QuestionError("DP525", paper.name, what, "tải Excel, hoặc lọc bớt")
        except DocparseError as error:
            return refused(error)
        desk.note(visit, "tải tệp", f"{name}.{form}, {len(paper.lines)} nhiệm vụ")
        return Response(paper_file(form.value, paper).data, media_type=_TYPES[form], headers=attached(f"{name}.{form}"))


def _tables(app: FastAPI, desk: Desk) -> None:
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


def _reports(app: FastAPI, desk: Desk) -> None:
    @app.get("/xuat/bao-cao.docx")
    def report(
        request: Request,
        quy: Annotated[int, Query(ge=1, le=4)],
        nam: Annotated[int, Query(ge=1945, le=9998)],
        ten: str = "",
        van_ban: str = "",
    ) -> Response:
        from docparse.output.reportfile import report_document

        visit, today, period = visit_of(request.scope), date.today(), quarter(quy, nam)

        def made(store: Store) -> Report:
            hidden = desk.hidden(store, visit)
            if van_ban:
                check_open(store, desk, visit, van_ban)
                return document_report(store.sheet(van_ban), period, today)
            answer = store.checklist(ten)
            rows, inherited, inferred, unplaced = (
                tuple(row for row in rows if row.document.id not in hidden)
                for rows in (answer.rows, answer.inherited, answer.inferred, answer.unplaced)
            )
            open_ = replace(answer, rows=rows, inherited=inherited, inferred=inferred, unplaced=unplaced)
            return agency_report(open_, title(answer), period, today)

        try:
            found = desk.call(made)
            if not found.progress.rows:
                why = f"không có nhiệm vụ nào đến hết {period.label}"
                raise QuestionError("DP507", found.about, why, "văn bản ban hành sau kỳ không tính")
        except DocparseError as error:
            return refused(error)
        desk.note(visit, "tải tệp", f"bao-cao.docx, {found.about}, {period.label}")
        return Response(report_document(found), media_type=_WORD, headers=attached(f"bao-cao-quy-{quy}-{nam}.docx"))


def attached(name: str) -> dict[str, str]:
    """The header of a file to keep."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def refused(error: DocparseError) -> Response:
    """The coded line where there is no file."""
    return Response(by_page(str(error)), status_code=404, media_type="text/plain; charset=utf-8")


def check_open(store: Store, desk: Desk, visit: Visit, *documents: str) -> None:
    """QuestionError DP507 for a document that stays out of downloads."""
    hidden = desk.hidden(store, visit)
    for named in documents:
        about = store.find_document(named)
        if about.id in hidden:
            raise QuestionError("DP507", about.name, "văn bản mật không có trong tệp tải về", "nhờ người quản trị")


def _open_part(paper: Paper, hidden: frozenset[str]) -> Paper:
    """Without the tasks of secret documents, which it says; QuestionError DP507 where nothing is left."""

    def opened(lines: Sequence[TaskLine]) -> tuple[TaskLine, ...]:
        return tuple(line for line in lines if line.document.id not in hidden)

    kept = opened(paper.lines)
    if not kept:
        raise QuestionError("DP507", "tệp", "không có nhiệm vụ nào để ghi ra", "xem lại bộ lọc, độ mật của văn bản")
    left = len(paper.lines) - len(kept)
    told = "; ".join(filter(None, (paper.subtitle, f"không gồm {left} nhiệm vụ của văn bản mật" if left else "")))
    lines = tuple(replace(line, number=number) for number, line in enumerate(kept, 1)) if left else kept
    sheets = [replace(sheet, lines=opened(sheet.lines)) for sheet in paper.sheets]
    return replace(paper, subtitle=told, lines=lines, sheets=tuple(sheet for sheet in sheets if sheet.lines))
