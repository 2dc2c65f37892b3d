"""Fonts of a PDF that hold the letters of the years before Unicode: told by name, or by their letters."""

from __future__ import annotations

import re
from collections.abc import Callable

from docparse.reading.legacy import Legacy, in_place, of_font, told_by_letters

_SUSPECT = re.compile("[¡-§¨©ª¬\u00ad®µ¶¸¹¼½¾ÆÇËÎÏÐÑÖ×ØÜÞßäåæçëîïðñöøûüþÿ\u03bc\uf0a1-\uf0ff]")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_STYLE = re.compile(r"(?i)[-, ]?(?:bold|italic|oblique|regular)$")
_ALREADY = re.compile(r"[ơưƠƯ\u1ea0-\u1ef9]")
_BLANK = " \r\n\t"


class LegacyFonts:
    """What is known of the fonts of one file, by their names; it grows from page to page."""

    def __init__(self) -> None:
        self._told: dict[str, Legacy] = {}

    def decode(self, text: str, font_of: Callable[[int], str]) -> str:
        """The glyphs of a page in Unicode, as many as before; ``font_of`` names the font of each."""
        if not _SUSPECT.search(text):
            return text
        runs = _runs(text, font_of)
        samples: dict[str, list[str]] = {}
        for font, start, end in runs:
            samples.setdefault(font, []).append(text[start:end])
        encodings = {font: self._encoding(font, " ".join(parts)) for font, parts in samples.items()}
        if not any(encodings.values()):
            return text
        told = {self._told[font] for font in samples if font in self._told}
        for font, parts in samples.items():  # too few letters to tell: as the other fonts without a telling name
            if encodings[font] is None and len(told) == 1 and not any(map(_ALREADY.search, parts)):
                encodings[font] = next(iter(told)) if any(map(_SUSPECT.search, parts)) else None
        out = []
        for font, start, end in runs:
            encoding = encodings[font]
            out.append(in_place(text[start:end], encoding) if encoding else text[start:end])
        return "".join(out)

    def _encoding(self, font: str, sample: str) -> Legacy | None:
        name = _SUBSET.sub("", font, count=1)
        while _STYLE.search(name):
            name = _STYLE.sub("", name)
        encoding = of_font(name) or self._told.get(font)
        if encoding is None and (encoding := told_by_letters(sample)):
            self._told[font] = encoding
        return encoding


def _runs(text: str, font_of: Callable[[int], str]) -> list[tuple[str, int, int]]:
    """Font, first glyph and the one after the last; blanks belong to the font before."""
    out: list[tuple[str, int, int]] = []
    font, start = "", 0
    for index, letter in enumerate(text):
        if letter in _BLANK:
            continue
        found = font_of(index)
        if found != font:
            if index > start:
                out.append((font, start, index))
            font, start = found, index
    out.append((font, start, len(text)))
    return out
