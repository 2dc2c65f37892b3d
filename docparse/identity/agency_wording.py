"""Names in the document's wording, abbreviations written out and headings in capitals brought down."""

from __future__ import annotations

from docparse.folding import fold
from docparse.identity.agency_lexicon import Lexicon
from docparse.identity.agency_tokens import Tokens

_CLOSING = frozenset(",.;:)/")  # marks that no space goes before


class Wording:
    """Spells out tokens of one passage."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens) -> None:
        self.tokens = tokens
        self.provinces = lexicon.provinces
        self.short, self.short_starts = lexicon.short, lexicon.short_starts

    def shouted(self, i: int, j: int) -> bool:
        """Whether the tokens are a passage in capitals: two words at least, none in small letters."""
        tokens = self.tokens
        if j > i and tokens.text[tokens.ends[j - 1] - 1].islower():
            return False
        words = [k for k in range(i, j) if tokens.is_word(k) and not tokens.key(k).isdigit()]
        if not all(tokens.raw(k, k + 1).isupper() for k in words):
            return False
        if len(words) > 1 and self._long(words):
            return True
        around = [k for k in (i - 1, j) if tokens.is_word(k)]
        return bool(around) and all(map(tokens.is_shouted, around))

    def _long(self, words: list[int]) -> bool:
        return all(self.tokens.key(k) not in self.short for k in words)

    def of(self, i: int, j: int) -> str:
        """The wording of tokens ``i`` to ``j``."""
        if j <= i:
            return ""
        tokens = self.tokens
        if self.shouted(i, j):
            return self._calm(tokens.raw(i, j))
        if self.short_starts.isdisjoint(tokens.keys[i:j]) or not any(map(self._is_short, range(i, j))):
            return tokens.raw(i, j)
        return self._written_out(i, j)

    def _is_short(self, i: int) -> bool:
        return self.tokens.key(i) in self.short_starts and self.tokens.raw(i, i + 1).isupper()

    def _calm(self, raw: str) -> str:
        words = raw.lower().split()
        for size in (4, 3, 2):
            for at in range(len(words) - size + 1):
                name = self.provinces.get(fold(" ".join(words[at : at + size])))
                if name:
                    words[at : at + size] = name.split()
        return " ".join(words)

    def _written_out(self, i: int, j: int) -> str:
        out, at = "", i
        while at < j:
            key, step = self.tokens.key(at), at + 1
            for size in (3, 2, 1):
                key = "".join(self.tokens.keys[at : min(at + size, j)])
                if key in self.short:
                    step = min(at + size, j)
                    break
            word = self.short.get(key) if self._is_short(at) else None
            piece = word or self.tokens.raw(at, at + 1)
            step = step if word else at + 1
            space = " " if out and (not self.tokens.glued(at) or word) else ""
            out += space + piece
            if word and step < j and self.tokens.glued(step) and self.tokens.key(step) not in _CLOSING:
                out += " "
            at = step
        return " ".join(out.split())
