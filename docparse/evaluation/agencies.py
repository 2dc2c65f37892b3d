"""How many mentions of agencies in plans are told by the registry, by a pattern, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from docparse.identity.agency_resolve import resolve_agency
from docparse.identity.homes import home_of_document
from docparse.model import Plan


@dataclass(frozen=True, slots=True)
class AgencyShares:
    """Mentions (each agency of an assignment at its place) by how they were told; ``unknown`` names by count."""

    mentions: int
    by: dict[str, int]
    unknown: tuple[tuple[str, int], ...]

    @property
    def resolved(self) -> float:
        """The share told by the registry or a pattern, 0 to 1; 1 where nothing is mentioned."""
        told = self.by.get("registry", 0) + self.by.get("pattern", 0)
        return told / self.mentions if self.mentions else 1.0


def agency_shares(plans: Iterable[Plan]) -> AgencyShares:
    """The shares over all assignments of the plans; a mention that gives work to several tasks counts once."""
    by: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for plan in plans:
        home = home_of_document(plan.document, plan.text)
        seen = {(a.agency, a.start, a.end) for task in plan.tasks for a in task.assignments}
        for name, _, _ in seen:
            how = resolve_agency(name, home).how
            by[how] += 1
            unknown[name] += how == "unknown"
    return AgencyShares(sum(by.values()), dict(by), tuple((n, c) for n, c in unknown.most_common() if c))


__all__ = ["AgencyShares", "agency_shares"]
