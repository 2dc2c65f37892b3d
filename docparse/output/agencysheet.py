"""What an agency was and is, as CSV for Excel."""

from __future__ import annotations

from docparse.output.agency import heir_cells, state
from docparse.output.sheet import as_csv
from docparse.output.words import document
from docparse.questions.answers_agency import AgencyAnswer

TITLES = ("Mục", "Cơ quan", "Từ", "Mức", "Căn cứ, văn bản", "Ghi chú", "Nhiệm vụ")


def agency_csv(answer: AgencyAnswer, separator: str = ",") -> str:
    """CSV for Excel: a row for each state, successor, forebear and document with tasks."""
    told = " ".join(line.text for line in state(answer))
    rows: list[tuple[str, ...]] = [("tình trạng", answer.name, "", "", "", told, "")]
    rows += [("nay là", *heir_cells(heir), "") for heir in answer.now]
    rows += [("kế thừa từ", *heir_cells(heir), "") for heir in answer.before]
    for kind, works in (("nhiệm vụ", answer.own), ("nhiệm vụ kế thừa", answer.inherited)):
        for work in works:
            named = document(work.document.name, work.document.date)
            roles = ", ".join(f"{label} {count}" for _, label, count in work.roles)
            rows.append((kind, work.agency, "", "", named, roles, str(work.tasks)))
    return as_csv(TITLES, rows, separator)
