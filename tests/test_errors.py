"""Errors speak Vietnamese, the system's too."""

from __future__ import annotations

import errno

import pytest

from docparse.errors import DocparseError, reason


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "hết chỗ trên đĩa"),
        (errno.EACCES, "không có quyền"),
        (errno.EISDIR, "đường dẫn là thư mục"),
        (errno.EMLINK, f"mã lỗi {errno.EMLINK}"),
    ],
)
def test_why_the_system_refused(number: int, words: str) -> None:
    assert reason(OSError(number, "No space left on device")) == words


def test_an_error_is_one_line() -> None:
    assert str(DocparseError("DP1", "a", "b", "c")) == "DP1 a: b; c"
