"""What lower plans carry on (S11): as a page, as CSV for Excel and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns
from docparse.output.words import amount, comparator, date, document, excerpt, number
from docparse.questions.answers_across import CoverageAnswer, CoverageRow, Discord, Evidence, Figure, Matched, NumberRow
from docparse.questions.similarity import CARRIED, POSSIBLE

TITLES = ("Nội dung trên", "Nội dung dưới tương ứng", "Mức khớp", "Kết luận", "Căn cứ khớp")
CSV_TITLES = (
    "STT", "Vị trí trên", "Nội dung trên", "Giao cho", "Kết luận", "Mức khớp", "Văn bản dưới", "Vị trí dưới",
    "Nội dung dưới", "Căn cứ khớp", "Lưu ý",
)  # fmt: skip
VERDICTS = {
    "carried": "đã cụ thể hóa", "possible": "có thể – cần xem", "against": "TRÁI NGƯỢC – cần kiểm tra",
    "missing": "CHƯA THẤY – cần kiểm tra",
}  # fmt: skip
NUMBERS = {
    "lower": "thấp hơn yêu cầu trên",
    "higher": "cao hơn (không phải lỗi)",
    "due": "khác mốc thời gian",
    "unsaid": "câu ứng với nó không có số này",
}
_ELSEWHERE = "CHƯA THẤY – giao cơ quan khác"
_AGAINST = "trái ngược: bên này làm, bên kia không làm"
_SHOWN = 3


def coverage_page(answer: CoverageAnswer) -> Page:
    """The answer as a page."""
    several = len(answer.lowers) > 1
    page: list[Element] = [Heading(f"Văn bản trên: {document(answer.upper.name, answer.upper.date)}")]
    for lower in answer.lowers:
        name = document(lower.document.name, lower.document.date)
        said = f"viện dẫn văn bản trên: {lower.relation}" if lower.relation else "KHÔNG viện dẫn văn bản trên"
        page.append(Line(f"Văn bản dưới: {name} – {said}", "plain" if lower.relation else "warning"))
    page += [Line(_total(answer), "strong"), Line("")]
    here = [row for row in answer.rows if row.verdict != "missing" or not row.elsewhere]
    if here:
        cells = tuple(cell for row in here for cell in _cells(row, several))
        page.append(Table(columns(*TITLES, right="Mức khớp"), cells))
    others = [row for row in answer.rows if row.verdict == "missing" and row.elsewhere]
    if others:
        page.append(Heading("Chưa thấy, nhưng là việc của cơ quan mà văn bản dưới không giao việc"))
        rows = tuple((_said(row), "; ".join(row.agencies)) for row in others)
        page.append(Table(columns("Nội dung trên", "Giao cho"), rows))
    if answer.numbers:
        page.append(Heading("Lệch số"))
        page.append(Table(columns("Chỉ tiêu", "Trên", "Dưới", "Nhận xét"), tuple(map(_number, answer.numbers))))
    page.append(Line(""))
    page += [Line(text, "dim") for text in _notes(answer)]
    return page


def _total(answer: CoverageAnswer) -> str:
    elsewhere = f" (trong đó {answer.elsewhere} giao cơ quan khác)" if answer.elsewhere else ""
    against = f", {answer.against} TRÁI NGƯỢC" if answer.against else ""
    return (
        f"{len(answer.rows)} nội dung trên: {answer.carried} đã cụ thể hóa, {answer.possible} có thể{against}, "
        f"{answer.missing} chưa thấy{elsewhere}; lệch số: {len(answer.numbers)}"
    )


def _notes(answer: CoverageAnswer) -> Iterator[str]:
    for lower in answer.lowers:
        own = f"{lower.own} trong {lower.items} mục tiêu, nhiệm vụ"
        yield f"{lower.document.name}: {own} không ứng với nội dung nào ở trên"
    yield (
        "Mức khớp từ 0 đến 1, tính từ chữ chung (chữ hiếm nặng hơn), cơ quan, văn bản viện dẫn và đề mục; từ "
        f"{score_text(CARRIED)} là đã cụ thể hóa, từ {score_text(POSSIBLE)} là có thể. Đây là gợi ý theo câu chữ: hãy "
        "đọc hai câu trước khi kết luận."
    )


def _cells(row: CoverageRow, several: bool) -> Iterator[tuple[str, ...]]:
    """A row of the table for each answering item; the upper one and the verdict stand once."""
    if not row.matches:
        near = f"gần nhất: {_answering(row.nearest, several)}" if row.nearest else NONE
        yield _said(row), near, score_text(row.nearest.score) if row.nearest else NONE, VERDICTS[row.verdict], NONE
    shown = [match for match in row.matches if row.verdict == "possible" or match.score >= row.score / 2][:_SHOWN]
    for place, match in enumerate(shown):
        first = (_said(row), VERDICTS[row.verdict]) if place == 0 else ("", "")
        said = "; ".join(filter(None, (first[1], *map(discord_text, match.discords))))
        yield first[0], _answering(match, several), score_text(match.score), said, evidence_text(match.evidence)


def discord_text(discord: Discord) -> str:
    """``muộn hơn: trên “quý I/2026”, dưới “quý III/2026”``."""
    if discord.kind == "against":
        return _AGAINST
    label = "muộn hơn" if discord.kind == "later" else "khác đơn vị chủ trì"
    return f"{label}: trên “{discord.upper}”, dưới “{discord.lower}”"


def _said(row: CoverageRow) -> str:
    return f"{row.quote.place}: {excerpt(row.text, 140)}"


def _answering(match: Matched, several: bool) -> str:
    where = f"{match.document.symbol or match.document.name} {match.quote.place}" if several else match.quote.place
    unread = " (câu chưa nhận là nhiệm vụ)" if match.kind == "passage" else ""
    return f"{where}{unread}: {excerpt(match.text, 140)}"


def score_text(score: float) -> str:
    """``0,82``."""
    return f"{score:.2f}".replace(".", ",")


def evidence_text(evidence: Evidence) -> str:
    """``chữ: kho dữ liệu, kết nối; cơ quan: Sở Tài chính``."""
    parts = []
    if evidence.words:
        parts.append("chữ: " + ", ".join(one.text for one in evidence.words[:4]))
    others = (("cơ quan", evidence.agencies), ("văn bản", evidence.references), ("đề mục", evidence.heading))
    for label, found in others:
        if found:
            parts.append(f"{label}: {', '.join(found)}")
    return "; ".join(parts) or NONE


def figure_text(figure: Figure) -> str:
    """``≥ 70 % (2025)``."""
    sign = comparator(figure.comparator)
    value = amount(figure.value, figure.value_to, figure.approximate, figure.change)
    shown = " ".join(filter(None, ("" if sign == "=" else sign, value, figure.unit)))
    return f"{shown} ({date(figure.due)})" if figure.due else shown


def _number(row: NumberRow) -> tuple[str, ...]:
    where = f"{row.document.symbol or row.document.name} {row.quote.place}"
    said = f"{figure_text(row.lower)} – {where}: {row.lower.name}" if row.lower else None
    lower = said or f"không có số này – {where}: {excerpt(row.quote.text, 100)}"
    return f"{row.upper.quote.place}: {row.upper.name}", figure_text(row.upper), lower, NUMBERS[row.kind]


def coverage_rows(answer: CoverageAnswer) -> Sequence[tuple[str, ...]]:
    """The whole answer for a spreadsheet, a line for each upper item and item that answers it."""
    rows = []
    for count, row in enumerate(answer.rows, 1):
        verdict = _ELSEWHERE if row.verdict == "missing" and row.elsewhere else VERDICTS[row.verdict]
        head = (number(count), row.quote.place, row.text, "; ".join(row.agencies) or NONE, verdict)
        rows += [(*head, *_match_cells(match)) for match in row.matches] or [(*head, *(NONE,) * 6)]
    return rows


def _match_cells(match: Matched) -> tuple[str, ...]:
    notes = "; ".join(map(discord_text, match.discords)) or NONE
    told = score_text(match.score), match.document.name, match.quote.place, match.text
    return *told, evidence_text(match.evidence), notes
