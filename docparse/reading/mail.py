"""Saved mail (.eml): the documents attached, and the letter itself where nothing is."""

from __future__ import annotations

import email
import email.policy
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from email.message import EmailMessage, Message

from docparse.errors import ReadError
from docparse.reading.archive import CONTAINERS
from docparse.reading.building import Builder

_MOST_PARTS = 500
_MOST_NAMES = 5  # of attachments that are not read, in one remark
LETTER_LEFT = "thư có tệp đính kèm: không đọc lời thư; nếu cần, sao lời thư ra tệp riêng"  # DP237
_NESTED = "thu-kem"  # a mail within the mail that has no name
_TAGS = re.compile(r"<[^<>]{0,5000}>|&[#\w]{1,10};")
_MOST_BOUNDARIES, _MOST_MARKS = 200, 2_000  # boundaries that are named, lines that may be one


@dataclass(frozen=True, slots=True)
class Parts:
    """What a mail holds: attachments to read by name and content, names of the others, the letter by kind and text."""

    files: tuple[tuple[str, bytes], ...]
    unread: tuple[str, ...]
    letter: tuple[str, bytes] | None  # ".html" or ".txt", and UTF-8


def parts(data: bytes, where: str, readable: Collection[str]) -> Parts:
    """A mail taken apart; ``readable`` are extensions. Raises ReadError DP135.

    A mail that is attached gives its own attachments, or its letter where it has none to read.
    """
    message = _message(data, where)
    files: list[tuple[str, bytes]] = []
    unread: list[str] = []
    _take(message, readable, files, unread)
    return Parts(tuple(files), tuple(unread), _letter(message))


def nothing(where: str) -> ReadError:
    """What is said of a mail without a letter and without anything attached that could be read."""
    return _wrong(where, "thư không có nội dung và không có tệp đính kèm đọc được")


def _take(message: EmailMessage, readable: Collection[str], files: list[tuple[str, bytes]], unread: list[str]) -> None:
    stack: list[Message] = [message]
    count = 0
    while stack and count < _MOST_PARTS:
        part = stack.pop()
        count += 1
        name = os.path.basename((part.get_filename() or "").replace("\\", "/"))
        inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" and part.is_multipart() else None
        if isinstance(inner, EmailMessage):
            before = len(files)
            _take(inner, readable, files, unread)
            own = None if len(files) > before else _letter(inner)
            if own is not None:
                files.append(((name or _NESTED) + own[0], own[1]))
        elif part.is_multipart():
            stack += reversed(part.get_payload())  # type: ignore[arg-type]
        elif os.path.splitext(name)[1].lower() in readable:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                files.append((name, content))
            else:
                unread.append(name)
        elif name and not _is_shown(part):
            unread.append(name)


def _is_shown(part: Message) -> bool:
    """A picture that stands in the letter, such as a badge under the signature: no attachment to miss."""
    shown = part.get_content_disposition() != "attachment" and "content-id" in part
    return shown and part.get_content_maintype() == "image"


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

    found = parts(data, where, {name for name in READERS if name != ".eml"})
    unread = list(found.unread)
    if found.files:
        name, content = found.files[0]
        READERS[os.path.splitext(name)[1].lower()](content, name, builder)
        unread[:0] = [name for name, _ in found.files[1:]]
    elif found.letter is not None:
        extension, content = found.letter
        READERS[extension](content, where + extension, builder)
    else:
        raise nothing(where)
    if found.files and found.letter is not None:
        builder.warn("DP237", LETTER_LEFT)
    if len(found.files) > 1:
        what = f"thư có {len(found.files)} văn bản đính kèm: chỉ đọc văn bản đầu ({name})"
        builder.warn("DP234", f"{what}, không đọc {_listed(unread)}; docparse add đọc cả thư")
    elif unread:
        advice = "docparse add đọc cả tệp trong .zip" if any(map(_is_container, unread)) else "lưu riêng ra nếu cần"
        builder.warn("DP239", f"không đọc tệp đính kèm {_listed(unread)}; {advice}")


def _listed(names: list[str]) -> str:
    more = f" và {len(names) - _MOST_NAMES} tệp khác" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _is_container(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in CONTAINERS


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
