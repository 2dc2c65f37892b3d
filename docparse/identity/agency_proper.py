"""Names that no list holds: a head noun and the capitals behind it ("Trung tâm Kiểm soát bệnh tật tỉnh")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.identity.agency_found import Found
from docparse.identity.agency_lexicon import Entry, longest
from docparse.identity.agency_places import Place

if TYPE_CHECKING:
    from docparse.identity.agency_grammar import Grammar

_SEPARATORS = frozenset({",", "và", ";"})
_SURE_OF_NAME = 3  # words in small letters after which a verb-like word before a mark still belongs to the name
_LONGEST_NAME = 18  # words; beyond this it is a sentence, not a name


class ProperReader:
    """Reads unlisted names in the passage of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.tokens, self.lexicon = grammar, grammar.tokens, grammar.lexicon

    def read(self, i: int, end: int, entry: Entry, plural: bool) -> list[Found]:
        """A head noun and the capitals behind it: "Trung tâm Kiểm soát bệnh tật tỉnh"."""
        tokens = self.tokens
        other = longest(self.lexicon.not_group_trie, tokens, i)
        if other and other[1] > end:
            return []
        common = entry.bare or not entry.loose or plural
        if common and self.grammar.strict and not tokens.is_capital(i) and not self.named_behind(end, plural):
            return self._small(i, end, entry)
        if plural and (several := self._several(i, end, entry)):
            return several
        last, reach, place = self._run(end, entry.loose, plural)
        field = longest(entry.fields, tokens, end)
        if field and field[1] > last and tokens.is_capital(end) and self.grammar.ends_name(field[1]):
            last = reach = field[1]
        if last == end:
            place = self.grammar.places.read(end)
            if entry.bare and (place or self.grammar.ends_name(end)):
                name = self.grammar.with_place(self.grammar.head(i, end, entry), end, place)
                return [
                    Found(
                        i,
                        place.reach if place else end,
                        name,
                        entry.kind,
                        entry.rule,
                        bool(place and place.plural),
                        bare=True,
                    )
                ]
            if place and (place.levels or place.central) and end - i > 1:
                name = self.grammar.with_place(self.grammar.head(i, end, entry), end, place)
                return [Found(i, place.reach, name, entry.kind, entry.rule, place.plural, place.central)]
            return []
        name = f"{self.grammar.head(i, end, entry)} {self.grammar.wording.of(end, last)}"
        group, central = bool(place and place.plural), bool(place and place.central)
        if reach == last and self.owner_at(last) and (owner := self.grammar.body(last, False, False)):
            name, reach, group = f"{name} {owner[0].name}", owner[0].last, owner[0].group
        return [Found(i, reach, name, entry.kind, entry.rule, group, central)]

    def named_behind(self, end: int, plural: bool) -> bool:
        """Whether a capital stands behind the head noun, or behind its colon in a list."""
        return self.tokens.is_capital(end + (plural and self.tokens.key(end) == ":"))

    def _several(self, i: int, end: int, entry: Entry) -> list[Found]:
        """ "Các phòng: Văn hóa và Thông tin, Dân tộc": the bodies of a list that share their head noun."""
        tokens, grammar = self.tokens, self.grammar
        colon = tokens.key(end) == ":"
        at, out = end + colon, list[Found]()
        while tokens.is_capital(at) and not (out and self._begins_another(at)):
            hit = longest(entry.fields, tokens, at)
            known = hit is not None and grammar.ends_name(hit[1])
            last, reach, _ = (hit[1], hit[1], None) if hit and known else self._run(at, False, True)
            if last == at:
                break
            name = f"{entry.display} {grammar.wording.of(at, last)}"
            out.append(Found(at if out else i, reach, name, entry.kind, entry.rule, False))
            at = reach
            while tokens.key(at) in _SEPARATORS and not tokens.breaks_before(at):
                at += 1
            if at == reach:
                break
        return out if len(out) > 1 or (colon and out) else []

    def _begins_another(self, i: int) -> bool:
        """Whether an agency with a head noun of its own begins at ``i``."""
        if longest(self.lexicon.tries["offices"], self.tokens, i) or self.grammar.plural(i)[1]:
            return True
        entry = longest(self.lexicon.bodies, self.tokens, i)
        return entry is not None and bool(self.grammar.read_plain(i))

    def _small(self, i: int, end: int, entry: Entry) -> list[Found]:
        """ "tổ công tác", "ban chỉ đạo tỉnh": a body without a name of its own."""
        place = self.grammar.places.read(end)
        if not entry.bare or entry.abbreviated or end - i < 2 or not (place or self.grammar.ends_name(end)):
            return []
        name = self.grammar.with_place(self.grammar.head(i, end, entry), end, place)
        group = bool(place and place.plural)
        return [Found(i, place.reach if place else end, name, entry.kind, entry.rule, group, bare=True)]

    def _run(self, i: int, loose: bool, plural: bool) -> tuple[int, int, Place | None]:
        """Where a name that begins at ``i`` ends, where its place phrase ends, and the place."""
        tokens, lexicon = self.tokens, self.lexicon
        end, at, named, small = i, i, False, 0
        while at < tokens.stop and at - i < _LONGEST_NAME:
            if tokens.breaks_before(at) and (tokens.is_capital(at) or not tokens.is_word(at)):
                break
            if at > i and (place := self.grammar.places.read(at)) and not self._goes_on(at, place):
                return place.end, place.reach, place
            inside = longest(lexicon.tries["inside"], tokens, at)
            if inside and (named or loose or tokens.is_capital(at)):
                named, small = named or tokens.is_capital(at), small + inside[1] - at
                end = at = inside[1]
                continue
            if not tokens.is_word(at):
                if tokens.key(at) == "-" and tokens.is_word(at + 1) and not tokens.breaks_before(at):
                    at += 1
                    continue
                if tokens.key(at) == "," and named and not plural and self._comma_inside(at):
                    at += 1
                    continue
                break
            if tokens.key(at) == "và":
                if not (self._and_inside(at + 1) or (loose and self._parallel(i, at))):
                    break
                at += 1
                continue
            shouted = tokens.is_shouted(at)
            capital = tokens.is_capital(at)
            if (number := longest(lexicon.tries["number_marks"], tokens, at)) and tokens.key(number[1]).isdigit():
                end = at = number[1] + 1
                continue
            if (not capital or shouted) and self.grammar.stops(at):
                soft = self._soft_stop(at, small)
                if soft is None:
                    break
                end = at = soft
                continue
            if capital and at > i and (self.own_agency(at) or (named and self.owner_at(at))):
                break
            if not capital and not named and not loose:
                break
            named, small = named or capital, 0 if capital else small + 1
            at += 1
            end = at
        return end, end, None

    def _soft_stop(self, i: int, small: int) -> int | None:
        """The end of a word at ``i`` that is a verb or a noun, where what follows shows that it is a noun here.

        ``small``: how many words in small letters the name has had since its last capital.
        """
        hit = longest(self.lexicon.tries["soft_stops"], self.tokens, i)
        if hit is None or not small:
            return None
        end = hit[1]
        if self._has_object(i, end):
            return None
        if self.grammar.stops(end) and not longest(self.lexicon.tries["plurals"], self.tokens, end):
            return end
        sure = small >= _SURE_OF_NAME and self.grammar.ends_name(end) and not self.grammar.plural(end)[1]
        return end if sure else None

    def _has_object(self, i: int, end: int) -> bool:
        """Whether the word at ``i`` is the verb of the clause: an object follows it, or a comma and another verb."""
        tries, tokens = self.lexicon.tries, self.tokens
        if longest(tries["soft_verbs"], tokens, i) is None:
            return False
        another = tokens.key(end) == "," and longest(tries["predicates"], tokens, end + 1)
        return bool(another) or longest(tries["objects"], tokens, end) is not None

    def _goes_on(self, at: int, place: Place) -> bool:
        """Whether a capital follows a bare province name inside a longer name ("Báo Điện Biên Phủ")."""
        return (
            not place.levels
            and not (place.central and self.tokens.is_capital(at))
            and not place.plural
            and self.tokens.is_capital(place.end)
            and not self.own_agency(place.end)
        )

    def owner_at(self, i: int) -> bool:
        """Whether the body that a department belongs to follows: "Phòng Cảnh sát giao thông Công an tỉnh"."""
        entry = longest(self.lexicon.bodies, self.tokens, i)
        armed = entry is not None and entry[0].shape == "name" and entry[0].kind == "lực lượng vũ trang"
        return self.own_agency(i) or (armed and self.tokens.is_capital(i))

    def own_agency(self, i: int) -> bool:
        entry = longest(self.lexicon.bodies, self.tokens, i)
        if entry is None:
            return False
        if entry[0].shape == "field":
            return longest(entry[0].fields, self.tokens, entry[1]) is not None
        return entry[0].shape == "name" and entry[0].kind in ("ubnd", "đảng", "mttq") and self.tokens.is_capital(i)

    def _parallel(self, i: int, at: int) -> bool:
        """Whether "và" at ``at`` joins two objects of one board: "các khu công nghệ cao và khu công nghiệp"."""
        tokens = self.tokens
        return tokens.is_word(at + 1) and not tokens.is_capital(at + 1) and tokens.keys[at + 1] in tokens.keys[i:at]

    def _and_inside(self, i: int) -> bool:
        """Whether "và" joins words of one name, not two agencies."""
        tokens = self.tokens
        if not tokens.is_word(i) or self.grammar.plural(i)[1] or (self.grammar.stops(i) and not tokens.is_capital(i)):
            return False
        if longest(self.lexicon.tries["offices"], tokens, i) or longest(self.lexicon.group_trie, tokens, i):
            return False
        entry = longest(self.lexicon.bodies, tokens, i)
        return (
            entry is None
            or (entry[0].shape == "proper" and not tokens.is_capital(i))
            or not self.grammar.cased(i, entry[1], entry[0])
        )

    def _comma_inside(self, i: int) -> bool:
        """Whether the comma stands in a name "A, B và C": capitals up to an "và" with a capital behind it."""
        at, seen = i + 1, 0
        while at < self.tokens.stop and at - i < 8:
            if self.tokens.key(at) == "và":
                return seen > 0 and self.tokens.is_capital(at + 1) and self._and_inside(at + 1)
            if (
                not self.tokens.is_word(at)
                or self.tokens.breaks_before(at)
                or longest(self.lexicon.bodies, self.tokens, at)
            ):
                return False
            if seen == 0 and not self.tokens.is_capital(at):
                return False
            seen += 1
            at += 1
        return False
