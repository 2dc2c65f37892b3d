"""When two texts, symbols or dates count as the same, and who is matched with whom."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, TypeVar

from docparse.folding import canon, fold
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

P = TypeVar("P")
G = TypeVar("G")

_WORD = re.compile(r"[a-z0-9]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NUMBER_GAP = re.compile(r"^(\d+[A-Z]?)\s+(?=[A-ZĐ]{2,}/)")
_LEAST_COMMON = 0.4  # of the smaller vocabulary; below it two texts are not compared word by word


@lru_cache(maxsize=1 << 16)
def words(text: str | None) -> tuple[str, ...]:
    """Folded words, "y" as "i", so that spelling variants are one word."""
    folded = _MARKS.sub("", fold(unicodedata.normalize("NFC", text or "")))
    return tuple(_WORD.findall(folded.replace("y", "i")))


def key(text: str | None) -> str:
    """The words with single spaces."""
    return " ".join(words(text))


@lru_cache(maxsize=1 << 14)
def bag(text: str | None) -> Counter[str]:
    """How often each word stands in a text; shared, not to be changed."""
    return Counter(words(text))


@lru_cache(maxsize=1 << 14)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(words(text))


def common(a: str, b: str) -> int:
    """How many words two texts have in common, in order."""
    x, y = words(a), words(b)
    if x == y:
        return len(x)
    return sum(m.size for m in SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks())


def similarity(a: str, b: str, floor: float = 0.0) -> float:
    """Share of words in common, in order: 0 to 1. What cannot reach ``floor`` is given as 0, which is faster."""
    x, y = words(a), words(b)
    if not x or not y:
        return 0.0
    if len(_vocabulary(a) & _vocabulary(b)) / min(len(_vocabulary(a)), len(_vocabulary(b))) < _LEAST_COMMON:
        return 0.0
    if floor and 2 * (bag(a) & bag(b)).total() / (len(x) + len(y)) < floor:
        return 0.0
    return 2 * common(a, b) / (len(x) + len(y))


def contained(a: str, b: str) -> float:
    """Share of the shorter text's words that stand in the longer one, in order."""
    least = min(len(words(a)), len(words(b)))
    if not least or (bag(a) & bag(b)).total() / least < _LEAST_COMMON:
        return 0.0
    return common(a, b) / least


def pair_up(
    found: Sequence[P], gold: Sequence[G], score: Callable[[P, G], float], threshold: float
) -> list[tuple[int, int]]:
    """Indices of found and gold items matched one to one: best first, of equals those further down."""
    scored = [(score(p, g), i, j) for i, p in enumerate(found) for j, g in enumerate(gold)]
    pairs: list[tuple[int, int]] = []
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    for worth, i, j in sorted(scored, reverse=True):
        if worth < threshold:
            break
        if i not in taken_found and j not in taken_gold:
            taken_found.add(i)
            taken_gold.add(j)
            pairs.append((i, j))
    return pairs


def options(value: Any) -> list[Any]:
    """The right answers: gold may give a list of them."""
    return value if isinstance(value, list) else [value]


def symbol_key(symbol: str | None) -> str:
    """``29 - NQ/TW``, ``029–NQ/TW`` to ``29-NQ/TW``."""
    text = _DASHES.sub("-", unicodedata.normalize("NFC", symbol or "").upper().replace("Ð", "Đ"))
    text = "".join(_NUMBER_GAP.sub(r"\1-", text).split())
    return re.sub(r"^0+(?=\d)", "", text)


def date_begins(found: str | None, gold: str | None) -> bool:
    """Whether a date is the gold's as far as the gold goes (``2025-06-30`` for ``2025``)."""
    return gold is None or (found is not None and str(found).startswith(str(gold)))


def unit_key(unit: str | None) -> str:
    """A unit's words; "%" also where it is spelled out (two words, a point of percent has three)."""
    text = (unit or "").strip()
    if text == "%":
        return text
    folded = key(text)
    if len(folded.split()) == 2 and "%" not in text:
        mention = rule_pack().match("indicators", "unit", canon(text))
        if mention is not None and mention.values.get("kind") == "percent" and mention.end == len(text):
            return "%"
    return folded


@per_pack()
def _label_word() -> re.Pattern[str]:
    single = [key(word) for word in rule_pack().words("outline", "label_words") if len(word.split()) == 1]
    return re.compile(rf"^(?:{'|'.join(single)}) ")


def label_key(label: Any) -> str:
    """``Điều 1`` and ``1`` are one label."""
    return _label_word().sub("", key(str(label or "")))
