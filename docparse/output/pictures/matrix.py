"""Goals against tasks: a row a goal, a column a task that serves one, the darker the surer."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.output.coverage import score_text
from docparse.output.pictures.shapes import (
    GREY,
    INK,
    LEADING,
    PALE,
    RED,
    WHITE,
    Box,
    Picture,
    Shape,
    Words,
    paragraph,
    wrapped,
)  # fmt: skip
from docparse.output.words import document
from docparse.questions.answers_across import Matched, MatrixAnswer

_MARGIN, _NAMES, _CELL, _HEAD = 24.0, 400.0, 22.0, 112.0
_SIZE, _SMALL, _TITLE = 11.5, 10.5, 17.0
_SHADES = ((0.75, "#1e3a8a"), (0.5, "#3b82f6"), (0.0, "#bfdbfe"))  # from which score on
_MOST = 300  # rows, columns


def matrix_picture(answer: MatrixAnswer) -> Picture:
    """The matrix of ``store.matrix(…)``; goals that nothing serves in red."""
    tasks: dict[str, Matched] = {}
    for row in answer.rows[:_MOST]:
        for one in row.tasks:
            tasks.setdefault(one.id, one)
    order = sorted(tasks.values(), key=lambda one: one.quote.start)[:_MOST]
    name = f"MỤC TIÊU × NHIỆM VỤ – {document(answer.document.name, answer.document.date)}"
    width = max(2 * _MARGIN + _NAMES + len(order) * _CELL, 760.0)
    shapes: list[Shape] = list(
        paragraph(wrapped(name, width - 2 * _MARGIN, _TITLE, 2, bold=True), _MARGIN, _MARGIN, _TITLE, bold=True)
    )
    top = _MARGIN + len(shapes) * _TITLE * LEADING + (_HEAD if order else _MARGIN)
    left = _MARGIN + _NAMES
    for at, task in enumerate(order):
        where = wrapped(task.quote.place, _HEAD - 12, _SMALL, 1)
        shapes.append(Words(left + (at + 0.5) * _CELL + 4, top - 8, "".join(where), _SMALL, turned=True))
    y = top
    columns = {task.id: at for at, task in enumerate(order)}
    for row in answer.rows[:_MOST]:
        lines = wrapped(f"{row.quote.place}: {row.text}", _NAMES - 12, _SIZE, 2)
        tall = max(len(lines) * _SIZE * LEADING + 6, _CELL)
        shapes += paragraph(lines, _MARGIN, y + 2, _SIZE, color=INK if row.tasks else RED)
        served = {columns[one.id]: one for one in row.tasks if one.id in columns}
        shapes += _cells(row.text, served, len(order), (left, y, tall))
        y += tall
    notes = _notes(answer)
    shapes += _legend(y + 22)
    shapes += paragraph(notes, _MARGIN, y + 34, _SIZE, color=GREY)
    return Picture(width, y + 40 + len(notes) * _SIZE * LEADING + _MARGIN, name, tuple(shapes))


def _cells(goal: str, served: dict[int, Matched], count: int, place: tuple[float, float, float]) -> Iterator[Shape]:
    left, y, tall = place
    for at in range(count):
        one = served.get(at)
        fill = next(shade for least, shade in _SHADES if one.score >= least) if one else WHITE
        told = f"{goal}\n← {one.quote.place}: {one.text}\n{score_text(one.score)}" if one else ""
        yield Box(left + at * _CELL, y, _CELL, tall, fill, PALE, title=told)


def _legend(y: float) -> Iterator[Shape]:
    x = _MARGIN
    for label, (_, shade) in zip(("khớp rõ", "khớp vừa", "gợi ý"), _SHADES, strict=True):
        yield Box(x, y - 10, 12, 12, shade, GREY)
        yield Words(x + 17, y, label, _SIZE)
        x += 100
    yield Words(x, y, "chữ đỏ: chưa thấy nhiệm vụ nào", _SIZE, color=RED)


def _notes(answer: MatrixAnswer) -> tuple[str, ...]:
    unserved = sum(not row.tasks for row in answer.rows)
    first = (
        f"{len(answer.rows)} mục tiêu, chỉ tiêu ({unserved} chưa có nhiệm vụ); {answer.tasks} nhiệm vụ: "
        f"{len(answer.orphans)} không phục vụ mục tiêu nào,"
    )
    last = f"{len(answer.conditions)} là điều kiện chung. Mức khớp theo câu chữ, để rà soát, không phải kết luận."
    return first, last
