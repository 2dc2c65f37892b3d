"""What an office's rules may ``set``: a wrong value is told with file, line and what the label takes."""

from __future__ import annotations

from pathlib import Path

import pytest

import docparse
from docparse.errors import RuleError
from docparse.matching.engine import office_pack
from docparse.matching.tools import run_examples

_TEXT = """KẾ HOẠCH
I. MỤC TIÊU
1. Đến năm 2030, đạt 95% dân số có hồ sơ sức khỏe.
II. NHIỆM VỤ
1. Rà soát danh mục thuốc, xong cuối vụ.
"""
_SET = "why: x\nrules:\n  - {id: x1, label: LABEL, pattern: xong cuối vụ, VALUES examples: [xong cuối vụ]}\n"


def _plan(rules: Path) -> docparse.Plan:
    return docparse.parse_bytes(_TEXT.encode(), "phieu.txt", rules=rules)


@pytest.mark.parametrize(
    ("file", "label", "values", "said"),
    [
        ("deadlines", "due-clause", "set: {kind: withn},", "kind không nhận withn; có phải ý là within? nhận: by, "),
        (
            "deadlines",
            "due-clause",
            "set: {kin: within},",
            "nhãn due-clause không nhận khóa kin trong set; có phải ý là k",
        ),
        ("deadlines", "due-clause", "", "nhãn due-clause cần kind trong set; thêm kind, nhận: by, within, period, rec"),
        ("deadlines", "due", "set: {kind: [by]},", "kind không nhận [by]; có phải ý là by?"),
        (
            "deadlines",
            "due-line",
            "set: {kind: 5},",
            "kind không nhận 5; nhận: by, within, period, recurring, ongoing,",
        ),
        (
            "deadlines",
            "due",
            "set: {kind: by, at: opening},",
            "at không nhận opening; nhận: danh sách gồm opening, clo",
        ),
        ("deadlines", "due", "set: {kind: by, at: [coma]},", "at không nhận [coma]; có phải ý là comma?"),
        ("deadlines", "when", "set: {half: true},", "half không nhận true; nhận: 1, 2"),
        ("roles", "cue", "set: {role: chu_tri},", "role không nhận chu_tri; nhận: lead, implement, coordinate, monit"),
        ("roles", "cue", "set: {role: lead, refuse: true},", "nhãn cue không nhận khóa refuse trong set; nhận: role"),
        (
            "roles",
            "standing",
            "set: {role: lead},",
            "nhãn standing không nhận khóa role trong set; nhận: không khóa nào",
        ),
        ("indicators", "after", "", "nhãn after cần comparator trong set"),
        ("outline", "section_role", "set: {role: task},", "role không nhận task; có phải ý là tasks?"),
        ("outline", "marker", "set: {kind: dash, rank: high},", "rank không nhận high; nhận: số nguyên"),
        ("references", "relation", "set: {relation: cites},", "nhãn relation cần reach trong set"),
        ("fields", "field", "set: {field: times},", "field không nhận times; có phải ý là time?"),
    ],
)
def test_a_value_that_the_label_does_not_take_is_an_error(
    tmp_path: Path, file: str, label: str, values: str, said: str
) -> None:
    text = _SET.replace("LABEL", label).replace("VALUES", values)
    (tmp_path / f"{file}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        _plan(tmp_path)
    assert str(caught.value).startswith(f"DP316 {file}.yaml:3: {said}")


def test_what_is_needed_unless_another_key_is_there(tmp_path: Path) -> None:
    text = _SET.replace("LABEL", "after").replace("VALUES", "set: {baseline: true},")
    (tmp_path / "indicators.yaml").write_text(text, encoding="utf-8")
    assert _plan(tmp_path).goals


def test_a_label_of_the_office_says_itself_what_it_takes(tmp_path: Path) -> None:
    labels = "entries:\n  - {label: vu, name: vụ, files: [deadlines], parent: due, set: {vu: {one: [mùa]}}}\n"
    (tmp_path / "labels.yaml").write_text(labels, encoding="utf-8")
    text = _SET.replace("LABEL", "vu").replace("VALUES", "set: {vu: mùa},")
    (tmp_path / "deadlines.yaml").write_text(text, encoding="utf-8")
    found = office_pack(tmp_path).find("deadlines", "vu", "xong cuối vụ")
    assert [dict(m.values) for m in found] == [{"vu": "mùa"}]
    (tmp_path / "labels.yaml").write_text(labels.replace("one:", "oen:"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"DP306 labels\.yaml:2: vu không nói nhận giá trị nào"):
        office_pack(tmp_path)


def test_examples_are_for_the_test_of_rules_not_for_reading(tmp_path: Path) -> None:
    text = (
        _SET.replace("LABEL", "due-clause").replace("VALUES", "set: {kind: within},").replace("[xong cuối", "[xong đầu")
    )
    (tmp_path / "deadlines.yaml").write_text(text, encoding="utf-8")
    assert [t.due.rule for t in _plan(tmp_path).tasks if t.due][:1] == ["x1"]
    assert [p.code for p in run_examples(office_pack(tmp_path), ("x1",)).problems] == ["DP311"]
