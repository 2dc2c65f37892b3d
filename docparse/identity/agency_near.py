"""Names much like one of the registry: damaged by OCR or typing errors. Only long names, and only where one fits.

Threshold and margin: of 2509 names of the gold and the registry with one to three letters damaged 0.59 were found, none
wrongly; of 785 names beside the registry 11 were taken, all of one Party committee for that of the other level.
"""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from docparse.folding import canon, fold
from docparse.identity.agency_book import AgencyName, agency_book, listed
from docparse.matching.perpack import per_pack

LEAST_WORDS, LEAST_LETTERS = 4, 14  # of the folded name; shorter names differ by a letter or two among themselves
THRESHOLD = 0.88  # similarity by edits, 1 for names alike once folded
SPELLED = 0.84  # the same with diacritics, which scanning damages more often
MARGIN = 0.06  # by which the best must lead the second

_WORD = re.compile(r"\w+")


@per_pack()
def _names() -> dict[str, AgencyName]:
    return {name.key: name for name in agency_book().known if _is_long(name.key)}


def _is_long(key: str) -> bool:
    return len(key.split()) >= LEAST_WORDS and len(key.replace(" ", "")) >= LEAST_LETTERS


def _is_listed(name: str) -> bool:
    """Whether the registry itself knows the name."""
    found = agency_book().found(name)
    return found is not None and (found.group or listed(found.rule))


@per_pack(4096)
def near_agency(name: str) -> AgencyName | None:
    """The one body of the registry that a long name, which the registry does not know, is a damaged form of.

    None for a short name, for one that is in the registry itself, and where two bodies fit about as well.
    """
    key = agency_book().key(name)
    known = _names()
    if not _is_long(key) or _is_listed(name):
        return None
    head = key.partition(" ")[0]  # "Sở …" is never a damaged "Bộ …"
    same = [one for one in known if one.partition(" ")[0] == head]
    found = process.extract(
        key, same, scorer=Levenshtein.normalized_similarity, limit=2, score_cutoff=THRESHOLD - MARGIN
    )
    if not found or found[0][1] < THRESHOLD or (len(found) > 1 and found[0][1] - found[1][1] < MARGIN):
        return None
    best = known[found[0][0]]
    return best if fold(name) == canon(name) or _spelled_alike(name, key, best.name) else None


def _spelled_alike(name: str, key: str, best: str) -> bool:
    """Whether they are alike with diacritics too: "đặc biệt" and "đại biểu" are two letters apart without."""
    words = _WORD.findall(canon(name))[: len(key.split())]
    spelled = Levenshtein.normalized_similarity(" ".join(words), " ".join(_WORD.findall(canon(best))))
    return spelled >= SPELLED


__all__ = ["near_agency"]
