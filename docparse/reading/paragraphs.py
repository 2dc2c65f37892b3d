"""Lines to paragraphs: hard wraps undone, glued items parted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

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
        self._begin("")

    def _begin(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._at = 0
        self._bold: list[tuple[int, int]] = []
        self._first: Line | None = None
        self._last: Line | None = None

    @property
    def pending(self) -> str:
        """The paragraph so far; a long one without its middle."""
        return self._text

    def take(self) -> str:
        """The paragraph so far, which is then forgotten."""
        text = self._text
        self._begin("")
        return text

    def add(self, lines: Iterable[Line]) -> None:
        """Lines in order; those without text are passed over."""
        for whole in lines:
            if not whole.text:
                if self._last is not None and not whole.open:
                    self._last.open = False
                continue
            for line in split_glued(whole) if whole.starts else (whole,):
                last, wrap = self._last, self._wrap
                if last is not None and not joins(
                    self._text, last, line, width=wrap.width, spaced=wrap.spaced, cell=self._cell
                ):
                    self.flush()
                self._put(line.text, line)

    def go_on(self, lines: Sequence[str], number: int) -> None:
        """Plain lines that can only go on with the paragraph begun; ``number``: the place of the last in the file."""
        self._put(" ".join(lines), Line(lines[-1], number))

    def _put(self, text: str, last: Line) -> None:
        if self._first is None:
            self._first, self._text = last, text
        else:
            between = glue(self._text, text)
            self._at += len(between)
            self._parts.append(between)
            self._text += between + text
        if last.bold:
            self._bold += [(a + self._at, b + self._at) for a, b in last.bold]
        self._parts.append(text)
        self._at += len(text)
        if len(self._text) > _LONG:
            self._text = self._text[: _LONG // 3] + self._text[-_LONG // 3 :]
        self._last = last

    def flush(self) -> None:
        """Ends the paragraph."""
        first = self._first
        if first is None:
            return
        text, bold = "".join(self._parts), self._bold
        self._begin("")
        self._emit(Paragraph(text, first.number, bold_prefix(text, bold) if bold else 0, first.heading))


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
