"""Cut a passage into sentences and a sentence into the clauses that are tasks of their own.

A sentence ends at . ! ? before a capital, a digit or a quote. A clause ends at ";" where the next one begins
with a verb, a condition or an agency of its own; behind a colon that opens a list nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docparse.matching.engine import RulePack

# begins with one class of characters, so that the search skips to them; a run of marks is tried once, at its first
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?<![.!?…]{2})[.!?…]*[\"')\]]*\s+)")
_OPENING = re.compile(r"[^\W\d_]|\d|[\"'(\[+-]")
_LAST_WORD = re.compile(r"[^\s(]+\Z")
_WORD = 40  # characters in which an abbreviation must stand
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
_MARKS = re.compile(r"[()\[\];:]")
_LEADING = " \t\n-+*•.,;:"
_TRAILING = " \t\n.,;:/*…"

Span = tuple[int, int]
SpanTest = Callable[[int, int], bool]


def trim(text: str, start: int, end: int) -> Span:
    """The span without spaces, bullets and closing punctuation around it."""
    words = text[start:end].lstrip(_LEADING)
    start = end - len(words)
    end = start + len(words.rstrip(_TRAILING))
    if text[end : end + 1] == "…" or text[end : end + 3] == "...":
        end += 1 if text[end] == "…" else 3
    return start, end


def sentences(pack: RulePack, text: str, keys: str, start: int, end: int) -> list[Span]:
    """Sentences of ``text[start:end]``; line breaks end a sentence too (table cells)."""
    out: list[Span] = []
    at = counted = start
    depth = 0  # brackets open since ``at``
    abbreviations = pack.words("clauses", "abbreviations")
    for stop in _STOP.finditer(text, start, end):
        after = text[stop.end() : stop.end() + 1]
        if stop.end() < end and "\n" not in stop[0]:
            if not _OPENING.match(after) or after.islower():
                continue
            word = _LAST_WORD.search(keys, max(at, stop.start() - _WORD), stop.start())
            if (
                stop[0].startswith(".")
                and word
                and (word[0] in abbreviations or (len(word[0]) == 1 and word[0].isalpha()))
            ):
                continue
        depth, counted = depth + _open_brackets(text, counted, stop.start()), stop.start()
        if depth > 0 and "\n" not in stop[0]:
            continue
        out.append((at, stop.end()))
        at = counted = stop.end()
        depth = 0
    out.append((at, end))
    return [span for span in out if _says_something(text, *span)]


def _says_something(text: str, start: int, end: int) -> bool:
    first, last = trim(text, start, end)
    return first < last


def _open_brackets(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return piece.count("(") + piece.count("[") - piece.count(")") - piece.count("]")


class ClauseCutter:
    """Cuts sentences at semicolons by the word lists of ``rules/clauses.yaml``."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.verb = pack.phrase("clauses", "verbs")
        self.noun = pack.phrase("clauses", "nouns")
        self.adverb = pack.phrase("clauses", "adverbs")
        self.condition = pack.phrase("clauses", "conditions")
        self.counted = pack.phrase("clauses", "counted")
        self.about = pack.phrase("clauses", "about")
        self.list_intro = pack.words("clauses", "list_intro")
        self.act_intro = pack.words("clauses", "act_intro")

    def skip_adverbs(self, keys: str, start: int, end: int) -> int:
        """The offset of the first word that is no adverb or connective."""
        at = start
        while found := self.adverb.match(keys, at, end):
            at = found.end()
            while at < end and keys[at] in " ,":
                at += 1
        return at

    def starts_with_verb(self, keys: str, start: int, end: int) -> bool:
        """Whether the passage begins with a verb, adverbs before it set aside; "trình tự" is a noun, though "trình" is
        a verb."""
        at = self.skip_adverbs(keys, start, end)
        return self._verb_at(keys, at, end) or (at > start and self.noun.match(keys, at, end) is None)

    def _verb_at(self, keys: str, at: int, end: int) -> bool:
        verb = self.verb.match(keys, at, end)
        noun = self.noun.match(keys, at, end) if verb is not None else None
        return verb is not None and (noun is None or noun.end() <= verb.end())

    def clauses(
        self, text: str, keys: str, start: int, end: int, is_subject: SpanTest, is_bare: SpanTest
    ) -> Iterator[Span]:
        """The clauses of one sentence.

        ``is_subject(start, end)``: an agency with its predicate begins there; ``is_bare(start, end)``: nothing but
        agencies stands there, their predicate comes behind the semicolon.
        """
        if text.find(";", start, end) < 0:
            yield start, end
            return
        at, depth, listing = start, 0, ""
        for mark in _MARKS.finditer(text, start, end):
            i, char = mark.start(), mark[0]
            depth = max(0, depth + _BRACKETS.get(char, 0))
            if depth:
                continue
            if char == ":" and i - start > 1 and text[i + 1 : i + 2] in (" ", "\n", ""):
                listing = listing or self._opens_list(keys, at, i, end)
            elif char == ";" and self._cuts(text, keys, (at, i), end, listing, is_subject, is_bare):
                yield at, i
                at, listing = i + 1, ""
        yield at, end

    def _opens_list(self, keys: str, start: int, colon: int, end: int) -> str:
        """What a colon opens: a list of "acts" (nothing in it is cut), of "things" (a verb ends it), or "" for none."""
        before = keys[start:colon].rstrip()
        first = colon + 1
        while first < end and keys[first] in ' "':
            first += 1
        thing = not self.starts_with_verb(keys, first, end) and keys[first : first + 1] != "("
        if self._ends_with(before, self.act_intro):
            return "acts"
        if self._ends_with(before, self.list_intro):
            return "things" if thing else "acts"
        if keys[first : first + 1] == "(":
            return "acts"
        listed = self.noun.match(keys, first, end) or self.pack.match("clauses", "cited", keys, first, end)
        return "things" if thing and (listed or self.counted.match(keys, first, end)) else ""

    @staticmethod
    def _ends_with(before: str, cues: tuple[str, ...]) -> bool:
        return any(before.endswith(cue) and not before[: -len(cue)][-1:].isalpha() for cue in cues)

    def _cuts(
        self, text: str, keys: str, before: Span, end: int, listing: str, is_subject: SpanTest, is_bare: SpanTest
    ) -> bool:
        return not is_bare(*before) and self._is_clause(text, keys, before[1] + 1, end, listing, is_subject)

    def _is_clause(self, text: str, keys: str, start: int, end: int, listing: str, is_subject: SpanTest) -> bool:
        stop = text.find(";", start, end)
        stop = end if stop < 0 else stop
        while start < stop and keys[start] in " \n":
            start += 1
        if start >= stop or not keys[start].isalpha():
            return False
        if is_subject(start, stop):
            return True
        if listing == "acts":
            return False
        at = self.skip_adverbs(keys, start, stop)
        if self.pack.match("clauses", "cited", keys, start, stop):
            return False
        if self._verb_at(keys, at, stop) or self.condition.match(keys, start, stop):
            return True
        if listing or self.noun.match(keys, at, stop) or self.about.match(keys, start, stop):
            return False
        return at > start or len(keys[start:stop].split()) >= 6
