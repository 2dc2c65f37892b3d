"""The directives that a document names (S7)."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.model import Known
from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns
from docparse.output.warnings import warning_elements
from docparse.output.words import date, document
from docparse.questions.answers import DirectiveRef
from docparse.questions.answers_document import ReferenceRow, ReferencesAnswer
from docparse.questions.directives import type_and_title

NO_SYMBOL = "(không số)"
CSV_TITLES = ("Ký hiệu", "Loại", "Ngày", "Cơ quan (theo văn bản)", "Quan hệ", "Số lần", "Cảnh báo")


def references_page(answer: ReferencesAnswer) -> Page:
    """The answer as a page."""
    page: list[Element] = [Heading(f"VĂN BẢN VIỆN DẪN – {document(answer.document.name, answer.document.date)}")]
    if not answer.rows:
        page.append(Line("Văn bản không viện dẫn văn bản nào.", "warning"))
        return page
    page.append(Table(columns(*CSV_TITLES, right="Số lần"), references_rows(answer)))
    page.append(Line(""))
    page.append(Line(f"{len(answer.rows)} văn bản, {answer.mentions} lần viện dẫn", "dim"))
    return [*page, *warning_elements(answer.warnings)]


def references_rows(answer: ReferencesAnswer) -> tuple[tuple[str, ...], ...]:
    """A row a directive, as on the page and in CSV."""
    return tuple(_row(row) for row in answer.rows)


def _row(row: ReferenceRow) -> tuple[str, ...]:
    type_ = row.type if row.symbol else type_and_title(row.type, row.title)
    relation = f"{row.relation_label} (của {row.of_label})" if row.of_label else row.relation_label
    known = known_text(row.known, row.symbol, row.date, row.issuer) if row.known else ""
    remarks = [f"danh mục: {known}"] if known else []
    remarks += [f"có thể là {may_be(row.candidates)}"] if row.candidates else []
    remarks += [f"suy ra là {row.label} trong kho"] if row.inferred else []
    remarks += [f"{notice.code} {notice.text}" for notice in row.warnings]
    return (
        row.symbol or NO_SYMBOL,
        type_ or NONE,
        date(row.date),
        row.issuer or NONE,
        relation,
        str(row.count),
        "; ".join(remarks) or NONE,
    )


def may_be(candidates: Sequence[DirectiveRef]) -> str:
    """What an open mention may be: ``Kết luận 51-KL/TW (30/05/2019) hoặc …``; with the body where that parts them."""
    bodies = len({ref.issuer for ref in candidates}) > 1
    abouts = [[date(ref.date, ""), (ref.issuer or "") if bodies else ""] for ref in candidates]
    names = (
        f"{ref.label} ({', '.join(filter(None, about))})" if any(about) else ref.label
        for ref, about in zip(candidates, abouts, strict=True)
    )
    return " hoặc ".join(dict.fromkeys(names))


def known_text(known: Known, symbol: str | None, day: str | None, issuer: str | None) -> str:
    """What the registry adds to what is printed: ``= 29-NQ/TW, 04/11/2013``; nothing where all is printed."""
    parts = []
    if known.symbol and known.symbol != symbol:
        parts.append(f"= {known.symbol}")
    if known.date and known.date != day:
        parts.append(date(known.date))
    if known.issuer and not issuer:
        parts.append(known.issuer)
    return ", ".join(parts)
