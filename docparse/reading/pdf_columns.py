"""Text side by side without lines: the two columns of the head and the signature, and tables without rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docparse.reading.lines import words as known
from docparse.reading.pdf_rows import Frame, Row, glued, line_of
from docparse.reading.pdf_words import Word

_HEAD_ROWS = 12
_ALONE = 3  # rows of one column that may stand above the other's first
_LEAST_GUTTER = 6.0  # points
_ROOM, _HAND = 4.5, 10.0  # letter sizes between two rows of one region
_SIGNED = 4  # rows of a signature's block
_MANY = 3  # columns, and rows, from which columns are a table


@dataclass(slots=True)
class Side:
    """Rows side by side: for each table row, the rows of each column; ``borders`` where the columns end."""

    rows: list[list[list[Row]]]
    borders: list[float]
    y: float
    page: int


def part_columns(rows: list[Row], frame: Frame, first_page: bool) -> list[Row | Side]:
    """The rows of a page, those that stand side by side put together."""
    out: list[Row | Side] = []
    at = 0
    while at < len(rows):
        side, after = _many(rows, at)
        gutter = _seed(rows, at, frame, first_page) if side is None else None
        if gutter is not None:
            side, after = _two(rows, at, gutter, frame, head=first_page and at < _HEAD_ROWS)
        if side is None:
            out.append(rows[at])
            at += 1
        else:
            out.append(side)
            at = after
    return out


def _seed(rows: list[Row], at: int, frame: Frame, first_page: bool, depth: int = 0) -> tuple[float, float] | None:
    """The gap in which two columns part, where the row at ``at`` begins such a region."""
    row = rows[at]
    opening = known().opening
    for index in range(1, len(row.words) if row.gap >= _LEAST_GUTTER else 0):
        before, word = row.words[index - 1], row.words[index]
        if word.x0 - before.x1 < _LEAST_GUTTER or glued(before, word):
            continue
        clear = word.x0 - before.x1 > 0.8 * row.size or (first_page and at < _HEAD_ROWS)
        if clear and word.x0 > frame.left + 0.2 * _width(frame) and opening.match(line_of(row.words[index:], 0).text):
            return before.x1, word.x0
    parts = row.segments(1.6)
    gap = _widest(parts, only=not first_page)
    if gap is not None:
        within = gap[0] > frame.left + 0.08 * _width(frame) and gap[1] < frame.right - 0.08 * _width(frame)
        begins = (first_page and at < _HEAD_ROWS) or bool(opening.match(row.text))
        if within and (begins or _parted_to_the_end(rows, at, gap)):
            return gap
    if len(parts) == 1 and at + 1 < len(rows) and row.x0 > frame.left + 0.4 * _width(frame):
        receivers = rows[at + 1]  # who signs stands a little higher than who receives
        end = receivers.segments(1.6)[0][-1].x1
        if opening.match(receivers.text) and end < row.x0 - _LEAST_GUTTER:
            return end, row.x0
    begins = (first_page and at < _ALONE) or bool(opening.match(row.text))
    if depth < _ALONE and len(parts) == 1 and at + 1 < len(rows) and begins and _beside(rows, at, frame):
        below = _seed(rows, at + 1, frame, first_page, depth + 1)
        if below and (row.x1 < below[1] or row.x0 > below[0]):
            return below
    return None


def _widest(parts: list[list[Word]], *, only: bool) -> tuple[float, float] | None:
    """The gap between two parts that is by far the widest, or the ``only`` one."""
    gaps = sorted(
        ((max(w.x1 for w in a), b[0].x0) for a, b in pairwise(parts)), key=lambda gap: gap[1] - gap[0], reverse=True
    )
    if not gaps or (len(gaps) > 1 and (only or gaps[0][1] - gaps[0][0] < 2.5 * (gaps[1][1] - gaps[1][0]))):
        return None
    return gaps[0]


def _parted_to_the_end(rows: list[Row], at: int, gap: tuple[float, float]) -> bool:
    """All rows from here to the end of the page keep to one side of the gap: a signature and who receives it."""
    if len(rows) - at < _SIGNED or gap[1] - gap[0] < 2.5 * rows[at].size:
        return False
    return all(_split(row, *gap)[2] is not None for row in rows[at:])


def _beside(rows: list[Row], at: int, frame: Frame) -> bool:
    """The row keeps to one half of the page, and the next is near."""
    row = rows[at]
    half = row.x1 < frame.middle or row.x0 > frame.middle - 0.05 * _width(frame)
    return half and rows[at + 1].y - row.y < 3 * row.size


def _width(frame: Frame) -> float:
    return frame.right - frame.left


def _two(rows: list[Row], at: int, gutter: tuple[float, float], frame: Frame, *, head: bool) -> tuple[Side | None, int]:
    low, high = gutter
    table: list[list[list[Row]]] = [[[], []]]
    both, last, k = 0, rows[at].y, at
    edge = [0.0, 0.0]
    while k < len(rows):
        row = rows[k]
        left, right, space = _split(row, low, high)
        room = row.y - last
        signature = bool(right) and not left and row.x0 > frame.middle  # room is left for the hand
        if space is None or (k > at and room > (_HAND if signature else _ROOM) * row.size):
            break
        if k > at and not (left and right) and _central(row, frame) and room > 0.9 * frame.leading * row.size:
            break
        if both and left and not right and _goes_below(rows, k, (low, high)):
            break
        if head and both and left and not right and _parted(rows, k, table, frame):
            break
        low, high = space
        if left and right and room > 1.9 * row.size and k > at:
            table.append([[], []])
        for number, words in enumerate((left, right)):
            if words:
                part = Row(words, row.y, row.page)
                table[-1][number].append(part)
                edge[number] = max(edge[number], part.x1)
        both += bool(left and right)
        last = row.y
        k += 1
    sides = [sum(bool(line[n]) for line in table) for n in (0, 1)]
    if not both and not all(sides):
        return None, at
    if k - at < 2 and not known().opening.match(" ".join(w.text for w in _split(rows[at], low, high)[1])):
        return None, at
    return Side(table, edge, rows[at].y, rows[at].page), k


def _goes_below(rows: list[Row], k: int, gutter: tuple[float, float]) -> bool:
    """The row at ``k``, with nothing beside it, stands below both: the type of a document, whom it addresses."""
    row = rows[k]
    if known().address.match(row.text):
        return True
    alone = k + 1 == len(rows) or not _split(rows[k + 1], *gutter)[1]
    return alone and row.text.isupper() and known().stands(row.text)


def _parted(rows: list[Row], k: int, table: list[list[list[Row]]], frame: Frame) -> bool:
    """The row at ``k`` begins at the margin, further down than a head's left column, which has its number, goes on."""
    above = [part for line in table for part in line[0]]
    opening = known().opening
    if opening.match(rows[k].text) or not any(opening.match(part.text) for part in above):
        return False
    return abs(rows[k].x0 - frame.left) < 4 and rows[k].y - rows[k - 1].y > 1.35 * _step(above)


def _step(rows: list[Row]) -> float:
    """The usual room between two rows of a column."""
    return min((b.y - a.y for a, b in pairwise(rows)), default=rows[0].size * 1.3)


def _split(row: Row, low: float, high: float) -> tuple[list[Word], list[Word], tuple[float, float] | None]:
    """Words left and right of the gutter, and what stays of the gutter; None where a word stands in it."""
    best, at = _LEAST_GUTTER, 0
    for index, (before, word) in enumerate(pairwise(row.words), 1):
        room = min(word.x0, high) - max(before.x1, low)
        if room >= best:
            best, at = room, index
    all_left, all_right = row.x1 <= high - _LEAST_GUTTER, row.x0 >= low + _LEAST_GUTTER
    if (all_left or all_right) and (not at or best < 1.2 * row.size):
        at = len(row.words) if all_left and (row.x0 < low or not all_right) else 0
    elif not at:
        return [], [], None
    left, right = row.words[:at], row.words[at:]
    reach = max((w.x1 for w in left), default=low)
    begin = min((w.x0 for w in right), default=high)
    if begin - reach < _LEAST_GUTTER:
        return [], [], None
    return left, right, (max(low, reach), min(high, begin))


def _central(row: Row, frame: Frame) -> bool:
    return abs(row.middle - frame.middle) < 14 and row.x0 > frame.left + 15


def _many(rows: list[Row], at: int) -> tuple[Side | None, int]:
    """A table of three columns or more without rules: rows whose parts begin in the same places."""
    first = rows[at].segments(1.3)
    if len(first) < _MANY:
        return None, at
    group: list[tuple[Row, list[list[Word]]]] = [(rows[at], first)]
    k = at + 1
    while k < len(rows) and rows[k].y - rows[k - 1].y < 3.2 * rows[k].size:
        parts = rows[k].segments(1.3)
        if len(parts) == 1 and rows[k].x1 - rows[k].x0 > 0.6 * (rows[at].x1 - rows[at].x0):
            break
        group.append((rows[k], parts))
        k += 1
    while len(group) > 1 and len(group[-1][1]) == 1:
        group.pop()
    gutters = _gutters([row for row, _ in group])
    if len(gutters) + 1 < _MANY or sum(len(parts) >= _MANY for _, parts in group) < _MANY:
        return None, at
    cuts = [(a + b) / 2 for a, b in gutters]
    table: list[list[list[Row]]] = []
    edges = [0.0] * (len(cuts) + 1)
    before: Row | None = None
    for row, _ in group:
        placed: list[list[Word]] = [[] for _ in edges]
        for word in row.words:
            placed[sum(cut < word.x0 for cut in cuts)].append(word)
        new = before is None or bool(placed[0]) or row.y - before.y > 1.6 * row.size
        if new:
            table.append([[] for _ in edges])
        for number, words in enumerate(placed):
            if words:
                part = Row(words, row.y, row.page)
                table[-1][number].append(part)
                edges[number] = max(edges[number], part.x1)
        before = row
    return Side(table, edges, rows[at].y, rows[at].page), at + len(group)


def _gutters(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Upright strips that no word of the rows touches, between their outer words."""
    spans = sorted((w.x0, w.x1) for row in rows for w in row.words)
    out: list[tuple[float, float]] = []
    reach = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - reach > 8.0:
            out.append((reach, x0))
        reach = max(reach, x1)
    return out
