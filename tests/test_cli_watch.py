"""``docparse watch`` as the program itself, and when a file counts as still."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from docparse import cli_watch
from docparse.cli import main
from docparse.cli_watch import Settling
from docparse.errors import StoreError

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "corpus" / "documents"


class Watcher:
    """A running ``docparse watch --json`` and what it has told so far."""

    def __init__(self, process: subprocess.Popen[str], told: Path) -> None:
        self.process = process
        self._told = told

    def told(self) -> list[dict[str, Any]]:
        lines = self._told.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def wait(self, files: int) -> list[dict[str, Any]]:
        for _ in range(600):
            if len(told := self.told()) >= files or self.process.poll() is not None:
                return told
            time.sleep(0.1)
        return self.told()


@contextmanager
def watching(folder: Path, tmp_path: Path, *more: str) -> Iterator[Watcher]:
    told = tmp_path / "told.jsonl"
    url = f"sqlite:///{tmp_path}/kho.db"
    command = [sys.executable, "-m", "docparse", "watch", str(folder), "--json", "--settle", "0.5", "--store", url]
    with told.open("w") as out, (tmp_path / "errors").open("w") as err:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [*command, *more],
            stdout=out,
            stderr=err,
            text=True,
            env=environment,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests may ignore it
        )
        try:
            yield Watcher(process, told)
        finally:
            process.kill()
            process.wait()


@pytest.mark.parametrize("more", [(), ("--poll",)], ids=["told by the system", "polled"])
def test_files_are_added_as_they_arrive(tmp_path: Path, more: tuple[str, ...]) -> None:
    pytest.importorskip("watchfiles")
    folder = tmp_path / "đến"
    folder.mkdir()
    shutil.copy(DOCUMENTS / "82-KH-TU.txt", folder)
    with watching(folder, tmp_path, *more) as watcher:
        assert [one["file"] for one in watcher.wait(1)] == ["82-KH-TU.txt"]
        for name in ("~$82.docx", "dang-tai.docx.crdownload", "~tam.tmp", ".an.txt"):
            (folder / name).write_text("dở")
        (folder / "hong.docx").write_text("hỏng")
        assert [(one["file"], one["error"]["code"]) for one in watcher.wait(2)[1:]] == [("hong.docx", "DP110")]
        below = tmp_path / "dời"
        below.mkdir()
        shutil.copy(DOCUMENTS / "3243-KH-UBND.txt", below)
        below.rename(folder / "dời")
        assert [(one["file"], one["status"]) for one in watcher.wait(3)[2:]] == [("3243-KH-UBND.txt", "added")]
        (folder / "82-KH-TU.txt").unlink()
        watcher.process.send_signal(signal.SIGTERM)
        assert watcher.process.wait(60) == 0
        assert len(watcher.told()) == 3
    from docparse import open_store

    with open_store(f"sqlite:///{tmp_path}/kho.db") as store:
        assert {document.symbol for document in store.documents()} == {"82-KH/TU", "3243/KH-UBND"}


def test_a_file_still_being_written_is_read_once_and_whole(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    folder = tmp_path / "den"
    folder.mkdir()
    text = (DOCUMENTS / "3243-KH-UBND.txt").read_bytes()
    with watching(folder, tmp_path, "--settle", "3") as watcher:
        with (folder / "3243.txt").open("wb") as slow:
            for at in range(0, len(text), len(text) // 4):
                slow.write(text[at : at + len(text) // 4])
                slow.flush()
                time.sleep(0.3)
        told = watcher.wait(1)
        watcher.process.send_signal(signal.SIGINT)
        assert watcher.process.wait(60) == 0
    assert [(one["status"], one["document"]["tasks"]) for one in told] == [("added", 94)]


def test_still_is_by_size_and_time_of_change(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a")
    settling = Settling(2)
    settling.see([str(file)], 0)
    assert settling.ready(1.9) == []
    file.write_text("ab")
    assert settling.ready(2) == []
    assert settling.ready(3.9) == []
    assert settling.ready(4) == [str(file)]
    settling.see([str(file)], 5)
    assert not settling
    file.unlink()
    settling.see([str(file)], 6)
    file.write_text("ab")
    settling.see([str(file)], 7)
    assert settling.ready(9) == [str(file)]


def test_once_adds_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(DOCUMENTS / "82-KH-TU.txt", tmp_path)
    (tmp_path / "hong.docx").write_text("hỏng")
    command = ["watch", str(tmp_path), "--once", "--settle", "0", "--store", f"sqlite:///{tmp_path}/kho.db"]
    assert main(command) == 1
    told = capsys.readouterr()
    assert "đã thêm   82-KH-TU.txt: Kế hoạch 82-KH/TU (8 mục tiêu, 20 nhiệm vụ" in told.out
    assert told.err.startswith("lỗi       DP110 hong.docx: ")
    (tmp_path / "hong.docx").unlink()
    assert main(command) == 0
    assert "đã có     82-KH-TU.txt" in capsys.readouterr().out


def test_a_store_that_fails_for_a_while_loses_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(DOCUMENTS / "82-KH-TU.txt", tmp_path)
    keep, failures = cli_watch.keep_each, [StoreError("DP416", "kho", "mất kết nối", "thử lại")] * 2

    def unsteady(*values: Any) -> Iterator[dict[str, Any]]:
        if failures:
            raise failures.pop()
        yield from keep(*values)
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_watch, "keep_each", unsteady)
    monkeypatch.setattr(cli_watch, "_AGAIN", 0)
    monkeypatch.setattr(cli_watch, "_changes", lambda folder, poll: iter([set[str]()] * 5))
    assert main(["watch", str(tmp_path), "--settle", "0", "--store", f"sqlite:///{tmp_path}/kho.db"]) == 0
    told = capsys.readouterr()
    assert told.err == "DP416 kho: mất kết nối; thử lại\n" * 2
    assert "đã thêm   82-KH-TU.txt" in told.out
    assert told.out.endswith("Đã dừng: 1 đã thêm, 0 cập nhật, 0 lỗi\n")


def test_what_cannot_be_watched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["watch", str(tmp_path / "khong-co")]) == 2
    assert capsys.readouterr().err.startswith("DP641 ")
    assert main(["watch", str(tmp_path), "--settle", "nan"]) == 2
    assert "--settle không nhận giá trị “nan”" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["watch", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("DP640 docparse watch: chưa có gói watchfiles; cài thêm: pip install")
