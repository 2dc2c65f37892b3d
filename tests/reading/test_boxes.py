"""What a worker laid down on disk, and the programs it started, are gone whichever way it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.reading import boxes
from docparse.reading.isolation import IsolationError, run_isolated
from docparse.reading.serving import running
from tests.reading.helpers import paragraph, word
from tests.reading.test_isolation import gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, and looks into /proc")

COMMAND = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
from docparse.reading import apart
from tests.reading import test_boxes
apart.work = test_boxes.slow
from docparse.cli import main
sys.exit(main())
"""
NEXT = (
    "import os; from docparse.reading.isolation import run_isolated as r; r(os.getpid, (), seconds=20, megabytes=500)"
)


def convert(then: Callable[[], object]) -> None:
    """Stands in for a converter: a program in a session of its own, and a copy of the document on the disk."""
    folder = Path(tempfile.mkdtemp())
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as program, running(program.pid):
        (folder / "part").write_text(f"{os.getpid()} {program.pid}")
        (folder / "part").rename(folder / "secret")
        then()


def slow(*_: object) -> None:
    convert(lambda: time.sleep(60))


def killed() -> None:
    convert(lambda: os.kill(os.getpid(), signal.SIGKILL))


def until(true: Callable[[], object]) -> bool:
    for _ in range(1000):
        if true():
            return True
        time.sleep(0.02)
    return False


def secrets(root: Path) -> list[Path]:
    return list(root.glob("*/*/secret"))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this process and those it starts."""
    folder = tmp_path / "root"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def asker(root: Path, tmp_path: Path) -> tuple[subprocess.Popen[bytes], int, int]:
    """The command at work on a slow file: itself, its worker and the worker's program."""
    file = tmp_path / "a.docx"
    file.write_bytes(word(paragraph("Một")))
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "parse", str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert until(lambda: secrets(root))
    worker, program = map(int, secrets(root)[0].read_text().split())
    assert not gone(worker)
    assert not gone(program)
    return process, worker, program


Asker = tuple[subprocess.Popen[bytes], int, int]


@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_leaves_nothing(name: str, status: int, asker: Asker, root: Path) -> None:
    process, worker, program = asker
    process.send_signal(getattr(signal, name))
    assert (process.communicate()[1], process.returncode) == (b"", status)
    assert list(root.iterdir()) == []
    assert gone(worker)
    assert until(lambda: gone(program))


def test_signals_in_a_row_leave_nothing(asker: Asker, root: Path) -> None:
    process, worker, program = asker
    os.kill(worker, signal.SIGSTOP)  # so that the clearing up takes its time
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.05)
    process.communicate()
    assert process.returncode in (130, 143)
    assert list(root.iterdir()) == []
    assert until(lambda: gone(worker) and gone(program))


def test_the_worker_clears_up_after_a_killed_asker(asker: Asker, root: Path) -> None:
    process, worker, program = asker
    process.kill()
    process.communicate()
    assert until(lambda: gone(worker) and gone(program))
    assert list(root.iterdir()) == []


def test_the_next_run_clears_up_after_all_were_killed(asker: Asker, root: Path) -> None:
    process, worker, program = asker
    os.kill(worker, signal.SIGSTOP)
    process.kill()
    process.communicate()
    for number in (worker, program):
        os.kill(number, signal.SIGKILL)
    assert len(secrets(root)) == 1
    living = boxes.Box()
    (root / "docparse-notes").mkdir()
    (root / "docparse-worker-1-abcdefgh").symlink_to(root / "docparse-notes")
    subprocess.run([sys.executable, "-c", NEXT], check=True, timeout=60)
    left = {path.name for path in root.iterdir()}
    assert left == {Path(living.path).name, "docparse-notes", "docparse-worker-1-abcdefgh"}
    living.remove()
    assert len(list(root.iterdir())) == 2


def test_another_users_folder_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "docparse-worker-1-abcdefgh").mkdir()
    owner = os.geteuid()
    with monkeypatch.context() as other:
        other.setattr(os, "geteuid", lambda: owner + 1)
        boxes.sweep.__wrapped__()
    assert len(list(root.iterdir())) == 1
    boxes.sweep.__wrapped__()
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(("function", "kind"), [(slow, "time"), (killed, "memory")])
def test_a_worker_that_is_killed_leaves_nothing(function: Callable[[], None], kind: str, root: Path) -> None:
    with pytest.raises(IsolationError) as caught:
        run_isolated(function, (), seconds=0.5 if kind == "time" else 20, megabytes=500)
    assert caught.value.kind == kind
    assert list(root.iterdir()) == []
    assert until(lambda: not sleepers(root))


def sleepers(root: Path) -> list[str]:
    """Programs that were told of this folder for temporary files and still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            environ = (path / "environ").read_bytes()
        except OSError:
            continue
        if f"TMPDIR={root}/".encode() in environ and not gone(int(path.name)):
            found.append(path.name)
    return found


def test_a_worker_works_without_a_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(root / "nowhere"))
    assert run_isolated(sum, ((1, 2),), seconds=20, megabytes=500) == 3
    monkeypatch.setattr(tempfile, "tempdir", str(root))
    assert run_isolated(tempfile.gettempdir, (), seconds=20, megabytes=500).startswith(str(root) + os.sep)
    assert list(root.iterdir()) == []
