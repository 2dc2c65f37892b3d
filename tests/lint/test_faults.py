"""Plans without faults give no findings; a fault that is put in gives its code, its passage and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import docparse
from docparse.lint import Report, lint

_PLANS: list[dict[str, Any]] = [
    plan
    for name in ("plans.yaml", "plans_contradicting.yaml")
    for plan in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]
_FAULTS = [(plan, *fault) for plan in _PLANS for fault in plan["faults"]]
_BENIGN = [(plan, *pair) for plan in _PLANS for pair in plan.get("benign", ())]


def _lint(plan: dict[str, Any], text: str) -> Report:
    parsed = docparse.parse_bytes(text.encode(), f"ke-hoach{plan.get('suffix', '.txt')}")
    return lint(parsed, ignore=plan.get("ignore", ()))


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


@pytest.mark.parametrize(("plan", "old", "new"), _BENIGN, ids=[new[:60] for _, _, new in _BENIGN])
def test_what_only_looks_like_a_fault_is_left_alone(plan: dict[str, Any], old: str, new: str) -> None:
    assert plan["text"].count(old) >= 1
    found = _lint(plan, plan["text"].replace(old, new, 1)).findings
    assert [(f.code, f.detail) for f in found] == []
