"""The guide for rule writers is true: its worked example passes, its keys, codes and commands are those of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import yaml

import docparse
from docparse.matching import schema
from docparse.matching.engine import RulePack, rule_pack
from docparse.matching.tools import run_examples, set_table
from docparse.model import DueKind, Relation, SectionRole

_TEXT = (rule_pack().folder / "README.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"```yaml\n(.*?)```", _TEXT, re.DOTALL)


def test_the_worked_example_passes_over_our_rules(tmp_path: Path) -> None:
    (tmp_path / "deadlines.yaml").write_text(_BLOCKS[0], encoding="utf-8")
    pack = RulePack.over(None, tmp_path)
    assert run_examples(pack, ("han-tuan-cua-thang",)).problems == ()
    found = pack.find("deadlines", "due-clause", "rà soát xong trong tuần thứ hai của tháng 6")
    assert [(m.rule.id, m.values["kind"]) for m in found] == [("han-tuan-cua-thang", "within")]


def test_the_variables_shown_are_those_that_load(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(_BLOCKS[1], encoding="utf-8")
    assert sorted(RulePack(tmp_path).file("t").variables) == ["agencies", "agency", "soon", "year"]


def test_the_reach_shown_is_well_formed() -> None:
    assert set(yaml.safe_load(_BLOCKS[2])["reach"]) == set(schema.REACH_KEYS)


def test_the_agencies_shown_are_found(tmp_path: Path) -> None:
    (tmp_path / "agencies.yaml").write_text(next(b for b in _BLOCKS if "shape: name" in b), encoding="utf-8")
    text = "II. NHIỆM VỤ\n1. TTCĐX chủ trì, phối hợp với Quỹ Hạt giống xây dựng phần mềm.\n"
    plan = docparse.parse_bytes(text.encode(), "a.txt", rules=tmp_path)
    assert [(a.agency, a.role) for a in plan.tasks[0].assignments] == [
        ("Trung tâm Chuyển đổi xanh", "lead"),
        ("Quỹ Hạt giống", "coordinate"),
    ]


def test_kinds_and_shapes_of_agencies_are_told() -> None:
    entries = rule_pack().raw("agencies")["entries"]
    told = re.findall(r"“các sở, ngành”\): (.*)\.\n", _TEXT)[0].split(", ")
    assert told == list(dict.fromkeys(entry["kind"] for entry in entries))
    assert {entry["shape"] for entry in entries} <= set(re.findall(r"^\| `(\w+)`", _TEXT, re.MULTILINE))


def test_what_labels_take_is_told() -> None:
    assert "\n".join(set_table(rule_pack().labels)) in _TEXT


def test_labels_take_what_a_plan_may_say() -> None:
    keys = {name: label.set for name, label in rule_pack().labels.items()}
    assert set(keys["due-clause"]["kind"].values) == {*get_args(DueKind), "none"}
    assert set(keys["relation"]["relation"].values) == set(get_args(Relation))
    assert set(keys["section_role"]["role"].values) < set(get_args(SectionRole))


def test_every_key_of_a_rule_is_told() -> None:
    told = set(re.findall(r"^\| `(\w+)`", _TEXT, re.MULTILINE)) | {"regex"}
    assert set(schema.RULE_KEYS) <= told


def test_every_code_is_told() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in Path(schema.__file__).parent.glob("*.py"))
    assert set(re.findall(r"\bDP[23]\d\d\b", code)) <= set(re.findall(r"DP\d{3}", _TEXT))
