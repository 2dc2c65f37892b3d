"""Words of a page to printed rows, and what frames a document's text: margins, sizes, the room between rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docparse.reading.encodings import clean
from docparse.reading.lines import Line
from docparse.reading.pdf_words import SIGNS, Page, Word, is_syllable

_GLUED = 0.12  # em between two pieces of one word
_TOUCHING = 0.05  # the same where it makes no syllable, or a blank is written, perhaps for another place
_CERTAIN = 100.0


@dataclass(slots=True)
class Row:
    """Words on one line of one page, left to right."""

    words: list[Word]
    y: float
    page: int
    size: float = 0.0
    x0: float = 0.0
    x1: float = 0.0
    gap: float = 0.0
    _line: Line | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.words.sort(key=lambda w: w.x0)
        self.x0, self.x1 = self.words[0].x0, max(w.x1 for w in self.words)
        sizes: Counter[float]
        if all(word.size == self.words[0].size for word in self.words):
            sizes = Counter({round(self.words[0].size * 2) / 2: 1})
        else:
            sizes = Counter()
            for word in self.words:
                sizes[round(word.size * 2) / 2] += len(word.text)
        self.size = max(sizes.items(), key=lambda item: (item[1], item[0]))[0]
        reach = self.x0
        for word in self.words:
            if word.x0 - reach > self.gap:
                self.gap = word.x0 - reach
            if word.x1 > reach:
                reach = word.x1

    @property
    def line(self) -> Line:
        """Text and bold spans; ``number`` is the page."""
        if self._line is None:
            self._line = line_of(self.words, self.page)
        return self._line

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def first_word(self) -> float:
        """Width of the first word, with the blank that would stand before it."""
        end = self.words[0].x1
        for before, word in pairwise(self.words):
            if not glued(before, word):
                break
            end = word.x1
        return end - self.x0 + 0.25 * self.size

    def segments(self, room: float = 1.9) -> list[list[Word]]:
        """The words parted where the gap is wider than ``room`` em."""
        if self.gap <= room * max(self.size, 8.0):
            return [self.words]
        out: list[list[Word]] = [[self.words[0]]]
        reach = self.words[0].x1
        for word in self.words[1:]:
            if word.x0 - reach > room * max(self.size, 8.0):
                out.append([])
            out[-1].append(word)
            reach = max(reach, word.x1)
        return out


def glued(before: Word, word: Word) -> bool:
    """Two pieces of one word, written with two fonts; or a number stamped into "Số:   /KH" or "ngày  /3"."""
    if word.text[:1] == "/" and word.text[1:2].isalnum() and before.text[-1:].isdigit():
        return True
    room = (word.x0 - before.x1) / max(word.size, before.size)
    if room >= _GLUED or before.sure < _CERTAIN:
        return False
    whole = (before.text + word.text).strip(SIGNS)
    if not before.spaced and not word.led:
        return room < _TOUCHING or not whole.isalpha() or is_syllable(whole)
    return room < _TOUCHING and is_syllable(whole)


def line_of(words: Sequence[Word], page: int) -> Line:
    """The words as a line with its bold spans."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for number, word in enumerate(words):
        text = word.text
        if number and not glued(words[number - 1], word):
            parts.append(" ")
            at += 1
        if word.bold:
            if spans and spans[-1][1] >= at - 1:
                spans[-1] = (spans[-1][0], at + len(text))
            else:
                spans.append((at, at + len(text)))
        parts.append(text)
        at += len(text)
    text = "".join(parts)
    squeezed = clean(text)
    if squeezed is text and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return Line(text, page, spans)
    if len(squeezed) != len(text) or "  " in squeezed or squeezed.strip() != squeezed:
        strong = bool(spans) and spans[0] == (0, len(text))
        squeezed = " ".join(squeezed.split())
        spans = [(0, len(squeezed))] if strong else [(a, min(b, len(squeezed))) for a, b in spans if a < len(squeezed)]
    return Line(squeezed, page, spans)


def rows_of(words: Iterable[Word], page: int) -> list[Row]:
    """Rows from top to bottom; raised and lowered figures are put into their row."""
    ordered = sorted(words, key=lambda w: (w.y, w.x0))
    groups: list[list[Word]] = []
    base = 0.0
    for word in ordered:
        if groups and word.y - base < 0.35 * min(word.size, groups[-1][-1].size) and word.y - base < 6:
            groups[-1].append(word)
        else:
            groups.append([word])
            base = word.y
        if word.size > 1.2 * groups[-1][0].size:
            base = word.y
    groups = _with_raised(groups)
    return [Row(_single(group), max(group, key=lambda w: w.size).y, page) for group in groups]


def _with_raised(groups: list[list[Word]]) -> list[list[Word]]:
    """Groups of small words that touch a larger word of a neighbouring group join that group."""
    out: list[list[Word]] = []
    homes: list[list[Word]] = list(groups)
    for index, group in enumerate(groups):
        if len(group) > 6 or any(len(w.text) > 3 for w in group):
            out.append(group)
            continue
        left = []
        for word in group:
            home = next(
                (
                    near
                    for at in (index + 1, index - 1)
                    if 0 <= at < len(homes) and (near := homes[at]) is not group
                    if any(_touches(word, host) for host in near)
                ),
                None,
            )
            if home is None:
                left.append(word)
            else:
                home.append(word)
        if left:
            out.append(left)
    return out


def _touches(word: Word, host: Word) -> bool:
    small = word.size < 0.8 * host.size
    near = -0.3 * host.size < word.y - host.y < 0.3 * host.size or -0.7 * host.size < word.y - host.y < 0
    reach = 0.35 * host.size
    return small and near and (-1.0 < word.x0 - host.x1 < reach or -1.0 < host.x0 - word.x1 < reach)


def _single(words: list[Word]) -> list[Word]:
    """Without words that are printed twice over each other to look bold."""
    words = sorted(words, key=lambda w: w.x0)
    out: list[Word] = []
    for word in words:
        if any(word.text == w.text and word.x0 - w.x0 < 0.25 * word.size for w in out[-3:]):
            continue
        out.append(word)
    return out


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the text of pages of one size stands: margins, the most usual letter size and first-line indent,
    the room between two rows of a paragraph and between two paragraphs in letter sizes (0 where that is no more),
    and whether there are paragraphs of which all rows are indented."""

    left: float
    right: float
    size: float
    leading: float
    indent: float
    parting: float = 0.0
    blocks: bool = False

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


Shape = tuple[int, int, int]


def frames(pages: Sequence[tuple[Page, list[Row]]]) -> dict[Shape, Frame]:
    """A frame for each page size."""
    by_size: dict[Shape, list[list[Row]]] = {}
    for page, rows in pages:
        by_size.setdefault(shape(page), []).append(rows)
    return {size: _frame(size[0], group) for size, group in by_size.items()}


def shape(page: Page) -> Shape:
    """Pages of one shape share margins; sizes to ten points. Each scan lies on the glass in its own way."""
    return round(page.width / 10) * 10, round(page.height / 10) * 10, page.number if page.recognised else 0


def _frame(width: float, pages: list[list[Row]]) -> Frame:
    rows = [row for page in pages for row in page]
    sizes, lefts, leadings, indents = Counter[float](), Counter[int](), Counter[float](), Counter[int]()
    for row in rows:
        sizes[row.size] += len(row.text)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    long = [row for row in rows if row.x1 - row.x0 > 0.55 * width]
    for row in long:
        lefts[round(row.x0)] += 1
    if not lefts:
        return Frame(0.12 * width, 0.9 * width, size, 1.2, 0.0)
    usual = max(lefts.values())
    ends = sorted(row.x1 for row in long)
    right = ends[len(ends) * 9 // 10]
    pairs = [(before, row) for page in pages for before, row in pairwise(page) if row.size == before.size == size]
    back = Counter(round(row.x0) for before, row in pairs if before.x1 > right - 30 and row.x0 < before.x0 - 8)
    left = float(min(x for x, count in (lefts | back).items() if count * 4 >= usual or back[x] > 1))
    for before, row in pairs:
        if before.x1 > right - 30 and abs(row.x0 - left) < 4:
            leadings[round((row.y - before.y) / size, 1)] += 1
    for row in rows:
        if left + 8 < row.x0 < left + 80 and row.x1 - row.x0 > 0.3 * width:
            indents[round(row.x0 - left)] += 1
    indent, count = indents.most_common(1)[0] if indents else (0, 0)
    leading = min(max(leadings.most_common(1)[0][0], 1.0), 2.2) if leadings else 1.25
    partings = Counter(
        round((row.y - before.y) / size, 1)
        for before, row in pairs
        if before.x1 < right - 60 and abs(row.x0 - left - indent) < 4
    )
    parting = partings.most_common(1)[0][0] if partings else 0.0
    blocks = any(
        before.x1 > right - 30 and before.x0 > left + 6 and abs(row.x0 - before.x0) < 3 and row.text[:1].islower()
        for before, row in pairs
    )
    return Frame(
        left,
        right,
        size,
        leading,
        float(indent) if count * 12 > len(long) else 0.0,
        parting if parting > leading + 0.15 else 0.0,
        blocks,
    )
