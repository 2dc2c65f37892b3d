"""What a page prints round its text: page numbers, running heads and feet, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from docparse.reading.lines import words
from docparse.reading.pdf_rows import Frame, Row
from docparse.reading.pdf_words import Page

_FIGURES = re.compile(r"\d+")
_NOTE = re.compile(r"(?:\[|\()?(\d{1,3})(?:\]|\)|\.)?\s*(?=\S)")
_MARK = re.compile(r"(?:\d{1,3}|[ivx]{1,5}|\*{1,3})$")
_TOP, _FOOT = 0.12, 0.88  # shares of the page's height
_REPEATED = 0.3


def without_furniture(pages: Sequence[tuple[Page, list[Row]]]) -> list[list[Row]]:
    """The rows of each page without its number and without heads and feet that stand on several pages.

    A running head is kept where it stands first: on page one it may be the document's own head.
    """
    numbered = [_without_number(page, rows, len(pages)) for page, rows in pages]
    heads, feet = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for (page, _), rows in zip(pages, numbered, strict=True):
        for row in rows[:12]:
            heads[_key(row)] += row.y < page.height * _REPEATED
        for row in rows[-5:]:
            feet[_key(row)] += row.y > page.height * _FOOT
    needed = max(3, len(pages) * 2 // 5)
    seen: set[str] = set()
    out = []
    for rows in numbered:
        first, last = 0, len(rows)
        while first < last and heads[_key(rows[first])] >= needed:
            first += 1
        while last > first and feet[_key(rows[last - 1])] >= needed:
            last -= 1
        kept = [row for index, row in enumerate(rows) if first <= index < last or without_figures(row.text) not in seen]
        seen.update(without_figures(row.text) for row in rows)
        out.append(kept)
    return out


def without_figures(text: str) -> str:
    """Numbers as ``#``: a running head may count."""
    return _FIGURES.sub("#", text)


def _key(row: Row) -> tuple[str, int]:
    return without_figures(row.text), round(row.y / 4)


def _without_number(page: Page, rows: list[Row], count: int) -> list[Row]:
    """Without the row that is nothing but the page's number, at its head or foot."""
    for row in [*rows[:2], *rows[-2:]]:
        found = words().page_number.match(row.text)
        if not found or _TOP * page.height < row.y < _FOOT * page.height:
            continue
        if int(found.group(1)) <= max(count, page.number) + 20 and len(row.segments()) == 1:
            rows = [other for other in rows if other is not row]
    return rows


def split_notes(page: Page, rows: list[Row], frame: Frame) -> tuple[list[Row], list[tuple[str, list[Row]]]]:
    """The rows above the notes at the foot, and the notes: number and rows."""
    start = _notes_from(page, rows, frame)
    if start is None:
        return rows, []
    notes: list[tuple[str, list[Row]]] = []
    for row in rows[start:]:
        found = _NOTE.match(row.text)
        wanted = int(notes[-1][0]) + 1 if notes else None
        if found and (wanted is None or int(found.group(1)) == wanted):
            notes.append((found.group(1), [row]))
        elif notes:
            notes[-1][1].append(row)
        else:
            return rows, []
    return rows[:start], notes


def _notes_from(page: Page, rows: list[Row], frame: Frame) -> int | None:
    """Index of the first row of the notes: below a short rule, or in small letters below all others, with a number
    that is raised in the text above."""
    short = 0.5 * (frame.right - frame.left)
    rules = [y for x0, x1, y in page.across if x1 - x0 < short and x0 < frame.left + 20]
    ruled = next((k for k in range(1, len(rows)) if any(rows[k - 1].y - 2 < y < rows[k].y for y in rules)), 0)
    if ruled and _called(rows, ruled):
        return ruled
    small = len(rows)
    while small > 0 and rows[small - 1].size < frame.size - 0.9:
        small -= 1
    if small in (0, len(rows)) or not _NOTE.match(rows[small].text):
        return None
    rule = any(rows[small - 1].y - 2 < y < rows[small].y for y in rules)
    return small if _called(rows, small) or (rule and rows[small].y > 0.5 * page.height) else None


def _called(rows: list[Row], start: int) -> bool:
    """The row at ``start`` begins with a number that a raised figure above calls."""
    found = _NOTE.match(rows[start].text)
    marks = (raised(row, k) for row in rows[:start] for k in range(1, len(row.words)))
    return found is not None and found.group(1) in marks


def raised(row: Row, index: int) -> str | None:
    """The mark that a raised figure makes at the end of a word ("tỉnh" + "1"); None for others, and for "m²"."""
    word = row.words[index]
    if not (word.size < 0.8 * row.size and word.y < row.y - 0.1 * row.size):
        return None
    mark = word.text.strip("[]()")
    unit = mark in ("2", "3") and words().unit.search(row.words[index - 1].text)
    return mark if _MARK.match(mark) and not unit else None
