"""A task while it is being read, before it becomes a :class:`docparse.model.Task`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from docparse.identity.agencies import AgencyMention
from docparse.model import AgencyRole, Basis, Due


class Share(NamedTuple):
    """An agency's part in a task with its basis and rule."""

    agency: AgencyMention
    role: AgencyRole
    basis: Basis
    rule: str


@dataclass(slots=True)
class Draft:
    """A task in the making: ``item`` is the outline item it stands in, ``text[start:end]`` its passage.

    ``parts`` are where its words stand in a passage that holds others between them (a row that a page breaks).
    """

    item: int
    start: int
    end: int
    rule: str
    shares: list[Share] = field(default_factory=list)
    due: Due | None = None
    product: str | None = None
    parts: list[tuple[int, int]] = field(default_factory=list)

    def words(self, text: str) -> str:
        """Its words, each stretch behind the other."""
        return " ".join(text[start:end] for start, end in self.parts or [(self.start, self.end)])

    def give(self, share: Share) -> None:
        """Add a part. One agency is responsible once: of lead and implement the lead stays."""
        for i, have in enumerate(self.shares):
            if have.agency.name != share.agency.name:
                continue
            if have.role == share.role or (have.role == "lead" and share.role == "implement"):
                return
            if have.role == "implement" and share.role == "lead":
                self.shares[i] = share
                return
        self.shares.append(share)

    def replace_inferred(self) -> None:
        """A line that names the agency takes the place of those carried over from above."""
        self.shares = [s for s in self.shares if s.basis == "explicit" or s.role == "receive"]
