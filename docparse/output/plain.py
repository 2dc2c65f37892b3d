"""Pages as plain aligned text, for pipes and files: no colours, no drawn lines."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from docparse.output.page import Column, Element, Fields, Heading, Line, Page, Table, Tree, safe

WIDTH = 120
_GAP = "  "
_UNUSUAL = re.compile("[^\x20-\u02ff\u1e00-\u1eff\u2010-\u2027\u20ab\u2190-\u2193]")  # may be wide or take no room
_NARROW = 24  # columns that a cell gets at least
_LONG_WORD = 24


def plain(page: Page, width: int = WIDTH) -> str:
    """The page as text that ends in a line break."""
    lines: list[str] = []
    after_heading = False
    for element in page:
        heading = isinstance(element, Heading)
        if lines and (heading or (isinstance(element, Table) and not after_heading)):
            lines.append("")
        lines += _element(element, max(width, 20))
        after_heading = heading
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _element(element: Element, width: int) -> Iterator[str]:
    if isinstance(element, Heading):
        yield from _wrap(element.text, width)
    elif isinstance(element, Line):
        yield from _indented(_wrap(element.text, width - element.indent), element.indent)
    elif isinstance(element, Fields):
        yield from _fields(element, width)
    elif isinstance(element, Table):
        yield from _table(element, width)
    else:
        yield from _tree(element, width, 0)


def _fields(element: Fields, width: int) -> Iterator[str]:
    names = max((_size(name) for name, _ in element.pairs), default=0) + 1
    inner = width - element.indent - names - 1
    for name, value in element.pairs:
        for at, line in enumerate(_wrap(value, inner)):
            head = f"{name}:" if at == 0 else ""
            yield f"{' ' * element.indent}{_pad(head, names)} {line}"


def _tree(node: Tree, width: int, depth: int) -> Iterator[str]:
    indent = "  " * min(depth, 20)
    mark = "- " if depth else ""
    for at, line in enumerate(_wrap(node.label, width - len(indent) - len(mark))):
        yield indent + (mark if at == 0 else " " * len(mark)) + line
    for child in node.children:
        yield from _tree(child, width, depth + 1)


def _table(table: Table, width: int) -> Iterator[str]:
    if narrow(table, width - len(_GAP) * (len(table.columns) - 1)):
        for at, fields in enumerate(stacked(table)):
            if at:
                yield ""
            yield from _fields(fields, width)
        return
    rows = [tuple(safe(cell) for cell in row) for row in table.rows]
    titles = tuple(column.title for column in table.columns)
    sizes = fit(natural(table), width - len(_GAP) * (len(titles) - 1), longest_words(table))
    wrapped = [[_wrap(cell, size) for cell, size in zip(row, sizes, strict=True)] for row in rows]
    loose = any(len(cell) > 1 for row in wrapped for cell in row)
    yield from _row([_wrap(title, size) for title, size in zip(titles, sizes, strict=True)], sizes, table.columns)
    yield _GAP.join("-" * size for size in sizes)
    for at, row in enumerate(wrapped):
        if at and loose:
            yield ""
        yield from _row(row, sizes, table.columns)


def _row(cells: Sequence[Sequence[str]], sizes: Sequence[int], columns: Sequence[Column]) -> Iterator[str]:
    for line in zip_longest(*cells, fillvalue=""):
        padded = (_pad(c, s, right=col.right) for c, s, col in zip(line, sizes, columns, strict=True))
        yield _GAP.join(padded)


def natural(table: Table) -> list[int]:
    """How wide each column would be if no cell were broken."""
    titles = tuple(column.title for column in table.columns)
    return [max(_size(safe(cell)) for cell in cells) for cells in zip(titles, *table.rows, strict=True)]


def longest_words(table: Table) -> list[int]:
    """How wide each column must be so that no word breaks; very long ones (addresses) may."""
    titles = tuple(column.title for column in table.columns)
    cells = zip(titles, *table.rows, strict=True)
    return [
        min(max((_size(w) for cell in cell_ for w in safe(cell).split()), default=1), _LONG_WORD) for cell_ in cells
    ]


def narrow(table: Table, width: int) -> bool:
    """Whether the columns side by side would break words."""
    return bool(table.rows) and sum(longest_words(table)) > width


def stacked(table: Table) -> Iterator[Fields]:
    """Each row as fields under one another."""
    titles = [column.title for column in table.columns]
    for row in table.rows:
        yield Fields(tuple(zip(titles, row, strict=True)))


def fit(sizes: Sequence[int], width: int, least: Sequence[int] = ()) -> list[int]:
    """Widths for columns of these sizes: what each needs while there is room, else so that rows stay low.

    No column is narrower than ``least``, where that leaves room for all.
    """
    given = [min(size, _NARROW, max(width // len(sizes), 1)) for size in sizes]
    if not given:
        return given
    if least and sum(least) <= width:
        given = [max(size, word) for size, word in zip(given, least, strict=True)]
        while sum(given) > width:
            given[max(range(len(given)), key=lambda n: given[n] - least[n])] -= 1
    for _ in range(width - sum(given)):
        tallest = max(range(len(sizes)), key=lambda n: sizes[n] / max(given[n], 1))
        if given[tallest] >= sizes[tallest]:
            break
        given[tallest] += 1
    return given


def _wrap(text: str, width: int) -> list[str]:
    text = safe(text).strip()
    if len(text) <= max(width, 4):
        return [text]
    return textwrap.wrap(text, max(width, 4), break_on_hyphens=False) or [""]


def _indented(lines: Sequence[str], indent: int) -> Iterator[str]:
    return (" " * indent + line for line in lines)


def _size(text: str) -> int:
    """Columns on the screen: marks that combine take none, wide letters two."""
    if text.isascii() or not _UNUSUAL.search(text):
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, size: int, *, right: bool = False) -> str:
    space = " " * max(size - _size(text), 0)
    return space + text if right else text + space
