"""Vietnamese letters of the years before Unicode: TCVN3 (ABC) and VNI, told by font name or by their letters.

Both reuse the signs of Western code pages, so a passage in them looks like "Céng hßa" (TCVN3) or "Coäng hoøa" (VNI).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
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
_SURE = 0.9  # share of syllables
_STEP = 2000  # characters counted at a time
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
    return found.upper() if encoding == "tcvn3-upper" else found


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
