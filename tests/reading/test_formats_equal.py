"""The same document in every format says the same: facts are equal, provenance apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docparse.extraction.plan import read_plan
from docparse.model import Plan
from docparse.reading import read
from tests.reading.formats import WRITERS, again
from tests.reading.helpers import check

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
    if format_ == "txt" and any(b.kind == "table" for b in source.blocks):
        pytest.skip("plain text has no tables")
    copy = again(source, format_)
    check(copy)
    wanted, found = facts(read_plan(source)), facts(read_plan(copy))
    for key in wanted:
        assert found[key] == wanted[key], key
