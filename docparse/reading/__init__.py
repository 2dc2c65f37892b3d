"""Files to Sources: one module a format, all giving the same blocks.

======  =====================================================
Code    What happened
======  =====================================================
DP101   the file does not exist
DP102   a folder, a pipe, socket or device, or no permission to read
DP103   empty, or without a single word
DP104   larger than 64 MiB
DP105   binary content under the name of a text file
DP106   text in an unknown encoding
DP107   a format that is not read yet
DP108   a folder without documents (given by ``docparse add``)
DP110   ``.docx`` that is not a Word file
DP111   ``.docx`` truncated or damaged
DP112   ``.docx`` locked by a password
DP113   ``.docx`` that unpacks to far too much
DP114   ``.docx`` whose XML declares a DTD or entities
DP115   ``.docx`` without a main document part
DP116   ``.docx`` whose XML is not well-formed
DP130   ``.doc`` truncated, damaged or no Word file
DP131   ``.rtf`` or ``.doc`` from before Word 97, and no LibreOffice here
DP132   LibreOffice could not convert the file, or took too long
DP133   ``.xlsx`` or ``.csv`` that is damaged or of another kind
DP134   ``.odt`` that is damaged or no OpenDocument text
DP135   ``.eml`` that is no mail or holds nothing to read
DP136   ``.zip`` truncated or damaged
DP137   a path in a ``.zip`` that climbs out of it
DP138   a ``.zip`` that unpacks to far too much
DP139   a container within too many others
DP140   ``.pdf`` truncated, damaged or no PDF
DP141   ``.pdf`` locked by a password
DP142   ``.pdf`` of scanned pages, and no Tesseract with Vietnamese here
DP143   ``.pdf`` whose fonts hide which letters they print, and no Tesseract here
DP144   a file of any format that takes too long
DP145   a file of any format that takes too much memory or stops its reader
DP146   pypdfium2, which reads ``.pdf``, is not installed
DP147   the process that reads files cannot be started
======  =====================================================

Files are read in a process that can be stopped (``docparse.reading.apart``); only small texts are read at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from docparse.errors import ReadError
from docparse.model import Source
from docparse.reading.archive import CONTAINERS
from docparse.reading.building import Builder, Full
from docparse.reading.opening import file_bytes, too_large
from docparse.reading.sniffing import NAMES, is_binary, kind_of, misnamed

LIMIT = 64 * 1024 * 1024  # bytes of one file
SMALL = 512 * 1024  # bytes of a text that is read in this process: a second at worst, whatever is in it

Reader = Callable[[bytes, str, Builder], str]

_UNPACK = "giải nén rồi đọc từng tệp, hoặc dùng docparse add để đọc mọi tệp bên trong"
_ADVICE = "lưu tệp thành .docx, .txt hoặc .md rồi thử lại"


def read(path: str | os.PathLike[str], *, name: str | None = None) -> Source:
    """The file as text and blocks; ``name`` replaces the file's own name. Raises ReadError (DP1xx)."""
    where = name or Path(path).name or str(path)
    return read_bytes(file_bytes(path, where, LIMIT), where)


def prepare(name: str | os.PathLike[str]) -> None:
    """Makes ready what the reading of such a file needs, while the caller makes ready what comes after."""
    if os.path.splitext(name)[1].lower() not in _AT_ONCE:
        from docparse.reading.isolation import prepare as prepare_

        prepare_()


def read_bytes(data: bytes, name: str) -> Source:
    """The same for a file already in memory; the format comes from the name's extension and the content."""
    if len(data) > LIMIT:
        raise too_large(name, LIMIT)
    if not data.strip():
        raise ReadError("DP103", name, "tệp rỗng", "kiểm tra lại tệp đã tải hoặc sao chép đủ chưa")
    if len(data) <= SMALL and _is_text(data, name):
        source = read_here(data, name)
    else:
        from docparse.reading.apart import read_apart

        source = read_apart(data, name)
    if not any(map(str.isalnum, source.text)):
        raise ReadError("DP103", name, "tệp không có chữ nào", "nếu là bản quét ảnh, nhận dạng chữ (OCR) trước")
    return source


def read_here(data: bytes, name: str, builder: Builder | None = None) -> Source:
    """The file read in this process, without any bound on what that costs; raises ReadError."""
    builder = builder or Builder()
    extension = os.path.splitext(name)[1].lower()
    told = misnamed(data, extension) if extension and extension not in CONTAINERS - {".eml"} else None
    reader = READERS[told] if told else _reader(data, name, extension)
    format_ = reader(data, name, builder)
    if told:
        builder.warn("DP227", f"tên tệp là {extension} nhưng nội dung là {NAMES[told]}; đã đọc theo nội dung")
    return builder.source(name, format_, hashlib.sha256(data).hexdigest())


def _read_text(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.encodings import clean, decode
    from docparse.reading.markdown import is_markdown, read_markdown
    from docparse.reading.text import read_plain

    raw = decode(data, where)
    text = clean(raw)
    if where.lower().endswith((".md", ".markdown")) or is_markdown(text):
        with suppress(Full):
            read_markdown(text, builder)
        return "markdown"
    with suppress(Full):
        read_plain("\t".join(map(clean, raw.split("\t"))) if "\t" in raw else text, builder)
    return "text"


def _read_docx(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.docx import read_docx

    with suppress(Full):
        read_docx(data, where, builder)
    return "docx"


def _read_html(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.html import read_html

    with suppress(Full):
        read_html(data, where, builder)
    return "html"


def _read_old_word(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.oldword import read_old_word

    return read_old_word(data, where, builder)


def _read_xlsx(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.sheets import read_xlsx

    with suppress(Full):
        read_xlsx(data, where, builder)
    return "xlsx"


def _read_csv(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.sheets import read_csv

    with suppress(Full):
        read_csv(data, where, builder)
    return "csv"


def _read_odt(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.odt import read_odt

    with suppress(Full):
        read_odt(data, where, builder)
    return "odt"


def _read_eml(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.mail import read_eml

    with suppress(Full):
        read_eml(data, where, builder)
    return "eml"


def _read_pdf(data: bytes, where: str, builder: Builder) -> str:
    from docparse.reading.pdf import read_pdf

    read_pdf(data, where, builder)
    return "pdf"


READERS: dict[str, Reader] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_text,
    ".markdown": _read_text,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
    ".docm": _read_docx,
    ".dotx": _read_docx,
    ".dotm": _read_docx,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".doc": _read_old_word,
    ".dot": _read_old_word,
    ".rtf": _read_old_word,
    ".xlsx": _read_xlsx,
    ".xlsm": _read_xlsx,
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".odt": _read_odt,
    ".ott": _read_odt,
    ".eml": _read_eml,
}
_AT_ONCE = frozenset(extension for extension, reader in READERS.items() if reader in (_read_text, _read_csv))


def _is_text(data: bytes, name: str) -> bool:
    """Whether a reader of plain text will read the file, told without opening what it may contain."""
    extension = os.path.splitext(name)[1].lower()
    return not is_binary(data) and (extension in _AT_ONCE or (not extension and kind_of(data) is None))


def _reader(data: bytes, name: str, extension: str) -> Reader:
    """The reader by extension; a file without one is told by its content."""
    if extension in READERS:
        return READERS[extension]
    if extension:
        if extension in CONTAINERS:
            raise ReadError("DP107", name, f"tệp {extension} chứa các tệp khác", _UNPACK)
        raise _unknown(name, f"chưa đọc được định dạng {extension}")
    return READERS.get(kind_of(data) or _guess(data), _read_text)


def _guess(data: bytes) -> str:
    """Of a file without a name that says so and damaged at that, the format whose error tells most."""
    return ".docx" if data.startswith(b"PK\x03\x04") else ".doc" if data.startswith(b"\xd0\xcf\x11\xe0") else ""


def _unknown(where: str, what: str) -> ReadError:
    return ReadError("DP107", where, what, _ADVICE)
