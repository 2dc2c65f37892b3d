"""Work in a process of its own: results, exceptions, limits."""

from __future__ import annotations

import os
import sys
import time

import pytest

from docparse.errors import ReadError
from docparse.reading.isolation import IsolationError, run_isolated


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
