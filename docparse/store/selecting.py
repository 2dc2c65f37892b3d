"""SQL that people write: read only, within a time and a number of rows, its failures in coded words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rapidfuzz import process

from docparse.errors import StoreError
from docparse.store.vocabulary import tables

_START = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*+(\w+)", re.DOTALL)
_READS = frozenset({"select", "with", "values"})
_ADVICE = "xem tên bảng và cột bằng docparse sql --views"
_NEAR = 70  # of 100: a name as like as this may be meant
# what the databases say, and what that is; the group is the word that they stumble over
_SAID = (
    (re.compile(r'near "(.+?)": syntax error|syntax error at or near "(.+?)"$'), "sai cú pháp ở gần “{}”"),
    (re.compile(r'unrecognized token: "(.+)"'), "không hiểu “{}”"),
    (re.compile(r"incomplete input|syntax error at end of input|unterminated"), "câu lệnh chưa hết"),
    (re.compile(r'no such table: (\S+)|relation "(.+?)" does not exist'), "không có bảng “{}”"),
    (re.compile(r'no such column: (\S+)|column "?(.+?)"? does not exist'), "không có cột “{}”"),
    (re.compile(r"no such function: (\w+)|function (\w+)\(.*does not exist"), "không có hàm “{}”"),
    (re.compile(r'ambiguous column name: (\S+)|column reference "(.+?)" is ambiguous'), "cột “{}” có ở nhiều bảng"),
)
_CHANGES = re.compile(r"not authorized|prohibited|readonly|read-only|data-modifying|must not contain")
_SEVERAL = re.compile(r"one statement at a time|multiple commands")


@dataclass(frozen=True, slots=True)
class Selected:
    """What a query gave; ``more``: there were more rows than asked for. Values are str, int, float or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool

    def to_dict(self) -> dict[str, Any]:
        return {"columns": list(self.columns), "rows": [list(row) for row in self.rows], "more": self.more}


def selected(columns: list[str], rows: list[tuple[Any, ...]], limit: int | None) -> Selected:
    """From one row more than asked for."""
    shown = rows if limit is None else rows[:limit]
    return Selected(tuple(columns), tuple(tuple(map(_plain, row)) for row in shown), len(shown) < len(rows))


def check_reads(text: str) -> None:
    """StoreError DP421 for a statement that does not begin as one that reads."""
    start = _START.match(text)
    if start is None:
        raise StoreError("DP420", "câu SQL", "không có câu lệnh nào", _ADVICE)
    if start[1].lower() not in _READS:
        raise _changing(f"câu bắt đầu bằng “{start[1]}”")


def explained(text: str, message: str) -> StoreError:
    """What the database said about a statement, in our words: DP420, or DP421 where it would have changed something."""
    if _SEVERAL.search(message):
        return StoreError("DP420", "câu SQL", "chỉ nhận một câu lệnh", "bỏ phần sau dấu chấm phẩy")
    if _CHANGES.search(message):
        return _changing("câu này không chỉ đọc")
    for pattern, what in _SAID:
        found = pattern.search(message)
        if found is not None:
            word = next((group for group in found.groups() if group), "")
            return StoreError("DP420", _place(text, word), what.format(word), _advice(what, word))
    return StoreError("DP420", "câu SQL", f"cơ sở dữ liệu không nhận: {message}", _ADVICE)


def too_long(seconds: float) -> StoreError:
    """DP422."""
    what = f"chưa xong sau {seconds:g} giây nên đã dừng".replace(".", ",")
    return StoreError("DP422", "câu SQL", what, "thêm điều kiện, hoặc --timeout GIÂY")


def _changing(why: str) -> StoreError:
    return StoreError("DP421", "câu SQL", f"lệnh này chỉ đọc kho, {why}", "viết câu SELECT")


def _place(text: str, word: str) -> str:
    """The line of a word that stands once."""
    places = [found.start() for found in re.finditer(re.escape(word), text, re.IGNORECASE)] if word else []
    return f"câu SQL, dòng {text.count(chr(10), 0, places[0]) + 1}" if len(places) == 1 else "câu SQL"


def _advice(what: str, word: str) -> str:
    """The name that may have been meant."""
    known = tables()
    names: set[str] = set()
    if "bảng" in what and "cột" not in what:
        names = set(known["views"]) | set(known["tables"])
    elif "không có cột" in what:
        names = {column for view in known["views"].values() for column in view["columns"]}
        names |= {column for table in known["tables"].values() for column in table["columns"]}
    near = process.extractOne(word.rpartition(".")[2], sorted(names), score_cutoff=_NEAR)
    return f"có phải {near[0]}? {_ADVICE}" if near else _ADVICE


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (bytes, memoryview)):
        return f"({len(value)} byte)"
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)  # no JSON
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
