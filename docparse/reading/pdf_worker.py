"""The work on a PDF: pages to words, doubts about pages, blocks."""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import dataclass, field
from typing import Any

from docparse.errors import ReadError
from docparse.reading.building import Builder, Full
from docparse.reading.pdf_flow import lay_out
from docparse.reading.pdf_fonts import decoders, is_garbled, odd_share
from docparse.reading.pdf_legacy import LegacyFonts
from docparse.reading.pdf_ocr import recognise_pages
from docparse.reading.pdf_rules import find_rules
from docparse.reading.pdf_words import Decoders, Glyphs, Page

MOST_PAGES = 3000
_ODD = 0.004  # share of letters that no Vietnamese text has, from which the fonts are looked at
_PICTURE = 0.6  # share of a page that a scan covers
_STAMP = 250  # letters of a stamp or signature printed on a scan
_READING = 0.75  # share of the time that may go by before the reading of pages stops
_SAMPLED_PAGES = 40
_CATALOGUE = re.compile(rb"(\d{1,7})\s+(\d{1,5})\s+obj\s*<<[^>]{0,400}/Type\s*/Catalog\b")


@dataclass(slots=True)
class Outcome:
    """The blocks, and by page number (from 1) what stood in the way. ``stopped``: pages read before time ran out,
    0 for all of them."""

    builder: Builder = field(default_factory=Builder)
    count: int = 0
    scanned: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    repaired: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    stopped: int = 0
    truncated: bool = False


def read_pages(data: bytes, where: str, recognise: tuple[int, ...], seconds: float) -> Outcome:
    """Reads the file; pages in ``recognise`` (from 1) by Tesseract. Raises ReadError DP140, DP141, DP146."""
    end = time.process_time() + seconds * _READING  # a busy machine is no reason to read less
    document = _open(data, where)
    out = Outcome(truncated=b"%%EOF" not in data[-2048:])
    out.count = len(document)
    if not out.count:
        raise _damaged(where)
    pages: list[Page] = []
    repairs: Decoders | None = None
    legacy = LegacyFonts()
    for index in range(min(out.count, MOST_PAGES)):
        if time.process_time() > end and not recognise:
            break
        out.stopped = index + 1
        if index + 1 in recognise:
            continue
        try:
            handle = document[index]
            page = _page(handle, index + 1)
            glyphs = Glyphs(handle, legacy)
        except _pdfium_error():
            out.broken.append(index + 1)
            continue
        text = glyphs.text()
        odd = odd_share(text) > _ODD
        if odd and repairs is None:
            repairs = _repairs(document, legacy)
        glyphs.words(page, repairs if odd and repairs else {})
        find_rules(handle, page)
        glyphs.close()
        handle.close()
        _judge(page, out, repaired=bool(odd and repairs))
        pages.append(page)
    if out.stopped == out.count:
        out.stopped = 0
    if recognise:
        found = [page for page in recognise_pages(document, recognise, seconds) if page.words]
        pages += found
        out.recognised = [page.number for page in found]
        out.scanned += [number for number in recognise if number not in out.recognised]
    unread = out.truncated and out.broken and not out.scanned and not any(p.words for p in pages)
    if unread or len(out.broken) == out.count:
        raise _damaged(where)
    with contextlib.suppress(Full):
        lay_out(sorted((p for p in pages if p.words), key=lambda p: p.number), out.builder)
    return out


def _judge(page: Page, out: Outcome, *, repaired: bool) -> None:
    """Whether the page's words are what it shows; those that are not are forgotten."""
    text = " ".join(word.text for word in page.words)
    letters = sum(map(str.isalnum, text))
    if page.picture > _PICTURE and letters < _STAMP and not (page.hidden > 0.5 and letters > 60):
        out.scanned.append(page.number)
        page.words.clear()
    elif not letters and (page.picture > 0.05 or page.drawn > 300):
        out.scanned.append(page.number)
    elif page.words and is_garbled(text, doubtful=repaired or out.truncated):
        (out.broken if out.truncated else out.garbled).append(page.number)  # what is cut off cannot be recognised
        page.words.clear()
    elif repaired:
        out.repaired.append(page.number)


def _open(data: bytes, where: str, trailer: bool = False) -> Any:
    """The document; of a file that is cut off, with a ``trailer`` of our own, what can still be found."""
    try:
        import pypdfium2
    except ImportError:
        raise ReadError("DP146", where, "chưa cài thư viện đọc PDF", "chạy: pip install pypdfium2") from None
    start = data.find(b"%PDF-", 0, 4096)
    if start < 0:
        raise ReadError("DP140", where, "không phải tệp PDF", "kiểm tra lại đuôi tên tệp")
    try:
        return pypdfium2.PdfDocument(data[start:] if start else data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadError("DP141", where, "tệp bị đặt mật khẩu", "bỏ mật khẩu rồi thử lại") from None
        catalogue = None if trailer else _CATALOGUE.search(data)
        if catalogue is None:
            raise _damaged(where) from None
    end = b"\ntrailer\n<</Root %s %s R>>\nstartxref\n0\n%%%%EOF\n" % catalogue.groups()
    return _open(data[start : data.rfind(b"endobj") + 6] + end, where, trailer=True)


def _damaged(where: str) -> ReadError:
    return ReadError("DP140", where, "tệp PDF bị cụt hoặc hỏng", "tải hoặc sao chép lại tệp rồi thử lại")


def _pdfium_error() -> type[Exception]:
    import pypdfium2

    return pypdfium2.PdfiumError  # type: ignore[no-any-return]


def _page(handle: Any, number: int) -> Page:
    width, height = handle.get_size()
    return Page(number, max(width, 1.0), max(height, 1.0))


def _repairs(document: Any, legacy: LegacyFonts) -> Decoders:
    """What repairs the fonts of the file, judged by its first pages."""
    samples: dict[str, list[str]] = {}
    for index in range(min(len(document), _SAMPLED_PAGES)):
        try:
            handle = document[index]
            glyphs = Glyphs(handle, legacy)
        except _pdfium_error():
            continue
        last: list[str] | None = None
        for place, letter in enumerate(glyphs.text()):
            if letter in " \r\n\0":
                if last:
                    last.append(" ")
                continue
            last = samples.setdefault(glyphs.style(place).font, [])
            last.append(glyphs.told(place, letter))
        glyphs.close()
        handle.close()
    return decoders({font: "".join(letters) for font, letters in samples.items()})
