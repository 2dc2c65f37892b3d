"""Whether a word can be a Vietnamese syllable: initial, rhyme and tone, from ``rules/syllables.yaml``."""

from __future__ import annotations

import unicodedata

from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED_TONES = frozenset("\u0301\u0323")  # sắc, nặng
_FRONT = frozenset("eêiy")
_LONGEST = 7  # letters: nghiêng
_RULES = "syllables"


@per_pack()
def _inventory() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in rule_pack().file(_RULES).lists.items()}


@per_pack()
def _shapes() -> frozenset[str]:
    """All syllables without their tones."""
    lists = _inventory()
    out: set[str] = set()
    for initial in ("", *lists["initials"]):
        rhymes = lists["rhymes"] | lists["qu_rhymes"] if initial == "qu" else lists["rhymes"]
        for rhyme in rhymes:
            if _fits(lists, initial, rhyme):
                # "gì", "giết": the letters of initial and rhyme that meet are written once
                out.add("g" + rhyme if initial == "gi" and rhyme.startswith("i") else initial + rhyme)
    return frozenset(out)


def _fits(lists: dict[str, frozenset[str]], initial: str, rhyme: str) -> bool:
    front = rhyme[0] in _FRONT
    if initial in lists["front_initials"] and not front:
        return False
    if initial in lists["back_initials"] and front:
        return False
    if rhyme in lists["y_rhymes"]:
        return initial in ("", "qu")
    return initial != "" or not rhyme.startswith("iê")


def _parted(word: str) -> tuple[str, list[str]]:
    """The letters without tones, and the tones; ``word`` in lower case."""
    letters = unicodedata.normalize("NFD", word)
    tones = [sign for sign in letters if sign in _TONES]
    return unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in _TONES)), tones


@per_pack(8192)
def is_syllable(word: str) -> bool:
    """Whether a word in lower case is a syllable as one may write it, "hòa" or "hoà", "kỹ" or "kĩ"."""
    if len(word) > _LONGEST:
        return False
    shape, tones = _parted(word)
    lists = _inventory()
    if len(tones) > 1:
        return False
    known = shape in _shapes() or (shape.endswith("y") and shape[:-1] in (*lists["y_initials"], ""))
    if not known:
        return False
    stopped = any(shape.endswith(stop) for stop in lists["stops"])
    return not stopped or (bool(tones) and tones[0] in _STOPPED_TONES)


def is_loan(word: str) -> bool:
    """Whether a word in lower case is one of the foreign words of the list."""
    return word in _inventory()["loans"]


__all__ = ["is_loan", "is_syllable"]
