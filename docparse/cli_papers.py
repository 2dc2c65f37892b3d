"""Lists of tasks as files that offices keep: Excel, Word, PDF, calendar."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from docparse.cli_arguments import joined
from docparse.cli_files import open_from, open_to_hand_on, read_bytes, write_bytes
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, QuestionError
from docparse.folding import fold_key
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.output.papers import Paper, PaperForm
    from docparse.output.tasklines import TaskLine

FORMS = ("xlsx", "docx", "pdf", "ics")


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
    from docparse.output.papers import paper_file

    if form == "pdf":
        from docparse.reading.office import to_pdf

        return to_pdf(paper_file("docx", paper).data, paper.name), ""
    made = paper_file(cast("PaperForm", form), paper)
    return made.data, made.note


def sheet(arguments: Namespace, screen: Screen) -> int:
    """``docparse sheet``: the tasks of a document as a file, for Excel one sheet an agency too."""
    from docparse.output.papers import sheet_paper
    from docparse.output.sheet import as_csv
    from docparse.output.tasklines import COLUMNS

    with (open_from if arguments.json else open_to_hand_on)(arguments) as store:
        answer = store.sheet(joined(arguments.document))
    forms = asked_forms(arguments)
    if arguments.json:
        screen.json(answer.to_dict())
        return 0
    paper = sheet_paper(answer)
    if not paper.lines:
        raise QuestionError(
            "DP508", answer.document.name, "văn bản không có nhiệm vụ nào", "xem: docparse show VĂN_BẢN"
        )
    if not forms:
        screen.out.write(as_csv(COLUMNS, [_cells(line) for line in paper.lines], arguments.sep))
    else:
        write_papers(paper, arguments, screen)
    return 0


def _cells(line: TaskLine) -> tuple[str, ...]:
    from docparse.output.page import NONE, NOT_STATED

    inferred = f"{'; '.join(line.inferred)} (suy ra)" if line.inferred else NOT_STATED
    return (
        str(line.number), line.text, "; ".join(line.lead) or inferred, "; ".join(line.partners) or NONE,
        line.product or NONE, line.due_text, line.note, line.basis, f"“{line.quote}”",
    )  # fmt: skip
