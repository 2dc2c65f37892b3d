"""What people said of tasks, as a page and as a table."""

from __future__ import annotations

from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns
from docparse.output.who import task_elements
from docparse.output.words import date, excerpt, unlisted
from docparse.questions.correcting import CorrectAnswer, CorrectionsAnswer, SaidOf

TITLES = ("Số", "Văn bản", "Nhiệm vụ", "Về", "Người dùng ghi", "Máy đọc", "Ai", "Ngày", "Trạng thái")


def correct_page(answer: CorrectAnswer) -> Page:
    page: list[Element] = []
    for task in answer.tasks:
        page += task_elements(task)
    numbers = sorted({one.number for task in answer.tasks for one in task.said})
    page.append(Line(""))
    page.append(Line(f"đã ghi {len(answer.tasks)} nhiệm vụ; gỡ một ghi nhận: docparse undo {numbers[-1]}", "dim"))
    if answer.unlisted:
        page.append(Line(unlisted(answer.unlisted), "warning"))
    return page


def corrections_page(answer: CorrectionsAnswer) -> Page:
    if not answer.rows:
        return [Line("Chưa có ghi nhận nào.")]
    rows = tuple((*row[:2], excerpt(row[2]), *row[3:]) for row in corrections_rows(answer))
    return [Heading("GHI NHẬN CỦA NGƯỜI DÙNG"), Table(columns(*TITLES, right="Số"), rows)]


def corrections_rows(answer: CorrectionsAnswer) -> list[tuple[str, ...]]:
    return [
        (
            str(one.what.number), one.document, " ".join(one.passage.split()), one.what.label, one.what.value,
            one.what.machine if one.what.machine else NONE, one.what.person, date(one.what.said[:10]), state(one),
        )
        for one in answer.rows
    ]  # fmt: skip


def state(one: SaidOf) -> str:
    if one.undone:
        return f"đã gỡ ({one.undone_by}, {date(one.undone[:10])})"
    return "đang dùng" if one.task_id else "chưa gắn được: văn bản không còn nhiệm vụ này"
