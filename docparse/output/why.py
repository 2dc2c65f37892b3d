"""Why a fact is in the result, or why a line gave none."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.output.page import Element, Fields, Heading, Line, Page
from docparse.output.words import excerpt, quoted
from docparse.questions.whyvalues import DueWhy, FactWhy, Lost, NearMiss, PartWhy, RuleCard, SectionWhy, WhyAnswer

_KINDS = {"goal": "Mục tiêu", "task": "Nhiệm vụ", "reference": "Viện dẫn", "section": "Đề mục"}
_PATTERNS = 3  # patterns shown of a rule that has many
_LONG = 160  # characters shown of one pattern


def why_page(answer: WhyAnswer) -> Page:
    """The answer as a page."""
    page: list[Element] = []
    if answer.line is not None and answer.passage is not None:
        read = " của phần chữ đọc được" if answer.line_of == "text" else ""
        page.append(Heading(f"Dòng {answer.line}{read}: {excerpt(answer.passage.text, 140)}"))
        if answer.in_file:
            page.append(Line(f"Trong tệp: {answer.in_file}", "dim"))
        if answer.section is not None:
            page.append(Line(_section(answer.section), "dim"))
    if answer.rules_changed:
        page.append(Line("Kết quả trong kho do bộ luật khác đọc ra; nên chạy lại docparse add.", "warning"))
    for fact in answer.facts:
        page += _fact(fact)
    if answer.clauses:
        page.append(Heading("Không phải nhiệm vụ"))
        for clause in answer.clauses:
            page.append(Line(excerpt(clause.passage.text, 140), indent=2))
            source = f" [{clause.source}]" if clause.source else ""
            page.append(Line(f"vì {clause.reason}{source}", "strong", 4))
    if answer.near:
        page.append(Heading("Luật gần khớp"))
        for miss in answer.near:
            page += _near(miss)
    return page


def _fact(fact: FactWhy) -> Iterator[Element]:
    yield Heading(f"{_KINDS.get(fact.kind, fact.kind)} {fact.id}")
    cut = "… " if fact.before else ""
    around = " ".join(f"{cut}{fact.before}[{fact.quote.text}]{fact.after}".split())
    pairs = [("Đoạn", around), ("Vị trí", fact.quote.place)]
    if fact.quote.in_file:
        pairs.append(("Trong tệp", fact.quote.in_file))
    pairs.append(("Là", fact.says))
    if fact.rule is not None and fact.kind != "section":
        pairs.append(("Luật", _rule(fact.rule)))
    pairs += [("Đã khớp", f"{c.name} = {quoted(c.passage.text)}") for c in fact.captures]
    pairs.append(("Mục", _section(fact.section)))
    yield Fields(tuple(pairs), 2)
    for part in fact.parts:
        yield from _part(part)
    if fact.due is not None:
        yield from _due(fact.due)
    if fact.lost:
        yield Line("Bị loại:", "strong", 2)
        for lost in fact.lost:
            yield Line(_lost(lost), indent=4)
    if not fact.repeated:
        yield Line(
            "Đọc lại phần chữ không thấy kết quả này (bảng, chữ đậm chỉ có trong tệp gốc); hãy hỏi trên tệp.",
            "warning",
            2,
        )


def _section(section: SectionWhy) -> str:
    heading = f" {quoted(section.heading)}" if section.heading else ""
    rule = f"; luật {_where(section.rule)}" if section.rule is not None else ""
    return f"{section.place}{heading}, vai trò “{section.role_label}”: {section.reason}{rule}"


def _part(part: PartWhy) -> Iterator[Element]:
    yield Line(f"{part.role_label.capitalize()}: {part.agency} ({part.certainty})", "strong", 2)
    pairs = [("Luật", _rule(part.rule, part.pattern))]
    if part.cue is not None:
        pairs.append(("Dấu hiệu", quoted(part.cue.text)))
    pairs.append(("Tên ở", f"{quoted(part.quote.text)}, ký tự {part.quote.start}–{part.quote.end}"))
    if part.named_by:
        pairs.append(("Nhận tên", part.named_by))
    yield Fields(tuple(pairs), 4)


def _due(due: DueWhy) -> Iterator[Element]:
    value = f" → {due.to}" if due.to else ""
    yield Line(f"Thời hạn: {quoted(due.text)}{value}", "strong", 2)
    pairs = [("Luật", _rule(due.rule, due.pattern))] if due.rule is not None else []
    pairs += [("Đã khớp", f"{c.name} = {quoted(c.passage.text)}") for c in due.captures]
    yield Fields(tuple(pairs), 4)


def _lost(lost: Lost) -> str:
    rule = f" [{_where(lost.rule)}]" if lost.rule is not None else ""
    return f"{lost.what} {quoted(lost.passage.text)}: {lost.reason}{rule}"


def _near(miss: NearMiss) -> Iterator[Element]:
    yield Line(f"{_where(miss.rule)}: {_short(miss.pattern)}", indent=2)
    found = quoted(miss.found) if miss.found else "hết vế"
    yield Line(f"đã khớp {quoted(miss.matched.text)}, cần {miss.expected}, gặp {found}", "dim", 4)
    if miss.example:
        yield Line(f"ví dụ khớp: {quoted(miss.example)}", "dim", 4)


def _where(rule: RuleCard) -> str:
    return f"{rule.id} ({rule.file}:{rule.line})" if rule.file else rule.id


def _rule(rule: RuleCard, pattern: str | None = None) -> str:
    """The rule with the pattern that matched; without one with its first patterns."""
    patterns = (pattern,) if pattern else rule.patterns
    shown = "; ".join(_short(p) for p in patterns[:_PATTERNS])
    more = f"; … {len(patterns)} mẫu" if len(patterns) > _PATTERNS else ""
    return " – ".join(filter(None, (_where(rule), f"{shown}{more}", rule.why)))


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= _LONG else f"{pattern[:_LONG]}…"
