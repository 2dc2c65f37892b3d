"""Patterns that can blow up are refused, and one that is dear all the same is stopped and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.errors import RuleError
from docparse.matching.check import rule_files
from docparse.matching.engine import rule_pack
from docparse.matching.forms import Form, FormCache, bounded
from docparse.matching.lines import Where
from docparse.matching.safety import check_form
from docparse.matching.scan import Group, Reading
from tests.matching.packs import pack


def _check(regex: str) -> None:
    check_form(Form(regex, FormCache(), Where("t.yaml")))


@pytest.mark.parametrize(
    "regex",
    [
        r"(a+)+b",
        r"(?:\w+\s?)*x",
        r"(?:\w+\s*)+$",
        r".*x.*y",
        r"a[^;]*b",
        r"\w+\w+x",
        r"(?:a|a)*b",
        r"(?:ab|a\wd?)*c",
        r"(\d+,?)+x",
        r"(?:\s*\w*)*x",
        r"[^;]{0,300}[^;]{0,300}[^;]{0,300}x",
        r"(?:[a-z]{0,60} ?){0,60}x",
    ],
)
def test_refused(regex: str) -> None:
    with pytest.raises(RuleError, match="DP312"):
        _check(regex)


@pytest.mark.parametrize(
    "regex", [r"(?:\w+\s+){0,3}x", r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", r"x[^;.\n]{0,80}?y", r"(?:a|b\d)*c", r"\s*,?\s*x"]
)
def test_accepted(regex: str) -> None:
    _check(regex)


def test_all_our_rules_are_safe() -> None:
    pack_ = rule_pack()
    for name in rule_files(pack_):
        for rule in pack_.file(name).rules:
            for form in rule.forms:
                check_form(form)


def test_runs_of_spaces_are_bounded_outside_classes() -> None:
    assert bounded(r"a\s+b\s*c[\s+*]\\s+\s+?") == r"a\s{1,40}b\s{0,40}c[\s+*]\\s+\s+?"


def test_a_rule_over_its_budget_is_stopped_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docparse.matching.scan._STEPS", (100, 0))
    made = pack(tmp_path, '  - {id: dear, pattern: "chủ trì"}\n  - {id: cheap, pattern: "phối hợp"}\n')
    group = made.group("t", "cue")
    keys = "phối hợp " + "x" * 60 + " chủ trì" + " y" * 600
    reading = Reading(keys)
    assert [m.rule.id for m in group.candidates(reading, 0, 20)] == ["cheap"]
    assert [m.rule.id for m in group.candidates(reading, 60, 120)] == ["dear"]
    assert [m.rule.id for m in group.candidates(reading, 0, len(keys))] == []
    assert [r.code for r in reading.remarks()] == ["DP210", "DP210"]
    assert "dear" in reading.remarks()[1].text or "dear" in reading.remarks()[0].text


def test_a_group_of_no_rules_finds_nothing() -> None:
    assert Group(()).candidates(Reading("chủ trì"), 0, 7) == []
