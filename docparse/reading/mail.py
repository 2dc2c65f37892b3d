"""Saved mail (.eml): the documents attached, and the letter itself where nothing is."""

from __future__ import annotations

import email
import email.policy
import os
import re
from collections.abc import Collection, Iterator
from email.message import EmailMessage, Message

from docparse.errors import ReadError
from docparse.reading.building import Builder

_MOST_PARTS = 500
_NESTED = "thu-kem"  # a mail within the mail that has no name
_TAGS = re.compile(r"<[^<>]{0,5000}>|&[#\w]{1,10};")
_MOST_BOUNDARIES, _MOST_MARKS = 200, 2_000  # boundaries that are named, lines that may be one


def left_out(where: str) -> ReadError:
    """What is said of a letter beside attachments (DP237)."""
    what = "thư có tệp đính kèm: không đọc lời thư; nếu cần, sao lời thư ra tệp riêng"
    return ReadError("DP237", where, what, "")


def attachments(data: bytes, where: str, readable: Collection[str]) -> list[tuple[str, bytes]]:
    """Name and content of the attached files with a ``readable`` extension; raises ReadError DP135.

    A mail that is attached gives its own attachments, or its letter where it has none.
    """
    return list(_files(_message(data, where), readable))


def letter(data: bytes, where: str) -> tuple[str, bytes]:
    """The letter's own text as ``(".html" or ".txt", UTF-8)``; raises ReadError DP135 where there is none."""
    found = _letter(_message(data, where))
    if found is None:
        raise _wrong(where, "thư không có nội dung và không có tệp đính kèm đọc được")
    return found


def has_letter(data: bytes, where: str) -> bool:
    """Whether the mail says something itself, besides what is attached."""
    return _letter(_message(data, where)) is not None


def _files(message: EmailMessage, readable: Collection[str]) -> Iterator[tuple[str, bytes]]:
    stack: list[Message] = [message]
    count = 0
    while stack and count < _MOST_PARTS:
        part = stack.pop()
        count += 1
        name = os.path.basename((part.get_filename() or "").replace("\\", "/"))
        inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" and part.is_multipart() else None
        if isinstance(inner, EmailMessage):
            found = list(_files(inner, readable))
            own = None if found else _letter(inner)
            yield from found
            if own is not None:
                yield (name or _NESTED) + own[0], own[1]
        elif part.is_multipart():
            stack += reversed(part.get_payload())  # type: ignore[arg-type]
        elif os.path.splitext(name)[1].lower() in readable:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                yield name, content


def _letter(message: EmailMessage) -> tuple[str, bytes] | None:
    """The body that keeps most: HTML with its tables, else plain text."""
    for kind, extension in (("html", ".html"), ("plain", ".txt")):
        body = message.get_body((kind,))
        content = body.get_payload(decode=True) if body is not None else None
        if body is None or not isinstance(content, bytes):
            continue
        try:
            text = content.decode(body.get_content_charset("utf-8"))
        except (LookupError, UnicodeDecodeError):
            text = ""
        if any(map(str.isalnum, _TAGS.sub("", text) if kind == "html" else text)):
            return extension, text.encode("utf-8-sig", "replace")
        if not text and content.strip():
            return extension, content
    return None


def read_eml(data: bytes, where: str, builder: Builder) -> None:
    """Puts the first attached document, else the letter, into ``builder``; raises ReadError DP135 or the reader's."""
    from docparse.reading import READERS

    files = attachments(data, where, {name for name in READERS if name != ".eml"})
    name, content = files[0] if files else letter(data, where)
    READERS[os.path.splitext("x" + name)[1].lower()](content, name if files else where + name, builder)
    if files and has_letter(data, where):
        left = left_out(where)
        builder.warn(left.code, left.what)
    if len(files) > 1:
        builder.warn("DP234", f"thư có {len(files)} tệp đính kèm: chỉ đọc tệp đầu ({name}); docparse add đọc cả thư")


def _message(data: bytes, where: str) -> EmailMessage:
    if data.count(b"boundary=") > _MOST_BOUNDARIES or data.count(b"\n--") > _MOST_MARKS:
        raise _wrong(where, "thư lồng quá nhiều phần")
    try:
        found = email.message_from_bytes(data, policy=email.policy.default)
        known = any(name in found for name in ("from", "subject", "mime-version", "content-type", "date"))
        list(zip(range(_MOST_PARTS), found.walk(), strict=False))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError, KeyError):
        raise _wrong(where, "thư bị hỏng") from None
    if not known or not isinstance(found, EmailMessage):
        raise _wrong(where, "không phải thư điện tử (.eml)")
    return found


def _wrong(where: str, what: str) -> ReadError:
    return ReadError("DP135", where, what, "lưu riêng tệp đính kèm rồi thử lại")
