"""What two passages have in common: words and two-word phrases, weighed by how rare they are.

A term is rare or common by the two documents compared and by the table of common words in ``rules/similarity.yaml``;
nothing else that a store may hold changes a weight.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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
_SINGLE = 0.4  # a syllable, against a phrase of two

Terms = frozenset[str]


def terms(text: str) -> Terms:
    """The syllables and pairs of neighbouring syllables of a passage, without filler, synonyms read as one."""
    keys = _unified(" ".join(canon(text).split()))
    found = {_RANGE.sub("-", match[0]) for match in _named_numbers().finditer(keys)}
    for run in _runs(keys):
        found.update(run)
        found.update(f"{one} {other}" for one, other in pairwise(run))
    return frozenset(found)


def phrases(text: str, shared: Terms) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The longest stretches of ``text`` whose syllables or pairs are all in ``shared``, each with those terms."""
    keys = _unified(" ".join(canon(text).split()))
    for match in _named_numbers().finditer(keys):
        if (term := _RANGE.sub("-", match[0])) in shared:
            yield term, (term,)
    for run in _runs(keys):
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


def _runs(keys: str) -> Iterator[list[str]]:
    """The words between signs, numbers and filler."""
    for run in _RUN.findall(rule_pack().phrase(_FILE, "stop").sub(" | ", keys)):
        yield run.split(" ")


@per_pack()
def _named_numbers() -> re.Pattern[str]:
    """Numbers that are names: "5 tuổi", "3 đến 5 tuổi", "mức độ 3"."""
    before, after, to = (rule_pack().phrase(_FILE, f"number_{name}").pattern for name in ("before", "after", "range"))
    return re.compile(rf"(?:\d+ ?(?:{to}|-) ?)?\d+ {before}|{after} \d+")


def _unified(keys: str) -> str:
    pattern, first = _synonyms()
    return pattern.sub(lambda match: first[match[0]], keys)


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
        self._counts = Counter(term for passage in passages for term in passage)
        self._size = len(passages)
        self._shares = _common()
        self.of = lru_cache(None)(self._of)

    def _of(self, term: str) -> float:
        own = self._counts[term] if self._counts[term] > 1 else 0
        share = (self._shares.get(term, _RARE) * _PRIOR + own) / (_PRIOR + self._size)
        weight = math.log(min(share, 1)) / math.log(_RARE / 2)
        return weight if " " in term else weight * _SINGLE

    def sum(self, some: Iterable[str]) -> float:
        return sum(map(self.of, some))
