"""Ruled lines and pictures of a PDF page."""

from __future__ import annotations

import ctypes
from typing import Any

from docparse.reading.pdf_words import Page

_THIN = 3.0  # points: a filled box no thicker is a line
_SHORT = 6.0
_MOST = 50_000  # objects of one page looked at
_SEGMENTS = 20_000

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def find_rules(page: Any, out: Page) -> None:
    """Puts ruled lines and the share of the largest picture into ``out``."""
    import pypdfium2.raw as raw

    _Rules(raw, page, out).run()


class _Rules:
    def __init__(self, raw: Any, page: Any, out: Page) -> None:
        self._raw = raw
        self._page = page
        self._out = out
        self._left, self._low, self._right, self._top = page.get_cropbox()
        self._seen = 0

    def run(self) -> None:
        raw, handle = self._raw, self._page.raw
        for index in range(min(raw.FPDFPage_CountObjects(handle), _MOST)):
            self._object(raw.FPDFPage_GetObject(handle, index), _SAME, 0)

    def _object(self, item: Any, outer: Matrix, depth: int) -> None:
        raw = self._raw
        self._seen += 1
        if self._seen > _MOST:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = self._bounds(item, outer)
            whole = max((self._right - self._left) * (self._top - self._low), 1.0)
            width = min(box[2], self._right) - max(box[0], self._left)
            height = min(box[3], self._top) - max(box[1], self._low)
            self._out.picture = max(self._out.picture, max(width, 0.0) * max(height, 0.0) / whole)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < 4:
            inner = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, inner)
            matrix = _times((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), outer)
            for index in range(min(raw.FPDFFormObj_CountObjects(item), _MOST)):
                self._object(raw.FPDFFormObj_GetObject(item, index), matrix, depth + 1)

    def _bounds(self, item: Any, outer: Matrix) -> tuple[float, float, float, float]:
        left, low, right, top = (ctypes.c_float() for _ in range(4))
        self._raw.FPDFPageObj_GetBounds(item, left, low, right, top)
        if outer is _SAME:
            return left.value, low.value, right.value, top.value
        a, b = _point(left.value, low.value, outer), _point(right.value, top.value, outer)
        return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])

    def _path(self, item: Any, outer: Matrix) -> None:
        raw = self._raw
        self._out.drawn += 1
        fill, stroke = ctypes.c_int(0), ctypes.c_int(0)
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if not fill.value and not stroke.value:
            return
        count = raw.FPDFPath_CountSegments(item)
        if count <= 6:
            self._box(self._bounds(item, outer), bool(stroke.value))
        elif self._seen < _SEGMENTS:
            self._segments(item, min(count, _SEGMENTS), outer, bool(stroke.value))

    def _segments(self, item: Any, count: int, outer: Matrix, stroke: bool) -> None:
        """A path of many lines or boxes: each part between two moves by itself."""
        raw = self._raw
        inner = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, inner)
        matrix = _times((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        part: list[tuple[float, float]] = []
        self._seen += count
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                self._part(part, stroke)
                part = []
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            part.append(_point(x.value, y.value, matrix))
        self._part(part, stroke)

    def _part(self, points: list[tuple[float, float]], stroke: bool) -> None:
        if 1 < len(points) <= 6:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            self._box((min(xs), min(ys), max(xs), max(ys)), stroke)

    def _box(self, box: tuple[float, float, float, float], stroke: bool) -> None:
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if height <= _THIN and width > _SHORT:
            self._line(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
        elif width <= _THIN and height > _SHORT:
            self._line((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
        elif stroke and width > _SHORT and height > _SHORT:
            self._line(x0, y0, x1, y0)
            self._line(x0, y1, x1, y1)
            self._line(x0, y0, x0, y1)
            self._line(x1, y0, x1, y1)

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A line in the page's points, put down as the page is read."""
        turns = self._out.turned
        (x0, y0), (x1, y1) = (self._shown(x0, y0, turns), self._shown(x1, y1, turns))
        if abs(x1 - x0) >= abs(y1 - y0):
            self._out.across.append((min(x0, x1), max(x0, x1), (y0 + y1) / 2))
        else:
            self._out.down.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _shown(self, x: float, y: float, turns: int) -> tuple[float, float]:
        if turns == 1:
            return y - self._low, x - self._left
        if turns == 2:
            return self._right - x, y - self._low
        if turns == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def _point(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _times(a: Matrix, b: Matrix) -> Matrix:
    """First ``a``, then ``b``."""
    if b is _SAME:
        return a
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip
