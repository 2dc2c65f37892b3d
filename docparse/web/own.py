"""Whose tasks "Việc của tôi" shows: the single user's agency is that of the settings, else the browser keeps it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, unquote

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from docparse.errors import DocparseError
from docparse.settings import set_value, settings
from docparse.web.downloads import refused
from docparse.web.login import YEAR, set_cookie
from docparse.web.visit import AGENCY

if TYPE_CHECKING:
    from docparse.web.desk import Desk

MINE = "/viec-cua-toi"
_LONGEST = 300  # characters of a name


def own_agency(desk: Desk, request: Request) -> str:
    """The name as it was chosen, "" for none; DocparseError DP608 for settings that cannot be read."""
    if desk.accounts is None:
        return settings().agency or ""
    return unquote(request.cookies.get(AGENCY, ""))[:_LONGEST].strip()


def register(app: FastAPI, desk: Desk) -> None:
    """Where the form of the page sends the choice; an empty name takes it back."""

    @app.post("/co-quan-cua-toi")
    async def choose(request: Request, ten: Annotated[str, Form(max_length=_LONGEST)] = "") -> Response:
        name = " ".join(ten.split())
        answer = RedirectResponse(MINE, status_code=303)
        if desk.accounts is not None:
            set_cookie(answer, request, AGENCY, quote(name), age=YEAR)
            return answer
        try:
            await asyncio.to_thread(set_value, "agency", name or None)
        except DocparseError as error:
            return refused(error)
        return answer
