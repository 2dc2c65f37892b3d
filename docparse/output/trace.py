"""The way up to the parent directives as a tree (S4)."""

from __future__ import annotations

from docparse.output.page import Element, Heading, Line, Page, Style, Tree
from docparse.output.references import may_be
from docparse.output.words import date, document, excerpt
from docparse.questions.answers import TraceAnswer, TraceEdge, TraceNode


def trace_page(answer: TraceAnswer) -> Page:
    """The answer as a page."""
    page: list[Element] = []
    root = answer.root
    if root.kind == "task" and answer.document is not None:
        page.append(Heading(f"{root.label} – {document(answer.document.name, answer.document.date)}"))
        if root.title:
            page.append(Line(excerpt(root.title, 300), indent=2))
        page.append(Tree(root.label, tuple(_edge(edge) for edge in root.edges), "strong"))
    else:
        page.append(Tree(_name(root), tuple(_edge(edge) for edge in root.edges), "strong"))
    if not root.edges:
        here = root.kind != "directive"
        unsaid = "Văn bản không nêu văn bản cấp trên nào." if here else "Kho chưa có toàn văn của văn bản này."
        page.append(Line(unsaid, "warning"))
    if answer.namesakes:
        others = (_with(ref.label, _of(ref.date, ref.issuer, ref.title)) for ref in answer.namesakes)
        page.append(Line(""))
        page.append(Line(f"Không nhầm với: {'; '.join(others)}", "warning"))
    page.append(Line(""))
    legend = "văn bản: văn bản nêu; danh mục: danh mục văn bản của docparse nêu; suy ra: docparse suy ra"
    page.append(Line(f"[{legend}]", "dim"))
    return page


def _edge(edge: TraceEdge) -> Tree:
    parts = [
        f"{'nêu trực tiếp, ' if edge.direct else ''}{edge.relation_label} → {_name(edge.node)} [{edge.provenance}]"
    ]
    if edge.quote and edge.relation != "belongs_to":
        parts.append(edge.quote.place)
    if edge.source:
        parts.append(f"nguồn: {edge.source}")
    if edge.node.candidates:
        parts.append(f"chưa rõ là văn bản nào, có thể là {may_be(edge.node.candidates)} [suy ra]")
    if edge.node.repeated:
        parts.append("xem nhánh ở trên")
    elif not edge.node.in_store and not any(ref.in_store for ref in edge.node.candidates):
        parts.append("kho chưa có toàn văn")
    style: Style = "plain" if edge.provenance == "văn bản" else "inferred"
    return Tree("; ".join(parts), tuple(_edge(above) for above in edge.node.edges), style)


def _name(node: TraceNode) -> str:
    text = _with(node.label, _of(node.date, node.issuer, None))
    return f"{text} [tên theo danh mục]" if node.identity == "danh mục" else text


def _with(label: str, about: str) -> str:
    return f"{label} ({about})" if about else label


def _of(day: str | None, issuer: str | None, title: str | None) -> str:
    return ", ".join(part for part in (date(day, ""), issuer, title) if part)
