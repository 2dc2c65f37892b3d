"""What the agency grammar finds, in tokens and in characters."""

from __future__ import annotations

from typing import NamedTuple

from docparse.identity.agency_tokens import Tokens


class Found(NamedTuple):
    """An agency between tokens ``first`` and ``last`` (exclusive)."""

    first: int
    last: int
    name: str
    kind: str
    rule: str
    group: bool
    central: bool = False
    bare: bool = False


class AgencyMention(NamedTuple):
    """An agency in ``text[start:end]``: the document's wording with abbreviations spelled out, no place added.

    ``kind``: "sở", "bộ", "ubnd", "đảng", "mttq", "đoàn thể", "nhóm" …; ``group``: one name for several bodies;
    ``rule``: the entry of ``rules/agencies.yaml`` (or ``agency.group``, ``agency.holder``, ``agency.near``,
    ``agency.unlisted``);
    ``central``: a body of the whole country.
    """

    start: int
    end: int
    name: str
    kind: str
    group: bool
    rule: str
    central: bool = False


def to_mention(found: Found, tokens: Tokens) -> AgencyMention:
    """The same in characters of the text."""
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    return AgencyMention(start, end, found.name, found.kind, found.group, found.rule, found.central)
