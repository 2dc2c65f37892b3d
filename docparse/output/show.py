"""A document's section tree with what each part holds."""

from __future__ import annotations

from docparse.output.page import Element, Heading, Line, Page, Tree
from docparse.output.warnings import warning_elements
from docparse.output.words import document
from docparse.questions.answers_document import Counts, SectionNode, ShowAnswer


def show_page(answer: ShowAnswer) -> Page:
    """The answer as a page."""
    about = answer.document
    page: list[Element] = [Heading(document(about.name, about.date))]
    page += [Line(text) for text in (about.issuer, about.title) if text]
    page.append(Line(counts_text(answer.counts), "dim"))
    page.append(Line(""))
    page.append(Tree("Các mục", tuple(_node(section) for section in answer.sections), "strong"))
    if len(answer.versions) > 1:
        page.append(Heading("Các bản đã lưu"))
        for version in answer.versions:
            mark = " (hiện hành)" if version.current else ""
            page.append(
                Line(f"bản {version.version}: {version.file or version.sha256[:12]}, {version.added}{mark}", indent=2)
            )
    return [*page, *warning_elements(answer.warnings)]


def _node(section: SectionNode) -> Tree:
    label = f"{section.label}. " if section.label else ""
    heading = f"{label}{section.heading}".strip() or "(phần không có đề mục)"
    counts = counts_text(section.counts)
    text = f"{heading} [{section.role_label}]" + (f" – {counts}" if counts else "")
    return Tree(text, tuple(_node(child) for child in section.sections))


def counts_text(counts: Counts) -> str:
    """``4 mục tiêu, 9 chỉ tiêu, 12 nhiệm vụ (3 không nêu cơ quan)``; nothing of what there is none."""
    parts = [
        f"{number} {noun}"
        for number, noun in ((counts.goals, "mục tiêu"), (counts.indicators, "chỉ tiêu"), (counts.tasks, "nhiệm vụ"))
        if number
    ]
    if counts.unassigned:
        parts[-1] += f" ({counts.unassigned} không nêu cơ quan)"
    if counts.references:
        parts.append(f"{counts.references} viện dẫn")
    return ", ".join(parts)
