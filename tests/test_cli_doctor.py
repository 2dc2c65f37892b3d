"""``docparse doctor``: what is there, what is missing, what is wrong."""

from __future__ import annotations

import json
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import docparse
from docparse.cli import main
from docparse.store.connection import VERSION

Checks = dict[str, dict[str, Any]]
NAMES = ["docparse", "tệp thường", "LibreOffice", "Tesseract", "đĩa", "kho", "bộ luật"]


def doctor(capsys: pytest.CaptureFixture[str], store: str, *more: str) -> tuple[int, Checks]:
    status = main(["doctor", "--json", "--store", store, *more])
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] == (status == 0)
    return status, {check["name"]: check for check in told["checks"]}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with docparse, two of its packages, and no other program."""
    lines = ["lxml>=5", "PyYAML>=6", "watchfiles>=0.24; extra == 'watch'", "docparse[watch]; extra == 'test'"]
    monkeypatch.setattr(metadata, "requires", lambda name: lines)
    monkeypatch.setattr(metadata, "version", lambda name: _versions(name))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("DOCPARSE_SOFFICE", "")


def _versions(name: str) -> str:
    if name == "watchfiles":
        raise metadata.PackageNotFoundError(name)
    return "1.0"


@pytest.mark.usefixtures("bare")
def test_what_is_missing_is_told_with_the_way_to_get_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, checks = doctor(capsys, f"sqlite:///{tmp_path}/kho.db")
    assert status == 0
    missing = {name: check["how"] for name, check in checks.items() if check["state"] == "thiếu"}
    assert set(missing) == {"LibreOffice", "Tesseract", "watch", "kho"}
    assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in missing["Tesseract"]
    assert "libreoffice.org" in missing["LibreOffice"]
    assert missing["watch"] == "pip install 'docparse[watch]' (chưa có watchfiles)"
    assert missing["kho"] == "thêm văn bản: docparse add TỆP"
    assert not (tmp_path / "kho.db").exists()


@pytest.mark.usefixtures("bare")
def test_a_needed_package_that_is_gone_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda name: ["lxml>=5", "watchfiles"])
    status, checks = doctor(capsys, f"sqlite:///{tmp_path}/kho.db")
    assert status == 1
    assert checks["gói cần thiết"]["how"] == "pip install watchfiles"


def test_a_store_is_described_and_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kho.db"
    with docparse.open_store(f"sqlite:///{file}") as store:
        store.add(docparse.parse_bytes("KẾ HOẠCH\n1. Sở Y tế chủ trì việc này.\n".encode(), "a.txt"))
    before = file.read_bytes()
    _, checks = doctor(capsys, f"sqlite:///{file}")
    assert checks["kho"]["about"].startswith(f"{file} (dạng {VERSION}, 0,")
    assert file.read_bytes() == before
    assert set(NAMES) <= set(checks)


def test_a_store_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kho.db"
    file.write_text("không phải kho" * 100)
    status, checks = doctor(capsys, f"sqlite:///{file}")
    assert status == 1
    assert checks["kho"]["state"] == "lỗi"
    assert checks["kho"]["about"].startswith("DP4")
    status, checks = doctor(capsys, "mysql://x")
    assert status == 1
    assert checks["kho"]["about"].startswith("DP405 mysql://x")


def test_the_rules_are_linted_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, checks = doctor(capsys, f"sqlite:///{tmp_path}/kho.db", "--full")
    assert checks["bộ luật"]["about"].endswith(", không có gì cần sửa")


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--store", f"sqlite:///{tmp_path}/kho.db"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"có     docparse       {docparse.__version__}, Python 3.")
    assert "lỗi" in lines[-1]
