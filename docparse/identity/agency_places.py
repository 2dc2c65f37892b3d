"""The place or level behind an agency's name: "tỉnh", "các xã, phường", "cấp huyện", "thành phố Cần Thơ"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.identity.agency_lexicon import Lexicon, longest
from docparse.identity.agency_tokens import SEPARATORS, Tokens

_NUMBER = re.compile(r"\d{1,2}|x{0,2}(?:ix|iv|v?i{1,3}|v|x)")
_NAME_WORDS = 4  # "Bà Rịa - Vũng Tàu" is the longest kind of place name


@dataclass(frozen=True, slots=True)
class Place:
    """A place phrase: its name ends before token ``end``, words that stay outside the name before ``reach``."""

    end: int
    reach: int
    plural: bool
    levels: tuple[str, ...] = ()
    central: bool = False


class PlaceReader:
    """Reads place phrases in one passage."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens, *, strict: bool = True) -> None:
        self.lexicon, self.tokens, self.strict = lexicon, tokens, strict
        self.tries = lexicon.tries

    def read(self, i: int) -> Place | None:
        """The place phrase at token ``i``, or None."""
        if self.tokens.key(i) not in self.lexicon.place_starts:
            return None
        found = self._tier(i) or self._levels(i) or self._named(i)
        tail = longest(self.tries["tails_in_name"], self.tokens, found.end if found else i)
        if tail and (found or tail[1] - i > 1):
            found = Place(tail[1], tail[1], bool(found and found.plural), found.levels if found else ())
        if found is None:
            return None
        outside = longest(self.tries["tails_outside"], self.tokens, found.end)
        if outside:
            reach = outside[1]
            named = self._proper(reach)
            return Place(found.end, named or reach, found.plural, found.levels, found.central)
        return found

    def another(self, i: int) -> Place | None:
        """A further place of the same body at token ``i``: ", thành phố Hải Phòng", "và tỉnh Quảng Ninh"."""
        if self.tokens.key(i) not in SEPARATORS or self.tokens.breaks_before(i + 1):
            return None
        found = self._level(i + 1)
        end = self._proper(found[1], found[0]) if found else None
        return Place(end, end, False, (found[0],)) if found and end else None

    def _tier(self, i: int) -> Place | None:
        """ "cấp xã", "cấp huyện, cấp xã", "các cấp"."""
        everyone = longest(self.tries["all_tiers"], self.tokens, i)
        if everyone and not longest(self.tries["not_tiers"], self.tokens, everyone[1]):
            return Place(everyone[1], everyone[1], True)
        if not longest(self.tries["tier_words"], self.tokens, i):
            return None
        end = i
        levels: list[str] = []
        while True:
            at = end + 1 if levels else i
            if levels and self.tokens.key(end) not in SEPARATORS:
                break
            word = longest(self.tries["tier_words"], self.tokens, at)
            tier = longest(self.tries["tiers"], self.tokens, word[1] if word else at)
            if not tier or (not word and not self._level(at)):
                break
            levels.append(tier[0])
            end = tier[1]
        return Place(end, end, True, tuple(levels)) if levels else None

    def _level(self, i: int) -> tuple[str, int] | None:
        found = longest(self.tries["levels"], self.tokens, i)
        if found is None:
            return None
        other = longest(self.tries["not_level"], self.tokens, i)
        return None if other and other[1] > found[1] else found

    def _levels(self, i: int) -> Place | None:
        """ "tỉnh", "tỉnh Điện Biên", "các huyện, thị xã, thành phố", "xã A, xã B"."""
        tokens = self.tokens
        plural = longest(self.tries["plurals"], tokens, i)
        at = plural[1] if plural else i
        end = i
        levels: list[str] = []
        while found := self._level(at):
            if levels and found[0] in levels and not plural:
                break
            levels.append(found[0])
            proper = self._proper(found[1], found[0])
            end = proper or found[1]
            if proper and not plural:
                break  # "UBND thành phố A, tỉnh B": two bodies, see another()
            if tokens.key(end) not in SEPARATORS or not self._level(end + 1):
                break
            at = end + 1
        if not levels:
            return None
        return Place(end, end, bool(plural) or len(levels) > 1, tuple(levels))

    def _named(self, i: int) -> Place | None:
        """ "Việt Nam", "Trung ương", "Điện Biên" without a level."""
        if central := longest(self.tries["central_tails"], self.tokens, i):
            return Place(central[1], central[1], False, (), True)
        if end := self._province(i):
            return Place(end, end, False)
        return None

    def _province(self, i: int) -> int | None:
        found = longest(self.tries["provinces"], self.tokens, i)
        if found and (self.tokens.is_capital(i) or not self.strict):
            return found[1]
        return None

    def _proper(self, i: int, level: str = "") -> int | None:
        """The end of a place's own name: a province, else a run of capitals (or a number) behind a lower level."""
        if end := self._province(i):
            longer = (
                not self.tokens.is_shouted(end)
                and level.rstrip(".").partition(" ")[0] in self.tries["city_levels"]
                and self.tokens.is_capital(end)
                and longest(self.lexicon.bodies, self.tokens, end) is None
            )
            return end + 1 if longer else end
        if not level or level in self.tries["whole_provinces"]:
            return None
        tokens, end = self.tokens, i
        if not self.strict and level and tokens.is_word(i) and not self._level(i):
            return min(tokens.stop, i + _NAME_WORDS) if all(map(tokens.is_word, range(i, tokens.stop))) else None
        if _NUMBER.fullmatch(tokens.key(i)):
            return i + 1
        while end < tokens.stop and end - i < _NAME_WORDS and tokens.is_capital(end) and not tokens.breaks_before(end):
            if tokens.is_shouted(end) or longest(self.lexicon.bodies, tokens, end):
                break
            end += 1
        return end if end > i else None
