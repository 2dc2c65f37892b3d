"""Every real file at hand against an independent extraction: no word lost, none twice, all in their order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from docparse.reading import read
from tests.reading.helpers import SHARED, check
from tests.reading.independent import independent, through_office, words

FILES = sorted(path for folder in ("documents", "heads/documents") for path in (SHARED / folder).glob("*.*"))
PAGES = [path for path in FILES if path.suffix in (".htm", ".html")]
_HEADS = 20  # words of a head of pages whose lines break in two ways
pytestmark = pytest.mark.skipif(not FILES, reason="no shared documents here")


def differences(other: list[str], ours: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Words that only ``other`` has and words that only ``ours`` has; one cut in two ways is one word."""
    lost, more = Counter[str](), Counter[str]()
    for same, steps in groupby(LCSseq.opcodes(other, ours), key=lambda step: step.tag == "equal"):
        if not same:
            found = list(steps)
            here = [word for step in found for word in other[step.src_start : step.src_end]]
            there = [word for step in found for word in ours[step.dest_start : step.dest_end]]
            if "".join(here) != "".join(there):
                lost.update(here)
                more.update(there)
    return lost - more, more - lost


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_words_and_their_order(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other, whole = independent(path)
    monkeypatch.setenv("PATH", "/nowhere")  # where Tesseract is looked for
    source = read(path)
    check(source)
    assert unicodedata.is_normalized("NFC", source.text)
    assert not re.search(r"(?<!\|)  |\t|\u00a0|\u200b|\u00ad", source.text)
    ours = words(source.text)
    lost, more = differences(other, ours)
    assert sum(lost.values()) <= 0.005 * len(other) + (_HEADS if path.suffix == ".pdf" else 0)
    more -= Counter(whole) - Counter(other)
    counted = sum(count for word, count in more.items() if len(word) < 4)  # list numbers, which stand in no text
    assert counted <= 0.02 * len(ours)
    assert sum(more.values()) - counted <= (0.005 * len(ours) if path.suffix == ".pdf" else 0)
    assert LCSseq.similarity(other, ours) >= 0.97 * (len(other) - sum(lost.values()))


@pytest.mark.skipif(not PAGES, reason="no pages here")
@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_pages_word_by_word(path: Path) -> None:
    ours = words(read(path).text)
    assert ours == independent(path)[0]
    lost, _ = differences(words(through_office(path)), ours)  # LibreOffice itself loses tables that float
    assert not lost
