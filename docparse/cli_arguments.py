"""The command line's grammar, with help and errors in Vietnamese."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from docparse import __version__
from docparse.cli_arguments_across import across, day, papers, table_forms
from docparse.cli_arguments_machine import machine
from docparse.cli_arguments_office import office
from docparse.cli_arguments_open import open_graph
from docparse.cli_arguments_persons import persons
from docparse.cli_arguments_serve import mcp, serve
from docparse.cli_arguments_store import upkeep
from docparse.cli_arguments_users import users
from docparse.cli_parser import WIDTH, Parser

_ROLES = "chu-tri, thuc-hien, phoi-hop, theo-doi, nhan-bao-cao"

_Add = Callable[..., Parser]


def parser() -> Parser:
    """The whole grammar; ``command`` names the command."""
    main = Parser(
        prog="docparse",
        description="Đọc kế hoạch, chỉ thị, quyết định của cơ quan nhà nước: mục tiêu, nhiệm vụ, cơ quan, thời hạn,\n"
        "văn bản viện dẫn; giữ trong kho và trả lời: ai làm, việc của tôi, thực hiện chủ trương nào.",
    )
    main.add_argument("--version", action="version", version=f"docparse {__version__}", help="hiện số phiên bản")
    _store(main, None)
    _own_rules(main, None)
    commands = main.add_subparsers(dest="command", metavar="LỆNH", title="Lệnh", required=True)

    examples: list[str] = []

    def add(name: str, help_: str, example: str, more: str = "", *, store: bool = True) -> Parser:
        examples.append(example)
        short = f"{help_[0].lower()}{help_[1:]}"
        command: Parser = commands.add_parser(
            name, help=short, description=textwrap.fill(f"{help_}. {more}", WIDTH), epilog=f"Ví dụ: {example}"
        )
        if store:
            _store(command, argparse.SUPPRESS)
        _own_rules(command, argparse.SUPPRESS)
        return command

    _files(add)
    _questions(add)
    _lint(add)
    across(add, _json)
    persons(add, _json)
    users(add)
    office(add, _json)
    open_graph(add, _json)
    serve(add)
    mcp(add)
    upkeep(add, _json)
    machine(add, _json)
    _rules(add)
    _evaluation(add)
    main.epilog = "\n  ".join(("Ví dụ:", *examples)) + "\n\nMã thoát: 0 xong, 1 có lỗi, 2 gõ sai lệnh."
    return main


def _store(to: Parser, default: Any) -> None:
    to.add_argument(
        "--store",
        metavar="URL",
        default=default,
        help="kho: sqlite:///TỆP hoặc postgresql://… (mặc định: biến DOCPARSE_STORE, không có thì kho của người dùng)",
    )


def _own_rules(to: Any, default: Any) -> None:
    to.add_argument(
        "--rules",
        metavar="THƯ_MỤC",
        default=default,
        help="luật của đơn vị, phủ lên luật có sẵn (mặc định: biến DOCPARSE_RULES)",
    )


def _json(to: Any) -> None:
    to.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def _name(to: Any) -> None:
    to.add_argument("--name", metavar="TÊN", help="tên tệp của văn bản đọc từ đầu vào chuẩn (-)")


def _now(to: Any) -> None:
    to.add_argument(
        "--now",
        nargs="?",
        type=day,
        const=date.today(),
        metavar="NGÀY",
        help="theo cơ quan hiện nay (hoặc đến NGÀY): kèm cơ quan kế thừa và nhiệm vụ kế thừa",
    )


def _workers(to: Any) -> None:
    to.add_argument("--workers", type=_positive, default=1, metavar="SỐ", help="đọc bằng mấy tiến trình cùng lúc (1)")


def _annex_of(to: Any, what: str, help_: str) -> None:
    to.add_argument("--annex-of", metavar=what, help=help_)


def _files(add: _Add) -> None:
    parse = add(
        "parse",
        "Đọc tệp và in kết quả",
        "docparse parse ke-hoach.docx",
        "Không ghi vào kho. --json với nhiều tệp: mỗi văn bản một dòng.",
        store=False,
    )
    parse.add_argument("files", nargs="+", metavar="TỆP", help="tệp .docx, .doc, .pdf, .htm, .xlsx …; -: đầu vào chuẩn")
    _name(parse)
    _annex_of(parse, "TỆP", "các tệp là phụ lục của kế hoạch trong tệp này: in kết quả chung")
    _json(parse)
    put = add(
        "add",
        "Đưa tệp hoặc cả thư mục vào kho",
        "docparse add van-ban/",
        "Tệp đã có thì thôi; bản mới của một văn bản thành bản hiện hành, bản cũ được giữ. Tệp lỗi không cản tệp khác.",
    )
    put.add_argument("paths", nargs="+", metavar="ĐƯỜNG_DẪN", help="tệp, thư mục, .zip, .eml; -: đầu vào chuẩn")
    _name(put)
    _annex_of(put, "VĂN_BẢN", "các tệp là phụ lục của kế hoạch này trong kho (mặc định: theo “Kèm theo Kế hoạch …”)")
    _json(put)
    forced = "nhận cả bản mới mất phần lớn nội dung của bản đang có, cả phụ lục có đầu văn bản riêng"
    put.add_argument("--force", action="store_true", help=forced)
    _workers(put)
    put.add_argument("--on", type=_cluster, metavar="ray", help="đọc trên cụm Ray: ray, hoặc ray://MÁY:CỔNG")
    put.add_argument("--to", metavar="THƯ_MỤC", help="ghi kết quả thành Parquet ở đây thay vì vào kho; xem load")
    load = add(
        "load",
        "Nhập vào kho kết quả mà add --to đã ghi",
        "docparse load ket-qua.parquet",
        "Nhập lại nhiều lần cũng như một lần.",
    )
    load.add_argument("folder", metavar="THƯ_MỤC", help="thư mục đã nêu ở add --to")
    load.add_argument("--force", action="store_true", help=forced)
    _json(load)
    _json(add("list", "Các văn bản trong kho", "docparse list", "Số, loại, cơ quan, ngày, tên, tệp, số nhiệm vụ."))
    remove = add(
        "remove",
        "Gỡ một văn bản khỏi kho",
        "docparse remove 3243/KH-UBND",
        "Có hỏi lại trước khi gỡ. Nêu tên tệp của một phụ lục đã ghép thì chỉ gỡ phụ lục ấy.",
    )
    _document(remove)
    remove.add_argument("--yes", action="store_true", help="gỡ luôn, không hỏi lại")
    _json(remove)
    _backups(add)


def _backups(add: _Add) -> None:
    save = add(
        "backup",
        "Sao lưu cả kho vào một tệp",
        "docparse backup kho-2026-06-30.db",
        "Trong lúc người khác vẫn dùng kho. Tệp ấy cũng mở được như một kho, và phục hồi được vào loại kho khác.",
    )
    save.add_argument("file", metavar="TỆP", help="tệp sẽ ghi")
    save.add_argument("--force", action="store_true", help="ghi đè tệp đã có")
    _json(save)
    back = add(
        "restore",
        "Phục hồi kho từ tệp sao lưu",
        "docparse restore kho-2026-06-30.db",
        "Tệp được kiểm tra trước; hỏng thì kho giữ nguyên. Kho đã có văn bản chỉ được thay khi thêm --force.",
    )
    back.add_argument("file", metavar="TỆP", help="tệp sao lưu")
    back.add_argument("--force", action="store_true", help="thay toàn bộ nội dung đang có của kho")
    _json(back)


def _questions(add: _Add) -> None:
    who = add(
        "who",
        "Ai chịu trách nhiệm",
        'docparse who "ai chu tri trien khai ke hoach 3243"',
        "Hỏi bằng tiếng Việt có dấu hoặc không dấu, hoặc nêu mục: “III.7”.",
    )
    who.add_argument("question", nargs="+", metavar="CÂU_HỎI", help="câu hỏi, nên đặt trong ngoặc kép")
    who.add_argument("--limit", type=_positive, default=10, metavar="SỐ", help="nhiều nhất bao nhiêu nhiệm vụ (10)")
    who.add_argument("--today", type=day, metavar="NGÀY", help="coi là hôm nay, ví dụ 2026-06-30 (cho “tháng này”)")
    _now(who)
    _json(who)
    checklist = add(
        "checklist",
        "Phiếu nhiệm vụ của một cơ quan, qua mọi văn bản",
        'docparse checklist "Sở GD&ĐT" --csv',
        "Nhận cả tên viết tắt và nhiệm vụ giao qua nhóm (“các sở, ngành”).",
    )
    checklist.add_argument("agency", nargs="+", metavar="CƠ_QUAN", help="tên cơ quan, nên đặt trong ngoặc kép")
    _now(checklist)
    checklist.add_argument("--limit", type=_positive, metavar="SỐ", help="mỗi lần chỉ chừng này nhiệm vụ (tất cả)")
    checklist.add_argument("--page", type=_positive, default=1, metavar="SỐ", help="lần thứ mấy, với --limit (1)")
    checklist.add_argument("--role", metavar="VAI_TRÒ", help=f"chỉ một vai trò: {_ROLES}")
    table_forms(checklist, _json)
    papers(checklist)
    agency = add(
        "agency",
        "Một cơ quan: trước đây là gì, nay là gì, từ ngày nào, theo căn cứ nào",
        'docparse agency "Sở Kế hoạch và Đầu tư tỉnh Điện Biên"',
        "Kèm số nhiệm vụ của cơ quan ấy trong kho, nếu có kho. Tên không nêu tỉnh thì theo văn bản trong kho.",
    )
    agency.add_argument("agency", nargs="+", metavar="CƠ_QUAN", help="tên cơ quan, nên đặt trong ngoặc kép")
    agency.add_argument("--at", type=day, metavar="NGÀY", help="tính đến ngày này, ví dụ 2026-06-30 (hôm nay)")
    form = agency.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="in dạng CSV mở được bằng Excel")
    agency.add_argument("--sep", choices=(",", ";"), default=",", help="dấu ngăn cột của CSV: , hoặc ;")
    _json(form)
    search = add(
        "search",
        "Tìm các đoạn có đủ các từ, không cần dấu",
        'docparse search "chuyển đổi số" xã',
        "Cụm từ đặt trong ngoặc kép. Đến 5.000 đoạn thì đoạn sát nhất trước.",
    )
    search.add_argument("words", nargs="+", metavar="TỪ", help="từ hoặc cụm từ cần tìm")
    search.add_argument("--limit", type=_positive, default=20, metavar="SỐ", help="bao nhiêu đoạn một trang (20)")
    search.add_argument("--page", type=_positive, default=1, metavar="SỐ", help="trang thứ mấy (1)")
    _json(search)
    trace = add(
        "trace",
        "Truy lên các văn bản cấp trên",
        'docparse trace "3243 III.1"',
        "Từ một nhiệm vụ hoặc cả văn bản.",
    )
    trace.add_argument("what", nargs="+", metavar="NHIỆM_VỤ|VĂN_BẢN", help="mã hoặc mục của nhiệm vụ, số văn bản")
    _json(trace)
    why = add(
        "why",
        "Vì sao có kết quả này, hoặc vì sao một dòng không cho kết quả nào",
        'docparse why "3243 V.1 đoạn 2"',
        "Nêu luật, chữ đã khớp, vai trò của mục, điều bị loại. Nhận mã, VĂN_BẢN#MÃ, VĂN_BẢN và mục, VĂN_BẢN:DÒNG; "
        "thay văn bản bằng TỆP thì đọc thẳng tệp, không cần kho.",
    )
    why.add_argument("what", nargs="+", metavar="KẾT_QUẢ|VĂN_BẢN:DÒNG", help="mã, vị trí hoặc dòng cần giải thích")
    _json(why)
    for name, help_ in (
        ("goals", "Bảng mục tiêu, chỉ tiêu của một văn bản"),
        ("references", "Danh mục văn bản được viện dẫn, kèm cảnh báo"),
        ("show", "Cây đề mục của một văn bản"),
    ):
        command = add(name, help_, f"docparse {name} 3243/KH-UBND")
        _document(command)
        if name == "references":
            table_forms(command, _json)
            continue
        form = command.add_mutually_exclusive_group()
        _json(form)
        if name == "show":
            form.add_argument("--html", action="store_true", help="toàn văn dạng HTML, tô màu từng kết quả")
            command.add_argument("-o", "--output", metavar="TỆP", help="ghi vào tệp này thay vì in ra (cùng --html)")


def _lint(add: _Add) -> None:
    lint = add(
        "lint",
        "Soát kế hoạch trước khi ký",
        "docparse lint ke-hoach.docx",
        "Việc không ai chủ trì, thời hạn sai, cơ quan không còn, viện dẫn sai, chính tả không thống nhất …, mỗi điểm "
        "kèm đoạn văn và cách sửa. Không cần kho. Mã thoát 1 khi có lỗi hoặc có tệp không đọc được.",
        store=False,
    )
    lint.add_argument("paths", nargs="+", metavar="ĐƯỜNG_DẪN", help="tệp, thư mục, .zip, .eml; -: đầu vào chuẩn")
    lint.add_argument("--only", metavar="MÃ", action="append", default=[], help="chỉ các mã này: DP701,DP75")
    lint.add_argument("--ignore", metavar="MÃ", action="append", default=[], help="bỏ các mã này")
    lint.add_argument("--at", type=day, metavar="NGÀY", help="cơ quan phải còn vào ngày này (ngày ký, hoặc hôm nay)")
    lint.add_argument("--all", action="store_true", help="in mọi chỗ, không chỉ ba chỗ đầu của mỗi điểm")
    _name(lint)
    _json(lint)


def _rules(add: _Add) -> None:
    rules = add(
        "rules",
        "Xem, thử, viết luật",
        "docparse rules show by-date",
        "list: danh sách; show ID: một luật; test [ID …]: chạy ví dụ; lint: thêm gợi ý; doc: danh mục Markdown; "
        "new [ID]: mẫu luật mới; coverage TỆP …: luật nào chạy, vế nào chưa hiểu. Cách viết: rules/README.md.",
        store=False,
    )
    actions = ("list", "show", "test", "lint", "doc", "new", "coverage")
    rules.add_argument("action", choices=actions, metavar="VIỆC", help=", ".join(actions))
    rules.add_argument("items", nargs="*", metavar="ID|TỆP", help="mã luật (show, test, new) hoặc tệp (coverage)")
    rules.add_argument("--label", metavar="NHÃN", help="chỉ luật của nhãn này (list), nhãn của luật mới (new)")
    rules.add_argument("--file", metavar="TỆP", help="chỉ luật của tệp này (list), tệp của luật mới (new)")
    _json(rules)


def _evaluation(add: _Add) -> None:
    scored = add(
        "eval",
        "Chấm kết quả đọc theo đáp án làm tay",
        "docparse eval corpus/gold corpus/documents",
        "Theo loại, vai trò, căn cứ, văn bản; chỗ lệch gom theo nguyên nhân.",
        store=False,
    )
    scored.add_argument("gold", metavar="ĐÁP_ÁN", help="thư mục tệp đáp án .json")
    scored.add_argument("documents", metavar="VĂN_BẢN", help="thư mục văn bản mà đáp án nêu tên")
    scored.add_argument("--only", metavar="TÊN", help="chỉ đáp án có tên chứa chữ này")
    scored.add_argument("--skip", metavar="TÊN", action="append", default=[], help="bỏ đáp án có tên chứa chữ này")
    scored.add_argument("--verbose", action="store_true", help="liệt kê từng chỗ lệch")
    scored.add_argument("--html", metavar="TỆP", help="ghi hai cách đọc cạnh nhau vào tệp HTML này")
    scored.add_argument("--baseline", metavar="TỆP", help="so với mức đã ghi; giảm quá 0,02 thì mã thoát là 1")
    scored.add_argument("--write-baseline", action="store_true", help="ghi mức mới vào tệp của --baseline")
    _json(scored)
    bench = add(
        "bench",
        "Đo tốc độ đọc trên các văn bản .txt, .md của một thư mục, hoặc đo kho lớn",
        "docparse bench corpus/documents",
        "Có underthesea thì đo cả ner của nó, từng dòng, để so. --documents: tạo từng ấy văn bản đúng thể thức, đưa "
        "vào kho, hỏi, so với đáp án đã biết.",
    )
    bench.add_argument("folder", nargs="?", metavar="THƯ_MỤC", help="thư mục văn bản, hoặc một tệp")
    bench.add_argument("--rounds", type=_positive, default=3, metavar="SỐ", help="đo mấy lần, lấy lần nhanh nhất (3)")
    bench.add_argument("--documents", type=_positive, metavar="SỐ", help="tạo chừng này văn bản để đo kho")
    bench.add_argument("--seed", type=int, default=0, metavar="SỐ", help="số gieo: cùng số thì cùng văn bản (0)")
    bench.add_argument("--size", type=_size, default=9_000, metavar="CỠ", help="cỡ mỗi văn bản, ví dụ 20KB (9KB)")
    _workers(bench)
    bench.add_argument("--keep", action="store_true", help="giữ kho để lần sau chỉ hỏi (cùng --store)")
    bench.add_argument("--compare", action="store_true", help="so với networkx và với một CSDL đồ thị (ladybug)")
    bench.add_argument("--to", metavar="THƯ_MỤC", help="chỉ ghi văn bản và đáp án (dap-an.jsonl) vào đây, không đo")
    _json(bench)


def _document(to: Parser) -> None:
    to.add_argument("document", nargs="+", metavar="VĂN_BẢN", help="số ký hiệu, số, tên tệp hoặc mã định danh")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _size(text: str) -> int:
    """ "20KB" is 20,000 bytes."""
    digits = text.upper().removesuffix("KB").strip()
    return _positive(digits) * (1 if digits == text.strip() else 1000)


def _cluster(text: str) -> str:
    if text != "ray" and not text.startswith("ray://"):
        raise ValueError(text)
    return text


def joined(words: Iterable[str]) -> str:
    """Words that were not put in quotation marks are one question all the same."""
    return " ".join(words)
