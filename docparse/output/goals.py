"""The table of indicators (S5), milestones and goals without a number."""

from __future__ import annotations

from docparse.output.page import NOT_STATED, Element, Heading, Line, Page, Table, columns
from docparse.output.warnings import warning_elements
from docparse.output.words import amount, comparator, date, document
from docparse.questions.answers_document import GoalRow, GoalsAnswer


def goals_page(answer: GoalsAnswer) -> Page:
    """The answer as a page."""
    page: list[Element] = [Heading(f"CHỈ TIÊU, MỤC TIÊU – {document(answer.document.name, answer.document.date)}")]
    indicators = [row for row in answer.rows if row.kind == "indicator"]
    milestones = [row for row in answer.rows if row.kind == "milestone"]
    others = [row for row in answer.rows if row.kind == "qualitative"]
    if indicators:
        owned = ("Chủ trì, theo dõi",) if any(row.responsible for row in indicators) else ()
        names = ("Mã", "Chỉ tiêu", "So sánh", "Giá trị", "ĐVT", "Mốc", *owned, "Vị trí")
        cells = tuple(_indicator(row, bool(owned)) for row in indicators)
        page.append(Table(columns(*names, right="Giá trị"), cells))
    for heading, rows in (("Mốc định tính", milestones), ("Mục tiêu định tính (không có số)", others)):
        if rows:
            page.append(Heading(heading))
            cells = tuple((row.code, row.name, date(row.due), row.quote.place) for row in rows)
            page.append(Table(columns("Mã", "Nội dung", "Mốc", "Vị trí"), cells))
    if not answer.rows:
        page.append(Line("Văn bản không có mục tiêu hay chỉ tiêu nào.", "warning"))
    page.append(Line(""))
    page.append(
        Line(
            f"Tổng: {answer.goals} mục tiêu; {answer.indicators} chỉ tiêu, trong đó {answer.percentages} chỉ tiêu %; "
            f"{answer.milestones} mốc; {answer.qualitative} mục tiêu định tính",
            "dim",
        )
    )
    return [*page, *warning_elements(answer.warnings)]


def _indicator(row: GoalRow, owned: bool) -> tuple[str, ...]:
    value = amount(row.value, row.value_to, row.approximate, row.change)
    unit = row.unit or NOT_STATED
    who = ("; ".join(row.responsible) or NOT_STATED,) if owned else ()
    return (row.code, row.name, comparator(row.comparator), value, unit, date(row.due), *who, row.quote.place)
