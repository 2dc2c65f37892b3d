"""The head of a document as lines and pieces: what stands between Quốc hiệu, number, place and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from docparse.folding import canon
from docparse.matching.engine import Mention, rule_pack
from docparse.matching.perpack import per_pack
from docparse.model import Block, Source

_RULE = re.compile(r"[-–—_=*|](?:(?<=\|)\|*|(?<!\|)[-–—_=*]{2,})")
_PLACE_NUMBER = re.compile(r"[1-9]\d?")
_EDGE = " \t\n|*_-–—:;,."


class Piece(NamedTuple):
    """A run of header text; ``kind`` is "text", "motto", "number", "date", "form" (a label of a form's own
    head, "Lần ban hành: 1") or "rule" (a line of dashes)."""

    kind: str
    start: int
    end: int
    line: int
    block: int
    cell: int
    bold: bool
    centered: bool
    mention: Mention | None = None


class Line(NamedTuple):
    start: int
    end: int
    block: int
    cell: int
    bold: bool
    centered: bool


def lines_of(source: Source, first: int = 0, last: int | None = None, *, grids: bool = True) -> Iterator[Line]:
    """The printed lines of blocks ``first:last``, table cells one after the other; wide tables are ``grids``."""
    cell = 0
    for number, block in enumerate(source.blocks[first:last], first):
        if not grids and _is_grid(block):
            continue
        spans = [(c.start, c.end) for row in block.rows for c in row] or [(block.start, block.end)]
        for start, end in spans:
            cell += 1
            yield from _split(source.text, block, number, cell, start, end)


def _split(text: str, block: Block, number: int, cell: int, start: int, end: int) -> Iterator[Line]:
    at = start
    for part in text[start:end].split("\n"):
        if part.strip():
            bold = block.bold > 0 and at + len(part) <= block.start + block.bold
            yield Line(at, at + len(part), number, cell, bold, block.centered)
        at += len(part) + 1


def is_upper(text: str) -> bool:
    """True for text in capitals (a few lower-case letters, as in "TTg", allowed)."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.islower, letters)) <= len(letters) * 0.12


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without spaces, dashes and marks at its edges."""
    left = text[start:end].lstrip(_EDGE)
    start = end - len(left)
    return start, start + len(left.rstrip(_EDGE))


def pieces_of(source: Source, keys: str, lines: list[Line]) -> list[Piece]:
    """The first lines of a source cut at the anchors of header.yaml, in order."""
    if not lines:
        return []
    stop = lines[-1].end
    found = rule_pack().candidates("header", ("anchor",), keys, 0, stop)
    found.sort(key=lambda m: (m.start, -m.rule.priority))
    anchors: list[Mention] = []
    for mention in found:
        floor = anchors[-1].end if anchors else 0
        if mention.start >= floor and (mention.values["kind"] != "date" or _after_place(source.text, floor, mention)):
            anchors.append(mention)
    pieces: list[Piece] = []
    upcoming = 0
    for number, line in enumerate(lines):
        at = max(line.start, anchors[upcoming - 1].end if upcoming else 0)  # an anchor may end on a later line
        while upcoming < len(anchors) and anchors[upcoming].start < line.end:
            anchor = anchors[upcoming]
            pieces += _texts(source.text, line, number, at, max(at, anchor.start))
            pieces.append(
                Piece(
                    anchor.values["kind"],
                    anchor.start,
                    anchor.end,
                    number,
                    line.block,
                    line.cell,
                    line.bold,
                    line.centered,
                    anchor,
                )
            )
            at = anchor.end
            upcoming += 1
        if at < line.end:
            pieces += _texts(source.text, line, number, at, line.end)
    return pieces


def _is_grid(block: Block) -> bool:
    """A table of four cells a row is no header laid out in columns."""
    return sum(len(row) > 3 for row in block.rows) > 1


def _after_place(text: str, floor: int, mention: Mention) -> bool:
    """Whether a date stands after a place's name ("Điện Biên, ngày …"), not inside a sentence."""
    line = max(floor, text.rfind("\n", 0, mention.start) + 1, text.rfind("|", 0, mention.start) + 1)
    place = text[line : mention.start].strip(" *_|-")
    name = place.rstrip(" ,.;:")
    if not name or not name[0].isupper() or len(name.split()) > 6 or not _numbers_in_names(name):
        return False
    rest = text[mention.end : mention.end + 3]
    return place.endswith((",", ".", ";")) or (not is_upper(name) and (not rest.strip() or "\n" in rest))


def _numbers_in_names(name: str) -> bool:
    """Whether every number is the last part of a place's own name ("Phường 12", "Gia Tân 2"), not a directive's."""
    if not any(map(str.isdigit, name)):
        return True
    spoken = name.replace(",", " , ").split()
    for before, word in pairwise(["", *spoken]):
        if any(map(str.isdigit, word)) and not (_PLACE_NUMBER.fullmatch(word) and before[:1].isupper()):
            return False
    return starts_with(key_of(name), (*words("body"), *words("numbered"), *_type_words())) is None


@per_pack()
def _type_words() -> tuple[str, ...]:
    entries = rule_pack().file("document_types").entries
    return tuple(canon(name) for e in entries for name in (e["type"], *e.get("names", ())))


def _texts(text: str, line: Line, number: int, start: int, end: int) -> Iterator[Piece]:
    """The text between two anchors, cut at runs of dashes."""
    at = start
    for dashes in [*_RULE.finditer(text, start, end), None]:
        stop = dashes.start() if dashes else end
        inner = trim(text, at, stop)
        if inner[0] < inner[1]:
            yield Piece("text", *inner, number, line.block, line.cell, line.bold, line.centered)
        if dashes:
            yield Piece("rule", dashes.start(), dashes.end(), number, line.block, line.cell, line.bold, line.centered)
            at = dashes.end()


def starts_with(key: str, words: tuple[str, ...]) -> str | None:
    """The longest phrase of ``words`` that a canon key begins with, at a word's edge."""
    if not key.startswith(words):
        return None
    best = None
    for word in words:
        if key.startswith(word) and not key[len(word) : len(word) + 1].isalnum() and len(word) > len(best or ""):
            best = word
    return best


def ends_with(key: str, words: tuple[str, ...]) -> bool:
    """Whether a canon key ends with one of ``words``, at a word's edge."""
    key = key.rstrip()
    return any(key.endswith(w) and not key[: len(key) - len(w)][-1:].isalnum() for w in words)


def words(name: str, file: str = "header") -> tuple[str, ...]:
    return rule_pack().words(file, name)


@lru_cache(maxsize=512)
def key_of(text: str) -> str:
    return " ".join(canon(text).split())
