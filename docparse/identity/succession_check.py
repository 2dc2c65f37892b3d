"""The examples of ``rules/successions.yaml`` and ``rules/provinces.yaml``: what a body has become by a date."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.identity.successions import successors
from docparse.matching.check import Problem
from docparse.matching.engine import rule_pack
from docparse.matching.lines import Where

FILES = ("provinces", "successions")


@dataclass(frozen=True, slots=True)
class FactReport:
    """How many entries and examples were tried, and what failed."""

    entries: int
    examples: int
    problems: tuple[Problem, ...]


def check_facts() -> FactReport:
    """Ask each example of the rules in use; a problem (DP311) says what came instead."""
    problems, asked, entries = [], 0, 0
    for file in FILES:
        path = rule_pack().folder / f"{file}.yaml"
        for number, entry in enumerate(rule_pack().file(file).entries):
            entries += 1
            for example in entry.get("examples", ()):
                asked += 1
                found = successors(example["of"], example.get("place"), example["at"], example.get("since"))
                gives = [one.name for one in found]
                if sorted(gives) != sorted(example["gives"]):
                    what = f"{example['of']!r} đến {example['at']}: được {gives}, không phải {example['gives']}"
                    line = Where(path.name, path, ("entries", number)).line()
                    name = str(entry.get("id") or entry.get("province"))
                    problems.append(Problem(name, path.name, what, "DP311", line))
    return FactReport(entries, asked, tuple(problems))


__all__ = ["FactReport", "check_facts"]
