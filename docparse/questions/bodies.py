"""Whether two agencies, told by their keys in the agency book, may be given the same work."""

from __future__ import annotations

from docparse.folding import fold_key
from docparse.identity.agency_book import agency_book
from docparse.matching.engine import rule_pack


def holds(group: str, agency: str) -> bool:
    """Whether the one is a group ("các sở, ban, ngành") that has the other as a member."""
    book = agency_book()
    return book.is_group(group) and book.group_contains(group, agency)


def same_sector(one: str, other: str) -> bool:
    """Whether two agencies are of one sector at two levels, by their keys ("bo y te", "so y te")."""
    heads = {fold_key(head) for head in rule_pack().words("similarity", "sector_heads")}
    (first, _, field), (second, _, of) = one.partition(" "), other.partition(" ")
    return first != second and first in heads and second in heads and bool(field) and field == of
