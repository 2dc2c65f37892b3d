"""What stands before every request: who it is, where it comes from, how large it may be, what the answer may do."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse

from docparse.store.corrections import user
from docparse.web.settings import LANGUAGES, LOCAL_NAMES, Settings
from docparse.web.visit import ADMIN, KEY, LANGUAGE, SESSION, Visit

if TYPE_CHECKING:
    from docparse.accounts import Accounts

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOGIN, API, STATIC, ICON = "/dang-nhap", "/api", "/tinh/", "/favicon.ico"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = ("/_nicegui/", STATIC)  # files of the program itself: nothing of the store is in them
_NOT_OPEN = ("/_nicegui/client/",)  # uploads lie below the same path
_FORM = 64 * 1024  # bytes beside the file in an upload, and all that other requests may have
# eval: Vue compiles templates in the browser; style attributes: Quasar sets them
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers hide the origin of our own forms from us
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class _TooLarge(Exception):
    """More came than was announced or allowed."""


class Guard:
    """ASGI middleware. Without ``accounts`` whoever reaches the server is its one user, the administrator."""

    def __init__(self, app: App, settings: Settings, accounts: Accounts | None) -> None:
        self.app, self.settings, self.accounts = app, settings, accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        nonce = secrets.token_urlsafe(16)
        refused = self._refused(scope, headers)
        if refused is None:
            visit = await self._visit(scope)
            if visit is not None:
                scope[KEY] = visit
            elif not self._open(scope["path"]):
                refused = self._stranger(scope, headers)
        if scope["type"] == "websocket":
            if refused is not None:
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self.app(scope, receive, send)
            return
        answer = _Answer(send, nonce, cached=scope["path"].startswith(_OWN))
        if refused is not None:
            await refused(scope, receive, answer)
            return
        try:
            await self.app(scope, self._counted(receive), answer)
        except _TooLarge:
            if not answer.begun:
                await said("DP623", 413)(scope, receive, answer)

    def _refused(self, scope: Scope, headers: Headers) -> Any:
        """An answer to what must not go on: another site's request, a name that is not ours, too large a body."""
        host = headers.get("host", "")
        if self.accounts is None and (urlsplit(f"//{host}").hostname or "") not in LOCAL_NAMES | {self.settings.host}:
            return said("DP625", 400)  # a foreign name that was made to point here (DNS rebinding)
        origin = headers.get("origin")
        ours = origin is not None and urlsplit(origin).netloc == host
        writes = scope["type"] == "websocket" or scope["method"] not in _SAFE
        # a program with a token sends no origin, and no browser adds a token by itself
        program = scope["path"].startswith(API) and origin is None and SESSION not in headers.get("cookie", "")
        if writes and not ours and not program:
            return said("DP625", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most:
            return said("DP623", 413)
        return None

    @property
    def _most(self) -> int:
        return self.settings.upload_limit + _FORM

    def _counted(self, receive: Receive) -> Receive:
        """The body, cut off where it is longer than may be: a request may not say how long it is."""
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > self._most:
                raise _TooLarge
            return message

        return counted

    def _open(self, path: str) -> bool:
        """Whether the path is open to those who have not logged in; the API asks for itself."""
        own = path.startswith(_OWN) and not path.startswith(_NOT_OPEN)
        return own or path in (LOGIN, API, ICON) or path.startswith(f"{API}/")

    def _stranger(self, scope: Scope, headers: Headers) -> Any:
        if scope["type"] == "http" and scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
            asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            return RedirectResponse(f"{LOGIN}?den={quote(asked)}", status_code=303)
        return said("DP624", 401)

    async def _visit(self, scope: Scope) -> Visit | None:
        connection = HTTPConnection(scope)
        wanted = connection.cookies.get(LANGUAGE, self.settings.language)
        language = next((one for one in LANGUAGES if one == wanted), self.settings.language)
        address = connection.client.host if connection.client else ""
        if self.accounts is None:
            return Visit(user(), ADMIN, language, address)
        secret = connection.cookies.get(SESSION, "")
        known = await asyncio.to_thread(self.accounts.user_of_session, secret) if secret else None
        if known is None:
            return None
        return Visit(known.name, str(known.role), language, address, secret, known.full_name)


class _Answer:
    """``send`` with the headers of every answer; scripts of a page get the number that the policy lets run."""

    def __init__(self, send: Send, nonce: str, *, cached: bool) -> None:
        self._send, self._nonce, self._cached = send, nonce, cached
        self._start: Message | None = None
        self._body = b""
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(raw=message["headers"])
            for name, value in _HEADERS.items():
                headers[name] = value
            if "content-security-policy" not in headers:
                headers["Content-Security-Policy"] = _POLICY.format(nonce=self._nonce)
            if not self._cached:
                headers["Cache-Control"] = "no-store"
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._page(self._start)
            return
        await self._send(message)

    async def _page(self, start: Message) -> None:
        """Only the page's own frame holds this tag as such: what documents say is escaped in it."""
        body = self._body.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def said(code: str, status: int) -> PlainTextResponse:
    """A refusal as one coded line."""
    texts = {
        "DP623": "DP623 tệp: lớn quá mức cho phép; chia nhỏ tệp, hoặc nhờ quản trị nâng --upload-limit",
        "DP624": "DP624: chưa đăng nhập; mở trang đăng nhập rồi thử lại",
        "DP625": "DP625: yêu cầu đến từ trang khác; mở đúng địa chỉ của docparse rồi thử lại",
    }
    return PlainTextResponse(texts[code], status_code=status)
