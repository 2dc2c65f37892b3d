"""Failures as ``application/problem+json`` (RFC 9457): never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import Request  # FastAPI reads the annotation
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from docparse.errors import DocparseError, unexpected

if TYPE_CHECKING:
    from fastapi import FastAPI

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


def known_parameters(request: Request) -> None:
    """DP663 for a parameter that the endpoint does not have: a filter that nothing applies would answer falsely."""
    taken = [field.alias for field in request.scope["route"].dependant.query_params]
    unknown = [name for name in request.query_params if name not in taken]
    if unknown:
        advice = f"có các tham số: {', '.join(taken)}" if taken else "địa chỉ này không có tham số nào"
        raise DocparseError("DP663", ", ".join(unknown)[:200], "không có tham số này", advice)


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

    def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        found = error.errors()
        where = ", ".join(".".join(map(str, one["loc"])) for one in found) or "yêu cầu"
        missing = bool(found) and all(one["type"] == "missing" for one in found)
        expected = [str(one["ctx"]["expected"]) for one in found if "expected" in one.get("ctx", {})]
        wanted = [f"một trong {said.replace(' or ', ', ')}" for said in expected]
        wanted += ["ngày ghi như 2026-06-30" for one in found if str(one["type"]).startswith("date")]
        advice = "; ".join(dict.fromkeys((*wanted, f"xem {request.scope.get('root_path', '')}/openapi.json")))
        return problem(DocparseError("DP663", where, "thiếu giá trị" if missing else "giá trị không đúng", advice))

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
