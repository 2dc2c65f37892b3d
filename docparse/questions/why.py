"""Why a fact is in the result, and why a line gave none: the Python side of ``docparse why``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.errors import QuestionError
from docparse.filelines import FileLines
from docparse.model import Plan, Source
from docparse.outline.items import BULLETS, Item
from docparse.questions.near import near_misses
from docparse.questions.phrases import words_of
from docparse.questions.placewords import PlaceAsked, best_fits, paragraph_in, path_atoms, place_in
from docparse.questions.rereading import Rereading, Verdict
from docparse.questions.whyfacts import FactExplainer
from docparse.questions.whyvalues import ClauseWhy, FactWhy, Passage, WhyAnswer
from docparse.store.paths import way_back
from docparse.store.vocabulary import section_role_label

_TASK_ROLES = frozenset({"tasks", "organisation", "schedule", "appendix", "funding"})
_RULES_OF = dict.fromkeys(_TASK_ROLES, ("roles", "deadlines", "references", "fields", "clauses")) | {
    "goals": ("indicators", "deadlines", "references")
}
_NEAR, _NEAR_A_PART = 6, 2  # rules shown that came near a whole fact, and near a part that a fact lacks
_FIELDS = frozenset({"lead", "coordinate", "implement", "agencies", "time"})
_AT = re.compile(r"(.+)@(\d+)\Z")


def explain(
    plan: Plan, fact: str | PlaceAsked, source: Source | None = None, paragraph: int | None = None
) -> WhyAnswer:
    """Why a fact stands in ``plan``.

    ``fact``: the id of a task, goal or section; a reference's ``target`` (all its mentions) or ``target@start``;
    an ``agency_id`` (every task in which it has a part); or a place, "V.1", "V.1, đoạn 2", or one that a question
    was understood to ask for, with its ``paragraph``.
    ``source``: the file as read, where tables and bold type matter. QuestionError DP504 where nothing fits.
    """
    explainer = FactExplainer(Rereading(plan, source))
    if isinstance(fact, PlaceAsked):
        asked, facts = fact.text, tuple(_facts_at(explainer, fact, paragraph))
    else:
        asked, facts = fact, tuple(_facts(explainer, fact.strip()))
        if not facts and ":" not in fact:  # an id holds a place too, but means one fact
            facts = tuple(_at_place(explainer, fact.strip()))
    if not facts:
        name = plan.document.symbol or plan.source.get("name") or plan.document.id
        advice = "lấy mã trong docparse parse --json, hoặc ghi mục: “V.1 đoạn 2”"
        raise QuestionError("DP504", asked, f"{name} không có kết quả nào mang mã hay ở vị trí này", advice)
    return WhyAnswer(asked, plan.document.id, plan.source.get("name"), facts)


def explain_line(plan: Plan, line: int, source: Source | None = None) -> WhyAnswer:
    """What became of a line (from 1): its facts, its clauses without one, the rules that came near.

    The line is the file's own where ``plan`` knows it (.txt, .md), else that of ``plan.text``.
    QuestionError DP505 for a line that there is not.
    """
    lines = FileLines.of(plan)
    passage = lines.passage(line)
    if passage is None:
        last = lines.last
        what = f"đoạn cuối của tệp ở dòng {last}" if lines.own else f"phần chữ đọc được chỉ có {last} dòng"
        raise QuestionError("DP505", str(line), what, f"ghi số từ 1 đến {last}")
    start, end = passage
    reading = Rereading(plan, source)
    explainer = FactExplainer(reading)
    facts = tuple(_facts_in(explainer, start, end))
    item = reading.item_at(start)
    clauses = tuple(_clauses(reading, item, start, end))
    named = any(f.kind in ("task", "goal") or (f.kind == "section" and f.rule is not None) for f in facts)
    unread = not named or (bool(clauses) and item is not None and not item.is_all_heading)
    files, most = (_files(item), _NEAR) if unread else (_missing(plan, start, end), _NEAR_A_PART)
    near = near_misses(reading.pack, reading.text, reading.keys, start, end, most=most, files=files)
    return WhyAnswer(
        asked=str(line),
        document=plan.document.id,
        file=plan.source.get("name"),
        facts=facts,
        line=line,
        line_of="file" if lines.own else "text",
        passage=Passage(plan.text[start:end], start, end),
        in_file=way_back(plan, start),
        section=explainer.section(explainer.innermost(start)),
        clauses=clauses,
        near=near,
    )


def _missing(plan: Plan, start: int, end: int) -> tuple[str, ...]:
    """The rule files that would have given the tasks of a line what they lack: a deadline, an agency of their own."""
    tasks = [task for task in plan.tasks if task.start < end and start < task.end]
    files = {"deadlines": any(task.due is None for task in tasks)}
    files["roles"] = any(all(part.basis == "default" for part in task.assignments) for task in tasks)
    return tuple(name for name, lacking in files.items() if lacking)


def _files(item: Item | None) -> tuple[str, ...]:
    """The rule files that could have said something of a line, by where it stands."""
    if item is None:
        return ("references",)
    if item.is_all_heading:
        return ("outline",)
    return _RULES_OF.get(item.role, ("references",))


def _facts(explainer: FactExplainer, asked: str) -> Iterator[FactWhy]:
    plan = explainer.plan
    named = _AT.match(asked)
    for task in plan.tasks:
        if asked == task.id or any(asked == a.agency_id for a in task.assignments):
            yield explainer.task(task)
    for goal in plan.goals:
        if asked == goal.id:
            yield explainer.goal(goal)
    for section in plan.sections:
        if asked == section.id:
            yield explainer.section_fact(section)
    for reference in plan.references:
        if asked == reference.target or (
            named is not None and named[1] == reference.target and int(named[2]) == reference.start
        ):
            yield explainer.reference(reference)


def _at_place(explainer: FactExplainer, asked: str) -> Iterator[FactWhy]:
    """The facts at a place, read as ``who`` reads it; without a paragraph also those of the sections below."""
    paragraph = paragraph_in(asked)
    words = words_of(asked)
    taken = {n for n, word in enumerate(words) if paragraph and paragraph[1] <= word.start < paragraph[2]}
    place = place_in(asked, words, taken, alone=True)
    yield from () if place is None else _facts_at(explainer, place, paragraph[0] if paragraph else None)


def _facts_at(explainer: FactExplainer, place: PlaceAsked, paragraph: int | None) -> Iterator[FactWhy]:
    sections = best_fits(place, explainer.paths)
    if paragraph is not None:  # of the sections below one has paragraphs of its own
        depth = min((len(path_atoms(explainer.paths[key])) for key in sections), default=0)
        sections = tuple(key for key in sections if len(path_atoms(explainer.paths[key])) == depth)
    plan = explainer.plan
    yield from (explainer.goal(g) for g in plan.goals if g.section in sections and paragraph in (None, g.paragraph))
    yield from (explainer.task(t) for t in plan.tasks if t.section in sections and paragraph in (None, t.paragraph))


def _facts_in(explainer: FactExplainer, start: int, end: int) -> Iterator[FactWhy]:
    """Every fact with words in the passage, sections by their headings."""
    plan = explainer.plan
    yield from (explainer.section_fact(s) for s in plan.sections if s.label and start <= s.start < max(end, start + 1))
    yield from (explainer.goal(g) for g in plan.goals if g.start < end and start < g.end)
    yield from (explainer.task(t) for t in plan.tasks if t.start < end and start < t.end)
    yield from (explainer.reference(r) for r in plan.references if r.start < end and start < r.end)


# --- why a clause is no task --------------------------------------------------------------------------


def _clauses(reading: Rereading, item: Item | None, start: int, end: int) -> Iterator[ClauseWhy]:
    """The clauses of a passage that gave no task and no goal, each with what excluded it."""
    verdicts = [v for v in reading.verdicts if v.start < end and start < v.end]
    for verdict in verdicts:
        inside = any(t.start < verdict.end and verdict.start < t.end for t in reading.plan.tasks)
        if verdict.draft is None and not inside:
            reason, source = _excluded(reading, verdict)
            yield ClauseWhy(_passage(reading, verdict.start, verdict.end), reason, source)
    plan = reading.plan
    covered = bool(verdicts) or any(t.start < end and start < t.end for t in plan.tasks)
    covered = covered or any(g.start < end and start < g.end for g in plan.goals)
    if not covered and reading.text[start:end].strip():
        reason, source = _unread(reading, item, start, end)
        yield ClauseWhy(_passage(reading, start, end), reason, source)


def _passage(reading: Rereading, start: int, end: int) -> Passage:
    return Passage(reading.text[start:end], start, end)


def _excluded(reading: Rereading, verdict: Verdict) -> tuple[str, str | None]:
    """The test that a clause failed, in the order in which the reader tries them."""
    start, end, keys, text = verdict.start, verdict.end, reading.keys, reading.text
    reader = reading.reader
    cutter, judge = reader.cutter, reader.clauses
    if found := judge.not_task.match(keys, start, end):
        return f"mở đầu bằng “{text[found.start() : found.end()]}”, chữ của câu không giao việc", "clauses.not_tasks"
    if reader.actors.only_names(start, end):
        return "chỉ có tên cơ quan, không có việc", None
    if text[start] == "(" and text[end - 1] == ")":
        return "cả vế nằm trong ngoặc đơn", None
    at = cutter.skip_adverbs(keys, start, end)
    verb = cutter.starts_with_verb(keys, start, end)
    if verb or verdict.has_subject:
        role = section_role_label(verdict.item.role)
        if verdict.item.role in ("funding", "appendix", "schedule"):
            return f"mục “{role}” chỉ nhận nhiệm vụ khi vế có cơ quan làm chủ ngữ hoặc được đánh số", "outline"
        return "không đủ chữ để là một việc", None
    noun = cutter.noun.match(keys, at, end)
    if noun is None:
        return f"mục “{section_role_label(verdict.item.role)}” chỉ nhận vế có cơ quan làm chủ ngữ", "outline"
    word = text[noun.start() : noun.end()]
    if keys.find(":", start, end) >= 0:
        return f"mở đầu bằng danh từ “{word}” rồi dấu hai chấm: một nhãn và giá trị của nó", "clauses.nouns"
    return f"mở đầu bằng danh từ “{word}”, không có từ giao việc nào (phải, cần, có trách nhiệm …)", "clauses.nouns"


def _unread(reading: Rereading, item: Item | None, start: int, end: int) -> tuple[str, str | None]:
    """Why no clause was cut from a passage at all."""
    if item is None:
        return "nằm trong phần đầu văn bản (thể thức), không đọc nhiệm vụ ở đây", "header"
    text = reading.text
    if item.kind == "table":
        return _in_table(reading, item, start)
    if item.kind == "footnote":
        return "chú thích cuối trang", None
    field = reading.reader.fields.line(item.body, item.end)
    if field is not None:
        return (
            f"dòng ghi sẵn ({field.rule}): áp dụng cho các nhiệm vụ ở trên, tự nó không phải nhiệm vụ",
            "fields.field",
        )
    if item.is_all_heading or item.kind in ("appendix", "title", "caption"):
        return "đề mục: việc nằm ở các dòng dưới nó", "outline"
    for above in reading.outline.above(item):
        named = reading.reader.fields.name_of(above.body, above.end)
        if named is not None and named.name in _FIELDS:
            return f"giá trị của dòng ghi sẵn “{_words(text, above)}”: áp dụng cho các nhiệm vụ ở trên", named.rule
    if item.role not in _TASK_ROLES:
        role = section_role_label(item.role)
        return f"mục có vai trò “{role}”: bộ đọc không tìm nhiệm vụ ở đây", "outline.section_role"
    if text[item.start : item.end].rstrip(" *").endswith(":"):
        return "câu dẫn (kết thúc bằng dấu hai chấm): việc nằm ở các mục dưới nó", None
    if item.kind in BULLETS and not any(c.isalpha() for c in text[start:end]):
        return "không có chữ", None
    return "không vế nào được tách ra từ dòng này", None


def _words(text: str, item: Item) -> str:
    return text[item.body : item.end].strip(" :")


def _in_table(reading: Rereading, item: Item, at: int) -> tuple[str, str | None]:
    """What a cell that is no task holds, by the title of its column."""
    tables = reading.reader.tables
    own = tables.titles.read(item.block.rows)
    goes_on = own is None and any(draft.item == item.index for draft in reading.drafts)
    columns = own or (tables.last if goes_on else None)
    if any(goal.item == item.index for goal in reading.goals):
        return "ô của bảng chỉ tiêu: nói về chỉ tiêu cùng dòng", "goals"
    if columns is None or not columns.is_task_table:
        return "bảng không có cột nhiệm vụ cùng cột cơ quan hay thời hạn", "fields.column"
    for number, row in enumerate(item.block.rows):
        for cell in row:
            if cell.start <= at < max(cell.end, cell.start + 1):
                rule = columns.rules.get(cell.column)
                if own is not None and number < columns.header_rows:
                    return "tên cột của bảng nhiệm vụ", rule
                if rule is None:
                    return "ô của một cột không có tên nào đã biết", "fields.column"
                if cell.column == columns.task:
                    return (
                        "ô ở cột nhiệm vụ nhưng cả dòng không nêu cơ quan hay thời hạn nào (tên nhóm, dòng đánh số)",
                        rule,
                    )
                return "ô của bảng nhiệm vụ: nói về nhiệm vụ cùng dòng, tự nó không phải nhiệm vụ", rule
    return "dòng trống của bảng", None


__all__ = ["explain", "explain_line"]
