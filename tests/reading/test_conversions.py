"""Real Word files that LibreOffice wrote out as .odt and .doc say word for word what they say as .docx."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docparse.reading import office, read, read_bytes
from tests.reading.helpers import SHARED, check, paragraph, texts, word

FILES = sorted((SHARED / "documents").glob("*.docx"))
pytestmark = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed here")
_STYLES = (
    '<w:style w:type="character" w:styleId="A"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="D"><w:name w:val="Dam"/><w:rPr><w:b/></w:rPr></w:style>'
)
_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_DELETED = '<w:rPr><w:del w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z"/></w:rPr>'
_MADE = word(
    paragraph("Một", _NUMBERED + _DELETED) + paragraph(" nối") + paragraph("Hai", _NUMBERED)
    + '<w:p><w:r><w:t>Cột</w:t><w:br w:type="column"/><w:t>Sau</w:t></w:r></w:p>'
    + '<w:p><w:r><w:rPr><w:rStyle w:val="A"/></w:rPr><w:t>ẩn</w:t></w:r>'
    '<w:r><w:rPr><w:rStyle w:val="D"/></w:rPr><w:t>đậm</w:t></w:r>'
    '<w:r><w:t xml:space="preserve"> nhạt</w:t></w:r></w:p>',
    styles=_STYLES, numbering=_LIST,
)  # fmt: skip


@pytest.fixture(scope="module", params=["odt", "doc"])
def converted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every file in the other format by its stem, all through one run."""
    folder = tmp_path_factory.mktemp(request.param)
    made = folder / "made.docx"
    made.write_bytes(_MADE)
    files = [made, *FILES]
    subprocess.run(
        [str(office.program()), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", request.param, "--outdir", str(folder), *map(str, files)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return {path.stem: folder / f"{path.stem}.{request.param}" for path in files}


def lines(path: Path) -> list[list[str]]:
    """Lines of paragraphs and tables, cells apart; empty cells, with which LibreOffice fills rows up, left out."""
    source = read(path)
    check(source)
    return [[cell for cell in map(str.strip, line.split("|")) if cell] for line in source.text.split("\n")]


@pytest.mark.skipif(not FILES, reason="no shared documents here")
def test_text_is_the_same(converted: dict[str, Path]) -> None:
    for path in FILES:
        assert lines(converted[path.stem]) == lines(path), path.name


def test_joined_paragraphs_column_breaks_and_styles_of_letters(converted: dict[str, Path]) -> None:
    source = read(converted["made"])
    check(source)
    assert texts(source) == ["1. Một nối", "2. Hai", "Cột", "Sau", "đậm nhạt"]
    assert source.blocks[-1].bold == len("đậm")
    assert texts(read_bytes(_MADE, "made.docx")) == texts(source)
