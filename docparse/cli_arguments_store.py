"""The grammar of looking after a store: refresh, verify."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Add = Callable[..., Any]


def upkeep(add: Add, json: Callable[[Any], None]) -> None:
    """The commands that keep a store sound."""
    refresh = add(
        "refresh",
        "Đọc lại các văn bản mà bộ luật cũ đã đọc",
        "docparse refresh",
        "Không cần tệp gốc. Từng văn bản một, dừng giữa chừng cũng không hỏng; điều người dùng ghi vẫn còn.",
    )
    refresh.add_argument("--all", action="store_true", help="đọc lại mọi văn bản, kể cả đã theo bộ luật đang dùng")
    json(refresh)
    verify = add(
        "verify",
        "Kiểm tra kho có nguyên vẹn không",
        "docparse verify",
        "Từng dòng so với kết quả đã giữ, từng trích dẫn so với toàn văn, chỉ mục tìm kiếm và khóa của cơ sở dữ liệu. "
        "Không sửa gì. Mã thoát 1 khi có chỗ hỏng.",
    )
    json(verify)
