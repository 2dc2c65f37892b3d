"""Tables of old Word files: rows with the edges of their cells, laid out as columns."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from docparse.reading.building import CellText
from docparse.reading.htmlrecords import Paragraph

_NEAR = 80  # twips between two cell edges that are one


@dataclass(slots=True)
class DocRow:
    """Cells with one more edge (twips) than cells, and a flag word each: 1, 2 merged sideways, 0x20, 0x40 downwards."""

    cells: list[list[Paragraph]]
    edges: list[int]
    flags: list[int]


@dataclass(slots=True)
class DocTable:
    """Rows in order."""

    rows: list[DocRow] = field(default_factory=list)


def cell_edges(data: bytes, count: int) -> tuple[list[int], list[int]]:
    """Edges and flags of the cells of a row, from its definition; evenly laid out where there is none."""
    known = data[2] if len(data) > 2 else 0
    if known < count or len(data) < 3 + 2 * (known + 1):
        return [1000 * k for k in range(count + 1)], [0] * count
    edges = list(struct.unpack_from(f"<{known + 1}h", data, 3))
    at = 3 + 2 * (known + 1)
    flags = [
        struct.unpack_from("<H", data, at + 20 * k)[0] if at + 20 * k + 2 <= len(data) else 0 for k in range(known)
    ]
    return edges, flags


def doc_grid(rows: list[DocRow]) -> list[list[CellText]]:
    """Cells by their edges: columns are what lies between two edges of any row."""
    columns: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not columns or edge - columns[-1] > _NEAR:
            columns.append(edge)

    def column(edge: int) -> int:
        return max((k for k, c in enumerate(columns) if c <= edge), default=0)

    out: list[list[CellText]] = []
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        placed: list[CellText] = []
        for k, cell in enumerate(row.cells):
            text = "\n".join(line.text for p in cell for line in p.lines)
            at, span = column(row.edges[k]), max(column(row.edges[k + 1]) - column(row.edges[k]), 1)
            flags = row.flags[k]
            if flags & 2 and placed:
                last = placed[-1]
                placed[-1] = CellText(
                    "\n".join(filter(None, (last.text, text))), last.column, last.columns + span, last.rows
                )
            elif flags & 0x20 and not flags & 0x40 and at in above:
                r, c = above[at]
                first = out[r][c]
                text = "\n".join(filter(None, (first.text, text)))
                out[r][c] = CellText(text, first.column, first.columns, len(out) - r + 1)
            else:
                above.pop(at, None)
                if flags & 0x20:
                    above[at] = (len(out), len(placed))
                placed.append(CellText(text, at, span))
        out.append(placed)
    return out
