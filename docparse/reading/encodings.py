"""Bytes to clean text: encodings, NFC, odd spaces and look-alike letters."""

from __future__ import annotations

import re
import unicodedata

from docparse.errors import ReadError
from docparse.reading.symbols import PRIVATE

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\v\u0085\u2028\u2029"
_NOTHING = [
    *range(9), *range(14, 32), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0), 0xAD, 0x61C, 0x180E,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
]  # fmt: skip
_CLEANING = (
    dict.fromkeys(_SPACES, " ") | dict.fromkeys(_LINE_ENDS, "\n") | dict.fromkeys(map(chr, _NOTHING), "")
    | {"\u2011": "-"} | PRIVATE
)  # fmt: skip
_LIKE_D = re.compile(r"(?<=[^\W\d_])[\u00d0\u0189\u00f0\u0256]|[\u00d0\u0189\u00f0\u0256](?=[^\W\d_])")
_D = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
_ODD = re.compile(
    r"[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u01b0\u1ea0-\u1ef9\u2010\u2012-\u2027]"
)
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_LOST = "\ufffd"
_SOUND = 10  # letters with marks for each broken one; of an older encoding nearly all are broken, of damage few are
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY = bytes([*range(9), *range(14, 27), 28, 29, 30, 31])
_BOMS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def clean(text: str) -> str:
    """NFC text with plain spaces, ``\\n`` line ends, Đ for its look-alikes, nothing invisible. Form feeds stay."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if odd := set(_ODD.findall(text)):
        for sign in odd & _CLEANING.keys():
            text = text.replace(sign, _CLEANING[sign])
        if odd & _D.keys():
            text = _LIKE_D.sub(lambda m: _D[m.group()], text)
        text = unicodedata.normalize("NFC", text)
    return text


def decode(data: bytes, where: str) -> str:
    """The text of a text file; raises ReadError DP105 for binary content, DP106 for an unknown encoding.

    Text in letters from before Unicode (TCVN3, VNI) comes in Unicode.
    """
    from docparse.reading.legacy import convert, told_by_letters

    text = _decoded(data, where)
    encoding = told_by_letters(text)
    return convert(text, encoding) if encoding else text


def damaged(text: str) -> str | None:
    """What is said of a text some of whose letters are lost (DP228)."""
    lost = text.count(_LOST)
    return f"{lost} chỗ hỏng bảng mã, mất chữ (thay bằng {_LOST}); hãy so với bản gốc" if lost else None


def nearly(data: bytes, encoding: str = "utf-8") -> str | None:
    """The text with a sign for what is broken in it; None where that is too much for an ``encoding`` that is right."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    lost = text.count(_LOST)
    marked = len(text) - lost - len(text.encode("ascii", "ignore"))
    inside = lost - text.endswith(_LOST)  # a letter cut at the end says nothing about the others
    return text if marked and inside * _SOUND <= marked else None


def _decoded(data: bytes, where: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = nearly(data, encoding)
            if text is None:
                raise _wrong(where)
            return text
    if wide := _wide(data):
        return wide
    if is_binary(data):
        raise ReadError("DP105", where, "nội dung là dữ liệu nhị phân, không phải văn bản",
                        "kiểm tra lại tệp; nếu là bản Word hoặc PDF, đặt lại đúng đuôi tên tệp")  # fmt: skip
    text = nearly(data)
    return _one_byte(data, where) if text is None else text


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every second byte, or three of four, are mostly zero."""
    sample = data[:4096]
    for encoding, size, places in (("utf-32-le", 4, (2, 3)), ("utf-32-be", 4, (0, 1)), ("utf-16-le", 2, (1,)),
                                   ("utf-16-be", 2, (0,))):  # fmt: skip
        zeros = [sample[k::size].count(0) for k in places]
        if len(data) % size or min(zeros) * size < len(sample) * (0.95 if size == 4 else 0.4):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text[:2000]):
            return text
    return None


def _one_byte(data: bytes, where: str) -> str:
    """Windows-1258, or a code page that letters from before Unicode stand in."""
    from docparse.reading.legacy import convert, syllables, told_by_letters, viscii

    western = data.decode("latin-1")
    encoding = told_by_letters(western)
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    if encoding and syllables(convert(western, encoding)) > syllables(text):
        return western  # the caller converts it
    if _plausible(text):
        return text
    if found := viscii(western):
        return found
    raise _wrong(where)


def is_binary(data: bytes) -> bool:
    """Control signs that no text has."""
    sample = data[:65536]
    return len(sample) - len(sample.translate(None, _BINARY)) > len(sample) // 200 or b"\0" in data


def _plausible(text: str) -> bool:
    """Windows-1258 gives letters that Vietnamese has, and not only a chance one among odd signs."""
    letters = sum(map(str.isalpha, text))
    odd = sum(1 for c in text if ord(c) > 126 and not c.isalpha() and c not in "“”‘’–—…•« »\u00a0°²³±×·§")
    return len(_VIETNAMESE.findall(text)) >= max(3, letters // 20) and odd * 50 <= letters


def _wrong(where: str) -> ReadError:
    return ReadError("DP106", where, "không nhận ra bảng mã của văn bản (không phải UTF-8, UTF-16 hay Windows-1258)",
                     "mở tệp bằng Notepad hoặc Word, lưu lại với bảng mã UTF-8 rồi thử lại")  # fmt: skip


def base_letters(text: str) -> str:
    """Small letters without tone and vowel marks: "LUẬN" gives "luan"."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
