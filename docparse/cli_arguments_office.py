"""The grammar of an office's daily papers: import, config, mine, report, picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docparse.cli_arguments_across import day, files, papers, table_forms

Add = Callable[..., Any]
_MOST_DAYS = 3660


def office(add: Add, json: Callable[[Any], None]) -> None:
    """The commands for somebody who works with the same lists every day."""
    _import(add, json)
    _config(add, json)
    _mine(add, json)
    _report(add, json)
    _picture(add)


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


def _config(add: Add, json: Callable[[Any], None]) -> None:
    config = add(
        "config",
        "Đặt một lần: cơ quan của tôi, tên người ghi",
        'docparse config agency "Sở Giáo dục và Đào tạo tỉnh Điện Biên"',
        "agency: cơ quan, dùng cho docparse mine; name: tên ghi cùng mỗi sửa đổi. Không nêu gì thì in những gì đã đặt.",
        store=False,
    )
    config.add_argument("key", nargs="?", choices=("agency", "name"), metavar="MỤC", help="agency, name")
    config.add_argument("value", nargs="*", metavar="GIÁ_TRỊ", help="giá trị mới")
    config.add_argument("--unset", action="store_true", help="bỏ mục này")
    json(config)


def _mine(add: Add, json: Callable[[Any], None]) -> None:
    mine = add(
        "mine",
        "Việc của cơ quan tôi: quá hạn, sắp đến hạn, còn lại",
        "docparse mine --due-soon 14",
        'Cơ quan đặt một lần: docparse config agency "Sở …". Tiến độ ghi bằng docparse correct --status.',
    )
    mine.add_argument("--due-soon", type=_days, metavar="SỐ", help="chỉ việc quá hạn và đến hạn trong SỐ ngày tới")
    mine.add_argument("--today", type=day, metavar="NGÀY", help="coi là hôm nay, ví dụ 2026-06-30")
    mine.add_argument("--now", action="store_true", help="kèm nhiệm vụ kế thừa từ các cơ quan trước đây")
    table_forms(mine, json)
    papers(mine)


def _report(add: Add, json: Callable[[Any], None]) -> None:
    report = add(
        "report",
        "Báo cáo tiến độ của một cơ quan hay một kế hoạch",
        'docparse report --agency "Sở GD&ĐT tỉnh Điện Biên" --quarter 4/2026 --docx bao-cao.docx',
        "Đã xong, đang làm, quá hạn, chưa nêu thời hạn, kèm trích dẫn và căn cứ; .docx theo thể thức NĐ 30/2020. Không "
        "nêu gì thì là cơ quan đã đặt ở docparse config, quý này. Tiến độ ghi bằng docparse correct --status.",
    )
    report.add_argument("document", nargs="*", metavar="VĂN_BẢN", help="văn bản (số ký hiệu, số, tên tệp) hoặc cơ quan")
    report.add_argument("--agency", metavar="CƠ_QUAN", help="báo cáo của một cơ quan, qua mọi văn bản")
    report.add_argument("--quarter", metavar="QUÝ", help="4/2026 hoặc IV/2026 (mặc định: quý này)")
    report.add_argument("--from", dest="from_", type=day, metavar="NGÀY", help="ngày đầu kỳ, cùng --to")
    report.add_argument("--to", type=day, metavar="NGÀY", help="ngày cuối kỳ")
    report.add_argument("--today", type=day, metavar="NGÀY", help="coi là hôm nay, ví dụ 2026-06-30")
    report.add_argument("--docx", nargs="?", const="", metavar="TỆP", help="ghi tệp Word, thể thức NĐ 30/2020")
    files(report)
    table_forms(report, json)


def _picture(add: Add) -> None:
    picture = add(
        "picture",
        "Hình: cây chỉ đạo, việc theo tháng, ma trận",
        "docparse picture directives 3243/KH-UBND --svg cay.svg",
        "directives VĂN_BẢN: cây văn bản cấp trên; load CƠ_QUAN: việc theo tháng đến hạn; matrix VĂN_BẢN: mục tiêu × "
        "nhiệm vụ. Không nêu tệp thì in SVG. PNG cần docparse[pictures].",
    )
    kinds = ("directives", "load", "matrix")
    picture.add_argument("kind", choices=kinds, metavar="HÌNH", help=", ".join(kinds))
    picture.add_argument("of", nargs="*", metavar="VĂN_BẢN|CƠ_QUAN", help="vẽ về gì")
    picture.add_argument("--svg", nargs="?", const="", metavar="TỆP", help="ghi tệp SVG")
    picture.add_argument("--png", nargs="?", const="", metavar="TỆP", help="ghi tệp PNG")
    files(picture)


def _days(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST_DAYS:
        raise ValueError(text)
    return number
