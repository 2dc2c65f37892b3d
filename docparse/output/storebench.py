"""The figures of a store of many generated documents as a page."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.benchmarks.asked import Timing
from docparse.benchmarks.rivals import Rival
from docparse.benchmarks.storebench import StoreBench
from docparse.output.evaluation import figure_rows
from docparse.output.evalwords import measured, share
from docparse.output.page import Element, Heading, Line, Page, Table, columns

_FIGURES = {
    "add-core": "đọc và ghi, mỗi lõi một giây (văn bản)",
    "add-bytes": "đọc và ghi, mỗi lõi",
    "add-parse": "trong đó đọc một văn bản",
    "add-write": "trong đó ghi một văn bản",
    "add-elapsed": "đọc và ghi, theo đồng hồ (văn bản)",
    "memory-growth": "bộ nhớ lúc xong so với sau 1/10 văn bản",
    "store-size": "cỡ kho so với văn bản",
    "open": "mở kho",
    "who": "who",
    "checklist": "checklist, 100 nhiệm vụ đầu",
    "checklist-whole": "checklist, tất cả",
    "trace": "trace",
    "who-words": "who, hỏi bằng chữ trong mọi văn bản",
    "search": "search, đến 5.000 đoạn khớp",
    "search-many": "search, trên 5.000 đoạn khớp",
    "right": "câu trả lời đúng đáp án",
    "process-peak": "bộ nhớ nhiều nhất của tiến trình",
}
_KNOWN = {
    "head": "số, ngày", "citations": "văn bản cấp trên", "tasks": "nhiệm vụ", "parts": "cơ quan và vai trò",
    "dues": "thời hạn",
}  # fmt: skip


def _timing(of: Timing) -> tuple[str, ...]:
    taken = (share(1000 * seconds, 1) for seconds in (of.p50, of.p95, of.worst))
    return (_FIGURES[of.name], str(of.asked), str(of.right), *taken)


def store_page(found: StoreBench, rivals: Sequence[Rival] = ()) -> Page:
    """Every figure with its target, each kind of question, the agreement with what is known, and the others."""
    agreed = ", ".join(f"{_KNOWN[kind]} {share(value, 4)}" for kind, value in found.agreement.shares.items())
    counts = f"{found.documents} văn bản, {found.tasks} nhiệm vụ, {measured(found.size / 1e6, 'MB')}"
    page: list[Element] = [
        Line(counts, "strong"),
        Line(f"đọc khớp đáp án ({found.agreement.documents} văn bản đầu): {agreed}"),
        Table(columns("Đo (câu hỏi: p95)", "Kết quả", "Mục tiêu", "Đạt", right="Kết quả|Mục tiêu"),
              figure_rows(found.figures, _FIGURES)),
        Heading("Câu hỏi"),
        Table(columns("Câu hỏi", "Số câu", "Đúng", "p50 (ms)", "p95 (ms)", "lâu nhất (ms)",
                      right="Số câu|Đúng|p50 (ms)|p95 (ms)|lâu nhất (ms)"),
              tuple(map(_timing, found.timings))),
    ]  # fmt: skip
    if rivals:
        right = "nạp (s)|bộ nhớ (MB)|who p95 (ms)|checklist p95 (ms)|trace p95 (ms)"
        rows = tuple((r.name, *(share(v, 1) for v in r.values)) for r in rivals)
        page += [Heading("Cùng đồ thị ấy ở nơi khác"), Table(columns("", *right.split("|"), right=right), rows)]
    return page
