"""``docparse users``: who may use a shared server."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.cli_parser import UsageError
from docparse.errors import DocparseError
from docparse.folding import fold_key
from docparse.output.page import Line, Page, Table, columns
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.accounts import Role

_LINES = 100  # of the log


def run(arguments: Namespace, screen: Screen) -> int:
    """0 when it is done; the errors of ``docparse.accounts``."""
    from docparse.accounts import Accounts, Role

    if arguments.name is None and arguments.work not in ("list", "log"):
        raise UsageError("DP600", f"users {arguments.work}", "chưa nêu tên đăng nhập", "xem docparse users --help")
    accounts = Accounts.open(Path(arguments.accounts))
    who = f"dòng lệnh ({arguments.work})"
    match arguments.work:
        case "list":
            rows = tuple((user.name, user.full_name or "–", str(user.role)) for user in accounts.users())
            screen.show(_table(("Tên", "Họ tên", "Vai trò"), rows) if rows else [Line("Chưa có người dùng nào.")])
            return 0
        case "log":
            lines = tuple(
                (line.at, line.who, line.what, line.on or "–", line.address or "–") for line in accounts.audited(_LINES)
            )
            screen.show(_table(("Lúc (UTC)", "Ai", "Việc", "Ở", "Địa chỉ"), lines))
            return 0
        case "add":
            default = Role.ADMIN if accounts.is_empty() else Role.VIEW
            user = accounts.add(arguments.name, _password(arguments), _role(arguments, default), arguments.full_name)
            said = f"đã thêm {user.name} ({user.role})"
        case "role":
            accounts.set_role(arguments.name, role := _role(arguments, None))
            said = f"{arguments.name} nay là {role}"
        case "passwd":
            accounts.set_password(arguments.name, _password(arguments))
            said = f"đã đổi mật khẩu của {arguments.name}; các phiên đang mở đã đóng"
        case "remove":
            accounts.remove(arguments.name)
            said = f"đã bỏ {arguments.name}"
        case "token":
            screen.out.write(f"{accounts.new_token(arguments.name, arguments.label)}\n")  # alone, for a pipe
            said = f"mã của {arguments.name}, chỉ in lần này; ai có mã thì làm được như {arguments.name}"
        case _:
            said = f"đã thu {accounts.drop_tokens(arguments.name)} mã của {arguments.name}"
    accounts.audit(who, said)
    (screen.error if arguments.work == "token" else screen.line)(said)
    return 0


def _role(arguments: Namespace, default: Role | None) -> Role:
    from docparse.accounts import Role

    wanted = fold_key(arguments.role or "")
    found = default if arguments.role is None else next((role for role in Role if fold_key(role) == wanted), None)
    if found is None:
        known = ", ".join(Role)
        raise UsageError("DP600", "--role", "thiếu vai trò, hoặc không có vai trò này", f"chọn một trong: {known}")
    return found


def _password(arguments: Namespace) -> str:
    if arguments.stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        what = "không có bàn phím để nhập mật khẩu"
        raise DocparseError("DP601", arguments.name, what, "chạy ở cửa sổ lệnh, hoặc đưa mật khẩu vào với --stdin")
    from getpass import getpass

    first = getpass("Mật khẩu: ")
    if getpass("Nhập lại: ") != first:
        raise DocparseError("DP632", arguments.name, "hai lần nhập khác nhau", "nhập lại")
    return first


def _table(titles: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Page:
    return [Table(columns(*titles), rows)]


__all__ = ["run"]
