"""The grammar of ``docparse users``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WORK = ("add", "list", "role", "passwd", "token", "untoken", "remove", "log")


def users(add: Callable[..., Any]) -> None:
    """Who may use a shared server."""
    command = add(
        "users",
        "Người dùng của máy chủ dùng chung (docparse serve --accounts)",
        'docparse users add an.nguyen --role "biên tập" --accounts tai-khoan.db',
        "add: thêm; list: kể tên; role: đổi vai trò; passwd: đổi mật khẩu; token: mã cho phần mềm (in một lần); "
        "untoken: thu mã; remove: bỏ; log: nhật ký. Mật khẩu được hỏi, không nằm trong câu lệnh; --stdin thì đọc ở "
        "đầu vào chuẩn. "
        "Vai trò: xem; biên tập (sửa, xác nhận, đưa văn bản vào); quản trị (thêm người dùng).",
    )
    command.add_argument("work", choices=WORK, metavar="VIỆC", help=", ".join(WORK))
    command.add_argument("name", nargs="?", metavar="TÊN", help="tên đăng nhập")
    command.add_argument("--accounts", required=True, metavar="TỆP", help="tệp tài khoản; chưa có thì tạo")
    command.add_argument("--role", metavar="VAI_TRÒ", help="xem, biên tập, quản trị (người đầu tiên: quản trị)")
    command.add_argument("--full-name", default="", metavar="HỌ_TÊN", help="họ và tên")
    command.add_argument("--label", default="", metavar="CHỮ", help="mã cho phần mềm nào")
    command.add_argument("--stdin", action="store_true", help="đọc mật khẩu ở đầu vào chuẩn")
