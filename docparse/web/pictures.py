"""The pictures of the pages: each an image of its own, which runs nothing and loads nothing, and a file to keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from fastapi import FastAPI, Request, Response

from docparse.errors import DocparseError
from docparse.output.pictures import Picture, directives_picture, load_picture, matrix_picture, png, svg
from docparse.web.downloads import attached, check_open, refused
from docparse.web.visit import visit_of

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.questions.answers import ChecklistAnswer, ChecklistRow
    from docparse.web.desk import Desk

Kind = Literal["chi-thi", "co-quan", "chi-tieu"]
_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}
# opened by itself an SVG is a page: this one may do nothing
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


def can_png() -> bool:
    """Whether the extra ``pictures`` is installed."""
    return find_spec("matplotlib") is not None


def register(app: FastAPI, desk: Desk) -> None:
    """The paths below /hinh; ``tai=1`` gives the file to keep."""

    @app.get("/hinh/{kind}.{form}")
    def picture(request: Request, kind: Kind, form: Literal["svg", "png"], cua: str, tai: bool = False) -> Response:
        visit = visit_of(request.scope)

        def drawn(store: Store) -> Picture:
            if kind == "co-quan":
                return load_picture(_open_rows(store, cua, desk.hidden(store, visit)))
            if kind == "chi-thi":
                way = store.trace(cua)
                if way.document is not None:
                    check_open(store, desk, visit, way.document.id)
                return directives_picture(way)
            crossed = store.matrix(cua)
            check_open(store, desk, visit, crossed.document.id)
            return matrix_picture(crossed)

        try:
            made = desk.call(drawn)
            body = png(made) if form == "png" else svg(made).encode()
        except DocparseError as error:
            return refused(error)
        headers = {"Content-Security-Policy": _POLICY}
        if tai:
            desk.note(visit, "tải tệp", f"{kind}.{form}: {cua}")
            headers |= attached(f"{kind}.{form}")
        return Response(body, media_type=_TYPES[form], headers=headers)


def _open_rows(store: Store, agency: str, hidden: frozenset[str]) -> ChecklistAnswer:
    """The agency's tasks without those of secret documents, as its page counts them."""
    answer = store.checklist(agency, now=date.today())

    def shown(rows: tuple[ChecklistRow, ...]) -> tuple[ChecklistRow, ...]:
        return tuple(row for row in rows if row.document.id not in hidden)

    return replace(
        answer, rows=shown(answer.rows), inherited=shown(answer.inherited), inferred=shown(answer.inferred),
        unplaced=shown(answer.unplaced),
    )  # fmt: skip
