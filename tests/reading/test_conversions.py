"""Real Word files that LibreOffice wrote out as .odt and .doc say word for word what they say as .docx."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docparse.reading import office, read
from tests.reading.helpers import SHARED, check

FILES = sorted((SHARED / "documents").glob("*.docx"))
pytestmark = [
    pytest.mark.skipif(not FILES, reason="no shared documents here"),
    pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed here"),
]


@pytest.fixture(scope="module", params=["odt", "doc"])
def converted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every file in the other format, all through one run."""
    folder = tmp_path_factory.mktemp(request.param)
    subprocess.run(
        [str(office.program()), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", request.param, "--outdir", str(folder), *map(str, FILES)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return [folder / f"{path.stem}.{request.param}" for path in FILES]


def lines(path: Path) -> list[list[str]]:
    """Lines of paragraphs and tables, cells apart; empty cells, with which LibreOffice fills rows up, left out."""
    source = read(path)
    check(source)
    return [[cell for cell in map(str.strip, line.split("|")) if cell] for line in source.text.split("\n")]


def test_text_is_the_same(converted: list[Path]) -> None:
    for path, other in zip(FILES, converted, strict=True):
        assert lines(other) == lines(path), path.name
