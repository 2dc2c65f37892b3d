"""Lines to paragraphs: hard wraps undone, glued items parted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from docparse.reading.lines import BULLET, Line, bold_prefix, ends, glue, joins, words

_LONG = 1500  # of a longer paragraph only the beginning and the end are kept at hand


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a file breaks its lines: ``width`` in characters (0: a line is a paragraph), ``spaced``: blank lines
    part its paragraphs."""

    width: int = 0
    spaced: bool = False


@dataclass(slots=True)
class Paragraph:
    """A finished paragraph: its text, first line (from 1), bold prefix and heading level."""

    text: str
    number: int
    bold: int
    heading: int | None
    last: Line = field(repr=False)


def wrap_of(lines: Sequence[str]) -> Wrap:
    """How the lines are wrapped, from the share of them that go on in lower case and how long they grow."""
    lengths, goes_on, count, blank = [], 0, 0, 0
    before = ""
    for raw in lines:
        line = raw.strip(" *_")
        if not line:
            blank += bool(before)
            before = ""
            continue
        if line == "|" or line[0] in "|#":
            before = ""
            continue
        count += 1
        if before and line[0].islower() and line[1:2] not in ").":
            goes_on += 1
            lengths.append(len(before))
        before = line
    if count < 4 or goes_on * 8 < count:
        return Wrap()
    lengths.sort()
    width = lengths[len(lengths) * 19 // 20]
    return Wrap(width, blank * 12 > count) if width <= 160 else Wrap()


class Paragraphs:
    """Takes lines in order and hands every finished paragraph to ``emit``."""

    def __init__(self, emit: Callable[[Paragraph], None], wrap: Wrap, *, cell: bool = False) -> None:
        self._emit = emit
        self._wrap = wrap
        self._cell = cell
        self._lines: list[Line] = []
        self._text = ""

    @property
    def pending(self) -> str:
        """The paragraph so far; a long one without its middle."""
        return self._text

    def take(self) -> str:
        """The paragraph so far, which is then forgotten."""
        text, self._text, self._lines = self._text, "", []
        return text

    def add(self, lines: Iterable[Line]) -> None:
        """Lines in order; those without text are passed over."""
        for whole in lines:
            if not whole.text:
                if self._lines and not whole.open:
                    self._lines[-1].open = False
                continue
            for line in split_glued(whole) if whole.starts else (whole,):
                last = self._lines[-1] if self._lines else None
                if last is not None and not joins(
                    self._text, last, line, width=self._wrap.width, spaced=self._wrap.spaced, cell=self._cell
                ):
                    self.flush()
                between = glue(self._text, line.text) if self._lines else ""
                self._text = self._text + between + line.text if self._lines else line.text
                if len(self._text) > _LONG:
                    self._text = self._text[: _LONG // 3] + self._text[-_LONG // 3 :]
                self._lines.append(line)

    def flush(self) -> None:
        """Ends the paragraph."""
        if not self._lines:
            return
        first, at, parts = self._lines[0], 0, [""]
        spans: list[tuple[int, int]] = []
        for line in self._lines:
            between = glue(parts[-1], line.text) if at else ""
            at += len(between)
            spans += [(a + at, b + at) for a, b in line.bold]
            at += len(line.text)
            parts += [between, line.text]
        text = "".join(parts)
        self._lines, self._text = [], ""
        self._emit(Paragraph(text, first.number, bold_prefix(text, spans), first.heading, first))


def split_glued(line: Line) -> list[Line]:
    """Parts a line where a bold run that opens with an outline marker follows the end of a sentence."""
    cuts = [
        at
        for at in line.starts
        if at and at < len(line.text) and ends(line.text[:at]) and _is_marker(line.text[at:].lstrip())
    ]
    if not cuts:
        return [line]
    out, begin = [], 0
    for cut in [*cuts, len(line.text)]:
        piece = line.text[begin:cut]
        shift = begin + len(piece) - len(piece.lstrip())
        text = piece.strip()
        spans = [(max(a - shift, 0), min(b - shift, len(text))) for a, b in line.bold if a < cut and b > shift]
        spans = [(a, b) for a, b in spans if a < b]
        out.append(Line(text, line.number, spans, heading=line.heading, indent=line.indent, item=begin > 0))
        begin = cut
    out[-1].open = line.open
    out[0].item = line.item
    return out


def _is_marker(text: str) -> bool:
    return bool(words().marker.match(text)) and not BULLET.match(text)
