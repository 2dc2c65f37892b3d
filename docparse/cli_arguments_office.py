"""The grammar of an office's daily papers: import, config, mine, report, picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docparse.cli_arguments_across import table_forms

Add = Callable[..., Any]


def office(add: Add, json: Callable[[Any], None]) -> None:
    """The commands for somebody who works with the same lists every day."""
    _import(add, json)


def _import(add: Add, json: Callable[[Any], None]) -> None:
    back = add(
        "import",
        "Nhận lại bảng Excel mà người dùng đã sửa",
        "docparse import phieu.xlsx --dry-run",
        "Bảng do checklist hay sheet --xlsx ghi: sửa chủ trì, phối hợp, sản phẩm, thời hạn, ghi chú, tiến độ, dấu x "
        "ở cột Xác nhận. In từng chỗ khác, hỏi lại, rồi ghi như docparse correct.",
    )
    back.add_argument("file", metavar="TỆP", help="tệp .xlsx")
    sure = back.add_mutually_exclusive_group()
    sure.add_argument("--dry-run", action="store_true", help="chỉ in các chỗ khác, không ghi")
    sure.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi lại")
    back.add_argument("--by", metavar="TÊN", help="tên người ghi (mặc định: DOCPARSE_USER, hoặc tên đăng nhập)")
    table_forms(back, json)
