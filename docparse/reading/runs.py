"""Pieces of text with their weight, gathered into lines."""

from __future__ import annotations

import re

from docparse.reading.lines import RULE, Line, ends
from docparse.reading.tabs import BLANKS, untabbed


class Runs:
    """Collects pieces of a paragraph, spaces collapsed, with the spans in bold; a line break opens a new line.

    With ``tabs`` a tab, or blanks as wide as one, stays one tab: columns may part there.
    """

    def __init__(self, number: int, *, tabs: bool = False) -> None:
        self._tabs = tabs
        self._lines = [Line("", number)]
        self._parts: list[str] = []
        self._length = 0
        self._space = True

    def add(self, piece: str, bold: bool) -> None:
        if not piece:
            return
        if self._tabs and "    " in piece:
            first, *others = BLANKS.split(piece)
            self.add(first, bold)
            for other in others:
                self.tab(bold)
                self.add(other, bold)
            return
        text = " ".join(piece.split())
        if piece[0] == " " and not self._space and (text or not self._space):
            self._append(" ", bold)
        if text:
            self._append(text, bold)
            if piece[-1] == " ":
                self._append(" ", bold)

    def tab(self, bold: bool) -> None:
        """The room that a tab leaves; before a line that is not the first it is none."""
        if not self._tabs:
            self.add(" ", bold)
        elif not self._parts and len(self._lines) > 1:
            return
        elif not self._parts or not self._space:
            self._append("\t", bold)
        elif self._parts[-1][-1] == " ":
            self._parts[-1] = self._parts[-1][:-1] + "\t"
        self._space = True

    def _append(self, text: str, bold: bool) -> None:
        start, line = self._length, self._lines[-1]
        self._parts.append(text)
        self._length += len(text)
        self._space = text[-1] == " "
        if bold:
            if line.bold and line.bold[-1][1] == start:
                line.bold[-1] = (line.bold[-1][0], self._length)
            else:
                line.bold.append((start, self._length))

    def bold_starts(self) -> None:
        self._lines[-1].starts.append(self._length)

    @property
    def started(self) -> bool:
        """The line has words."""
        return bool(self._parts)

    def ends_word(self) -> bool:
        return bool(self._parts) and self._parts[-1][-1:].isalpha()

    def last_word(self) -> str:
        found = re.search(r"\w*$", self._parts[-1][-40:])
        return found.group() if found else ""

    def line_break(self) -> None:
        self._close()
        self._lines.append(Line("", self._lines[-1].number))
        self._parts, self._length, self._space = [], 0, True

    def _close(self) -> None:
        line = self._lines[-1]
        line.text = "".join(self._parts).rstrip()
        size = len(line.text)
        line.bold = [(a, min(b, size)) for a, b in line.bold if a < size]

    def finish(self, open_: bool) -> list[Line]:
        self._close()
        self._lines[-1].open = open_
        return self._lines


def joined(lines: list[Line]) -> list[Line]:
    """A line break within a sentence is no break: the next line goes on in lower case."""
    out: list[Line] = []
    for line in lines:
        if RULE.match(untabbed(line.text)):
            continue
        before = out[-1] if out else None
        if before and before.text and line.text[:1].islower() and line.text[1:2] != ")" and not ends(before.text):
            shift = len(before.text) + 1
            before.text += " " + line.text
            before.bold += [(a + shift, b + shift) for a, b in line.bold]
        else:
            out.append(line)
    return out


def prepend(line: Line, prefix: str) -> None:
    """Writes the list number before the text, as bold as the text's first letters."""
    size = len(prefix)
    bold = bool(line.bold) and line.bold[0][0] == 0
    line.text = prefix + line.text
    line.bold = [(a + size, b + size) for a, b in line.bold]
    if bold:
        line.bold[0] = (0, line.bold[0][1])
