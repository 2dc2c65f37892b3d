"""Why a fact is what it is: its rule, captures, section, agencies, deadline, and what lost against it."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.errors import RuleError
from docparse.matching.engine import Mention, candidates
from docparse.model import Assignment, Goal, Indicator, Milestone, Reference, Section, Task
from docparse.questions.answers import Quote
from docparse.questions.near import pattern_of
from docparse.questions.rereading import Rereading, Verdict
from docparse.questions.rulecards import rule_card, rules_by_id
from docparse.questions.whylost import lost_agencies, lost_dues
from docparse.questions.whyvalues import (
    Capture,
    DueWhy,
    FactKind,
    FactWhy,
    Lost,
    PartWhy,
    Passage,
    RuleCard,
    SectionWhy,
)
from docparse.store.paths import label_paths, place, way_back
from docparse.store.vocabulary import basis_label, edge_label, section_role_label

_AROUND = 80  # code points of context on each side
_REACH = 120  # code points around a name in which its cue may stand


class FactExplainer:
    """Explains facts of one plan that has been read again."""

    def __init__(self, reading: Rereading) -> None:
        self.reading, self.plan, self.pack = reading, reading.plan, reading.pack
        self.text, self.keys = reading.text, reading.keys
        self.sections = {section.id: section for section in self.plan.sections}
        self.paths = label_paths(self.plan.sections)

    # --- places -------------------------------------------------------------------------------

    def passage(self, start: int, end: int) -> Passage:
        return Passage(self.text[start:end], start, end)

    def quote(self, start: int, end: int, section: str | None, paragraph: int | None) -> Quote:
        path = self.paths.get(section or "")
        heading = self.sections[section].heading if section in self.sections else None
        where, back = place(path, paragraph), way_back(self.plan, start)
        return Quote(self.text[start:end], start, end, where, path or None, heading, paragraph, back)

    def innermost(self, start: int) -> Section | None:
        """The section that a position stands in."""
        holding = [s for s in self.plan.sections if s.start <= start < s.end]
        return min(holding, key=lambda s: s.end - s.start, default=None)

    def section(self, section: Section | None) -> SectionWhy:
        """The section with the heading and the rule that gave its role."""
        if section is None:
            return SectionWhy(None, "phần đầu", "", "preamble", section_role_label("preamble"), None, None, "phần đầu")
        item = next((i for i in self.reading.outline.items if i.start == section.start), None)
        rule, given_by, reason = self._role(section)
        if item is not None and item.headed_by_agency:
            rule = rule or rule_card("heading-agency")
            reason = "đề mục chỉ nêu tên cơ quan" + (f"; {reason}" if given_by and given_by != section.heading else "")
        return SectionWhy(
            section.id,
            self.paths.get(section.id) or ("phần đầu" if section.role == "preamble" else "phần cuối"),
            section.heading,
            section.role,
            section_role_label(section.role),
            given_by,
            rule,
            reason,
        )

    def _role(self, section: Section) -> tuple[RuleCard | None, str | None, str]:
        """The nearest heading upwards whose words give just this role."""
        at: Section | None = section
        while at is not None:
            item = next((i for i in self.reading.outline.items if at is not None and i.start == at.start), None)
            found = None
            if item is not None:
                for label in ("section_role", "article_role"):
                    found = found or self.pack.match("outline", label, self.keys, item.body, item.end)
            if found is not None and found.values.get("role") == section.role:
                words = self.text[found.start : found.end]
                own = "đề mục của chính mục này" if at is section else f"thừa hưởng từ mục {self.paths.get(at.id)}"
                return rule_card(found.rule.id, self.pack), at.heading or words, f"{own} có chữ “{words}”"
            if item is not None and item.kind == "appendix":
                return None, at.heading, "nằm trong phụ lục"
            at = self.sections.get(at.parent) if at.parent else None
        return None, None, "không đề mục nào nói rõ; theo vị trí trong văn bản"

    # --- facts --------------------------------------------------------------------------------

    def task(self, task: Task) -> FactWhy:
        verdict = self.reading.verdict(task.start, task.end)
        due = task.due
        due_why = None
        if due is not None:
            card = rule_card(due.rule, self.pack) if due.rule else None
            captures = self.captures(due.rule, due.start, due.end)
            span = (due.start or 0, due.end or 0)
            pattern = pattern_of(self.pack, due.rule or "", self.keys, *span)
            due_why = DueWhy(due.text, due.kind, due.to or due.on, card, pattern, captures)
        says = self._is_task_because(task, verdict) + (f"; sản phẩm: {task.product}" if task.product else "")
        lost = [*lost_agencies(self, task, verdict), *lost_dues(self, task)]
        again = self.reading.found_again(task.start, task.end) is not None
        parts = tuple(self.part(task, one) for one in task.assignments)
        fact = self._fact("task", task.id, task, says, rule_card(task.rule or "clause", self.pack), again)
        return _with(fact, parts=parts, due=due_why, lost=tuple(lost))

    def _is_task_because(self, task: Task, verdict: Verdict | None) -> str:
        """What in the clause made it a task."""
        if verdict is None or task.rule != "clause":
            return "nhiệm vụ"
        subject = next((p for p in verdict.parts if p.subject), None)
        if subject is not None:
            return f"nhiệm vụ, vì vế có chủ ngữ {subject.agency.name}"
        cutter = self.reading.reader.cutter
        at = cutter.skip_adverbs(self.keys, task.start, task.end)
        if (verb := cutter.verb.match(self.keys, at, task.end)) is not None:
            return f"nhiệm vụ, vì vế mở đầu bằng động từ “{self.text[verb.start() : verb.end()]}” (clauses.verbs)"
        if (noun := cutter.noun.match(self.keys, at, task.end)) is None:
            return "nhiệm vụ, vì vế không mở đầu bằng danh từ đã biết (clauses.nouns)"
        return (
            f"nhiệm vụ: mở đầu bằng danh từ “{self.text[noun.start() : noun.end()]}” nhưng có từ giao việc hoặc chủ ngữ"
        )

    def goal(self, goal: Goal) -> FactWhy:
        again = self.reading.goal(goal.start, goal.end)
        in_table = again is not None and self.reading.outline.items[again.item].kind == "table"
        name = "target-table-row" if in_table else "goal-item"
        says = "mục tiêu"
        if goal.indicators:
            says += f": {'; '.join(_indicator(i) for i in goal.indicators)}"
        if goal.milestones:
            says += f"; mốc: {'; '.join(_milestone(m) for m in goal.milestones)}"
        return self._fact("goal", goal.id, goal, says, rule_card(name), again is not None)

    def reference(self, reference: Reference) -> FactWhy:
        by = f" (của {reference.of})" if reference.of else ""
        says = f"viện dẫn {reference.target}; quan hệ: {edge_label(reference.relation)}{by}"
        section = self.innermost(reference.start)
        start, end = reference.start, reference.end
        captures, lost = self.captures(reference.rule, start, end), []
        for mention in self.all("references", ("symbol", "named"), start, end):
            if mention.rule.id != reference.rule and mention.start < end and mention.end > start:
                span = self.passage(mention.start, mention.end)
                lost.append(
                    Lost("cách đọc khác", "luật khác được ưu tiên", span, rule_card(mention.rule.id, self.pack))
                )
        return FactWhy(
            kind="reference",
            id=reference.target,
            quote=self.quote(start, end, section.id if section else None, None),
            before=self._before(start),
            after=self._after(end),
            says=says,
            rule=rule_card(reference.rule, self.pack),
            captures=captures,
            section=self.section(section),
            parts=(),
            due=None,
            lost=tuple(lost),
            repeated=(start, end) in self.reading.references,
        )

    def section_fact(self, section: Section) -> FactWhy:
        why = self.section(section)
        return FactWhy(
            kind="section",
            id=section.id,
            quote=self.quote(section.start, self._line_end(section.start), section.id, None),
            before="",
            after="",
            says=f"mục {why.place}, vai trò: {why.role_label}",
            rule=why.rule,
            captures=(),
            section=why,
            parts=(),
            due=None,
            lost=(),
            repeated=any(i.start == section.start for i in self.reading.outline.items),
        )

    def _fact(self, kind: FactKind, name: str, fact: Task | Goal, says: str, rule: RuleCard, repeated: bool) -> FactWhy:
        section = self.sections.get(fact.section or "") or self.innermost(fact.start)
        return FactWhy(
            kind=kind,
            id=name,
            quote=self.quote(fact.start, fact.end, fact.section, fact.paragraph),
            before=self._before(fact.start),
            after=self._after(fact.end),
            says=says,
            rule=rule,
            captures=(),
            section=self.section(section),
            parts=(),
            due=None,
            lost=(),
            repeated=repeated,
        )

    def _before(self, start: int) -> str:
        floor = max(self.text.rfind("\n", 0, start) + 1, start - _AROUND)
        return self.text[floor:start]

    def _after(self, end: int) -> str:
        return self.text[end : min(self._line_end(end), end + _AROUND)]

    def _line_end(self, at: int) -> int:
        stop = self.text.find("\n", at)
        return len(self.text) if stop < 0 else stop

    # --- rules over passages ------------------------------------------------------------------

    def all(self, file: str, labels: Sequence[str], start: int, end: int) -> list[Mention]:
        """Every match of these rules in a passage, overlapping ones too; none where the pack has no such file."""
        try:
            return self.pack.candidates(file, labels, self.keys, start, end)
        except RuleError:
            return []

    def of_rule(self, name: str | None, start: int, end: int) -> list[Mention]:
        """The mentions of one rule in a passage."""
        rule = rules_by_id(self.pack).get(name or "")
        return candidates((rule,), self.keys, start, end) if rule is not None and not rule.bound else []

    def captures(self, name: str | None, start: int | None, end: int | None) -> tuple[Capture, ...]:
        """What the named parts of a rule took in its own passage."""
        if start is None or end is None:
            return ()
        found = next((m for m in self.of_rule(name, start, end) if (m.start, m.end) == (start, end)), None)
        return tuple(Capture(k, self.passage(*v)) for k, v in sorted(found.parts.items())) if found else ()

    # --- agencies -----------------------------------------------------------------------------

    def part(self, task: Task, one: Assignment) -> PartWhy:
        inside = task.start <= one.start < task.end
        line = (self.text.rfind("\n", 0, one.start) + 1, self._line_end(one.end))
        spans = [(task.start, task.end)] if one.basis in ("explicit", "heading") else []
        spans.append((task.start, task.end) if inside else line)
        cues = [m for span in spans for m in self.of_rule(one.rule, *span)]
        near = [m for m in cues if not inside or min(abs(m.end - one.start), abs(m.start - one.end)) <= _REACH]
        cue = min(near, key=lambda m: min(abs(m.end - one.start), abs(m.start - one.end)), default=None)
        known = self.reading.names.find(*line) if one.start < len(self.text) else []
        entry = next((m.rule for m in known if m.start <= one.start < m.end), None)
        card = rule_card(one.rule, self.pack)
        return PartWhy(
            agency=one.agency,
            agency_id=one.agency_id,
            role=one.role,
            role_label=edge_label(one.role),
            basis=one.basis,
            certainty=basis_label(one.basis),
            rule=card,
            pattern=pattern_of(self.pack, one.rule, self.keys, cue.start, cue.end) if cue is not None else None,
            cue=self.passage(cue.start, cue.end) if cue is not None else None,
            quote=self.passage(one.start, one.end),
            named_by=entry,
        )


def _with(fact: FactWhy, **values: object) -> FactWhy:
    from dataclasses import replace

    return replace(fact, **values)  # type: ignore[arg-type]


def _indicator(one: Indicator) -> str:
    to = f"–{one.value_to:g}" if one.value_to is not None else ""
    return " ".join(filter(None, (one.name, one.comparator, f"{one.value:g}{to}", one.unit, one.due)))


def _milestone(one: Milestone) -> str:
    return f"{one.text} ({one.due})" if one.due else one.text
