"""What a file is by its content: offices rename files, and portals give web pages the names of Word files."""

from __future__ import annotations

import io
import zipfile

_HEAD = 8192  # bytes in which a page says that it is one
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument".encode("utf-16-le")  # a stream of an OLE file
_PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}  # of a package
_PAGE = (b"<html", b"<!doctype html")
_SAME = (
    frozenset((".docx", ".docm", ".dotx", ".dotm")),
    frozenset((".xlsx", ".xlsm")),
    frozenset((".odt", ".ott")),
    frozenset((".doc", ".dot", ".rtf")),  # Word itself gives either name to either
    frozenset((".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".csv", ".tsv", ".eml")),
)
NAMES = {
    ".pdf": "PDF", ".rtf": "RTF", ".doc": "Word 97–2003 (.doc)", ".docx": "Word (.docx)", ".xlsx": "Excel (.xlsx)",
    ".odt": "OpenDocument (.odt)", ".html": "trang web (.html)",
}  # fmt: skip


def is_binary(data: bytes) -> bool:
    """Whether the first bytes are those of a PDF, an RTF or a file that holds others."""
    return data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"%PDF-", b"{\\rtf", _OLE, b"PK\x03\x04"))


def kind_of(data: bytes) -> str | None:
    """The extension that the content should have, one of ``NAMES``; None for plain text and whatever is not known."""
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return ".pdf"
    if start.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(_OLE):
        return ".doc" if _WORD in data else None
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    plain = start.replace(b"\0", b"").lstrip(b"\xff\xfe").lower()
    return ".html" if plain[:1] == b"<" and any(mark in plain for mark in _PAGE) else None


def misnamed(data: bytes, extension: str) -> str | None:
    """The extension by the content, where the one of the name leads to another reader."""
    kind = kind_of(data)
    if kind is None or kind == extension or any({kind, extension} <= group for group in _SAME):
        return None
    return kind


def _package(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return None
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return ".odt"
    return next((kind for part, kind in _PARTS.items() if part in names), None)
