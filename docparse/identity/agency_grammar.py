"""How an agency's name is read: an office-holder, "các", a head noun or a listed name, and how far it goes."""

from __future__ import annotations

from docparse.identity.agency_elsewhere import each_place, elsewhere
from docparse.identity.agency_fields import FieldReader
from docparse.identity.agency_found import Found
from docparse.identity.agency_groups import GroupReader
from docparse.identity.agency_lexicon import Entry, Lexicon, Trie, begins, longest
from docparse.identity.agency_places import Place, PlaceReader
from docparse.identity.agency_proper import ProperReader
from docparse.identity.agency_titles import TitleReader
from docparse.identity.agency_tokens import AND, Tokens
from docparse.identity.agency_wording import Wording

_DEEPEST = 4  # a name inside a name inside a name: "Văn phòng Đảng ủy Bộ …"


class Grammar:
    """Reads agencies at a token of one passage.

    ``strict``: letters' case counts; ``listing``: the passage names nothing but agencies; ``learned``: names
    that the document itself has shown to be whole, as a trie of (kind, rule, central).
    """

    def __init__(
        self,
        lexicon: Lexicon,
        tokens: Tokens,
        *,
        strict: bool = True,
        listing: bool = False,
        learned: Trie | None = None,
    ) -> None:
        self.lexicon, self.tokens, self.strict, self.listing = lexicon, tokens, strict, listing
        self.learned: Trie = {} if learned is None else learned
        self.places = PlaceReader(lexicon, tokens, strict=strict)
        self.wording = Wording(lexicon, tokens)
        self._plurals, self._depth = lexicon.tries["plurals"], 0
        self.groups = GroupReader(self)
        self.titles = TitleReader(self)
        self.fields = FieldReader(self)
        self.proper = ProperReader(self)

    # --- what may stand in front ------------------------------------------------------------------

    def read(self, i: int) -> list[Found]:
        """The agencies whose name begins at token ``i``; several where one head noun serves a list."""
        key = self.tokens.key(i)
        if key not in self.lexicon.starts and key not in self.learned:
            return []
        if self.tokens.key(i - 1) in self.lexicon.law_ends and self._in_law(i):
            return []
        at, office = i, False
        titles = self.lexicon.title_starts
        if key in titles and begins(titles, self.tokens, i):
            if (holder := self.titles.holder(i)) is not None:
                return [holder]
            at, office = self.titles.offices(i)
        found = self._titled(i, at, office)
        if self.tokens.key(at) in self.learned and (known := self._learned(i, at)):
            return found if found and found[-1].last >= known.last else [known]
        return found

    def _in_law(self, i: int) -> bool:
        """Whether the word goes on the title of a law: "Luật Công đoàn", "Pháp lệnh Công an xã"."""
        words, tokens = self.lexicon.tries["law_words"], self.tokens
        titles = (longest(words, tokens, k) for k in range(i - self.lexicon.law_length, i) if tokens.is_capital(k))
        return any(hit is not None and hit[1] >= i for hit in titles)

    def _learned(self, i: int, at: int) -> Found | None:
        """A name that the document has shown to be whole, behind titles."""
        hit = longest(self.learned, self.tokens, at)
        if hit is None or not self.tokens.is_capital(at) or self._in_symbol(at):
            return None
        (kind, rule, central), end = hit
        place = self.places.read(end)
        name = self.with_place(self.wording.of(at, end), end, place)
        return Found(i, place.reach if place else end, name, kind, rule, bool(place and place.plural), central)

    def _titled(self, i: int, at: int, office: bool) -> list[Found]:
        start, plural = self.plural(at)
        found = self.body(start, plural, office)
        if not found and office:
            return self.read_plain(i)
        if not found:
            return []
        first = found[0]
        if i == start:
            return found
        name, group = first.name, first.group or (plural and len(found) == 1)
        if plural and first.group and first.first == start and not first.bare:
            name = f"{self.wording.of(at, start)} {name}"
        elif first.bare and self.titles.kept(i, at):
            name = f"{self.wording.of(i, at)} {name}"
        return [first._replace(first=i, name=name, group=group), *found[1:]]

    def read_plain(self, i: int) -> list[Found]:
        """Without taking the first words for an office-holder's title."""
        return self.body(i, False, False)

    def read_plain_entry(self, i: int) -> bool:
        """Whether a listed or capitalised name, not a group word, begins at ``i``."""
        entry = longest(self.lexicon.bodies, self.tokens, i)
        return (
            bool(entry) and any(f.rule != "agency.group" and not f.bare for f in self._entry(i, entry, False, False))
            if entry
            else False
        )

    def plural(self, i: int) -> tuple[int, bool]:
        """The token behind "các", "những" …, and whether there was one."""
        found = longest(self._plurals, self.tokens, i)
        return (found[1], True) if found else (i, False)

    # --- the name ---------------------------------------------------------------------------------

    def body(self, i: int, plural: bool, office: bool) -> list[Found]:
        """The agencies named at token ``i`` behind titles and "các"."""
        if self._depth >= _DEEPEST:
            return []
        self._depth += 1
        try:
            return self._body(i, plural, office)
        finally:
            self._depth -= 1

    def _body(self, i: int, plural: bool, office: bool) -> list[Found]:
        entry = longest(self.lexicon.bodies, self.tokens, i)
        group = self.groups.reach(i)
        if entry and group and entry[0].shape == "proper" and self.tokens.is_capital(i):
            named = self._entry(i, entry, plural, office)
            if named and named[0].last > group and not named[0].bare:
                return named
        if entry and group and (group > entry[1] or (group == entry[1] and plural and self._is_noun(i, entry))):
            return self.groups.read(i, group, plural, office) or self._entry(i, entry, plural, office)
        if entry and (found := self._entry(i, entry, plural, office)):
            if found[0].bare and entry[0].shape == "field" and group:
                listed = self.groups.read(i, group, plural, office)
                return listed if listed and listed[0].last > found[0].last else found
            return found
        return self.groups.read(i, group, plural, office) if group else []

    def _is_noun(self, i: int, hit: tuple[Entry, int]) -> bool:
        """Whether a listed word behind "các" is a common noun here: "các đồn biên phòng", "các trường"."""
        if hit[0].shape == "name":
            return True
        small = not (self.tokens.is_capital(i) or self.proper.named_behind(hit[1], True))
        return hit[0].shape in ("proper", "nested") and small

    def _entry(self, i: int, hit: tuple[Entry, int], plural: bool, office: bool) -> list[Found]:
        entry, end = hit
        person = longest(self.lexicon.tries["not_names"], self.tokens, i)
        if (person and person[1] > end) or self._second_syllable(i) or self._in_symbol(i):
            return []
        if self.strict and entry.abbreviated and end - i == 1 and self.tokens.raw(i, end)[1:].islower():
            return []
        if entry.shape == "name":
            return self._name(i, end, entry, plural)
        if entry.shape == "field":
            return self.fields.read(i, end, entry, plural, office)
        if entry.shape == "proper":
            return self.proper.read(i, end, entry, plural)
        return self._nested(i, end, entry, plural) or self._longer(i, end, entry, plural)

    def _longer(self, i: int, end: int, entry: Entry, plural: bool) -> list[Found]:
        """ "Ban Kinh tế - Ngân sách …": a name that only begins like a body that needs an owner."""
        short = self.lexicon.bodies.get(self.tokens.keys[i], {}).get("")
        if entry.shape != "owned" or short is None or short.shape != "proper":
            return []
        found = self.proper.read(i, i + 1, short, plural)
        return found if found and found[0].last > end and self.tokens.key(end) == "-" else []

    def _second_syllable(self, i: int) -> bool:
        """Whether the word ends another one: "hội" in "xã hội", "Trường" in "Nguyễn Trường …"."""
        tokens, surnames = self.tokens, self.lexicon.tries["surnames"]
        if tokens.is_capital(i - 1) and (
            tokens.key(i - 1) in surnames or (tokens.key(i - 2) in surnames and tokens.is_capital(i - 2))
        ):
            return True
        return self.lexicon.ends_compound(tokens, i)

    def _in_symbol(self, i: int) -> bool:
        """Whether the word is part of a directive's symbol: "UBND" in "3243/KH-UBND"."""
        tokens = self.tokens
        if i - 2 < tokens.first or tokens.keys[i - 1] not in ("-", "/"):
            return False
        code = tokens.keys[i - 2]
        if code.isdigit():
            return tokens.keys[i - 1] == "/"
        known = code in self.lexicon.bodies and tokens.key(i - 3) != "/"
        return tokens.glued(i) and tokens.is_shouted(i - 2) and not known

    def cased(self, i: int, end: int, entry: Entry) -> bool:
        """Whether a listed name is written as a name: a capital, or long enough to be nothing else."""
        if not self.strict or self.tokens.is_capital(i):
            return True
        return not entry.display[:1].isupper() or (end - i >= 3 and not entry.abbreviated and not entry.capital)

    def head(self, i: int, end: int, entry: Entry) -> str:
        """A listed name in the document's wording, or spelled out where it is abbreviated or shouted."""
        if not self.strict:
            return entry.canonical
        whole = self.wording.of(i, end)
        spoken = entry.abbreviated or self.wording.shouted(i, end)
        return entry.display if spoken else whole

    def with_place(self, name: str, end: int, place: Place | None) -> str:
        return f"{name} {self.wording.of(end, place.end)}" if place else name

    def _name(self, i: int, end: int, entry: Entry, plural: bool) -> list[Found]:
        if not self.cased(i, end, entry):
            return []
        head = self.head(i, end, entry)
        if several := each_place(self, i, end, head, entry):
            return several
        place = self.places.read(end)
        name = self.with_place(head, end, place)
        central = (entry.central and not (place and place.levels)) or bool(place and place.central)
        central = central or (entry.kind == "đoàn thể" and not place and self.fields.of_the_country(i, end))
        group = plural or bool(place and place.plural)
        found = [
            Found(i, place.reach if place else end, name, entry.kind, entry.rule, group, central, bare=place is None)
        ]
        if place is not None:
            return [*found, *elsewhere(self, head, entry, place)]
        return [*found, *self.fields.same_head(i, end, entry)] if plural else found

    def _nested(self, i: int, end: int, entry: Entry, plural: bool) -> list[Found]:
        if entry.shape == "owned" and ((self.strict and not self.tokens.is_capital(i)) or self._behind_dash(i)):
            return []
        head = self.head(i, end, entry)
        place = self.places.read(end)
        owner = longest(self.lexicon.tries["owners"], self.tokens, end)
        if place and not (owner and owner[1] > place.end):
            name = self.with_place(head, end, place)
            first = Found(i, place.reach, name, entry.kind, entry.rule, place.plural, place.central)
            return each_place(self, i, end, head, entry) or [first, *elsewhere(self, head, entry, place)]
        start, inner_plural = self.plural(end)
        inner = self.body(start, inner_plural, False) if self._may_own(start, inner_plural) else []
        if inner and inner[0].first == start:
            found = [self._inside(i, end, start, head, entry, inner[0], inner_plural)]
            for other in inner[1:]:
                found.append(other._replace(name=f"{entry.display} {other.name}", kind=entry.kind, rule=entry.rule))
            while plural and self.tokens.key(found[-1].last) in AND:
                more = self.body(found[-1].last + 1, False, False)
                if not more or more[0].kind != inner[0].kind:
                    break
                found += [m._replace(name=f"{entry.display} {m.name}", kind=entry.kind, rule=entry.rule) for m in more]
            return found
        if entry.shape == "owned":
            bare = self.listing and self.tokens.is_capital(i) and self.ends_name(end)
        else:
            proper = self.proper.read(i, end, entry, plural)
            if proper:
                return proper
            bare = (self.tokens.is_capital(i) or not self.strict) and (
                entry.bare or (self.ends_name(end) and not plural)
            )
        return [Found(i, end, head, entry.kind, entry.rule, False, False, True)] if bare else []

    def _behind_dash(self, i: int) -> bool:
        """Whether the word goes on a pair like "Bưu chính - Viễn thông"; a list mark is no such dash."""
        return self.tokens.key(i - 1) == "-" and self.tokens.is_word(i - 2) and not self.tokens.breaks_before(i - 1)

    def _inside(self, i: int, end: int, start: int, head: str, entry: Entry, inner: Found, plural: bool) -> Found:
        link = f"{self.wording.of(end, start)} " if plural and inner.group else ""
        return Found(i, inner.last, f"{head} {link}{inner.name}", entry.kind, entry.rule, inner.group, inner.central)

    def _may_own(self, i: int, plural: bool) -> bool:
        entry = longest(self.lexicon.bodies, self.tokens, i)
        if entry is None:
            return plural and self.groups.reach(i) is not None
        return entry[0].shape in ("name", "field", "nested") or entry[0].bare or plural

    def stops(self, i: int) -> bool:
        """Whether a verb, preposition or other word begins at ``i`` that cannot go on a name."""
        hit = longest(self.lexicon.tries["stops"], self.tokens, i)
        if hit is None:
            return False
        inside = longest(self.lexicon.tries["inside"], self.tokens, i)
        return not (inside and inside[1] > hit[1])

    def ends_name(self, i: int) -> bool:
        """Whether a name can end before token ``i``: a mark, the end, "và" or a stop word."""
        tokens = self.tokens
        if i >= tokens.stop or not tokens.is_word(i) or tokens.breaks_before(i):
            return True
        return tokens.key(i) in AND or self.stops(i) or self.plural(i)[1]
