"""The commands that look after a store: refresh, verify."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from docparse.cli_files import open_from
from docparse.output.screen import Screen
from docparse.store.refreshing import Refreshed
from docparse.store.verifying import Problem


def run(arguments: Namespace, screen: Screen) -> int:
    """One of the commands."""
    return _COMMANDS[arguments.command](arguments, screen)


def _refresh(arguments: Namespace, screen: Screen) -> int:
    done: list[Refreshed] = []
    with open_from(arguments) as store:
        for one in store.refresh(everything=arguments.all):
            done.append(one)
            if one.error is not None:
                screen.error(str(one.error))
            elif not arguments.json:
                before, after = one.tasks
                change = "" if before == after else f": {before} nhiệm vụ thành {after}"
                screen.line(f"đã đọc lại  {one.name}{change}")
    failed = [one for one in done if one.error]
    if arguments.json:
        screen.json({"documents": [_plain(one) for one in done], "failed": len(failed)})
    elif not done:
        screen.line("Mọi văn bản đều đã theo bộ luật đang dùng.")
    else:
        screen.line(f"{len(done) - len(failed)} văn bản đã đọc lại" + (f", {len(failed)} không được" * bool(failed)))
    return int(bool(failed))


def _verify(arguments: Namespace, screen: Screen) -> int:
    documents = 0
    problems: list[Problem] = []
    with open_from(arguments) as store:
        for checked in store.verify():
            documents += checked.document is not None
            problems += checked.problems
            for one in () if arguments.json else checked.problems:
                screen.error(f"DP455 {one.where}: {one.what}")
    if arguments.json:
        screen.json({"documents": documents, "problems": [asdict(one) for one in problems]})
    elif problems:
        screen.line(f"{documents} văn bản, {len(problems)} chỗ không khớp")
        screen.line("Lấy lại bản sao lưu (docparse restore), hoặc thêm lại các văn bản ấy.")
    else:
        screen.line(f"{documents} văn bản, không có gì sai")
    return int(bool(problems))


def _plain(one: Refreshed) -> dict[str, object]:
    return {**asdict(one), "error": {"code": one.error.code, "text": str(one.error)} if one.error else None}


_COMMANDS: dict[str, Callable[[Namespace, Screen], int]] = {"refresh": _refresh, "verify": _verify}
