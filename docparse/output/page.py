"""What a page is made of. Elements hold plain text; how it looks is the printers' matter.

Text comes from documents and is hostile: :func:`safe` must be applied before a terminal sees it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Style = Literal["plain", "strong", "dim", "warning", "inferred"]

NONE = "–"
NOT_STATED = "không nêu"

# control characters move the cursor or recolour a terminal, direction marks turn the text round
_UNSAFE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A title with a free line above it."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, ``indent`` columns to the right."""

    text: str
    style: Style = "plain"
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Fields:
    """Named values, the values under one another; ``styles`` by name."""

    pairs: tuple[tuple[str, str], ...]
    indent: int = 0
    styles: dict[str, Style] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """All rows have as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A node with its label and what hangs below it."""

    label: str
    children: tuple[Tree, ...] = ()
    style: Style = "plain"


Element = Heading | Line | Fields | Table | Tree
Page = Sequence[Element]


def columns(*titles: str, right: str = "") -> tuple[Column, ...]:
    """Columns by their titles; those named in ``right`` (parted by ``|``) are set to the right."""
    numbers = set(right.split("|"))
    return tuple(Column(title, title in numbers) for title in titles)


def safe(text: str) -> str:
    """The text on one line without control characters."""
    return _UNSAFE.sub(" ", text)
