"""What is wrong or risky in a plan before it is signed: findings, each with its passage and rule."""

from docparse.lint.findings import Finding, Report, Severity, Spot, known_codes
from docparse.lint.run import lint

__all__ = ["Finding", "Report", "Severity", "Spot", "known_codes", "lint"]
