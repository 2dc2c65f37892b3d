"""The same document in every format says the same: facts are equal, provenance apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docparse.extraction.plan import read_plan
from docparse.model import Plan
from docparse.reading import read, read_bytes
from tests.reading.formats import WRITERS, again
from tests.reading.helpers import check
from tests.reading.pdfwriter import Look, as_pdf

CORPUS = sorted((Path(__file__).parents[2] / "corpus" / "documents").glob("*.*"))
_PLACES = ("start", "end", "id", "section", "paragraph", "parent")


def facts(plan: Plan) -> dict[str, Any]:
    """What the plan says, without where it stands."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in _PLACES}
        if isinstance(value, list):
            return [bare(v) for v in value]
        return " ".join(value.split()) if isinstance(value, str) else value

    whole = plan.to_dict()
    return {key: bare(whole[key]) for key in ("document", "sections", "goals", "tasks", "references")}


@pytest.mark.parametrize("format_", list(WRITERS))
@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_facts_are_equal(path: Path, format_: str) -> None:
    source = read(path)
    if format_ == "pdf":
        pytest.importorskip("fpdf")
        pytest.importorskip("pymupdf_fonts")
    copy = again(source, format_)
    check(copy)
    wanted, found = facts(read_plan(source)), facts(read_plan(copy))
    for key in wanted:
        assert found[key] == wanted[key], key


@pytest.mark.parametrize(
    "look",
    [
        {"size": 14.0},
        {"leading": 8.0},
        {"indent": 0.0, "align": "L"},
        {"after": 0.0, "align": "L"},
        {"size": 11.0, "indent": 0.0},
    ],
    ids=str,
)
def test_pdfs_of_many_looks(look: dict[str, Any]) -> None:
    """Letters large and small, lines far apart, no indent, no room between paragraphs, a ragged margin."""
    pytest.importorskip("fpdf")
    pytest.importorskip("pymupdf_fonts")
    for name in ("3243-KH-UBND.txt", "312-KH-SGDDT.txt", "517-QD-UBND.md"):
        source = read(next(path for path in CORPUS if path.name == name))
        copy = read_bytes(as_pdf(source, Look(**look)), "a.pdf")
        assert facts(read_plan(copy)) == facts(read_plan(source)), name
