"""An agency's checklist: the columns of S3, as a page, as CSV for Excel and as Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns, safe
from docparse.output.words import document, excerpt
from docparse.questions.answers import ChecklistAnswer, ChecklistRow

TITLES = ("STT", "Nhiệm vụ", "Vai trò", "Phối hợp", "Sản phẩm", "Thời hạn", "Căn cứ", "Trích dẫn")

_BOM = "\ufeff"  # without it Excel takes the file for Windows-1252
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def checklist_page(answer: ChecklistAnswer) -> Page:
    """The checklist for reading; quotes are cut short, whole ones stand in the CSV and Markdown forms."""
    name = answer.names[0] if len(answer.names) == 1 else answer.agency
    page: list[Element] = [Heading(f"PHIẾU NHIỆM VỤ – {name}")]
    if len(answer.names) > 1:
        page.append(Line(f"Cách gọi trong văn bản: {'; '.join(answer.names)}", "dim"))
    if answer.groups:
        page.append(Line(f"Qua nhóm: {'; '.join(answer.groups)}", "dim"))
    if not answer.rows and not answer.inferred:
        page.append(Line("Không có nhiệm vụ nào của cơ quan này trong kho.", "warning"))
        if answer.suggestions:
            page.append(Line(f"Có phải: {'; '.join(answer.suggestions)}?"))
        return page
    page += _tables(answer.rows)
    if answer.inferred:
        page.append(Heading("SUY RA: văn bản không nêu ai làm; cơ quan này là cơ quan thường trực (cần xác nhận)"))
        page += _tables(answer.inferred)
    page.append(Line(""))
    page.append(Line(_total(answer), "dim"))
    return page


def _total(answer: ChecklistAnswer) -> str:
    rows = (*answer.rows, *answer.inferred)
    text = f"{len(answer.rows)} nhiệm vụ, {len({row.document.id for row in rows})} văn bản"
    return f"{text}; suy ra thêm {len(answer.inferred)}" if answer.inferred else text


def _tables(rows: Sequence[ChecklistRow]) -> Iterator[Element]:
    """A table for each document, in their order."""
    for _, group in groupby(rows, key=lambda row: row.document.id):
        own = list(group)
        yield Heading(document(own[0].document.name, own[0].document.date))
        cells = tuple((*_cells(row)[:-2], row.quote.place, excerpt(row.quote.text)) for row in own)
        yield Table(columns(*TITLES, right="STT"), cells)


def _cells(row: ChecklistRow) -> tuple[str, ...]:
    return (
        str(row.number),
        row.text,
        role_text(row),
        "; ".join(row.partners) or NONE,
        row.product or NONE,
        row.due_text,
        f"{row.place} – {document(row.document.name, row.document.date)}",
        " ".join(row.quote.text.split()),
    )


def role_text(row: ChecklistRow) -> str:
    """``Phối hợp (qua nhóm: các sở, ngành)``, ``Chủ trì (suy ra)``."""
    notes = [f"qua nhóm: {row.via_group}"] if row.via_group else []
    if row.basis == "default":
        notes.append(row.certainty)
    label = row.role_label.capitalize()
    return f"{label} ({'; '.join(notes)})" if notes else label


def checklist_csv(answer: ChecklistAnswer) -> str:
    """CSV for Excel: a byte-order mark, CRLF, no cell that Excel would run as a formula."""
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(TITLES)
    for row in _numbered(answer):
        writer.writerow([guarded(safe(cell)) for cell in row])
    return out.getvalue()


def guarded(cell: str) -> str:
    """A spreadsheet runs a cell that begins with one of these; an apostrophe keeps it text."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


def checklist_markdown(answer: ChecklistAnswer) -> str:
    """A heading and a Markdown table; the document's own marks are escaped."""
    lines = [f"# PHIẾU NHIỆM VỤ – {escaped(answer.agency)}", ""]
    lines += [_md(TITLES), _md(("---:", *["---"] * (len(TITLES) - 1)))]
    lines += [_md(tuple(map(escaped, row))) for row in _numbered(answer)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text as Markdown shows it unchanged, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(safe(text).split()))


def _numbered(answer: ChecklistAnswer) -> list[tuple[str, ...]]:
    """The stated rows, then the inferred ones, numbered through."""
    return [(str(n), *_cells(row)[1:]) for n, row in enumerate((*answer.rows, *answer.inferred), 1)]


def _md(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
