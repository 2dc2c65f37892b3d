"""Every real file at hand: it parses, its blocks hold, no words are lost."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from docparse.reading import read
from tests.reading.helpers import SHARED, check

FILES = sorted(
    path
    for folder in ("documents", "heads/documents")
    for path in (SHARED / folder).glob("*")
    if path.suffix in (".txt", ".md", ".docx")
)
pytestmark = pytest.mark.skipif(not FILES, reason="no shared documents here")


def letters(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFD", text.replace("Ð", "Đ").lower())
    return Counter(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def raw_words(path: Path) -> Counter[str]:
    if path.suffix != ".docx":
        return letters(re.sub(r"\*+|[_#|]|\[\d+\]", lambda m: "" if "*" in m.group() else " ", path.read_text("utf-8")))
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.DOTALL)
    pieces = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>|<w:br\b|<w:tab/>)", xml)
    return letters(html.unescape("".join(text or (" " if mark else "") for text, mark in pieces)))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_real_file(path: Path) -> None:
    source = read(path)
    check(source)
    assert unicodedata.is_normalized("NFC", source.text)
    assert not re.search(r"(?<!\|)  |\t|\u00a0|\u200b|\u00ad", source.text)
    wanted, found = raw_words(path), letters(source.text)
    assert sum((wanted & found).values()) >= 0.995 * sum(wanted.values())
    assert sum((wanted & found).values()) >= 0.96 * sum(found.values())
