"""Cells of agencies that say themselves who leads and who helps: "Chủ trì: Sở A; phối hợp: Sở B", "Sở A (chủ trì)"."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.extraction.tableperiods import RULES
from docparse.identity.agencies import AgencyMention
from docparse.matching.engine import Mention, RulePack
from docparse.model import AgencyRole

_BREAKS = ";\n"


@dataclass(frozen=True, slots=True)
class CellPart:
    """An agency of a cell with its role; ``rule`` is None where the column's title gives the role."""

    agency: AgencyMention
    role: AgencyRole
    rule: str | None = None


def read_parts(
    pack: RulePack, keys: str, start: int, end: int, agencies: list[AgencyMention], role: AgencyRole, *, both: bool
) -> list[CellPart]:
    """The agencies of ``keys[start:end]`` with the roles that words between them give, else ``role``.

    ``both``: the column is one of leads and partners, so that of unlabelled names the first is the lead.
    """
    cues = pack.find(RULES, "cell_role", keys, start, end)
    named = [m for m in agencies if not any(c.start <= m.start and m.end <= c.end for c in cues)]
    cues = [c for c in cues if not any(m.start < c.end and c.start < m.end for m in named)]
    said = _said(keys, end, named, cues)
    led = any(cue is not None and cue.values["role"] == "lead" for cue in said)
    out = []
    for number, (mention, cue) in enumerate(zip(named, said, strict=True)):
        if cue is not None:
            out.append(CellPart(mention, cue.values["role"], cue.rule.id))
        else:
            out.append(CellPart(mention, "coordinate" if both and (led or number) else role))
    return out


def _said(keys: str, end: int, named: list[AgencyMention], cues: list[Mention]) -> list[Mention | None]:
    """For each name the cue that speaks of it: one ahead of it reaches on, one behind it back to the last break."""
    out: list[Mention | None] = [None] * len(named)
    current: Mention | None = None
    first = 0  # the first name that a cue behind may speak of
    for number, mention in enumerate(named):
        before = named[number - 1].end if number else 0
        for cue in (c for c in cues if before <= c.start < mention.start):
            if _ahead(keys, cue, mention.start):
                current = cue
            else:
                out[first:number] = [cue] * (number - first)
                current = None
            first = number
        if number and any(c in keys[before : mention.start] for c in _BREAKS):
            first = number
        out[number] = current
    for cue in (c for c in cues if named and c.start >= named[-1].end):
        if "ahead" not in cue.parts or cue.parts["ahead"] == (-1, -1):
            out[first:] = [cue] * (len(named) - first)
        first = len(named)
    return out


def _ahead(keys: str, cue: Mention, name: int) -> bool:
    """Whether a cue speaks of the name behind it: by its colon or "với", or because nothing else stands between."""
    span = cue.parts.get("ahead")
    return (span is not None and span[0] >= 0) or keys[cue.end : name].strip(" -+\n") == ""


__all__ = ["CellPart", "read_parts"]
