"""Work in a process of its own: results, exceptions, limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docparse.errors import ReadError
from docparse.reading import apart, isolation, read_bytes
from docparse.reading.isolation import IsolationError, run_in_worker, run_isolated
from tests.reading.helpers import paragraph, word


def double(number: int) -> int:
    print("noise on standard output")
    return number * 2


def pid() -> int:
    return os.getpid()


def refuse(where: str) -> None:
    raise ReadError("DP111", where, "tệp bị cụt hoặc hỏng", "tải lại")


def stumble() -> None:
    raise KeyError("x")


def forever() -> None:
    while True:
        pass


def grow() -> int:
    return len(bytearray(3 << 30))


def die() -> None:
    os.kill(os.getpid(), 11)


def test_result_comes_from_another_process() -> None:
    assert run_isolated(double, (21,), seconds=20, megabytes=500) == 42
    assert run_isolated(pid, (), seconds=20, megabytes=500) != os.getpid()


def test_large_arguments_and_results() -> None:
    data = bytes(5_000_000)
    assert run_isolated(echo, (data,), seconds=20, megabytes=500) == data


def echo(data: bytes) -> bytes:
    return data


def test_coded_error_is_raised_here() -> None:
    from docparse.reading.wordxml import _damaged

    with pytest.raises(IsolationError) as other:
        run_isolated(stumble, (), seconds=20, megabytes=500)
    assert other.value.kind == "crash"
    assert "KeyError" in other.value.detail
    assert isinstance(run_isolated(_damaged, ("a.docx",), seconds=20, megabytes=500), ReadError)
    with pytest.raises(ReadError) as caught:
        run_isolated(refuse, ("a.docx",), seconds=20, megabytes=500)
    assert caught.value.code == "DP111"


def test_time_runs_out() -> None:
    with pytest.raises(IsolationError) as caught:
        run_isolated(forever, (), seconds=0.5, megabytes=500)
    assert caught.value.kind == "time"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_memory_runs_out() -> None:
    with pytest.raises(IsolationError) as caught:
        run_isolated(grow, (), seconds=20, megabytes=500)
    assert caught.value.kind == "memory"


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_crash() -> None:
    with pytest.raises(IsolationError) as caught:
        run_isolated(die, (), seconds=20, megabytes=500)
    assert caught.value.kind == "crash"


def test_patience_runs_out() -> None:
    with pytest.raises(IsolationError) as caught:
        run_isolated(time.sleep, (60,), seconds=0.3, megabytes=500)
    assert caught.value.kind == "time"


# --- processes that are kept ---------------------------------------------------------------------


def worker() -> int:
    return run_in_worker(pid, (), seconds=20, megabytes=500)


def variable(name: str) -> str | None:
    return os.environ.get(name)


def slow_pid() -> int:
    time.sleep(0.05)
    return os.getpid()


def gone(process: int) -> bool:
    """Not there, or only as an entry that nobody has asked for yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_calls_use_one_process() -> None:
    assert len({worker() for _ in range(20)}) == 1
    assert read_bytes(word(paragraph("Một")), "a.docx").text == "Một"
    with pytest.raises(ReadError):
        run_in_worker(refuse, ("a.docx",), seconds=20, megabytes=500)
    first = worker()
    isolation.close()
    assert worker() != first


BREAKS = [(forever, "DP144"), (die, "DP145"), (os.abort, "DP145"), (stumble, "DP145")]


@pytest.mark.skipif(sys.platform != "linux", reason="bounds of Linux")
@pytest.mark.parametrize(("function", "code"), [*BREAKS, (grow, "DP145")])
def test_a_reader_that_breaks_is_a_coded_error_and_the_next_file_is_read(function: object, code: str) -> None:
    before = worker()
    with pytest.raises(ReadError) as caught:
        apart.in_worker(function, (), "a.docx", seconds=1)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.where) == (code, "a.docx")
    assert read_bytes(word(paragraph("Một")), "a.docx").text == "Một"
    assert worker() != before


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    isolation.close()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ReadError) as caught:
        read_bytes(word(paragraph("Một")), "a.docx")
    assert caught.value.code == "DP147"


def test_a_process_that_was_ended_from_outside_is_replaced() -> None:
    os.kill(first := worker(), signal.SIGTERM)
    for _ in range(200):
        if gone(first):
            break
        time.sleep(0.01)
    assert worker() != first


def test_threads_work_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: run_in_worker(slow_pid, (), seconds=20, megabytes=500), range(24)))
    assert 1 < len(set(found)) <= max(os.cpu_count() or 1, 2)
    with ThreadPoolExecutor(4) as pool:
        files = pool.map(lambda k: read_bytes(word(paragraph(f"Đoạn {k}")), "a.docx").text, range(12))
        assert list(files) == [f"Đoạn {k}" for k in range(12)]


def test_the_environment_of_now_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("một", "hai"):
        monkeypatch.setenv("DOCPARSE_TRIAL", value)
        assert run_in_worker(variable, ("DOCPARSE_TRIAL",), seconds=20, megabytes=500) == value
    monkeypatch.delenv("DOCPARSE_TRIAL")
    assert run_in_worker(variable, ("DOCPARSE_TRIAL",), seconds=20, megabytes=500) is None


def test_cost_is_counted() -> None:
    before = isolation.spent()
    run_in_worker(sum, (range(3_000_000),), seconds=20, megabytes=500)
    assert isolation.spent() > before


FORK = """
import os
from docparse.reading.isolation import run_in_worker
ask = lambda: run_in_worker(os.getpid, (), seconds=20, megabytes=500)
mine = ask()
child = os.fork()
if child == 0:
    os._exit(0 if ask() != mine and ask() != mine else 1)
assert os.waitpid(child, 0)[1] == 0
assert ask() == mine
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_fork_has_processes_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", FORK], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


LEFT = """
import os, subprocess, sys, threading, time
from docparse.reading.isolation import run_in_worker
from tests.reading.test_isolation import {job}
most = dict(seconds=50, megabytes=500)
print(run_in_worker(os.getpid, (), **most), flush=True)
if {busy}:
    threading.Thread(target=run_in_worker, args=({job}, ()), kwargs=most, daemon=True).start()
time.sleep({busy} * 0.3)
print(flush=True)
time.sleep(60)
"""


def nap() -> None:
    time.sleep(50)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(("job", "busy"), [("nap", 0), ("nap", 1), ("forever", 1)])
def test_the_process_ends_with_who_started_it(job: str, busy: int) -> None:
    script = LEFT.format(job=job, busy=busy)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as asker:
        assert asker.stdout is not None
        process = int(asker.stdout.readline())
        asker.stdout.readline()
        assert not gone(process)
        asker.kill()
    for _ in range(300):
        if gone(process):
            break
        time.sleep(0.02)
    assert gone(process)
