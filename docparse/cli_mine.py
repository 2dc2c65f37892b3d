"""``docparse config`` and ``docparse mine``: an office's own tasks without naming itself again."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict, replace
from datetime import date
from functools import partial

from docparse.cli_across import print_answer
from docparse.cli_arguments import joined
from docparse.cli_files import open_from, open_to_hand_on
from docparse.cli_papers import asked_forms, write_papers
from docparse.cli_parser import UsageError
from docparse.errors import QuestionError
from docparse.folding import fold
from docparse.output.screen import Screen
from docparse.settings import set_value, settings, settings_file

_LABELS = {"agency": "cơ quan", "name": "tên người ghi"}
_SOON = 30  # days, where nobody says


def run(arguments: Namespace, screen: Screen) -> int:
    return _config(arguments, screen) if arguments.command == "config" else _mine(arguments, screen)


def _config(arguments: Namespace, screen: Screen) -> int:
    value = " ".join(joined(arguments.value).split())
    if arguments.unset and (arguments.key is None or value):
        raise UsageError(
            "DP600", "docparse config --unset", "nêu một mục, không nêu giá trị", "docparse config agency --unset"
        )
    known = set_value(arguments.key, value or None) if value or arguments.unset else settings()
    if arguments.json:
        screen.json(asdict(known))
        return 0
    for key, label in _LABELS.items():
        if arguments.key in (None, key):
            screen.line(f"{label}: {getattr(known, key) or 'chưa đặt'}")
    if arguments.key is None or value:
        screen.line(f"Tệp: {settings_file()}")
    if arguments.key == "agency" and value and not _is_known(value):
        notice = "danh mục không có tên này, docparse tìm theo đúng chữ đã ghi; kiểm tra lại cách viết"
        print(f"{'lưu ý':<8}  {notice}", file=sys.stderr)
    return 0


def _is_known(name: str) -> bool:
    """Whether the registry, or one of its patterns, has an agency of this name."""
    from docparse.store.agencies import registry_book

    return bool(registry_book().resolve(fold(name)))


def _mine(arguments: Namespace, screen: Screen) -> int:
    from docparse.output.checklist import title
    from docparse.output.progress import MINE_TITLES, only_urgent, progress, progress_page, progress_rows
    from docparse.output.tasklines import checklist_lines

    agency = settings().agency
    if agency is None:
        advice = 'đặt một lần: docparse config agency "Sở … tỉnh …"'
        raise QuestionError("DP521", "docparse mine", "chưa đặt cơ quan của mình", advice)
    today = arguments.today or date.today()
    handed_on = arguments.csv or arguments.md or asked_forms(arguments)
    with (open_to_hand_on if handed_on else open_from)(arguments) as store:
        answer = store.checklist(agency, now=today if arguments.now else None)
    name = title(answer)
    soon = _SOON if arguments.due_soon is None else arguments.due_soon
    found = progress(name, checklist_lines(answer), today, soon)
    if arguments.due_soon is not None:
        found = only_urgent(found)
    if asked_forms(arguments):
        lines = tuple(replace(row.line, number=number) for number, row in enumerate(found.rows, 1))
        if not lines:
            raise QuestionError(
                "DP507", agency, "không có việc nào để ghi vào tệp", "bỏ --due-soon, hoặc kiểm tra lại tên cơ quan"
            )
        from docparse.output.papers import Paper

        told = f"Tính đến ngày {today:%d/%m/%Y}"
        paper = Paper(name, f"VIỆC CỦA {name.upper()}", told, answer.name, lines, province=answer.province)
        write_papers(paper, arguments, screen)
        return 0
    show = partial(print_answer, page=progress_page, title=f"Việc của {name}", titles=MINE_TITLES)
    return show(found, rows=lambda one: progress_rows(one.rows), arguments=arguments, screen=screen)
