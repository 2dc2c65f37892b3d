"""One head noun and its fields: "các Sở: Y tế, Tư pháp", "các Hội Nông dân, Phụ nữ"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.identity.agency_found import Found
from docparse.identity.agency_lexicon import Entry, longest
from docparse.identity.agency_tokens import AND

if TYPE_CHECKING:
    from docparse.identity.agency_grammar import Grammar


class FieldReader:
    """Reads bodies named by a head noun and a field, in the passage of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.lexicon, self.tokens = grammar, grammar.lexicon, grammar.tokens

    def read(self, i: int, end: int, entry: Entry, plural: bool, office: bool) -> list[Found]:
        """The bodies at token ``i``, whose head noun ends before ``end``; one for each field."""
        tokens, colon = self.tokens, False
        if entry.kind == "ngành" and (plural or longest(self.lexicon.tries["plurals"], tokens, i - 1)):
            return []
        if entry.kind == "ngành" and not tokens.is_capital(end) and longest(self.lexicon.not_group_trie, tokens, i):
            return []
        if plural and tokens.key(end) == ":":
            end, colon = end + 1, True
        found: list[Found] = []
        first, at = i, end
        while (hit := longest(entry.fields, tokens, at)) and self._is_field(at, hit, entry, first == i, plural):
            display, code, full = hit[0]
            plain = not (code or self.grammar.wording.shouted(at, hit[1]) or not self.grammar.strict)
            field = (
                self.grammar.wording.of(at, hit[1]) if plain else (full if code or not self.grammar.strict else display)
            )
            alone = not found and not plural and not self.grammar.wording.shouted(i, hit[1]) and self.grammar.strict
            name = f"{self.grammar.wording.of(i, end) if alone else entry.display} {field}"
            found.append(Found(first, hit[1], name, entry.kind, entry.rule, False, entry.central))
            step = hit[1]
            while tokens.key(step) in AND:
                step += 1
            if step == hit[1]:
                break
            first = at = step
        if found:
            last = found[-1]
            place = self.grammar.places.read(last.last)
            if place and len(found) == 1:
                name = self.grammar.with_place(last.name, last.last, place)
                return [last._replace(last=place.reach, name=name, group=place.plural)]
            return [*found[:-1], last._replace(last=place.reach)] if place else found
        if plural or colon or entry.kind == "ngành" or not (tokens.is_capital(i) or office):
            return []
        if self.tokens.is_word(end) and not self.grammar.ends_name(end) and not self.grammar.places.read(end):
            return []
        place = self.grammar.places.read(end)
        return [
            Found(
                i,
                place.reach if place else end,
                self.grammar.with_place(self.grammar.wording.of(i, end), end, place),
                entry.kind,
                entry.rule,
                False,
                entry.central,
                True,
            )
        ]

    def _is_field(
        self, i: int, hit: tuple[tuple[str, bool, str], int], entry: Entry, first: bool, plural: bool
    ) -> bool:
        """Whether the words are a field of the head noun here, not a verb ("xây dựng") or an agency of its own."""
        if self.grammar.strict and not self.tokens.is_capital(i):
            stop = longest(self.lexicon.tries["stops"], self.tokens, i)
            if (not first and not plural) or (stop and stop[1] == hit[1]) or (entry.kind == "ngành" and plural):
                return False
        if entry.kind == "ngành" and plural:
            return False
        if first:
            return True
        own = longest(self.lexicon.bodies, self.tokens, i)
        return not (own and own[0].shape in ("name", "owned") and self.grammar.places.read(own[1]) and own[1] >= hit[1])

    def same_head(self, i: int, end: int, entry: Entry) -> list[Found]:
        """ "các Hội Nông dân, Phụ nữ": listed names whose first word stands only before the first."""
        out: list[Found] = []
        branch = self.lexicon.bodies.get(self.tokens.key(i), {})
        while self.tokens.key(end) in AND and self.tokens.is_capital(end + 1):
            hit = longest(branch, self.tokens, end + 1)
            if hit is None or hit[0].shape != "name" or longest(self.lexicon.bodies, self.tokens, end + 1):
                break
            name = f"{self.grammar.wording.of(i, i + 1)} {self.grammar.wording.of(end + 1, hit[1])}"
            out.append(Found(end + 1, hit[1], name, hit[0].kind, hit[0].rule, False, hit[0].central))
            end = hit[1]
        return out

    def of_the_country(self, i: int, end: int) -> bool:
        """Whether a listed name itself ends in "Việt Nam"."""
        return any(
            (tail := longest(self.lexicon.tries["central_tails"], self.tokens, k)) and tail[1] == end
            for k in range(i + 1, end)
        )
