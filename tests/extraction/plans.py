"""Small written documents, and what the whole way reads from them in a form that is easy to compare."""

from __future__ import annotations

from docparse.extraction.plan import read_plan
from docparse.model import Due, Plan, Task
from docparse.reading import read_bytes

HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
-------
Số: 77/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Điện Biên, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Làm sạch hồ chứa nước trên địa bàn tỉnh

"""


def plan_of(body: str, *, name: str = "x.txt", head: str = HEAD) -> Plan:
    """The plan of a written body under a province's header; a ``.md`` name allows tables."""
    return read_plan(read_bytes((head + body).encode(), name))


def tasks_of(body: str, *, name: str = "x.txt") -> list[str]:
    """The words of each task."""
    return [task.text for task in plan_of(body, name=name).tasks]


def under(agency: str, body: str) -> str:
    """A body under an agency's heading in the part that assigns work."""
    return f"I. TỔ CHỨC THỰC HIỆN\n1. {agency}\n{body}"


def who(task: Task) -> list[tuple[str, str, str]]:
    """(agency, role, basis) in the order of the result."""
    return [(a.agency, a.role, a.basis) for a in task.assignments]


def roles(task: Task) -> dict[str, str]:
    return {a.agency: a.role for a in task.assignments}


def when(due: Due | None) -> tuple[object, ...] | None:
    """(kind, from, to, every, on)."""
    return None if due is None else (due.kind, due.from_, due.to, due.every, due.on)


def table(
    *rows: str, columns: str = "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm"
) -> str:
    """A Markdown table of tasks under a heading; name the document ``x.md``."""
    rule = "|" + "---|" * (columns.count("|") + 1)
    return "\n".join(["# I. NHIỆM VỤ", "", f"| {columns} |", rule, *(f"| {row} |" for row in rows), ""])


Cell = str | tuple[str, int, int]  # text, rows, columns


def annex(*rows: list[Cell], before: str = "<p>PHỤ LỤC</p><p>PHÂN CÔNG NHIỆM VỤ</p>", after: str = "") -> Plan:
    """The plan of a page that holds nothing but an annex with this table."""
    lines = []
    for row in rows:
        cells = [(c, 1, 1) if isinstance(c, str) else c for c in row]
        lines.append("".join(f"<td rowspan={rows_} colspan={columns}>{text}</td>" for text, rows_, columns in cells))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return read_plan(read_bytes(f"<html><body>{before}<table>{body}</table>{after}</body></html>".encode(), "a.html"))
