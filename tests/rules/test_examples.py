"""Every rule of the pack proves itself on its own examples."""

from docparse.matching.check import check_pack
from docparse.matching.engine import rule_pack


def test_every_rule_matches_its_examples_and_no_counterexample() -> None:
    assert check_pack(rule_pack()) == []
