"""The commands that ask, one function each: call the library, show the answer, give the exit status."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from docparse.cli_add import add_files, load_parts
from docparse.cli_arguments import joined
from docparse.cli_files import (
    list_documents,
    open_from,
    open_to_hand_on,
    parse_files,
    read_plan,
    remove_document,
    write_text,
)
from docparse.cli_inputs import inputs
from docparse.cli_papers import asked_forms, write_papers
from docparse.cli_parser import UsageError
from docparse.errors import QuestionError, StoreError
from docparse.output.page import Page
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.model import AgencyRole
    from docparse.questions.answer import Answer

Command = Callable[[Namespace, Screen], int]


def _answer(answer: Answer, page: Callable[[Any], Page], arguments: Namespace, screen: Screen) -> int:
    if arguments.json:
        screen.json(answer.to_dict())
    else:
        screen.show(page(answer))
    return 0


def who(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.who import who_page

    with open_from(arguments) as store:
        answer = store.who(joined(arguments.question), limit=arguments.limit, today=arguments.today, now=arguments.now)
    return _answer(answer, who_page, arguments, screen)


def checklist(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.checklist import checklist_csv, checklist_markdown, checklist_page

    role = _role(arguments.role)
    handed_on = arguments.csv or arguments.md or asked_forms(arguments)
    with (open_to_hand_on if handed_on else open_from)(arguments) as store:
        start = (arguments.page - 1) * arguments.limit if arguments.limit else 0
        answer = store.checklist(joined(arguments.agency), role, now=arguments.now, limit=arguments.limit, start=start)
    if not answer.total and handed_on:
        near = f"có phải: {'; '.join(answer.suggestions)}?" if answer.suggestions else "kiểm tra lại tên cơ quan"
        raise QuestionError("DP507", answer.agency, "không có nhiệm vụ nào của cơ quan này trong kho", near)
    if asked_forms(arguments):
        from docparse.output.papers import checklist_paper

        write_papers(checklist_paper(answer), arguments, screen)
    elif arguments.csv:
        screen.out.write(checklist_csv(answer, arguments.sep))
    elif arguments.md:
        screen.out.write(checklist_markdown(answer))
    else:
        _answer(answer, checklist_page, arguments, screen)
    return 0


def _role(asked: str | None) -> AgencyRole | None:
    """``chu-tri``, ``Chủ trì`` or ``lead``; UsageError DP602 for anything else."""
    if asked is None:
        return None
    from docparse.folding import fold_key
    from docparse.questions.phrases import role_words
    from docparse.store.vocabulary import edge_label, ranks

    roles = {fold_key(word): role for role, words in role_words().items() for word in words}
    roles |= {fold_key(edge_label(role)): role for role in ranks("role")} | {role: role for role in ranks("role")}
    roles |= {key.replace(" ", ""): role for key, role in roles.items()}
    role = roles.get(fold_key(asked))
    if role is None:
        known = ", ".join(fold_key(edge_label(role)).replace(" ", "-") for role in ranks("role"))
        raise UsageError("DP602", f"--role {asked}", "không có vai trò này", f"chọn một trong: {known}")
    return cast("AgencyRole", role)


def agency(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.agency import agency_page
    from docparse.questions.agency import agency as ask

    name = joined(arguments.agency)
    try:
        with open_from(arguments) as store:
            answer = store.agency(name, at=arguments.at)
    except StoreError as error:
        if error.code != "DP401":
            raise
        answer = ask(None, name, arguments.at)  # what bodies became is known without a store
    if arguments.csv:
        from docparse.output.agencysheet import agency_csv

        screen.out.write(agency_csv(answer, arguments.sep))
        return 0
    return _answer(answer, agency_page, arguments, screen)


def search(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.search import search_page

    words = " ".join(f'"{word}"' if " " in word else word for word in arguments.words)
    with open_from(arguments) as store:
        answer = store.search(words, limit=arguments.limit, page=arguments.page)
    return _answer(answer, search_page, arguments, screen)


def trace(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.trace import trace_page

    with open_from(arguments) as store:
        answer = store.trace(joined(arguments.what))
    return _answer(answer, trace_page, arguments, screen)


def goals(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.goals import goals_page

    with open_from(arguments) as store:
        answer = store.goals(joined(arguments.document))
    return _answer(answer, goals_page, arguments, screen)


def references(arguments: Namespace, screen: Screen) -> int:
    from docparse.cli_across import print_answer
    from docparse.output import references as output

    with open_from(arguments) as store:
        answer = store.references(joined(arguments.document))
    title = f"Văn bản viện dẫn: {answer.document.name}"
    rows = output.references_rows
    return print_answer(answer, output.references_page, title, output.CSV_TITLES, rows, arguments, screen)


def why(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.why import why_page

    asked = joined(arguments.what)
    if (found := _file_and_part(asked)) is not None:
        from docparse.questions.askwhy import why_in
        from docparse.reading import read

        path, part = found
        plan = read_plan(path)
        return _answer(replace(why_in(plan, part, read(path)), asked=asked), why_page, arguments, screen)
    with open_from(arguments) as store:
        if (missing := _missing_file(asked)) is not None:
            try:
                store.find_document(missing)  # a file may be gone that the store has read
            except QuestionError as error:
                if error.code == "DP501":
                    read_plan(missing)  # says what is wrong with the file
        answer = store.why(asked)
    return _answer(answer, why_page, arguments, screen)


def _file_and_part(asked: str) -> tuple[str, str] | None:
    """``FILE:57``, ``FILE#t:V.1:2bd32ffe`` or ``FILE V.1 đoạn 2``, where there is such a file."""
    for at, sign in enumerate(asked):
        if sign in ":# " and asked[at + 1 :].strip() and os.path.isfile(asked[:at]):
            return asked[:at], asked[at + 1 :]
    return None


def _missing_file(asked: str) -> str | None:
    """The file that the words before ``:57`` or ``#t:V.1:2bd32ffe`` name by a known extension."""
    from docparse.reading import READERS

    names = (asked[:at] for at, sign in enumerate(f"{asked}#") if sign in ":# ")
    return next((name for name in names if os.path.splitext(name)[1].lower() in READERS), None)


def show(arguments: Namespace, screen: Screen) -> int:
    if arguments.html:
        return _show_html(arguments, screen)
    if arguments.output:
        raise UsageError("DP600", "docparse show", "-o chỉ dùng cùng --html", "thêm --html")
    from docparse.output.show import show_page

    with open_from(arguments) as store:
        answer = store.show(joined(arguments.document))
    return _answer(answer, show_page, arguments, screen)


def _show_html(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.html import document_html
    from docparse.store.planvalues import plan_of

    asked = joined(arguments.document)
    source = None
    if os.path.isfile(asked):
        from docparse.reading import read

        plan, source = read_plan(asked), read(asked)
    else:
        with open_from(arguments) as store:
            plan = plan_of(store.plan(asked))
    page = document_html(plan, source)
    if arguments.output is None:
        screen.out.write(page)
        return 0
    write_text(arguments.output, page)
    screen.line(f"đã ghi {arguments.output}")
    return 0


def rules(arguments: Namespace, screen: Screen) -> int:
    from docparse.cli_rules import run

    return run(arguments, screen, inputs)


def _later(module: str, work: str = "run") -> Command:
    """A command whose module only it imports."""

    def command(arguments: Namespace, screen: Screen) -> int:
        status: int = getattr(import_module(f"docparse.{module}"), work)(arguments, screen)
        return status

    return command


COMMANDS: dict[str, Command] = {
    "parse": parse_files,
    "add": add_files,
    "load": load_parts,
    "remove": remove_document,
    "list": list_documents,
    "backup": _later("cli_backup"),
    "restore": _later("cli_backup"),
    "who": who,
    "checklist": checklist,
    "sheet": _later("cli_papers", "sheet"),
    "agency": agency,
    "search": search,
    "trace": trace,
    "goals": goals,
    "references": references,
    "show": show,
    "why": why,
    "lint": _later("cli_lint", "run_lint"),
    "coverage": _later("cli_across"),
    "matrix": _later("cli_across"),
    "diff": _later("cli_across"),
    "correct": _later("cli_persons"),
    "undo": _later("cli_persons"),
    "corrections": _later("cli_persons"),
    "import": _later("cli_office"),
    "config": _later("cli_office"),
    "mine": _later("cli_office"),
    "report": _later("cli_office"),
    "picture": _later("cli_office"),
    "export": _later("cli_export"),
    "sql": _later("cli_export"),
    "graph": _later("cli_graph"),
    "serve": _later("cli_serve", "serve"),
    "refresh": _later("cli_store"),
    "verify": _later("cli_store"),
    "users": _later("cli_users"),
    "mcp": _later("cli_mcp"),
    "watch": _later("cli_watch"),
    "doctor": _later("cli_doctor"),
    "completion": _later("cli_completion", "completion"),
    "man": _later("cli_completion", "man"),
    "bundle": _later("cli_bundle"),
    "rules": rules,
    "eval": _later("cli_eval", "run_eval"),
    "bench": _later("cli_eval", "run_bench"),
}
