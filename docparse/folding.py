"""Two keys for comparing Vietnamese text, both exactly as long as the text, so that offsets carry over.

``canon`` keeps diacritics and unifies what two careful writers write differently (case, tone placement
"hoà/hòa", "kĩ/kỹ", dashes, quotes, spaces). ``fold`` also drops diacritics: "Đ" becomes "d".
Both expect NFC text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = "\u00a0\u2007\u2009\u202f\t"
_PLAIN = (
    *((sign, "-") for sign in _DASHES), *((sign, " ") for sign in _SPACES), *((sign, '"') for sign in "“”„«»"),
    ("’", "'"), ("\u00f0", "đ"), ("\u0256", "đ"),
)  # fmt: skip
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _compose(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


_VIETNAMESE = "ăâđêôơư" + "".join(_compose(vowel, tone) for vowel in "aăâeêioôơuưy" for tone in _TONES)
_TONE_MOVES = {  # tone on the second vowel of an open syllable goes to the first: hoà -> hòa
    first + _compose(second, tone): _compose(first, tone) + second
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_TONED = "|".join(f"{v}[{''.join(move[1] for move in _TONE_MOVES if move[0] == v)}]" for v in "ou")
_TONE_MOVE = re.compile(rf"(?:{_TONED})(?<!q..)(?![^\W\d_])")
_SHORT_I = {"i": "y", **{_compose("i", t): _compose("y", t) for t in _TONES}}
# the vowel comes first, what stands around it after: "i" is rarer than a letter that may begin a syllable
_SHORT_I_VOWEL = re.compile(rf"[{''.join(_SHORT_I)}](?![^\W_])(?:(?<=[hklmst].)(?<![^\W_]..)|(?<=qu.)(?<![^\W_]...))")


def _letter(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


_BARE = {
    code: _letter(chr(code))
    for block in (range(0xC0, 0x250), range(0x1E00, 0x1F00))
    for code in block
    if unicodedata.decomposition(chr(code)) and not unicodedata.decomposition(chr(code)).startswith("<")
} | {ord("đ"): "d"}
_BARE_LETTERS = tuple((letter, _BARE[ord(letter)]) for letter in _VIETNAMESE)
_SPACED = bytes(c if c < 128 and chr(c).isalnum() and not chr(c).isupper() else 0x20 for c in range(256))
_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ASCII = bytes(range(128))


def _move_tone(match: re.Match[str]) -> str:
    return _TONE_MOVES[match[0]]


def _long_y(match: re.Match[str]) -> str:
    return _SHORT_I[match[0]]


def canon(text: str) -> str:
    """Lower case, one spelling for tone placement, i/y, dashes, quotes and spaces; same length as ``text``."""
    text = text.replace("\u0130", "i").lower()  # the one letter whose small form is two code points
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    return _SHORT_I_VOWEL.sub(_long_y, _TONE_MOVE.sub(_move_tone, text))


def canon_all(texts: Sequence[str]) -> list[str]:
    """``canon`` of each text; one call for many short ones is far cheaper than one for each."""
    if any("\n" in text for text in texts):
        return [canon(text) for text in texts]
    return canon("\n".join(texts)).split("\n") if texts else []


def bare(keys: str) -> str:
    """``canon`` text without diacritics (đ becomes d); same length."""
    for letter, plain in _BARE_LETTERS:
        keys = keys.replace(letter, plain)
    rest = keys.encode("utf-8", "surrogatepass").translate(None, _ASCII)  # little is left: quicker to search
    return keys.translate(_BARE) if rest and _MARKED.search(rest.decode("utf-8", "surrogatepass")) else keys


def bare_all(keys: Sequence[str]) -> list[str]:
    """``bare`` of each key; one call for many short ones is far cheaper than one for each."""
    if any("\n" in key for key in keys):
        return [bare(key) for key in keys]
    return bare("\n".join(keys)).split("\n") if keys else []


def fold(text: str) -> str:
    """``canon`` without diacritics (đ becomes d); same length as ``text``."""
    return bare(canon(text))


def fold_all(texts: Sequence[str]) -> list[str]:
    """``fold`` of each text; one call for many short ones is far cheaper than one for each."""
    plain = [text for text in texts if "\n" not in text]
    folded = iter(bare_all(canon_all(plain)))
    return [fold(text) if "\n" in text else next(folded) for text in texts]


def spaced(folded: str) -> str:
    """Text as ``fold`` gives it with a space for all that is no letter or digit; same length."""
    return folded.encode("ascii", "replace").translate(_SPACED).decode("ascii")


@lru_cache(maxsize=65536)
def fold_key(text: str) -> str:
    """Folded words joined by single spaces, punctuation dropped: for comparing names."""
    return " ".join(spaced(fold(unicodedata.normalize("NFC", text))).split())
