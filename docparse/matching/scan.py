"""The rules of a label over a passage: a rule runs only beside a word, or a digit, that it cannot do without.

The anchors of a label are folded into one trie-shaped expression, those of its rules that need no digit into
another: one pass over the passage says which rules have to run, and where.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from docparse.matching.forms import Form
from docparse.matching.mentions import Mention
from docparse.matching.rules import Rule
from docparse.matching.trees import LONGEST_SPACE
from docparse.matching.trie import trie_regex

if TYPE_CHECKING:
    from docparse.model import Remark

_NEAR = 600  # a passage up to this length is searched to its end in one go
_SLACK = 80  # characters behind the longest match that a pattern may look ahead
_EDGE = 3  # characters by which the rules are told that may begin or end there
_MOST_REMEMBERED = 10_000
_STEPS = (400_000, 200)  # characters that one rule may search: so many, and so many for each character of the text
_OTHER_SPACE = re.compile("[\t\x0b-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_DIGIT = re.compile("[0-9\u0660-\u1dff\u2c00-\U0010ffff]")  # and all scripts but Latin: quicker to tell than \d


class Entry:
    """One pattern of a rule in its place among those of its label."""

    __slots__ = ("cancels", "form", "names", "rule")

    def __init__(self, rule: Rule, form: Form) -> None:
        self.rule, self.form = rule, form
        self.names: tuple[str, ...] | None = None
        self.cancels = rule.reach if rule.reach is not None and rule.reach.unless else None

    def stands(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether no phrase beside a match cancels it."""
        return self.cancels is None or not self.cancels.cancelled(match.string, match.span(), start, end)

    def mention(self, match: re.Match[str]) -> Mention:
        if self.names is None:
            self.names = tuple(match.re.groupindex)
        start, end = match.span()
        if not self.names:
            return Mention(self.rule, start, end, {})
        return Mention(self.rule, start, end, {n: s for n in self.names if (s := match.span(n))[0] >= 0})


class Reading:
    """One text while rules run in it: what each has searched, and which were ``stopped`` for searching too much."""

    def __init__(self, keys: str) -> None:
        self.keys = keys
        self.stopped: dict[str, Rule] = {}
        self._spent: dict[str, int] = defaultdict(int)
        self._budget = _STEPS[0] + _STEPS[1] * len(keys)

    @cached_property
    def _space(self) -> int:
        """No run of spaces is longer."""
        if _OTHER_SPACE.search(self.keys):
            return LONGEST_SPACE
        spaces = self.keys.replace("\n", " ")
        return next((n for n in range(1, LONGEST_SPACE) if " " * (n + 1) not in spaces), LONGEST_SPACE)

    def size(self, width: tuple[int, int]) -> int:
        """The most characters of a width in this text."""
        return width[0] + width[1] * self._space if width[1] else width[0]

    def allows(self, rule: Rule, steps: int) -> bool:
        """Whether a rule may search so many characters more."""
        if rule.id in self.stopped:
            return False
        self._spent[rule.id] += steps
        if self._spent[rule.id] > self._budget:
            self.stopped[rule.id] = rule
            return False
        return True

    def remarks(self) -> tuple[Remark, ...]:
        """A remark (DP210) for each rule that was stopped."""
        from docparse.model import Remark

        return tuple(
            Remark("DP210", f"luật {rule.id} ({rule.file}) tốn quá nhiều bước trong văn bản này nên bị dừng", 0, 0)
            for rule in self.stopped.values()
        )


class _Anchors:
    """Words as one expression, with the numbers of the entries that each stands for.

    ``rare``: few passages hold any; then a shorter expression asks first whether one does.
    """

    def __init__(
        self, words: dict[str, tuple[int, ...]], compile_: Callable[[str], re.Pattern[str]], *, rare: bool
    ) -> None:
        self._numbers = words
        self._search = compile_(trie_regex(sorted(words))).search if words else None
        self._holds = compile_(trie_regex(sorted(_cores(words)))).search if rare and words else None
        self._told: dict[str, tuple[int, ...]] = {}

    def find(self, keys: str, start: int, end: int, into: dict[int, list[int]]) -> None:
        """Add the places of every word by entry, overlapping ones too."""
        search = self._search
        if search is None or (self._holds is not None and self._holds(keys, start, end) is None):
            return
        while found := search(keys, start, end):
            at, words = found.start(), found[0]
            for number in self._told.get(words) or self._tell(words):
                if number in into:
                    into[number].append(at)
                else:
                    into[number] = [at]
            start = at + 1

    def _tell(self, literal: str) -> tuple[int, ...]:
        plain = " ".join(literal.split()) if len(literal.split()) > 1 else literal
        found = tuple(n for size in range(1, len(plain) + 1) for n in self._numbers.get(plain[:size], ()))
        if len(self._told) < _MOST_REMEMBERED:
            self._told[literal] = found
        return found


class Group:
    """The entries of one label or several, highest precedence first, by their anchors, beginnings and ends."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.entries = tuple(Entry(rule, form) for rule in rules for form in rule.forms)
        self._first: dict[str, tuple[Entry, ...]] = {}
        self._last: dict[str, tuple[tuple[Entry, tuple[str, ...]], ...]] = {}

    # --- anywhere in a passage -------------------------------------------------------------------

    @cached_property
    def _anchored(self) -> _Anchors:
        return self._fold((n, e.form.literals.anchors or ()) for n, e in enumerate(self.entries))

    @cached_property
    def _always(self) -> tuple[int, ...]:
        """Entries without an anchor: they run everywhere."""
        return tuple(n for n, e in enumerate(self.entries) if e.form.literals.anchors is None)

    @cached_property
    def _plain(self) -> _Anchors:
        """What the entries need in a passage without digits."""
        known = [e.form.literals for e in self.entries]
        words = ((n, (k.anchors or ()) if k.digit_or is None else k.digit_or) for n, k in enumerate(known))
        return self._fold(words, rare=True)

    @cached_property
    def _always_plain(self) -> tuple[int, ...]:
        return tuple(n for n in self._always if self.entries[n].form.literals.digit_or is None)

    def _fold(self, words: Iterable[tuple[int, Iterable[str]]], *, rare: bool = False) -> _Anchors:
        out: dict[str, tuple[int, ...]] = {}
        for number, anchors in words:
            for anchor in anchors:
                out[anchor] = (*out.get(anchor, ()), number)
        return _Anchors(out, self.entries[0].form.cache.pattern if self.entries else re.compile, rare=rare)

    def candidates(self, reading: Reading, start: int, end: int) -> list[Mention]:
        """Every match of every rule in ``keys[start:end]``, overlapping ones included."""
        digits = _DIGIT.search(reading.keys, start, end) is not None
        places: dict[int, list[int]] = {n: [] for n in (self._always if digits else self._always_plain)}
        (self._anchored if digits else self._plain).find(reading.keys, start, end, places)
        found: list[Mention] = []
        for number in sorted(places):
            entry = self.entries[number]
            anchored = digits or entry.form.literals.digit_or is None
            self._run(entry, places[number] if anchored else (), reading, start, end, found)
        return found

    def _run(
        self, entry: Entry, places: Sequence[int], reading: Reading, start: int, end: int, found: list[Mention]
    ) -> None:
        keys, known, pattern = reading.keys, entry.form.literals, entry.form.pattern
        before, width = known.before, known.width
        if not places and known.digit_first:
            before, places = (0, 0), [m.start() for m in _DIGIT.finditer(keys, start, end)]
        matches: Iterable[re.Match[str]]
        if places and before == (0, 0):
            matches, steps = _starts(pattern, places, keys, end), len(places) * _SLACK
        elif not places or before is None:
            matches, steps = pattern.finditer(keys, start, end), end - start
        elif end - start <= _NEAR:
            start = max(start, places[0] - before[0] - before[1] * LONGEST_SPACE)
            matches, steps = pattern.finditer(keys, start, end), end - start
        elif width is not None:
            ahead, behind = reading.size(before), reading.size(width) + _SLACK
            matches = _windows(pattern, places, keys, start, end, ahead, behind)
            steps = min(end - start, len(places) * (ahead + behind))
        elif (ahead := reading.size(before)) <= _SLACK:
            tried = [at for place in places for at in range(max(start, place - ahead), place + 1)]
            matches, steps = _starts(pattern, tried, keys, end), len(tried) * _SLACK
        else:
            start = max(start, places[0] - ahead)
            matches, steps = pattern.finditer(keys, start, end), end - start
        if reading.allows(entry.rule, steps):
            found += [entry.mention(match) for match in matches if entry.stands(match, start, end)]

    # --- at a place ------------------------------------------------------------------------------

    def match(self, keys: str, start: int, end: int) -> Mention | None:
        """The match that begins at ``start``: of the first entry that has one, or None."""
        entries = self._first.get(keys[start : min(start + _EDGE, end)])
        for entry in self.beginning(keys, start, end) if entries is None else entries:
            if (found := entry.form.pattern.match(keys, start, end)) and entry.stands(found, start, end):
                return entry.mention(found)
        return None

    def beginning(self, keys: str, start: int, end: int) -> tuple[Entry, ...]:
        """The entries that can match what begins at ``start``."""
        opening = keys[start : min(start + _EDGE, end)]
        if (known := self._first.get(opening)) is not None:
            return known
        found = tuple(
            e
            for e in self.entries
            if (w := e.form.literals.first) is None or any(o.startswith(opening[: len(o)]) for o in w)
        )
        if len(self._first) < _MOST_REMEMBERED:
            self._first[opening] = found
        return found

    def ending_at(self, keys: str, start: int, end: int) -> Mention | None:
        """The longest match of the best rule that ends at ``end``, or None; there is none in an empty passage."""
        if start >= end:
            return None
        closing = keys[max(start, end - _EDGE) : end]
        entries = self._last.get(closing)
        if entries is None:
            entries = self._ending(closing)
        best: Entry | None = None
        longest: re.Match[str] | None = None
        for entry, seeds in entries:
            if best is not None and entry.rule.priority < best.rule.priority:
                break
            for word in seeds:
                if keys.find(word, start, end) >= 0:
                    break
            else:
                continue
            found = entry.form.at_end.search(keys, start, end)
            if found and (longest is None or found.start() < longest.start()) and entry.stands(found, start, end):
                best, longest = entry, found
        return best.mention(longest) if best is not None and longest is not None else None

    def _ending(self, closing: str) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
        """The entries whose match can end with these characters, with words one of which it must hold."""
        found = tuple(
            (e, tuple({a.split()[0] for a in e.form.literals.anchors or ()}) or ("",))
            for e in self.entries
            if (w := e.form.literals.last) is None or any(o.endswith(closing[-len(o) :]) for o in w)
        )
        if len(self._last) < _MOST_REMEMBERED:
            self._last[closing] = found
        return found


def _cores(words: Iterable[str]) -> list[str]:
    """Those that hold no other one: where any of the words stands, one of these does."""
    cores: list[str] = []
    for word in sorted(words, key=len):
        if not any(core in word for core in cores):
            cores.append(word)
    return cores


def _starts(pattern: re.Pattern[str], places: Sequence[int], keys: str, end: int) -> Iterator[re.Match[str]]:
    """Matches that begin at one of the places."""
    match, at = pattern.match, 0
    for place in places:
        if place >= at and (found := match(keys, place, end)):
            yield found
            at = max(found.end(), place + 1)


def _windows(
    pattern: re.Pattern[str], places: Sequence[int], keys: str, start: int, end: int, before: int, after: int
) -> Iterator[re.Match[str]]:
    """Matches that begin at most ``before`` in front of their anchor and end at most ``after`` behind it."""
    search, at = pattern.search, start
    for place in places:
        if place < at:
            continue
        match = search(keys, max(at, place - before), min(end, place + after))
        if match is None or match.start() > place:
            continue
        yield match
        at = max(match.end(), match.start() + 1)


__all__ = ["Entry", "Group", "Reading"]
