"""The commands that compare whole plans (coverage, matrix, diff); each document is a file or one of the store."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from docparse.cli_arguments import joined
from docparse.cli_files import open_from, read_plan
from docparse.cli_inputs import STDIN
from docparse.errors import QuestionError, StoreError
from docparse.output.page import Page
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.model import Plan
    from docparse.questions import Store
    from docparse.questions.answer import Answer


class _Plans:
    """Reads the documents of one command; the store is opened when the first of them is no file."""

    def __init__(self, arguments: Namespace, stack: ExitStack) -> None:
        self._arguments, self._stack = arguments, stack
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        if self._store is None:
            self._store = self._stack.enter_context(open_from(self._arguments))
        return self._store

    def read(self, asked: str) -> Plan:
        """A file's plan where there is such a file, else the store's; a missing file is told as one."""
        from docparse.questions.stored import stored_plan

        if asked == STDIN or os.path.isfile(asked):
            return read_plan(asked)
        try:
            return stored_plan(self.store, asked)
        except (QuestionError, StoreError) as error:
            if error.code in ("DP401", "DP501") and _looks_like_file(asked):
                return read_plan(asked)  # says what is wrong with the file
            raise


def _looks_like_file(asked: str) -> bool:
    from docparse.reading import READERS

    return os.path.splitext(asked)[1].lower() in READERS


def run(arguments: Namespace, screen: Screen) -> int:
    """One of the three commands."""
    with ExitStack() as stack:
        return _COMMANDS[arguments.command](arguments, _Plans(arguments, stack), screen)


def _coverage(arguments: Namespace, plans: _Plans, screen: Screen) -> int:
    from docparse.output import coverage as output
    from docparse.questions.coverage import coverage

    answer = coverage(plans.read(arguments.upper), [plans.read(lower) for lower in arguments.lower])
    title = f"Văn bản trên: {answer.upper.name}"
    return print_answer(answer, output.coverage_page, title, output.CSV_TITLES, output.coverage_rows, arguments, screen)


def _matrix(arguments: Namespace, plans: _Plans, screen: Screen) -> int:
    from docparse.output import matrix as output
    from docparse.questions.matrix import matrix

    answer = matrix(plans.read(joined(arguments.document)))
    title = f"MA TRẬN MỤC TIÊU ↔ NHIỆM VỤ – {answer.document.name}"
    return print_answer(answer, output.matrix_page, title, output.CSV_TITLES, output.matrix_rows, arguments, screen)


def _diff(arguments: Namespace, plans: _Plans, screen: Screen) -> int:
    from docparse.output import diff as output
    from docparse.questions.diff import diff
    from docparse.questions.stored import last_two

    if arguments.new is None:
        old, new = last_two(plans.store, arguments.old)
    else:
        old, new = plans.read(arguments.old), plans.read(arguments.new)
    answer = diff(old, new)
    title = f"{answer.old.name} → {answer.new.name}"
    return print_answer(answer, output.diff_page, title, output.CSV_TITLES, output.diff_rows, arguments, screen)


def print_answer(
    answer: Answer,
    page: Callable[[Any], Page],
    title: str,
    titles: Sequence[str],
    rows: Callable[[Any], Sequence[Sequence[str]]],
    arguments: Namespace,
    screen: Screen,
) -> int:
    """Print an answer in the form that was asked for; 0."""
    from docparse.output.sheet import as_csv, as_markdown

    if arguments.json:
        screen.json(answer.to_dict())
    elif arguments.csv:
        screen.out.write(as_csv(titles, rows(answer), arguments.sep))
    elif arguments.md:
        screen.out.write(as_markdown(title, titles, rows(answer)))
    else:
        screen.show(page(answer))
    return 0


_COMMANDS: dict[str, Callable[[Namespace, _Plans, Screen], int]] = {
    "coverage": _coverage,
    "matrix": _matrix,
    "diff": _diff,
}
