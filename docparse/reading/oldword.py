"""Files named .doc, .dot or .rtf, by what they really are: Word 97–2003, older, RTF, .docx or a saved page."""

from __future__ import annotations

from contextlib import suppress

from docparse.errors import ReadError
from docparse.reading.building import Builder, Full

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"


def read_old_word(data: bytes, where: str, builder: Builder) -> str:
    """Puts the blocks into ``builder`` and gives the format read; raises ReadError DP112, DP130–DP132."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        from docparse.reading.doc import TooOld, read_doc

        try:
            with suppress(Full):
                read_doc(data, where, builder)
        except TooOld:
            _through_office(data, where, ".doc", builder)
        return "doc"
    if start.startswith(_RTF):
        _through_office(data, where, ".rtf", builder)
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        from docparse.reading.docx import read_docx

        with suppress(Full):
            read_docx(data, where, builder)
        return "docx"
    if start[:1] == b"<" and b"<html" in data[:8192].lower():
        from docparse.reading.html import read_html

        with suppress(Full):
            read_html(data, where, builder)
        return "html"
    raise ReadError("DP130", where, "nội dung không phải tệp Word (.doc) hay RTF", "kiểm tra lại tệp và đuôi tên tệp")


def _through_office(data: bytes, where: str, extension: str, builder: Builder) -> None:
    from docparse.reading.docx import read_docx
    from docparse.reading.office import SECONDS, program, to_docx

    if program() and builder.seconds < SECONDS:
        builder.ask(SECONDS)
        return
    data = to_docx(data, where, extension)
    with suppress(Full):
        read_docx(data, where, builder)
