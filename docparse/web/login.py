"""Logging in and out, the language: plain forms, each with a token that only our own page knows."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from typing import Annotated

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from docparse.errors import DocparseError
from docparse.web.desk import Desk
from docparse.web.guard import LOGIN, said
from docparse.web.settings import LANGUAGES
from docparse.web.templating import render
from docparse.web.visit import KEY, LANGUAGE, SESSION, TOKEN, VIEW, Visit, visit_of

YEAR = 365 * 24 * 3600


def form_token(secret: str) -> str:
    """What a form of this session carries; says nothing of the session's secret."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def register(app: FastAPI, desk: Desk) -> None:
    """The paths of the forms."""
    accounts = desk.accounts

    @app.get("/ngon-ngu/{language}")
    def choose_language(language: str, request: Request) -> Response:
        answer = RedirectResponse("/", status_code=303)
        if language in LANGUAGES:
            set_cookie(answer, request, LANGUAGE, language, age=YEAR)
        return answer

    if accounts is None:
        return

    @app.get(LOGIN)
    def login_page(request: Request, den: str = "/") -> Response:
        if KEY in request.scope:
            return RedirectResponse(_inside(den), status_code=303)
        return _page(request, den, None)

    @app.post(LOGIN)
    async def log_in(
        request: Request,
        ten: Annotated[str, Form(max_length=200)] = "",
        mat_khau: Annotated[str, Form(max_length=1000)] = "",
        den: Annotated[str, Form(max_length=2000)] = "/",
        ma: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        held = request.cookies.get(TOKEN, "")
        if not held or not hmac.compare_digest(held.encode(), ma.encode()):
            return said("DP625", 403)
        address = request.client.host if request.client else ""
        try:
            secret = await asyncio.to_thread(accounts.log_in, ten, mat_khau, address)
        except DocparseError as error:
            return _page(request, den, error)
        answer = RedirectResponse(_inside(den), status_code=303)
        set_cookie(answer, request, SESSION, secret)
        answer.delete_cookie(TOKEN)
        return answer

    @app.post("/dang-xuat")
    async def log_out(request: Request, ma: Annotated[str, Form(max_length=200)] = "") -> Response:
        visit = visit_of(request.scope)
        if not hmac.compare_digest(form_token(visit.secret).encode(), ma.encode()):
            return said("DP625", 403)
        await asyncio.to_thread(accounts.log_out, visit.secret)
        answer = RedirectResponse(LOGIN, status_code=303)
        answer.delete_cookie(SESSION)
        return answer

    def _page(request: Request, den: str, error: DocparseError | None) -> Response:
        language = next((one for one in LANGUAGES if one == request.cookies.get(LANGUAGE)), desk.settings.language)
        token = request.cookies.get(TOKEN) or secrets.token_urlsafe(32)
        nobody = Visit("", VIEW, language, "")
        page = render("login", nobody, token=token, den=_inside(den), error=error)
        answer = HTMLResponse(page, status_code=401 if error else 200)
        set_cookie(answer, request, TOKEN, token)
        return answer


def set_cookie(answer: Response, request: Request, name: str, value: str, age: int | None = None) -> None:
    """A cookie that scripts cannot read and other sites cannot send."""
    answer.set_cookie(
        name, value, max_age=age, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )


def _inside(path: str) -> str:
    """Only a path of this server: no way from the login to another site."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if fine and not path.startswith(LOGIN) else "/"
