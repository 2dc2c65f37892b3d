"""Every rule of the pack proves itself on its own examples."""

from __future__ import annotations

from pathlib import Path

from docparse.folding import canon
from docparse.matching.check import check_pack, matches, rule_files
from docparse.matching.engine import rule_pack
from tests.matching.packs import pack


def test_every_rule_matches_its_examples_and_no_counterexample() -> None:
    assert check_pack(rule_pack()) == []


def test_the_engine_finds_every_example_by_its_own_rule() -> None:
    """In the example alone and in a long text, by the very ways that the readers ask."""
    ours, filling = rule_pack(), "\n" + "chữ nghĩa " * 200
    missed, tried = [], 0
    for name in rule_files(ours):
        for rule in ours.file(name).rules:
            if rule.bound:
                continue
            for example in rule.examples:
                own = {(m.start, m.end) for m in matches(rule, example)}
                for keys in (canon(example), canon(example) + filling):
                    found = ours.candidates(name, (rule.label,), keys, 0, len(example))
                    tried += 1
                    if not own & {(m.start, m.end) for m in found if m.rule is rule}:
                        missed.append((rule.id, example, len(keys)))
    assert missed == []
    assert tried > 600


def test_an_example_matched_only_by_another_rule_is_a_problem(tmp_path: Path) -> None:
    wrong = "  - {id: a, pattern: chủ trì, examples: [chủ trì, phối hợp]}\n"
    other = "  - {id: b, pattern: phối hợp, examples: [phối hợp]}\n"
    (problem,) = check_pack(pack(tmp_path, wrong + other))
    assert (problem.code, problem.rule, problem.what) == ("DP311", "a", "không khớp ví dụ của chính nó: 'phối hợp'")


def test_a_rule_that_matches_everyday_words_is_a_problem(tmp_path: Path) -> None:
    labels = "entries:\n  - {label: cue, name: chữ báo, files: [t]}\n"
    (tmp_path / "labels.yaml").write_text(labels, encoding="utf-8")
    (tmp_path / "benign.txt").write_text("# đời thường\nBà ngoại nấu canh chua.\n", encoding="utf-8")
    (problem,) = check_pack(pack(tmp_path, "  - {id: a, pattern: nấu canh, examples: [nấu canh]}\n"))
    assert (problem.code, problem.rule) == ("DP313", "a")
