"""An agency's load: how many of its tasks fall due in each month, by its part in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docparse.output.calendar import last_day
from docparse.output.checklist import title
from docparse.output.pictures.shapes import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    INK,
    LEADING,
    PALE,
    Box,
    Picture,
    Shape,
    Stroke,
    Words,
    paragraph,
    wide,
    wrapped,
)  # fmt: skip
from docparse.questions.answers import ChecklistAnswer, ChecklistRow

_LEFT, _MARGIN, _BAR, _GAP, _HIGH = 56.0, 24.0, 26.0, 12.0, 240.0
_SIZE, _SMALL, _TITLE = 12.0, 10.5, 17.0
_WHOLE_YEARS = 24  # months that are all drawn; over a longer time only those with a task
_PARTS = (("làm (chủ trì, thực hiện)", BLUE), ("phối hợp", GREEN), ("theo dõi, nhận báo cáo", AMBER), ("suy ra", PALE))
_EVERY = {"week": "hằng tuần", "month": "hằng tháng", "quarter": "hằng quý", "half-year": "6 tháng", "year": "hằng năm"}
_LEAST_WIDTH = 720.0


def load_picture(answer: ChecklistAnswer) -> Picture:
    """Bars for the months in which tasks fall due and for what comes again; what has no day is told below."""
    months: dict[str, Counter[int]] = {}
    again: dict[str, Counter[int]] = {}
    undated = 0
    for row, part in _parts(answer):
        day = last_day(row.due) if row.due else None
        if row.due and row.due.kind == "recurring" and row.due.every:
            again.setdefault(row.due.every, Counter())[part] += 1
        elif day is not None:
            months.setdefault(f"{day:%Y-%m}", Counter())[part] += 1
        else:
            undated += 1
    every = [key for key in _EVERY if key in again]
    shown, all_drawn = _months(sorted(months))
    bars = [(f"{key[5:]}/{key[:4]}", months.get(key, Counter())) for key in shown]
    bars += [(_EVERY[key], again[key]) for key in every]
    gap_before = len(shown) if every else -1
    name = f"VIỆC THEO THÁNG ĐẾN HẠN – {title(answer)}"
    width = max(_LEFT + _MARGIN + len(bars) * (_BAR + _GAP) + 2 * _GAP, _LEAST_WIDTH)
    heading = paragraph(wrapped(name, width - 2 * _MARGIN, _TITLE, 2, bold=True), _MARGIN, _MARGIN, _TITLE, bold=True)
    top = _MARGIN + len(heading) * _TITLE * LEADING + 44
    shapes: list[Shape] = [*heading, *_legend(top - 30)]
    shapes += _bars(bars, gap_before, top, width)
    notes = [f"Không nêu ngày, tháng đến hạn: {undated} nhiệm vụ."]
    notes += [] if all_drawn else ["Chỉ vẽ tháng có việc đến hạn."]
    notes += [] if bars else ["Không nhiệm vụ nào nêu thời hạn."]
    below = top + _HIGH + 76
    shapes += paragraph(tuple(notes), _MARGIN, below, _SIZE, color=GREY)
    return Picture(width, below + len(notes) * _SIZE * LEADING + _MARGIN, name, tuple(shapes))


def _parts(answer: ChecklistAnswer) -> Iterator[tuple[ChecklistRow, int]]:
    for row in (*answer.rows, *answer.inherited, *answer.unplaced):
        yield row, 0 if row.role in ("lead", "implement") else 1 if row.role == "coordinate" else 2
    yield from ((row, 3) for row in answer.inferred)


def _months(found: list[str]) -> tuple[list[str], bool]:
    """All months from the first to the last, where they are not too many; else those found."""
    if not found:
        return [], True
    first, last = (int(key[:4]) * 12 + int(key[5:]) - 1 for key in (found[0], found[-1]))
    if last - first >= _WHOLE_YEARS:
        return found, False
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)], True


def _legend(y: float) -> Iterator[Shape]:
    x = _MARGIN
    for label, color in _PARTS:
        yield Box(x, y - 10, 12, 12, color, GREY)
        yield Words(x + 17, y, label, _SIZE)
        x += 34 + wide(label, _SIZE)


def _bars(bars: list[tuple[str, Counter[int]]], gap_before: int, top: float, width: float) -> Iterator[Shape]:
    most = max((sum(parts.values()) for _, parts in bars), default=0)
    step = _step(most)
    high = max(-(-most // step) * step, step)
    foot = top + _HIGH
    for value in range(0, high + 1, step):
        y = foot - _HIGH * value / high
        yield Stroke(((_LEFT - 6, y), (width - _MARGIN, y)), PALE if value else INK)
        yield Words(_LEFT - 12, y + 4, str(value), _SMALL, anchor="end", color=GREY)
    x = _LEFT
    for at, (label, parts) in enumerate(bars):
        x += 2 * _GAP if at == gap_before else 0
        y = foot
        for part, (name, color) in enumerate(_PARTS):
            if parts[part]:
                tall = _HIGH * parts[part] / high
                y -= tall
                yield Box(x, y, _BAR, tall, color, GREY, title=f"{label}: {parts[part]} nhiệm vụ {name}")
        total = sum(parts.values())
        if total:
            yield Words(x + _BAR / 2, y - 5, str(total), _SIZE, bold=True, anchor="middle")
        yield Words(x + _BAR / 2 + 4, foot + 10, label, _SMALL, anchor="end", turned=True)
        x += _BAR + _GAP


def _step(most: int) -> int:
    """Between the lines across: at most six of them, at round numbers."""
    sizes = [int(f"{times}{'0' * zeros}") for zeros in range(9) for times in (1, 2, 5)]
    return next(size for size in sizes if most <= 6 * size)
