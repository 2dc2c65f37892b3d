"""The accounts of a server that several people share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.accounts import Accounts
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from pathlib import Path


def open_accounts(path: Path) -> Accounts:
    """The accounts of a file; DP620 where nobody has an account yet, else as :meth:`Accounts.open`."""
    accounts = Accounts.open(path)
    if accounts.is_empty():
        advice = "thêm người quản trị: docparse users add"
        raise DocparseError("DP620", path.name, "tệp tài khoản chưa có người dùng nào", advice)
    return accounts
