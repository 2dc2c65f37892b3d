"""Files that hold files: .zip (zips in it one level deep) and .eml. Nothing is written to disk.

A mail is taken apart in the worker; of a .zip only what the bounds below allow is unpacked, and read one by one.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docparse.errors import ReadError
from docparse.reading.opening import file_bytes

CONTAINERS = frozenset((".zip", ".eml"))
MEMBERS = 2_000  # files in one archive
TOTAL = 512 * 2**20  # bytes of all files read from one archive
RATIO = 200  # unpacked to packed, above 20 MiB
_PARTS = 64 * 2**20  # bytes of one file, and of one mail
_ENTRIES = 200_000  # in a directory, whatever they are: more would fill the memory before they can be counted
_ENTRY = b"PK\1\2"

Member = tuple[str, bytes]


class LeftOut(ReadError):
    """Not an error: a part of the container that is passed over."""


def read_archive(path: str | os.PathLike[str], *, name: str | None = None) -> Iterator[Member | ReadError]:
    """The documents in a container, each as name and content, in the order of names; one that fails is a ReadError.

    Names read ``van-ban.zip/thu-muc/a.docx``. Errors of the container itself: DP101, DP102, DP104, DP108, DP135–DP138,
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
    found = 0
    try:
        for member in _mail(data, where) if where.lower().endswith(".eml") else _Zip(where).members(data, where, 0):
            found += 1
            yield member
    except ReadError as error:
        yield error
        return
    if not found:
        yield ReadError("DP108", where, "không có văn bản nào đọc được bên trong", "kiểm tra lại tệp nén")


def _mail(data: bytes, where: str) -> list[Member | LeftOut]:
    from docparse.reading.apart import in_worker

    if len(data) > _PARTS:
        raise ReadError("DP104", where, f"tệp lớn hơn {_PARTS >> 20} MiB", "lưu riêng tệp đính kèm rồi thử lại")
    return in_worker(mail_members, (data, where), where)


def mail_members(data: bytes, where: str) -> list[Member | LeftOut]:
    """The documents attached to a mail, or the letter; raises ReadError DP135."""
    from docparse.reading import READERS
    from docparse.reading.mail import attachments, has_letter, left_out, letter

    files = attachments(data, where, READERS.keys())
    if not files:
        extension, content = letter(data, where)
        return [(where + extension, content)]
    found: list[Member | LeftOut] = [(f"{where}/{name}", content) for name, content in files]
    if has_letter(data, where):
        left = left_out(where)
        found.append(LeftOut(left.code, where, left.what, left.advice))
    return found


class _Zip:
    """Counts what an archive and those inside it give."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._bytes = self._files = 0

    def members(self, data: bytes, where: str, depth: int) -> Iterator[Member | ReadError]:
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
            nested = extension == ".zip" and depth == 0
            if entry.is_dir() or base.startswith((".", "~$")) or name.startswith("__MACOSX/"):
                continue
            if not nested and extension not in READERS:
                continue
            if _climbs(name):
                yield ReadError("DP137", here, "đường dẫn trong tệp nén trỏ ra ngoài", "chỉ dùng tệp từ nguồn tin cậy")
                continue
            self._files += 1
            if self._files > MEMBERS:
                raise self._bomb(where)
            try:
                content = self._content(archive, entry, here)
            except ReadError as error:
                yield error
                continue
            if nested:
                try:
                    yield from self.members(content, here, depth + 1)
                except ReadError as error:
                    if error.code == "DP138":
                        raise
                    yield error
            else:
                yield here, content

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
        self._bytes += len(content)
        if self._bytes > TOTAL:
            raise self._bomb(self._where)
        return content

    @staticmethod
    def _bomb(where: str) -> ReadError:
        return ReadError("DP138", where, "tệp nén bung ra quá lớn hoặc quá nhiều tệp", "chỉ dùng tệp từ nguồn tin cậy")


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
