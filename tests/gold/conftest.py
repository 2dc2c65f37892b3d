"""Every gold document parsed once a session, and the project's own scorer."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from docparse.extraction.plan import read_plan
from docparse.model import Plan
from docparse.reading import read

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SETS = {
    "corpus": (ROOT / "corpus" / "gold", ROOT / "corpus" / "documents"),
    "shared": (SHARED / "gold", SHARED / "documents"),
    "heads": (SHARED / "heads" / "gold", SHARED / "heads" / "documents"),
}


@pytest.fixture(scope="session")
def plan_of() -> Callable[[Path], Plan]:
    """The plan of a document; the same path is read once."""

    @cache
    def parse(path: Path) -> Plan:
        return read_plan(read(path))

    return parse


@pytest.fixture(scope="session")
def figures(scorer: ModuleType, plan_of: Callable[[Path], Plan]) -> Callable[[str], dict[str, dict[str, float]]]:
    """Precision, recall and F1 by kind of fact over one set of documents."""

    @cache
    def score(name: str) -> dict[str, dict[str, float]]:
        gold_folder, documents = SETS[name]
        tally = scorer.Tally()
        files = sorted(gold_folder.glob("*.json"))
        if not files:
            pytest.skip(f"no gold in {name}")
        for path in files:
            gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            found = json.loads(json.dumps(plan_of(documents / gold["file"]).to_dict()))
            scorer.score_document(found, gold, tally, path.stem)
        rows: dict[str, dict[str, float]] = tally.rows()
        return rows

    return score
