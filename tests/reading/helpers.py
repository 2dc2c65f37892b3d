"""What the reading tests share: reading a string, what a Source must always hold, small .docx files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from docparse.errors import ReadError
from docparse.model import Block, Source
from docparse.reading import read_bytes

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def source_of(text: str, name: str = "a.md") -> Source:
    source = read_bytes(text.encode(), name)
    check(source)
    return source


def code(data: bytes, name: str) -> str:
    """The code of the error that reading gives."""
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    return caught.value.code


def texts(source: Source) -> list[str]:
    return [source.text[b.start : b.end] for b in source.blocks]


def cells(source: Source, block: Block) -> list[list[str]]:
    return [[source.text[c.start : c.end] for c in row] for row in block.rows]


def check(source: Source) -> None:
    """Blocks cover the text in order, joined by line breaks; cells lie in their table, in order."""
    assert source.text == "\n".join(texts(source))
    at = 0
    for block in source.blocks:
        assert block.start == at
        assert block.end > block.start
        assert 0 <= block.bold <= block.end - block.start
        assert bool(block.rows) == (block.kind == "table")
        at = block.end + 1
        place = block.start
        for row in block.rows:
            for cell in row:
                assert place <= cell.start <= cell.end <= block.end
                place = cell.end


def package(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, **others: str) -> bytes:
    """A .docx with this body; ``others`` are further parts: numbering, styles, footnotes (inner XML)."""
    extra = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    relations = "".join(
        f'<Relationship Id="r{k}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for k, name in enumerate(others)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind.format(long)}"/>'
        for name, long in (("document", "document.main"), *((name, name) for name in others))
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="r" Type="{_OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W_NS}" {extra}><w:body>{body}</w:body></w:document>',
    }
    for name, content in others.items():
        parts[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{W_NS}">{content}</w:{name}>'
    return package(parts)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    piece = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{piece}</w:p>"
