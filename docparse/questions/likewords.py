"""What two passages have in common: words and two-word phrases, weighed by how rare they are.

A term is rare or common by the two documents compared and by the table of common words in ``rules/similarity.yaml``;
nothing else that a store may hold changes a weight.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docparse.folding import canon
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_FILE = "similarity"
_RUN = re.compile(r"(?:[^\W\d_]+ )*[^\W\d_]+")
_RANGE = re.compile(r"(?<=\d)\D+(?=\d)")
_RARE = 0.006  # share of passages that a term has which the table does not know
_PRIOR = 120  # passages that the table counts for, against those of the two documents
_FEW = 0.02  # share of passages up to which a term is rare
_ACT = 3  # syllables that tell what is forbidden
_SINGLE = 0.4  # a syllable, against a phrase of two

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as it is compared: stretches of words without filler, and numbers that are names."""

    runs: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...]

    def terms(self) -> Terms:
        """The syllables and pairs of neighbouring syllables."""
        found = set(self.numbers)
        for run in self.runs:
            found.update(run)
            found.update(f"{one} {other}" for one, other in pairwise(run))
        return frozenset(found)

    def phrases(self, shared: Terms) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The longest stretches whose syllables or pairs are all in ``shared``, each with those terms."""
        yield from ((number, (number,)) for number in self.numbers if number in shared)
        for run in self.runs:
            at = 0
            while at < len(run):
                end = at
                while end + 1 < len(run) and f"{run[end]} {run[end + 1]}" in shared:
                    end += 1
                if end > at:
                    yield " ".join(run[at : end + 1]), tuple(f"{a} {b}" for a, b in pairwise(run[at : end + 1]))
                elif run[at] in shared:
                    yield run[at], (run[at],)
                at = end + 1


def read(text: str) -> Reading:
    """A passage without filler, synonyms read as one."""
    keys = " ".join(canon(text).split())
    pattern, first = _synonyms()
    keys = pattern.sub(lambda match: first[match[0]], keys)
    numbers = dict.fromkeys(_RANGE.sub("-", match[0]) for match in _named_numbers().finditer(keys))
    runs = _RUN.findall(rule_pack().phrase(_FILE, "stop").sub(" | ", keys))
    return Reading(tuple(tuple(run.split(" ")) for run in runs), tuple(numbers))


def forbidden(text: str) -> Terms:
    """The first pairs of syllables of what a passage begins by forbidding ("Không tổ chức thi tuyển"), else none."""
    pack, keys = rule_pack(), " ".join(canon(text).split())
    found = pack.phrase(_FILE, "forbidding").search(keys)
    if found is None or pack.phrase(_FILE, "not_forbidding").match(keys, found.start()):
        return frozenset()
    if read(keys[: found.start()]).runs:  # what is forbidden later is no more than a part of it
        return frozenset()
    after = read(keys[found.end() :]).runs
    return frozenset(f"{one} {other}" for one, other in pairwise(after[0][:_ACT])) if after else frozenset()


def terms(text: str) -> Terms:
    """:meth:`Reading.terms` of a passage."""
    return read(text).terms()


@per_pack()
def procedural() -> Terms:
    """The terms of words of procedure, which every plan has."""
    return frozenset(term for words in rule_pack().words(_FILE, "procedure") for term in terms(words))


@per_pack()
def _named_numbers() -> re.Pattern[str]:
    """Numbers that are names: "5 tuổi", "3 đến 5 tuổi", "mức độ 3"."""
    before, after, to = (rule_pack().phrase(_FILE, f"number_{name}").pattern for name in ("before", "after", "range"))
    return re.compile(rf"(?:\d+ ?(?:{to}|-) ?)?\d+ {before}|{after} \d+")


@per_pack()
def _synonyms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """All phrases of the groups of one meaning, the longest first, and what each is read as."""
    groups = [[canon(str(word)) for word in entry["same"]] for entry in _entries("same")]
    first = {word: group[0] for group in groups for word in group}
    longest = sorted(first, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)"), first


@per_pack()
def _common() -> Mapping[str, float]:
    """How large a share of all passages has a term."""
    return {canon(str(word)): float(entry["share"]) for entry in _entries("share") for word in entry["words"]}


def _entries(key: str) -> Iterable[Mapping[str, Any]]:
    return (entry for entry in rule_pack().file(_FILE).entries if key in entry)


class Weights:
    """How much each term of two documents tells, from 0 to about 1."""

    def __init__(self, passages: Sequence[Terms]) -> None:
        counts = Counter(term for passage in passages for term in passage)
        shares, size = _common(), _PRIOR + len(passages)
        self._size = size
        self._known = {
            term: _weight(term, (shares.get(term, _RARE) * _PRIOR + (count if count > 1 else 0)) / size)
            for term, count in counts.items()
        }

    def of(self, term: str) -> float:
        """The weight of one term; a single syllable tells less than a phrase of two."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = _weight(term, _common().get(term, _RARE) * _PRIOR / self._size)
        return found

    @staticmethod
    def rare(term: str) -> float:
        """The weight from which a term of this kind is one that few passages have."""
        return _weight(term, _FEW)

    def sum(self, some: Iterable[str]) -> float:
        return sum(map(self.of, some))


def _weight(term: str, share: float) -> float:
    weight = math.log(min(share, 1)) / math.log(_RARE / 2)
    return weight if " " in term else weight * _SINGLE
