"""What offices call the columns of a table of tasks, and what they write in its cells (``rules/questions.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from docparse.folding import fold_key
from docparse.matching.perpack import per_pack
from docparse.questions.phrases import rules
from docparse.store.persons import STATUSES

_AT_LEAST = 3  # known titles that make a row the head of a table
_PARTED = re.compile(r"[;\n]")


@per_pack()
def _titles() -> dict[str, str]:
    return {_key(title): name for name, titles in column_titles().items() for title in titles}


def column_titles() -> Mapping[str, Sequence[str]]:
    """The titles of each column, the usual one first: ``lead`` -> ("Cơ quan chủ trì", "Chủ trì", …)."""
    return {name: titles for name, titles in rules()["sheet_columns"].items() if name != "why"}


@per_pack()
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(_key, words)) for name, words in rules()["sheet_words"].items() if name != "why"}


def _key(text: str) -> str:
    """Letter case, accents and spaces do not count; a text of signs alone is itself."""
    return fold_key(text) or " ".join(text.split())


def columns_of(cells: Sequence[str], at_least: int = _AT_LEAST) -> dict[str, int]:
    """Which column (from 0) of a row of titles holds what; empty where the row is no head of a table of tasks."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = _known(cell)
        if name is not None:
            found.setdefault(name, at)
    return found if len(found) >= at_least and "task" in found else {}


class Head(NamedTuple):
    """The head of a table: which column (from 0) holds what, at which row it begins (from 0), where the data does."""

    columns: dict[str, int]
    row: int
    data: int


def head_of(rows: Sequence[Sequence[str]], at_least: int = _AT_LEAST) -> Head | None:
    """The head of a table of tasks among ``rows``.

    It may take two rows ("Cơ quan thực hiện" above "Chủ trì" and "Phối hợp") and one that numbers the columns.
    """
    for at, row in enumerate(rows):
        if not any(_known(cell) for cell in row):
            continue
        one = columns_of(row, at_least)
        below = rows[at + 1] if at + 1 < len(rows) else ()
        both = columns_of([_lower(cell, under) for cell, under in zip_longest(row, below, fillvalue="")], at_least)
        found, rest = (both, at + 2) if both and any(_known(cell) for cell in below) else (one, at + 1)
        if found:
            return Head(found, at, rest + (rest < len(rows) and _numbers_columns(rows[rest])))
    return None


def _lower(cell: str, under: str) -> str:
    return under if _known(under) else cell


def _known(title: str) -> str | None:
    return _titles().get(_key(title.rstrip(" *:"))) if title else None


def _numbers_columns(row: Sequence[str]) -> bool:
    """``(1) (2) (3)`` or ``1 2 3`` across."""
    told = [cell.strip(" ()[].") for cell in row if cell.strip()]
    return len(told) >= _AT_LEAST and told == [str(number) for number in range(1, len(told) + 1)]


def stated(text: str) -> str:
    """The text on one line, empty where it says that there is nothing."""
    words = " ".join(text.split())
    return "" if _key(words) in _words()["nothing"] else words


def names_in(text: str) -> tuple[str, ...]:
    """The agencies of a cell, which are parted by ";" or stand on lines of their own."""
    return tuple(dict.fromkeys(name for part in _PARTED.split(text) if (name := stated(part))))


def status_in(text: str) -> str | None:
    """``open``, ``doing``, ``done``; None for words that say none of them."""
    return next((status for status in STATUSES if _key(text) in _words()[status]), None)


def is_yes(text: str) -> bool:
    """Whether a mark or a word agrees."""
    return _key(text) in _words()["agreed"]
