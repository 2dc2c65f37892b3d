"""Texts that are no plans (news, a story, a recipe, a diary …) written for this: nothing may be read into them."""

from __future__ import annotations

from pathlib import Path

import pytest

import docparse
from docparse.folding import canon
from docparse.matching.check import BENIGN, rule_files
from docparse.matching.engine import rule_pack

_TEXTS = sorted((Path(__file__).parent / "benign").glob("*.txt"))
_SENTENCES = [
    line
    for line in (rule_pack().folder / BENIGN).read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize("path", _TEXTS, ids=lambda p: p.stem)
def test_no_rule_matches_in_a_text_that_is_no_plan(path: Path) -> None:
    """Rules that hold only at a place (``at``: the head of a clause) are tried with their place by the other test."""
    pack, keys = rule_pack(), canon(path.read_text(encoding="utf-8"))
    found = [
        (mention.rule.id, keys[mention.start : mention.end])
        for name in rule_files(pack)
        for label in dict.fromkeys(r.label for r in pack.file(name).rules)
        if pack.labels[label].benign
        for mention in pack.candidates(name, (label,), keys)
        if "at" not in mention.values
    ]
    assert found == []


@pytest.mark.parametrize("path", _TEXTS, ids=lambda p: p.stem)
def test_nothing_is_read_into_a_text_that_is_no_plan(path: Path) -> None:
    plan = docparse.parse(path)
    assert (plan.document.type, plan.document.symbol, plan.document.issuer) == (None, None, None)
    assert [task.text for task in plan.tasks] == []
    assert [goal.text for goal in plan.goals] == []
    assert [one.target for one in plan.references] == []
    assert [warning.code for warning in plan.warnings] == []


def test_nothing_is_read_into_everyday_sentences() -> None:
    plan = docparse.parse_bytes("\n\n".join(_SENTENCES).encode(), "cau.txt")
    assert len(_SENTENCES) > 100
    assert (plan.document.type, plan.document.symbol, plan.document.issuer) == (None, None, None)
    assert [(t.text, [(a.agency, a.role) for a in t.assignments], t.due) for t in plan.tasks] == []
    assert [goal.text for goal in plan.goals] == []
    assert [one.target for one in plan.references] == []
