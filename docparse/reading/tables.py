"""Tables in text: pipe rows ``| a | b |`` and the broken form with one cell a line between lone ``|`` lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from docparse.reading.building import CellText
from docparse.reading.lines import words

SEPARATOR = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$|\|(?: *:?-+:? *)$")
_WIDEST = 40  # columns; a longer run of cells is no table row
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
    """Rows of a broken table that opens with the lone ``|`` at ``at``; the lines have no outer spaces.

    Returns the rows, each a list of (first line, line after the last) of its cells, and the line after the table.
    A row opens and closes with a ``|``, so two in a row part two rows, or hold an empty cell.
    """
    pieces: list[tuple[int, int]] = []
    begin = at + 1
    for i in range(begin, len(lines)):
        if lines[i] == "|":
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
    return not line or (" " in line and not line.strip(" *_"))


def _opens_a_part(lines: Sequence[str], begin: int, end: int) -> bool:
    """These lines are no cell: a new part of the document opens with them."""
    first = lines[begin].strip(" *_:") if end - begin > 1 else ""
    if not first.isupper() or len(first) > 40:
        return False
    known = words()
    return first.casefold() in known.standing or bool(known.marker.match(first) and first[1:2].isalpha())


def _group(lines: Sequence[str], pieces: list[tuple[int, int]], tail: int) -> tuple[list[list[tuple[int, int]]], int]:
    """Cut the pieces into rows: every row but the last is followed by one empty piece, the gap between two rows.

    An empty piece may also be an empty cell. Of all cuts the cheapest is taken: full rows and rows that begin with
    a number cost least (Viterbi over the pieces, rows no wider than the header or the commonest run).
    """
    if not pieces:
        return [], tail
    runs = _run_lengths(lines, pieces)
    width = runs[0] if runs else 1
    common = {n for n, count in Counter(runs).items() if count > 1 and n > width > 2}
    width = max(common, default=width)
    width = min(width, _WIDEST)
    last = next((k for k in range(len(pieces) - 1, -1, -1) if not _empty(lines, pieces[k])), -1)
    if last < 0:
        return [], pieces[-1][1] + 1
    pieces = pieces[: last + 1]
    rows: list[list[tuple[int, int]]] = []
    hole = 6.0 if _counts(lines, pieces) else 0.0
    begin = 0
    for k, piece in enumerate([*pieces, (0, 0)]):
        if k == len(pieces) or (not _empty(lines, piece) and not any(c.isalnum() for c in lines[piece[0]])):
            rows += _cut(lines, pieces[begin:k], width, hole)
            rows += [[piece]] if k < len(pieces) else []  # "….." where the source left rows out
            begin = k + 1
    return rows, pieces[-1][1] + 1


def _counts(lines: Sequence[str], pieces: list[tuple[int, int]]) -> bool:
    """Rows of the table begin with running numbers."""
    after_gap = [b for a, b in pairwise(pieces) if _empty(lines, a) and not _empty(lines, b)]
    return sum(bool(_INDEX.match(lines[p[0]].strip(" *_"))) for p in after_gap) * 4 > len(after_gap)


def _cut(lines: Sequence[str], pieces: list[tuple[int, int]], width: int, hole: float) -> list[list[tuple[int, int]]]:
    """The cheapest cut of a run of pieces into rows."""
    if not pieces:
        return []
    if sum(not _empty(lines, piece) for piece in pieces) * 8 < len(pieces):
        return _chunks(lines, pieces, width)
    infinite = float("inf")
    starts = [(infinite, -1)] * (len(pieces) + 2)  # cost up to a row's start, and where the row before it starts
    starts[0] = (0.0, -1)
    for i in range(len(pieces)):
        cost = starts[i][0]
        if cost == infinite:
            continue
        for length in range(1, width + 1):
            stop = i + length
            if stop > len(pieces):
                break
            if stop < len(pieces) and not _empty(lines, pieces[stop]):
                continue
            total = cost + _row_cost(lines, pieces[i:stop], width, hole)
            nxt = stop + 1 if stop < len(pieces) else len(pieces) + 1
            if total < starts[nxt][0]:
                starts[nxt] = (total, i)
    if starts[len(pieces) + 1][0] == infinite:
        return _chunks(lines, pieces, width)
    rows: list[list[tuple[int, int]]] = []
    at = len(pieces) + 1
    while at > 0:
        begin = starts[at][1]
        rows.append(pieces[begin : at - 1])
        at = begin
    return rows[::-1]


def _row_cost(lines: Sequence[str], row: list[tuple[int, int]], width: int, hole: float) -> float:
    """``hole``: what an empty cell within a row without a number costs, for such a row is rather two rows."""
    filled = [p for p in row if not _empty(lines, p)]
    if not filled:
        return 50.0
    first = lines[row[0][0]].strip(" *_") if not _empty(lines, row[0]) else ""
    cost = 0.0 if len(row) == width else 1.0 + 0.1 * (width - len(row))
    cost += 0.3 * (len(row) - len(filled))
    if not first:
        cost += 0.05
    elif _INDEX.match(first):
        cost -= 0.5
    elif _empty(lines, row[-1]):
        cost += 0.2  # an empty cell at the end belongs to a numbered row
    elif len(filled) < len(row):
        cost += hole
    if any(_INDEX.match(lines[p[0]].strip(" *_")) for p in row[1:3] if p[1] - p[0] == 1) and not _INDEX.match(first):
        cost += 2.0  # a number in the middle of a row begins one
    return cost


def _chunks(lines: Sequence[str], pieces: list[tuple[int, int]], width: int) -> list[list[tuple[int, int]]]:
    """Where no cut fits: runs of filled pieces, at most ``width`` a row; nothing is dropped."""
    rows: list[list[tuple[int, int]]] = []
    row: list[tuple[int, int]] = []
    for piece in pieces:
        if _empty(lines, piece) or len(row) == width:
            if row:
                rows.append(row)
            row = []
        if not _empty(lines, piece):
            row.append(piece)
    return [*rows, row] if row else rows


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
