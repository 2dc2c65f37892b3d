"""What rule writers see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from docparse.errors import RuleError
from docparse.folding import canon
from docparse.matching import tools
from docparse.matching.check import marked
from docparse.matching.coverage import coverage
from docparse.matching.engine import RulePack, office_pack, rule_pack
from docparse.matching.watch import WatchedPack
from docparse.model import Assignment, Document, Plan, Section, Task
from tests.matching.packs import pack

_RULES = (
    '  - id: by-day\n    pattern: ["trước ngày {day as day}", "hạn chót"]\n    set: {kind: by}\n    why: cách viết\n'
    '    examples: [{"làm trước ngày 15": {day: 15, kind: by}}]\n    not: [ngày 15]\n'
    '  - {id: digits, regex: "\\\\d+", examples: ["15"]}\n'
)
_HEAD = 'why: "để thử"\nlabel: cue\nvariables: {day: {regex: "\\\\d{1,2}"}}\n'


def _pack(tmp_path: Path) -> RulePack:
    return pack(tmp_path, _RULES, _HEAD)


def test_list_and_show(tmp_path: Path) -> None:
    made = _pack(tmp_path)
    assert [(r.id, r.file, r.line) for r in tools.list_rules(made)] == [
        ("by-day", "t.yaml", 5),
        ("digits", "t.yaml", 11),
    ]
    assert tools.list_rules(made, label="other") == []
    view = tools.show_rule(made, "by-day")
    assert view.patterns == ("trước ngày {day as day}", "hạn chót")
    assert view.anchors == (("trước ngày",), ("hạn chót",))
    assert view.rivals == ()
    with pytest.raises(RuleError, match=r"DP314.*by-day"):
        tools.show_rule(made, "by-dya")


def test_a_rule_that_takes_the_place_of_another_is_its_rival(tmp_path: Path) -> None:
    rules = "  - {id: a, pattern: x, examples: [x]}\n  - {id: b, pattern: x y, priority: 1, examples: [x y]}\n"
    same = "  - {id: c, pattern: x, set: {k: 1}, examples: [x]}\n"
    made = pack(tmp_path, rules + same)
    assert tools.show_rule(made, "a").rivals == ("c",)
    assert tools.show_rule(made, "b").rivals == ()


def test_examples_with_values(tmp_path: Path) -> None:
    made = _pack(tmp_path)
    report = tools.run_examples(made)
    assert (report.rules, report.examples, report.counterexamples, report.problems) == (2, 2, 1, ())
    wrong = pack(tmp_path / "wrong", _RULES.replace("{day: 15,", "{day: 16,"), _HEAD)
    (problem,) = tools.run_examples(wrong, ("by-day",)).problems
    assert (problem.code, problem.line) == ("DP311", 5)
    assert "day là '15', không phải 16" in problem.what


def test_lint_says_what_could_be_better(tmp_path: Path) -> None:
    rules = (
        '  - {id: gap, pattern: ["hạn … chót", "hạn (chót|cuối)", "hạn {day as day}"], examples: [hạn 15]}\n'
        '  - {id: letters, regex: "[a-z]{3}", examples: [abc]}\n'
        "  - {id: digits, regex: '[0-9]+', examples: ['15']}\n"
        '  - {id: bullet, regex: "[*•]", examples: ["*"]}\n'
    )
    found = [(p.code, p.rule, p.what) for p in tools.lint(pack(tmp_path, rules, _HEAD))]
    assert found == [
        ("DP315", "gap", "không ví dụ nào dùng mẫu: hạn … chót"),
        ("DP315", "letters", "mẫu không có chữ cố định hay chữ số nên phải thử ở mọi chữ: [a-z]{3}"),
    ]


def test_the_reference_names_every_rule_of_ours() -> None:
    page = tools.rule_reference(rule_pack())
    for rule in tools.list_rules(rule_pack()):
        assert f"| {rule.id} |" in page


@pytest.mark.parametrize("label", [name for name, label in rule_pack().labels.items() if label.files])
def test_the_template_of_every_label_is_an_office_s_pack(tmp_path: Path, label: str) -> None:
    text = tools.new_rule("luat-thu", label, rule_pack())
    file = rule_pack().labels[label].files[0]
    assert f"{file}.yaml" in text.splitlines()[0]
    (tmp_path / f"{file}.yaml").write_text(text, encoding="utf-8")
    made = office_pack(tmp_path)
    report = tools.run_examples(made, ("luat-thu",))
    assert (report.examples, report.counterexamples, report.problems) == (2, 1, ())
    assert tools.show_rule(made, "luat-thu").line.label == label


def test_a_template_takes_any_id_and_no_unknown_label() -> None:
    assert yaml.safe_load(tools.new_rule("a: b #1", "after", rule_pack()))["rules"][0]["id"] == "a: b #1"
    chosen = tools.new_rule("x", "after", rule_pack(), "roles")
    assert yaml.safe_load(chosen)["rules"][0]["set"] == dict(rule_pack().rules("roles", "after")[0].values)
    with pytest.raises(RuleError, match=r"DP309.*indicators.yaml hoặc roles.yaml"):
        tools.new_rule("x", "after", rule_pack(), "outline")
    for label in ("due-claus", "time"):
        with pytest.raises(RuleError, match="DP309"):
            tools.new_rule("x", label, rule_pack())


def test_a_rule_is_shown_with_what_its_variables_stand_for() -> None:
    view = tools.show_rule(rule_pack(), "by-date")
    assert "trước" in view.variables["before"].split(", ")
    assert view.variables["when"].startswith("/")
    assert set(view.variables) == {"before", "when", "finish"}


def test_marks_in_examples() -> None:
    text, spans = marked("giao [agency: Sở A] và [agency: Sở B] trước [when: 30/6]")
    assert text == "giao Sở A và Sở B trước 30/6"
    assert [text[s:e] for s, e in spans["agency"]] == ["Sở A", "Sở B"]
    assert [text[s:e] for s, e in spans["when"]] == ["30/6"]


def test_coverage(tmp_path: Path) -> None:
    text = "Làm trước ngày 15. Rà soát hồ sơ cũ. Rà soát hồ sơ mới.\n- Ngày nào cũng có người hỏi.\nba từ thôi"
    assigned = Assignment("Sở A", None, "lead", "explicit", "by-day", 0, 3)
    tasks = (
        Task("t1", None, "Làm trước ngày 15", 0, 17, (assigned,)),
        Task("t2", None, "Rà soát hồ sơ cũ", 19, 35),
        Task("t3", None, "Rà soát hồ sơ mới", 37, 54),
    )
    document = Document("d", None, None, None, None, None, None)
    sections = (Section("s", None, "I", "VIỆC", "tasks", 0, len(text)),)
    source = {"name": "a.md"}
    plan = Plan(document, sections, goals=(), tasks=tasks, references=(), warnings=(), text=text, source=source)
    watched = WatchedPack(_pack(tmp_path))

    def read() -> Iterator[Plan]:
        for _ in range(2):
            assert [m.rule.id for m in watched.find("t", "cue", canon(text))] == ["by-day"]
            yield plan

    found = coverage(read(), watched)
    assert dict(found.fired) == {"by-day": 2}
    assert found.used == (("by-day", 2),)
    assert found.never == ("digits",)
    assert [(u.kind, u.opening, u.count, u.text, u.file, u.line) for u in found.unread] == [
        ("task", "rà soát hồ", 4, "Rà soát hồ sơ cũ", "a.md", 1),
        ("line", "ngày nào cũng", 2, "- Ngày nào cũng có người hỏi.", "a.md", 2),
    ]
    assert coverage([], WatchedPack(_pack(tmp_path / "b"))).never == ("by-day", "digits")


def test_rules_that_readers_run_themselves_are_not_told_as_idle(tmp_path: Path) -> None:
    watched = WatchedPack(_pack(tmp_path))
    assert [r.id for r in watched.rules("t", "cue")] == ["by-day", "digits"]
    assert coverage([], watched).never == ()
