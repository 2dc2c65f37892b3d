"""Goals against tasks (S6): as a page, as CSV for Excel and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docparse.output.coverage import evidence_text, score_text
from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns
from docparse.output.words import document, excerpt, number
from docparse.questions.answers_across import MatrixAnswer, MatrixRow, MatrixTask

TITLES = ("Chỉ tiêu, mục tiêu", "Nhiệm vụ phục vụ (gợi ý)", "Mức khớp", "Ghi chú")
CSV_TITLES = (
    "STT", "Phần", "Vị trí mục tiêu", "Mục tiêu, chỉ tiêu", "Vị trí nhiệm vụ", "Nhiệm vụ", "Cơ quan", "Mức khớp",
    "Căn cứ khớp",
)  # fmt: skip
CONDITIONS = {
    "funding": "kinh phí",
    "inspection": "kiểm tra, đôn đốc",
    "reporting": "báo cáo, sơ kết, tổng kết",
    "communication": "tuyên truyền, quán triệt văn bản",
    "planning": "xây dựng kế hoạch, triển khai chung",
}
_UNSERVED = "Chỉ tiêu, mục tiêu chưa có nhiệm vụ"
_ORPHANS = "Nhiệm vụ không phục vụ chỉ tiêu nào"
_CONDITIONS = "Nhiệm vụ điều kiện"
_SHOWN = 4


def matrix_page(answer: MatrixAnswer) -> Page:
    """The answer as a page."""
    name = document(answer.document.name, answer.document.date)
    page: list[Element] = [Heading(f"MA TRẬN MỤC TIÊU ↔ NHIỆM VỤ – {name}")]
    served = [row for row in answer.rows if row.tasks]
    unserved = [row for row in answer.rows if not row.tasks]
    page += [Line(_total(answer, len(unserved)), "strong"), Line("")]
    if served:
        cells = tuple(line for row in served for line in _lines(row))
        page.append(Table(columns(*TITLES, right="Mức khớp"), cells))
    if unserved:
        page.append(Heading(f"{_UNSERVED} ({len(unserved)})"))
        page += [Line(f"- {_goal(row)}", "warning") for row in unserved]
    if answer.orphans:
        page.append(Heading(f"{_ORPHANS} ({len(answer.orphans)})"))
        page += [Line(f"- {_task(task)}") for task in answer.orphans]
    if answer.conditions:
        page.append(Heading(f"{_CONDITIONS} (phục vụ cả văn bản) ({len(answer.conditions)})"))
        ordered = sorted(answer.conditions, key=lambda task: list(CONDITIONS).index(task.condition or ""))
        for kind, tasks in groupby(ordered, key=lambda task: task.condition):
            page.append(Line(f"{CONDITIONS[kind or ''].capitalize()}:"))
            page += [Line(f"- {_task(task)}", indent=2) for task in tasks]
    page += [Line(""), Line("Mức khớp từ 0 đến 1 theo câu chữ; là gợi ý để rà soát, không phải kết luận.", "dim")]
    return page


def _total(answer: MatrixAnswer, unserved: int) -> str:
    return (
        f"{len(answer.rows)} chỉ tiêu, mục tiêu ({unserved} chưa có nhiệm vụ); {answer.tasks} nhiệm vụ "
        f"({len(answer.orphans)} không phục vụ chỉ tiêu nào, {len(answer.conditions)} là điều kiện)"
    )


def _lines(row: MatrixRow) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for place, task in enumerate(row.tasks[:_SHOWN]):
        said = f"{task.quote.place}: {excerpt(task.text, 120)}"
        first = _goal(row) if place == 0 else ""
        lines.append((first, said, score_text(task.score), evidence_text(task.evidence)))
    if (more := len(row.tasks) - _SHOWN) > 0:
        lines.append(("", f"… và {more} nhiệm vụ khác (xem --csv)", "", ""))
    return lines


def _goal(row: MatrixRow) -> str:
    return f"{row.quote.place}: {excerpt(row.text, 120)}"


def _task(task: MatrixTask) -> str:
    doers = f" – {'; '.join(task.agencies)}" if task.agencies else ""
    return f"{task.quote.place}: {excerpt(task.text, 120)}{doers}"


def matrix_rows(answer: MatrixAnswer) -> Sequence[tuple[str, ...]]:
    """The whole answer for a spreadsheet: goals with their tasks, then orphans and conditions."""
    rows: list[tuple[str, ...]] = []
    for row in answer.rows:
        goal = (row.quote.place, row.text)
        rows += [
            ("Mục tiêu có nhiệm vụ", *goal, m.quote.place, m.text, NONE, score_text(m.score), evidence_text(m.evidence))
            for m in row.tasks
        ] or [(_UNSERVED, *goal, NONE, NONE, NONE, NONE, NONE)]
    for task in (*answer.orphans, *answer.conditions):
        part = f"{_CONDITIONS}: {CONDITIONS[task.condition]}" if task.condition else _ORPHANS
        doers = "; ".join(task.agencies) or NONE
        rows.append((part, NONE, NONE, task.quote.place, task.text, doers, NONE, NONE))
    return [(number(count), *row) for count, row in enumerate(rows, 1)]
