"""What offices call the columns of a table of tasks, and what they write in its cells (``rules/questions.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Which column (from 0) of a row of titles holds what; empty where the row is no head of a table of tasks."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = _titles().get(_key(cell.rstrip(" *:"))) if cell else None
        if name is not None:
            found.setdefault(name, at)
    return found if len(found) >= _AT_LEAST and "task" in found else {}


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
