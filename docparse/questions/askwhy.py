"""``why`` asked of a store: from the words of a question to the document and the fact or line in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from docparse import rules_in_use
from docparse.errors import QuestionError
from docparse.model import Plan, Source
from docparse.questions.understanding import understand
from docparse.questions.why import explain, explain_line
from docparse.questions.whyvalues import WhyAnswer
from docparse.store.finding import find_document, matching_documents
from docparse.store.names import name_of
from docparse.store.paths import path_key
from docparse.store.planvalues import plan_of

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_LINE = re.compile(r"(.+):(\d{1,7})\Z")
_FACT = re.compile(r"[tgs]:")


def why_in(plan: Plan, part: str, source: Source | None = None) -> WhyAnswer:
    """``explain`` or, for a line number, ``explain_line``."""
    part = part.strip()
    return explain_line(plan, int(part), source) if part.isascii() and part.isdigit() else explain(plan, part, source)


def why(store: GraphStore, what: str) -> WhyAnswer:
    """Answer ``what``: ``DOCUMENT:LINE``, ``DOCUMENT#FACT``, a fact's id, or a place ("3243 V.1 đoạn 2").

    QuestionError DP501 for an unknown document, DP502 where several fit, DP504 for an unknown fact, DP505 for a
    line that the text does not have.
    """
    what = what.strip()
    document, mark, part = what.partition("#")
    if mark:
        return _answer(store, document, part, what)
    line = _LINE.match(what)
    if line and not _FACT.match(what) and matching_documents(store.db, line[1]):
        return _answer(store, line[1], line[2], what)
    if _FACT.match(what):
        return _answer(store, _document_of(store, what), what, what)
    return _at_place(store, what)


def _answer(store: GraphStore, document: str, part: str, asked: str) -> WhyAnswer:
    return _told(store, document, asked, lambda plan: why_in(plan, part))


def _told(store: GraphStore, document: str, asked: str, explained: Callable[[Plan], WhyAnswer]) -> WhyAnswer:
    changed = find_document(store.db, document)["rules"] not in ("", rules_in_use())
    return replace(explained(plan_of(store.plan(document))), asked=asked, rules_changed=changed)


def _document_of(store: GraphStore, fact: str) -> str:
    """The one document that has a task, goal or section of this id."""
    with store.db.reading():
        path = path_key(fact.split(":")[1])  # "s:V.1:3c2727f9": an id tells its place, by which the store finds it
        found = [row["id"] for row in store.db.rows("documents_of_fact", id=fact, path=path)]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise QuestionError(
            "DP502", fact, f"có trong {len(found)} văn bản", f'nêu cả văn bản, ví dụ "{found[0]}#{fact}"'
        )
    raise QuestionError("DP504", fact, "kho không có kết quả nào mang mã này", "nêu cả văn bản: VĂN_BẢN#MÃ")


def _at_place(store: GraphStore, what: str) -> WhyAnswer:
    with store.db.reading():
        question = understand(store.db, what)
    if len(question.documents) > 1:
        names = "; ".join(name_of(row) for row in question.documents[:5])
        raise QuestionError(
            "DP502", what, f"có {len(question.documents)} văn bản như vậy: {names}", "ghi đủ số, ký hiệu"
        )
    place, paragraph = question.asked_place, question.paragraph
    if not question.documents or place is None:
        advice = "ghi VĂN_BẢN:DÒNG, VĂN_BẢN#MÃ, hoặc văn bản và mục: “3243 V.1 đoạn 2”"
        raise QuestionError("DP504", what, "chưa rõ hỏi về kết quả hay dòng nào", advice)
    document = question.documents[0]["id"]
    return _told(store, document, what, lambda plan: explain(plan, place, paragraph=paragraph))
