"""What a picture is made of. Lengths are pixels, x to the right, y down; colours are ``#rrggbb``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.output.page import safe

INK, GREY, PALE, WHITE = "#1f2933", "#6b7280", "#e5e7eb", "#ffffff"
BLUE, GREEN, AMBER, RED = "#1d4ed8", "#15803d", "#b45309", "#b91c1c"
_NARROW, _LETTER, _CAPITAL, _BOLD = 0.34, 0.61, 0.72, 1.12  # widths in DejaVu Sans by the size of the type; of bold
_THIN = frozenset("iíìỉĩịljtfr.,:;'|!()[]/- ")
LEADING = 1.3  # from line to line by the size of the type
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``title`` is shown where the mouse rests on it."""

    x: float
    y: float
    width: float
    height: float
    fill: str = WHITE
    stroke: str | None = GREY
    dashed: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; ``arrow``: with a head at its end."""

    points: tuple[tuple[float, float], ...]
    color: str = GREY
    dashed: bool = False
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose baseline begins at (x, y); ``turned``: read upwards."""

    x: float
    y: float
    text: str
    size: float = 12
    bold: bool = False
    color: str = INK
    anchor: Anchor = "start"
    turned: bool = False


Shape = Box | Stroke | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """``title`` says what it shows, to those who cannot see it too."""

    width: float
    height: float
    title: str
    shapes: tuple[Shape, ...]


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line of text is."""
    letters = sum(_NARROW if c in _THIN else _CAPITAL if c.isupper() else _LETTER for c in text)
    return letters * size * (_BOLD if bold else 1.0)


def wrapped(text: str, width: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit, at most ``most``, the last cut with an ellipsis."""
    words = safe(text).split()
    lines: list[str] = []
    for at, word in enumerate(words):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and wide(joined, size, bold=bold) <= width:
            lines[-1] = joined
        elif len(lines) < most:
            lines.append(_cut(word, width, size, bold=bold))
        else:
            lines[-1] = _cut(f"{lines[-1]} {' '.join(words[at : at + 3])}", width, size, bold=bold, more=True)
            break
    return tuple(lines)


def _cut(line: str, width: float, size: float, *, bold: bool, more: bool = False) -> str:
    """The beginning of a line that fits; ``more``: something is left out in any case."""
    if not more and wide(line, size, bold=bold) <= width:
        return line
    line = line[: int(width / size / _NARROW)]
    while len(line) > 1 and wide(f"{line} …", size, bold=bold) > width:
        line = line[:-1]
    whole = line.rsplit(" ", 1)[0] if " " in line else line
    return f"{whole.rstrip(' ,;.')} …"


def paragraph(
    lines: tuple[str, ...], x: float, y: float, size: float, *, bold: bool = False, color: str = INK
) -> tuple[Words, ...]:
    """Lines below one another, the first with its top at ``y``."""
    return tuple(Words(x, y + size + at * size * LEADING, line, size, bold, color) for at, line in enumerate(lines))
