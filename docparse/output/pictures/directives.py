"""The directives above a plan as a tree: the plan at the left, what it carries out to the right of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docparse.output.pictures.shapes import (
    AMBER,
    BLUE,
    GREY,
    INK,
    LEADING,
    WHITE,
    Box,
    Picture,
    Shape,
    Stroke,
    Words,
    paragraph,
    wrapped,
)  # fmt: skip
from docparse.output.words import date
from docparse.questions.answers import TraceAnswer, TraceEdge, TraceNode

_WIDTH, _GAP, _BETWEEN, _MARGIN, _PAD = 260.0, 150.0, 14.0, 24.0, 8.0
_SIZE, _SMALL, _TITLE = 12.0, 10.5, 17.0
_NAME_LINES, _TITLE_LINES = 2, 3
_LEGEND = "Nét liền: văn bản nêu; nét đứt: theo danh mục hoặc suy ra. Khung nền xanh: kho có toàn văn."
_MOST_NODES = 400


@dataclass(slots=True)
class _Placed:
    node: TraceNode
    edge: TraceEdge | None
    lines: tuple[tuple[str, float, bool, str], ...]  # text, size, bold, colour
    above: list[_Placed]
    depth: int
    y: float = 0.0  # of the middle

    @property
    def height(self) -> float:
        return 2 * _PAD + sum(size * LEADING for _, size, _, _ in self.lines)


def directives_picture(answer: TraceAnswer) -> Picture:
    """The tree of ``store.trace(…)``; each work stands with its edges once, then only its name."""
    left = [_MOST_NODES]
    root = _placed(answer.root, None, 0, left)
    top = _MARGIN + _TITLE * 2.2
    bottom = _spread(root, top)
    nodes = list(_all(root))
    deepest = max(one.depth for one in nodes)
    title = f"CÂY VĂN BẢN CHỈ ĐẠO – {answer.root.label}"
    width = max(2 * _MARGIN + (deepest + 1) * _WIDTH + deepest * _GAP, 760.0)
    shapes: list[Shape] = list(paragraph((title,), _MARGIN, _MARGIN, _TITLE, bold=True))
    for one in nodes:
        shapes += _edges(one)
    for one in nodes:
        shapes += _box(one)
    notes = [_LEGEND] + ([f"Chỉ vẽ {_MOST_NODES} văn bản đầu."] if left[0] < 0 else [])
    notes += [] if answer.root.edges else ["Văn bản không nêu văn bản cấp trên nào."]
    shapes += paragraph(tuple(notes), _MARGIN, bottom + 10, _SMALL, color=GREY)
    return Picture(width, bottom + 20 + len(notes) * _SMALL * LEADING + _MARGIN, title, tuple(shapes))


def _placed(node: TraceNode, edge: TraceEdge | None, depth: int, left: list[int]) -> _Placed:
    above = []
    for one in node.edges:
        left[0] -= 1
        if left[0] >= 0:
            above.append(_placed(one.node, one, depth + 1, left))
    return _Placed(node, edge, _lines(node), above, depth)


def _lines(node: TraceNode) -> tuple[tuple[str, float, bool, str], ...]:
    inside = _WIDTH - 2 * _PAD
    out = [(line, _SIZE, True, INK) for line in wrapped(node.label, inside, _SIZE, _NAME_LINES, bold=True)]
    about = ", ".join(filter(None, (date(node.date, ""), node.issuer)))
    out += [(line, _SMALL, False, GREY) for line in wrapped(about, inside, _SMALL, 2)]
    if node.title and not node.repeated:
        out += [(line, _SMALL, False, INK) for line in wrapped(node.title, inside, _SMALL, _TITLE_LINES)]
    if node.repeated:
        out.append(("xem nhánh khác", _SMALL, False, AMBER))
    elif node.candidates:
        out.append(("chưa rõ là văn bản nào", _SMALL, False, AMBER))
    return tuple(out)


def _spread(one: _Placed, top: float) -> float:
    """Give every node of the branch its height on the page; where the branch ends."""
    if not one.above:
        one.y = top + one.height / 2
        return top + one.height + _BETWEEN
    bottom = top
    for child in one.above:
        bottom = _spread(child, bottom)
    one.y = (one.above[0].y + one.above[-1].y) / 2
    if (over := one.height / 2 - (one.y - top)) > 0:  # higher than all that stands above it
        for child in one.above:
            _move(child, over)
        one.y += over
        bottom += over
    return max(bottom, one.y + one.height / 2 + _BETWEEN)


def _move(one: _Placed, by: float) -> None:
    for node in _all(one):
        node.y += by


def _all(root: _Placed) -> Iterator[_Placed]:
    stack = [root]
    while stack:
        one = stack.pop()
        yield one
        stack += reversed(one.above)


def _x(one: _Placed) -> float:
    return _MARGIN + one.depth * (_WIDTH + _GAP)


def _box(one: _Placed) -> Iterator[Shape]:
    node, y = one.node, one.y - one.height / 2
    fill = "#e8f0fe" if node.in_store else WHITE
    color = BLUE if one.edge is None else GREY
    title = "\n".join(filter(None, (node.label, node.title, node.issuer)))
    yield Box(_x(one), y, _WIDTH, one.height, fill, color, dashed=not node.in_store, title=title)
    y += _PAD
    for text, size, bold, ink in one.lines:
        yield Words(_x(one) + _PAD, y + size, text, size, bold, ink)
        y += size * LEADING


def _edges(one: _Placed) -> Iterator[Shape]:
    start = _x(one) + _WIDTH
    for above in one.above:
        edge, end = above.edge, _x(above)
        if edge is None:
            continue
        dashed = edge.provenance != "văn bản"
        turn = start + 16
        points = ((start, one.y), (turn, one.y), (turn, above.y), (end, above.y))
        yield Stroke(points, AMBER if dashed else GREY, dashed, arrow=True)
        label = wrapped(edge.relation_label, _GAP - 30, _SMALL, 1)
        yield Words(turn + 5, above.y - 4, "".join(label), _SMALL, color=AMBER if dashed else INK)
