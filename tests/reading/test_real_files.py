"""Every real file at hand against an independent extraction: no word lost, none twice, all in their order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from docparse.reading import read
from tests.reading.helpers import SHARED, check
from tests.reading.independent import independent, words

FILES = sorted(path for folder in ("documents", "heads/documents") for path in (SHARED / folder).glob("*.*"))
_TORN = 4  # pieces of words that a source tore apart and reading put together
_HEADS = 20  # words of a head of pages whose lines break in two ways
pytestmark = pytest.mark.skipif(not FILES, reason="no shared documents here")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_words_and_their_order(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other, whole = independent(path)
    monkeypatch.setenv("PATH", "/nowhere")  # where Tesseract is looked for
    source = read(path)
    check(source)
    assert unicodedata.is_normalized("NFC", source.text)
    assert not re.search(r"(?<!\|)  |\t|\u00a0|\u200b|\u00ad", source.text)
    ours = words(source.text)
    wanted, found = Counter(other), Counter(ours)
    both = sum((wanted & found).values())
    assert both >= 0.995 * sum(wanted.values()) - (_HEADS if path.suffix == ".pdf" else _TORN)
    more = found - Counter(whole)
    counted = sum(count for word, count in more.items() if len(word) < 4)  # list numbers, which stand in no text
    assert sum(more.values()) - min(counted, 0.02 * len(ours)) <= 0.005 * len(ours)
    assert LCSseq.similarity(other, ours) >= 0.97 * both
