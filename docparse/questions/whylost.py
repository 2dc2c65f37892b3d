"""What lost against a fact: agencies from above, names without a part, times that are no deadline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docparse.matching.engine import settle
from docparse.model import Task
from docparse.questions.rereading import Verdict
from docparse.questions.rulecards import rule_card
from docparse.questions.whyvalues import Lost
from docparse.store.vocabulary import basis_label

if TYPE_CHECKING:
    from docparse.questions.whyfacts import FactExplainer

_DUE_LABELS = ("due", "due-clause")


def lost_agencies(explainer: FactExplainer, task: Task, verdict: Verdict | None) -> Iterator[Lost]:
    """Agencies that might have had a part: those from above that a subject overrode, and names without a part."""
    if verdict is None:
        return
    taken = {(a.start, a.end) for a in task.assignments}
    from_above = {(a.agency.start, a.agency.end): a for a in (*verdict.carried, *verdict.above)}
    for span, actor in from_above.items():
        if span not in taken and any(p.subject for p in verdict.parts):
            own = next(p for p in verdict.parts if p.subject)
            role = f"{actor.agency.name} ({basis_label(actor.basis)})"
            reason = f"vế có chủ ngữ riêng: {own.agency.name}"
            yield Lost(role, reason, explainer.passage(*span), rule_card(own.rule, explainer.pack))
    for group in explainer.reading.reader.actors.groups(task.start, task.end):
        for mention in group:
            if (mention.start, mention.end) in taken or any(
                a.start < mention.end and mention.start < a.end for a in task.assignments
            ):
                continue
            cue = explainer.reading.reader.actors.before(group, task.start)
            card = rule_card(cue.rule.id, explainer.pack) if cue is not None else None
            words = (
                f"đứng sau “{explainer.text[cue.start : cue.end]}”" if cue is not None else "không có dấu hiệu vai trò"
            )
            yield Lost(f"{mention.name}: không có vai trò", words, explainer.passage(mention.start, mention.end), card)


def lost_dues(explainer: FactExplainer, task: Task) -> Iterator[Lost]:
    """Times in the clause that are not its deadline."""
    due = task.due
    inside = due is not None and due.start is not None and task.start <= due.start < task.end
    found = explainer.all("deadlines", _DUE_LABELS, task.start, task.end)
    kept = settle(found)
    seen: set[tuple[int, int]] = set()
    for mention in sorted(found, key=lambda m: (m.start, -m.end, -m.rule.priority)):
        span = (mention.start, mention.end)
        if span in seen or (inside and due is not None and span == (due.start, due.end)):
            continue
        seen.add(span)
        if mention not in kept:
            reason = "chồng lên một luật ưu tiên cao hơn"
        elif mention.values.get("kind") == "none":
            reason = "luật này nói: chữ chỉ thời gian ở đây không phải thời hạn"
        elif due is not None:
            reason = f"vế đã có thời hạn rõ hơn: “{due.text}”"
        else:
            reason = "không đứng ở chỗ mà một thời hạn đứng, hoặc đã qua, hoặc trong ngoặc kép"
        yield Lost("mốc thời gian", reason, explainer.passage(*span), rule_card(mention.rule.id, explainer.pack))
