"""A passage as words and marks, with what the agency grammar asks of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

AND = frozenset({",", "và", "/", "&", "hoặc"})  # between two names
SEPARATORS = frozenset({",", "và", "/", "hoặc", "-"})  # between two words of one list
_REMARK = re.compile(r"\([^()\n]{0,200}\)")
_TOKEN = re.compile(r"(\w+|\S)")


class Tokens:
    """Words and single marks of ``text[start:end]``; ``keys`` is the canon text.

    Index ``i`` counts tokens. Only the window from ``first`` to ``stop`` (exclusive) is read: at first the whole.
    ``remarks=False`` leaves out what stands in parentheses, but for the "(".
    """

    __slots__ = ("ends", "first", "keys", "source", "starts", "stop", "text")

    def __init__(self, text: str, keys: str, start: int, end: int, *, remarks: bool = True) -> None:
        self.text, self.source = text, keys
        parts = _TOKEN.split(keys[start:end])  # gap, token, gap, token, …, gap
        offsets = list(accumulate(map(len, parts), initial=start))
        self.keys, self.starts, self.ends = parts[1::2], offsets[1:-1:2], offsets[2::2]
        if not remarks:
            for remark in reversed(list(_REMARK.finditer(keys, start, end))):
                inside = slice(bisect_right(self.starts, remark.start()), bisect_left(self.starts, remark.end()))
                del self.keys[inside], self.ends[inside], self.starts[inside]
        self.first, self.stop = 0, len(self.keys)

    def narrow(self, start: int, end: int) -> bool:
        """Let the window be ``text[start:end]``; False, and no change, where that cuts a token."""
        starts, ends = self.starts, self.ends
        i = bisect_left(starts, start)
        j = bisect_left(starts, end, i)
        if (i and ends[i - 1] > start) or (j > i and ends[j - 1] > end):
            return False
        self.first, self.stop = i, j
        return True

    def key(self, i: int) -> str:
        """The token's canon form, "" outside the window."""
        return self.keys[i] if self.first <= i < self.stop else ""

    def is_word(self, i: int) -> bool:
        return self.first <= i < self.stop and self.keys[i][0].isalnum()

    def is_capital(self, i: int) -> bool:
        """A word that begins with a capital letter."""
        return self.first <= i < self.stop and self.text[self.starts[i]].isupper() and self.keys[i][0].isalnum()

    def is_shouted(self, i: int) -> bool:
        """A word all in capitals, as headings have them (not a one-letter word)."""
        return self.is_word(i) and self.ends[i] - self.starts[i] > 1 and self.raw(i, i + 1).isupper()

    def breaks_before(self, i: int) -> bool:
        """Whether a line begins with the token."""
        return self.first < i < self.stop and "\n" in self.source[self.ends[i - 1] : self.starts[i]]

    def glued(self, i: int) -> bool:
        """Whether nothing stands between the token and the one before."""
        return self.first < i < self.stop and self.ends[i - 1] == self.starts[i]

    def raw(self, i: int, j: int) -> str:
        """The document's wording of tokens ``i`` to ``j`` (exclusive), spaces put right."""
        if j <= i:
            return ""
        raw = self.text[self.starts[i] : self.ends[j - 1]]
        return raw if j == i + 1 else " ".join(raw.split())


def split_words(phrase: str) -> list[str]:
    """A canon phrase as token keys."""
    return _TOKEN.findall(phrase)
