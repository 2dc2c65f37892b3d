"""Run the examples of rules: each must be matched by its own rule, each counter-example must not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docparse.folding import canon
from docparse.matching.engine import RulePack
from docparse.matching.rules import Rule, load_yaml


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one rule."""

    rule: str
    file: str
    what: str


def _matches(rule: Rule, example: str) -> bool:
    keys = canon(example)
    return any(pattern.search(keys) for _, pattern in rule.compiled)


def check_rule(rule: Rule) -> Iterator[Problem]:
    """The problems of one rule: no example, an example that it misses, a counter-example that it takes."""
    if not rule.examples:
        yield Problem(rule.id, rule.file, "không có ví dụ nào")
    for example in rule.examples:
        for text in example if isinstance(example, dict) else [example]:
            if not _matches(rule, str(text)):
                yield Problem(rule.id, rule.file, f"không khớp ví dụ của chính nó: {text!r}")
    for text in rule.counterexamples:
        if _matches(rule, text):
            yield Problem(rule.id, rule.file, f"khớp ví dụ phản: {text!r}")


def check_pack(pack: RulePack) -> list[Problem]:
    """All problems of all rule files of a pack, and ids used twice."""
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for path in sorted(Path(pack.folder).glob("*.yaml")):
        if "rules" not in (load_yaml(path) or {}):
            continue  # word lists and registries have no rules to run
        for rule in pack.file(path.stem).rules:
            if rule.id in owners:
                problems.append(Problem(rule.id, rule.file, f"trùng id với luật trong {owners[rule.id]}"))
            owners[rule.id] = rule.file
            problems += check_rule(rule)
    return problems
