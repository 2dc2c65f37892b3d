"""Saved mail (.eml): the documents attached, and the letter itself where nothing is."""

from __future__ import annotations

import email
import email.policy
import os
from collections.abc import Collection
from email.message import EmailMessage

from docparse.errors import ReadError
from docparse.reading.building import Builder

_MOST_PARTS = 500
_MOST_BOUNDARIES, _MOST_MARKS = 200, 2_000  # boundaries that are named, lines that may be one


def attachments(data: bytes, where: str, readable: Collection[str]) -> list[tuple[str, bytes]]:
    """Name and content of the attached files with a ``readable`` extension; raises ReadError DP135."""
    out: list[tuple[str, bytes]] = []
    for count, part in enumerate(_message(data, where).walk()):
        if count >= _MOST_PARTS:
            break
        name = os.path.basename((part.get_filename() or "").replace("\\", "/"))
        if os.path.splitext(name)[1].lower() in readable and not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                out.append((name, content))
    return out


def letter(data: bytes, where: str) -> tuple[str, bytes]:
    """The letter's own text as ``(".html" or ".txt", UTF-8)``; raises ReadError DP135 where there is none."""
    body = _message(data, where).get_body(("html", "plain"))
    content = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(content, bytes) or not content.strip():
        raise _wrong(where, "thư không có nội dung và không có tệp đính kèm đọc được")
    try:
        text = content.decode(body.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return (".html" if body.get_content_subtype() == "html" else ".txt"), content
    return (".html" if body.get_content_subtype() == "html" else ".txt"), text.encode("utf-8-sig", "replace")


def read_eml(data: bytes, where: str, builder: Builder) -> None:
    """Puts the first attached document, else the letter, into ``builder``; raises ReadError DP135 or the reader's."""
    from docparse.reading import READERS

    files = attachments(data, where, {name for name in READERS if name != ".eml"})
    name, content = files[0] if files else letter(data, where)
    READERS[os.path.splitext("x" + name)[1].lower()](content, name if files else where + name, builder)
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
