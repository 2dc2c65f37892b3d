"""The commands that read files and look after what is kept (parse, list, remove): each gives the exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from docparse.cli_arguments import joined
from docparse.cli_inputs import Input, label, read_input
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, QuestionError, ReadError, reason, unexpected
from docparse.output import words
from docparse.output.page import safe
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.model import Plan
    from docparse.questions import Store
    from docparse.store.graphstore import StoredDocument

_MOST_BYTES = 64 * 2**20
_YES = ("c", "co", "y", "yes")


def read_plan(found: Input, name: str | None = None) -> Plan:
    """The plan of a document; whatever goes wrong is a DocparseError that names it."""
    try:
        return read_input(found, name)
    except (DocparseError, BrokenPipeError):
        raise
    except Exception as error:
        raise unexpected(error, label(found)) from error


def write_text(path: str, text: str) -> None:
    """Write a page to a file the user named; DP603 where that fails."""
    write_bytes(path, text.encode("utf-8", errors="replace"))


def write_bytes(path: str, data: bytes) -> None:
    """The same for a file in memory."""
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        advice = "chọn thư mục khác hoặc kiểm tra chỗ trống và quyền ghi"
        name = os.path.basename(path) or path
        raise DocparseError("DP603", name, f"không ghi được ({reason(error)})", advice) from error


def read_bytes(path: str) -> bytes:
    """A workbook or template that the user named; ReadError DP101, DP113 for one of more than 64 MiB."""
    name = os.path.basename(path) or path
    try:
        if os.path.getsize(path) > _MOST_BYTES:
            raise ReadError("DP113", name, "tệp quá lớn", "chỉ nhận bảng nhiệm vụ")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise ReadError("DP101", name, "không có tệp này", "kiểm tra lại đường dẫn và tên tệp") from error
    except OSError as error:
        raise ReadError("DP101", name, f"không đọc được ({reason(error)})", "kiểm tra lại đường dẫn") from error


def parse_files(arguments: Namespace, screen: Screen) -> int:
    if arguments.annex_of:
        return _parse_joined(arguments, screen)
    failed = False
    several = len(arguments.files) > 1
    for at, path in enumerate(arguments.files):
        try:
            plan = read_plan(path, arguments.name)
        except DocparseError as error:
            screen.error(str(error))
            failed = True
            continue
        if arguments.json:
            screen.json(plan.to_dict(), one_line=several)
        else:
            from docparse.output.plan import plan_page

            if at:
                screen.line("")
            screen.show(plan_page(plan))
    return int(failed)


def _parse_joined(arguments: Namespace, screen: Screen) -> int:
    """One result for a plan and the annexes that stand in files of their own."""
    from docparse.extraction.annexes import attach_all, check_annex, check_new

    plan = read_plan(arguments.annex_of)
    annexes = [read_plan(path, arguments.name) for path in arguments.files]
    for annex in annexes:
        check_annex(plan.document, annex, "bỏ --annex-of để đọc riêng từng tệp")
        check_new(plan, annex, "bỏ --annex-of để đọc riêng từng tệp")
    plan = attach_all(plan, annexes)
    if arguments.json:
        screen.json(plan.to_dict())
    else:
        from docparse.output.plan import plan_page

        screen.show(plan_page(plan))
    return 0


# --- the store ---------------------------------------------------------------------------------------


def open_from(arguments: Namespace) -> Store:
    from docparse import open_store

    store = open_store(arguments.store)
    for notice in store.db.notices:
        print(f"{'lưu ý':<8}  {safe(notice)}", file=sys.stderr)
    return store


@contextmanager
def open_to_hand_on(arguments: Namespace) -> Iterator[Store]:
    """The store for what leaves it as a file: without documents marked Mật and above unless --with-secret is said."""
    if arguments.with_secret:
        with open_from(arguments) as store:
            yield store
        return
    from docparse.accounts.visible import VisibleStore, secret_documents

    with open_from(arguments) as store:
        hidden = len(secret_documents(store))
    if hidden:
        notice = f"{hidden} văn bản mật (Mật trở lên) không đưa vào tệp; cần thì thêm --with-secret"
        print(f"{'lưu ý':<8}  {notice}", file=sys.stderr)
    with VisibleStore(arguments.store).store(None) as store:
        yield store


def remove_document(arguments: Namespace, screen: Screen) -> int:
    asked = joined(arguments.document)
    with open_from(arguments) as store:
        where = store.db.location.path
        try:
            document = store.find_document(asked)
        except QuestionError as error:
            annex = store.find_annex(asked) if error.code == "DP501" else None
            if annex is None:
                raise
            return _remove_annex(store, *annex, arguments, screen)
        name = words.document(document.name, document.date)
        if not arguments.yes and not confirmed(asked, f"Gỡ {name} ({document.versions} bản) khỏi kho {where}?", screen):
            screen.error("Không gỡ gì.")
            return 1
        removed = store.remove(document.id)
    if arguments.json:
        screen.json({"store": where, "removed": asdict(removed)})
    else:
        screen.line(f"đã gỡ     {name}")
        screen.line(f"Kho: {where}")
    return 0


def _remove_annex(store: Store, home: StoredDocument, file: str, arguments: Namespace, screen: Screen) -> int:
    """Take out a file that is part of a plan; the plan stays."""
    name = words.document(home.name, home.date)
    where = store.db.location.path
    if not arguments.yes and not confirmed(file, f"Gỡ phụ lục {file} khỏi {name} trong kho {where}?", screen):
        screen.error("Không gỡ gì.")
        return 1
    added = store.remove_annex(home.id, file)
    if arguments.json:
        screen.json({"store": where, "removed": {"annex": file, "of": home.id, "version": added.version}})
    else:
        screen.line(f"đã gỡ     phụ lục {file} của {name}, bản {added.version} ({added.tasks} nhiệm vụ)")
        screen.line(f"Kho: {where}")
    return 0


def confirmed(asked: str, question: str, screen: Screen, why: str = "cần hỏi lại trước khi gỡ") -> bool:
    """Ask at the keyboard; UsageError DP601 where there is none."""
    if not sys.stdin.isatty():
        raise UsageError("DP601", asked, f"{why} mà không có bàn phím để trả lời", "thêm --yes")
    screen.err.write(f"{safe(question)} [c = có, phím khác = không] ")
    screen.err.flush()
    from docparse.folding import fold_key

    return fold_key(sys.stdin.readline()) in _YES


def list_documents(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.listing import listing_page

    with open_from(arguments) as store:
        documents = store.documents()
    if arguments.json:
        screen.json({"total": len(documents), "documents": [asdict(document) for document in documents]})
    else:
        screen.show(listing_page(documents))
    return 0
