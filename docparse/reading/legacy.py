"""Vietnamese letters of the years before Unicode: TCVN3 (ABC) and VNI, told by font name or by their letters.

Both reuse the signs of Western code pages, so a passage in them looks like "Céng hßa" (TCVN3) or "Coäng hoøa" (VNI).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Literal

Legacy = Literal["tcvn3", "tcvn3-upper", "vni"]

# TCVN 5712:1993, third set: one byte a letter, capitals only for letters without a tone
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_CAPITALS, _TCVN3_PLAIN = "¡¢£¤¥¦§", "¨©ª«¬\u00ad®"  # "ĂÂÊÔƠƯĐ" and the same small
_TONED = "".join(c for c in _TCVN3 if c not in _TCVN3_CAPITALS + _TCVN3_PLAIN)
_MIXED = re.compile(f"[A-Z{_TCVN3_CAPITALS}][{_TONED}]|[{_TONED}][A-Z{_TCVN3_CAPITALS}]")
_SPACED = re.compile(r"[^\W\d_]+")
_TCVN3_MAP = {ord(old): new for old, new in _TCVN3.items()}

# VNI: a letter and the sign of its tone and vowel mark behind it
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0323\u0306", "â": "\u0302",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0323\u0302",
}  # fmt: skip
_VNI_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI_ALONE |= {old.upper(): new.upper() for old, new in _VNI_ALONE.items()}
_TONES = "ùøûõï"
_CIRCUMFLEX = "âáàåãä"
_BREVE = "êéèúüë"
_VNI = re.compile(
    rf"[aA][{_TONES}{_CIRCUMFLEX}{_BREVE}{(_TONES + _CIRCUMFLEX + _BREVE).upper()}]"
    rf"|[eEoO][{_TONES}{_CIRCUMFLEX}{(_TONES + _CIRCUMFLEX).upper()}]"
    rf"|[uUyYiIôÔöÖ][{_TONES}{_TONES.upper()}]|[{''.join(_VNI_ALONE)}]"
)

# VISCII (RFC 1456): one byte a letter; six capitals stand among the control signs
_VISCII = dict(
    zip(
        (0x02, 0x05, 0x06, 0x14, 0x19, 0x1E, *range(0x80, 0x100)),
        "ẲẴẪỶỸỴẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕ"
        "ắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
        "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
)

JOINED = "\u034f"  # a combining sign that prints nothing
_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)}  # letters of fonts that are symbols to Windows
_PRIVATE |= {0x3BC: 0xB5, 0xFFFE: 0x2D, 0x02: 0x2D}
_HYPHENED = re.compile(r"(?:[^\W\d_]|[\xa1-\xff])*(?:-(?:[^\W\d_]|[\xa1-\xff])*)+(?!\d)")

_SUSPECT = bytes(range(0xA1, 0x100))
_UNICODE = re.compile(r"[ăđơưĂĐƠƯ\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# what a Vietnamese syllable can be: onset, vowels, coda
_SYLLABLE = re.compile(
    r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    r"(?:iê|yê|ươ|uô|uâ|uê|uơ|uy|oa|oă|oe|ia|ya|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iêu|yêu|iu|oi|ôi|ơi|ui|ưi|ưu|uôi|ươi|ươu"
    r"|oai|oay|oeo|uây|uya|uyê|uyu|uêu|oao|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?$"
)
_STEP = 2000  # characters counted at a time
_SURE = 0.9  # share of syllables
_LEAST = 3  # words with marks before statistics say anything


def of_font(font: str | None) -> Legacy | None:
    """The encoding that a font's name tells: ".VnTime", ".VnArialH" (capitals), "VNI-Times"."""
    if not font:
        return None
    name = font.strip(" '\"").casefold()
    if name.startswith(".vn"):
        return "tcvn3-upper" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) else None


def convert(text: str, encoding: Legacy) -> str:
    """The text in Unicode, NFC. Needs the text as stored: the soft hyphen is a letter of TCVN3."""
    if encoding == "vni":
        return unicodedata.normalize("NFC", _VNI.sub(lambda m: _vni(m.group()), text))
    found = text.translate(_TCVN3_MAP)
    if encoding == "tcvn3-upper":
        return found.upper()
    return _with_capitals(text, found) if _MIXED.search(text) else found


def in_place(text: str, encoding: Legacy) -> str:
    """The same for the glyphs of a PDF: as many letters as before, where two become one ``JOINED`` stands for the
    second. The "ư" of TCVN3, whose code most PDFs give as a hyphen, is told by the syllable that it makes."""
    text = text.translate(_PRIVATE)
    if encoding == "vni":
        return _VNI.sub(lambda m: unicodedata.normalize("NFC", _vni(m.group())).ljust(len(m.group()), JOINED), text)
    return convert(_HYPHENED.sub(_soft_hyphens, text), encoding)


def _soft_hyphens(found: re.Match[str]) -> str:
    pieces = found.group().split("-")
    out = pieces[0]
    for before, after in pairwise(pieces):
        syllable = f"{before}\u00ad{after}".translate(_TCVN3_MAP).lower()
        out += ("\u00ad" if _is_syllable(syllable) else "-") + after
    return out


def _with_capitals(text: str, found: str) -> str:
    """TCVN3 has no capitals with a tone, and typists wrote "HO¹CH" and "KÕ HO¹CH": the whole word in capitals where
    its other letters show it, or, with one letter that shows it, the words beside it."""
    words = list(_SPACED.finditer(found))
    cases = [_case(text[m.start() : m.end()]) for m in words]
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        for k in order:
            beside = {cases[n] for n in (k - 1, k + 1) if 0 <= n < len(words) and _same_line(found, words, k, n)}
            if cases[k] == "either" and "upper" in beside and "lower" not in beside:
                cases[k] = "upper"
    out, at = [], 0
    for m, case in zip(words, cases, strict=True):
        out += [found[at : m.start()], m.group().upper() if case == "upper" else m.group()]
        at = m.end()
    return "".join(out) + found[at:]


def _same_line(text: str, words: list[re.Match[str]], k: int, n: int) -> bool:
    first, second = sorted((k, n))
    return "\n" not in text[words[first].end() : words[second].start()]


def _case(word: str) -> str:
    """Of a word in TCVN3: ``upper``, ``lower``, ``either`` where the letters with a tone leave it open, ``none``
    for what is no syllable."""
    shown = [(at, c.isupper() or c in _TCVN3_CAPITALS) for at, c in enumerate(word) if _shows(c)]
    if any(not upper for _, upper in shown):
        return "lower"
    if any(at for at, _ in shown):
        return "upper" if _is_syllable(word.translate(_TCVN3_MAP).lower()) else "none"
    return "either"


def _shows(letter: str) -> bool:
    """The letter has a small and a capital form in TCVN3."""
    return (letter.isascii() and letter.isalpha()) or letter in _TCVN3_PLAIN or letter in _TCVN3_CAPITALS


def viscii(western: str) -> str | None:
    """The text of VISCII bytes that were read as Latin-1, where it is Vietnamese."""
    text = western.translate(_VISCII)
    return text if syllables(text[:200_000]) > _SURE else None


def _vni(piece: str) -> str:
    letter = _VNI_ALONE.get(piece[0], piece[0])
    return letter + _VNI_MARKS[piece[1].lower()] if len(piece) > 1 else letter


def told_by_letters(text: str) -> Legacy | None:
    """The encoding of a text whose fonts are unknown; None for Unicode and wherever the letters do not decide."""
    sample = text[:200_000]
    western = sample.encode("latin-1", "ignore")
    odd = len(western) - len(western.translate(None, _SUSPECT))
    if odd < _LEAST or _is_unicode(sample, odd):
        return None
    best: Legacy | None = None
    least = max(0.8, syllables(sample) + 0.15)
    guesses: tuple[Legacy, ...] = ("tcvn3", "vni")
    for encoding in guesses:
        share = syllables(convert(sample, encoding))
        if share > least:
            best, least = encoding, share
    return best


def _is_unicode(text: str, odd: int) -> bool:
    """Letters that only Unicode has are more than a tenth of the ``odd`` ones; counted no further than need be."""
    count = 0
    for at in range(0, len(text), _STEP):
        count += len(_UNICODE.findall(text, at, at + _STEP))
        if count * 10 > odd:
            return True
    return False


def syllables(text: str) -> float:
    """The share of words with marks that are Vietnamese syllables; 0 where there are too few to tell."""
    words = [w for w in _WORD.findall(unicodedata.normalize("NFC", text)) if not w.isascii()]
    if len(words) < _LEAST:
        return 0.0
    return sum(map(_is_syllable, words)) / len(words)


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.isupper() or word[1:].islower()):
        return False
    bare, tones = _TONE.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and bool(_SYLLABLE.match(unicodedata.normalize("NFC", bare)))
