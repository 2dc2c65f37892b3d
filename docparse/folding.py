"""Two keys for comparing Vietnamese text, both exactly as long as the text, so that offsets carry over.

``canon`` keeps diacritics and unifies what two careful writers write differently (case, tone placement
"hoà/hòa", "kĩ/kỹ", dashes, quotes, spaces). ``fold`` also drops diacritics: "Đ" becomes "d".
Both expect NFC text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = "\u00a0\u2007\u2009\u202f\t"
_PUNCTUATION = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_SPACES, " "), **dict.fromkeys("“”„«»", '"'), "’": "'"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _compose(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


_TONE_MOVES = {  # tone on the second vowel of an open syllable goes to the first: hoà -> hòa
    first + _compose(second, tone): _compose(first, tone) + second
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_TONE_MOVE = re.compile("(?<!q)(?:{})(?![^\\W\\d_])".format("|".join(_TONE_MOVES)))
_SHORT_I = {"i": "y", **{_compose("i", t): _compose("y", t) for t in _TONES}}
_SHORT_I_SYLLABLE = re.compile("(?<![^\\W_])(?:[hklmst]|qu)[{}](?![^\\W_])".format("".join(_SHORT_I)))
_LOWER = {
    **{ord(c): c.lower() for c in map(chr, range(0x41, 0x250)) if len(c.lower()) == 1},
    **{ord(c): c.lower() for c in map(chr, range(0x1E00, 0x1F00)) if len(c.lower()) == 1},
    **{ord(k): v for k, v in _PUNCTUATION.items()},
    ord("Ð"): "đ",
    ord("ð"): "đ",
    ord("Ɖ"): "đ",
}


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


_BARE = {
    code: _bare(chr(code))
    for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00))
    for code in block
    if unicodedata.decomposition(chr(code)) and not unicodedata.decomposition(chr(code)).startswith("<")
} | {ord("đ"): "d"}


def _move_tone(match: re.Match[str]) -> str:
    return _TONE_MOVES[match[0]]


def _long_y(match: re.Match[str]) -> str:
    return match[0][:-1] + _SHORT_I[match[0][-1]]


def canon(text: str) -> str:
    """Lower case, one spelling for tone placement, i/y, dashes, quotes and spaces; same length as ``text``."""
    return _SHORT_I_SYLLABLE.sub(_long_y, _TONE_MOVE.sub(_move_tone, text.translate(_LOWER)))


def fold(text: str) -> str:
    """``canon`` without diacritics (đ becomes d); same length as ``text``."""
    return canon(text).translate(_BARE)


@lru_cache(maxsize=65536)
def fold_key(text: str) -> str:
    """Folded words joined by single spaces, punctuation dropped: for comparing names."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(unicodedata.normalize("NFC", text))))
