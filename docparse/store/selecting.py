"""Questions in SQL, asked by people: they can read, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docparse.errors import QuestionError
from docparse.store.connection import Connection

_STARTS = re.compile(r"(?:\s+|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*(select|with|values|explain)\b", re.IGNORECASE | re.DOTALL)
SECONDS = 30.0  # a question may take
ROWS = 10_000  # that are given at most


@dataclass(frozen=True, slots=True)
class Selected:
    """``more``: there were more rows than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def select(db: Connection, text: str, *, limit: int = ROWS, seconds: float = SECONDS) -> Selected:
    """The answer to one SELECT; QuestionError DP422 where it is none or wrong, DP423 where it takes too long."""
    if _STARTS.match(text) is None:
        advice = 'viết câu bắt đầu bằng SELECT, ví dụ: docparse sql "SELECT * FROM task_list LIMIT 5"'
        raise QuestionError("DP422", _short(text), "chỉ nhận câu hỏi đọc (SELECT, WITH, VALUES, EXPLAIN)", advice)
    columns, rows = db.select(text, limit + 1, seconds)
    return Selected(tuple(columns), tuple(rows[:limit]), len(rows) > limit)


def wrong(text: str, said: str) -> QuestionError:
    """What a database says of a question that it does not take."""
    return QuestionError("DP422", _short(text), f"câu SQL sai: {said}", "xem các bảng: docparse sql --views")


def too_long(text: str, seconds: float) -> QuestionError:
    return QuestionError("DP423", _short(text), f"câu SQL chạy quá {seconds:g} giây", "thêm điều kiện WHERE hoặc LIMIT")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:60]} …"
