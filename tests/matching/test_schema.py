"""A wrong rule file is told with code, file, line and what was meant; never half a result."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.errors import RuleError
from docparse.matching.check import check_pack
from docparse.matching.engine import RulePack, rule_pack
from tests.matching.packs import HEAD, folder

_GOOD = '  - id: a\n    pattern: "chủ trì"\n    examples: [chủ trì]\n'


def _error(tmp_path: Path, text: str) -> RuleError:
    pack = RulePack(folder(tmp_path / "rules", t=text))
    with pytest.raises(RuleError) as caught:
        pack.rules("t", "cue")
    return caught.value


@pytest.mark.parametrize(
    ("text", "code", "line", "meant"),
    [
        (HEAD + "rules:\n" + _GOOD + "    priorty: 3\n", "DP302", 7, "priority"),
        (HEAD + "rulse: []\n", "DP302", 3, "rules"),
        (HEAD + "variables:\n  x: 5\nrules: []\n", "DP303", 4, "danh sách cụm từ"),
        (HEAD + "lists:\n  x: [[a]]\nrules: []\n", "DP303", 4, "danh sách cụm từ"),
        (HEAD + 'rules:\n  - pattern: "chủ trì"\n', "DP304", 4, "id"),
        (HEAD + "rules:\n  - id: a\n", "DP304", 4, "pattern"),
        (HEAD + 'rules:\n  - id: a\n    pattern: x\n    regex: "x"\n', "DP304", 4, "pattern"),
        ("rules:\n" + _GOOD, "DP304", 2, "nhãn"),
        (HEAD + 'rules:\n  - id: a\n    regex: "{{moth}}x"\n', "DP304", 5, "moth"),
        (HEAD + "variables: {month: [a]}\nrules:\n  - id: a\n    pattern: '{moth}'\n", "DP305", 6, "month"),
        (HEAD + 'rules:\n  - id: a\n    pattern: "(a|b"\n', "DP305", 5, "')'"),
        (HEAD + "rules:\n  - id: a\n    pattern: x\n    priority: high\n", "DP306", 6, "số nguyên"),
        (HEAD + "rules:\n  - id: a\n    pattern: x\n    priority: true\n", "DP306", 6, "số nguyên"),
        (HEAD + "rules: {a: b}\n", "DP306", 3, "danh sách"),
        (HEAD + "rules:\n  - id: a\n    pattern: [x, {y: z}]\n", "DP306", 5, "pattern"),
        (HEAD + "rules:\n  - chủ trì\n", "DP306", 4, "nhóm khóa"),
        (HEAD + "rules:\n" + _GOOD + _GOOD, "DP308", 7, "hai lần"),
        (HEAD + "rules:\n  - id: a\n    pattern: x\n    reach: {direction: bakc}\n", "DP306", 6, "back"),
        (HEAD + "rules:\n  - id: a\n    pattern: x\n    reach: {unles: [y]}\n", "DP302", 6, "unless"),
        (HEAD + "rules: [\n", "DP301", None, "t.yaml"),
        ("- a\n", "DP306", 1, "nhóm khóa"),
    ],
)
def test_errors(tmp_path: Path, text: str, code: str, line: int | None, meant: str) -> None:
    error = _error(tmp_path, text)
    assert error.code == code
    assert line is None or error.where == f"t.yaml:{line}"
    assert meant in str(error)
    assert "\n" not in str(error)


def test_a_regex_that_does_not_compile_is_told_when_it_is_first_needed(tmp_path: Path) -> None:
    pack = RulePack(folder(tmp_path, t=HEAD + 'rules:\n  - id: a\n    regex: "(x"\n'))
    for text in ("x", "x" * 2000):
        with pytest.raises(RuleError, match=r"DP305 t.yaml:4"):
            pack.find("t", "cue", text)
    assert rule_pack().find("references", "symbol", "29-nq/tw" + " " * 2000)  # other packs are not harmed


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    pack = RulePack(folder(tmp_path))
    with pytest.raises(RuleError, match=r"DP300 none\.yaml"):
        pack.file("none")
    (tmp_path / "latin.yaml").write_bytes(b"why: \xff\xfe")
    with pytest.raises(RuleError, match=r"DP300 latin\.yaml"):
        pack.file("latin")
    (tmp_path / "deep.yaml").write_text("[" * 20000, encoding="utf-8")
    with pytest.raises(RuleError, match=r"DP301 deep\.yaml"):
        pack.file("deep")


def test_a_missing_list_names_the_closest(tmp_path: Path) -> None:
    pack = RulePack(folder(tmp_path, t="lists:\n  verbs: [làm]\n"))
    with pytest.raises(RuleError, match="có phải ý là verbs"):
        pack.words("t", "verb")


def test_what_only_the_check_finds(tmp_path: Path) -> None:
    labels = "entries:\n  - {label: cue, name: dấu hiệu, files: [t, u]}\n"
    rules = (
        '  - id: a\n    pattern: "chủ trì"\n    examples: [chủ tọa]\n    not: [sẽ chủ trì]\n'
        "  - id: b\n    label: kue\n    pattern: x\n    examples: [x]\n"
    )
    other = HEAD + "rules:\n" + _GOOD + "  - {id: c, pattern: y}\n"
    made = folder(tmp_path, labels=labels, t=HEAD + "rules:\n" + rules, u=other)
    found = [(p.code, p.rule, p.line) for p in check_pack(RulePack(made))]
    assert ("DP311", "a", 4) in found  # the example is missed and the counter-example taken
    assert ("DP309", "b", 9) in found
    assert ("DP308", "a", None) in found
    assert ("DP310", "c", 7) in found


def test_a_rule_on_a_benign_sentence(tmp_path: Path) -> None:
    made = folder(tmp_path, labels="entries: [{label: cue, name: x, files: [t]}]", t=HEAD + "rules:\n" + _GOOD)
    (tmp_path / "benign.txt").write_text("# câu\nAi chủ trì bữa cơm?\nTrời mưa.\n", encoding="utf-8")
    assert [(p.code, p.rule) for p in check_pack(RulePack(made))] == [("DP313", "a")]


def test_labels_are_checked(tmp_path: Path) -> None:
    made = folder(tmp_path, labels="entries: [{label: a, name: x, files: [], parent: b}]", t=HEAD + "rules: []\n")
    with pytest.raises(RuleError, match="DP309"):
        check_pack(RulePack(made))
