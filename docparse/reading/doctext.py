"""The text of old Word files run by run: fonts from before Unicode, signs, fields, what is deleted or hidden."""

from __future__ import annotations

from docparse.reading.encodings import clean
from docparse.reading.legacy import convert, of_font
from docparse.reading.msdoc import DocStyle, Run, Sprms, WordBinary
from docparse.reading.runs import Runs
from docparse.reading.symbols import symbol

_BOLD, _ITALIC, _CAPS, _VANISH, _DELETED, _FONT, _SYMBOL, _STYLE = (
    0x0835, 0x0836, 0x083B, 0x083C, 0x0800, 0x4A4F, 0x6A09, 0x4A30,
)  # fmt: skip


class DocText:
    """Puts runs into lines; knows which fields are open."""

    def __init__(self, word: WordBinary) -> None:
        self._word = word
        self._codes: list[bool] = []  # open fields: still in the code, not in the result

    def is_out(self, run: Run, styles: list[DocStyle]) -> bool:
        """Deleted by a tracked change, or hidden."""
        return is_on(run.sprms, _DELETED) or _toggle(run.sprms, self._styles(run, styles), _VANISH)

    def _styles(self, run: Run, styles: list[DocStyle]) -> list[DocStyle]:
        """The styles of the characters before those of the paragraph."""
        named = run.sprms.get(_STYLE, b"")
        return [*self._word.chain(named[0] | named[1] << 8), *styles] if len(named) == 2 else styles

    def add(self, run: Run, styles: list[DocStyle], out: Runs) -> None:
        """The text of a run, into ``out``."""
        styles = self._styles(run, styles)
        if self.is_out(run, styles):
            self._fields(run.text)
            return
        text = self._fields(run.text)
        strong = _toggle(run.sprms, styles, _BOLD) or _toggle(run.sprms, styles, _ITALIC)
        if (sign := run.sprms.get(_SYMBOL)) is not None and len(sign) == 4 and "(" in text:
            out.add(symbol(f"{sign[3]:02x}{sign[2]:02x}"), strong)
            return
        font = next(
            (s[_FONT] for s in (run.sprms, *(x.character for x in styles)) if len(s.get(_FONT, b"")) == 2), b"\0\0"
        )
        number = font[0] | font[1] << 8
        encoding = of_font(self._word.fonts[number]) if number < len(self._word.fonts) else None
        text = text.replace("\x1e", "-").replace("\x0e", "\x0b")
        if encoding:
            text = convert(text.replace("\x1f", "\u00ad"), encoding)
        caps = _toggle(run.sprms, styles, _CAPS)
        for k, line in enumerate(text.split("\x0b")):
            if k:
                out.line_break()
            for number, piece in enumerate(line.split("\t")):
                if number:
                    out.tab(strong)
                piece = clean(piece).replace("\n", " ")
                out.add(piece.upper() if caps else piece, strong)

    def _fields(self, text: str) -> str:
        """The text without the codes of fields; their results stay."""
        if not self._codes and "\x13" not in text:
            return text
        kept: list[str] = []
        for c in text:
            if c == "\x13":
                self._codes.append(True)
            elif c == "\x14" and self._codes:
                self._codes[-1] = False
            elif c == "\x15" and self._codes:
                self._codes.pop()
            elif not any(self._codes):
                kept.append(c)
        return "".join(kept)


def is_on(found: Sprms, code: int) -> bool:
    """Whether a property is set."""
    return found.get(code, b"\0")[:1] not in (b"\0", b"")


def _toggle(own: Sprms, styles: list[DocStyle], code: int) -> bool:
    """A property that a run sets, clears, takes from its style (0x80) or turns round (0x81)."""
    style = next((is_on(s.character, code) for s in styles if code in s.character), False)
    value = own.get(code, b"\x80")[:1]
    return style if value == b"\x80" else not style if value == b"\x81" else value == b"\x01"
