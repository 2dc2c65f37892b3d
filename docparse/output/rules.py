"""Rules as pages: for those who write them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from docparse.matching.check import Problem
from docparse.matching.coverage import Coverage
from docparse.matching.tools import ExampleReport, RuleLine, RuleView
from docparse.output.page import NONE, Element, Fields, Heading, Line, Page, Table, columns

_MOST = 20  # rows of each part of a coverage page


def list_page(rules: Sequence[RuleLine]) -> Page:
    """One row a rule."""
    rows = tuple((r.id, r.label, _place(r.file, r.line), str(r.priority), _cut(r.why, 70)) for r in rules)
    return [Table(columns("Luật", "Nhãn", "Ở", "Ưu tiên", "Vì sao", right="Ưu tiên"), rows), Line(f"{len(rules)} luật")]


def rule_page(view: RuleView) -> Page:
    """All about one rule."""
    line = view.line
    pairs = [
        ("Nhãn", f"{line.label} ({view.label_name})" if view.label_name else line.label),
        ("Ở", _place(line.file, line.line)),
        ("Ưu tiên", str(line.priority)),
        ("Giá trị", ", ".join(f"{k}: {v}" for k, v in view.values.items()) or NONE),
        ("Vì sao", line.why or NONE),
    ]
    if view.reach:
        said = (f"{k}: {v if isinstance(v, str) else ', '.join(v)}" for k, v in view.reach.items() if v)
        pairs.append(("Tầm", "; ".join(said)))
    pairs.append(("Luật tranh chỗ", ", ".join(view.rivals) or NONE))
    page: list[Element] = [Heading(line.id), Fields(tuple(pairs), indent=2), Heading("Mẫu")]
    for pattern, anchors in zip(view.patterns, view.anchors, strict=True):
        page.append(Line(pattern, "strong", 2))
        page.append(Line(f"chữ neo: {_cut(', '.join(anchors), 200)}", "dim", 4))
    if view.variables:
        page.append(Heading("Biến"))
        page.append(Fields(tuple((name, _cut(said, 200)) for name, said in view.variables.items()), indent=2))
    page.append(Heading("Ví dụ"))
    page += [Line(f"khớp: {example}", indent=2) for example in view.examples]
    page += [Line(f"không khớp: {example}", indent=2) for example in view.counterexamples]
    return page


def report_page(report: ExampleReport) -> Page:
    """What was tried and what failed."""
    counted = (
        f"{report.rules} luật, {report.examples} ví dụ, {report.counterexamples} ví dụ phản, "
        f"{report.benign} câu thường ngày: {len(report.problems) or 'không'} lỗi"
    )
    return [*problem_lines(report.problems), Line(counted, "warning" if report.problems else "strong")]


def lint_page(problems: Sequence[Problem]) -> Page:
    """What ``rules lint`` found; a line that says so where it is nothing."""
    return problem_lines(problems) or [Line("không có gì cần sửa", "strong")]


def problem_lines(problems: Iterable[Problem]) -> list[Element]:
    """One line a problem."""
    return [Line(str(problem), "warning") for problem in problems]


def coverage_page(found: Coverage) -> Page:
    """The work list for the next rule: what no rule understood, rules that never fire, how often the others do."""
    kinds = {kind: [u for u in found.unread if u.kind == kind] for kind in ("task", "line")}
    tasks, lines = (
        tuple((str(u.count), u.opening, _cut(u.text, 90), f"{u.file}:{u.line}") for u in unread[:_MOST])
        for unread in kinds.values()
    )
    fired = dict(found.fired)
    used = dict(found.used)
    often = tuple((rule, str(count), str(used.get(rule, 0))) for rule, count in list(fired.items())[:_MOST])
    return [
        Line(f"{found.documents} văn bản, {found.characters} ký tự", "strong"),
        Heading("Nhiệm vụ không nêu cơ quan nào"),
        Table(columns("Số vế", "Mở đầu", "Ví dụ", "Ở", right="Số vế"), tasks),
        Heading("Dòng trong mục giao việc không cho kết quả nào"),
        Table(columns("Số dòng", "Mở đầu", "Ví dụ", "Ở", right="Số dòng"), lines),
        Line("docparse why TỆP:DÒNG cho biết vì sao, và luật nào gần khớp", "dim"),
        Heading("Luật chạy nhiều nhất"),
        Table(columns("Luật", "Số lần khớp", "Số kết quả", right="Số lần khớp|Số kết quả"), often),
        Heading("Luật không khớp lần nào"),
        Line(", ".join(found.never) or NONE, indent=2),
    ]


def _cut(text: str, width: int) -> str:
    return textwrap.shorten(text, width, placeholder=" …") or NONE


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file


__all__ = ["coverage_page", "lint_page", "list_page", "report_page", "rule_page"]
