"""The parts of a .docx package as safe XML trees."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docparse.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNPACKED_LIMIT = 200 * 1024 * 1024  # bytes of all parts together
RATIO_LIMIT = 200  # unpacked to packed, above 20 MiB
_VAL = W + "val"
_OFF = frozenset(("0", "false", "off", "none"))


def value(node: _Element | None) -> str | None:
    """``w:val`` of an element that may be missing."""
    return None if node is None else node.get(_VAL)


def inner(node: _Element | None, tag: str) -> _Element | None:
    """The first child of that name; at once for properties, which stand before all else."""
    for found in () if node is None else node:
        if found.tag == tag:
            return found
    return None


def on(node: _Element | None) -> bool | None:
    """A toggle such as ``w:b``: None where it is not set."""
    return None if node is None else (node.get(_VAL) or "true") not in _OFF


class Package:
    """A .docx file; raises ReadError DP110–DP116."""

    def __init__(self, data: bytes, where: str) -> None:
        from docx.opc.packuri import PACKAGE_URI, PackURI

        self._where = where
        self._files = _opened(data, where)
        self._uri = PackURI
        self._unpacked: dict[str, bytes] = {}
        self._parser: XMLParser | None = None
        self._relations: dict[str, list[tuple[str, str]]] = {}
        try:
            main = self._related(PACKAGE_URI, "officeDocument")
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
            raise _damaged(where) from None
        self._main = main
        if main is None or self._blob(main) is None:
            raise ReadError("DP115", where, "không có phần nội dung chính (word/document.xml)",
                            "mở tệp bằng Word rồi lưu lại")  # fmt: skip

    def document(self) -> _Element:
        """The root of the main document."""
        found = self._tree(self._main or "")
        assert found is not None
        return found

    def mentions(self, *signs: bytes) -> bool:
        """Whether a part read so far holds one of these."""
        return any(sign in blob for blob in self._unpacked.values() for sign in signs)

    def forget(self) -> None:
        """Lets go of the text of the parts."""
        self._unpacked.clear()

    def embedded(self, ident: str) -> tuple[str, bytes] | None:
        """Name and content of the file that a relation of the document's embeds."""
        root = self._tree(self._uri(self._main or "/").rels_uri)
        for node in () if root is None else root.iter(_RELATION):
            if node.get("Id") == ident and node.get("TargetMode") != "External" and (target := node.get("Target", "")):
                name = target if target.startswith("/") else str(self._uri.from_rel_ref(self._base(), target))
                blob = self._blob(name)
                return None if blob is None else (name, blob)
        return None

    def _base(self) -> str:
        return str(self._uri(self._main or "/").baseURI)

    def part(self, kind: str) -> _Element | None:
        """The root of a part related to the document: ``styles``, ``numbering``, ``footnotes``, ``endnotes``."""
        name = self._related(self._uri(self._main or "/"), kind)
        return self._tree(name) if name else None

    def _blob(self, name: str) -> bytes | None:
        try:
            if name not in self._unpacked:
                self._unpacked[name] = self._files.read(self._uri(name).membername)
            return self._unpacked[name]
        except KeyError:
            return None
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise _damaged(self._where) from None
        except Exception as error:  # zlib.error has no common base with the others
            if type(error).__name__ == "error":
                raise _damaged(self._where) from None
            raise

    def _related(self, source, kind: str) -> str | None:  # type: ignore[no-untyped-def]
        if source not in self._relations:
            self._relations[source] = _relations(self._tree(source.rels_uri))
        for have, target in self._relations[source]:
            if have == kind:
                return target if target.startswith("/") else str(self._uri.from_rel_ref(source.baseURI, target))
        return None

    def _tree(self, name: str) -> _Element | None:
        blob = self._blob(name)
        if blob is None:
            return None
        from lxml import etree

        if b"purl.oclc.org" in blob[:8192]:
            for old, new in _STRICT:
                blob = blob.replace(old, new)
        if b"<!DOCTYPE" in blob or b"<!ENTITY" in blob:
            raise self._declares()
        if self._parser is None:
            self._parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
                remove_pis=True, collect_ids=False,
            )  # fmt: skip
        try:
            root = etree.fromstring(blob, self._parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from None
            raise ReadError("DP116", self._where, f"phần {name.lstrip('/')} bị hỏng (XML sai)",
                            "mở tệp bằng Word rồi lưu lại") from None  # fmt: skip
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._declares()
        return root

    def _declares(self) -> ReadError:
        return ReadError("DP114", self._where, "XML bên trong khai báo DTD hoặc thực thể, có thể là tệp độc hại",
                         "chỉ dùng tệp lấy từ nguồn tin cậy, hoặc mở bằng Word rồi lưu lại")  # fmt: skip


def _relations(root: _Element | None) -> list[tuple[str, str]]:
    """Kind and target of each relation to another part of the package."""
    return [] if root is None else [
        (node.get("Type", "").rpartition("/")[2], target)
        for node in root.iter(_RELATION)
        if (target := node.get("Target", "")) and node.get("TargetMode") != "External"
    ]  # fmt: skip


def _opened(data: bytes, where: str) -> zipfile.ZipFile:
    """The package, once it is known to be one that may be unpacked."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("DP112", where, "tệp bị đặt mật khẩu", "mở tệp bằng Word, bỏ mật khẩu rồi thử lại")
        raise ReadError("DP110", where, "đây là tệp Word cũ (.doc) mang đuôi .docx",
                        "mở bằng Word, lưu lại thành .docx rồi thử lại")  # fmt: skip
    if not data.startswith(b"PK"):
        raise ReadError("DP110", where, "không phải tệp Word (.docx)", "kiểm tra lại đuôi tên tệp")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        raise _damaged(where) from None
    size = sum(entry.file_size for entry in entries)
    if size > UNPACKED_LIMIT or len(entries) > 10_000 or (size > 20 * 2**20 and size > RATIO_LIMIT * len(data)):
        raise ReadError("DP113", where, "nội dung nén bung ra quá lớn", "chỉ dùng tệp lấy từ nguồn tin cậy")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("DP112", where, "tệp bị đặt mật khẩu", "bỏ mật khẩu rồi thử lại")
    return archive


def _damaged(where: str) -> ReadError:
    return ReadError("DP111", where, "tệp bị cụt hoặc hỏng", "tải hoặc sao chép lại tệp rồi thử lại")
