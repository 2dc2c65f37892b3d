"""A source without its text as a few bytes, so that a stored document can be parsed anew without its file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from docparse.model import Block, Cell, Origin, Remark, Source

_KINDS = ("paragraph", "table", "footnote")
_BEST = 9
_LEFT_OUT: tuple[Any, ...] = (0, 0, 0, (), (), ())


def pack_layout(source: Source) -> bytes:
    """About a twentieth of the text."""
    plain = {
        "name": source.name,
        "format": source.format,
        "blocks": [_block(block) for block in source.blocks],
        "warnings": [[w.code, w.text, w.start, w.end] for w in source.warnings],
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), _BEST)


def unpack_layout(blob: bytes, text: str, sha256: str) -> Source:
    """The source as it was read: the way back from :func:`pack_layout`."""
    plain: dict[str, Any] = json.loads(zlib.decompress(blob))
    return Source(
        name=plain["name"],
        format=plain["format"],
        sha256=sha256,
        text=text,
        blocks=tuple(map(_unblock, plain["blocks"])),
        warnings=tuple(Remark(*one) for one in plain["warnings"]),
    )


def _origin(origin: Origin) -> list[int]:
    counts = [origin.line or 0, origin.paragraph or 0, origin.table or 0, origin.page or 0, origin.row or 0]
    while counts and not counts[-1]:
        counts.pop()
    return counts


def _unorigin(counts: Sequence[int]) -> Origin:
    return Origin(*(count or None for count in counts))


def _block(block: Block) -> list[Any]:
    """Positions are kept as lengths where that is shorter; what a plain paragraph does not have is left out."""
    kind = _KINDS.index(block.kind)
    plain: list[Any] = [kind, block.start, block.end - block.start, _origin(block.origin)]
    more: list[Any] = [
        block.heading or 0,
        block.bold,
        int(block.centered),
        [[[c.start - block.start, c.end - c.start, c.column, c.columns, c.rows] for c in row] for row in block.rows],
        [_origin(place) for place in block.places],
        [[at - block.start, _origin(place)] for at, place in block.turns],
    ]
    while more and not more[-1]:
        more.pop()
    return plain + more


def _unblock(plain: Sequence[Any]) -> Block:
    kind, start, length, origin = plain[:4]
    more: list[Any] = [*plain[4:], *_LEFT_OUT[len(plain) - 4 :]]
    heading, bold, centered, rows, places, turns = more
    return Block(
        kind=_KINDS[kind],  # type: ignore[arg-type]
        start=start,
        end=start + length,
        origin=_unorigin(origin),
        heading=heading or None,
        bold=bold,
        centered=bool(centered),
        rows=tuple(tuple(Cell(start + a, start + a + n, *rest) for a, n, *rest in row) for row in rows),
        places=tuple(map(_unorigin, places)),
        turns=tuple((start + at, _unorigin(place)) for at, place in turns),
    )
