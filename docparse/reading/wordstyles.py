"""The styles of Word files: what paragraphs and runs are set to, by themselves or by the styles that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.reading.wordxml import W, on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 20  # styles based on one another
_VAL, _ASCII, _ANSI, _ID, _DEFAULT = (W + name for name in ("val", "ascii", "hAnsi", "styleId", "default"))
_BOLD, _ITALIC, _CAPS, _HIDDEN, _FONTS, _CHARACTERS = (
    W + name for name in ("b", "i", "caps", "vanish", "rFonts", "rStyle")
)
_SIDE, _OUTLINE, _LIST, _NAMED = (W + name for name in ("jc", "outlineLvl", "numPr", "pStyle"))
_INHERITED = ("bold", "italic", "caps", "hidden", "centered", "heading", "font")


@dataclass(slots=True)
class Style:
    """What a style, a paragraph or a run sets itself; None where it leaves that to the style it is based on."""

    base: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    centered: bool | None = None
    heading: int | None = None
    number: str | None = None
    level: int | None = None
    font: str | None = None

    @classmethod
    def read(cls, node: _Element) -> Style:
        """From a ``w:style``."""
        out = cls()
        out.read_run(node.find(W + "rPr"))
        out.read_paragraph(node.find(W + "pPr"))
        out.base = value(node.find(W + "basedOn"))
        name = (value(node.find(W + "name")) or "").lower()
        if out.heading is None and name.startswith("heading ") and name[8:].isdigit():
            out.heading = min(int(name[8:]), 9)
        return out

    def read_run(self, rpr: _Element | None) -> None:
        """Set what run properties say; ``base`` becomes the character style that they name."""
        for node in () if rpr is None else rpr:
            tag = node.tag
            if tag == _FONTS:
                self.font = node.get(_ASCII) or node.get(_ANSI)
            elif tag == _BOLD:
                self.bold = on(node)
            elif tag == _ITALIC:
                self.italic = on(node)
            elif tag == _CAPS:
                self.caps = on(node)
            elif tag == _HIDDEN:
                self.hidden = on(node)
            elif tag == _CHARACTERS:
                self.base = node.get(_VAL)

    def read_paragraph(self, ppr: _Element | None) -> None:
        """Set what paragraph properties say; ``base`` becomes the paragraph style that they name.

        ``heading`` is a level from 1 to 9, or 0 for text that is set to be no heading; ``level`` of a list is from 0.
        """
        for node in () if ppr is None else ppr:
            tag = node.tag
            if tag == _SIDE:
                found = node.get(_VAL)
                self.centered = None if found is None else found == "center"
            elif tag == _OUTLINE:
                found = node.get(_VAL)
                if found is not None and found.isdigit():
                    self.heading = int(found) + 1 if int(found) < 9 else 0
            elif tag == _LIST:
                level = value(node.find(W + "ilvl"))
                self.number = value(node.find(W + "numId"))
                self.level = int(level) if level and level.isdigit() else None
            elif tag == _NAMED:
                self.base = node.get(_VAL)

    def inherit(self, other: Style) -> None:
        """Take over what is not set; a list and its level go together."""
        if self.number is None:
            self.number, self.level = other.number, other.level
        for name in _INHERITED:
            if getattr(self, name) is None:
                setattr(self, name, getattr(other, name))


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id; ``font`` is what runs have that name none."""

    default: str | None = None
    font: str | None = None
    _unread: dict[str, _Element] = field(default_factory=dict)  # a file defines many styles and uses few
    _styles: dict[str, Style] = field(default_factory=dict)
    _whole: dict[tuple[str | None, ...], Style] = field(default_factory=dict)

    @classmethod
    def read(cls, root: _Element | None) -> Styles:
        """From the root of styles.xml, which may be missing."""
        out = cls()
        if root is None:
            return out
        defaults = Style()
        defaults.read_run(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        out.font = defaults.font
        for node in root.iterchildren(W + "style"):
            ident = node.get(_ID, "")
            if node.get(_DEFAULT) in ("1", "true") and node.get(W + "type") == "paragraph":
                out.default = ident
            out._unread[ident] = node
        return out

    def _style(self, ident: str | None) -> Style | None:
        if ident is None:
            return None
        if (node := self._unread.pop(ident, None)) is not None:
            self._styles[ident] = Style.read(node)
        return self._styles.get(ident)

    def whole(self, *idents: str | None) -> Style:
        """What styles set, by themselves or by those they are based on, the first before the others."""
        if idents not in self._whole:
            self._whole[idents] = out = Style()
            for ident in idents:
                at, count = ident, 0
                while (style := self._style(at)) is not None and count < _DEEPEST:
                    out.inherit(style)
                    at, count = style.base, count + 1
        return self._whole[idents]
