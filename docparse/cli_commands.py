"""One function a command: call the library, show the answer, give the exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, cast

from docparse.cli_arguments import UsageError, joined
from docparse.cli_inputs import Input, Skipped, inputs, label, opened, read_input
from docparse.errors import DocparseError, QuestionError, StoreError, reason
from docparse.output import words
from docparse.output.page import Page, safe
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.model import AgencyRole, Plan
    from docparse.questions import Store
    from docparse.questions.answers import Answer

DEBUG = "DOCPARSE_DEBUG"
_STATUS = {"added": "đã thêm", "unchanged": "đã có", "updated": "cập nhật", "failed": "lỗi", "skipped": "bỏ qua"}
_LOSS = "DP410"  # a new version that lost most of the old one: this file's failure, not the store's
_YES = ("c", "co", "y", "yes")


def unexpected(error: Exception, where: str) -> DocparseError:
    """What a user reads when docparse itself is wrong; the traceback only where ``DOCPARSE_DEBUG`` asks for it."""
    if os.environ.get(DEBUG) == "1":
        import traceback

        traceback.print_exception(error)
    what = f"docparse gặp lỗi ngoài dự kiến ({type(error).__name__})"
    return DocparseError("DP900", where, what, f"báo cho nhóm docparse kèm tệp này; đặt {DEBUG}=1 để xem chi tiết")


def _read(found: Input, name: str | None = None) -> Plan:
    """The plan of a document; whatever goes wrong is a DocparseError that names it."""
    try:
        return read_input(found, name)
    except (DocparseError, BrokenPipeError):
        raise
    except Exception as error:
        raise unexpected(error, label(found)) from error


def parse_files(arguments: Namespace, screen: Screen) -> int:
    failed = False
    several = len(arguments.files) > 1
    for at, path in enumerate(arguments.files):
        try:
            plan = _read(path, arguments.name)
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


# --- the store ---------------------------------------------------------------------------------------


def _open(arguments: Namespace) -> Store:
    from docparse import open_store

    return open_store(arguments.store)


def add_files(arguments: Namespace, screen: Screen) -> int:
    done: list[dict[str, Any]] = []
    with _open(arguments) as store:
        where = store.db.location.path
        paths = list(inputs(arguments.paths, containers=True))
        with screen.progress(paths, shown=not arguments.json) as listed:
            for found in (piece for path in listed for piece in opened(path, arguments.name)):
                entry = _add(store, found, force=arguments.force)
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


def _add(store: Store, found: Input, *, force: bool = False) -> dict[str, Any]:
    """Put one file into the store; a file that cannot be read is an entry too, a store that fails is an error."""
    if isinstance(found, Skipped):
        failure = {"code": found.code, "text": found.what}
        return {"file": label(found), "status": "skipped", "document": None, "error": failure, "warning": None}
    try:
        plan = _read(found)
        added = store.add(plan, force=force)
    except DocparseError as error:
        if isinstance(error, StoreError) and error.code != _LOSS:
            raise
        failure = {"code": error.code, "text": str(error)}
        return {"file": label(found), "status": "failed", "document": None, "error": failure, "warning": None}
    about = plan.document
    name = " ".join(filter(None, (about.type, about.symbol))) or about.title or about.id
    counts = {"goals": added.goals, "tasks": added.tasks, "references": added.references}
    document = {"id": added.document_id, "name": name, "version": added.version, "current": added.current, **counts}
    unknown = not (about.type or about.symbol or about.issuer or any(section.label for section in plan.sections))
    warning = "không nhận ra là văn bản hành chính (không có đầu văn bản, không có đề mục)" if unknown else None
    return {"file": label(found), "status": added.status, "document": document, "error": None, "warning": warning}


def _added_line(entry: dict[str, Any]) -> str:
    about = entry["document"]
    version = f", bản {about['version']}" if entry["status"] == "updated" else ""
    return (
        f"{_STATUS[entry['status']]:<8}  {entry['file']}: {about['name']}{version} ({about['goals']} mục tiêu, "
        f"{about['tasks']} nhiệm vụ, {about['references']} lần viện dẫn)"
    )


def remove_document(arguments: Namespace, screen: Screen) -> int:
    asked = joined(arguments.document)
    with _open(arguments) as store:
        document = store.find_document(asked)
        where = store.db.location.path
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


def _confirmed(asked: str, question: str, screen: Screen) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("DP601", asked, "cần hỏi lại trước khi gỡ mà không có bàn phím để trả lời", "thêm --yes")
    screen.err.write(f"{safe(question)} [c = có, phím khác = không] ")
    screen.err.flush()
    from docparse.folding import fold_key

    return fold_key(sys.stdin.readline()) in _YES


def list_documents(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.listing import listing_page

    with _open(arguments) as store:
        documents = store.documents()
    if arguments.json:
        screen.json({"total": len(documents), "documents": [asdict(document) for document in documents]})
    else:
        screen.show(listing_page(documents))
    return 0


# --- questions -----------------------------------------------------------------------------------------


def _answer(answer: Answer, page: Callable[[Any], Page], arguments: Namespace, screen: Screen) -> int:
    if arguments.json:
        screen.json(answer.to_dict())
    else:
        screen.show(page(answer))
    return 0


def who(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.who import who_page

    with _open(arguments) as store:
        answer = store.who(joined(arguments.question), limit=arguments.limit, today=arguments.today)
    return _answer(answer, who_page, arguments, screen)


def checklist(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.checklist import checklist_csv, checklist_markdown, checklist_page

    role = _role(arguments.role)
    with _open(arguments) as store:
        answer = store.checklist(joined(arguments.agency), role)
    if (arguments.csv or arguments.md) and not (answer.rows or answer.inferred or answer.unplaced):
        near = f"có phải: {'; '.join(answer.suggestions)}?" if answer.suggestions else "kiểm tra lại tên cơ quan"
        raise QuestionError("DP507", answer.agency, "không có nhiệm vụ nào của cơ quan này trong kho", near)
    if arguments.csv:
        screen.out.write(checklist_csv(answer, arguments.sep))
    elif arguments.md:
        screen.out.write(checklist_markdown(answer))
    else:
        _answer(answer, checklist_page, arguments, screen)
    return 0


def _role(asked: str | None) -> AgencyRole | None:
    """``chu-tri``, ``Chủ trì`` or ``lead``; UsageError DP602 for anything else."""
    if asked is None:
        return None
    from docparse.folding import fold_key
    from docparse.questions.phrases import role_words
    from docparse.store.vocabulary import edge_label, ranks

    roles = {fold_key(word): role for role, words in role_words().items() for word in words}
    roles |= {fold_key(edge_label(role)): role for role in ranks("role")} | {role: role for role in ranks("role")}
    roles |= {key.replace(" ", ""): role for key, role in roles.items()}
    role = roles.get(fold_key(asked))
    if role is None:
        known = ", ".join(fold_key(edge_label(role)).replace(" ", "-") for role in ranks("role"))
        raise UsageError("DP602", f"--role {asked}", "không có vai trò này", f"chọn một trong: {known}")
    return cast("AgencyRole", role)


def trace(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.trace import trace_page

    with _open(arguments) as store:
        answer = store.trace(joined(arguments.what))
    return _answer(answer, trace_page, arguments, screen)


def goals(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.goals import goals_page

    with _open(arguments) as store:
        answer = store.goals(joined(arguments.document))
    return _answer(answer, goals_page, arguments, screen)


def references(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.references import references_page

    with _open(arguments) as store:
        answer = store.references(joined(arguments.document))
    return _answer(answer, references_page, arguments, screen)


def why(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.why import why_page

    asked = joined(arguments.what)
    if (found := _file_and_part(asked)) is not None:
        from docparse.questions.askwhy import why_in
        from docparse.reading import read

        path, part = found
        plan = _read(path)
        return _answer(replace(why_in(plan, part, read(path)), asked=asked), why_page, arguments, screen)
    with _open(arguments) as store:
        answer = store.why(asked)
    return _answer(answer, why_page, arguments, screen)


def _file_and_part(asked: str) -> tuple[str, str] | None:
    """``FILE:57``, ``FILE#t:V.1:2bd32ffe`` or ``FILE V.1 đoạn 2``, where there is such a file."""
    for at, sign in enumerate(asked):
        if sign in ":# " and asked[at + 1 :].strip() and os.path.isfile(asked[:at]):
            return asked[:at], asked[at + 1 :]
    return None


def show(arguments: Namespace, screen: Screen) -> int:
    if arguments.html:
        return _show_html(arguments, screen)
    if arguments.output:
        raise UsageError("DP600", "docparse show", "-o chỉ dùng cùng --html", "thêm --html")
    from docparse.output.show import show_page

    with _open(arguments) as store:
        answer = store.show(joined(arguments.document))
    return _answer(answer, show_page, arguments, screen)


def _show_html(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.html import document_html
    from docparse.questions.planvalues import plan_of

    asked = joined(arguments.document)
    source = None
    if os.path.isfile(asked):
        from docparse.reading import read

        plan, source = _read(asked), read(asked)
    else:
        with _open(arguments) as store:
            plan = plan_of(store.plan(asked))
    page = document_html(plan, source)
    if arguments.output is None:
        screen.out.write(page)
        return 0
    name = os.path.basename(arguments.output) or arguments.output
    try:
        with open(arguments.output, "w", encoding="utf-8", errors="replace") as file:
            file.write(page)
    except OSError as error:
        advice = "chọn thư mục khác hoặc kiểm tra chỗ trống và quyền ghi"
        raise DocparseError("DP603", name, f"không ghi được ({reason(error)})", advice) from error
    screen.line(f"đã ghi {arguments.output}")
    return 0


def rules(arguments: Namespace, screen: Screen) -> int:
    from docparse.cli_rules import run

    return run(arguments, screen, inputs)


def evaluation(arguments: Namespace, screen: Screen) -> int:
    from docparse.cli_eval import run_eval

    return run_eval(arguments, screen)


def bench(arguments: Namespace, screen: Screen) -> int:
    from docparse.cli_eval import run_bench

    return run_bench(arguments, screen)


COMMANDS: dict[str, Callable[[Namespace, Screen], int]] = {
    "parse": parse_files,
    "add": add_files,
    "remove": remove_document,
    "list": list_documents,
    "who": who,
    "checklist": checklist,
    "trace": trace,
    "goals": goals,
    "references": references,
    "show": show,
    "why": why,
    "rules": rules,
    "eval": evaluation,
    "bench": bench,
}
