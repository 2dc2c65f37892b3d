"""The application: who may ask, in what form, and the description of all this as OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response

from docparse import __version__
from docparse.api import problems
from docparse.api.desk import ApiDesk
from docparse.api.reading import reading
from docparse.api.writing import writing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from docparse.accounts import Accounts

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def create_api(
    store_url: str, accounts: Accounts | None, *, secret_open: bool = False, upload_limit: int = 50 * 1024 * 1024
) -> FastAPI:
    """The questions as an ASGI application; without ``accounts`` whoever reaches it may do all.

    Documents marked Mật and above are in no answer; ``secret_open`` shows them to the administrator. ``upload_limit``
    is in bytes.
    """
    app = FastAPI(title="docparse", version=__version__, docs_url=None, redoc_url=None)
    desk = ApiDesk(store_url, accounts, secret_open=secret_open)
    app.include_router(reading(desk))
    app.include_router(writing(desk, upload_limit))
    problems.register(app)
    described = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None and accounts is not None:
            schema = described()
            schema.setdefault("components", {})["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            schema["security"] = [{"token": []}]
        return described()

    app.openapi = openapi  # type: ignore[method-assign]

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return app
