"""``docparse report``: how far an agency's or a plan's tasks are over a span of time."""

from __future__ import annotations

import re
from argparse import Namespace
from contextlib import suppress
from datetime import date
from pathlib import Path

from docparse.cli_across import print_answer
from docparse.cli_arguments import joined
from docparse.cli_files import open_from, open_to_hand_on
from docparse.cli_papers import Target, write_file
from docparse.cli_parser import UsageError
from docparse.errors import QuestionError
from docparse.output.report import (
    ROWS,
    Period,
    Report,
    agency_report,
    document_report,
    quarter,
    report_page,
    report_rows,
)
from docparse.output.screen import Screen
from docparse.settings import settings

_QUARTER = re.compile(r"(?:q|quý|quy)?\s*(iv|i{1,3}|[1-4])\s*[/.-]\s*(\d{4})", re.IGNORECASE)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def run(arguments: Namespace, screen: Screen) -> int:
    """Print the report, or write it as .docx."""
    today = arguments.today or date.today()
    period = _period(arguments, today)
    found = _report(arguments, period, today)
    if not found.progress.rows:
        advice = "kiểm tra lại tên và kỳ báo cáo; văn bản ban hành sau kỳ không tính"
        raise QuestionError("DP507", found.about, f"không có nhiệm vụ nào đến hết {period.label}", advice)
    if arguments.docx is None:
        title = f"Báo cáo {period.label} – {found.about}"
        return print_answer(found, report_page, title, ROWS, report_rows, arguments, screen)
    from docparse.output.reportfile import report_document

    path = write_file(
        Target(f"bao-cao {found.about} {period.label}", "docx", arguments.docx),
        lambda: report_document(found),
        arguments.force,
    )
    screen.line(f"đã ghi {path} ({len(found.progress.rows)} nhiệm vụ)")
    return 0


def _report(arguments: Namespace, period: Period, today: date) -> Report:
    from docparse.output.checklist import title
    from docparse.questions.mentioned import begins_as_agency

    asked = joined(arguments.document)
    if asked and arguments.agency:
        raise UsageError(
            "DP600", "docparse report", "nêu một văn bản hoặc --agency, không nêu cả hai", "bỏ một trong hai"
        )
    agency = arguments.agency or (None if asked else settings().agency)
    if not asked and not agency:
        advice = 'nêu VĂN_BẢN, --agency "Sở …", hoặc đặt một lần: docparse config agency "Sở …"'
        raise QuestionError("DP521", "docparse report", "chưa nêu báo cáo về gì", advice)
    handed_on = arguments.csv or arguments.md or arguments.docx is not None
    with (open_to_hand_on if handed_on else open_from)(arguments) as store:
        if agency is None and begins_as_agency(asked) and not Path(asked).suffix:
            with suppress(QuestionError):  # "Sở …" may begin a document's title
                store.checklist(asked)
                agency = asked
        if agency is None:
            return document_report(store.sheet(asked), period, today)
        answer = store.checklist(agency)
        return agency_report(answer, title(answer), period, today)


def _period(arguments: Namespace, today: date) -> Period:
    first, last = arguments.from_, arguments.to
    if arguments.quarter and (first or last):
        raise UsageError("DP600", "docparse report", "--quarter không dùng cùng --from, --to", "bỏ một trong hai")
    if arguments.quarter:
        found = _QUARTER.fullmatch(arguments.quarter.strip())
        if found is None or not int(found[2]):
            raise QuestionError("DP523", arguments.quarter, "không phải một quý", "ghi như 4/2026 hoặc IV/2026")
        return quarter(_NUMBERS.get(found[1].lower()) or int(found[1]), int(found[2]))
    if first or last:
        if first is None or last is None or first > last:
            raise QuestionError(
                "DP523",
                "--from, --to",
                "cần cả ngày đầu và ngày cuối, đầu trước cuối",
                "--from 1/10/2026 --to 31/12/2026",
            )
        return Period(first, last)
    return quarter((today.month + 2) // 3, today.year)
