"""Lists of tasks as files that offices keep: Excel, Word, PDF, calendar."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from docparse.cli_arguments import joined
from docparse.cli_files import open_from, open_to_hand_on, read_bytes, write_bytes
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, QuestionError
from docparse.folding import fold_key
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.output.tasklines import TaskLine
    from docparse.output.xlsx import SheetOf
    from docparse.questions.sheet import SheetAnswer

FORMS = ("xlsx", "docx", "pdf", "ics")


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes into a file: a heading, a line below it, who issues it, the tasks, and more sheets for Excel."""

    name: str
    title: str
    subtitle: str
    issuer: str
    lines: tuple[TaskLine, ...]
    sheets: tuple[SheetOf, ...] = ()


def template_form(path: str) -> str:
    """``xlsx`` or ``docx`` by the name of a template; UsageError DP600 for another."""
    form = os.path.splitext(path)[1].lower().lstrip(".")
    if form not in ("xlsx", "docx"):
        raise UsageError(
            "DP600", f"--template {path}", "mẫu phải là .xlsx hoặc .docx", "lưu mẫu thành .xlsx hoặc .docx"
        )
    return form


def asked_forms(arguments: Namespace) -> dict[str, str]:
    """The forms that were asked for, each with its file's name, empty for a name of docparse's own."""
    forms = {form: path for form in FORMS if (path := getattr(arguments, form, None)) is not None}
    return {template_form(arguments.template): "", **forms} if arguments.template else forms


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write: what it is about, its form ("docx"), and its path, empty for a name of docparse's own."""

    about: str
    form: str
    path: str


def write_file(target: Target, made: Callable[[], bytes], force: bool) -> str:
    """Write what ``made`` gives; the path. DP607 where a file is there already, DP603 where it cannot be written."""
    path = target.path or f"{'-'.join(fold_key(target.about).split()) or 'nhiem-vu'}.{target.form}"
    if os.path.exists(path) and not force:
        advice = "đặt tên khác, hoặc thêm --force để ghi đè"
        raise DocparseError("DP607", os.path.basename(path), "đã có tệp này", advice)
    write_bytes(path, made())
    return path


def write_papers(paper: Paper, arguments: Namespace, screen: Screen) -> None:
    """Write each form that was asked for; see :func:`write_file`."""
    forms, force = asked_forms(arguments), arguments.force
    if arguments.template:
        _write_template(paper, arguments, screen)
        forms.pop(template_form(arguments.template))
    for form, path in forms.items():
        made: list[str] = []
        path = write_file(Target(paper.name, form, path), partial(_noted, form, paper, made), force)
        screen.line(f"đã ghi {path} ({len(paper.lines)} nhiệm vụ{made[0]})")


def _write_template(paper: Paper, arguments: Namespace, screen: Screen) -> None:
    from docparse.output.templates import fill_template

    form = template_form(arguments.template)
    data = read_bytes(arguments.template)
    target = Target(paper.name, form, getattr(arguments, form) or "")
    path = write_file(target, lambda: fill_template(data, arguments.template, paper.lines), arguments.force)
    screen.line(f"đã ghi {path} theo mẫu {os.path.basename(arguments.template)} ({len(paper.lines)} nhiệm vụ)")


def _noted(form: str, paper: Paper, notes: list[str]) -> bytes:
    data, note = _made(form, paper)
    notes.append(note)
    return data


def _made(form: str, paper: Paper) -> tuple[bytes, str]:
    """The file, and what to say of it."""
    if form == "xlsx":
        from docparse.output.xlsx import SheetOf, workbook

        first = SheetOf(paper.name, paper.title, paper.subtitle, paper.lines)
        return workbook((first, *paper.sheets)), f", {len(paper.sheets)} cơ quan" if paper.sheets else ""
    if form == "ics":
        from docparse.output.calendar import task_calendar

        made = task_calendar(paper.title, paper.lines)
        return made.data, f", {made.events} có ngày; {made.left_out} không nêu ngày cụ thể nên không đưa vào lịch"
    from docparse.output.wordfile import task_document

    word = task_document(paper.title, paper.subtitle, paper.issuer, paper.lines)
    if form == "docx":
        return word, ""
    from docparse.reading.office import to_pdf

    return to_pdf(word, paper.name), ""


def sheet(arguments: Namespace, screen: Screen) -> int:
    """``docparse sheet``: the tasks of a document as a file, for Excel one sheet an agency too."""
    from docparse.output.sheet import as_csv
    from docparse.output.tasklines import COLUMNS, task_lines

    with (open_from if arguments.json else open_to_hand_on)(arguments) as store:
        answer = store.sheet(joined(arguments.document))
    forms = asked_forms(arguments)
    if arguments.json:
        screen.json(answer.to_dict())
        return 0
    lines = task_lines(answer.tasks)
    if not lines:
        raise QuestionError(
            "DP508", answer.document.name, "văn bản không có nhiệm vụ nào", "xem: docparse show VĂN_BẢN"
        )
    if not forms:
        screen.out.write(as_csv(COLUMNS, [_cells(line) for line in lines], arguments.sep))
        return 0
    about = answer.document
    paper = Paper(
        name=about.symbol or about.name,
        title=f"BẢNG NHIỆM VỤ – {about.name}",
        subtitle=about.title or "",
        issuer=about.issuer or "…",
        lines=lines,
        sheets=_by_agency(answer, lines),
    )
    write_papers(paper, arguments, screen)
    return 0


def _by_agency(answer: SheetAnswer, lines: Sequence[TaskLine]) -> tuple[SheetOf, ...]:
    """One sheet for each agency that leads or does something, in the order in which the document names them."""
    from dataclasses import replace

    from docparse.output.xlsx import SheetOf

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


def _cells(line: TaskLine) -> tuple[str, ...]:
    from docparse.output.page import NONE, NOT_STATED

    inferred = f"{'; '.join(line.inferred)} (suy ra)" if line.inferred else NOT_STATED
    return (
        str(line.number), line.text, "; ".join(line.lead) or inferred, "; ".join(line.partners) or NONE,
        line.product or NONE, line.due_text, line.note, line.basis, f"“{line.quote}”",
    )  # fmt: skip
