"""Tables in text: pipe rows ``| a | b |`` and the broken form with one cell a line between lone ``|`` lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from docparse.reading.building import CellText
from docparse.reading.lines import words

SEPARATOR = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$|\|(?: *:?-+:? *)$")
_INDEX = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7}|[A-ZĐa-zđ])[.)]?$")


def split_row(raw: str) -> list[str]:
    """The cells of one pipe row, still with their marks."""
    row = raw.strip()
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    if "\\|" not in row:
        return [cell.strip() for cell in row.split("|")]
    return [cell.replace("\0", "\\|").strip() for cell in row.replace("\\|", "\0").split("|")]


def broken_rows(lines: Sequence[str], at: int) -> tuple[list[list[tuple[int, int]]], int]:
    """Rows of a broken table that opens with the lone ``|`` at ``at``.

    Returns the rows, each a list of (first line, line after the last) of its cells, and the line after the table.
    A row opens and closes with a ``|``, so two in a row part two rows, or hold an empty cell.
    """
    pieces: list[tuple[int, int]] = []
    begin = at + 1
    for i in range(begin, len(lines)):
        if lines[i].strip() == "|":
            if _opens_a_part(lines, begin, i):
                break
            pieces.append((begin, i))
            begin = i + 1
        elif _blank(lines[i]):
            break
    return _group(lines, pieces, at + 1)


def _empty(lines: Sequence[str], piece: tuple[int, int]) -> bool:
    return piece[0] == piece[1]


def _blank(line: str) -> bool:
    line = line.strip()
    return not line or (" " in line and not line.strip(" *_"))


def _opens_a_part(lines: Sequence[str], begin: int, end: int) -> bool:
    """These lines are no cell: a new part of the document opens with them."""
    first = lines[begin].strip(" *_:") if end - begin > 1 else ""
    if not first.isupper() or len(first) > 40:
        return False
    known = words()
    return first.casefold() in known.standing or bool(known.marker.match(first) and first[1:2].isalpha())


def _group(
    lines: Sequence[str], pieces: list[tuple[int, int]], tail: int
) -> tuple[list[list[tuple[int, int]]], int]:
    if not pieces:
        return [], tail
    runs = _run_lengths(lines, pieces)
    width = runs[0] if runs else 0
    common = {n for n, count in Counter(runs).items() if count > 1 and n > width > 2}
    width = max(common, default=width)
    rows: list[list[tuple[int, int]]] = []
    row: list[tuple[int, int]] = []
    k = 0
    while k < len(pieces):
        piece = pieces[k]
        if not _empty(lines, piece):
            if len(row) >= width:
                break
            row.append(piece)
        elif not row:
            if k + 1 < len(pieces) and (k + 2 > len(pieces) or not _empty(lines, pieces[k + 1])):
                row.append(piece)
        elif len(row) < width and _gap_is_cell(lines, pieces, k, width - len(row)):
            row.append(piece)
        else:
            rows.append(row)
            row = []
        k += 1
    if row and any(not _empty(lines, piece) for piece in row):
        rows.append(row)
    after = pieces[k - 1][1] + 1 if k else tail
    return rows, after


def _run_lengths(lines: Sequence[str], pieces: list[tuple[int, int]]) -> list[int]:
    runs, n = [], 0
    for piece in pieces:
        if _empty(lines, piece):
            if n:
                runs.append(n)
            n = 0
        else:
            n += 1
    return [*runs, n] if n else runs


def _gap_is_cell(lines: Sequence[str], pieces: list[tuple[int, int]], k: int, missing: int) -> bool:
    """An empty piece within a row that is not full: a cell if what follows fills the row, not if it opens one."""
    after = 0
    while k + 1 + after < len(pieces) and not _empty(lines, pieces[k + 1 + after]):
        after += 1
    if after == 0 or after + 1 != missing:
        return False
    first = lines[pieces[k + 1][0]].strip(" *_")
    return not _INDEX.match(first)


def place(rows: list[list[str]]) -> list[list[CellText]]:
    """Cells with their columns. A short row is a title across, or the rest of a row under merged cells."""
    width = max((len(row) for row in rows), default=0)
    numbered = _numbered(rows, width)
    out: list[list[CellText]] = []
    full = 0
    for row in rows:
        short = width - len(row)
        if short <= 0 or not out or len(row) == 1 or _INDEX.match(row[0]) or not row[0] or not numbered:
            full, last = len(out), len(row) - 1
            out.append([CellText(t, k, max(short, 0) + 1 if k == last else 1) for k, t in enumerate(row)])
        else:
            out.append([CellText(text, k + short) for k, text in enumerate(row)])
            reach = len(out) - full
            out[full] = [CellText(c.text, c.column, c.columns, reach) if c.column < short else c for c in out[full]]
    return out


def _numbered(rows: list[list[str]], width: int) -> bool:
    """The first column of the table holds running numbers."""
    full = [row for row in rows[1:] if len(row) == width and row[0]]
    return width > 2 and bool(full) and sum(bool(_INDEX.match(row[0])) for row in full) * 2 > len(full)
