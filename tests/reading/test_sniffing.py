"""Files whose names say another format than they hold."""

from __future__ import annotations

import io
import zipfile

import pytest

from docparse.reading import read_bytes
from docparse.reading.sniffing import kind_of, misnamed
from tests.reading.helpers import package, paragraph, texts, word
from tests.reading.pdfs import Pdf

_TEXT = "Giao Sở Y tế xây dựng kế hoạch."
_PAGE = f"<html><meta charset=utf-8><body><p>{_TEXT}</p></body></html>".encode()


def _pdf() -> bytes:
    pdf = Pdf().page()
    pdf.text(80, 100, _TEXT)
    return pdf.data()


@pytest.mark.parametrize(
    ("data", "name", "format_", "told"),
    [
        (word(paragraph(_TEXT)), "a.pdf", "docx", "Word (.docx)"),
        (word(paragraph(_TEXT)), "a.doc", "docx", "Word (.docx)"),
        (word(paragraph(_TEXT)), "a.html", "docx", "Word (.docx)"),
        (_pdf(), "a.docx", "pdf", "PDF"),
        (_pdf(), "a.txt", "pdf", "PDF"),
        (_pdf(), "A.BIN", "pdf", "PDF"),
        (b"\r\n" + _pdf(), "a.doc", "pdf", "PDF"),
        (_PAGE, "a.doc", "html", "trang web (.html)"),
        (b"\xef\xbb\xbf<!DOCTYPE html>" + _PAGE, "a.xls", "html", "trang web (.html)"),
        (_PAGE, "a.pdf", "html", "trang web (.html)"),
    ],
)
def test_the_content_tells_and_a_warning_says_so(data: bytes, name: str, format_: str, told: str) -> None:
    source = read_bytes(data, name)
    assert (source.format, texts(source)) == (format_, [_TEXT])
    extension = name[1:].lower()
    assert [(w.code, w.text) for w in source.warnings] == [
        ("DP227", f"tên tệp là {extension} nhưng nội dung là {told}; đã đọc theo nội dung")
    ]


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (_pdf(), "a.pdf", "pdf"), (_pdf(), "a", "pdf"), (word(paragraph(_TEXT)), "a.docm", "docx"),
        (word(paragraph(_TEXT)), "a", "docx"), (_PAGE, "a.htm", "html"), (_PAGE, "a", "html"),
        (_TEXT.encode(), "a.md", "markdown"),
    ],
)  # fmt: skip
def test_a_name_that_fits_or_is_missing_needs_no_warning(data: bytes, name: str, format_: str) -> None:
    source = read_bytes(data, name)
    assert (source.format, source.warnings) == (format_, ())


def test_kinds() -> None:
    odt = io.BytesIO()
    with zipfile.ZipFile(odt, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert kind_of(odt.getvalue()) == ".odt"
    assert kind_of(package({"xl/workbook.xml": "<workbook/>"})) == ".xlsx"
    assert kind_of(package({"a.txt": "a"})) is None
    assert kind_of(b"PK\x03\x04" + bytes(50)) is None
    assert kind_of(b" {\\rtf1 a}") == ".rtf"
    assert misnamed(b"{\\rtf1 a}", ".doc") is None
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert kind_of(ole) is None
    assert kind_of(ole + "WordDocument".encode("utf-16-le")) == ".doc"
    assert kind_of(_PAGE.decode().encode("utf-16")) == ".html"
