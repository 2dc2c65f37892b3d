"""One name for the bodies of several places: "UBND thành phố Huế và tỉnh Lào Cai", "UBND các tỉnh Sơn La, Lai Châu"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.identity.agency_found import Found
from docparse.identity.agency_lexicon import Entry
from docparse.identity.agency_places import Place

if TYPE_CHECKING:
    from docparse.identity.agency_grammar import Grammar


def elsewhere(grammar: Grammar, head: str, entry: Entry, place: Place) -> list[Found]:
    """The bodies of the places behind the first, each with its own level."""
    found, at = list[Found](), place.reach
    while not place.plural and (other := grammar.places.another(at)) is not None:
        name = grammar.with_place(head, at + 1, other)
        found.append(Found(at + 1, other.end, name, entry.kind, entry.rule, False))
        at = other.end
    return found


def each_place(grammar: Grammar, i: int, end: int, head: str, entry: Entry) -> list[Found]:
    """The bodies of places that share one level behind "các"; none where fewer than two are named.

    ``i``: the token at which the name begins; ``end``: the token behind its head.
    """
    level, places = grammar.places.listed(end)
    if len(places) < 2:
        return []
    first = (i, places[0][1])
    of_level = f"{head} {grammar.wording.of(*level)}"
    return [
        Found(*span, f"{of_level} {grammar.wording.of(*place)}", entry.kind, entry.rule, False)
        for span, place in zip([first, *places[1:]], places, strict=True)
    ]
