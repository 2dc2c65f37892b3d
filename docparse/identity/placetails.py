"""The district or commune behind a body's name: "Công an xã Mường Phăng", "UBND các huyện", "UBND cấp xã"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.folding import canon, fold
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

DISTRICT, COMMUNE = "huyện", "xã"
CITY = "thành phố"


@dataclass(frozen=True, slots=True)
class Tail:
    """``name[start:]`` is the place: its ``level``, the word for it ("phường"), its own name, whether it is several."""

    start: int
    level: str
    word: str
    proper: str
    several: bool


@per_pack()
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """By level the place over canon text, and over text without diacritics."""
    pack = rule_pack()
    words = {DISTRICT: "district_levels", COMMUNE: "commune_levels"}
    lists = {level: pack.words("agency_groups", name) for level, name in words.items()}
    return tuple((level, _pattern(found), _pattern(found, bare=True)) for level, found in lists.items())


def _pattern(words: tuple[str, ...], bare: bool = False) -> re.Pattern[str]:
    pack = rule_pack()
    no_level, several = pack.words("places", "not_level"), pack.words("agency_groups", "several")
    before = pack.words("agency_groups", "not_levels")
    if bare:
        words, no_level, several, before = (tuple(map(fold, some)) for some in (words, no_level, several, before))
    behind = "".join(rf"(?<!{re.escape(phrase)})" for phrase in before)
    level = rf"(?!(?:{_any(no_level)})(?!\w))(?P<word>{_any(words)})(?!\w){behind}"
    return re.compile(rf"\s(?P<several>(?:{_any(several)})\s)?{level}(?P<rest>.*)$")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@per_pack(8192)
def place_tail(name: str) -> Tail | None:
    """The place at the end of a name; None for a body of a province, of the country, or without a place."""
    keys = canon(name)
    bare = int(keys == fold(name))
    found = [(match.start(), level, match) for level, *forms in _patterns() if (match := forms[bare].search(keys))]
    if not found:
        return None
    start, level, match = min(found, key=lambda f: f[0])
    rest = name[match.start("rest") :].strip()
    own = rest[:1].isupper() or rest[:1].isdigit() or bool(bare and rest[:1].isalpha())
    proper = rest.partition(",")[0].strip() if own else ""
    more = any(form[bare].search(f" {canon(rest)}") for _, *form in _patterns()) if rest else False
    return Tail(start, level, match["word"], proper, bool(match["several"]) or more or bool(rest and not own))


__all__ = ["CITY", "COMMUNE", "DISTRICT", "Tail", "place_tail"]
