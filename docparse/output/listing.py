"""The documents of a store."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.output.page import NONE, Line, Page, Table, columns
from docparse.output.words import date
from docparse.store.graphstore import StoredDocument

TITLES = ("STT", "Số, ký hiệu", "Loại", "Cơ quan", "Ngày", "Trích yếu", "Tệp", "Nhiệm vụ")


def listing_page(documents: Sequence[StoredDocument]) -> Page:
    """A line a document, by date; at the end how many there are."""
    rows = tuple(
        (
            str(number), about.symbol or NONE, about.type or NONE, about.issuer or NONE, date(about.date, NONE),
            " ".join((about.title or NONE).split()), about.file or NONE, str(about.tasks),
        )
        for number, about in enumerate(documents, 1)
    )  # fmt: skip
    total = f"{len(documents)} văn bản, {sum(about.tasks for about in documents)} nhiệm vụ"
    return (
        [Table(columns(*TITLES, right="STT|Nhiệm vụ"), rows), Line(""), Line(total, "dim")] if rows else [Line(total)]
    )
