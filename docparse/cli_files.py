"""The commands that read files and keep them (parse, add, list, remove): each gives the exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from docparse.cli_arguments import joined
from docparse.cli_inputs import Input, Skipped, inputs, label, opened, read_input
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, QuestionError, StoreError, reason
from docparse.output import words
from docparse.output.page import safe
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.model import Plan
    from docparse.questions import Store
    from docparse.store.graphstore import StoredDocument

DEBUG = "DOCPARSE_DEBUG"
_STATUS = {"added": "đã thêm", "unchanged": "đã có", "updated": "cập nhật", "failed": "lỗi", "skipped": "bỏ qua"}
_LOSS = "DP410"  # a new version that lost most of the old one: this file's failure, not the store's
_OF_READING = ("DP22", "DP23")  # remarks of docparse.reading; the others are about what the document says
_YES = ("c", "co", "y", "yes")


def unexpected(error: Exception, where: str) -> DocparseError:
    """What a user reads when docparse itself is wrong; the traceback only where ``DOCPARSE_DEBUG`` asks for it."""
    if os.environ.get(DEBUG) == "1":
        import traceback

        traceback.print_exception(error)
    what = f"docparse gặp lỗi ngoài dự kiến ({type(error).__name__})"
    return DocparseError("DP900", where, what, f"báo cho nhóm docparse kèm tệp này; đặt {DEBUG}=1 để xem chi tiết")


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
    try:
        with open(path, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        advice = "chọn thư mục khác hoặc kiểm tra chỗ trống và quyền ghi"
        name = os.path.basename(path) or path
        raise DocparseError("DP603", name, f"không ghi được ({reason(error)})", advice) from error


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

    return open_store(arguments.store)


def add_files(arguments: Namespace, screen: Screen) -> int:
    done: list[dict[str, Any]] = []
    with open_from(arguments) as store:
        where = store.db.location.path
        paths = list(inputs(arguments.paths, containers=True))
        with screen.progress(paths, shown=not arguments.json) as listed:
            for found in (piece for path in listed for piece in opened(path, arguments.name)):
                entry = _add(store, found, force=arguments.force, annex_of=arguments.annex_of)
                done.append(entry)
                if entry["status"] == "skipped":
                    screen.error(f"{_STATUS['skipped']:<8}  {label(found)}: {entry['error']['text']}")
                elif entry["error"]:
                    screen.error(f"{_STATUS['failed']:<8}  {entry['error']['text']}")
                elif not arguments.json:
                    screen.line(_added_line(entry))
                if entry["warning"] and not arguments.json:
                    screen.error(f"{'lưu ý':<8}  {entry['file']}: {entry['warning']}")
    counts = {status: sum(1 for entry in done if entry["status"] == status) for status in _STATUS}
    if arguments.json:
        screen.json({"store": where, **counts, "files": done})
    elif counts["failed"] + counts["skipped"] < len(done):
        screen.line(", ".join(f"{n} {_STATUS[status]}" for status, n in counts.items() if n))
        screen.line(f"Kho: {where}")
    return int(counts["failed"] > 0)


def _add(store: Store, found: Input, *, force: bool = False, annex_of: str | None = None) -> dict[str, Any]:
    """Put one file into the store; a file that cannot be read is an entry too, a store that fails is an error."""
    if isinstance(found, Skipped):
        failure = {"code": found.code, "text": found.what}
        return {"file": label(found), "status": "skipped", "document": None, "error": failure, "warning": None}
    try:
        plan = read_plan(found)
        added = store.add(plan, force=force, annex_of=annex_of)
    except DocparseError as error:
        if isinstance(error, StoreError) and error.code != _LOSS:
            raise
        failure = {"code": error.code, "text": str(error)}
        return {"file": label(found), "status": "failed", "document": None, "error": failure, "warning": None}
    about = plan.document
    name = " ".join(filter(None, (about.type, about.symbol))) or about.title or about.id
    if added.document_id != about.id:
        name = f"phụ lục của {store.find_document(added.document_id).name}"
    counts = {"goals": added.goals, "tasks": added.tasks, "references": added.references}
    document = {"id": added.document_id, "name": name, "version": added.version, "current": added.current, **counts}
    known = about.type or about.symbol or about.issuer or any(section.label for section in plan.sections)
    waits = _waits_for(plan) if added.document_id == about.id else None
    unknown = added.document_id == about.id and not known and not waits
    nothing = "không nhận ra là văn bản hành chính (không có đầu văn bản, không có đề mục)" if unknown else None
    lost = (
        f"ít hơn bản trước {added.fewer} nhiệm vụ: kiểm tra lại tệp có đủ không" if added.fewer and not force else None
    )
    warning = "; ".join(filter(None, (lost, waits, nothing, _read_in_part(plan)))) or None
    return {"file": label(found), "status": added.status, "document": document, "error": None, "warning": warning}


def _waits_for(plan: Plan) -> str | None:
    """That an annex stands alone because the plan it names is not in the store."""
    from docparse.extraction.annexes import named_plan

    named = named_plan(plan)
    if named is None:
        return None
    home = " ".join(filter(None, (named.type, named.symbol)))
    return f"chờ {home}: là phụ lục của văn bản ấy, sẽ tự ghép khi văn bản ấy vào kho (hoặc nêu bằng --annex-of)"


def _read_in_part(plan: Plan) -> str | None:
    """What the reader could not read well: the first remark, those on pages before those on single words."""
    found = sorted((r for r in plan.warnings if r.code.startswith(_OF_READING)), key=lambda r: r.end > r.start)
    if not found:
        return None
    more = f" (và {len(found) - 1} lưu ý khác, xem: docparse parse)" if len(found) > 1 else ""
    return f"{found[0].code} {found[0].text}{more}"


def _added_line(entry: dict[str, Any]) -> str:
    about = entry["document"]
    version = f", bản {about['version']}" if entry["status"] == "updated" else ""
    return (
        f"{_STATUS[entry['status']]:<8}  {entry['file']}: {about['name']}{version} ({about['goals']} mục tiêu, "
        f"{about['tasks']} nhiệm vụ, {about['references']} lần viện dẫn)"
    )


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
        if not arguments.yes and not _confirmed(
            asked, f"Gỡ {name} ({document.versions} bản) khỏi kho {where}?", screen
        ):
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
    if not arguments.yes and not _confirmed(file, f"Gỡ phụ lục {file} khỏi {name} trong kho {where}?", screen):
        screen.error("Không gỡ gì.")
        return 1
    added = store.remove_annex(home.id, file)
    if arguments.json:
        screen.json({"store": where, "removed": {"annex": file, "of": home.id, "version": added.version}})
    else:
        screen.line(f"đã gỡ     phụ lục {file} của {name}, bản {added.version} ({added.tasks} nhiệm vụ)")
        screen.line(f"Kho: {where}")
    return 0


def _confirmed(asked: str, question: str, screen: Screen) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("DP601", asked, "cần hỏi lại trước khi gỡ mà không có bàn phím để trả lời", "thêm --yes")
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
