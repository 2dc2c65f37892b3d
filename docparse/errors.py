"""Coded errors. Each says what happened, where, and what to do; none shows a traceback to a user.

======  ======================================================================================
Family  What it is about
======  ======================================================================================
DP1xx   files and formats (listed in ``docparse.reading``); DP108 a folder without documents
DP2xx   remarks on a document that was read: warnings, never failures
DP3xx   rule files
DP4xx   the store; DP410 what is no new version of the old one, DP411 an annex that is no annex,
        DP412 no driver for PostgreSQL, DP413 no server, DP414 a wrong name or password, DP415 no such database,
        DP416 a connection that was cut, DP417 a broken backup, DP418 something that would be written over,
        DP419 a backup that cannot be written, DP420 SQL that cannot be understood, DP421 SQL that would
        change something, DP422 SQL that takes too long, DP430 to DP439 many
        documents at once (listed in ``docparse.batch``), DP445 a character that no store keeps, DP446 a store's
        file that is gone while open, DP450 to DP455 what people say of tasks, parsing anew, a store that is not sound
DP5xx   questions; DP507 a file of the tasks of an agency that has none, DP508 nothing to compare in a document,
        DP509 a document compared with itself, DP520 a workbook that is no table of tasks, DP521 no agency of
        one's own, DP522 a template without known columns, DP523 a span of time that is none
DP6xx   the command line: DP600 wrong usage, DP601 no terminal to ask at, DP602 an unknown role,
        DP603 the result cannot be written, DP604 gold or documents that cannot be used, DP605 no such baseline,
        DP606 nothing to measure, DP607 a file that is there already, DP608 a file of settings that is none, DP609 a
        picture as PNG without matplotlib, DP620 to DP626 the workspace in the browser (listed in ``docparse.web``),
        DP630 to DP636 accounts (listed in ``docparse.accounts``), DP640 no watchfiles to watch a folder with, DP641 no
        folder to watch, DP642 a folder that cannot be watched, DP643 no argcomplete for what a shell completes, DP650
        to DP655 an installer for another machine (listed in ``docparse.bundling``), DP660 to DP663 the API (listed in
        ``docparse.api``), DP665 no mcp, DP666 the server for assistants beyond loopback without accounts, DP667
        the same for secret documents
DP7xx   findings of ``docparse lint``, each an entry of ``rules/lint.yaml``: no failures
DP9xx   docparse itself: DP900 an unexpected failure
======  ======================================================================================
"""

from __future__ import annotations

import errno
import os

DEBUG = "DOCPARSE_DEBUG"

_REASONS = {
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EDQUOT: "hết hạn mức đĩa",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.ENOENT: "không có thư mục này",
    errno.ENOTDIR: "đường dẫn không phải thư mục",
    errno.EISDIR: "đường dẫn là thư mục",
    errno.EIO: "thiết bị hỏng hoặc mất kết nối",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EFBIG: "tệp quá lớn",
}


class DocparseError(Exception):
    """``DP101 ke-hoach.docx: tệp bị đặt mật khẩu; mở tệp bằng Word, bỏ mật khẩu rồi thử lại``."""

    def __init__(self, code: str, where: str, what: str, advice: str) -> None:
        super().__init__(code, where, what, advice)
        self.code = code
        self.where = where
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.code} {self.where}: {self.what}; {self.advice}"


def reason(error: OSError) -> str:
    """Why the system refused, in Vietnamese."""
    return _REASONS.get(error.errno or 0, f"mã lỗi {error.errno}")


def unexpected(error: Exception, where: str) -> DocparseError:
    """What a user reads when docparse itself is wrong; the traceback only where ``DOCPARSE_DEBUG`` asks for it."""
    if os.environ.get(DEBUG) == "1":
        import traceback

        traceback.print_exception(error)
    what = f"docparse gặp lỗi ngoài dự kiến ({type(error).__name__})"
    return DocparseError("DP900", where, what, f"báo cho nhóm docparse kèm tệp này; đặt {DEBUG}=1 để xem chi tiết")


class ReadError(DocparseError):
    """A file that cannot be read (DP1xx)."""


class RuleError(DocparseError):
    """A rule file that is wrong (DP3xx); ``where`` names file and line."""


class StoreError(DocparseError):
    """A store that cannot be opened, read or written (DP4xx)."""


class QuestionError(DocparseError):
    """A question that names something unknown or says too little (DP5xx)."""
