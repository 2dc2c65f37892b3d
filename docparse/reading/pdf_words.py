"""What a PDF page prints: words with their places, ruled lines, pictures. Read with PDFium, glyph by glyph.

Spaces in the file are not trusted: they may stand inside a word where the font changes, or be missing between
words. Where words end is told by the room between the glyphs.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from docparse.reading.encodings import base_letters
from docparse.reading.legacy import JOINED
from docparse.reading.pdf_legacy import LegacyFonts

_SPACE = 0.16  # em between two glyphs that part words though no space is written
_OVER = -0.3  # em that a glyph may reach back over the one before
_RAISED = 0.75  # of the letters before: smaller ones are the mark of a note
_NARROW = 0.08  # em below which a written space parts no syllable
_BOLD = re.compile(r"bold|italic|oblique|black|heavy|,bd|-bd", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_COMBINING = re.compile(r"[\u0300-\u036f]")
_BLANKS = " \r\n\t\u00a0\u00ad\uffff\0\u200b"
_RUN = re.compile(f"[^{_BLANKS}]+")
_VIETNAMESE = re.compile(
    r"(?:b|c|ch|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?$"
)
SIGNS = ".,;:!?()[]“”\"'…"
Piece = tuple[int, int, float, float, float]  # first glyph, the one after the last, left, right, foot

TWICE, OTHER = "Ã", "\ue0cc"  # see Glyphs.told

Decoders = dict[str, Callable[[str], str]]


@dataclass(slots=True)
class Word:
    """One printed word; points from the upper left corner of the page, ``y`` the line that it stands on.

    ``spaced`` and ``led``: a blank is written behind and before it; ``sure`` in per cent, where it was recognised.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    spaced: bool = False
    sure: float = 100.0
    led: bool = False


@dataclass(slots=True)
class Page:
    """``across``: (x0, x1, y) and ``down``: (x, y0, y1) are ruled lines; ``picture`` the share of the page that
    its largest picture covers; ``hidden`` the share of glyphs that are not painted; ``drawn`` counts drawn shapes;
    ``turned`` the quarter turns that most of its text is turned by, whatever way up the file shows the page."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    picture: float = 0.0
    hidden: float = 0.0
    drawn: int = 0
    turned: int = 0
    recognised: bool = False


@dataclass(slots=True)
class Style:
    """What holds for all glyphs of one text object."""

    size: float
    bold: bool
    font: str
    hidden: bool
    turned: int  # quarter turns


@lru_cache(maxsize=20_000)
def _sure(run: str) -> bool:
    """One syllable with signs round it; anything else may be two words without a blank between them."""
    bare = run.strip(SIGNS)
    return not bare or is_syllable(bare)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """The letters can be one Vietnamese syllable."""
    return len(word) < 8 and bool(_VIETNAMESE.match(base_letters(word).replace("đ", "d")))


class Glyphs:
    """The glyphs of one page, in the order of the file."""

    def __init__(self, page: Any, legacy: LegacyFonts | None = None) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._page = page
        self._matrix = raw.FS_MATRIX()
        self._box = raw.FS_RECTF()
        self._turns = 0
        self.text_page = page.get_textpage()
        self._handle = self.text_page.raw
        self.count = int(self.text_page.count_chars())
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._legacy = legacy
        self._text: str | None = None

    def text(self) -> str:
        """One code point a glyph, those of fonts before Unicode decoded."""
        if self._text is None:
            self._text = self._read()
            if self._legacy is not None:
                self._text = self._legacy.decode(self._text, lambda index: self.style(index).font)
        return self._text

    def _read(self) -> str:
        buffer = (ctypes.c_ushort * (self.count + 1))()
        got = self._raw.FPDFText_GetText(self._handle, 0, self.count, buffer) if self.count else 1
        text = bytes(buffer)[:-2].decode("utf-16-le", "surrogatepass")
        if got == self.count + 1 and len(text) == self.count:
            return text
        code = self._raw.FPDFText_GetUnicode
        return "".join(chr(min(code(self._handle, i), 0x10FFFF)) for i in range(self.count))

    def style(self, index: int) -> Style:
        """Font, size and turn of the glyph's text object."""
        raw = self._raw
        text_object = raw.FPDFText_GetTextObject(self._handle, index)
        key = ctypes.addressof(text_object.contents) if text_object else 0
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = self._style(text_object, index)
        return found

    def _style(self, text_object: Any, index: int) -> Style:
        raw = self._raw
        font, bold = self._font(text_object, index)
        matrix = self._matrix
        size = raw.FPDFText_GetFontSize(self._handle, index)
        turned = 0
        if raw.FPDFText_GetMatrix(self._handle, index, matrix):
            size *= max(abs(matrix.d), abs(matrix.b), 0.0) or 1.0
            if abs(matrix.b) > abs(matrix.a):
                turned = 1 if matrix.b > 0 else 3
            elif matrix.a < 0:
                turned = 2
        mode = raw.FPDFTextObj_GetTextRenderMode(text_object) if text_object else 0
        return Style(max(abs(size), 1.0), bold or mode == 2, font, mode in (3, 7), turned)

    def _font(self, text_object: Any, index: int) -> tuple[str, bool]:
        """Name of the font, and whether it is bold or slanted."""
        raw = self._raw
        font_object = raw.FPDFTextObj_GetFont(text_object) if text_object else None
        key = ctypes.addressof(font_object.contents) if font_object else 0
        found = self._fonts.get(key) if key else None
        if found is None:
            name, flags = ctypes.create_string_buffer(200), ctypes.c_int(0)
            raw.FPDFText_GetFontInfo(self._handle, index, name, 200, flags)
            font = name.value.decode("utf-8", "replace")
            found = font, bool(_BOLD.search(font)) or bool(flags.value & _FORCE_BOLD)
            if key:
                self._fonts[key] = found
        return found

    def words(self, out: Page, decoders: Decoders) -> None:
        """Puts the words into ``out``."""
        origin, generated, handle = self._raw.FPDFText_GetCharOrigin, self._raw.FPDFText_IsGenerated, self._handle
        x, y = ctypes.c_double(), ctypes.c_double()
        place = _placing(self._page)
        self._turns = out.turned = turned = self._turned()
        if self.count and (turned - self._page.get_rotation() // 90) % 2:  # shown lying on its side
            out.width, out.height = out.height, out.width
        text = self.text()
        if decoders:
            text = self._repaired(text, decoders)
        if "\ufffe" in text or "\x02" in text:  # PDFium's signs for a hyphen at the end of a line
            text = text.replace("\ufffe", "-").replace("\x02", "-")
        last: Word | None = None
        end = bottom = 0.0
        hidden = 0
        for first, after, x0, x1, low in self._pieces(text):
            piece = text[first:after]
            if last is not None and abs(low - bottom) < 0.45 * last.size and _OVER * last.size < x0 - end:
                room = x0 - end
                if room < _NARROW * last.size and is_syllable(last.text + piece):
                    last.text += piece
                    last.x1 += max(x1 - end, 0.0)
                    end = max(end, x1)
                    continue
            elif last is not None and _COMBINING.match(piece):
                last.text += piece
                continue
            style = self.style(first)
            hidden += style.hidden
            origin(handle, first, x, y)
            base = (y.value, -x.value, -y.value, x.value)[turned]
            led = first > 0 and text[first - 1] in _BLANKS and not generated(handle, first - 1)
            if last is not None:
                last.spaced = led
            left, right, down = place(x0, x1, base, turned)
            last = Word(piece, left, right, down, style.size, style.bold, True, led=led)
            out.words.append(last)
            end, bottom = x1, low
        for word in out.words if JOINED in text else ():
            word.text = word.text.replace(JOINED, "")
        out.hidden = hidden / len(out.words) if out.words else 0.0

    def _pieces(self, text: str) -> Iterator[Piece]:
        """Runs of glyphs without a gap, by the blanks that are written; long ones are looked at glyph by glyph."""
        box, boxed, handle = self._box, self._raw.FPDFText_GetLooseCharBox, self._handle
        pointer, turned = ctypes.byref(box), self._turns
        for found in _RUN.finditer(text):
            first, after = found.span()
            if turned or not _sure(found.group()):
                yield from self._split(text, first, after)
                continue
            if not boxed(handle, first, pointer):
                continue
            x0, x1, low = box.left, box.right, box.bottom
            if after - first > 1:
                boxed(handle, after - 1, pointer)
                wide = (after - first) * 1.2 * (box.top - box.bottom)
                if box.left <= x0 or abs(box.bottom - low) > 2 or box.right - x0 > wide:
                    yield from self._split(text, first, after)
                    continue
                x1 = box.right
            yield first, after, x0, x1, low

    def _split(self, text: str, first: int, after: int) -> Iterator[Piece]:
        box, boxed, handle = self._box, self._raw.FPDFText_GetLooseCharBox, self._handle
        pointer, turned = ctypes.byref(box), self._turns
        begin, start, end, bottom, size = -1, 0.0, 0.0, 0.0, 1.0
        for index in range(first, after):
            if not boxed(handle, index, pointer):
                continue
            if turned == 0:
                x0, x1, low = box.left, box.right, box.bottom
            elif turned == 2:
                x0, x1, low = -box.right, -box.left, -box.top
            else:
                x0, x1, low = (box.bottom, box.top, -box.right) if turned == 1 else (-box.top, -box.bottom, box.left)
            near = begin >= 0 and abs(low - bottom) < 0.45 * size and _OVER * size < x0 - end < _SPACE * size
            near = near and self.style(index).size > _RAISED * size
            if near or (begin >= 0 and _COMBINING.match(text[index])):
                end = max(end, x1) if near else end
                continue
            if begin >= 0:
                yield begin, index, start, end, bottom
            begin, start, end, bottom, size = index, x0, x1, low, self.style(index).size
        if begin >= 0:
            yield begin, after, start, end, bottom

    def _repaired(self, text: str, decoders: Decoders) -> str:
        out = []
        for index, letter in enumerate(text):
            decode = None if letter in " \r\n\t" else decoders.get(self.style(index).font)
            out.append(letter if decode is None else (decode(self.told(index, letter)) or letter)[0])
        return "".join(out)

    def told(self, index: int, letter: str) -> str:
        """The letter; one that two codes of a misread font share is told apart by PDFium's own doubt."""
        unsure = letter == TWICE and not self._raw.FPDFText_HasUnicodeMapError(self._handle, index)
        return OTHER if unsure else letter

    def close(self) -> None:
        """Gives the page's text back."""
        self.text_page.close()

    def _turned(self) -> int:
        """Quarter turns of most text on the page."""
        step = max(1, self.count // 50)
        seen = [self.style(i).turned for i in range(0, self.count, step)]
        return max((0, 1, 2, 3), key=seen.count) if seen else 0


def _placing(page: Any) -> Callable[[float, float, float, int], tuple[float, float, float]]:
    """From the page's own points to points from its upper left corner as its text is read."""
    left, low, right, top = page.get_cropbox()

    def place(x0: float, x1: float, y: float, turned: int) -> tuple[float, float, float]:
        """Of text that has already been turned upright round the origin."""
        if turned == 0:
            return x0 - left, x1 - left, top - y
        if turned == 2:
            return x0 + right, x1 + right, -low - y
        return (x0 - low, x1 - low, -left - y) if turned == 1 else (x0 + top, x1 + top, right - y)

    return place
