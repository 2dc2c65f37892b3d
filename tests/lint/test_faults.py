"""Plans without faults give no findings; a fault that is put in gives its code, its passage and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import docparse
from docparse.lint import Report, lint

_PLANS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "plans.yaml").read_text(encoding="utf-8"))
_FAULTS = [(plan, *fault) for plan in _PLANS for fault in plan["faults"]]


def _lint(plan: dict[str, Any], text: str) -> Report:
    return lint(docparse.parse_bytes(text.encode(), f"ke-hoach{plan.get('suffix', '.txt')}"))


@pytest.mark.parametrize("plan", _PLANS, ids=lambda plan: str(plan["name"]))
def test_a_plan_without_faults_gives_no_findings(plan: dict[str, Any]) -> None:
    assert [(f.code, f.detail) for f in _lint(plan, plan["text"]).findings] == []


@pytest.mark.parametrize(
    ("plan", "old", "new", "code", "passage"), _FAULTS, ids=[f"{p['name']}-{c}-{n}" for p, _, n, c, _ in _FAULTS]
)
def test_a_fault_is_found_and_nothing_else(plan: dict[str, Any], old: str, new: str, code: str, passage: str) -> None:
    assert plan["text"].count(old) >= 1
    text = plan["text"].replace(old, new, 1)
    found = _lint(plan, text).findings
    assert [finding.code for finding in found] == [code]
    spots = found[0].spots
    assert not passage or any(passage in spot.text for spot in spots)
    assert all(0 <= spot.start < spot.end for spot in spots)
