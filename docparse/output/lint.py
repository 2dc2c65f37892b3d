"""What a plan should be looked at for before it is signed: findings by severity and code, each with its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docparse.lint import Finding, Report, Severity, Spot
from docparse.output.page import Element, Heading, Line, Page, Style
from docparse.output.words import count, document, quoted

_LABELS: dict[Severity, str] = {"error": "lỗi", "warning": "nên xem", "hint": "gợi ý"}
_STYLES: dict[Severity, Style] = {"error": "warning", "warning": "strong", "hint": "plain"}
_SHOWN = 3  # passages of one finding, unless all are asked for


def lint_page(report: Report, *, everything: bool = False) -> Page:
    """The report of one document; ``everything`` shows all passages of a finding."""
    name = document(report.document, report.date) if report.document else ""
    page: list[Element] = [Heading(f"SOÁT VĂN BẢN – {' – '.join(filter(None, (name, report.file)))}")]
    if not report.findings:
        return [*page, Line("Không thấy gì cần sửa.")]
    for severity, found in groupby(report.findings, key=lambda f: f.severity):
        listed = list(found)
        page.append(Heading(f"{_LABELS[severity].upper()} ({len(listed)})"))
        for _, same in groupby(listed, key=lambda f: f.code):
            page += _of_code(list(same), everything)
    return [*page, Line(""), Line(f"Tổng: {counts(report)}", "dim")]


def counts(report: Report) -> str:
    """``2 lỗi, 1 nên xem, 7 gợi ý``."""
    return ", ".join(count(report.count(severity), label) for severity, label in _LABELS.items())


def total_line(reports: Sequence[Report], failed: int) -> Line:
    """The last line for several files."""
    sums = (count(sum(r.count(severity) for r in reports), label) for severity, label in _LABELS.items())
    unread = f"; {count(failed, 'tệp không đọc được')}" if failed else ""
    return Line(f"{count(len(reports), 'văn bản')}: {', '.join(sums)}{unread}", "strong")


def _of_code(findings: list[Finding], everything: bool) -> Iterator[Element]:
    """The findings of one code under one title; why and what to do once."""
    first = findings[0]
    alone = len(findings) == 1
    reasons = {finding.why for finding in findings}
    head = f"{first.code} {first.title}" + (f": {first.detail}" if alone and first.detail else "")
    yield Line(head, _STYLES[first.severity])
    for finding in findings:
        if not alone and finding.detail:
            yield Line(f"- {finding.detail}", indent=2)
        shown = finding.spots if everything else finding.spots[:_SHOWN]
        for spot in shown:
            yield Line(_spot(spot), indent=4)
        if len(shown) < len(finding.spots):
            yield Line(f"… và {len(finding.spots) - len(shown)} chỗ nữa (thêm --all)", "dim", 4)
        if len(reasons) > 1:
            yield Line(f"Vì: {finding.why}", "dim", 4)
    if len(reasons) == 1:
        yield Line(f"Vì: {first.why}", "dim", 2)
    yield Line(f"Nên: {first.advice}", "dim", 2)


def _spot(spot: Spot) -> str:
    """``V.1, đoạn 2 (trang 3): “…”``."""
    where = f"{spot.place} ({spot.file_place})" if spot.file_place else spot.place
    return f"{where}: {quoted(spot.text)}"
