"""The command ``graph``: analyses of the whole store."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from docparse.cli_files import open_from
from docparse.output.page import Page
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.questions.answer import Answer
    from docparse.store.graphstore import GraphStore

_Rows = Callable[[Any], Sequence[Sequence[str]]]
_Titles = Callable[[Any], Sequence[str]]


def run(arguments: Namespace, screen: Screen) -> int:
    """One of the analyses."""
    from docparse.output.sheet import as_csv, as_markdown

    ask, page, titles, rows = _analysis(arguments.analysis)
    with open_from(arguments) as store:
        answer = ask(store, arguments.limit or None)
    if arguments.json:
        screen.json(answer.to_dict())
    elif arguments.csv:
        screen.out.write(as_csv(titles(answer), rows(answer), arguments.sep))
    elif arguments.md:
        screen.out.write(as_markdown(f"docparse graph {arguments.analysis}", titles(answer), rows(answer)))
    else:
        screen.show(page(answer))
    return 0


def _analysis(
    name: str,
) -> tuple[Callable[[GraphStore, int | None], Answer], Callable[[Any], Page], _Titles, _Rows]:
    from docparse.output import analyses as output
    from docparse.questions import analyses

    steps: tuple[_Titles, _Rows] = (lambda _: output.STEPS_CSV, output.steps_rows)
    found: dict[str, tuple[Any, Callable[[Any], Page], _Titles, _Rows]] = {
        "chains": (analyses.chains, output.chains_page, *steps),
        "cycles": (analyses.cycles, output.cycles_page, *steps),
        "load": (analyses.load, output.load_page, output.load_titles, output.load_rows),
        "orphans": (analyses.orphans, output.orphans_page, lambda _: output.ORPHANS_CSV, output.orphans_rows),
        "central": (analyses.central, output.central_page, lambda _: output.CENTRAL_CSV, output.central_rows),
    }
    return found[name]
