"""Lists of tasks in the forms that offices keep: what goes into a file, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docparse.folding import fold_key
from docparse.output.checklist import title
from docparse.output.tasklines import TaskLine, checklist_lines, task_lines
from docparse.output.xlsx import SheetOf, workbook
from docparse.questions.answers import ChecklistAnswer
from docparse.questions.sheet import SheetAnswer

PaperForm = Literal["xlsx", "docx", "ics"]


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes into a file: a heading, a line below it, who issues it, the tasks, more sheets for Excel; ``province``
    is the issuer's, where its name does not say."""

    name: str
    title: str
    subtitle: str
    issuer: str
    lines: tuple[TaskLine, ...]
    sheets: tuple[SheetOf, ...] = ()
    province: str | None = None


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The bytes of a file, and what to say of it beside how many tasks it holds (``""`` for nothing)."""

    data: bytes
    note: str = ""


def paper_file(form: PaperForm, paper: Paper) -> PaperFile:
    """``paper`` as an Excel workbook, a Word document by Nghị định 30/2020/NĐ-CP or a calendar (RFC 5545)."""
    if form == "xlsx":
        first = SheetOf(paper.name, paper.title, paper.subtitle, paper.lines)
        note = f", {len(paper.sheets)} cơ quan" if paper.sheets else ""
        return PaperFile(workbook((first, *paper.sheets)), note)
    if form == "ics":
        from docparse.output.calendar import task_calendar

        made = task_calendar(paper.title, paper.lines)
        note = f", {made.events} có ngày; {made.left_out} không nêu ngày cụ thể nên không đưa vào lịch"
        return PaperFile(made.data, note)
    from docparse.output.wordfile import task_document
    from docparse.output.wordlayout import body_above

    above = body_above(paper.issuer, paper.province)
    return PaperFile(task_document(paper.title, paper.subtitle, paper.issuer, paper.lines, above))


def checklist_paper(answer: ChecklistAnswer) -> Paper:
    """An agency's tasks."""
    name = title(answer)
    documents = len({row.document.id for row in (*answer.rows, *answer.inherited, *answer.inferred, *answer.unplaced)})
    lines = checklist_lines(answer)
    told = f"Tổng hợp từ {documents} văn bản"
    return Paper(name, f"PHIẾU NHIỆM VỤ – {name}", told, answer.name, lines, province=answer.province)


def sheet_paper(answer: SheetAnswer) -> Paper:
    """A document's tasks, with a sheet for each agency."""
    about, lines = answer.document, task_lines(answer.tasks)
    return Paper(
        about.symbol or about.name, f"BẢNG NHIỆM VỤ – {about.name}", about.title or "", about.issuer or "…", lines,
        _by_agency(answer, lines),
    )  # fmt: skip


def _by_agency(answer: SheetAnswer, lines: Sequence[TaskLine]) -> tuple[SheetOf, ...]:
    """One sheet for each agency that leads or does something, in the order in which the document names them."""
    own: dict[str, list[TaskLine]] = {}
    names: dict[str, str] = {}
    for view, line in zip(answer.tasks, lines, strict=True):
        for part in (*view.lead, *view.implement):
            key = part.agency_id or fold_key(part.agency)
            names.setdefault(key, part.agency)
            if line not in own.setdefault(key, []):
                own[key].append(line)
    return tuple(
        SheetOf(
            names[key],
            f"PHIẾU NHIỆM VỤ – {names[key]}",
            answer.document.name,
            tuple(replace(line, number=number) for number, line in enumerate(found, 1)),
        )
        for key, found in own.items()
    )
