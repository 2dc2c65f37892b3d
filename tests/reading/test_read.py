"""Files that cannot be read: each one coded line."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

import docparse.reading as reading
from docparse.errors import ReadError
from docparse.reading.archive import read_archive


def code_of(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        reading.read(path)
    assert "\n" not in str(caught.value)
    assert caught.value.where == path.name
    return caught.value.code


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert code_of(tmp_path / "khong-co.txt") == "DP101"
    (tmp_path / "thu-muc.txt").mkdir()
    assert code_of(tmp_path / "thu-muc.txt") == "DP102"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("chữ")
    path.chmod(0)
    assert code_of(path) == "DP102"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 10)
    path = tmp_path / "a.txt"
    path.write_text("mười hai chữ cái")
    assert code_of(path) == "DP104"


@pytest.mark.parametrize("name", ["a.pptx", "a.png", "a.odp"])
def test_other_formats(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Một đoạn văn bản")
    assert code_of(path) == "DP107"


def test_without_extension_the_content_decides(tmp_path: Path) -> None:
    path = tmp_path / "van-ban"
    path.write_text("Một đoạn", encoding="utf-8")
    source = reading.read(path)
    assert (source.text, source.format, source.name) == ("Một đoạn", "text", "van-ban")
    path.write_bytes(b"%PDF-1.7 abc")
    assert code_of(path) == "DP140"


def test_name_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Một đoạn".encode())
    source = reading.read(path, name="tai-len.txt")
    assert source.name == "tai-len.txt"
    assert source.sha256 == hashlib.sha256("Một đoạn".encode()).hexdigest()


def test_a_container_is_told_how_it_is_read() -> None:
    with pytest.raises(ReadError, match=r"DP107 goi\.zip: .*docparse add"):
        reading.read_bytes(b"PK\x03\x04", "goi.zip")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.zip", "a.eml", "a"])
def test_a_pipe_is_refused_unopened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    with pytest.raises(ReadError, match=rf"DP102 {name}: không phải tệp thường"):
        reading.read(path)
    (found,) = read_archive(path)
    assert isinstance(found, ReadError)
    assert found.code == "DP102"
