"""What SQL gave, as a table; and what can be asked."""

from __future__ import annotations

from docparse.output.page import NONE, Column, Element, Fields, Heading, Line, Page, Table
from docparse.output.words import number
from docparse.store.selecting import Selected
from docparse.store.vocabulary import tables


def cells(found: Selected) -> list[list[str]]:
    """Every value as text; what is not there is empty."""
    return [["" if value is None else str(value) for value in row] for row in found.rows]


def selected_page(found: Selected) -> Page:
    """A table, numbers to the right."""
    if not found.rows:
        return [Line("Không có hàng nào.")]
    columns = range(len(found.columns))
    numbers = [all(isinstance(row[at], (int, float, type(None))) for row in found.rows) for at in columns]
    head = tuple(Column(name, right) for name, right in zip(found.columns, numbers, strict=True))
    return [Table(head, tuple(tuple(map(_shown, row)) for row in found.rows))]


def _shown(value: object) -> str:
    if value is None:
        return NONE
    return number(value) if isinstance(value, float) else " ".join(str(value).split())


def views_page() -> Page:
    """The views with their columns."""
    page: list[Element] = []
    for name, view in tables()["views"].items():
        page += [Heading(f"{name}: {view['why']}"), Fields(tuple(view["columns"].items()), indent=2)]
    page += [Line(""), Line("Các bảng khác của kho và mọi cột: graph/tables.yaml.", "dim")]
    return page
