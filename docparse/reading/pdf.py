"""PDF files: the text layer, or recognised scans."""

from __future__ import annotations

from docparse.errors import ReadError
from docparse.reading.apart import SECONDS
from docparse.reading.building import Builder
from docparse.reading.pdf_ocr import available
from docparse.reading.pdf_worker import Outcome, read_pages

_MORE_SECONDS = 10.0  # for the text layer, for each mebibyte: 500 pages of text are less than one
_LONGEST = 30.0
_PAGE_SECONDS = 15.0  # for each page that is recognised
_MOST_SECONDS = 900.0

_INSTALL = (
    "cài Tesseract kèm tiếng Việt (gói tesseract-ocr và tesseract-ocr-vie) rồi thử lại, "
    "hoặc xin bản Word hay PDF xuất từ Word"
)
_BETTER = "Tesseract không nhận dạng được; quét lại rõ hơn, hoặc xin bản Word hay PDF xuất từ Word"


def read_pdf(data: bytes, where: str, builder: Builder) -> None:
    """Puts the blocks of a PDF into ``builder``; raises ReadError DP140–DP143, DP146.

    Asks for more time where the builder has too little.
    """
    usual = min(SECONDS + _MORE_SECONDS * len(data) / 2**20, _LONGEST)
    if builder.seconds < usual:
        builder.ask(usual)
        return
    pages = builder.pages
    if not pages:
        found = read_pages(data, where, (), usual)
        unread = {*found.scanned, *found.garbled}
        if not unread or not available():
            _put(found, where, builder)
            return
        pages = tuple(sorted(unread))
        seconds = min(usual + _PAGE_SECONDS * len(pages), _MOST_SECONDS)
        if builder.seconds < seconds:
            builder.ask(seconds, pages)
            if not found.builder.is_empty:
                _put(found, where, builder)
            return
    _put(read_pages(data, where, pages, min(builder.seconds, _MOST_SECONDS)), where, builder)


def _put(found: Outcome, where: str, builder: Builder) -> None:
    """The blocks and what is to be said about them; raises DP142, DP143 if there are none."""
    advice = _BETTER if available() else _INSTALL
    if found.builder.is_empty:
        if found.scanned:
            raise ReadError("DP142", where, f"{pages_text(found.scanned)} là ảnh quét, không có chữ", advice)
        if found.garbled:
            raise ReadError("DP143", where, f"chữ ở {pages_text(found.garbled)} dùng phông hỏng bảng mã", advice)
    builder.adopt(found.builder)
    for pages, what in ((found.scanned, "là ảnh quét"), (found.garbled, "dùng phông hỏng bảng mã")):
        if pages:
            builder.warn("DP222", f"{pages_text(pages)} {what} nên chưa đọc được; {advice}")
    if found.recognised:
        builder.warn("DP220", f"{pages_text(found.recognised)} là ảnh quét, chữ do Tesseract nhận dạng; hãy soát lại")
    if found.repaired:
        where = pages_text(found.repaired)
        builder.warn("DP223", f"phông chữ ở {where} hỏng bảng mã, chữ đã được khôi phục; hãy soát lại")
    if found.stopped:
        builder.warn("DP224", f"tệp quá dài, chỉ đọc kịp {found.stopped} trên {found.count} trang")
    if found.broken:
        builder.warn("DP225", f"{pages_text(found.broken)} bị hỏng, không đọc được")
    if found.truncated:
        builder.warn("DP226", "tệp có thể bị cụt ở cuối; tải hoặc sao chép lại rồi so sánh")


def pages_text(pages: list[int]) -> str:
    """``trang 1–3, 7``."""
    parts: list[str] = []
    start = 0
    ordered = sorted(set(pages))
    for index, page in enumerate(ordered):
        if index + 1 < len(ordered) and ordered[index + 1] == page + 1:
            continue
        parts.append(f"{page}" if ordered[start] == page else f"{ordered[start]}–{page}")
        start = index + 1
    return "trang " + ", ".join(parts)
