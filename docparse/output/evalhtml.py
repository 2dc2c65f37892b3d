"""Both readings of every fact side by side, as one HTML file: no script, nothing from elsewhere, all text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from docparse.evaluation.tally import DocumentResult, Figures, Miss, Part, Report, Row
from docparse.output.evalwords import cause_label, difference, figures, kind_label, place, share
from docparse.output.page import safe

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_VERDICTS = {"same": "khớp", "differs": "khác", "missed": "thiếu", "invented": "thừa", "optional": "không bắt buộc"}
_FINE = frozenset({"same", "optional"})
_STYLE = """
body{margin:0 auto;max-width:90rem;padding:1rem;color:#1b1b1b;background:#fff;
font:1rem/1.5 system-ui,"Noto Sans","Segoe UI",Arial,sans-serif}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #cfcfcf;padding:.25rem .5rem;vertical-align:top;
text-align:left;overflow-wrap:anywhere}
.figures{width:auto}.figures td+td,.figures th+th{text-align:right;font-variant-numeric:tabular-nums}
.both{table-layout:fixed}.both col:first-child{width:6.5rem}
td p{margin:0 0 .2rem}.part{font-size:.9rem;padding-left:1rem}
.differs{background:#fff6d8}.missed{background:#fbe0dc}.invented{background:#e4ecfb}.optional{color:#555}
.wrong{font-weight:600;text-decoration:underline;text-decoration-style:wavy;text-decoration-color:#b3261e}
label{display:inline-flex;gap:.4rem;align-items:center;margin:.5rem 0}
body:has(#lech:checked) tr.same,body:has(#lech:checked) tr.optional,
body:has(#lech:checked) section.same{display:none}
summary{cursor:pointer;font-weight:600;padding:.3rem 0}
@media print{label{display:none}}
"""


def evaluation_html(report: Report) -> str:
    """The whole file."""
    parts = [
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>Đáp án và kết quả đọc</title><style>{_STYLE}</style></head><body>",
        "<h1>Đáp án và kết quả đọc</h1>",
        f"<p>{len(report.documents)} văn bản, F1 trung bình {share(report.mean_f1, 4)}</p>",
        _figures(report.kinds),
        *_causes(report.by_cause()),
        '<h2>Từng văn bản</h2><label><input type="checkbox" id="lech" checked> chỉ hiện chỗ lệch</label>',
        *(_document(d) for d in report.documents),
        "</body></html>\n",
    ]
    return "".join(parts)


def _text(words: str) -> str:
    return escape(safe(words), quote=True)


def _figures(kinds: Mapping[str, Figures]) -> str:
    head = "<tr><th>Loại<th>chính xác<th>đầy đủ<th>F1<th>đúng<th>đọc được<th>đáp án</tr>"
    rows = (
        f"<tr><td>{_text(kind_label(kind))}<td>{'<td>'.join(figures(f))}"
        f"<td>{f.matched}<td>{f.predicted}<td>{f.gold}</tr>"
        for kind, f in kinds.items()
    )
    return f'<table class="figures">{head}{"".join(rows)}</table>'


def _causes(groups: Mapping[str, list[Miss]]) -> Iterator[str]:
    yield "<h2>Chỗ lệch theo nguyên nhân</h2>"
    for cause, misses in groups.items():
        items = "".join(
            f"<li><code>{_text(place(m))}</code> {_text(m.passage)}"
            f"{f'<br>{_text(said)}' if (said := difference(m)) else ''}</li>"
            for m in misses
        )
        yield f"<details><summary>{_text(cause_label(cause))}: {len(misses)}</summary><ul>{items}</ul></details>"


def _document(document: DocumentResult) -> str:
    off = sum(row.verdict not in _FINE for row in document.rows)
    head = f"{_text(document.name)}: F1 {share(document.mean_f1)}, {off} chỗ lệch"
    error = f"<p>{_text(document.error)}</p>" if document.error else ""
    kinds = dict.fromkeys(row.kind for row in document.rows)
    tables = "".join(_table(kind, [r for r in document.rows if r.kind == kind]) for kind in kinds)
    return f"<details{' open' if off else ''}><summary>{head}</summary>{error}{tables}</details>"


def _table(kind: str, rows: Sequence[Row]) -> str:
    same = ' class="same"' if all(row.verdict in _FINE for row in rows) else ""
    body = "".join(
        f'<tr class="{row.verdict}"><td>{_VERDICTS[row.verdict]}<td>{_side(row.gold)}<td>{_side(row.found)}</tr>'
        for row in rows
    )
    head = "<colgroup><col><col><col></colgroup><tr><th><th>Đáp án<th>docparse</tr>"
    return f'<section{same}><h3>{_text(kind_label(kind))}</h3><table class="both">{head}{body}</table></section>'


def _side(parts: tuple[Part, ...]) -> str:
    out = []
    for at, part in enumerate(parts):
        names = [name for name, holds in (("part", at > 0), ("wrong", not part.right)) if holds]
        classes = f' class="{" ".join(names)}"' if names else ""
        out.append(f"<p{classes}>{_text(part.text)}</p>")
    return "".join(out)
