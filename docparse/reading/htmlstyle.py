"""What the tags, styles and classes of a page say of its text: bold, centred, hidden, font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docparse.reading.legacy import Legacy, of_font
from docparse.reading.symbols import FONTS

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:\.[\w-]+)?$", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "em", "i", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_MOST_RULES = 4000
_LONGEST = 2**20  # characters of one style sheet
_PLAIN_TAGS = frozenset(("p", "div", "span", "td", "tr", "table", "tbody", "a", "br", "li"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text is set; every element inherits it from the one around it."""

    bold: bool = False
    italic: bool = False
    centered: bool = False
    hidden: bool = False
    upper: bool = False
    kept_spaces: bool = False
    encoding: Legacy | None = None
    symbols: bool = False

    @property
    def strong(self) -> bool:
        return self.bold or self.italic


Declarations = dict[str, str]


def declarations(text: str) -> Declarations:
    """``a: b; c: d`` as a mapping, names in lower case."""
    out: Declarations = {}
    for piece in text.split(";"):
        name, colon, value = piece.partition(":")
        if colon:
            out[name.strip().lower()] = value.strip()
    return out


class Sheet:
    """Rules of ``<style>`` for plain selectors: ``p``, ``.name``, ``p.name``."""

    def __init__(self) -> None:
        self._rules: dict[str, Declarations] = {}

    def add(self, text: str) -> None:
        for piece in _COMMENT.sub(" ", text[:_LONGEST]).split("}", _MOST_RULES)[:_MOST_RULES]:
            selectors, brace, body = piece.rpartition("{")
            wanted = declarations(body) if brace else {}
            for selector in selectors[-400:].split("{")[-1].split(",") if wanted else ():
                key = selector.strip().lower()
                if key and _SIMPLE.match(key):
                    self._rules.setdefault(key, {}).update(wanted)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def of(self, tag: str, names: str) -> Iterator[Declarations]:
        """What holds for an element, the weakest first."""
        if not self._rules:
            return
        keys = [tag]
        for name in names.lower().split()[:8]:
            keys += [f".{name}", f"{tag}.{name}"]
        for key in keys:
            if key in self._rules:
                yield self._rules[key]


def look_of(tag: str, attributes: Mapping[str, str], outer: Look, sheet: Sheet) -> tuple[Look, Declarations]:
    """How the text of an element looks within ``outer``, and its own inline style."""
    if not attributes and tag in _PLAIN_TAGS and not sheet:
        return outer, {}
    own = declarations(attributes["style"]) if "style" in attributes else {}
    look = outer
    if tag in _BOLD_TAGS:
        look = replace(look, italic=True) if tag in ("i", "em") else replace(look, bold=True)
    elif tag == "center":
        look = replace(look, centered=True)
    elif tag == "pre":
        look = replace(look, kept_spaces=True)
    elif tag == "font" and "face" in attributes:
        look = replace(look, encoding=of_font(attributes["face"].split(",")[0]))
    for rules in sheet.of(tag, attributes.get("class", "")):
        look = _applied(look, rules)
    if "align" in attributes and tag not in ("table", "img"):
        look = replace(look, centered=attributes["align"].strip().lower() == "center")
    if own:
        look = _applied(look, own)
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        look = replace(look, hidden=True)
    return look, own


def _applied(look: Look, rules: Declarations) -> Look:
    changes: dict[str, object] = {}
    if "font-weight" in rules:
        weight = rules["font-weight"].lower()
        changes["bold"] = weight.startswith("bold") or (weight.isdigit() and int(weight[:4]) >= 600)
    if "font-style" in rules:
        changes["italic"] = rules["font-style"].lower().startswith(("italic", "oblique"))
    if "text-align" in rules:
        changes["centered"] = rules["text-align"].lower().startswith("center")
    if rules.get("display", "").lower().startswith("none") or rules.get("visibility", "").lower() == "hidden":
        changes["hidden"] = True
    if rules.get("mso-hide", "").lower() == "all":
        changes["hidden"] = True
    if "text-transform" in rules:
        changes["upper"] = rules["text-transform"].lower() == "uppercase"
    if "white-space" in rules:
        changes["kept_spaces"] = rules["white-space"].lower().startswith("pre")
    if "font-family" in rules:
        family = rules["font-family"].split(",")[0]
        changes["encoding"] = of_font(family)
        changes["symbols"] = family.strip(" '\"").lower().startswith(FONTS)
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]
