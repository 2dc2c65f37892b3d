"""The grammar of the servers: serve for people, mcp for assistants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Add = Callable[..., Any]


def serve(add: Add) -> None:
    """The command that opens the workspace."""
    command = add(
        "serve",
        "Mở phòng làm việc trong trình duyệt",
        "docparse serve",
        "Chỉ máy này vào được, không cần mật khẩu. Cho nhiều người: --host và --accounts; thêm người: docparse users.",
    )
    command.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="nghe ở địa chỉ nào (127.0.0.1)")
    command.add_argument("--port", type=int, default=8080, metavar="CỔNG", help="cổng (8080)")
    command.add_argument("--accounts", metavar="TỆP", help="tệp tài khoản: ai vào cũng phải đăng nhập")
    command.add_argument("--lang", choices=("vi", "en"), default="vi", metavar="TIẾNG", help="vi, en")
    command.add_argument("--upload-limit", type=int, default=50, metavar="MB", help="cỡ lớn nhất của một tệp (50)")
    command.add_argument("--open-secret", action="store_true", help="cho tải và hỏi qua /api cả văn bản Mật trở lên")


def mcp(add: Add) -> None:
    """The command that answers an assistant."""
    command = add(
        "mcp",
        "Cho trợ lý AI hỏi kho, câu trả lời kèm trích dẫn",
        "docparse mcp",
        "Theo Model Context Protocol, qua đầu vào và đầu ra chuẩn; --http: qua HTTP ở /mcp. Văn bản đóng dấu Mật trở "
        "lên không có trong câu trả lời nào.",
    )
    command.add_argument("--http", action="store_true", help="qua HTTP thay cho đầu vào và đầu ra chuẩn")
    command.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="nghe ở địa chỉ nào (127.0.0.1)")
    command.add_argument("--port", type=int, default=8081, metavar="CỔNG", help="cổng (8081)")
    command.add_argument("--accounts", metavar="TỆP", help="tệp tài khoản: cần mã (docparse users token)")
    command.add_argument("--open-secret", action="store_true", help="cho hỏi cả văn bản Mật trở lên")
