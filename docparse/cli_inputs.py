"""What the paths on a command line mean: files, folders, archives, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.errors import DocparseError, ReadError

if TYPE_CHECKING:
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
    seen: set[str] = set()
    for path in paths:
        if containers and os.path.isdir(path):
            yield from _skipped(path)
        if not os.path.isdir(path):
            files = [path]
        elif not (files := list(_documents(path, containers))):
            name = os.path.basename(os.path.abspath(path))
            advice = "thư mục cần có tệp .docx, .doc, .pdf, .html, .xlsx, .txt hoặc .md"
            yield ReadError("DP108", name, "thư mục không có văn bản nào đọc được", advice)
        for file in files:
            key = os.path.realpath(file)
            if key not in seen:
                seen.add(key)
                yield file


def _documents(folder: str, containers: bool) -> Iterator[str]:
    """Readable files below a folder; hidden ones and Word's lock files (``~$…``) are none."""
    from docparse.reading import READERS
    from docparse.reading.archive import CONTAINERS

    known = READERS.keys() | CONTAINERS if containers else READERS.keys()
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in known and not name.startswith((".", "~$")):
                yield os.path.join(here, name)


def _skipped(folder: str) -> Iterator[Skipped]:
    known = set(_documents(folder, True))
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
    from docparse.reading.archive import CONTAINERS, LeftOut, archive_members, read_archive

    if found == STDIN:
        piece = _standard_input(name)
        if isinstance(piece, ReadError) or os.path.splitext(piece.name)[1].lower() not in CONTAINERS:
            yield piece
            return
        members = archive_members(piece.data, piece.name)
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

    if isinstance(found, DocparseError):
        raise found
    if found == STDIN:
        found = _standard_input(name)
        if isinstance(found, ReadError):
            raise found
    return parse_bytes(found.data, found.name) if isinstance(found, Piece) else parse(found)
