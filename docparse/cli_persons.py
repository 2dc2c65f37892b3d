"""The commands that keep what a person says of tasks: correct, undo, corrections."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from docparse.cli_arguments import joined
from docparse.cli_arguments_persons import ROLES
from docparse.cli_files import open_from
from docparse.cli_parser import UsageError
from docparse.folding import fold_key
from docparse.output import corrections as output
from docparse.output.screen import Screen
from docparse.output.sheet import as_csv, as_markdown
from docparse.questions import correcting
from docparse.store.corrections import Field, user

_STATUSES = {
    "chua": "open",
    "chua lam": "open",
    "dang": "doing",
    "dang lam": "doing",
    "xong": "done",
    "da xong": "done",
}
_TEXTS: tuple[Field, ...] = ("due", "product", "note", "link")


def run(arguments: Namespace, screen: Screen) -> int:
    """One of the three commands."""
    return _COMMANDS[arguments.command](arguments, screen)


def _correct(arguments: Namespace, screen: Screen) -> int:
    values = _values(arguments)
    with open_from(arguments) as store:
        answer = correcting.correct(store, joined(arguments.what), values, arguments.by or user())
    if arguments.json:
        screen.json(answer.to_dict())
    else:
        screen.show(output.correct_page(answer))
    return 0


def _values(arguments: Namespace) -> dict[Field, Any]:
    """What was said; an empty text says that there is none."""
    fields = (*(role for role, _, _ in ROLES), *_TEXTS)
    values = correcting.values_of({name: said for name in fields if (said := getattr(arguments, name)) is not None})
    if arguments.status is not None:
        values["status"] = _STATUSES.get(fold_key(arguments.status), arguments.status)
        if values["status"] not in _STATUSES.values():
            known = "chua, dang, xong"
            raise UsageError(
                "DP600", f"--status {arguments.status}", "không có tiến độ này", f"chọn một trong: {known}"
            )
    if arguments.confirm:
        values["confirmed"] = True
    if not values:
        advice = "thêm --chu-tri, --due, --status, --confirm …"
        raise UsageError("DP600", "docparse correct", "chưa nêu điều cần ghi", advice)
    return values


def _undo(arguments: Namespace, screen: Screen) -> int:
    with open_from(arguments) as store:
        answer = correcting.undo(store, arguments.numbers, arguments.by or user())
    if arguments.json:
        screen.json(answer.to_dict())
    else:
        for one in answer.rows:
            screen.line(f"đã gỡ ghi nhận {one.what.number}: {one.what.label} {one.what.value}")
    return 0


def _corrections(arguments: Namespace, screen: Screen) -> int:
    with open_from(arguments) as store:
        document = joined(arguments.document) or None
        answer = correcting.corrections(store, document, orphaned=arguments.orphaned)
    if arguments.json:
        screen.json(answer.to_dict())
    elif arguments.csv:
        screen.out.write(as_csv(output.TITLES, output.corrections_rows(answer), arguments.sep))
    elif arguments.md:
        screen.out.write(as_markdown("Ghi nhận của người dùng", output.TITLES, output.corrections_rows(answer)))
    else:
        screen.show(output.corrections_page(answer))
    return 0


_COMMANDS: dict[str, Callable[[Namespace, Screen], int]] = {
    "correct": _correct,
    "undo": _undo,
    "corrections": _corrections,
}
