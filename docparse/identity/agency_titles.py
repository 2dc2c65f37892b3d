"""Office-holders in front of a body's name, and those who stand for bodies themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.identity.agency_found import Found
from docparse.identity.agency_lexicon import longest
from docparse.identity.agency_tokens import AND

if TYPE_CHECKING:
    from docparse.identity.agency_grammar import Grammar

_MOST_TITLES = 6  # "Giám đốc, Thủ trưởng, …" before one body


class TitleReader:
    """Reads titles in the passage of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.lexicon, self.tokens = grammar, grammar.lexicon, grammar.tokens

    def offices(self, i: int) -> tuple[int, bool]:
        """The token behind the titles of office-holders ("Giám đốc, Thủ trưởng") and whether there were any."""
        at, seen = i, False
        for _ in range(_MOST_TITLES):
            title = longest(self.lexicon.tries["offices"], self.tokens, at)
            if title is None or not self._title(at, title[1]):
                return at, seen
            at, seen = title[1], True
            step = at
            while self.tokens.key(step) in AND:
                step += 1
            if step > at and longest(self.lexicon.tries["offices"], self.tokens, step):
                at = step
        return at, seen

    def _title(self, i: int, end: int) -> bool:
        body = longest(self.lexicon.bodies, self.tokens, i)
        if body and body[1] > end:
            return False
        capital_only = longest(self.lexicon.tries["capital_offices"], self.tokens, i)
        if capital_only and capital_only[1] == end and self.grammar.strict:
            return self.tokens.is_capital(i) and (self.tokens.is_capital(end) or bool(self.grammar.plural(end)[1]))
        return True

    def kept(self, i: int, at: int) -> bool:
        """Whether the title stays in the name: "Tổ trưởng tổ công tác", whose body has no name of its own."""
        hit = longest(self.lexicon.tries["kept_offices"], self.tokens, i)
        return hit is not None and hit[1] == at and not self.tokens.is_capital(at)

    def holder(self, i: int) -> Found | None:
        """ "Bộ trưởng" before a comma stands for the ministries; "Trưởng các bản" for those who lead the villages."""
        if (village := longest(self.lexicon.tries["settlement_heads"], self.tokens, i)) and (
            end := self._settlements(village[1])
        ):
            return Found(i, end, self.grammar.wording.of(i, end), "nhóm", "agency.holder", True)
        found = longest(self.lexicon.tries["holders"], self.tokens, i)
        if not found or self.tokens.is_word(found[1]):
            return None
        return Found(i, found[1], self.grammar.wording.of(i, found[1]), "nhóm", "agency.holder", True)

    def _settlements(self, i: int) -> int | None:
        """The end of "bản, tổ dân phố" behind "Trưởng các"."""
        end, hit = None, longest(self.lexicon.tries["settlements"], self.tokens, i)
        while hit:
            end = hit[1]
            if self.tokens.key(end) not in AND:
                break
            i = end + 1
            hit = longest(self.lexicon.tries["settlements"], self.tokens, i)
        return end
