"""Text side by side by tabs or many blanks: head and signature as two columns, tables with a row a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.model import BlockKind, Origin
from docparse.reading.lines import BULLET, RULE, begins_item, lone_marker, words

BLANKS = re.compile(r" {4,}|[ \u00a0]*(?:\u00a0[ \u00a0]*){4,}")  # as wide as a tab
_ROOM = re.compile(r"\t[ \t]*")
_MOST_LINES = 40
_BETWEEN = 2  # lines of one column that may stand between two lines of both
_SHORT = 100  # characters of such a line
_LETTERS = 4  # of a left part that is no list marker
_LEAST_COLUMNS, _LEAST_ROWS = 3, 2  # of a table
_NEAR = 5  # lines among which the next row of a table begins


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph as a reader gives it; tabs in ``text`` are places at which columns may part."""

    text: str
    origin: Origin
    kind: BlockKind
    heading: int | None
    bold: int
    centered: bool
    turns: tuple[tuple[int, Origin], ...]

    @property
    def parts(self) -> tuple[str, str]:
        """What stands left and right of the first tab at which a column can begin; else nothing on the right."""
        for found in _ROOM.finditer(self.text):
            right = self.text[found.end() :]
            if not (right[:1].islower() or right[:1].isdigit() or right[:1] in "/."):  # room for a number or a day
                return " ".join(self.text[: found.start()].split()), " ".join(right.split())
        return " ".join(self.text.split()), ""


def untabbed(text: str) -> str:
    """The text with one blank for each tab."""
    return " ".join(text.split("\t")) if "\t" in text else text


def opens(said: Said) -> bool:
    """The line may be the first of two columns: a state's or party's motto, who signs, who receives."""
    left, right = said.parts
    if not right or said.kind != "paragraph" or begins_item(left):
        return False
    opening = words().opening
    if not left:
        return bool(opening.match(right)) and right.isupper()
    if sum(map(str.isalpha, left)) < _LETTERS:
        return False
    return bool(opening.match(right) or (opening.match(left) and right.isupper()))


def goes_on(held: Sequence[Said], said: Said) -> bool:
    """The line may belong to the columns that ``held`` began."""
    if len(held) == _MOST_LINES or said.kind != "paragraph":
        return False
    left, right = said.parts
    if right:
        return not begins_item(left) or bool(BULLET.match(left))
    if said.text.endswith("\t"):
        return True
    if len(left) > _SHORT:
        return False
    if BULLET.match(left):
        return True
    return sum(1 for one in held[-_BETWEEN:] if not one.parts[1]) < _BETWEEN


def columns(held: Sequence[Said]) -> tuple[list[str], list[str], int] | None:
    """The lines left and right and how many of ``held`` they are; None where the lines are no columns."""
    both = [k for k, said in enumerate(held) if all(said.parts)]
    right = [k for k, said in enumerate(held) if said.parts[1] or said.text.endswith("\t")]
    if not both or not any(map(opens, held)):
        return None
    opening = words().opening
    if len(right) < 2 and not all(map(opening.match, held[both[0]].parts)):
        return None
    count = right[-1] + 1
    if opening.match(held[both[0]].parts[0]):  # those who receive are a list
        while count < len(held) and BULLET.match(held[count].text):
            count += 1
    sides = [[said.parts[n] for said in held[:count]] for n in (0, 1)]
    lefts, rights = ([text for text in side if text and not RULE.match(text)] for side in sides)
    return lefts, rights, count


def table_rows(lines: Sequence[str], at: int) -> tuple[list[list[str]], list[int], int]:
    """Rows of cells parted by tabs, as a table is pasted or saved as text: the rows, the line (from 1) of each and the
    index of the line after them; no rows where the line at ``at`` opens no table.

    Cells may run over lines; a line without tabs between two rows is a row that names a group, or goes on.
    """
    header = lines[at].split("\t")
    width = len(header)
    if width < _LEAST_COLUMNS or not all(map(str.strip, header)) or lone_marker(header[0].strip()):
        return [], [], at
    rows, numbers, k = [header], [at + 1], at + 1
    half = False  # the last row still lacks cells
    while k < len(lines) and lines[k].strip():
        parts, last = lines[k].split("\t"), rows[-1]
        if half:
            if len(last) + len(parts) - 1 > width:
                break
            last[-1] += "\n" + parts[0]
            last += parts[1:]
        elif len(parts) > width or (len(parts) == 1 and not any("\t" in line for line in lines[k + 1 : k + _NEAR])):
            break
        elif len(parts) > 1 or len(last) == 1 or begins_item(parts[0]) or parts[0].isupper():
            rows.append(parts)
            numbers.append(k + 1)
        else:
            last[-1] += "\n" + parts[0]
        half = 1 < len(rows[-1]) < width
        k += 1
    if sum(len(row) == width for row in rows) < _LEAST_ROWS:
        return [], [], at
    return [["\n".join(" ".join(x.split()) for x in cell.split("\n")) for cell in row] for row in rows], numbers, k
