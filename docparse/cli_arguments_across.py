"""The grammar of coverage, matrix and diff, and of commands whose answer is a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

Add = Callable[..., Any]


def across(add: Add, json: Callable[[Any], None]) -> None:
    """The commands that compare whole plans."""
    covered = add(
        "coverage",
        "Kế hoạch cấp dưới đã cụ thể hóa những gì của văn bản cấp trên",
        "docparse coverage 82-KH/TU 3243/KH-UBND",
        "Từng mục tiêu, nhiệm vụ ở trên: nội dung dưới tương ứng, mức khớp và căn cứ; điều chưa thấy; chỗ lệch số. "
        "Mỗi văn bản là một TỆP hay một văn bản trong kho.",
    )
    covered.add_argument("upper", metavar="TRÊN", help="văn bản cấp trên: tệp, hay số ký hiệu trong kho")
    covered.add_argument("lower", nargs="+", metavar="DƯỚI", help="các văn bản cấp dưới, hay thư mục có chúng")
    table_forms(covered, json)
    sheet = add(
        "sheet",
        "Bảng nhiệm vụ của một văn bản: STT, nhiệm vụ, chủ trì, phối hợp, sản phẩm, thời hạn, ghi chú",
        "docparse sheet 3243/KH-UBND --xlsx",
        "Kèm căn cứ và trích dẫn; tệp Excel có thêm mỗi cơ quan một trang. Không nêu dạng tệp thì in CSV.",
    )
    sheet.add_argument("document", nargs="+", metavar="VĂN_BẢN", help="số ký hiệu, số, tên tệp hoặc mã định danh")
    papers(sheet)
    sheet.add_argument("--csv", action="store_true", help="in dạng CSV mở được bằng Excel, như khi không nêu dạng nào")
    sheet.add_argument("--sep", choices=(",", ";"), default=",", help="dấu ngăn cột của CSV: , hoặc ;")
    json(sheet)
    matrix = add(
        "matrix",
        "Ma trận mục tiêu và nhiệm vụ của một văn bản",
        "docparse matrix 3243/KH-UBND --csv",
        "Mỗi mục tiêu, chỉ tiêu có nhiệm vụ nào phục vụ; chỉ tiêu chưa có nhiệm vụ, nhiệm vụ không phục vụ chỉ tiêu "
        "nào; nhiệm vụ điều kiện (kinh phí, kiểm tra, báo cáo) để riêng.",
    )
    matrix.add_argument("document", nargs="+", metavar="VĂN_BẢN", help="tệp, hay số ký hiệu, tên tệp trong kho")
    table_forms(matrix, json)
    diff = add(
        "diff",
        "Hai bản của một kế hoạch khác nhau ở đâu",
        "docparse diff cu.docx moi.docx",
        "Nhiệm vụ, mục tiêu, văn bản viện dẫn thêm, bỏ, sửa (cơ quan, thời hạn, chỉ tiêu, câu chữ) và phần đầu. "
        "Trong kho: 3243@1 là bản thứ nhất; chỉ nêu một văn bản thì so hai bản cuối của nó.",
    )
    diff.add_argument("old", metavar="CŨ", help="bản cũ: tệp, hay số ký hiệu trong kho")
    diff.add_argument("new", nargs="?", metavar="MỚI", help="bản mới")
    diff.add_argument("--all", action="store_true", help="liệt kê cả câu khác ở phần không đối chiếu")
    table_forms(diff, json)


def papers(command: Any) -> None:
    """The files that offices keep; without a name docparse gives one."""
    for form, what in (
        ("xlsx", "Excel"),
        ("docx", "Word, thể thức NĐ 30/2020"),
        ("pdf", "PDF (cần LibreOffice)"),
        ("ics", "lịch hạn (iCalendar)"),
    ):
        command.add_argument(f"--{form}", nargs="?", const="", metavar="TỆP", help=f"ghi tệp {what}")
    command.add_argument("--template", metavar="MẪU", help="điền vào mẫu .xlsx, .docx của đơn vị có hàng tiêu đề cột")
    files(command)


def files(command: Any) -> None:
    """What holds for every file that leaves the store."""
    command.add_argument("--force", action="store_true", help="ghi đè tệp đã có")
    with_secret(command)


def with_secret(command: Any) -> None:
    command.add_argument("--with-secret", action="store_true", help="đưa vào tệp cả văn bản đóng dấu Mật trở lên")


def table_forms(command: Any, json: Callable[[Any], None]) -> None:
    """How the answer is printed; one of them."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="in dạng CSV mở được bằng Excel")
    form.add_argument("--md", action="store_true", help="in dạng bảng Markdown")
    command.add_argument("--sep", choices=(",", ";"), default=",", help="dấu ngăn cột của CSV: , hoặc ;")
    json(form)


_LAST_DAY, _CENTURY, _TWO_DIGITS = 31, 2000, 100


def day(text: str) -> date:
    """``2026-06-30``, ``30/6/2026`` or ``30/6/26``."""
    parts = [int(part) for part in re.split(r"[-/]", text)]
    year, month, day = parts if parts[0] > _LAST_DAY else parts[::-1]
    return date(year + _CENTURY if year < _TWO_DIGITS else year, month, day)
