"""The bytes of a page to its tree: encodings as declared, as marked, or as they are; nothing fetched."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

from docparse.errors import ReadError
from docparse.reading.encodings import decode, is_binary, nearly
from docparse.reading.legacy import syllables

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,30})",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|td|th|ul|ol)\b[^>]{0,5000}>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?a-zA-Z][^>]{0,5000}>")
_UNPRINTED = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_NO_SIGN = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")


def page_text(data: bytes, where: str) -> str:
    """The page as text. Of a one-byte encoding that the page misnames, the one that gives Vietnamese is taken."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:512]:
        return decode(data, where)
    if is_binary(data):
        raise ReadError("DP105", where, "nội dung là dữ liệu nhị phân, không phải trang web",
                        "kiểm tra lại tệp; nếu là bản Word hoặc PDF, đặt lại đúng đuôi tên tệp")  # fmt: skip
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(data[:8192])
    declared = (found.group(1) or found.group(2)).decode("ascii") if found else ""
    if declared.lower().replace("-", "") == "utf8":
        return data.decode("utf-8", "replace")
    if not declared and (text := nearly(data)) is not None:
        return text
    try:
        known = codecs.lookup(declared).name if declared else "cp1252"
    except LookupError:
        known = "cp1252"
    if known not in ("cp1252", "iso8859-1", "cp1258", "ascii"):
        return data.decode(known, "replace")
    western = _western(data)
    east = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if known == "cp1258":
        return east
    return east if syllables(_TAG.sub(" ", east)) > syllables(_TAG.sub(" ", western)) + 0.1 else western


def _western(data: bytes) -> str:
    """Windows-1252 with its five holes kept as they are, for TCVN3 fonts may use them."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return (
            "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)
            if len(data) < 2**22
            else (data.decode("cp1252", "replace"))
        )


def root_of(text: str, where: str) -> tuple[_Element, bool]:
    """The tree of a page, and whether it is whole: too deep a page comes as a flat one."""
    tree, whole = _parse(text)
    if not whole:
        bare = _TAG.sub("", _BLOCK_TAG.sub("\n", _UNPRINTED.sub(" ", text)))
        tree, _ = _parse("".join(f"<p>{line}</p>" for line in bare.split("\n") if line.strip()))
    if tree is None:
        raise ReadError("DP103", where, "trang không có chữ nào", "kiểm tra lại tệp đã lưu đủ chưa")
    return tree, whole


def _parse(text: str) -> tuple[_Element | None, bool]:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    data = _NO_SIGN.sub("", text).encode("utf-8")
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    deep = any("depth" in entry.message for entry in parser.error_log)
    return root, not deep
