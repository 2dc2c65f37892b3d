"""Small PDFs written by hand: a font without a file that knows every letter, lines, pictures."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from docparse.model import Source
from docparse.reading import read_bytes
from tests.reading.helpers import check

A4 = (595.0, 842.0)
FONTS = {"F1": "TimesNewRoman", "F2": "TimesNewRoman-Bold", "F3": "Odd"}
_BLANK = 0.4  # em
_WIDTH = 0.7  # em, of every letter, and more than any letter of the font that stands in needs
_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /All def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
%s
endcmap end end"""


def _unicode_map() -> bytes:
    """Every code is its own letter."""
    ranges = [b"<%02x00> <%02xff> <%02x00>" % (high, high, high) for high in range(256)]
    parts = [
        b"%d beginbfrange\n%s\nendbfrange" % (len(ranges[at : at + 100]), b"\n".join(ranges[at : at + 100]))
        for at in range(0, 256, 100)
    ]
    return _MAP % b"\n".join(parts)


@dataclass
class Pdf:
    """Pages of drawing commands; places in points from the upper left corner."""

    size: tuple[float, float] = A4
    rotate: int = 0
    pages: list[list[bytes]] = field(default_factory=list)
    pictures: set[int] = field(default_factory=set)

    def page(self) -> Pdf:
        self.pages.append([])
        return self

    def text(self, x: float, y: float, text: str, size: float = 13, *, bold: bool = False, font: str = "") -> float:
        """Writes a line; where it ends."""
        name = font or ("F2" if bold else "F1")
        at = x
        for number, word in enumerate(text.split(" ")):
            at += _BLANK * size if number else 0
            self._put(at, y, word, size, name)
            at += width(word, size)
        return at

    def _put(self, x: float, y: float, text: str, size: float, font: str) -> None:
        code = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /{font} {size} Tf 1 0 0 1 {x:.2f} {self.size[1] - y:.2f} Tm <{code}> Tj ET".encode())

    def lines(self, x: float, y: float, text: str, right: float, size: float = 13, indent: float = 0) -> float:
        """Wraps a paragraph between ``x`` and ``right``; where the next line would stand."""
        at, line = x + indent, ""
        for word in text.split(" "):
            more = f"{line} {word}".strip()
            if line and at + width(more, size) > right:
                self.text(at, y, line, size)
                y, at, line = y + 1.3 * size, x, word
            else:
                line = more
        self.text(at, y, line, size)
        return y + 1.3 * size

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(f"0.5 w {x0} {self.size[1] - y0} m {x1} {self.size[1] - y1} l S".encode())

    def grid(self, xs: list[float], ys: list[float]) -> None:
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def picture(self) -> None:
        """A scan over the whole page."""
        self.pictures.add(len(self.pages) - 1)
        self.pages[-1].append(f"q {self.size[0]} 0 0 {self.size[1]} 0 0 cm /I1 Do Q".encode())

    def data(self, extra: bytes = b"") -> bytes:
        """The file; ``extra`` goes into its trailer."""
        count = len(self.pages)
        objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
        fonts = []
        self._stream(objects, _unicode_map())
        unicode_map = len(objects)
        for name, face in FONTS.items():
            mapped = b"/ToUnicode %d 0 R" % unicode_map
            objects.append(b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
                           b"/Ascent 900/Descent -200/CapHeight 700/StemV 80>>" % face.encode())  # fmt: skip
            objects.append(b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
                           b"/Ordering(Identity)/Supplement 0>>/DW 700/FontDescriptor %d 0 R>>"
                           % (face.encode(), len(objects)))  # fmt: skip
            objects.append(b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>"
                           % (face.encode(), len(objects), mapped))  # fmt: skip
            fonts.append(b"/%s %d 0 R" % (name.encode(), len(objects)))
        grey = zlib.compress(bytes(100))
        objects.append(b"<</Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceGray"
                       b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(grey), grey))  # fmt: skip
        resources = b"<</Font<<%s>>/XObject<</I1 %d 0 R>>>>" % (b"".join(fonts), len(objects))
        kids = []
        for commands in self.pages:
            self._stream(objects, b"\n".join(commands))
            objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Contents %d 0 R/Resources %s>>"
                           % (*self.size, self.rotate, len(objects), resources))  # fmt: skip
            kids.append(b"%d 0 R" % len(objects))
        objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(kids))
        return assemble(objects, extra)

    @staticmethod
    def _stream(objects: list[bytes], content: bytes) -> None:
        packed = zlib.compress(content)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))


def assemble(objects: list[bytes], extra: bytes = b"") -> bytes:
    """The objects (numbered from 1; the first is the catalogue) as a file with its table."""
    out, places = [b"%PDF-1.7\n"], []
    at = len(out[0])
    for number, content in enumerate(objects, 1):
        places.append(at)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(out[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.append(b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
               % (len(objects) + 1, table, len(objects) + 1, extra, at))  # fmt: skip
    return b"".join(out)


def width(text: str, size: float) -> float:
    return sum(_BLANK if c == " " else _WIDTH for c in text) * size


def pdf_source(pdf: Pdf, name: str = "a.pdf") -> Source:
    source = read_bytes(pdf.data(), name)
    check(source)
    return source


def simple_fonts(lines: list[tuple[str, bytes]]) -> bytes:
    """A page with a line a font and its bytes, as Western letters; the fonts have a name and no table of letters."""
    names = list(dict.fromkeys(font for font, _ in lines))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b""]
    fonts = b""
    for number, name in enumerate(names):
        face = name.encode()
        objects.append(b"<</Type/FontDescriptor/FontName/%s/Flags 32/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
                       b"/Descent -200/CapHeight 700/StemV 80>>" % face)  # fmt: skip
        objects.append(b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255"
                       b"/Widths[%s]/FontDescriptor %d 0 R>>" % (face, b"550 " * 256, len(objects)))  # fmt: skip
        fonts += b"/F%d %d 0 R" % (number, len(objects))
    content = "".join(
        f"BT /F{names.index(font)} 12 Tf 1 0 0 1 80 {780 - 20 * k} Tm <{line.hex()}> Tj ET\n"
        for k, (font, line) in enumerate(lines)
    ).encode()
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects[2] = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 700 842]/Contents %d 0 R/Resources<</Font<<%s>>>>>>"
                  % (len(objects), fonts))  # fmt: skip
    return assemble(objects)
