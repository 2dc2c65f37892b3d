"""The document on a portal page: menus, link lists and page feet round it are told apart; in doubt text is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docparse.reading.lines import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_MENU_TAGS = frozenset(("nav", "aside", "footer", "menu"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog"))
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|submenu|sidebar|breadcrumbs?|footer|topbar|banner|ads?|advert|related|share|social"
    r"|comments?|copyright|login|search|toolbar|widget|popup|modal|cookie|tags?|pagination|header|tin-lien-quan)"
    r"(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_SKIPPED = frozenset(("script", "style", "noscript", "template", "head"))
_CONTAINERS = frozenset((
    "div", "ul", "ol", "nav", "aside", "footer", "header", "section", "table", "td", "menu", "dl", "form", "p",
    "center", "tr", "tbody",
))  # fmt: skip
_LINKS = 3  # a list of links has at least as many
_DENSE = 0.6  # share of its letters that stand in links
_PROSE = 0.2  # share of the page above which nothing is a menu


def is_from_word(root: _Element) -> bool:
    """Word or a converter wrote the page: it holds nothing but the document."""
    for node in root.iter("meta"):
        about = f"{node.get('name', '')} {node.get('content', '')}".lower()
        if "progid" in about or ("generator" in about and re.search(r"word|libreoffice|openoffice", about)):
            return True
    return any("Section" in (node.get("class") or "") for node in root.iter("div"))


def menus(root: _Element) -> set[_Element]:
    """The elements that are no part of the document; empty for a page that Word wrote."""
    if is_from_word(root):
        return set()
    sizes = _measure(root)
    body = root.find("body")
    top = sizes[root if body is None else body]
    if not top.links and not any(True for _ in root.iter("nav", "aside", "footer")):
        return set()
    out: set[_Element] = set()
    stack = [root if body is None else body]
    while stack:
        node = stack.pop()
        for child in node:
            if child not in sizes:
                continue
            if _is_menu(child, sizes[child], top):
                out.add(child)
            else:
                stack.append(child)
    return out


class _Size:
    """What stands in an element: letters, letters in links, links, lines as only documents have them."""

    __slots__ = ("letters", "linked", "links", "marks")

    def __init__(self) -> None:
        self.letters = self.linked = self.links = self.marks = 0


def _measure(root: _Element) -> dict[_Element, _Size]:
    from lxml import etree

    opening = words().opening
    sizes: dict[_Element, _Size] = {}
    stack: list[_Size] = []
    inside = 0  # open links
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        tag = node.tag
        if event == "start":
            if tag in _SKIPPED:
                walker.skip_subtree()
            size = _Size()
            stack.append(size)
            inside += tag == "a"
            size.links = int(tag == "a" and bool(node.get("href")))
            if tag not in _SKIPPED:
                _count(size, node.text, inside, opening)
            continue
        size = stack.pop()
        sizes[node] = size
        inside -= tag == "a"
        if stack:
            above = stack[-1]
            above.letters += size.letters
            above.linked += size.linked
            above.links += size.links
            above.marks += size.marks
            _count(above, node.tail, inside, opening)
    return sizes


def _count(size: _Size, text: str | None, inside: int, opening: re.Pattern[str]) -> None:
    text = " ".join(text.split()) if text else ""
    if not text:
        return
    size.letters += len(text)
    if inside:
        size.linked += len(text)
    else:
        size.marks += bool(opening.match(text))


def _is_menu(node: _Element, size: _Size, page: _Size) -> bool:
    if size.marks and (size.marks > 1 or size.letters * 20 > page.letters):
        return False
    prose = size.letters - size.linked
    if prose > _PROSE * max(page.letters - page.linked, 1):
        return False
    if node.tag in _MENU_TAGS or (node.get("role") or "").lower() in _ROLES:
        return True
    if node.tag not in _CONTAINERS or (node.tag in ("td", "tr", "tbody", "p") and size.links < _LINKS):
        return False
    if size.links >= _LINKS and size.linked > _DENSE * size.letters:
        return True
    named = _NAMES.search(f"{node.get('class') or ''} {node.get('id') or ''}")
    return bool(named) and (size.linked > 0.3 * size.letters or prose < 400)
