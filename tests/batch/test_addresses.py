"""Documents in object stores, by fsspec: listed, fetched, refused in coded words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import docparse
from docparse.batch.addresses import fetch, is_address, listed, stays_here
from docparse.cli import main
from docparse.errors import ReadError
from docparse.evaluation.generator import Generator

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def bucket() -> str:
    files = fsspec.filesystem("memory")
    for one in Generator(4):
        files.pipe(f"/kho/nam/{one.name}", one.text.encode())
    files.pipe("/kho/.an/an.txt", b"x")
    files.pipe("/kho/anh.png", b"x")
    files.pipe("/kho/rong.txt", b"")
    return "memory://kho"


def test_what_is_an_address() -> None:
    assert [is_address(p) for p in ("s3://a/b", "memory://a", "file:///a", "a/b", "C:/a", "a b://c", "")] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip
    assert stays_here("memory://a")
    assert not stays_here("s3://a")


def test_folders_are_listed_in_order_without_what_is_hidden(bucket: str) -> None:
    found = list(listed(bucket, frozenset({".txt", ".md"})))
    assert [one.rpartition("/")[2] for one in found] == [*(one.name for one in Generator(4)), "rong.txt"]
    assert list(listed(found[0], frozenset({".txt"}))) == [found[0]]
    assert fetch(found[1]).decode() == Generator(4).document(1).text


@pytest.mark.parametrize("workers", ["1", "2"])
def test_add_reads_an_address(bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: str) -> None:
    url = f"sqlite:///{tmp_path}/kho.db"
    assert main(["add", bucket, "--store", url, "--workers", workers]) == 1
    out, err = capsys.readouterr()
    assert "4 đã thêm, 1 lỗi" in out
    assert "DP103 rong.txt" in err
    with docparse.open_store(url) as store:
        assert sorted(d.file or "" for d in store.documents()) == [one.name for one in Generator(4)]


def test_a_file_address_is_read_by_the_worker(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = Generator(4).document(2)
    (tmp_path / one.name).write_text(one.text, encoding="utf-8")
    url = f"sqlite:///{tmp_path}/kho.db"
    assert main(["add", f"file://{tmp_path}", "--store", url, "--workers", "2"]) == 0
    assert f"đã thêm   {one.name}" in capsys.readouterr().out


def test_what_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReadError, match=r"DP433 memory://khong/co\.txt"):
        fetch("memory://khong/co.txt")
    with pytest.raises(ReadError, match="DP433"):
        fetch("khongcogi://a/b.txt")
    assert main(["add", "khongcogi://a/b", "--store", f"sqlite:///{tmp_path}/kho.db"]) == 1
    assert "DP433" in capsys.readouterr().err


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(ReadError, match=r"DP431 .*docparse\[ray\]"):
        fetch("s3://a/b.txt")
