"""Reading in a process that can be stopped: what is asked of it, and a Source as plain values on the way back."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import Any, TypeVar

from docparse.errors import ReadError
from docparse.model import Block, Cell, Origin, Remark, Source
from docparse.reading.building import Builder
from docparse.reading.isolation import IsolationError, run_in_worker

T = TypeVar("T")
Asked = tuple[float, tuple[int, ...]] | None
SECONDS = 8.0  # for the reading of one file; what comes after takes its time too
MEGABYTES = 1024
_ADVICE = "mở tệp bằng chương trình đã làm ra nó, lưu thành tệp mới hoặc tách thành các phần nhỏ rồi thử lại"


def read_apart(data: bytes, name: str) -> Source:
    """The file as its reader gives it; raises ReadError: the reader's own, DP144, DP145 or DP147."""
    source, asked = _run(data, name, SECONDS, ())
    while asked is not None:
        seconds, pages = asked
        try:
            further, asked = _run(data, name, seconds, pages)
        except ReadError:
            if not source.text:
                raise
            break
        source = further
    return source


def _run(data: bytes, name: str, seconds: float, pages: tuple[int, ...]) -> tuple[Source, Asked]:
    packed, asked = in_worker(work, (data, name, seconds, pages), name, seconds)
    return unpack(packed), asked


def in_worker(function: Callable[..., T], args: tuple[Any, ...], name: str, seconds: float = SECONDS) -> T:
    """What the function gives in a process that can be stopped; its coded errors, or DP144, DP145, DP147."""
    try:
        return run_in_worker(function, args, seconds=seconds, megabytes=MEGABYTES)
    except IsolationError as error:
        if error.kind == "time":
            what = f"đọc quá {seconds:g} giây chưa xong, tệp có thể độc hại hoặc hỏng"
            raise ReadError("DP144", name, what, _ADVICE) from None
        if error.kind == "start":
            raise ReadError("DP147", name, f"không mở được tiến trình đọc tệp ({error.detail})",
                            "đóng bớt chương trình rồi thử lại") from None  # fmt: skip
        raise ReadError("DP145", name, "tệp hỏng hoặc cần quá nhiều bộ nhớ", _ADVICE) from None


def work(data: bytes, name: str, seconds: float, pages: tuple[int, ...]) -> tuple[bytes, Asked]:
    """The other process's side: a packed Source, and how much longer its reader would need for what pages."""
    from docparse.reading import read_here

    builder = Builder(seconds, pages)
    return pack(read_here(data, name, builder)), builder.asked


def pack(source: Source) -> bytes:
    """A Source as bytes, at a tenth of what it costs to pickle it."""
    blocks = [
        (
            (b.kind, b.start, b.end, _origin(b.origin), b.heading, b.bold, b.centered),
            tuple([tuple([(c.start, c.end, c.column, c.columns, c.rows) for c in row]) for row in b.rows]),
            [_origin(place) for place in b.places],
            [(at, _origin(place)) for at, place in b.turns],
        )
        for b in source.blocks
    ]
    remarks = [(r.code, r.text, r.start, r.end) for r in source.warnings]
    return marshal.dumps((source.name, source.format, source.sha256, source.text, blocks, remarks))


def unpack(data: bytes) -> Source:
    """What :func:`pack` was given."""
    name, format_, sha256, text, blocks, remarks = marshal.loads(data)
    found = tuple([_block(*block) for block in blocks])
    return Source(name, format_, sha256, text, found, tuple([Remark(*remark) for remark in remarks]))


def _origin(place: Origin) -> tuple[int | None, ...]:
    return place.line, place.paragraph, place.table, place.page, place.row


def _block(main: Any, rows: Any, places: Any, turns: Any) -> Block:
    kind, start, end, origin, heading, bold, centered = main
    return Block(
        kind, start, end, Origin(*origin), heading, bold, centered,
        tuple([tuple([Cell(*cell) for cell in row]) for row in rows]),
        tuple([Origin(*place) for place in places]),
        tuple([(at, Origin(*place)) for at, place in turns]),
    )  # fmt: skip
