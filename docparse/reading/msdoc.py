"""Word 97–2003 files (.doc) opened up: text in pieces, properties of paragraphs and characters, styles, lists.

Follows [MS-DOC]; offsets in the file are ``fc``, places in the text ``cp``. Only what gives text and its order is read.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from docparse.reading.numbering import Level, Numbering

_FIXED = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # operand bytes by the upper three bits of a sprm
_FORMATS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
            23: "bullet", 255: "none"}  # fmt: skip
_MOST = 200_000  # entries of any table in the file

Sprms = dict[int, bytes]


class Unreadable(Exception):
    """Not a Word 97–2003 file, or a damaged one."""


@dataclass(frozen=True, slots=True)
class DocStyle:
    """One style: its own properties and the style it is based on."""

    base: int
    heading: int | None
    paragraph: Sprms
    character: Sprms


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of character properties, from place ``cp`` on."""

    cp: int
    text: str
    sprms: Sprms


@dataclass(slots=True)
class _Pages:
    """Properties by file offset, from the 512-byte pages that hold them."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[bytes] = field(default_factory=list)

    def at(self, fc: int) -> bytes:
        k = bisect_right(self.starts, fc) - 1
        return self.values[k] if k >= 0 and fc < self.ends[k] else b""


def sprms(data: bytes) -> Sprms:
    """Property code to operand; of several the last counts."""
    out: Sprms = {}
    at = 0
    while at + 2 <= len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        kind = code >> 13
        if kind != 6:
            size = _FIXED[kind]
        elif code == 0xD608 and at + 2 <= len(data):
            size = (data[at] | data[at + 1] << 8) + 1
        else:
            size = data[at] + 1 if at < len(data) else 1
        out[code] = data[at : at + size]
        at += size
    return out


class WordBinary:
    """A .doc file as its two streams; raises Unreadable (or struct.error, IndexError where it is damaged)."""

    def __init__(self, main: bytes, tables: tuple[bytes | None, bytes | None]) -> None:
        ident, version, flags = struct.unpack_from("<HH6xH", main)
        table = tables[flags >> 9 & 1]
        if ident != 0xA5EC or version < 0xC1 or table is None:
            raise Unreadable
        self.locked = bool(flags & 0x100)
        self._main, self._table = main, table
        self.counts = struct.unpack_from("<8i", main, 0x4C)  # text, footnotes, headers, macros, notes, endnotes, boxes
        if self.locked:
            return
        self._pieces = list(self._read_pieces())
        self._starts = [p[0] for p in self._pieces]
        self._papx, self._chpx = self._pages(13, 13), self._pages(12, 1)
        self.styles = self._read_styles()
        self.fonts = self._read_fonts()

    def part(self, index: int) -> bytes:
        """The bytes of one entry of FibRgFcLcb."""
        fc, size = struct.unpack_from("<II", self._main, 0x9A + 8 * index)
        return self._table[fc : fc + size]

    def places(self, index: int, size: int) -> list[tuple[int, bytes]]:
        """A PLC: places and the data of ``size`` bytes with each; the last place has none."""
        data = self.part(index)
        n = max((len(data) - 4) // (4 + size), 0) if data else -1
        if n > _MOST:
            raise Unreadable
        cps = struct.unpack_from(f"<{n + 1}i", data) if n >= 0 else ()
        return [(cp, data[4 * (n + 1) + k * size :][:size] if k < n else b"") for k, cp in enumerate(cps)]

    def _read_pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        data, at = self.part(33), 0
        while data[at] == 1:
            at += 3 + struct.unpack_from("<H", data, at + 1)[0]
        (size,) = struct.unpack_from("<I", data, at + 1)
        n = (size - 4) // 12
        if data[at] != 2 or not 0 < n < _MOST:
            raise Unreadable
        cps = struct.unpack_from(f"<{n + 1}I", data, at + 5)
        for k in range(n):
            (fc,) = struct.unpack_from("<I", data, at + 5 + 4 * (n + 1) + 8 * k + 2)
            if cps[k] > cps[k + 1]:
                raise Unreadable
            small = bool(fc & 0x40000000)
            yield cps[k], cps[k + 1], (fc & 0x3FFFFFFF) // (2 if small else 1), small

    def _pages(self, index: int, size: int) -> _Pages:
        out = _Pages()
        for _, number in self.places(index, 4)[:-1]:
            at = (struct.unpack("<I", number)[0] & 0x3FFFFF) * 512
            page = self._main[at : at + 512]
            if len(page) < 512:
                continue
            count = page[511]
            fcs = struct.unpack_from(f"<{count + 1}I", page)
            for k in range(count):
                place = page[4 * (count + 1) + k * size] * 2
                out.starts.append(fcs[k])
                out.ends.append(fcs[k + 1])
                out.values.append(self._one(page, place, size == 13) if place else b"")
        order = sorted(range(len(out.starts)), key=out.starts.__getitem__)
        return _Pages(*([row[k] for k in order] for row in (out.starts, out.ends, out.values)))  # type: ignore[arg-type]

    @staticmethod
    def _one(page: bytes, place: int, paragraph: bool) -> bytes:
        size = page[place]
        if not paragraph:
            return page[place + 1 : place + 1 + size]
        return page[place + 1 : place + 2 * size] if size else page[place + 2 : place + 2 + 2 * page[place + 1]]

    def _fc(self, cp: int) -> int:
        start, _, fc, small = self._pieces[bisect_right(self._starts, cp) - 1]
        return fc + (cp - start) * (1 if small else 2)

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The text from place ``start`` to ``end``, cut where its properties change."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        for cp0, cp1, fc, small in self._pieces[first:]:
            if cp0 >= end:
                return
            size = 1 if small else 2
            at, stop = fc + (max(cp0, start) - cp0) * size, fc + (min(cp1, end) - cp0) * size
            while at < stop:
                k = bisect_right(self._chpx.starts, at) - 1
                known = k >= 0 and at < self._chpx.ends[k]
                nxt = self._chpx.ends[k] if known else (self._chpx.starts[k + 1 : k + 2] or [stop])[0]
                cut = min(stop, at + max((nxt - at) // size, 1) * size)
                raw = self._main[at:cut]
                text = raw.decode("cp1252" if small else "utf-16-le", "replace")
                yield Run(cp0 + (at - fc) // size, text, sprms(self._chpx.values[k]) if known else {})
                if not raw:
                    return
                at = cut

    def paragraph(self, cp: int) -> tuple[int, Sprms]:
        """Style and properties of the paragraph that ends at place ``cp``."""
        data = self._papx.at(self._fc(cp))
        return (struct.unpack_from("<H", data)[0], sprms(data[2:])) if len(data) >= 2 else (0, {})

    def _read_styles(self) -> list[DocStyle | None]:
        data = self.part(1)
        if not data:
            return []
        head, count, base = struct.unpack_from("<HHH", data)
        at, out = 2 + head, list[DocStyle | None]()
        while len(out) < count and at + 2 <= len(data):
            (size,) = struct.unpack_from("<H", data, at)
            out.append(self._style(data[at + 2 : at + 2 + size], base) if size else None)
            at += 2 + size
        return out

    @staticmethod
    def _style(data: bytes, base: int) -> DocStyle:
        sti, kind = struct.unpack_from("<HH", data)
        (cch,) = struct.unpack_from("<H", data, base)
        at, parts = base + 4 + 2 * cch, list[bytes]()
        while at + 2 <= len(data) and len(parts) < 2:
            (size,) = struct.unpack_from("<H", data, at)
            parts.append(data[at + 2 : at + 2 + size])
            at += 2 + size + (size & 1)
        heading = sti & 0xFFF if 1 <= sti & 0xFFF <= 9 else None
        parts += [b"", b""]
        if kind & 0xF == 1:
            return DocStyle(kind >> 4, heading, sprms(parts[0][2:]), sprms(parts[1]))
        return DocStyle(kind >> 4, None, {}, sprms(parts[0]) if kind & 0xF == 2 else {})

    def chain(self, number: int) -> list[DocStyle]:
        """A style and those it is based on, nearest first."""
        out: list[DocStyle] = []
        while number < len(self.styles) and len(out) < 12 and (style := self.styles[number]) is not None:
            out.append(style)
            number = style.base
        return out

    def _read_fonts(self) -> list[str]:
        data, at, out = self.part(15), 4, list[str]()
        while at < len(data):
            size = data[at] + 1
            out.append(data[at + 40 : at + size].decode("utf-16-le", "replace").split("\0")[0])
            at += size
        return out

    def numbering(self) -> Numbering:
        """The automatic lists; list ids are the numbers that paragraphs give (``sprmPIlfo``)."""
        found = Numbering(None)
        fc, size = struct.unpack_from("<II", self._main, 0x9A + 8 * 73)
        if not size:
            return found
        data = self._table[fc:]
        (count,) = struct.unpack_from("<H", data)
        at = 2 + 28 * count
        for k in range(count):
            (ident,) = struct.unpack_from("<i", data, 2 + 28 * k)
            levels = {}
            for number in range(1 if data[2 + 28 * k + 26] & 1 else 9):
                levels[number], at = _level(data, at)
            found.add_list(str(ident), levels)
        data = self.part(74)
        (count,) = struct.unpack_from("<I", data) if data else (0,)
        at = 4 + 16 * count
        for k in range(min(count, 10_000)):
            ident, overrides = struct.unpack_from("<i8xB", data, 4 + 16 * k)
            starts: dict[int, int] = {}
            own: dict[int, Level] = {}
            at += 4
            for _ in range(overrides):
                start, flags = struct.unpack_from("<iI", data, at)
                at += 8
                if flags & 0x20:
                    own[flags & 0xF], at = _level(data, at)
                elif flags & 0x10:
                    starts[flags & 0xF] = start
            found.add_instance(str(k + 1), str(ident), starts, own)
        return found


def _level(data: bytes, at: int) -> tuple[Level, int]:
    start, nfc, flags = struct.unpack_from("<iBB", data, at)
    follow, character, paragraph, restart = data[at + 15], data[at + 24], data[at + 25], data[at + 26]
    at += 28 + character + paragraph
    (cch,) = struct.unpack_from("<H", data, at)
    raw = data[at + 2 : at + 2 + 2 * cch].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(c) + 1}" if ord(c) < 9 else c for c in raw)
    return Level(
        start=start,
        format=_FORMATS.get(nfc, "decimal"),
        text=text,
        restart=restart if flags & 8 else None,
        legal=bool(flags & 4),
        suffix="nothing" if follow == 2 else "tab",
    ), at + 2 + 2 * cch
