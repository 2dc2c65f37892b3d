"""The server over HTTP: with accounts nobody asks without a token."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import MCPServer
from starlette.datastructures import Headers
from starlette.responses import JSONResponse

from docparse.accounts import Role
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from docparse.accounts import Accounts

_BODY = 1024 * 1024  # bytes of a question
App = Callable[[Any, Any, Any], Awaitable[None]]


def create_http(server: MCPServer[Any], host: str, accounts: Accounts | None, *, admin_only: bool = False) -> App:
    """The ASGI application, the server at ``/mcp``; ``admin_only``: only an administrator's token will do."""
    app = server.streamable_http_app(host=host, stateless_http=True, json_response=True, max_request_body_size=_BODY)
    return app if accounts is None else _Tokens(app, accounts, admin_only)


class _Tokens:
    def __init__(self, app: App, accounts: Accounts, admin_only: bool) -> None:
        self._app, self._accounts, self._admin_only = app, accounts, admin_only

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scheme, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        known = scheme.lower() == "bearer" and bool(token.strip())
        user = await asyncio.to_thread(self._accounts.user_of_token, token.strip()) if known else None
        if user is None or (self._admin_only and user.role is not Role.ADMIN):
            error = DocparseError("DP660", "/mcp", "thiếu mã truy cập", "gửi Authorization: Bearer MÃ")
            body = {"title": error.what, "status": 401, "code": error.code, "detail": str(error)}
            refused = JSONResponse(body, 401, {"WWW-Authenticate": "Bearer"}, "application/problem+json")
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)
