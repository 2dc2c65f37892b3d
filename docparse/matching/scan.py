"""The anchors of one text, found in one pass, so that a rule runs only beside a word that it cannot do without.

The anchors of all labels asked for so far are folded into one trie-shaped expression. A scan remembers where they
stand; what it is asked about a passage is then a look-up by bisection.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING
from weakref import WeakSet

from docparse.matching.forms import Form
from docparse.matching.literals import LONGEST_SPACE
from docparse.matching.mentions import Mention
from docparse.matching.rules import Rule
from docparse.matching.trie import trie_regex

if TYPE_CHECKING:
    from docparse.model import Remark

_NEAR = 600  # a passage up to this length is searched to its end in one go
_LONG = 1000  # a text of this length is worth a scan, and worth remembering between calls
_SLACK = 80  # characters behind the longest match that a pattern may look ahead
_STEPS = (400_000, 200)  # characters that one rule may search: so many, and so many for each character of the text
_SPACES = re.compile(r"\s\s+")
_FIRST = itemgetter(0)


class Entry:
    """One pattern of a rule in its place among those of its label."""

    __slots__ = ("cancels", "form", "names", "rule")

    def __init__(self, rule: Rule, form: Form) -> None:
        self.rule, self.form = rule, form
        self.names: tuple[str, ...] | None = None
        self.cancels = rule.reach if rule.reach is not None and rule.reach.unless else None

    def mention(self, match: re.Match[str]) -> Mention:
        if self.names is None:
            self.names = tuple(match.re.groupindex)
        start, end = match.span()
        if not self.names:
            return Mention(self.rule, start, end, {})
        return Mention(self.rule, start, end, {n: s for n in self.names if (s := match.span(n))[0] >= 0})


class Group:
    """The entries of one label, highest precedence first, by their anchors, beginnings and ends."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.entries = tuple(Entry(rule, form) for rule in rules for form in rule.forms)
        self.compile = self.entries[0].form.cache.pattern if self.entries else re.compile
        self._first: dict[str, tuple[Entry, ...]] = {}
        self._last: dict[str, tuple[Entry, ...]] = {}

    @cached_property
    def anchored(self) -> dict[str, tuple[int, ...]]:
        """Anchor to the numbers of the entries that it stands for."""
        out: dict[str, tuple[int, ...]] = {}
        for number, entry in enumerate(self.entries):
            for anchor in entry.form.literals.anchors or ():
                out[anchor] = (*out.get(anchor, ()), number)
        return out

    @cached_property
    def always(self) -> tuple[int, ...]:
        """Entries without an anchor: they run everywhere."""
        return tuple(n for n, entry in enumerate(self.entries) if entry.form.literals.anchors is None)

    @cached_property
    def holds(self) -> re.Pattern[str] | None:
        """Finds whether any anchor is there; None if some entry has none."""
        return None if self.always or not self.anchored else self.compile(trie_regex(sorted(self.anchored)))

    def search(self, keys: str, start: int, end: int) -> list[Mention]:
        """All candidates in a short text, without a scan of it."""
        if self.holds is not None and self.holds.search(keys, start, end) is None:
            return []
        found: list[Mention] = []
        for entry in self.entries:
            for match in entry.form.pattern.finditer(keys, start, end):
                if entry.cancels is None or not entry.cancels.cancelled(keys, match.span(), start, end):
                    found.append(entry.mention(match))
        return found

    def beginning(self, two: str) -> tuple[Entry, ...]:
        """The entries that can match where these (at most two) characters stand."""
        if two not in self._first:
            self._first[two] = tuple(
                e
                for e in self.entries
                if (w := e.form.literals.first) is None or any(o.startswith(two[: len(o)]) for o in w)
            )
        return self._first[two]

    def ending(self, two: str) -> tuple[Entry, ...]:
        """The entries whose match can end with these (at most two) characters."""
        if two not in self._last:
            self._last[two] = tuple(
                e
                for e in self.entries
                if (w := e.form.literals.last) is None or any(o.endswith(two[-len(o) :]) for o in w)
            )
        return self._last[two]


class Anchors:
    """A set of anchors as one expression."""

    def __init__(self, words: Iterable[str], compile_: Callable[[str], re.Pattern[str]] = re.compile) -> None:
        self.words = frozenset(words)
        self._search = compile_(trie_regex(sorted(self.words))).search if self.words else None
        self._within: dict[str, tuple[str, ...]] = {}

    def find(self, keys: str, into: dict[str, list[int]]) -> None:
        """Add the places of every anchor, overlapping ones too."""
        if self._search is None:
            return
        at, search, within = 0, self._search, self._within
        while found := search(keys, at):
            at = found.start()
            words = within.get(found[0]) or self._words(found[0])
            for word in words:
                into[word].append(at)
            at += 1

    def _words(self, literal: str) -> tuple[str, ...]:
        plain = " ".join(literal.split()) if len(literal.split()) > 1 else literal
        found = tuple(plain[:n] for n in range(1, len(plain) + 1) if plain[:n] in self.words)
        if len(self._within) < 100_000:
            self._within[literal] = found
        return found


class Scan:
    """The anchors of one text; ``stopped`` holds the rules that used up their budget in it."""

    def __init__(self, keys: str, anchors: Anchors) -> None:
        self.keys = keys
        self.stopped: dict[str, Rule] = {}
        self._places: dict[str, list[int]] = defaultdict(list)
        self._known = anchors.words
        self._groups: dict[Group, tuple[list[int], list[tuple[int, ...]]]] = {}
        self._spent: dict[str, int] = defaultdict(int)
        self._budget = _STEPS[0] + _STEPS[1] * len(keys)
        self._space = min(LONGEST_SPACE, max((m.end() - m.start() for m in _SPACES.finditer(keys)), default=1))
        anchors.find(keys, self._places)

    def _group(self, group: Group) -> tuple[list[int], list[tuple[int, ...]]]:
        if group not in self._groups:
            if missing := group.anchored.keys() - self._known:
                Anchors(missing, group.compile).find(self.keys, self._places)
                self._known |= missing
            hits = sorted(
                ((at, n) for word, n in group.anchored.items() if word in self._places for at in self._places[word]),
                key=_FIRST,
            )
            self._groups[group] = [at for at, _ in hits], [n for _, n in hits]
        return self._groups[group]

    def candidates(self, group: Group, start: int, end: int) -> list[Mention]:
        """Every match of every rule of the group in ``keys[start:end]``, overlapping ones included."""
        places, numbers = self._group(group)
        found: list[Mention] = []
        left = bisect_left(places, start)
        if left == len(places) or places[left] >= end:
            todo: dict[int, Sequence[int]] = dict.fromkeys(group.always, ())
        else:
            near: dict[int, list[int]] = {n: [] for n in group.always}
            for i in range(left, bisect_left(places, end, left)):
                for n in numbers[i]:
                    if n in near:
                        near[n].append(places[i])
                    else:
                        near[n] = [places[i]]
            todo = dict(sorted(near.items()))
        for number, at in todo.items():
            self._run(group.entries[number], at, start, end, found)
        return found

    def _run(self, entry: Entry, places: Sequence[int], start: int, end: int, found: list[Mention]) -> None:
        keys, known = self.keys, entry.form.literals
        before, width = known.before, known.width
        ahead = self._size(before) if before is not None else _NEAR
        if places and (ahead == 0 or (width is None and ahead <= _SLACK)):
            matches: Iterator[re.Match[str]] = self._starts(entry, places, start, end, ahead)
            steps = len(places) * (ahead + _SLACK)
        else:
            if places and before is not None:
                start = max(start, places[0] - ahead)
            steps = end - start
            if before is None or width is None or not places or steps <= _NEAR:
                matches = entry.form.pattern.finditer(keys, start, end)
            else:
                reach = ahead, self._size(width) + _SLACK
                matches = self._windows(entry, places, start, end, *reach)
                steps = min(steps, len(places) * sum(reach))
        if not self._allowed(entry.rule, steps):
            return
        for match in matches:
            mention = entry.mention(match)
            if entry.cancels is None or not entry.cancels.cancelled(keys, match.span(), start, end):
                found.append(mention)

    def _size(self, width: tuple[int, int]) -> int:
        return width[0] + width[1] * self._space

    def _starts(self, entry: Entry, places: Sequence[int], start: int, end: int, ahead: int) -> Iterator[re.Match[str]]:
        """Matches that begin at most ``ahead`` in front of their anchor, each place tried by itself."""
        match, at = entry.form.pattern.match, start
        for place in places:
            if place < at:
                continue
            for first in range(max(at, place - ahead), place + 1):
                if found := match(self.keys, first, end):
                    yield found
                    at = max(found.end(), first + 1)
                    break

    def _windows(
        self, entry: Entry, places: Sequence[int], start: int, end: int, before: int, after: int
    ) -> Iterator[re.Match[str]]:
        """Matches that begin at most ``before`` in front of their anchor and end at most ``after`` behind it."""
        search, at = entry.form.pattern.search, start
        for place in places:
            if place < at:
                continue
            match = search(self.keys, max(at, place - before), min(end, place + after))
            if match is None or match.start() > place:
                continue
            yield match
            at = max(match.end(), match.start() + 1)

    def _allowed(self, rule: Rule, steps: int) -> bool:
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


class Scanner:
    """Scans of texts; learns the anchors of every group asked for, and remembers the scan of the last long text."""

    def __init__(self) -> None:
        self._anchors = Anchors(())
        self._learned: WeakSet[Group] = WeakSet()
        self._last: Scan | None = None

    def scan(self, keys: str) -> Scan:
        """The anchors of a text."""
        last = self._last
        if last is not None and (last.keys is keys or last.keys == keys):
            return last
        anchors = self._anchors
        if len(keys) >= _LONG:
            words = frozenset(word for group in self._learned for word in group.anchored)
            if words != anchors.words:
                anchors = self._anchors = Anchors(words)
            self._last = scan = Scan(keys, anchors)
            return scan
        return Scan(keys, anchors)

    def candidates(self, group: Group, keys: str, start: int, end: int) -> list[Mention]:
        """Every match of every rule of the group in ``keys[start:end]``, overlapping ones included."""
        if group not in self._learned and group.anchored is not None:  # broken patterns are told before it is learned
            self._learned.add(group)
        if len(keys) < _LONG:
            return group.search(keys, start, end)
        return self.scan(keys).candidates(group, start, end)

    def forget(self) -> None:
        """A new reading begins: no anchor is known and no budget is spent, even if the text is the same again."""
        self._last = None

    def remarks(self, keys: str) -> tuple[Remark, ...]:
        """The rules that were stopped in this text (DP210)."""
        last = self._last
        return last.remarks() if last is not None and last.keys == keys else ()


__all__ = ["Anchors", "Entry", "Group", "Scan", "Scanner"]
