"""Styles of OpenDocument texts: weight, alignment, fonts and list levels, by name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docparse.reading.htmlrecords import span_of
from docparse.reading.numbering import Level

if TYPE_CHECKING:
    from lxml.etree import _Element

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, STYLE, OFFICE = (_NS % name for name in ("text", "table", "style", "office"))
DRAW, SVG = _NS % "drawing", _NS % "svg-compatible"
_FO = _NS % "xsl-fo-compatible"
OUTLINE = "outline"  # the list of numbered headings
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What one style sets; None where it leaves it to its parent."""

    parent: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    centered: bool | None = None
    hidden: bool | None = None
    upper: bool | None = None
    font: str | None = None
    list: str | None = None  # "" for none, whatever the parent says


@dataclass(slots=True)
class OdtStyles:
    """The styles, fonts and list styles of a document."""

    styles: dict[str, OdtStyle] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)

    def of(self, name: str | None) -> OdtStyle:
        """A style with what it takes from those above it."""
        found, seen = OdtStyle(), 0
        while name in self.styles and seen < 20:
            own = self.styles[name]
            values = {k: getattr(own, k) for k in OdtStyle.__slots__ if getattr(found, k) is None}
            found, name, seen = replace(found, **values), own.parent, seen + 1
        return found


def read_styles(root: _Element, out: OdtStyles) -> None:
    """Adds the styles of one part (styles.xml or content.xml)."""
    for face in root.iter(STYLE + "font-face"):
        family = face.get(SVG + "font-family", "")
        out.fonts[face.get(STYLE + "name", "")] = family
    for node in root.iter(STYLE + "style"):
        text, paragraph = node.find(STYLE + "text-properties"), node.find(STYLE + "paragraph-properties")
        own = _attributes(text)
        around = _attributes(paragraph)
        name = own.get(STYLE + "font-name")
        out.styles[node.get(STYLE + "name", "")] = OdtStyle(
            parent=node.get(STYLE + "parent-style-name"),
            bold=None if _FO + "font-weight" not in own else own[_FO + "font-weight"] in ("bold", "600", "700", "800"),
            italic=None if _FO + "font-style" not in own else own[_FO + "font-style"] in ("italic", "oblique"),
            centered=None if _FO + "text-align" not in around else around[_FO + "text-align"] == "center",
            hidden=None if TEXT + "display" not in own else own[TEXT + "display"] == "none",
            upper=None if _FO + "text-transform" not in own else own[_FO + "text-transform"] == "uppercase",
            font=out.fonts.get(name, name) if name else own.get(_FO + "font-family"),
            list=node.get(STYLE + "list-style-name"),
        )
    for node in root.iter(TEXT + "list-style", TEXT + "outline-style"):
        levels = {}
        for level in node:
            at = span_of(level.get(TEXT + "level")) - 1
            levels[at] = _level(level, at)
        out.lists[OUTLINE if node.tag == TEXT + "outline-style" else node.get(STYLE + "name", "")] = levels


def _attributes(node: _Element | None) -> dict[str, str]:
    return {} if node is None else {str(name): str(value) for name, value in node.attrib.items()}


def _level(node: _Element, at: int) -> Level:
    if node.tag == TEXT + "list-level-style-bullet":
        return Level(format="bullet", text=node.get(TEXT + "bullet-char") or "-")
    if node.tag not in (TEXT + "list-level-style-number", TEXT + "outline-level-style"):
        return Level(format="none")
    format_ = _FORMATS.get(node.get(STYLE + "num-format", ""), "decimal")
    shown = min(span_of(node.get(TEXT + "display-levels")), at + 1)
    places = ".".join(f"%{k + 1}" for k in range(at + 1 - shown, at + 1)) if format_ != "none" else ""
    text = node.get(STYLE + "num-prefix", "") + places + node.get(STYLE + "num-suffix", "")
    first = node.get(TEXT + "start-value")
    return Level(0 if first == "0" else span_of(first), format_, text)


def over(outer: OdtStyle, own: OdtStyle) -> OdtStyle:
    """``own`` where it sets something, else ``outer``."""
    return replace(outer, **{k: getattr(own, k) for k in OdtStyle.__slots__ if getattr(own, k) is not None})
