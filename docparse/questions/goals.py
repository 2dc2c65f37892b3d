"""The goals of a document and their indicators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docparse.questions.answers_document import GoalRow, GoalsAnswer
from docparse.questions.phrases import rules
from docparse.questions.views import Reader, document_ref
from docparse.store.annexes import current_plan
from docparse.store.connection import Row
from docparse.store.finding import find_document

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_PREFIX = "CT"


def goals(store: GraphStore, document: str) -> GoalsAnswer:
    """Indicators, then milestones of each goal in the document's order; a goal with neither is one row."""
    with store.db.reading():
        row = find_document(store.db, document)
        pk = row["pk"]
        reader = Reader(store.db)
        found = store.db.rows("goals_of", document=pk)
        indicators = _by_goal(store.db.rows("goal_indicators_of", document=pk))
        milestones = _by_goal(store.db.rows("milestones_of", document=pk))
        codes = _codes(found)
        responsible = {
            goal.id: tuple(dict.fromkeys(part.agency for part in goal.responsible))
            for goal in current_plan(store.db, row).goals
        }
        rows: list[GoalRow] = []
        for goal in found:
            where = {"path": goal["path"], "heading": goal["heading"], "paragraph": goal["paragraph"]}
            own = [_indicator(indicator) for indicator in indicators.get(goal["pk"], ())]
            own += [_plain("milestone", m["text"], m["due"]) for m in milestones.get(goal["pk"], ())]
            whole = {"start_at": goal["start_at"], "end_at": goal["end_at"]}
            for number, values in enumerate(own or [_plain("qualitative", goal["text"], None)], 1):
                span = values.pop("span") or whole
                code = f"{codes[goal['pk']]}.{number}" if own else codes[goal["pk"]]
                quote = reader.quote(pk, {**where, **span})
                who = responsible.get(goal["id"], ())
                rows.append(GoalRow(code=code, goal_id=goal["id"], quote=quote, responsible=who, **values))
        counted = [entry.kind for entry in rows]
        spans = [(goal["start_at"], goal["end_at"]) for goal in found]
        notices = reader.notices(pk, reader.section_spans(pk))
        return GoalsAnswer(
            document=document_ref(row),
            rows=tuple(rows),
            goals=len(found),
            indicators=counted.count("indicator"),
            percentages=sum(1 for entry in rows if entry.unit == "%"),
            milestones=counted.count("milestone"),
            qualitative=counted.count("qualitative"),
            warnings=tuple(n for n in notices if any(s < n.quote.end and n.quote.start < e for s, e in spans)),
        )


def _by_goal(rows: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["goal_pk"], []).append(row)
    return found


def _indicator(row: Row) -> dict[str, Any]:
    names = ("name", "comparator", "value", "value_to", "unit", "change", "due")
    span = {"start_at": row["start_at"], "end_at": row["end_at"]}
    return {**{n: row[n] for n in names}, "kind": "indicator", "approximate": bool(row["approximate"]), "span": span}


def _plain(kind: str, name: str, due: str | None) -> dict[str, Any]:
    empty = dict.fromkeys(("comparator", "value", "value_to", "unit", "change", "span"))
    return {**empty, "kind": kind, "name": name, "due": due, "approximate": False}


def _codes(rows: list[Row]) -> dict[int, str]:
    """``CT2`` for the goal at II.2: its place without the top label, where all goals stand under one; ``CTPL.16`` for
    the sixteenth of an annex."""
    tops = {(row["path"] or "").split(".")[0] for row in rows}
    by_path: dict[str, list[Row]] = {}
    for row in rows:
        by_path.setdefault(row["path"] or "", []).append(row)
    codes: dict[int, str] = {}
    used: dict[str, int] = {}
    for path, group in by_path.items():
        labels = [_short(label) for label in path.split(".") if label]
        place = ".".join(labels[1:] if len(tops) == 1 else labels)
        paragraphs = [row["paragraph"] for row in group]
        counted = paragraphs if len(set(paragraphs)) == len(paragraphs) else range(1, len(group) + 1)
        for row, number in zip(group, counted, strict=True):
            base = place if place and len(group) == 1 else f"{place}.{number}".strip(".")
            used[base] = used.get(base, 0) + 1
            codes[row["pk"]] = _PREFIX + (base if used[base] == 1 else f"{base}-{used[base]}")
    return codes


def _short(label: str) -> str:
    """``PHỤ LỤC II, 1`` to ``PLII.1``."""
    for phrase, short in rules()["places"]["short"].items():
        label = re.sub(rf"(?i){phrase}\s*", short, label)
    return label.replace(", ", ".").replace(" ", "")
