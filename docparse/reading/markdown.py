"""Markdown as Vietnamese sites and converters write it, broken marks and tables included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from docparse.model import Origin
from docparse.reading.building import Builder
from docparse.reading.inline import MARKED, Emphasis, parse
from docparse.reading.lines import RULE, begins_item, ends, words
from docparse.reading.paragraphs import Paragraph, Paragraphs, wrap_of
from docparse.reading.tables import SEPARATOR, broken_rows, place, split_row

_HEADING = re.compile(r"(#{1,6})(?: +|(?=[^\W\d_]))(.*?)(?: +#+)?$")
_NOTE = re.compile(r"\[\^?(\w{1,8})\](?::|(?= ))")
_STAR = re.compile(r"\*(?: +|\t)(?=\S)")
_QUOTED = re.compile(r"(?:> ?)+")
_FENCE = re.compile(r"(?:```|~~~)[\w-]*$")
_MARKS = re.compile(r"\*\*[^*\n]|^ {0,8}#{1,6} \S|^\|?(?: *:?-{3,}:? *\|)+|^\|$|\]\(https?:|^\* {1,4}\S", re.MULTILINE)

_SIGNS = ("*", "#", "|", "](http")  # without any of them there is no mark


def is_markdown(text: str) -> bool:
    """Whether a text file carries Markdown marks, whatever its extension."""
    if not any(sign in text for sign in _SIGNS):
        return False
    return text.startswith("|\n") or sum(1 for _ in islice(_MARKS.finditer(text, 0, 200_000), 2)) == 2


def read_markdown(text: str, builder: Builder) -> None:
    """Puts the blocks of cleaned Markdown text into ``builder``."""
    _Scanner(text.replace("\f", "\n").split("\n"), builder).run()


class _Scanner:
    def __init__(self, lines: Sequence[str], builder: Builder) -> None:
        self._lines = [line.strip() for line in lines]
        self._builder = builder
        self._wrap = wrap_of(lines)
        self._state = Emphasis()
        self._note = False
        self._tables = 0
        self._flow = Paragraphs(self._emit, self._wrap)

    def _emit(self, found: Paragraph) -> None:
        self._builder.paragraph(
            found.text,
            origin=Origin(line=found.number),
            kind="footnote" if self._note else "paragraph",
            heading=found.heading,
            bold=found.bold,
        )
        self._note = False

    def _flush(self) -> None:
        self._flow.flush()
        self._state.close()

    def run(self) -> None:
        lines, at = self._lines, 0
        while at < len(lines):
            raw = lines[at]
            first = raw[:1]
            if first == "|" or (first and raw[-1] == "|" and raw.count("|") > 1):
                at = self._table(at)
                continue
            if not first:
                if not self._goes_on(at):
                    self._flush()
            elif (first in "`~" and _FENCE.match(raw)) or (first in "-–—_=~*" and RULE.match(raw)):
                self._flush()
            elif first in "*_" and not raw.strip(" *_"):
                self._lone_marks(raw)
            else:
                self._text(raw, at + 1)
                at = self._run_on(at)
            at += 1
        self._flush()

    def _run_on(self, at: int) -> int:
        """Takes the lines behind ``at`` that can only go on with its paragraph; gives the last line taken."""
        known, lines, stop = words(), self._lines, at + 1
        if not self._wrap.width or self._state.open or len(self._flow.pending) < known.beyond:
            return at
        while stop < len(lines) and (line := lines[stop])[:1].islower() and "  " not in line:
            if not known.running.match(line):
                break
            stop += 1
        if stop > at + 1:
            self._flow.go_on(lines[at + 1 : stop], stop)
        return stop - 1

    def _goes_on(self, at: int) -> bool:
        """A blank line stands inside a sentence: the next line goes on in lower case."""
        pending = self._flow.pending
        if not self._wrap.width or not pending or ends(pending) or pending[-1] == ",":
            return False
        after = next(filter(None, self._lines[at + 1 : at + 3]), "")
        return after[:2].isalpha() and after[:1].islower() and not begins_item(after)

    def _lone_marks(self, raw: str) -> None:
        """A line of marks only closes what is open; "** **" is an empty line."""
        if self._state.open and " " not in raw:
            self._flow.add(parse(raw, 0, self._state))
        else:
            self._flush()

    def _text(self, raw: str, number: int) -> None:
        if raw[:1] == ">":
            raw = _QUOTED.sub("", raw, count=1)
        raw = raw.rstrip("| ") if raw.endswith("|") else raw
        heading = _HEADING.match(raw) if raw[:1] == "#" else None
        note = _NOTE.match(raw) if raw[:1] == "[" else None
        if heading or note:
            self._flush()
            self._note = bool(note)
        if heading:
            raw = heading.group(2)
        if note:
            raw = f"[{note.group(1)}] {raw[note.end() :].lstrip()}"
        star = _STAR.match(raw)
        if star and not (self._state.open and self._state.italic):
            raw = "- " + raw[star.end() :]
        elif self._state.open and raw[:1] == "*" and raw[1:2] not in ("", " ") and self._reopens(raw):
            self._flush()
        found = parse(raw, number, self._state)
        if heading:
            found[0].heading = len(heading.group(1))
        self._flow.add(found)
        if heading:
            self._flush()

    def _reopens(self, raw: str) -> bool:
        """An opening run while one is open: the earlier one was never closed."""
        run = len(raw) - len(raw.lstrip("*"))
        return self._state.italic == (run % 2 == 1) and self._state.bold == (run >= 2) and raw[run:].find("*" * run) > 0

    def _table(self, at: int) -> int:
        self._flush()
        if self._lines[at] == "|":
            spans, after = broken_rows(self._lines, at)
            if not spans:
                return max(after, at + 1)
            rows = [[self._cell(range(*span)) for span in row] for row in spans]
            numbers = [row[0][0] + 1 for row in spans]
        else:
            rows, numbers, after = self._pipe_rows(at)
        self._tables += 1
        places = [Origin(line=number, table=self._tables) for number in numbers]
        self._builder.table(place(rows), origin=Origin(line=at + 1, table=self._tables), places=places)
        return after

    def _pipe_rows(self, at: int) -> tuple[list[list[str]], list[int], int]:
        """The cells of each row, its line, and the line after the table."""
        rows: list[list[str]] = []
        numbers: list[int] = []
        after = i = at
        while i < len(self._lines):
            raw = self._lines[i]
            if not raw:
                nearby = next(filter(None, self._lines[i + 1 : i + 3]), "")
                if not (rows and nearby[:1] == "|" and nearby != "|" and self._same_width(rows, nearby, i)):
                    break
            elif raw == "|" or (raw[0] != "|" and not (raw[-1] == "|" and raw.count("|") > 1)):
                break
            elif not SEPARATOR.match(raw):
                rows.append([self._inline(cell, i + 1) for cell in split_row(raw)])
                numbers.append(i + 1)
            i += 1
            after = i
        return rows, numbers, after

    def _same_width(self, rows: list[list[str]], raw: str, at: int) -> bool:
        """The table goes on after a blank line unless a new header with its own separator line follows."""
        following = list(filter(None, self._lines[at + 1 : at + 5]))
        fresh = len(following) > 1 and SEPARATOR.match(following[1])
        return len(split_row(raw)) == len(rows[-1]) and not fresh

    def _inline(self, raw: str, number: int) -> str:
        found = parse(raw, number, Emphasis())
        return "\n".join(line.text for line in found if line.text and not RULE.match(line.text))

    def _cell(self, numbers: range) -> str:
        """A cell of a broken table, its lines given by number; paragraphs below one another stay so."""
        if len(numbers) == 1 and not MARKED.search(raw := self._lines[numbers[0]]):
            return "" if RULE.match(raw) else " ".join(raw.split())
        out: list[str] = []
        state = Emphasis()
        flow = Paragraphs(lambda found: out.append(found.text), self._wrap, cell=True)
        for k in numbers:
            raw = self._lines[k]
            if not raw or (len(raw) > 2 and RULE.match(raw)):
                flow.flush()
                state.close()
                continue
            star = _STAR.match(raw)
            flow.add(parse("- " + raw[star.end() :] if star else raw, k + 1, state))
        flow.flush()
        return "\n".join(out)
