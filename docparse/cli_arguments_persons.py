"""The grammar of what a person says of tasks: correct, undo, corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docparse.cli_arguments_across import table_forms

Add = Callable[..., Any]
ROLES = (
    ("lead", "--chu-tri", "chủ trì"),
    ("implement", "--thuc-hien", "thực hiện"),
    ("coordinate", "--phoi-hop", "phối hợp"),
    ("monitor", "--theo-doi", "theo dõi"),
    ("receive", "--nhan-bao-cao", "nhận báo cáo"),
)


def persons(add: Add, json: Callable[[Any], None]) -> None:
    """The commands that keep a person's word beside the machine's reading."""
    correct = add(
        "correct",
        "Sửa, xác nhận một nhiệm vụ, ghi tiến độ",
        'docparse correct "3243 III.3 đoạn 1" --chu-tri "Sở Giáo dục và Đào tạo"',
        "Điều máy đọc được vẫn giữ bên cạnh, kèm ai sửa, lúc nào; văn bản được đọc lại thì ghi nhận vẫn còn. "
        "--confirm và --status nhận cả mục có nhiều nhiệm vụ.",
    )
    correct.add_argument("what", nargs="+", metavar="NHIỆM_VỤ", help="mã, hoặc văn bản và mục của nhiệm vụ")
    for role, option, label in ROLES:
        correct.add_argument(
            option, f"--{role}", dest=role, metavar="CƠ_QUAN", help=f'cơ quan {label}, cách nhau bằng ";"; "": không có'
        )
    correct.add_argument("--due", metavar="THỜI_HẠN", help='như trong văn bản: "trước ngày 30/6/2026"; "": không có')
    correct.add_argument("--product", metavar="SẢN_PHẨM", help="kết quả phải có")
    correct.add_argument("--note", metavar="GHI_CHÚ", help="ghi chú")
    correct.add_argument("--link", metavar="NƠI", help="nơi có kết quả: số văn bản, đường dẫn")
    correct.add_argument("--status", metavar="TIẾN_ĐỘ", help="chua, dang, xong")
    correct.add_argument("--confirm", action="store_true", help="xác nhận máy đọc đúng, kể cả điều suy ra")
    _by(correct)
    json(correct)
    undo = add("undo", "Gỡ một ghi nhận của người dùng", "docparse undo 12", "Số xem ở docparse corrections.")
    undo.add_argument("numbers", nargs="+", type=int, metavar="SỐ", help="số của ghi nhận")
    _by(undo)
    json(undo)
    listed = add(
        "corrections",
        "Các ghi nhận của người dùng",
        "docparse corrections 3243/KH-UBND",
        "Kèm điều máy đọc được lúc ghi; ghi nhận không còn nhiệm vụ nào để gắn thì nói rõ.",
    )
    listed.add_argument("document", nargs="*", metavar="VĂN_BẢN", help="chỉ của văn bản này")
    listed.add_argument("--orphaned", action="store_true", help="chỉ ghi nhận chưa gắn được vào nhiệm vụ nào")
    table_forms(listed, json)


def _by(to: Any) -> None:
    to.add_argument("--by", metavar="TÊN", help="tên người ghi (mặc định: DOCPARSE_USER, hoặc tên đăng nhập)")
