"""Who asks, what they may see, and answers with an ETag."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from docparse.accounts import Role, User
from docparse.accounts.visible import VisibleStore, secret_documents
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from docparse.accounts import Accounts
    from docparse.questions import Store

_ORDER = (Role.VIEW, Role.EDIT, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; ``user`` is None for the one user of a machine without accounts."""

    user: User | None
    address: str

    @property
    def name(self) -> str:
        from docparse.store.corrections import user

        return self.user.name if self.user else user()


class ApiDesk:
    """One server's store and accounts."""

    def __init__(self, url: str, accounts: Accounts | None, *, secret_open: bool) -> None:
        self.accounts = accounts
        self.visible = VisibleStore(url, opened=secret_open)

    def caller(self, request: Request, needed: Role = Role.VIEW) -> Caller:
        """DP660 without a token that is known, DP661 for a role that may not do this."""
        address = request.client.host if request.client else ""
        if self.accounts is None:
            return Caller(None, address)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        user = self.accounts.user_of_token(token.strip()) if scheme.lower() == "bearer" and token.strip() else None
        if user is None:
            advice = "gửi Authorization: Bearer MÃ; tạo mã: docparse users token"
            raise DocparseError("DP660", request.url.path, "thiếu mã truy cập hoặc mã không còn dùng được", advice)
        if _ORDER.index(user.role) < _ORDER.index(needed):
            self.accounts.audit(user.name, f"api bị từ chối: {request.method}", request.url.path, address)
            raise DocparseError(
                "DP661", user.name, f"vai trò {user.role} không được làm việc này", "nhờ người quản trị"
            )
        return Caller(user, address)

    def note(self, caller: Caller, what: str, on: str) -> None:
        if self.accounts is not None:
            self.accounts.audit(caller.name, what, on, caller.address)

    def answer(self, request: Request, ask: Callable[[Store], Mapping[str, Any]]) -> Response:
        """The JSON of ``ask``, or 304 where the caller has it already."""
        caller = self.caller(request)
        key = f"{self.visible.state(caller.user)}|{request.url.path}?{request.url.query}"
        tag = f'"{sha256(key.encode()).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
        self._note_secrets(caller, request)
        sent = request.headers.get("if-none-match", "")
        if tag in [one.strip().removeprefix("W/") for one in sent.split(",")]:
            return Response(status_code=304, headers=headers)
        with self.visible.store(caller.user) as store:
            return JSONResponse(dict(ask(store)), headers=headers)

    def _note_secrets(self, caller: Caller, request: Request) -> None:
        """A question to a store opened with its secret documents is a look at those."""
        if self.accounts is not None and self.visible.all_open(caller.user):
            with self.visible.whole() as store:
                if secret_documents(store):
                    self.note(caller, "api, kho mở cả văn bản Mật", f"{request.url.path}?{request.url.query}")
