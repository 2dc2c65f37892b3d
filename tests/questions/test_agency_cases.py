"""Hard questions about bodies: still there, ended, unknown, of an unknown place, of many places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from docparse.questions.agency import agency
from docparse.questions.answer import WHOLE
from docparse.questions.answers_agency import AgencyAnswer

_CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("agency_cases.yaml").read_text(encoding="utf-8"))


def _state(answer: AgencyAnswer) -> str:
    if answer.unknown_places:
        return "nơi lạ"
    if not answer.known:
        return "không biết"
    if answer.candidates:
        return "nhiều nơi"
    if answer.exists is None:
        return "chưa rõ"
    if answer.exists:
        return "còn"
    return "hết" if answer.ended else "chưa có"


def test_there_are_cases_of_every_kind() -> None:
    assert len(_CASES) >= 60
    states = {"còn", "hết", "chưa rõ", "chưa có", "không biết", "nơi lạ", "nhiều nơi"}
    assert {case["state"] for case in _CASES} == states


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case['of']}@{case.get('at', '')}")
def test_a_hard_question(case: dict[str, Any]) -> None:
    answer = agency(None, case["of"], date.fromisoformat(case.get("at", "2026-11-22")))
    assert _state(answer) == case["state"]
    if "name" in case:
        assert answer.name == case["name"]
    if "ended" in case:
        assert answer.ended == case["ended"]
    if "now" in case:
        assert sorted(f"{h.agency} {'*' if h.share == WHOLE else '/'}" for h in answer.now) == sorted(case["now"])
    if "before" in case:
        assert {h.agency for h in answer.before} >= set(case["before"])
        assert case["before"] or answer.before == ()
    assert set(case.get("near", ())) <= set(answer.suggestions)
    assert set(case.get("among", ())) <= set(answer.candidates)
    assert answer.name not in {h.agency for h in answer.before}
