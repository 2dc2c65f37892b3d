"""The figures of an evaluation or a benchmark as pages."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from docparse.evaluation.baseline import SLACK, Fall
from docparse.evaluation.bench import Bench, Figure
from docparse.evaluation.tally import HEADLINE, Figures, Report
from docparse.output.evalwords import (
    basis_words,
    cause_label,
    difference,
    figures,
    kind_label,
    measured,
    place,
    role_label,
    share,
)
from docparse.output.page import NONE, Element, Heading, Line, Page, Table, columns

_FIGURES = {
    "parse": "đọc trọn văn bản",
    "engine": "riêng máy chạy luật: mọi luật và tên cơ quan",
    "rules": "trong đó: mọi luật, chạy như khi đọc",
    "agencies": "trong đó: tìm tên cơ quan",
    "engine-names": "cả hai, với 10.000 tên cơ quan khác",
    "names": "tốc độ còn lại với 10.000 tên cơ quan khác",
    "ner": "underthesea ner, từng dòng",
    "times-ner": "đọc trọn nhanh gấp mấy lần ner",
    "growth": "văn bản dài gấp 16: thời gian gấp",
    "load-cached": "nạp luật lúc khởi động",
    "load-uncached": "nạp luật khi luật vừa đổi",
    "peak": "bộ nhớ nhiều nhất khi đọc 1 MB",
    "docx": "đọc .docx so với chỉ giải nén và đọc XML",
}
_COUNTS = ("chính xác", "đầy đủ", "F1", "đúng", "đọc được", "đáp án")


def report_page(report: Report, *, verbose: bool = False) -> Page:
    """Figures by kind, role, basis and document, then the errors by cause; each of them if ``verbose``."""
    page: list[Element] = [_figures("Loại", {kind_label(k): f for k, f in report.kinds.items()})]
    page.append(Line(f"F1 trung bình các loại chính: {share(report.mean_f1, 4)}; {_documents(report)}", "strong"))
    if report.roles:
        page += [Heading("Theo vai trò"), _figures("Vai trò", {role_label(k): f for k, f in report.roles.items()})]
        page += [Heading("Theo căn cứ"), _figures("Căn cứ", {basis_words(k): f for k, f in report.bases.items()})]
    page += [Heading("Theo văn bản (F1)"), _by_document(report)]
    page += [Line(d.error, "warning") for d in report.documents if d.error]
    return [*page, *_causes(report, verbose)]


def _documents(report: Report) -> str:
    failed = f", {len(report.failed)} không đọc được" if report.failed else ""
    return f"{len(report.documents)} văn bản{failed}"


def _figures(title: str, rows: Mapping[str, Figures]) -> Table:
    cells = tuple((name, *figures(f), str(f.matched), str(f.predicted), str(f.gold)) for name, f in rows.items())
    return Table(columns(title, *_COUNTS, right="|".join(_COUNTS)), cells)


def _by_document(report: Report) -> Table:
    kinds = [kind for kind in (*HEADLINE, "responsible agency") if kind in report.kinds]
    titles = ("trung bình", *(kind_label(kind) for kind in kinds))
    rows = tuple(
        (d.name, share(d.mean_f1), *(figures(d.kinds[k])[2] if k in d.kinds else NONE for k in kinds))
        for d in report.documents
    )
    return Table(columns("Văn bản", *titles, right="|".join(titles)), rows)


def _causes(report: Report, verbose: bool) -> list[Element]:
    groups = report.by_cause()
    if not groups:
        return [Heading("Chỗ lệch"), Line("không có")]
    if not verbose:
        rows = tuple((cause_label(c), str(len(m)), str(len({x.document for x in m}))) for c, m in groups.items())
        table = Table(columns("Nguyên nhân", "Số lỗi", "Văn bản", right="Số lỗi|Văn bản"), rows)
        return [Heading("Chỗ lệch theo nguyên nhân"), table, Line("--verbose: từng chỗ", "dim")]
    page: list[Element] = []
    for cause, misses in groups.items():
        page.append(Heading(f"{cause_label(cause)}: {len(misses)}"))
        for miss in misses:
            page.append(Line(f"{place(miss)}: {textwrap.shorten(miss.passage, 160, placeholder=' …')}", indent=2))
            if said := difference(miss):
                page.append(Line(textwrap.shorten(said, 240, placeholder=" …"), "dim", 6))
    return page


def falls_page(fallen: Sequence[Fall], name: str) -> Page:
    """What fell below the baseline; one line where nothing did."""
    if not fallen:
        return [Line(f"{name}: không loại nào giảm quá {share(SLACK, 2)} so với mức đã ghi", "dim")]
    return [
        Line(f"{name}: {kind_label(f.kind)} giảm từ {share(f.before, 4)} xuống {share(f.now, 4)}", "warning")
        for f in fallen
    ]


def bench_page(found: Bench) -> Page:
    """Every figure with its target and whether it is met, then the times for longer texts."""
    rows = figure_rows(found.figures, _FIGURES)
    page: list[Element] = [
        Line(f"{found.files} văn bản, {found.size / 1000:.0f} KB", "strong"),
        Table(columns("Đo", "Kết quả", "Mục tiêu", "Đạt", right="Kết quả|Mục tiêu"), rows),
        Heading("Văn bản dài gấp bội"),
    ]
    first = found.growth[0][1]
    for factor, seconds in found.growth:
        page.append(Line(f"{factor}×: {seconds * 1000:.0f} ms, gấp {share(seconds / first, 1)}", indent=2))
    if found.speed("ner") is None:
        page.append(Line("chưa cài underthesea nên không so được: pip install 'docparse[bench]'", "dim"))
    return page


def figure_rows(figures_: Sequence[Figure], names: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """A line for each: what it is, its value, its target and whether that is met."""
    return tuple((names.get(f.name, f.name), measured(f.value, f.unit), _target(f), _met(f)) for f in figures_)


def _target(figure: Figure) -> str:
    if figure.target is None:
        return NONE
    return f"{'≤' if figure.at_most else '≥'} {measured(figure.target, figure.unit)}"


def _met(figure: Figure) -> str:
    return NONE if figure.met is None else "đạt" if figure.met else "chưa đạt"
