"""A passage as words and marks, with what the agency grammar asks of each."""

from __future__ import annotations

import re
from bisect import bisect_left

_REMARK = re.compile(r"\([^()\n]{0,200}\)")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Tokens:
    """Words and single marks of ``text[start:end]``; ``keys`` is the canon text.

    Index ``i`` counts tokens. ``remarks=False`` leaves out what stands in parentheses, but for the "(".
    """

    __slots__ = ("count", "ends", "keys", "source", "starts", "text", "words")

    def __init__(self, text: str, keys: str, start: int, end: int, *, remarks: bool = True) -> None:
        self.text, self.source = text, keys
        spans = [m.span() for m in _TOKEN.finditer(keys, start, end)]
        if not remarks:
            closed = [m.span() for m in _REMARK.finditer(keys, start, end)]
            spans = [s for s in spans if not any(a < s[0] < b for a, b in closed)]
        self.starts = [a for a, _ in spans]
        self.ends = [b for _, b in spans]
        self.keys = [keys[a:b] for a, b in spans]
        self.words = [k[0].isalnum() for k in self.keys]
        self.count = len(spans)

    def part(self, start: int, end: int, *, remarks: bool = True) -> Tokens:
        """The tokens of ``text[start:end]`` alone; both lie between two tokens of these."""
        i, j = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if (i and self.ends[i - 1] > start) or (j > i and self.ends[j - 1] > end):
            return Tokens(self.text, self.source, start, end, remarks=remarks)
        part = Tokens.__new__(Tokens)
        part.text, part.source = self.text, self.source
        part.starts, part.ends, part.keys, part.words = (
            self.starts[i:j],
            self.ends[i:j],
            self.keys[i:j],
            self.words[i:j],
        )
        part.count = j - i
        return part if remarks or "(" not in part.keys else Tokens(self.text, self.source, start, end, remarks=False)

    def key(self, i: int) -> str:
        """The token's canon form, "" beyond the end."""
        return self.keys[i] if 0 <= i < self.count else ""

    def is_word(self, i: int) -> bool:
        return 0 <= i < self.count and self.words[i]

    def is_capital(self, i: int) -> bool:
        """A word that begins with a capital letter."""
        return self.is_word(i) and self.text[self.starts[i]].isupper()

    def is_shouted(self, i: int) -> bool:
        """A word all in capitals, as headings have them (not a one-letter word)."""
        return self.is_word(i) and self.ends[i] - self.starts[i] > 1 and self.raw(i, i + 1).isupper()

    def breaks_before(self, i: int) -> bool:
        """Whether a line begins with the token."""
        return 0 < i < self.count and "\n" in self.source[self.ends[i - 1] : self.starts[i]]

    def glued(self, i: int) -> bool:
        """Whether nothing stands between the token and the one before."""
        return 0 < i < self.count and self.ends[i - 1] == self.starts[i]

    def raw(self, i: int, j: int) -> str:
        """The document's wording of tokens ``i`` to ``j`` (exclusive), spaces put right."""
        return " ".join(self.text[self.starts[i] : self.ends[j - 1]].split()) if j > i else ""


def split_words(phrase: str) -> list[str]:
    """A canon phrase as token keys."""
    return _TOKEN.findall(phrase)
