"""Which tasks stand at a place that a question names."""

from __future__ import annotations

from docparse.errors import QuestionError
from docparse.questions.placewords import PlaceAsked, exact, fits, mentions_place
from docparse.questions.understanding import Question
from docparse.questions.views import keys
from docparse.store.connection import Connection, Row
from docparse.store.names import name_of

_SHOWN = 5


def tasks_at(db: Connection, question: Question) -> list[int]:
    """The tasks at and below the place, by document and order; without a document, of every document that has it.

    QuestionError DP506 where no section is called so.
    """
    if question.asked_place is None:
        return []
    sections = sections_at(db, [row["pk"] for row in question.documents], question.asked_place)
    if not sections:
        raise no_such_place(question)
    rows = db.rows("tasks_of_sections", pks=keys(row["pk"] for row in sections))
    return [row["pk"] for row in rows if question.paragraph in (None, row["paragraph"])]


def sections_at(db: Connection, documents: list[int], asked: PlaceAsked) -> list[Row]:
    """The sections at and below the place, in each document by the narrowest reading that fits."""
    rows = db.rows("sections_of", pks=keys(documents)) if documents else db.rows("sections_everywhere")
    by_document: dict[int, dict[int, list[Row]]] = {}
    for row in rows:
        if how := fits(asked, row["path"]):
            by_document.setdefault(row["document_pk"], {}).setdefault(how, []).append(row)
    best = max((max(found) for found in by_document.values()), default=0)
    out: list[Row] = []
    for found in by_document.values():
        # several documents are meant by the same reading; one that is named has its own best
        how = max(found) if documents else best
        fitting = found.get(how, [])
        out += [row for row in fitting if exact(asked, row["path"])] or fitting
    return out


def no_such_place(question: Question) -> QuestionError:
    """``DP506 3243 IX.9: không có mục IX.9 trong Kế hoạch 3243/KH-UBND``."""
    named = place_name(question.place or question.text)
    where = "; ".join(name_of(row) for row in question.documents[:_SHOWN]) or "văn bản nào của kho"
    example = question.documents[0]["symbol"] if question.documents else None
    advice = f"xem các mục: docparse show {example or 'VĂN_BẢN'}"
    return QuestionError("DP506", question.text, f"không có {named} trong {where}", advice)


def place_name(place: str) -> str:
    """``mục V.1``; ``điểm a mục 10`` stays as it is."""
    return place if mentions_place(place) else f"mục {place}"
