"""The summary of one parsed document: header, counts, goals, agencies with their tasks, references, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docparse.model import Assignment, Plan, Reference, Task
from docparse.output.page import NONE, NOT_STATED, Element, Fields, Heading, Line, Page, Table, columns
from docparse.output.references import NO_SYMBOL, known_text
from docparse.output.warnings import warning_line
from docparse.output.words import amount, comparator, date, due, excerpt
from docparse.questions.directives import type_and_title
from docparse.store.paths import label_paths, place
from docparse.store.vocabulary import basis_label, edge_label, ranks

_ASSUMED = "default"


def plan_page(plan: Plan) -> Page:
    """The plan as a page."""
    places = _Places(plan)
    page: list[Element] = [Heading(_title(plan)), _header(plan), Line(""), Line(_counts(plan), "strong")]
    page += _goals(plan, places)
    page += _agencies(plan, places)
    page += _references(plan)
    if plan.warnings:
        page.append(Heading("CẢNH BÁO"))
    for remark in plan.warnings:
        page.append(warning_line(f"{remark.code} {remark.text}", plan.text[remark.start : remark.end]))
    return page


class _Places:
    """Where items stand, for people: ``V.1, đoạn 2``."""

    def __init__(self, plan: Plan) -> None:
        self._paths = label_paths(plan.sections)

    def of(self, section: str | None, paragraph: int) -> str:
        return place(self._paths.get(section or ""), paragraph)


def _title(plan: Plan) -> str:
    about = plan.document
    return " ".join(filter(None, (about.type, about.symbol))) or plan.source.get("name") or about.id


def _header(plan: Plan) -> Fields:
    about = plan.document
    signer = about.signer
    pairs = [
        ("Cơ quan ban hành", about.issuer or NOT_STATED),
        ("Ngày", ", ".join(filter(None, (about.place, date(about.date))))),
        ("Trích yếu", about.title or NOT_STATED),
        ("Độ mật", about.secrecy or ""),
        ("Độ khẩn", about.urgency or ""),
        ("Người ký", " – ".join(filter(None, (signer.name, signer.position))) if signer else NOT_STATED),
        ("Nơi nhận", "; ".join(about.recipients) or NOT_STATED),
        ("Mã định danh", about.id),
    ]
    return Fields(tuple(pair for pair in pairs if pair[1]))


def _counts(plan: Plan) -> str:
    indicators = sum(len(goal.indicators) for goal in plan.goals)
    return (
        f"{len(plan.goals)} mục tiêu ({indicators} chỉ tiêu có số), {len(plan.tasks)} nhiệm vụ "
        f"({sum(1 for task in plan.tasks if not _stated(task))} không nêu cơ quan), "
        f"{len({ref.target for ref in plan.references})} văn bản viện dẫn"
    )


def _stated(task: Task) -> bool:
    return any(part.basis != _ASSUMED and part.role != "receive" for part in task.assignments)


def _goals(plan: Plan, places: _Places) -> Iterator[Element]:
    if not plan.goals:
        return
    yield Heading("MỤC TIÊU, CHỈ TIÊU")
    rows = []
    for goal in plan.goals:
        where = places.of(goal.section, goal.paragraph)
        for item in goal.indicators:
            value = amount(item.value, item.value_to, item.approximate, item.change)
            rows.append((item.name, comparator(item.comparator), value, item.unit or NOT_STATED, date(item.due), where))
        for mark in goal.milestones:
            rows.append((mark.text, NONE, NONE, NONE, date(mark.due), where))
        if not goal.indicators and not goal.milestones:
            rows.append((excerpt(goal.text), NONE, NONE, NONE, NOT_STATED, where))
    yield Table(columns("Chỉ tiêu", "So sánh", "Giá trị", "ĐVT", "Mốc", "Vị trí", right="Giá trị"), tuple(rows))


def _agencies(plan: Plan, places: _Places) -> Iterator[Element]:
    """Each agency in the order of the document with its tasks; then the tasks that name nobody."""
    if not plan.tasks:
        return
    yield Heading("CƠ QUAN VÀ NHIỆM VỤ")
    by_agency: dict[str, list[tuple[Task, Assignment]]] = {}  # by id: one body may be spelled in many ways
    for task in plan.tasks:
        for part in task.assignments:
            if part.basis != _ASSUMED:
                by_agency.setdefault(part.agency_id or part.agency, []).append((task, part))
    for pairs in by_agency.values():
        tasks = {task.id for task, _ in pairs}
        yield Heading(f"{pairs[0][1].agency} ({len(tasks)} nhiệm vụ)")
        titles = columns("Nhiệm vụ", "Vai trò", "Thời hạn", "Vị trí")
        yield Table(titles, tuple(_task(task, parts, places) for task, parts in _grouped(pairs)))
    unassigned = [task for task in plan.tasks if not _stated(task)]
    if unassigned:
        yield Heading(f"Văn bản không nêu cơ quan thực hiện ({len(unassigned)} nhiệm vụ)")
        rows = tuple((excerpt(t.text, 140), due(t.due), places.of(t.section, t.paragraph)) for t in unassigned)
        yield Table(columns("Nhiệm vụ", "Thời hạn", "Vị trí"), rows)
        assumed = dict.fromkeys(p.agency for t in unassigned for p in t.assignments if p.basis == _ASSUMED)
        if assumed:
            yield Line(f"Suy ra: {'; '.join(assumed)} (cơ quan thường trực); cần xác nhận", "inferred", 2)


def _grouped(pairs: list[tuple[Task, Assignment]]) -> Iterator[tuple[Task, list[Assignment]]]:
    """An agency's parts in one task side by side, the strongest first."""
    rank = ranks("role")
    for task, group in groupby(pairs, key=lambda pair: pair[0]):
        yield task, sorted((part for _, part in group), key=lambda part: rank.get(part.role, 99))


def _task(task: Task, parts: list[Assignment], places: _Places) -> tuple[str, ...]:
    roles = dict.fromkeys(
        edge_label(p.role) if p.basis == "explicit" else f"{edge_label(p.role)} ({basis_label(p.basis)})" for p in parts
    )
    return (excerpt(task.text, 140), "; ".join(roles), due(task.due), places.of(task.section, task.paragraph))


def _references(plan: Plan) -> Iterator[Element]:
    if not plan.references:
        return
    yield Heading("VĂN BẢN VIỆN DẪN")
    by_target: dict[str, list[Reference]] = {}
    for reference in plan.references:
        by_target.setdefault(reference.target, []).append(reference)
    titles = columns(
        "Ký hiệu", "Loại", "Ngày", "Cơ quan (theo văn bản)", "Quan hệ", "Số lần", "Danh mục", right="Số lần"
    )
    yield Table(titles, tuple(_directive(mentions) for mentions in by_target.values()))


def _directive(mentions: list[Reference]) -> tuple[str, ...]:
    rank = ranks("relation")
    best = min(mentions, key=lambda ref: (ref.of is not None, rank.get(ref.relation, 99)))
    first = {name: next(filter(None, (getattr(ref, name) for ref in mentions)), None) for name in _PRINTED}
    type_ = first["type"] if first["symbol"] else type_and_title(first["type"], first["title"])
    known = next((ref.known for ref in mentions if ref.known), None)
    return (
        first["symbol"] or NO_SYMBOL,
        type_ or excerpt(best.text),
        date(first["date"]),
        first["issuer"] or NONE,
        edge_label(best.relation),
        str(len(mentions)),
        known_text(known, first["symbol"], first["date"], first["issuer"]) or NONE if known else NONE,
    )


_PRINTED = ("type", "symbol", "title", "date", "issuer")
