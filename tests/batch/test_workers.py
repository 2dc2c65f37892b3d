"""``docparse add --workers``: the same as with one, whatever happens to a worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import docparse
from docparse.batch.local import LocalPool
from docparse.batch.schedule import ordered
from docparse.batch.work import Job, parse_job
from docparse.cli import main
from docparse.errors import DocparseError
from docparse.evaluation.generator import Generator
from docparse.evaluation.generator_files import ANSWERS, write_files
from docparse.model import Plan
from docparse.reading import isolation
from tests.reading.helpers import paragraph, word

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"

posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def die_at_first(job: Job) -> str:
    """Ends its process the first time a job is done, or each time for "always"."""
    mark = Path(job.path)
    if job.name == "always" or (job.name == "once" and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return job.name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts, a Word file, an archive's worth of trouble: a damaged and an empty file, one of an unknown form."""
    write_files(Generator(12), tmp_path / "vao")
    (tmp_path / "vao" / ANSWERS).unlink()
    (tmp_path / "vao" / "a.docx").write_bytes(word(paragraph("Sở Y tế chủ trì, phối hợp với Sở Tài chính khám bệnh.")))
    (tmp_path / "vao" / "b.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "vao" / "c.txt").write_bytes(b"")
    (tmp_path / "vao" / "d.xyz").write_bytes(b"x")
    return tmp_path / "vao"


def added(folder: Path, store: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str, object]:
    url = f"sqlite:///{store}"
    status = main(["add", str(folder), "--store", url, *more])
    out, err = capsys.readouterr()
    with docparse.open_store(url) as opened:
        plans = [opened.plan(document.id) for document in opened.documents()]
    return status, out.replace(str(store), "KHO"), err, plans


def test_several_workers_give_what_one_gives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = added(folder, folder.parent / "mot.db", capsys)
    two = added(folder, folder.parent / "hai.db", capsys, "--workers", "2")
    assert two == one
    assert one[0] == 1
    assert "DP111" in one[2]
    assert one[1].count("đã thêm") == 14
    assert not isolation._alive


def test_rules_of_an_office_reach_the_workers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = folder.parent / "luat"
    rules.mkdir()
    one = added(folder, folder.parent / "mot.db", capsys, "--rules", str(rules))
    two = added(folder, folder.parent / "hai.db", capsys, "--rules", str(rules), "--workers", "2")
    assert two == one


@posix
def test_a_dead_workers_document_is_done_again_and_one_that_kills_twice_set_aside(tmp_path: Path) -> None:
    names = ["a", "once", "b", "always", "c", "d", "e"]
    jobs = ((name, Job(name, path=str(tmp_path / name))) for name in names)
    found = list(ordered(LocalPool(2), die_at_first, jobs))
    assert [name for name, _ in found] == names
    wrong = {name: value for name, value in found if isinstance(value, DocparseError)}
    assert [(name, error.code, error.where) for name, error in wrong.items()] == [("always", "DP430", "always")]
    assert [value for name, value in found if name not in wrong] == ["a", "once", "b", "c", "d", "e"]


def test_a_document_in_memory_and_one_on_disk_are_read_alike() -> None:
    path = DOCUMENTS / "312-KH-SGDDT.txt"
    by_path = parse_job(Job(path.name, path=str(path)))
    assert isinstance(by_path, Plan)
    assert parse_job(Job(path.name, data=path.read_bytes())) == by_path == docparse.parse(path)


@posix
def test_ctrl_c_ends_everything(tmp_path: Path) -> None:
    write_files(Generator(400), tmp_path / "vao")
    store = tmp_path / "kho.db"
    command = [sys.executable, "-m", "docparse", "add", str(tmp_path / "vao"), "--workers", "2"]
    process = subprocess.Popen(
        [*command, "--store", f"sqlite:///{store}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(DOCUMENTS.parents[1])},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests may ignore it
    )
    assert process.stdout is not None
    process.stdout.readline()  # the first is kept
    children = _children(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    for _ in range(100):
        if not any(Path(f"/proc/{child}").exists() for child in children):
            break
        time.sleep(0.1)
    assert not any(Path(f"/proc/{child}").exists() for child in children)
    with docparse.open_store(f"sqlite:///{store}") as opened:
        kept = opened.documents()
        assert 1 <= len(kept) < 400
        assert all(json.dumps(opened.plan(document.id)) for document in kept)


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(entry.parent.name))
    return found
