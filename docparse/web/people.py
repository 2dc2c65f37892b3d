"""What the workspace asks of ``docparse.accounts``, which a single user on this machine does without."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from docparse.errors import DocparseError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODULE = "docparse.accounts"


class Person(Protocol):
    """A user; ``role`` is "xem", "biên tập" or "quản trị"."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def full_name(self) -> str: ...


class Accounts(Protocol):
    """Users, sessions and the log; safe to call from several threads. DocparseError for what cannot be."""

    def is_empty(self) -> bool: ...
    def users(self) -> Sequence[Person]: ...
    def add(self, name: str, password: str, role: Any, full_name: str = "") -> Person: ...
    def log_in(self, name: str, password: str, address: str) -> str: ...
    def user_of_session(self, secret: str) -> Person | None: ...
    def log_out(self, secret: str) -> None: ...
    def audit(self, who: str, what: str, on: str = "", address: str = "") -> None: ...
    def audited(self, limit: int = 200) -> Sequence[Any]: ...


def open_accounts(path: Path) -> Accounts:
    """The accounts of a file; DP620 where nobody has an account yet."""
    advice = "thêm người quản trị: docparse users add"
    if find_spec(_MODULE) is None:
        raise DocparseError("DP620", path.name, "bản docparse này chưa có phần tài khoản", "bỏ --host để dùng riêng")
    accounts = cast("Accounts", import_module(_MODULE).Accounts.open(path))
    if accounts.is_empty():
        raise DocparseError("DP620", path.name, "tệp tài khoản chưa có người dùng nào", advice)
    return accounts


def role(name: str) -> Any:
    """The role of this name as the accounts know it; ValueError for one that is none."""
    return import_module(_MODULE).Role(name)
