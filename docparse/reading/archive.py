"""Files that hold files: .zip and .eml, and those within them to a bounded depth. Nothing is written to disk.

A mail is taken apart in the worker; of a .zip only what the bounds below allow is unpacked, and read one by one.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.errors import ReadError
from docparse.reading.opening import file_bytes

if TYPE_CHECKING:
    from docparse.reading.mail import Parts

CONTAINERS = frozenset((".zip", ".eml"))
MEMBERS = 2_000  # files in one archive
TOTAL = 512 * 2**20  # bytes of all files read from one archive
RATIO = 200  # unpacked to packed, above 20 MiB
_DEEPEST = 1  # containers within the outermost .zip, itself attached to a mail or not
_PARTS = 64 * 2**20  # bytes of one file, and of one mail
_ENTRIES = 200_000  # in a directory, whatever they are: more would fill the memory before they can be counted
_ENTRY = b"PK\1\2"

Member = tuple[str, bytes]


class LeftOut(ReadError):
    """Not an error: a part of the container that is passed over."""


def read_archive(path: str | os.PathLike[str], *, name: str | None = None) -> Iterator[Member | ReadError]:
    """The documents in a container, each as name and content, in the order of names; one that fails is a ReadError.

    Names read ``van-ban.zip/thu-muc/a.docx``. Errors of the container itself: DP101, DP102, DP104, DP108, DP135–DP139,
    DP144, DP145, DP147.
    """
    where = name or Path(path).name
    try:
        data = file_bytes(path, where, TOTAL)
    except ReadError as error:
        yield error
        return
    yield from archive_members(data, where)


def archive_members(data: bytes, where: str) -> Iterator[Member | ReadError]:
    """The same for a container in memory; told by its name, .eml or .zip."""
    try:
        found = False
        for member in _Container(where).members(data, where, -1 if _is_mail(where) else 0):
            found = found or not isinstance(member, LeftOut)
            yield member
    except ReadError as error:
        yield error
        return
    if not found:
        yield _empty(where)


def mail_parts(data: bytes, where: str) -> Parts:
    """The worker's side: a mail with what :class:`_Container` can go on with; raises ReadError DP135."""
    from docparse.reading import READERS
    from docparse.reading.mail import parts

    return parts(data, where, READERS.keys() | CONTAINERS)


class _Container:
    """Counts what a container and those inside it give; ``depth`` counts from the outermost .zip."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._bytes = self._files = 0

    def members(self, data: bytes, where: str, depth: int) -> Iterator[Member | ReadError]:
        return self._mail(data, where, depth) if _is_mail(where) else self._zip(data, where, depth)

    def _mail(self, data: bytes, where: str, depth: int) -> Iterator[Member | ReadError]:
        from docparse.reading.apart import in_worker
        from docparse.reading.mail import LETTER_LEFT, nothing

        if len(data) > _PARTS:
            raise ReadError("DP104", where, f"tệp lớn hơn {_PARTS >> 20} MiB", "lưu riêng tệp đính kèm rồi thử lại")
        mail = in_worker(mail_parts, (data, where), where)
        found = False
        for name, content in mail.files:
            for member in self._member(content, f"{where}/{name}", depth):
                found = found or not isinstance(member, LeftOut)
                yield member
        for name in mail.unread:
            form = os.path.splitext(name)[1] or "không có đuôi"
            yield LeftOut("DP107", f"{where}/{name}", f"chưa đọc được định dạng {form}", "")
        if mail.letter is None:
            if not found:
                raise nothing(where)
        elif found:
            yield LeftOut("DP237", where, LETTER_LEFT, "")
        else:
            extension, content = mail.letter
            yield where + extension, content

    def _zip(self, data: bytes, where: str, depth: int) -> Iterator[Member | ReadError]:
        from docparse.reading import READERS

        if data.count(_ENTRY) > _ENTRIES:
            raise self._bomb(where)
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, IndexError, OverflowError):
            raise ReadError("DP136", where, "tệp nén bị cụt hoặc hỏng", "tải hoặc nén lại rồi thử lại") from None
        size = sum(entry.file_size for entry in entries)
        if len(entries) > MEMBERS * 10 or (size > 20 * 2**20 and size > RATIO * len(data)):
            raise self._bomb(where)
        for entry in entries:
            name = _name(entry)
            here = f"{where}/{name}"
            extension = os.path.splitext(name)[1].lower()
            base = name.rpartition("/")[2]
            if entry.is_dir() or base.startswith((".", "~$")) or name.startswith("__MACOSX/"):
                continue
            if extension not in READERS and extension not in CONTAINERS:
                continue
            if _climbs(name):
                yield ReadError("DP137", here, "đường dẫn trong tệp nén trỏ ra ngoài", "chỉ dùng tệp từ nguồn tin cậy")
                continue
            self._files += 1
            if self._files > MEMBERS:
                raise self._bomb(self._where)
            try:
                content = self._content(archive, entry, here)
            except ReadError as error:
                yield error
                continue
            yield from self._member(content, here, depth)

    def _member(self, content: bytes, here: str, depth: int) -> Iterator[Member | ReadError]:
        """A file of a container at ``depth``: itself, or what is in it where it is a container."""
        self._bytes += len(content)
        if self._bytes > TOTAL:
            raise self._bomb(self._where)
        if os.path.splitext(here)[1].lower() not in CONTAINERS:
            yield here, content
            return
        if depth >= _DEEPEST:
            what = "tệp nằm quá sâu trong các tệp nén nên không mở"
            yield ReadError("DP139", here, what, "lưu riêng tệp này ra rồi thử lại")
            return
        found = False
        try:
            for member in self.members(content, here, depth + 1):
                found = True
                yield member
        except ReadError as error:
            if error.code == "DP138":
                raise
            yield error
            return
        if not found:
            yield LeftOut("DP108", here, _empty(here).what, "")

    def _content(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, here: str) -> bytes:
        if entry.flag_bits & 1:
            raise ReadError("DP112", here, "tệp bị đặt mật khẩu", "giải nén bằng mật khẩu rồi thử lại")
        if entry.file_size > _PARTS:
            raise ReadError("DP104", here, f"tệp lớn hơn {_PARTS >> 20} MiB", "tách tệp thành các phần nhỏ hơn")
        try:
            with archive.open(entry) as stream:
                content = stream.read(_PARTS + 1)
        except Exception:  # zlib.error and what other methods of packing raise have no common base
            raise ReadError("DP136", here, "tệp nén bị cụt hoặc hỏng", "tải hoặc nén lại rồi thử lại") from None
        return content

    @staticmethod
    def _bomb(where: str) -> ReadError:
        return ReadError("DP138", where, "tệp nén bung ra quá lớn hoặc quá nhiều tệp", "chỉ dùng tệp từ nguồn tin cậy")


def _is_mail(name: str) -> bool:
    return name.lower().endswith(".eml")


def _empty(where: str) -> ReadError:
    return ReadError("DP108", where, "không có văn bản nào đọc được bên trong", "kiểm tra lại tệp nén")


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name; old programs write UTF-8 without saying so."""
    name = entry.filename.replace("\\", "/")
    if not entry.flag_bits & 0x800:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return name


def _climbs(name: str) -> bool:
    return name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")
