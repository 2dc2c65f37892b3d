"""The words of a file as others read them: the XML itself, lxml, pypdf, LibreOffice."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from docparse.reading import office
from docparse.reading.pdf_fonts import is_garbled
from tests.reading.helpers import W_NS

_W = f"{{{W_NS}}}"
_OFTEN = 3  # pages on which a line is a running head
_HEAD = 60  # lines of a page in which one may stand, the header of a table that goes on among them


def words(text: str) -> list[str]:
    """Small letters and figures, NFC, in their order."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ").lower())


def independent(path: Path) -> tuple[list[str], list[str]]:
    """The words, without and with repeated heads of pages; skips the test where nobody else can read the file."""
    pages = [page.split("\n") for page in _READERS[path.suffix](path).split("\f")]
    often = Counter(line for page in pages for line in {_bare(line) for line in page[:_HEAD]})
    seen: set[str] = set()
    once = []
    for page in pages:
        for number, line in enumerate(page):
            bare = _bare(line)
            if len(pages) > 1 and (not bare or (number < _HEAD and often[bare] >= _OFTEN and bare in seen)):
                continue
            seen.add(bare)
            once.append(line)
    return words("\n".join(once)), words("\n".join(line for page in pages for line in page))


def _bare(line: str) -> str:
    """A line without its figures: heads count pages and editions."""
    return re.sub(r"[\d\s]+", " ", line).strip()


def _plain(path: Path) -> str:
    return path.read_text("utf-8-sig")


def _markdown(path: Path) -> str:
    return re.sub(r"\*+|\[\d+\]", "", _plain(path))


def _docx(path: Path) -> str:
    lines = []
    with zipfile.ZipFile(path) as archive:
        for part in ("document", "footnotes", "endnotes"):
            if f"word/{part}.xml" in archive.namelist():
                root = etree.fromstring(archive.read(f"word/{part}.xml"))
                etree.strip_elements(root, "{*}Fallback", with_tail=False)
                lines += ["".join(_run(node) for node in p.iter()) for p in root.iter(f"{_W}p")]
    return "\n".join(lines)


def _run(node: etree._Element) -> str:
    return (node.text or "") if node.tag == f"{_W}t" else " " if node.tag in (f"{_W}tab", f"{_W}br") else ""


def _html(path: Path) -> str:
    root = html.fromstring(path.read_bytes())
    for node in root.xpath("//script|//style|//title"):
        node.drop_tree()
    for node in root.iter("p", "div", "td", "br", "li", "tr"):
        node.tail = f"\n{node.tail or ''}"
    return "".join(root.itertext())


def _pdf(path: Path) -> str:
    pypdf = pytest.importorskip("pypdf")
    text = "\f".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    if len(words(text)) < 100 or is_garbled(text):
        pytest.skip("a scan, or letters that only a repair of its fonts tells")
    return text


def through_office(path: Path) -> str:
    """The text that LibreOffice writes out; skips the test where it is not installed."""
    if office.program() is None:
        pytest.skip("LibreOffice is not installed here")
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [str(office.program()), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
             "txt:Text (encoded):UTF8", "--outdir", folder, str(path)],
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
        return Path(folder, f"{path.stem}.txt").read_text("utf-8-sig")


_READERS: dict[str, Callable[[Path], str]] = {
    ".txt": _plain, ".md": _markdown, ".docx": _docx, ".htm": _html, ".html": _html, ".pdf": _pdf,
    ".doc": through_office,
}  # fmt: skip
