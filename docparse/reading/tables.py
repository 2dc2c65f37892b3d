"""Tables in text: pipe rows ``| a | b |`` and the broken form with one cell a line between lone ``|`` lines."""

from __future__ import annotations

import re
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
    end = len(lines)
    i = begin
    while i < end:
        if lines[i].strip() == "|":
            pieces.append((begin, i))
            begin = i + 1
        i += 1
    return _group(lines, pieces, begin)


def _empty(lines: Sequence[str], piece: tuple[int, int]) -> bool:
    return piece[0] == piece[1]


def _blank(line: str) -> bool:
    line = line.strip()
    return not line or (" " in line and not line.strip(" *_"))


def _stops(lines: Sequence[str], piece: tuple[int, int]) -> bool:
    """The piece cannot be a cell: a blank line stands in it, or a new part of the document opens it."""
    if any(_blank(lines[i]) for i in range(piece[0], piece[1])):
        return True
    first = lines[piece[0]].strip(" *_:") if piece[1] - piece[0] > 1 else ""
    if not first.isupper() or len(first) > 40:
        return False
    known = words()
    return first.casefold() in known.standing or bool(known.marker.match(first) and first[1:2].isalpha())


def _group(
    lines: Sequence[str], pieces: list[tuple[int, int]], tail: int
) -> tuple[list[list[tuple[int, int]]], int]:
    limit = 0
    while limit < len(pieces) and not _stops(lines, pieces[limit]):
        limit += 1
    pieces = pieces[:limit]
    if not pieces:
        return [], tail
    runs = _run_lengths(lines, pieces)
    width = runs[0] if runs else 0
    common = {n for n in runs if runs.count(n) > 1 and n > width > 2}
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
    out: list[list[CellText]] = []
    for row in rows:
        short = width - len(row)
        if short <= 0 or not out:
            out.append([CellText(text, k) for k, text in enumerate(row)])
        elif len(row) == 1 or _INDEX.match(row[0]) or not row[0] or not _numbered(rows, width):
            last = len(row) - 1
            out.append([CellText(t, k, short + 1 if k == last else 1) for k, t in enumerate(row)])
        else:
            out.append([CellText(text, k + short) for k, text in enumerate(row)])
            _stretch(out, short)
    return out


def _numbered(rows: list[list[str]], width: int) -> bool:
    full = [row for row in rows[1:] if len(row) == width]
    return width > 2 and bool(full) and sum(bool(_INDEX.match(row[0])) for row in full) * 2 > len(full)


def _stretch(out: list[list[CellText]], columns: int) -> None:
    """The last row stands under the first ``columns`` cells of an earlier one: those reach one row further."""
    for back in range(len(out) - 2, -1, -1):
        if out[back] and out[back][0].column == 0:
            for k, cell in enumerate(out[back]):
                if cell.column < columns:
                    out[back][k] = CellText(cell.text, cell.column, cell.columns, len(out) - back)
            return
