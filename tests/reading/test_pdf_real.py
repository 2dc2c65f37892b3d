"""Real PDFs: what they hold, and what becomes of them when they are cut off or their bits are turned over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.errors import ReadError
from docparse.model import Source
from docparse.reading import read, read_bytes
from docparse.reading.pdf_fonts import is_garbled, plausible
from tests.reading.helpers import SHARED, cells, check

FILES = sorted((SHARED / "documents").glob("*.pdf"))
pytestmark = pytest.mark.skipif(not FILES, reason="no shared documents here")


@pytest.fixture(autouse=True)
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # where Tesseract is looked for


def read_or_code(reading: Callable[[], Source]) -> Source | str:
    try:
        return reading()
    except ReadError as error:
        return error.code


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name[:20])
def test_vietnamese_in_whole_blocks_or_the_scan_is_said(path: Path) -> None:
    source = read_or_code(lambda: read(path))
    if isinstance(source, str):
        assert source == "DP142"
        return
    check(source)
    assert plausible(source.text) > 0.93
    assert not is_garbled(source.text)
    assert all(block.origin.page for block in source.blocks)
    pages = [block.origin.page or 0 for block in source.blocks]
    assert pages == sorted(pages)
    assert not re.search(r"[\u0370-\u1dff\ue000-\uf8ff]|[^\W\d_][‡·˙]", source.text)


def test_repaired_fonts() -> None:
    path = next((p for p in FILES if p.name.startswith("1105")), None)
    if path is None:
        pytest.skip("not here")
    source = read(path)
    assert [w.code for w in source.warnings] == ["DP223"]
    assert cells(source, source.blocks[0])[0][1].startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert len([block for block in source.blocks if block.rows]) == 3


@pytest.mark.parametrize("seed", range(24))
def test_cut_off_and_turned_bits(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(FILES[seed % len(FILES)].read_bytes())
    if seed % 3 == 0:
        del data[chance.randrange(200, len(data)) :]
    for _ in range((1, 20, 2000)[seed % 3]):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    found = read_or_code(lambda: read_bytes(bytes(data), "a.pdf"))
    if isinstance(found, str):
        assert found in {"DP103", "DP140", "DP141", "DP142", "DP143", "DP144", "DP145"}
    else:
        check(found)
