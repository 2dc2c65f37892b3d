"""``docparse rules``: the tools for rule writers on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from docparse.cli_parser import UsageError
from docparse.errors import DocparseError
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.matching.engine import RulePack
    from docparse.matching.tools import ExampleReport
    from docparse.model import Plan

_TAKES = {"show": (1, 1), "test": (0, 999), "new": (0, 1), "coverage": (1, 9999)}
Inputs = Callable[[list[str]], Iterable[str | DocparseError]]


def run(arguments: Namespace, screen: Screen, inputs: Inputs) -> int:
    """One of the actions; ``inputs`` gives the files meant by paths."""
    action, items = arguments.action, list(arguments.items)
    least, most = _TAKES.get(action, (0, 0))
    if not least <= len(items) <= most:
        what = "thiếu tham số" if len(items) < least else f"thừa tham số: {' '.join(items[most:])}"
        raise UsageError("DP600", f"docparse rules {action}", what, "xem cách dùng: docparse rules --help")
    from docparse.matching.engine import rule_pack

    pack = rule_pack()
    if action == "coverage":
        return _coverage(pack, items, arguments, screen, inputs)
    if action == "doc":
        from docparse.matching.tools import rule_reference

        screen.out.write(rule_reference(pack))
        return 0
    if action == "new":
        from docparse.matching.tools import new_rule

        name, label = items[0] if items else "luat-moi", arguments.label or "due-clause"
        screen.out.write(new_rule(name, label, pack, arguments.file))
        return 0
    return _about_rules(action, pack, items, arguments, screen)


def _about_rules(action: str, pack: RulePack, items: list[str], arguments: Namespace, screen: Screen) -> int:
    from docparse.identity.succession_check import check_facts
    from docparse.matching import tools
    from docparse.output import rules as pages

    if action == "list":
        lines = tools.list_rules(pack, arguments.label, arguments.file)
        if arguments.json:
            screen.json({"rules": [asdict(line) for line in lines]})
        else:
            screen.show(pages.list_page(lines))
        return 0
    if action == "show":
        view = tools.show_rule(pack, items[0])
        if arguments.json:
            screen.json(asdict(view))
        else:
            screen.show(pages.rule_page(view))
        return 0
    if action == "test":
        report = tools.run_examples(pack, tuple(items))
        if not items:
            report = _with_facts(report)
        if arguments.json:
            screen.json(asdict(report))
        else:
            screen.show(pages.report_page(report))
        return int(bool(report.problems))
    found = [*tools.lint(pack), *check_facts().problems]
    if arguments.json:
        screen.json({"problems": [asdict(problem) for problem in found]})
    else:
        screen.show(pages.lint_page(found))
    return int(any(problem.code != tools.HINT for problem in found))


def _with_facts(report: ExampleReport) -> ExampleReport:
    """The report with the facts beside the rules: what became of bodies, asked by their own examples."""
    from docparse.identity.succession_check import check_facts

    facts = check_facts()
    problems = (*report.problems, *facts.problems)
    return replace(report, examples=report.examples + facts.examples, problems=problems)


def _coverage(pack: RulePack, paths: list[str], arguments: Namespace, screen: Screen, inputs: Inputs) -> int:
    from docparse.matching.coverage import coverage
    from docparse.matching.watch import WatchedPack
    from docparse.output.rules import coverage_page

    failed: list[DocparseError] = []
    watched = WatchedPack(pack)

    def plans() -> Iterator[Plan]:
        from docparse.extraction.plan import read_plan
        from docparse.reading import read

        for found in inputs(paths):
            try:
                if isinstance(found, DocparseError):
                    raise found
                yield read_plan(read(found), watched)
            except DocparseError as error:
                failed.append(error)
                screen.error(str(error))

    result = coverage(plans(), watched)
    if arguments.json:
        screen.json(asdict(result))
    else:
        screen.show(coverage_page(result))
    return int(bool(failed))


__all__ = ["run"]
