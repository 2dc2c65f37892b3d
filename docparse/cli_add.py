"""``docparse add`` and ``docparse load``: documents into the store, read here, in several processes or on a cluster."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from docparse.cli_files import open_from, read_plan
from docparse.cli_inputs import Input, Skipped, inputs, job_of, label, opened
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, ReadError, StoreError
from docparse.output.screen import Screen
from docparse.output.words import excerpt

if TYPE_CHECKING:
    from docparse.model import Plan
    from docparse.questions import Store

_STATUS = {"added": "đã thêm", "unchanged": "đã có", "updated": "cập nhật", "failed": "lỗi", "skipped": "bỏ qua"}
_LOSS = "DP410"  # a new version that lost most of the old one: this file's failure, not the store's
_OF_READING = ("DP22", "DP23")  # remarks of docparse.reading; the others are about what the document says

Read = tuple[int, Input, "Plan | DocparseError"]  # the number of a path, a document of it, what was read


def add_files(arguments: Namespace, screen: Screen) -> int:
    paths = list(inputs(arguments.paths, containers=True))
    if arguments.to is not None:
        return _add_to_parts(paths, arguments, screen)
    with open_from(arguments) as store, _progress(paths, arguments, screen) as plans:
        return _keep(store, plans, arguments, screen, arguments.annex_of)


def load_parts(arguments: Namespace, screen: Screen) -> int:
    from docparse.batch.parts import read_parts

    def plans() -> Iterator[Read]:
        for at, (file, plan) in enumerate(read_parts(arguments.folder)):
            yield at, file, plan

    with open_from(arguments) as store:
        return _keep(store, plans(), arguments, screen)


def _keep(
    store: Store, plans: Iterator[Read], arguments: Namespace, screen: Screen, annex_of: str | None = None
) -> int:
    """Put what was read into the store and tell of each; 1 where something failed."""
    done: list[dict[str, Any]] = []  # only where it is to be printed: there may be very many
    counts = Counter[str]()
    for entry in keep_each(store, plans, arguments, screen, annex_of):
        counts[entry["status"]] += 1
        if arguments.json:
            done.append(entry)
    where = store.db.location.path
    if arguments.json:
        screen.json({"store": where, **{status: counts[status] for status in _STATUS}, "files": done})
    elif counts["failed"] + counts["skipped"] < counts.total():
        screen.line(", ".join(f"{counts[status]} {word}" for status, word in _STATUS.items() if counts[status]))
        screen.line(f"Kho: {where}")
    return int(counts["failed"] > 0)


def keep_each(
    store: Store, plans: Iterator[Read], arguments: Namespace, screen: Screen, annex_of: str | None = None
) -> Iterator[dict[str, Any]]:
    """Put each into the store and tell of it; gives what ``--json`` says of it; StoreError where the store fails."""
    for _, found, plan in plans:
        entry = add_one(store, found, plan, force=arguments.force, annex_of=annex_of)
        _show_added(entry, found, arguments, screen)
        yield entry


def _add_to_parts(paths: list[str | ReadError], arguments: Namespace, screen: Screen) -> int:
    """Write what was read as Parquet, to be loaded into a store later; 1 where something failed."""
    from docparse.batch.parts import PartWriter

    if arguments.annex_of or arguments.json:
        raise UsageError("DP600", "docparse add --to", "không dùng cùng --annex-of, --json", "bỏ một trong hai")
    counts = Counter[str]()
    with PartWriter(arguments.to) as parts, _progress(paths, arguments, screen) as plans:
        for _, found, plan in plans:
            if isinstance(found, Skipped):
                counts["skipped"] += 1
            elif isinstance(plan, DocparseError):
                screen.error(f"{_STATUS['failed']:<8}  {plan}")
                parts.failed(label(found), plan)
                counts["failed"] += 1
            else:
                parts.add(plan)
                counts["added"] += 1
    words = {**_STATUS, "added": "đã đọc"}
    screen.line(", ".join(f"{n} {words[status]}" for status, n in counts.items()))
    screen.line(f"Parquet: {arguments.to} (nhập vào kho: docparse load {arguments.to})")
    return int(counts["failed"] > 0)


@contextmanager
def _progress(paths: list[str | ReadError], arguments: Namespace, screen: Screen) -> Iterator[Iterator[Read]]:
    """What is read of the paths in their order; a bar goes on as each path is done with."""
    with screen.progress(paths, shown=not arguments.json) as listed, closing(read_each(paths, arguments)) as plans:

        def following() -> Iterator[Read]:
            begun = -1
            for read in plans:
                while begun < read[0]:
                    next(listed)
                    begun += 1
                yield read
            deque(listed, maxlen=0)

        yield following()


def read_each(paths: Sequence[str | ReadError], arguments: Namespace) -> Generator[Read]:
    """Each document with the number of its path and its plan, or what is wrong with it, in order."""
    found = ((at, one) for at, path in enumerate(paths) for one in opened(path, arguments.name))
    if arguments.workers == 1 and arguments.on is None:
        yield from ((at, one, _tried(one)) for at, one in found)
        return
    from docparse.batch.pools import pool_of
    from docparse.batch.schedule import ordered
    from docparse.batch.work import parse_job

    rules = arguments.rules or os.environ.get("DOCPARSE_RULES")
    items = (((at, one), job_of(one, rules)) for at, one in found)
    for (at, one), plan in ordered(pool_of(arguments.on, arguments.workers), parse_job, items):
        yield at, one, plan


def _tried(found: Input) -> Plan | DocparseError:
    try:
        return read_plan(found)
    except DocparseError as error:
        return error


def _show_added(entry: dict[str, Any], found: Input, arguments: Namespace, screen: Screen) -> None:
    if entry["status"] == "skipped":
        screen.error(f"{_STATUS['skipped']:<8}  {label(found)}: {entry['error']['text']}")
    elif entry["error"]:
        screen.error(f"{_STATUS['failed']:<8}  {entry['error']['text']}")
    elif not arguments.json:
        screen.line(_added_line(entry))
    if entry["warning"] and not arguments.json:
        screen.error(f"{'lưu ý':<8}  {entry['file']}: {entry['warning']}")


def add_one(
    store: Store, found: Input, plan: Plan | DocparseError, *, force: bool = False, annex_of: str | None = None
) -> dict[str, Any]:
    """Put one file into the store; a file that cannot be read is an entry too, a store that fails is an error."""
    if isinstance(found, Skipped):
        failure = {"code": found.code, "text": found.what}
        return {"file": label(found), "status": "skipped", "document": None, "error": failure, "warning": None}
    try:
        if isinstance(plan, DocparseError):
            raise plan
        added = store.add(plan, force=force, annex_of=annex_of)
    except DocparseError as error:
        if isinstance(error, StoreError) and error.code != _LOSS:
            raise
        failure = {"code": error.code, "text": str(error)}
        return {"file": label(found), "status": "failed", "document": None, "error": failure, "warning": None}
    about = plan.document
    called = about.symbol or (excerpt(about.title) if about.title else None)
    name = " ".join(filter(None, (about.type, called))) or about.id
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
