"""The parts of a .docx package as safe XML trees, and its styles."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
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
_DEEPEST = 20  # styles based on one another
_VAL, _ASCII, _ANSI, _ID, _DEFAULT = (W + name for name in ("val", "ascii", "hAnsi", "styleId", "default"))
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

    def has_old_fonts(self) -> bool:
        """Whether a part read so far names a font of the time before Unicode (``.VnTime``, ``VNI-Times``)."""
        found = any(b'".V' in blob or b'"VNI' in blob for blob in self._unpacked.values())
        self._unpacked.clear()
        return found

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
                remove_pis=True,
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


_BOLD, _ITALIC, _CAPS, _HIDDEN, _FONTS, _CHARACTERS = (
    W + name for name in ("b", "i", "caps", "vanish", "rFonts", "rStyle")
)
_SIDE, _OUTLINE, _LIST, _NAMED = (W + name for name in ("jc", "outlineLvl", "numPr", "pStyle"))
_INHERITED = ("bold", "italic", "caps", "centered", "heading", "font")


@dataclass(slots=True)
class Style:
    """What a style, a paragraph or a run sets itself; None where it leaves that to the style it is based on."""

    base: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    centered: bool | None = None
    heading: int | None = None
    number: str | None = None
    level: int | None = None
    font: str | None = None

    @classmethod
    def read(cls, node: _Element) -> Style:
        """From a ``w:style``."""
        out = cls()
        out.read_run(node.find(W + "rPr"))
        out.read_paragraph(node.find(W + "pPr"))
        out.base = value(node.find(W + "basedOn"))
        name = (value(node.find(W + "name")) or "").lower()
        if out.heading is None and name.startswith("heading ") and name[8:].isdigit():
            out.heading = min(int(name[8:]), 9)
        return out

    def read_run(self, rpr: _Element | None) -> None:
        """Set what run properties say; ``base`` becomes the character style that they name."""
        for node in () if rpr is None else rpr:
            tag = node.tag
            if tag == _FONTS:
                self.font = node.get(_ASCII) or node.get(_ANSI)
            elif tag == _BOLD:
                self.bold = on(node)
            elif tag == _ITALIC:
                self.italic = on(node)
            elif tag == _CAPS:
                self.caps = on(node)
            elif tag == _HIDDEN:
                self.hidden = on(node)
            elif tag == _CHARACTERS:
                self.base = node.get(_VAL)

    def read_paragraph(self, ppr: _Element | None) -> None:
        """Set what paragraph properties say; ``base`` becomes the paragraph style that they name.

        ``heading`` is a level from 1 to 9, or 0 for text that is set to be no heading; ``level`` of a list is from 0.
        """
        for node in () if ppr is None else ppr:
            tag = node.tag
            if tag == _SIDE:
                found = node.get(_VAL)
                self.centered = None if found is None else found == "center"
            elif tag == _OUTLINE:
                found = node.get(_VAL)
                if found is not None and found.isdigit():
                    self.heading = int(found) + 1 if int(found) < 9 else 0
            elif tag == _LIST:
                level = value(node.find(W + "ilvl"))
                self.number = value(node.find(W + "numId"))
                self.level = int(level) if level and level.isdigit() else None
            elif tag == _NAMED:
                self.base = node.get(_VAL)

    def inherit(self, other: Style) -> None:
        """Take over what is not set; a list and its level go together."""
        if self.number is None:
            self.number, self.level = other.number, other.level
        for name in _INHERITED:
            if getattr(self, name) is None:
                setattr(self, name, getattr(other, name))


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id; ``font`` is what runs have that name none."""

    default: str | None = None
    font: str | None = None
    _unread: dict[str, _Element] = field(default_factory=dict)  # a file defines many styles and uses few
    _styles: dict[str, Style] = field(default_factory=dict)
    _whole: dict[tuple[str | None, ...], Style] = field(default_factory=dict)

    @classmethod
    def read(cls, root: _Element | None) -> Styles:
        """From the root of styles.xml, which may be missing."""
        out = cls()
        if root is None:
            return out
        defaults = Style()
        defaults.read_run(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        out.font = defaults.font
        for node in root.iterchildren(W + "style"):
            ident = node.get(_ID, "")
            if node.get(_DEFAULT) in ("1", "true") and node.get(W + "type") == "paragraph":
                out.default = ident
            out._unread[ident] = node
        return out

    def _style(self, ident: str | None) -> Style | None:
        if ident is None:
            return None
        if (node := self._unread.pop(ident, None)) is not None:
            self._styles[ident] = Style.read(node)
        return self._styles.get(ident)

    def whole(self, *idents: str | None) -> Style:
        """What styles set, by themselves or by those they are based on, the first before the others."""
        if idents not in self._whole:
            self._whole[idents] = out = Style()
            for ident in idents:
                at, count = ident, 0
                while (style := self._style(at)) is not None and count < _DEEPEST:
                    out.inherit(style)
                    at, count = style.base, count + 1
        return self._whole[idents]
