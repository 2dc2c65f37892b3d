"""Bytes to clean text."""

from __future__ import annotations

import unicodedata

import pytest

from docparse.errors import ReadError
from docparse.reading import read_bytes
from docparse.reading.encodings import clean, decode, nearly
from docparse.reading.legacy import _VISCII
from tests.reading.helpers import source_of

TEXT = "Kế hoạch của Ủy ban nhân dân tỉnh Điện Biên về giáo dục"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_encodings(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding), "a.txt").text == TEXT


def test_windows_1258() -> None:
    tones = "\u0300\u0301\u0303\u0309\u0323"  # the code page has letters with vowel marks, and tones apart

    def split(c: str) -> str:
        whole = unicodedata.normalize("NFD", c)
        letter = "".join(x for x in whole if x not in tones)
        return unicodedata.normalize("NFC", letter) + "".join(x for x in whole if x in tones)

    data = "".join(map(split, unicodedata.normalize("NFC", TEXT))).encode("cp1258")
    assert read_bytes(data, "a.txt").text == TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfea", "DP106"),
        (b"caf\xe9 \xa3\xa4\xa5 \xb1\xb2\xb3" * 9, "DP106"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "DP105"),
        (bytes(range(256)) * 4, "DP105"),
        (b"", "DP103"),
        (b" \n\t\n", "DP103"),
        ("﻿".encode(), "DP103"),
        (b"--- *** ...", "DP103"),
    ],
)
def test_wrong_content(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.txt")
    assert caught.value.code == code
    assert str(caught.value).startswith(f"{code} a.txt: ")


def test_clean() -> None:
    odd = "Quy\u1ebft\u00a0\u00d0i\u1ec7n\u2007so\u0302\u0301\u200b \u00adQ\u00d0\ufeff-TTg\u202f1\r\nhai\rba\u2028bốn"
    assert clean(odd) == "Quyết Điện số QĐ-TTg 1\nhai\nba\nbốn"


@pytest.mark.parametrize(("odd", "plain"), [("Q\u0189-TTg", "QĐ-TTg"), ("“a” – … •", "“a” – … •"), ("a\u2011b", "a-b")])
def test_a_sign_is_cleaned_by_itself(odd: str, plain: str) -> None:
    assert clean(odd) == plain


def test_spaces_are_collapsed_and_text_is_nfc() -> None:
    source = source_of(unicodedata.normalize("NFD", "Kế   hoạch \t số 5\n"), "a.txt")
    assert source.text == "Kế hoạch số 5"


def test_decode_names_the_file() -> None:
    with pytest.raises(ReadError, match=r"DP106 x\.md"):
        decode(b"\xff\xfe\x00", "x.md")


OLD = "Kế hoạch của huyện về xây dựng đường, ưu tiên trường học; những nhiệm vụ được giao cho các xã"
TCVN3 = "KÕ ho¹ch cña huyÖn vÒ x©y dùng ®­êng, ­u tiªn tr­êng häc; nh÷ng nhiÖm vô ®­îc giao cho c¸c x·"
VNI = "Keá hoaïch cuûa huyeän veà xaây döïng ñöôøng, öu tieân tröôøng hoïc; nhöõng nhieäm vuï ñöôïc giao cho caùc xaõ"


@pytest.mark.parametrize("old", [TCVN3, VNI], ids=["tcvn3", "vni"])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16"])
def test_letters_from_before_unicode(old: str, encoding: str) -> None:
    assert read_bytes(old.encode(encoding), "a.txt").text == OLD


def test_french_is_no_old_vietnamese() -> None:
    text = "Le décret relatif à la coopération franco-vietnamienne, signé à Hué, a été publié après l'été"
    assert read_bytes(text.encode(), "a.txt").text == text


def test_viscii() -> None:
    text = "Ủy ban nhân dân các huyện, thị xã chịu trách nhiệm thực hiện nhiệm vụ được giao"
    code = {letter: byte for byte, letter in _VISCII.items()}
    assert read_bytes(bytes(code.get(c, ord(c)) for c in text), "a.txt").text == text


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_with_a_few_broken_letters_is_read_and_that_is_said(encoding: str, name: str) -> None:
    data = f"{TEXT}\n{TEXT}".encode(encoding)
    source = read_bytes(data[:-1] if encoding == "utf-16" else data + "ụ".encode()[:2], name)
    assert [w.code for w in source.warnings] == ["DP228"]
    assert source.warnings[0].text.startswith("1 chỗ hỏng bảng mã")
    assert "Ủy ban nhân dân tỉnh Điện Biên" in source.text


def test_how_much_may_be_broken() -> None:
    word = "việc ".encode()
    assert nearly(b"vi\xeac " + word * 10) == "vi\ufffdc " + "việc " * 10
    assert nearly(b"vi\xeac " + word * 9) is None
    assert nearly(word + b"vi\xe1\xbb") == "việc vi\ufffd"
    assert nearly(b"caf\xe9") is None
    assert nearly("\ufffd\ufffd".encode()) == "\ufffd\ufffd"


@pytest.mark.parametrize("old", [TCVN3, VNI], ids=["tcvn3", "vni"])
def test_older_encodings_are_no_broken_utf8(old: str) -> None:
    code = {letter: byte for byte, letter in _VISCII.items()}
    assert nearly(old.encode("latin-1")) is None
    assert nearly(bytes(code.get(c, ord(c) % 256) for c in OLD)) is None
