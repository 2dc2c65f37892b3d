"""A file's bytes, or the coded error that says why there are none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from docparse.errors import ReadError

_SPECIAL = "không phải tệp thường (là ống dẫn, socket hoặc thiết bị)"
_SPECIAL_ADVICE = "chỉ ra tệp thường, hoặc đưa nội dung vào đầu vào chuẩn (-)"


def file_bytes(path: str | os.PathLike[str], where: str, limit: int) -> bytes:
    """At most ``limit`` + 1 bytes of a file; raises ReadError DP101, DP102 or, where it is longer, DP104."""
    file = Path(path)
    try:
        about = file.stat()
        if stat.S_ISDIR(about.st_mode):
            raise ReadError("DP102", where, "đây là thư mục, không phải tệp", "chỉ ra từng tệp trong thư mục")
        if not stat.S_ISREG(about.st_mode):  # to open a pipe is to wait until somebody writes into it
            raise ReadError("DP102", where, _SPECIAL, _SPECIAL_ADVICE)
        if about.st_size > limit:
            raise too_large(where, limit)
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise ReadError("DP101", where, "không có tệp này", "kiểm tra lại đường dẫn và tên tệp") from None
    except (OSError, ValueError):
        raise ReadError("DP102", where, "không mở được tệp", "kiểm tra quyền đọc và tên tệp") from None


def too_large(where: str, limit: int) -> ReadError:
    """Of a file with more than ``limit`` bytes."""
    return ReadError("DP104", where, f"tệp lớn hơn {limit >> 20} MiB", "tách tệp thành các phần nhỏ hơn")
