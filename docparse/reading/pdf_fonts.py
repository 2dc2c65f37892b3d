"""Fonts whose text cannot be copied: what was lost is told from the numbers that are left, or said.

Two losses are common in Vietnamese files. A subset without a Unicode table gives glyph numbers instead of letters;
the Microsoft text fonts share one order of glyphs, so that the numbers tell the letters. A symbolic font has its
Windows letters read as Macintosh ones. Each font is judged by itself, by how Vietnamese its text becomes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from docparse.reading.pdf_words import OTHER, TWICE, is_syllable

_ODD = re.compile(
    r"[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\u0180-\u019f\u01a2-\u01ae\u01b1-\u02ff\u0370-\u1e9f\u1efa-\u1fff\ue000-\uf8ff\ufffd]"
)
_GLYPHLIKE = re.compile(r"[‡·˙ÌÓÏÎÍ˝ıˆ˜¯˘˚¸˛ˇ„‰¬√∆∫ªºΩæø¿¡¢£§¶ß®©´¨≠ÆØ∞±≤≥¥µ∂∑∏π]")
_CAPITALS = "ÌÓÍ"  # of those signs, letters of Vietnamese
_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf0e0\uf076\uf06e\uf0f0\uf0be"
_MARKED = re.compile("[ăâđêôơư\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")
_TORN, _FEW = 0.16, 20  # share of words that are no words, and of how many at least
_SAMPLE = 4000  # letters of a font looked at

# Glyph numbers of the Microsoft text fonts: 3 is the space; then ASCII, then the Macintosh letters.
_MAC = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
_FIXED = {number + 3: chr(number + 0x20) for number in range(95)}
_FIXED |= {98 + k: letter for k, letter in enumerate(_MAC)}
_FIXED |= {255: "đ", 258: "Ă", 259: "ă", 264: "Đ", 428: "Ĩ", 429: "ĩ", 457: "Ũ", 458: "ũ", 483: "Ỳ", 484: "ỳ"}
_BASES = (0x4A4, 0x328)  # number of "Ạ" in the upright and the slanted Times New Roman
_HORNS = "ƠơƯư"  # stand 58 glyphs before "Ạ" in either


def odd_share(text: str) -> float:
    """Share of the letters that no Vietnamese text has: control codes, private and foreign letters."""
    printed = len(text) - text.count(" ")
    odd = sum(1 for c in _ODD.findall(text) if c not in _BULLETS) + _misread(text)
    return odd / printed if printed else 0.0


def _misread(text: str) -> int:
    """Signs within words, as Macintosh readings of Windows letters give them; "HÓA" has none."""
    return sum(1 for m in _GLYPHLIKE.finditer(text) if m.start() and _follows(text[m.start() - 1], m.group()))


def _follows(before: str, sign: str) -> bool:
    return before.isalpha() and not (sign in _CAPITALS and before.isupper())


def is_garbled(text: str, *, doubtful: bool = False) -> bool:
    """The letters are not those that the page shows; ``doubtful`` where fonts were repaired or the file is cut off."""
    if doubtful and _torn(text) > _TORN:
        return True
    share = odd_share(text)
    if sum(map(str.isalpha, text[:_SAMPLE])) + share * len(text) < 40:
        return share > 0.5
    return share > 0.03 or plausible(text[: _SAMPLE // 2]) < 0.5


def _torn(text: str) -> float:
    """Share of the words that are no syllables, or one letter that stands alone, as where letters are missing."""
    found = [w for w in _WORD.findall(text) if w not in ("x", "X") and not (w.isupper() and w.isascii())]
    torn = sum(len(w) == 1 or not (is_syllable(w) or _plain(w)) for w in found)
    return torn / len(found) if len(found) > _FEW else 0.0


def _plain(word: str) -> bool:
    return word.isascii() and bool(re.search("[aeiouy]", word.lower()))


def plausible(text: str) -> float:
    """Share of the words that can be Vietnamese syllables, or plain ASCII words with vowels."""
    found = good = 0
    for word in _WORD.findall(text):
        if len(word) < 2 or (word.isupper() and word.isascii()):
            continue
        found += 1
        good += is_syllable(word) or _plain(word)
    return good / found if found else 1.0


def decoders(samples: dict[str, str]) -> dict[str, Callable[[str], str]]:
    """For each font (name to sample text, words parted by blanks) what repairs it; sound fonts are left out."""
    out: dict[str, Callable[[str], str]] = {}
    for font, sample in samples.items():
        text = sample[:_SAMPLE]
        best, score = None, _score(text)
        if score > 0.995:
            continue
        for repair in _candidates(text):
            value = _score(repair(text))
            if value > score + 0.003:
                best, score = repair, value
        if best is not None:
            out[font] = best
    return out


def _score(text: str) -> float:
    """How Vietnamese a font's text is: sound letters, then possible syllables."""
    printed = "".join(text.split())
    if not printed:
        return 1.0
    marked = min(len(_MARKED.findall(printed.lower())) * 4 / len(printed), 1.0)
    return (1.0 - odd_share(text)) * 0.5 + plausible(text) * 0.4 + marked * 0.1


def _candidates(text: str) -> Iterable[Callable[[str], str]]:
    if _misread(text):
        yield _windows
    high = sorted({ord(c) for c in text if 0x250 <= ord(c) < 0x1000})
    if high or any(ord(c) < 32 and not c.isspace() for c in text) or _misread(text) or "ÿ" in text:
        bases = {*_BASES, *range(max(0x250, high[-1] - 0x57), high[0] + 1)} if high else {_BASES[0]}
        for base in sorted(bases, key=lambda b: (b not in _BASES, b)):
            yield _numbers(base)


def _windows(text: str) -> str:
    """Macintosh letters back to the bytes, and these to Windows letters."""
    return "".join(_WINDOWS.get(c, c) for c in text)


def _mac_to_windows() -> dict[str, str]:
    out = {}
    for byte in range(0x80, 0x100):
        mac, windows = bytes((byte,)).decode("mac_roman"), bytes((byte,)).decode("cp1252", "ignore")
        if windows and mac != TWICE:
            out[mac] = windows
    return out | {"£": "Á", OTHER: "Ì"}


_WINDOWS = _mac_to_windows()
_VIETNAMESE = "".join(map(chr, [*range(0x1EA0, 0x1EF2), *range(0x1EF4, 0x1EFA)]))


def _numbers(base: int) -> Callable[[str], str]:
    """Glyph numbers to letters, where "Ạ" has the number ``base``."""
    table = dict(_FIXED)
    table.update({base + k: letter for k, letter in enumerate(_VIETNAMESE)})
    table.update({base - 58 + k: letter for k, letter in enumerate(_HORNS)})

    def repair(text: str) -> str:
        return "".join(unicodedata.normalize("NFC", table.get(ord(c), c)) if c != " " else c for c in text)

    return repair
