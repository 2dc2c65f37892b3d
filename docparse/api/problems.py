"""Failures as ``application/problem+json`` (RFC 9457): never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from docparse.errors import DocparseError, unexpected

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

MEDIA = "application/problem+json"
_STATUS = {
    "DP660": 401, "DP661": 403, "DP662": 413, "DP663": 422, "DP401": 404, "DP453": 404, "DP452": 404, "DP402": 503,
    "DP413": 503, "DP416": 503, "DP446": 503, "DP900": 500,
    "DP501": 404, "DP503": 404, "DP505": 404, "DP506": 404,
}  # fmt: skip
_SCHEMA = {
    "type": "object",
    "required": ["title", "status", "code", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "pattern": "^DP[0-9]{3}$"},
        "detail": {"type": "string"},
        "where": {"type": "string"},
        "advice": {"type": "string"},
    },
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The failures of an endpoint for its OpenAPI."""
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA: {"schema": _SCHEMA}}}
        for status in statuses
    }


def problem(error: DocparseError) -> JSONResponse:
    """What may be asked but not answered here is a conflict with what the store holds."""
    status = _STATUS.get(error.code, 409)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(
        {
            "title": error.what,
            "status": status,
            "code": error.code,
            "detail": str(error),
            "where": error.where,
            "advice": error.advice,
        },
        status,
        headers,
        MEDIA,
    )


def register(app: FastAPI) -> None:
    """Every failure of ``app`` as a problem."""

    def ours(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, DocparseError)
        return problem(error)

    def invalid(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        where = ", ".join(".".join(map(str, one["loc"])) for one in error.errors()) or "yêu cầu"
        return problem(DocparseError("DP663", where, "giá trị không đúng", "xem /openapi.json"))

    def other(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        what = HTTPStatus(error.status_code).phrase
        body = {"title": what, "status": error.status_code, "code": "DP663", "detail": what}
        return JSONResponse(body, error.status_code, error.headers, MEDIA)

    def broken(_: Request, error: Exception) -> JSONResponse:
        return problem(unexpected(error, "api"))

    app.add_exception_handler(DocparseError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, other)
    app.add_exception_handler(Exception, broken)
