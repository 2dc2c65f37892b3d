"""``docparse import``: a table that somebody has worked on comes back."""

from __future__ import annotations

import os
from argparse import Namespace
from functools import partial

from docparse.cli_across import print_answer
from docparse.cli_files import confirmed, open_from, read_bytes
from docparse.output.screen import Screen
from docparse.output.sheetback import TITLES, sheetback_page, sheetback_rows
from docparse.store.corrections import user


def run(arguments: Namespace, screen: Screen) -> int:
    """Show what was changed; keep it after a yes. The exit status is 1 where something could not be taken."""
    from docparse.questions.sheetback import compare_sheet, take_sheet

    data, name = read_bytes(arguments.file), os.path.basename(arguments.file)
    with open_from(arguments) as store:
        found = compare_sheet(store, data, name)
        show = partial(print_answer, page=sheetback_page, title=name, titles=TITLES, rows=sheetback_rows)
        plain = arguments.json or arguments.csv or arguments.md
        if not arguments.json:
            show(found, arguments=arguments, screen=screen)
        wanted = found.differences and not arguments.dry_run
        question = f"ghi {len(found.differences)} chỗ ấy?"
        if wanted and (arguments.yes or confirmed(name, question, screen, "cần hỏi lại trước khi ghi")):
            found = take_sheet(store, found, arguments.by or user())
        if arguments.json:
            show(found, arguments=arguments, screen=screen)
        elif found.taken and not plain:
            screen.line(f"đã ghi {found.taken} điều; xem hoặc gỡ: docparse corrections, docparse undo SỐ")
        elif found.differences and not plain:
            screen.line("chưa ghi gì; thêm --yes để ghi")
    return 1 if found.troubles else 0
