"""Paragraphs, tables, rows and cells of a Word file as its final text has them: changes accepted, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docparse.reading.wordxml import W, inner, on

if TYPE_CHECKING:
    from lxml.etree import _Element

TABLE, EMBEDDED = W + "tbl", W + "altChunk"
_P, _PPR, _RPR, _ROW, _CELL, _TEXT = (W + name for name in ("p", "pPr", "rPr", "trPr", "tc", "t"))
_WHOLE = frozenset((_P, TABLE, EMBEDDED))
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = _MC + "AlternateContent"
_UNREAD = (
    "del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "sdtEndPr", "delInstrText", "tblPr",
    "tblGrid", "trPr", "tcPr", "object",
)  # fmt: skip
GONE = frozenset(W + name for name in _UNREAD)
_VANISH = W + "vanish"
_TAKEN_OUT = frozenset((W + "del", W + "moveFrom"))
JOINING = (b":del", b":moveFrom", b":vanish")  # in a file without these every paragraph has its end


def blocks(node: _Element) -> Iterator[_Element]:
    """Paragraphs, tables and embedded files in order, through content controls and tracked insertions."""
    for child in node:
        tag = child.tag
        if tag in _WHOLE:
            yield child
        elif tag == ALTERNATIVES:
            yield from blocks(branch(child))
        elif isinstance(tag, str) and tag not in GONE:
            yield from blocks(child)


def chains(node: _Element) -> Iterator[list[_Element]]:
    """The same; paragraphs whose end is deleted, moved away or hidden come together with the one that follows."""
    held: list[_Element] = []
    for child in blocks(node):
        if child.tag != _P and held:
            yield held
            held = []
        held.append(child)
        if child.tag != _P or not _runs_on(child):
            yield held
            held = []
    if held:
        yield held


def owner(chain: list[_Element]) -> _Element:
    """The paragraph that lends its style and number to those joined with it: the first with text of its own."""
    return chain[0] if len(chain) == 1 else next((node for node in chain[:-1] if _has_text(node)), chain[-1])


def _runs_on(node: _Element) -> bool:
    properties = inner(inner(node, _PPR), _RPR)
    return properties is not None and any(
        mark.tag in _TAKEN_OUT or (mark.tag == _VANISH and on(mark) is True) for mark in properties
    )


def _has_text(node: _Element) -> bool:
    for text in node.iter(_TEXT):
        hidden = inner(inner(text.getparent(), _RPR), _VANISH)
        if text.text and not on(hidden) and not any(above.tag in _TAKEN_OUT for above in text.iterancestors()):
            return True
    return False


def branch(node: _Element) -> _Element:
    """One branch of ``mc:AlternateContent``: the first choice, else the fallback."""
    choice = node.find(_MC + "Choice")
    found = choice if choice is not None else node.find(_MC + "Fallback")
    return node if found is None else found


def rows(node: _Element) -> list[_Element]:
    """The rows of a table without those that are deleted."""
    return [row for row in _inside(node, W + "tr") if inner(inner(row, _ROW), W + "del") is None]


def cells(node: _Element) -> list[_Element]:
    """The cells of a row."""
    return list(_inside(node, _CELL))


def _inside(node: _Element, tag: str) -> Iterator[_Element]:
    for child in node:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in GONE and child.tag not in (_CELL, _P):
            yield from _inside(child, tag)
