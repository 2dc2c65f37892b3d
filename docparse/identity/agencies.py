"""Agency names in text: found in running text, read from a list of nothing but agencies, or told as a heading.

:class:`DocumentAgencies` does all three for one document and remembers; the functions here serve single passages.
"""

from __future__ import annotations

from docparse.identity.agency_book import AgencyBook, AgencyName, agency_book
from docparse.identity.agency_document import DocumentAgencies
from docparse.identity.agency_found import AgencyMention, to_mention
from docparse.identity.agency_grammar import Grammar
from docparse.identity.agency_lexicon import lexicon
from docparse.identity.agency_lists import hard_parts, heading_shape, heads, names_only_agencies, read_items, scan
from docparse.identity.agency_tokens import Tokens


def find_agencies(text: str, keys: str, start: int, end: int) -> list[AgencyMention]:
    """All agencies named in ``text[start:end]``, in order, none overlapping; ``keys`` is ``canon(text)``."""
    tokens = Tokens(text, keys, start, end)
    grammar = Grammar(lexicon(), tokens)
    return [to_mention(f, tokens) for f in scan(grammar, heads(grammar))]


def read_agency_list(text: str, keys: str, start: int, end: int) -> list[AgencyMention]:
    """The agencies of a passage that names nothing else; see :meth:`DocumentAgencies.read_list`."""
    out: list[AgencyMention] = []
    for part in hard_parts(text, keys, start, end):
        tokens = Tokens(text, keys, *part, remarks=False)
        out += [to_mention(f, tokens) for f in read_items(Grammar(lexicon(), tokens, listing=True))]
    return out


def is_agency_heading(text: str, keys: str, start: int, end: int) -> bool:
    """Whether a heading (without its marker) names agencies and nothing else ("Giao Sở X:", "Trách nhiệm của Sở Y")."""
    if not heading_shape(keys, start, end):
        return False
    return names_only_agencies(Grammar(lexicon(), Tokens(text, keys, start, end, remarks=False)))


__all__ = [
    "AgencyBook",
    "AgencyMention",
    "AgencyName",
    "DocumentAgencies",
    "agency_book",
    "find_agencies",
    "is_agency_heading",
    "read_agency_list",
]
