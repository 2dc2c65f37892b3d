"""The analyses of the whole graph, as pages and as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse.output.page import NONE, Element, Heading, Line, Page, Style, Table, columns
from docparse.output.words import date, excerpt
from docparse.questions.answers import DirectiveRef
from docparse.questions.answers_network import (
    CentralAnswer,
    Chain,
    ChainsAnswer,
    CyclesAnswer,
    LoadAnswer,
    OrphansAnswer,
    Step,
)
from docparse.store.vocabulary import edge_label, ranks

STEPS_CSV = ("Chuỗi", "Dài", "Bước", "Từ", "Quan hệ", "Đến", "Nguồn", "Văn bản nêu", "Vị trí", "Trích dẫn")
CENTRAL_CSV = ("Văn bản", "Ngày", "Trực tiếp", "Tất cả", "Ví dụ", "Quan hệ", "Vị trí", "Trích dẫn")
ORPHANS_CSV = ("STT", "Văn bản", "Vị trí", "Nhiệm vụ", "Chủ trì", "Thời hạn")
_MONTHS = 4  # shown of each agency


def chains_page(answer: ChainsAnswer) -> Page:
    """Each chain from its document up."""
    if not answer.chains:
        return [Line("Không văn bản nào trong kho nêu văn bản cấp trên.", "warning")]
    spread = "; ".join(f"dài {length}: {count}" for length, count in answer.lengths.items())
    page: list[Element] = [Heading(f"CHUỖI VĂN BẢN – {answer.total} chuỗi ({spread})")]
    page += _ways(answer.chains)
    return [*page, *_rest(len(answer.chains), answer.total, "chuỗi")]


def cycles_page(answer: CyclesAnswer) -> Page:
    """Each cycle with its passages."""
    if not answer.cycles:
        return [Line("Không có vòng nào: không văn bản nào dẫn lên chính nó.")]
    page: list[Element] = [Heading(f"VÒNG VĂN BẢN – {answer.total} vòng, {answer.works} văn bản")]
    page.append(Line("Hãy đọc từng đoạn: thường do một số, ký hiệu viết hoặc đọc nhầm.", "warning"))
    page += _ways(answer.cycles)
    return [*page, *_rest(len(answer.cycles), answer.total, "vòng")]


def _ways(chains: Sequence[Chain]) -> Iterator[Element]:
    for count, chain in enumerate(chains, 1):
        yield Line("")
        yield Line(f"{count}. {_name(chain.start)} – {chain.length} bước", "strong")
        for step in chain.steps:
            style: Style = "plain" if step.provenance == "văn bản" else "inferred"
            yield Line(f"{step.relation_label} → {_name(step.to)} [{step.provenance}]", style, indent=3)
            yield Line(_evidence(step), "dim", indent=6)


def steps_rows(answer: ChainsAnswer | CyclesAnswer) -> Sequence[tuple[str, ...]]:
    """A line a step."""
    rows = []
    for count, chain in enumerate(answer.chains if isinstance(answer, ChainsAnswer) else answer.cycles, 1):
        source = chain.start
        for at, step in enumerate(chain.steps, 1):
            head = (str(count), str(chain.length), str(at), source.label, step.relation_label, step.to.label)
            rows.append((*head, step.provenance, *_passage(step)))
            source = step.to
    return rows


def central_page(answer: CentralAnswer) -> Page:
    """A table, and below it why the first are there."""
    if not answer.works:
        return [Line("Không văn bản nào trong kho nêu văn bản cấp trên.", "warning")]
    rows = tuple(
        (str(count), _name(work.directive), str(work.direct), str(work.below))
        for count, work in enumerate(answer.works, 1)
    )
    head = columns("STT", "Văn bản", "Trực tiếp", "Tất cả", right="STT|Trực tiếp|Tất cả")
    page: list[Element] = [Heading("VĂN BẢN ĐƯỢC DẪN TỚI NHIỀU NHẤT"), Table(head, rows), Line("")]
    for count, work in enumerate(answer.works, 1):
        if work.example is not None and work.example_of is not None:
            said = f"{work.example_of.label} {work.example.relation_label} [{work.example.provenance}]"
            page.append(Line(f"{count}. {said}: {_evidence(work.example)}", "dim"))
    legend = "Trực tiếp: số văn bản thực hiện, tiếp tục, căn cứ, hướng dẫn nó; Tất cả: cả qua nhiều bước."
    page.append(Line(legend, "dim"))
    return [*page, *_rest(len(answer.works), answer.total, "văn bản")]


def central_rows(answer: CentralAnswer) -> Sequence[tuple[str, ...]]:
    return [
        (
            work.directive.label, date(work.directive.date, ""), str(work.direct), str(work.below),
            work.example_of.label if work.example_of else "", work.example.relation_label if work.example else "",
            *(_passage(work.example)[1:] if work.example else ("", "")),
        )
        for work in answer.works
    ]  # fmt: skip


def load_page(answer: LoadAnswer) -> Page:
    """A table of agencies; the months with most tasks beside them."""
    if not answer.agencies:
        return [Line("Kho chưa có nhiệm vụ nào giao cho cơ quan.", "warning")]
    roles = [edge_label(role) for role in ranks("role")]
    head = columns("STT", "Cơ quan", "Việc", *map(_title, roles), "Văn bản", "Đến hạn", right=_right(roles))
    rows = []
    for count, one in enumerate(answer.agencies, 1):
        months = sorted(one.months.items(), key=lambda item: (-item[1], item[0]))[:_MONTHS]
        due = "; ".join(f"{date(month)}: {tasks}" for month, tasks in sorted(months)) or NONE
        name = f"{one.agency}{' (nhóm)' if one.collective else ''}{f', {one.place}' if one.place else ''}"
        by_role = (str(one.roles[role] or NONE) for role in ranks("role"))
        rows.append((str(count), name, str(one.tasks), *by_role, str(one.documents), due))
    page: list[Element] = [Heading("CƠ QUAN NHIỀU VIỆC NHẤT"), Table(head, tuple(rows)), Line("")]
    page.append(Line("Không tính việc suy ra. Từng việc kèm trích dẫn: docparse checklist CƠ_QUAN.", "dim"))
    return [*page, *_rest(len(answer.agencies), answer.total, "cơ quan")]


def load_titles(answer: LoadAnswer) -> tuple[str, ...]:
    """A column for each month that a task is due in."""
    months = sorted({month for one in answer.agencies for month in one.months})
    roles = (_title(edge_label(role)) for role in ranks("role"))
    return ("Cơ quan", "Mã", "Nhóm", "Việc", *roles, "Văn bản", *(f"Hạn {date(month)}" for month in months))


def load_rows(answer: LoadAnswer) -> Sequence[tuple[str, ...]]:
    months = sorted({month for one in answer.agencies for month in one.months})
    return [
        (
            one.agency, one.agency_id, "nhóm" if one.collective else "", str(one.tasks),
            *(str(one.roles[role]) for role in ranks("role")), str(one.documents),
            *(str(one.months.get(month, "")) for month in months),
        )
        for one in answer.agencies
    ]  # fmt: skip


def orphans_page(answer: OrphansAnswer) -> Page:
    """The documents, then the first tasks with their passages."""
    if not answer.total:
        return [Line("Mọi nhiệm vụ trong kho đều dẫn lên được một văn bản khác.")]
    several = f"{answer.total} nhiệm vụ ở {len(answer.documents)} văn bản"
    page: list[Element] = [Heading(f"NHIỆM VỤ KHÔNG DẪN LÊN VĂN BẢN NÀO – {several}")]
    rows = tuple((one.document.name, date(one.document.date), str(one.tasks)) for one in answer.documents)
    page += [Table(columns("Văn bản", "Ngày", "Nhiệm vụ", right="Nhiệm vụ"), rows), Line("")]
    for count, task in enumerate(answer.tasks, 1):
        where = f"{task.document.symbol or task.document.name} {task.quote.place}"
        page.append(Line(f"{count}. {where}: {excerpt(task.text, 200)}"))
    return [*page, *_rest(len(answer.tasks), answer.total, "nhiệm vụ")]


def orphans_rows(answer: OrphansAnswer) -> Sequence[tuple[str, ...]]:
    return [
        (
            str(count), task.document.name, task.quote.place, task.text,
            "; ".join(part.agency for part in task.lead), task.due_text,
        )
        for count, task in enumerate(answer.tasks, 1)
    ]  # fmt: skip


def _name(ref: DirectiveRef) -> str:
    known = f"{ref.label} ({date(ref.date)})" if ref.date else ref.label
    return known if ref.in_store else f"{known}, kho chưa có toàn văn"


def _evidence(step: Step) -> str:
    if step.quote is None or step.document is None:
        return f"nguồn: {step.source}"
    return f"{step.document.symbol or step.document.name} {step.quote.place}: {excerpt(step.quote.text, 140)}"


def _passage(step: Step) -> tuple[str, str, str]:
    if step.quote is None or step.document is None:
        return "", "", step.source or ""
    return step.document.name, step.quote.place, step.quote.text


def _rest(shown: int, total: int, noun: str) -> list[Element]:
    return [Line(f"… còn {total - shown} {noun} nữa, thêm --limit 0 để xem hết", "dim")] if shown < total else []


def _title(label: str) -> str:
    return f"{label[0].upper()}{label[1:]}"


def _right(roles: Sequence[str]) -> str:
    return "|".join(("STT", "Việc", *map(_title, roles), "Văn bản"))
