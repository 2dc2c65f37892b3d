"""What a check finds, and what ``rules/lint.yaml`` says of its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage, ``text[start:end]`` of the plan: its place in the outline and in the file ("" where not known)."""

    place: str
    file_place: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: ``detail`` is what is particular to it, ``spots`` the passages, none for what is missing.

    ``rule`` is the rule of ``rules/lint.yaml`` that matched, else the code itself; ``count`` how often it occurs,
    which may be more than there are spots.
    """

    code: str
    severity: Severity
    title: str
    detail: str
    why: str
    advice: str
    rule: str
    count: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one document: errors first, within a severity by code and place."""

    file: str
    document: str
    date: str | None
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: ``counts`` by severity, then the findings."""
        counts = {severity: self.count(severity) for severity in SEVERITIES}
        findings = [asdict(finding) for finding in self.findings]
        return {"file": self.file, "document": self.document, "date": self.date, "counts": counts, "findings": findings}


@per_pack()
def known_codes() -> Mapping[str, Mapping[str, str]]:
    """The entries of ``rules/lint.yaml`` by code."""
    return {str(entry["code"]): entry for entry in rule_pack().file("lint").entries}


def severity_of(code: str) -> Severity:
    """How bad a finding of a code is."""
    return cast("Severity", known_codes()[code]["severity"])


def finding(
    code: str, detail: str, spots: tuple[Spot, ...] = (), *, rule: str | None = None, why: str = "", count: int = 0
) -> Finding:
    """A finding in the words of its code's entry; ``why`` of a rule that matched says more than that of the code."""
    entry = known_codes()[code]
    times = count or max(1, len(spots))
    return Finding(
        code,
        severity_of(code),
        entry["title"],
        detail,
        why or entry["why"],
        entry["advice"],
        rule or code,
        times,
        spots,
    )
