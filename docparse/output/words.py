"""Values in the words of Vietnamese offices: dates, numbers, comparators, names of documents."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.model import Due
from docparse.output.page import NONE, NOT_STATED
from docparse.questions.answers import Said

_COMPARATORS = {"<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">"}
_CHANGES = {"increase": "tăng ", "decrease": "giảm "}
_EXCERPT = 70
_READ = frozenset({"lead", "implement", "coordinate", "monitor", "receive", "due", "product"})


def date(value: str | None, missing: str = NOT_STATED) -> str:
    """``2019-11-06`` to ``06/11/2019``, ``2025-06`` to ``06/2025``."""
    return "/".join(reversed(value.split("-"))) if value else missing


def number(value: float) -> str:
    """``99.2`` to ``99,2``, ``12500.0`` to ``12.500``."""
    whole = int(value)
    if value == whole:
        return f"{whole:,}".replace(",", ".") if abs(whole) >= 10_000 else str(whole)
    return f"{value:.10g}".replace(".", ",")


def comparator(value: str | None) -> str:
    return _COMPARATORS.get(value or "", NONE)


def amount(value: float | None, value_to: float | None, approximate: bool, change: str | None) -> str:
    """``khoảng 70–80``, ``tăng 5``."""
    if value is None:
        return NONE
    text = number(value) if value_to is None else f"{number(value)}–{number(value_to)}"
    return f"{_CHANGES.get(change or '', '')}{'khoảng ' if approximate else ''}{text}"


def due(value: Due | None) -> str:
    return value.text if value else NOT_STATED


def quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def excerpt(text: str, size: int = _EXCERPT) -> str:
    """The beginning of a passage in quotation marks, cut between words."""
    words = " ".join(text.split())
    if len(words) > size:
        words = words[: size + 1].rsplit(" ", 1)[0].rstrip(" ,;.:") + " …"
    return f"“{words}”"


def document(name: str, day: str | None) -> str:
    """``Kế hoạch 3243/KH-UBND (06/11/2019)``."""
    return f"{name} ({date(day)})" if day else name


def unlisted(names: Sequence[str]) -> str:
    """``lưu ý: danh mục và kho không có tên “Sở Ytế”; …`` for what nobody knows."""
    return f"lưu ý: danh mục và kho không có tên {', '.join(f'“{name}”' for name in names)}; kiểm tra lại cách viết"


def was_read(one: Said) -> bool:
    """Whether a machine reads what was said, so that its reading stands beside it."""
    return one.field in _READ


def said(one: Said) -> str:
    """``chủ trì: Sở Nội vụ (máy đọc: Sở Y tế; An, 23/11/2026)``; what was not read has no reading beside it."""
    read = f"máy đọc: {one.machine}; " if was_read(one) else ""
    return f"{one.label}: {one.value} ({read}{one.person}, {date(one.said[:10])})"


def count(number_: int, noun: str) -> str:
    return f"{number_} {noun}"
