"""What the paths on a command line mean: files, folders, archives, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.errors import DocparseError, ReadError

if TYPE_CHECKING:
    from docparse.batch.work import Job
    from docparse.model import Plan

STDIN = "-"
_UNNAMED = "van-ban"  # a text from standard input that --name does not name


@dataclass(frozen=True, slots=True)
class Piece:
    """A document that is no file of its own: from an archive, a mail or standard input."""

    name: str
    data: bytes


class Skipped(ReadError):
    """A file of a folder that is passed over, for its form is none that can be read, or a letter with attachments."""


Input = str | Piece | ReadError


def label(found: Input) -> str:
    """The name that errors and results show."""
    if isinstance(found, str):
        return os.path.basename(found) or found
    return found.name if isinstance(found, Piece) else found.where


def inputs(paths: list[str], *, containers: bool = False) -> Iterator[str | ReadError]:
    """The files meant, each once; folders give what can be read in them, in the order of names.

    With ``containers`` archives count as readable, and what folders hold besides is told as Skipped.
    """
    from docparse.batch.addresses import is_address

    seen: set[str] = set()
    for path in paths:
        if is_address(path):
            yield from _at_address(path, containers)
            continue
        if containers and os.path.isdir(path):
            yield from _skipped(path)
        if not os.path.isdir(path):
            files = [path]
        elif not (files := list(documents_below(path, containers))):
            name = os.path.basename(os.path.abspath(path))
            advice = "thư mục cần có tệp .docx, .doc, .pdf, .html, .xlsx, .txt hoặc .md"
            yield ReadError("DP108", name, "thư mục không có văn bản nào đọc được", advice)
        for file in files:
            key = os.path.realpath(file)
            if key not in seen:
                seen.add(key)
                yield file


def _at_address(address: str, containers: bool) -> Iterator[str | ReadError]:
    from docparse.batch.addresses import listed

    try:
        files = list(listed(address, _known(containers)))
    except ReadError as error:
        yield error
        return
    yield from files
    if not files:
        yield ReadError("DP108", address, "không có văn bản nào đọc được ở địa chỉ này", "kiểm tra lại địa chỉ")


def _known(containers: bool) -> frozenset[str]:
    from docparse.reading import READERS
    from docparse.reading.archive import CONTAINERS

    return frozenset(READERS) | CONTAINERS if containers else frozenset(READERS)


def documents_below(folder: str, containers: bool) -> Iterator[str]:
    """Readable files below a folder; hidden ones and Word's lock files (``~$…``) are none."""
    known = _known(containers)
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(here, name) for name in sorted(files) if _readable(name, known))


def is_document(path: str, folder: str) -> bool:
    """A path below ``folder`` is one that :func:`documents_below` gives, archives among them."""
    *above, name = os.path.relpath(path, folder).split(os.sep)
    return _readable(name, _known(True)) and not any(part.startswith(".") for part in above)


def _readable(name: str, known: frozenset[str]) -> bool:
    return os.path.splitext(name)[1].lower() in known and not name.startswith((".", "~$"))


def _skipped(folder: str) -> Iterator[Skipped]:
    known = set(documents_below(folder, True))
    if not known:
        return  # that the folder holds nothing is said once
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(here, name)
            if path not in known and not name.startswith((".", "~$")):
                form = os.path.splitext(name)[1] or "không có đuôi"
                yield Skipped("DP107", os.path.relpath(path, folder), f"chưa đọc được định dạng {form}", "")


def opened(found: str | ReadError, name: str | None = None) -> Iterator[Input]:
    """The documents in one input: an archive or mail gives those inside, ``-`` what standard input holds."""
    if isinstance(found, ReadError):
        yield found
        return
    from docparse.batch.addresses import fetch, is_address
    from docparse.reading.archive import CONTAINERS, LeftOut, archive_members, read_archive

    if found == STDIN:
        piece = _standard_input(name)
        if isinstance(piece, ReadError) or os.path.splitext(piece.name)[1].lower() not in CONTAINERS:
            yield piece
            return
        members = archive_members(piece.data, piece.name)
    elif is_address(found) and os.path.splitext(found)[1].lower() in CONTAINERS:
        try:
            members = archive_members(fetch(found), label(found))
        except ReadError as error:
            yield error
            return
    elif os.path.splitext(found)[1].lower() in CONTAINERS:
        members = read_archive(found)
    else:
        yield found
        return
    for member in members:
        if isinstance(member, LeftOut):
            yield Skipped(member.code, member.where, member.what, "")
        else:
            yield member if isinstance(member, ReadError) else Piece(*member)


def _standard_input(name: str | None) -> Piece | ReadError:
    from docparse.reading import LIMIT

    where = name or _UNNAMED
    stream = getattr(sys.stdin, "buffer", None)
    try:
        data = stream.read(LIMIT + 1) if stream is not None else sys.stdin.read(LIMIT + 1).encode()
    except (OSError, ValueError):
        return ReadError("DP102", where, "không đọc được từ đầu vào chuẩn", "chỉ ra tệp thay cho -")
    return Piece(where, data)


def read_input(found: Input, name: str | None = None) -> Plan:
    """The plan of one document; raises ReadError."""
    from docparse import parse, parse_bytes
    from docparse.batch.addresses import fetch, is_address

    if isinstance(found, DocparseError):
        raise found
    if isinstance(found, str) and is_address(found):
        return parse_bytes(fetch(found), label(found))
    if found == STDIN:
        found = _standard_input(name)
        if isinstance(found, ReadError):
            raise found
    return parse_bytes(found.data, found.name) if isinstance(found, Piece) else parse(found)


def job_of(found: Input, rules: str | None) -> Job | ReadError:
    """The same as work for another process; what only this process has goes with it as bytes."""
    from docparse.batch.addresses import fetch, is_address, stays_here
    from docparse.batch.work import Job

    if isinstance(found, ReadError):
        return found
    if found == STDIN:
        found = _standard_input(None)
        if isinstance(found, ReadError):
            return found
    if isinstance(found, Piece):
        return Job(found.name, data=found.data, rules=rules)
    if is_address(found) and stays_here(found):
        try:
            return Job(label(found), data=fetch(found), rules=rules)
        except ReadError as error:
            return error
    path = found if is_address(found) else os.path.abspath(found)
    return Job(label(found), path=path, rules=rules and os.path.abspath(rules))
