"""What is shown at an address that is no page, with the way to those that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request, Response
from nicegui import app, ui
from nicegui.client import Client

from docparse.errors import DocparseError
from docparse.web.layout import frame, show_error
from docparse.web.visit import visit_of
from docparse.web.words import words

if TYPE_CHECKING:
    from docparse.web.desk import Desk


def register(desk: Desk) -> None:
    @app.exception_handler(404)
    async def missing_page(request: Request, error: Exception) -> Response:
        visit = visit_of(request.scope)
        w = words(visit.language)
        with Client(ui.page(""), request=request) as client, frame(desk, visit, "", w["no_page"]):
            show_error(visit, DocparseError("DP626", request.url.path, w["no_page"].lower(), w["no_page_advice"]))
        return client.build_response(request, 404)
