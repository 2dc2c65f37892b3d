"""``docparse lint``: what is wrong or risky in plans before they are signed, on the command line."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from docparse.cli_arguments import UsageError
from docparse.cli_files import read_plan
from docparse.cli_inputs import inputs, label, opened
from docparse.errors import DocparseError
from docparse.output.screen import Screen


def run_lint(arguments: Namespace, screen: Screen) -> int:
    """Check each file: 1 where one has an error or could not be read, else 0."""
    from docparse.lint import Report, known_codes, lint
    from docparse.output.lint import lint_page, total_line

    only, ignore = _codes(arguments.only), _codes(arguments.ignore)
    for code in (*only, *ignore):
        if not any(known.startswith(code) for known in known_codes()):
            advice = f"chọn trong: {', '.join(sorted(known_codes()))}"
            raise UsageError("DP600", "docparse lint", f"không có mã {code}", advice)
    at = arguments.at.isoformat() if arguments.at else None
    reports: list[Report] = []
    failed: list[dict[str, Any]] = []
    for found in (piece for path in inputs(arguments.paths, containers=True) for piece in opened(path, arguments.name)):
        try:
            report = lint(read_plan(found), at=at, only=only, ignore=ignore)
        except DocparseError as error:
            screen.error(str(error))
            failed.append({"file": label(found), "error": {"code": error.code, "text": str(error)}})
            continue
        reports.append(report)
        if not arguments.json:
            screen.show(lint_page(report, everything=arguments.all))
    if arguments.json:
        screen.json({"files": [report.to_dict() for report in reports], "failed": failed})
    elif len(reports) + len(failed) > 1:
        screen.show([total_line(reports, len(failed))])
    return int(bool(failed or any(report.count("error") for report in reports)))


def _codes(asked: list[str]) -> tuple[str, ...]:
    """``--only DP701,DP72 --only dp75`` as codes."""
    return tuple(code.strip().upper() for some in asked for code in some.split(",") if code.strip())
