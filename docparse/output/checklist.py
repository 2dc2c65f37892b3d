"""An agency's checklist: the columns of S3, as a page, as CSV for Excel and as Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby

from docparse.folding import fold_key
from docparse.output.agency import heirs_text, inherited_text, places
from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns, safe
from docparse.output.words import date, document, excerpt, said
from docparse.questions.answers import ChecklistAnswer, ChecklistRow

TITLES = ("STT", "Nhiệm vụ", "Vai trò", "Phối hợp", "Sản phẩm", "Thời hạn", "Căn cứ", "Trích dẫn")
CSV_TITLES = (
    "STT", "Nhiệm vụ", "Vai trò", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn", "Văn bản", "Số, ký hiệu", "Ngày",
    "Địa phương", "Căn cứ", "Trích dẫn", "Ghi chú",
)  # fmt: skip
UNKNOWN_PLACE = "chưa rõ địa phương"
_CENTRAL = "Trung ương"
INFERRED = "suy ra: văn bản không nêu ai làm; cơ quan này là cơ quan thường trực"

_MARKED = ("default", "confirmed", "corrected")

BOM = "\ufeff"  # without it Excel takes the file for Windows-1252
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOTHING = "Không có nhiệm vụ nào của cơ quan này trong kho."
_UNKNOWN_NAME = f"{_NOTHING} Không văn bản nào trong kho nêu tên như vậy: gõ tên đầy đủ hơn, hoặc xem docparse agency."
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def checklist_page(answer: ChecklistAnswer) -> Page:
    """The checklist for reading; quotes are cut short, whole ones stand in the CSV and Markdown forms."""
    page: list[Element] = [Heading(f"PHIẾU NHIỆM VỤ – {title(answer)}")]
    if answer.read_as:
        page.append(Line(f"Hiểu là: {'; '.join(answer.read_as)}", "dim"))
    elif len(answer.names) > 1:
        page.append(Line(f"Cách gọi trong văn bản: {'; '.join(answer.names)}", "dim"))
    numbers = {fold_key(group): str(n) for n, group in enumerate(answer.groups, 1)}
    if len(answer.groups) == 1:
        page.append(Line(f"Qua nhóm: {answer.groups[0]}", "dim"))
    elif answer.groups:
        page.append(Line("Qua nhóm: " + "; ".join(f"({n}) {g}" for n, g in enumerate(answer.groups, 1)), "dim"))
    page += places(answer)
    if answer.suggestions:
        page.append(Line(f"Không văn bản nào nêu đích danh cơ quan này. Có phải: {'; '.join(answer.suggestions)}?"))
    if answer.now:
        page.append(Line(f"Đến ngày {date(answer.at)} nay là: {heirs_text(answer.now)}", "warning"))
    if not answer.total:
        named = answer.agency_ids or answer.groups or answer.suggestions
        page.append(Line(_NOTHING if named else _UNKNOWN_NAME, "warning"))
        return page
    several = len({row.province for row in answer.rows if row.province}) > 1
    if several:
        page.append(Line("Tên không nêu tỉnh: xếp theo tỉnh của văn bản; thêm tên tỉnh để lọc.", "warning"))
    page += _tables(answer.rows, numbers, provinces=several)
    for heir, own in groupby(answer.inherited, key=lambda row: row.from_):
        rows = list(own)
        if heir is not None:
            page.append(Heading(f"K{inherited_text(heir, rows[0].now)[1:]}"))
        page += _tables(rows, numbers)
    if answer.inferred:
        page.append(Heading("SUY RA: văn bản không nêu ai làm; cơ quan này là cơ quan thường trực (cần xác nhận)"))
        page += _tables(answer.inferred, numbers)
    if answer.unplaced:
        page.append(Heading("CHƯA RÕ ĐỊA PHƯƠNG: có thể là việc của tỉnh khác; thêm tên tỉnh để lọc"))
        page += _tables(answer.unplaced, numbers)
    page.append(Line(""))
    page.append(Line(_total(answer), "dim"))
    return page


def title(answer: ChecklistAnswer) -> str:
    """The resolved name, with the province where one was asked for."""
    place = answer.province
    if place is None or f" {fold_key(place)} " in f" {fold_key(answer.name)} ":
        return answer.name
    return f"{answer.name} ({place})"


def _total(answer: ChecklistAnswer) -> str:
    rows = (*answer.rows, *answer.inherited, *answer.inferred, *answer.unplaced)
    if len(rows) < answer.total:
        last = answer.start + len(rows)
        more = f"; còn {answer.total - last}, xem tiếp bằng --page" if last < answer.total else ""
        return (
            f"từ {answer.start + 1} đến {last} trên {answer.total} nhiệm vụ{more}"
            if rows
            else (f"hết: chỉ có {answer.total} nhiệm vụ")
        )
    text = f"{len(answer.rows)} nhiệm vụ, {len({row.document.id for row in rows})} văn bản"
    text += f"; kế thừa {len(answer.inherited)}" if answer.inherited else ""
    text += f"; suy ra thêm {len(answer.inferred)}" if answer.inferred else ""
    return text + (f"; {UNKNOWN_PLACE} {len(answer.unplaced)}" if answer.unplaced else "")


def _tables(rows: Sequence[ChecklistRow], groups: Mapping[str, str], provinces: bool = False) -> Iterator[Element]:
    """A table for each document, in their order."""
    before: object = object()
    for _, group in groupby(rows, key=lambda row: row.document.id):
        own = list(group)
        if provinces and own[0].province != before:
            yield Heading(place_text(own[0]).upper())
            before = own[0].province
        yield Heading(document(own[0].document.name, own[0].document.date))
        cells = tuple((*_cells(row, groups)[:-2], where(row), excerpt(row.quote.text)) for row in own)
        yield Table(columns(*TITLES, right="STT"), cells)


def place_text(row: ChecklistRow) -> str:
    """The province of the row's document, ``Trung ương`` or ``chưa rõ địa phương``."""
    return row.province or (UNKNOWN_PLACE if row.province is None else _CENTRAL)


def where(row: ChecklistRow) -> str:
    """``V.1, đoạn 2 (cũng nêu tại: Phụ lục I.II, đoạn 3)``."""
    return f"{row.place} (cũng nêu tại: {'; '.join(row.also)})" if row.also else row.place


def _cells(row: ChecklistRow, groups: Mapping[str, str] | None = None) -> tuple[str, ...]:
    return (
        str(row.number),
        row.text,
        role_text(row, groups),
        partners_text(row),
        row.product or NONE,
        row.due_text,
        f"{where(row)} – {document(row.document.name, row.document.date)}",
        " ".join(row.quote.text.split()),
    )


def partners_text(row: ChecklistRow) -> str:
    """Who else: ``cùng chủ trì: Sở Nội vụ; Sở Tài chính``, ``chủ trì: Sở Y tế; phối hợp: Công an tỉnh``."""
    partners = "; ".join(row.partners)
    if not row.leads:
        return partners or NONE
    leads = f"{'cùng chủ trì' if row.role == 'lead' else 'chủ trì'}: {'; '.join(row.leads)}"
    return f"{leads}; phối hợp: {partners}" if partners else leads


def role_text(row: ChecklistRow, groups: Mapping[str, str] | None = None) -> str:
    """``Phối hợp (qua nhóm: các sở, ngành)``, ``Chủ trì (suy ra)``; ``groups``: numbers of those listed above."""
    notes = []
    if row.via_group:
        number = (groups or {}).get(fold_key(row.via_group))
        short = "qua nhóm" if groups and len(groups) == 1 else f"qua nhóm {number}"
        notes.append(short if number else f"qua nhóm: {row.via_group}")
    if row.basis in _MARKED:
        notes.append(row.certainty)
    label = row.role_label.capitalize()
    return f"{label} ({'; '.join(notes)})" if notes else label


def checklist_csv(answer: ChecklistAnswer, separator: str = ",") -> str:
    """CSV for Excel: a byte-order mark, CRLF, no cell that Excel would run as a formula."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n", delimiter=separator)
    writer.writerow(CSV_TITLES)
    for number, (row, note) in enumerate(_noted(answer), 1):
        about = row.document
        cells = (
            str(number), row.text, role_text(row), "; ".join(row.leads) or NONE, "; ".join(row.partners) or NONE,
            row.product or NONE, row.due_text, about.name, about.symbol or NONE, date(about.date, NONE),
            place_text(row), where(row), f"“{row.quote.text}”", note,
        )  # fmt: skip
        writer.writerow([guarded(safe(cell)) for cell in cells])
    return out.getvalue()


def guarded(cell: str) -> str:
    """A spreadsheet runs a cell that begins with one of these; an apostrophe keeps it text."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell


def checklist_markdown(answer: ChecklistAnswer) -> str:
    """A heading and a Markdown table; the document's own marks are escaped."""
    lines = [f"# PHIẾU NHIỆM VỤ – {escaped(title(answer))}", ""]
    lines += [_md(TITLES), _md(("---:", *["---"] * (len(TITLES) - 1)))]
    numbered = ((str(n), *_cells(row)[1:]) for n, (row, _) in enumerate(_noted(answer), 1))
    lines += [_md(tuple(map(escaped, row))) for row in numbered]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text as Markdown shows it unchanged, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(safe(text).split()))


def _noted(answer: ChecklistAnswer) -> Iterator[tuple[ChecklistRow, str]]:
    """The stated rows, the inherited, the inferred ones and those of an unknown place, each with its remarks."""
    groups = (
        ((row, "") for row in answer.rows),
        ((row, inherited_text(row.from_, row.now) if row.from_ else "") for row in answer.inherited),
        ((row, INFERRED) for row in answer.inferred),
        ((row, UNKNOWN_PLACE) for row in answer.unplaced),
    )
    for row, note in chain.from_iterable(groups):
        yield row, "; ".join(filter(None, (note, *map(said, row.said))))


def _md(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
