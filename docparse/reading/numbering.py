"""Automatic list numbers of Word, computed from numbering.xml, for they are not in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.reading.wordxml import W, on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class Level:
    """One level of a list as Word defines it; ``text`` holds ``%1`` … ``%9`` for the counts."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    suffix: str = "tab"


@dataclass(slots=True)
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    link: str | None = None


@dataclass(slots=True)
class _Instance:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._unread: dict[str, _Element] = {}  # a file defines many lists and uses few
        self._instances: dict[str, _Instance] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        for node in root.iterchildren(W + "abstractNum"):
            self._unread[node.get(W + "abstractNumId", "")] = node
        for node in root.iterchildren(W + "num"):
            instance = _Instance(value(node.find(W + "abstractNumId")) or "")
            for override in node.iterchildren(W + "lvlOverride"):
                at = _number(override.get(W + "ilvl"), 0)
                start = override.find(W + "startOverride")
                if start is not None:
                    instance.starts[at] = _number(value(start), 1)
                level = override.find(W + "lvl")
                if level is not None:
                    instance.levels[at] = _level(level)
            self._instances[node.get(W + "numId", "")] = instance

    def add_list(self, abstract: str, levels: dict[int, Level]) -> None:
        """A list definition, levels from 0."""
        self._lists[abstract] = _List(levels)

    def add_instance(self, number: str, abstract: str, starts: dict[int, int], levels: dict[int, Level]) -> None:
        """A list in use: ``starts`` and ``levels`` override its definition."""
        self._instances[number] = _Instance(abstract, starts, levels)

    def _list(self, number: str) -> _List | None:
        """The definition of a list in use."""
        if number not in self._instances:
            return None
        abstract = self._instances[number].abstract
        if (node := self._unread.pop(abstract, None)) is not None:
            levels = {_number(n.get(W + "ilvl"), 0): _level(n) for n in node.iterchildren(W + "lvl")}
            self._lists[abstract] = _List(levels, value(node.find(W + "numStyleLink")))
        return self._lists.get(abstract)

    def linked_style(self, number: str) -> str | None:
        """The numbering style that stands for the list, if it only points to one."""
        found = self._list(number)
        return found.link if found and not found.levels else None

    def level_of_style(self, number: str, style: str) -> int:
        """The level that the list ties to a paragraph style; 0 without one."""
        found = self._list(number)
        return next((at for at, level in found.levels.items() if level.style == style), 0) if found else 0

    def restart(self, number: str, at: int, start: int) -> None:
        """The next item of list ``number`` at level ``at`` (from 0) counts ``start``."""
        if number in self._instances:
            self._counts.setdefault(self._instances[number].abstract, {})[at] = start - 1

    def next(self, number: str, at: int) -> str:
        """Counts one more item of list ``number`` at level ``at`` (from 0) and gives what Word prints before it."""
        instance, found = self._instances.get(number), self._list(number)
        if instance is None or found is None or not 0 <= at <= 8:
            return ""
        listed = found.levels
        counts = self._counts.setdefault(instance.abstract, {})

        def level(k: int) -> Level:
            return instance.levels.get(k) or listed.get(k) or Level()

        if at in instance.starts and (number, at) not in self._started:
            self._started.add((number, at))
            counts[at] = instance.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level(at).start
        for k in range(at):
            counts.setdefault(k, instance.starts.get(k, level(k).start))
        for k in [k for k in counts if k > at]:
            restart = level(k).restart
            if restart is None or (restart and at < restart):
                del counts[k]
        return self._printed(level, counts, at)

    @staticmethod
    def _printed(level, counts: dict[int, int], at: int) -> str:  # type: ignore[no-untyped-def]
        own: Level = level(at)
        if own.format == "bullet":
            mark = own.text.strip()
            return "" if not mark else "+ " if mark == "+" else "- "
        if own.format == "none" and "%" not in own.text:
            return own.text + (" " if own.text and own.suffix != "nothing" else "")

        def put(m: re.Match[str]) -> str:
            k = int(m.group(1)) - 1
            return formatted(counts.get(k, level(k).start), "decimal" if own.legal else level(k).format)

        text = _PLACE.sub(put, own.text)
        return text + ("" if own.suffix == "nothing" or not text else " ")


def formatted(count: int, style: str) -> str:
    """The number as Word prints it in ``w:numFmt`` style."""
    if style in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        out = ""
        for size, sign in _ROMAN:
            out += sign * (count // size)
            count %= size
        return out.upper() if style == "upperRoman" else out
    if style in ("upperLetter", "lowerLetter") and 0 < count <= 780:
        out = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return out.upper() if style == "upperLetter" else out
    if style == "none":
        return ""
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _level(node: _Element) -> Level:
    restart = node.find(W + "lvlRestart")
    return Level(
        start=_number(value(node.find(W + "start")), 0),
        format=value(node.find(W + "numFmt")) or "decimal",
        text=value(node.find(W + "lvlText")) or "",
        restart=None if restart is None else _number(value(restart), 0),
        legal=on(node.find(W + "isLgl")) or False,
        style=value(node.find(W + "pStyle")),
        suffix=value(node.find(W + "suff")) or "tab",
    )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 10 else otherwise
