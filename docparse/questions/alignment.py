"""Which passages of one version of a text are which of another: equal words first, then alike ones in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from docparse.folding import canon_all

_ALIKE = 0.6  # share of letters in order from which two passages are one that was reworded
_ALIKE_IN_PLACE = 0.45  # the same where both stand alone between the same neighbours
_SAME_PLACE = 0.1  # what the same heading above adds
_PAIRS = 400_000  # most pairs compared letter by letter; beyond, only those that share a word with few others
_FEW = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """What is aligned: its words and the headings it stands below."""

    text: str
    place: str


Pair = tuple[int | None, int | None]


def align(old: Sequence[Passage], new: Sequence[Passage]) -> list[Pair]:
    """Pairs of indices in the order of ``new``; None where one side has no counterpart."""
    keys = [[" ".join(key.split()) for key in canon_all([p.text for p in side])] for side in (old, new)]
    partner: dict[int, int] = {}
    # equal words below the same heading, equal words anywhere
    for told in (lambda n, side: (keys[side][n], (old, new)[side][n].place), lambda n, side: keys[side][n]):
        _equal(len(old), len(new), partner, told)
    left = [n for n in range(len(old)) if n not in partner]
    taken = set(partner.values())
    free = [n for n in range(len(new)) if n not in taken]
    _alike(keys[0], keys[1], left, free, partner, lambda a, b: old[a].place == new[b].place)
    _between(keys[0], keys[1], partner, len(old), len(new))
    return _in_order(partner, len(old), len(new))


def _equal(olds: int, news: int, partner: dict[int, int], told: Callable[[int, int], object]) -> None:
    """Join passages of which the same is told, the first of several with the first."""
    taken = set(partner.values())
    waiting: dict[object, list[int]] = {}
    for number in range(news - 1, -1, -1):
        if number not in taken:
            waiting.setdefault(told(number, 1), []).append(number)
    for number in range(olds):
        if number not in partner and (found := waiting.get(told(number, 0))):
            partner[number] = found.pop()


def _alike(
    olds: Sequence[str],
    news: Sequence[str],
    left: Sequence[int],
    free: Sequence[int],
    partner: dict[int, int],
    same_place: Callable[[int, int], bool],
) -> None:
    """Join the most alike first; of equally alike ones those that moved least."""
    from rapidfuzz import fuzz

    scored = []
    for a, b in _candidates(olds, news, left, free):
        score = fuzz.ratio(olds[a], news[b], score_cutoff=100 * (_ALIKE - _SAME_PLACE)) / 100
        if score and (score := score + _SAME_PLACE * same_place(a, b)) >= _ALIKE:
            scored.append((-score, abs(a - b), a, b))
    taken: set[int] = set()
    for _, _, a, b in sorted(scored):
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)


def _candidates(
    olds: Sequence[str], news: Sequence[str], left: Sequence[int], free: Sequence[int]
) -> list[tuple[int, int]]:
    if len(left) * len(free) <= _PAIRS:
        return [(a, b) for a in left for b in free]
    index: dict[str, list[int]] = {}
    for b in free:
        for pair in pairwise(news[b].split()):
            index.setdefault(" ".join(pair), []).append(b)
    found: set[tuple[int, int]] = set()
    for a in left:
        for pair in pairwise(olds[a].split()):
            near = index.get(" ".join(pair), ())
            found.update((a, b) for b in near if len(near) <= _FEW)
    return sorted(found)


def _between(olds: Sequence[str], news: Sequence[str], partner: dict[int, int], size: int, new_size: int) -> None:
    """Join a passage that stands alone between two joined ones with the only one between their counterparts."""
    from rapidfuzz import fuzz

    taken = set(partner.values())
    for a in range(size):
        if a in partner:
            continue
        before = -1 if a == 0 else partner.get(a - 1)
        after = new_size if a == size - 1 else partner.get(a + 1)
        if before is None or after is None or after - before != 2 or before + 1 in taken:
            continue
        if fuzz.ratio(olds[a], news[before + 1]) >= 100 * _ALIKE_IN_PLACE:
            partner[a] = before + 1
            taken.add(before + 1)


def _in_order(partner: dict[int, int], size: int, new_size: int) -> list[Pair]:
    """By the order of the new side; what has no counterpart there follows what stood before it."""
    of_new = {b: a for a, b in partner.items()}
    follows: dict[int, list[int]] = {}
    at = -1
    for a in range(size):
        if a in partner:
            at = partner[a]
        else:
            follows.setdefault(at, []).append(a)
    pairs: list[Pair] = [(a, None) for a in follows.get(-1, ())]
    for b in range(new_size):
        pairs.append((of_new.get(b), b))
        pairs += [(a, None) for a in follows.get(b, ())]
    return pairs


Operation = tuple[str, int, int, int, int]


def word_operations(old: Sequence[str], new: Sequence[str]) -> list[Operation]:
    """What turns the old words into the new: ``(equal|replace|delete|insert, i1, i2, j1, j2)``.

    What could have gone or come in two places ("tuyển [dụng, sử] dụng") does so in the last.
    """
    found: list[Operation] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal" and found and found[-1][0] in ("delete", "insert"):
            before = found.pop()
            words, first, last = (old, before[1], before[2]) if before[0] == "delete" else (new, before[3], before[4])
            step = 0
            while i1 + step < i2 and words[first + step] == words[last + step]:
                step += 1
            _add(found, ("equal", before[1], before[1] + step, before[3], before[3] + step))
            kind_, *places = before
            a1, a2, b1, b2 = (at + step for at in places)
            found.append((kind_, a1, a2, b1, b2))
            i1, j1 = i1 + step, j1 + step
        _add(found, (kind, i1, i2, j1, j2))
    return found


def _add(found: list[Operation], one: Operation) -> None:
    """Put an operation behind the others, joined with an equal stretch before it; empty ones are dropped."""
    if one[1] == one[2] and one[3] == one[4]:
        return
    if found and found[-1][0] == one[0] == "equal":
        one = ("equal", found[-1][1], one[2], found.pop()[3], one[4])
    found.append(one)
