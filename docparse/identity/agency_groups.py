"""Collective actors: "các sở, ban, ngành tỉnh", "cơ quan, đơn vị liên quan", "các đơn vị cấp nước sạch"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.identity.agency_found import Found
from docparse.identity.agency_lexicon import longest
from docparse.identity.agency_tokens import SEPARATORS

if TYPE_CHECKING:
    from docparse.identity.agency_grammar import Grammar

_LONGEST_TAIL = 10  # words of a free modifier; beyond this it is a clause


class GroupReader:
    """Reads groups in the passage of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.lexicon, self.tokens = grammar, grammar.lexicon, grammar.tokens

    def reach(self, i: int) -> int | None:
        """The end of the group word at token ``i``; None where the words only look like one."""
        found = longest(self.lexicon.group_trie, self.tokens, i)
        if found is None:
            return None
        if self.lexicon.ends_compound(self.tokens, i):
            return None
        other = longest(self.lexicon.not_group_trie, self.tokens, i)
        if other and other[1] >= found[1] and other[1] - i > 1:
            return None
        across = longest(self.lexicon.not_group_trie, self.tokens, found[1] - 1)
        return None if across and across[1] > found[1] and found[1] - i > 1 else found[1]

    def _word(self, i: int, end: int) -> str:
        return " ".join(self.tokens.keys[i:end])

    def read(self, i: int, end: int, plural: bool, office: bool) -> list[Found]:
        """The group whose first word goes from token ``i`` to ``end``, as one agency."""
        label = longest(self.lexicon.tries["role_labels"], self.tokens, i)
        if label and label[1] >= end:
            return []
        word = self._word(i, end)
        weak, count, last_word = self.lexicon.groups[word] == "weak_groups", 1, word
        free = plural or office
        if not (plural or (office and word not in self.lexicon.only_plural)) and word in self.lexicon.need_plural:
            return []
        while plural or weak or office:
            step = self._next_item(end, last_word)
            if step is None:
                break
            start, stop = step
            last_word = last_word if self._series(start, last_word) == stop else self._word(start, stop)
            end, count = stop, count + 1
        tail, reach, qualified = self._tail(end, last_word, plural or not weak)
        if weak and not free and count == 1 and word not in self.lexicon.lone_words:
            return []
        if weak and not free and count == 1 and not qualified and not self._opens(i, tail):
            return []
        if (
            plural
            and count == 1
            and tail == end
            and last_word not in self.lexicon.open_groups
            and weak
            and not self.grammar.ends_name(end)
        ):
            return []
        return [Found(i, reach, self.grammar.wording.of(i, tail), "nhóm", "agency.group", True)]

    def _opens(self, i: int, end: int) -> bool:
        """A weak word alone is an actor only as the capitalised subject or the whole of its passage."""
        verb_like = self._word(i, end) in self.lexicon.ambiguous
        return self.tokens.is_capital(i) and i == self.tokens.first and not verb_like and self.grammar.ends_name(end)

    def _next_item(self, i: int, before: str) -> tuple[int, int] | None:
        """The next word of the list: its first token and its end."""
        at = i
        while self.tokens.key(at) in SEPARATORS and not self.tokens.breaks_before(at):
            at += 1
        if at == i or (self.tokens.breaks_before(at) and self.tokens.is_capital(at)):
            return None
        if (series := self._series(at, before)) is not None:
            return at, series
        end = self.reach(at)
        if end is None:
            return None
        if (title := longest(self.lexicon.tries["offices"], self.tokens, at)) and title[1] > end:
            return None  # "các đơn vị thuộc Bộ, Cục trưởng Cục X": the head of another body
        body = longest(self.lexicon.bodies, self.tokens, at)
        longer = body is not None and body[1] > end and body[0].shape == "name"
        if body and self.tokens.is_capital(at) and (longer or self.grammar.read_plain_entry(at)):
            return None
        word = self._word(at, end)
        if word in self.lexicon.ambiguous and not self._is_noun(end, before):
            return None
        return at, end

    def _series(self, i: int, before: str) -> int | None:
        """ "tiểu học" in "các trường mầm non, tiểu học": the end of a further kind of the same noun."""
        if not before.startswith(self.lexicon.series_heads):
            return None
        hit = longest(self.lexicon.tries["series"], self.tokens, i)
        if hit is None or not (self.grammar.ends_name(hit[1]) or self.grammar.places.read(hit[1])):
            return None
        return hit[1]

    def _is_noun(self, end: int, before: str) -> bool:
        """ "tổ chức" behind a comma is a noun if no object or verb follows, or "cơ quan" stands before it."""
        if end >= self.tokens.stop or not self.tokens.is_word(end):
            return True
        if self.tokens.key(end) in ("và", "hoặc") or longest(self.lexicon.tries["qualifiers"], self.tokens, end):
            return True
        modal = longest(self.lexicon.tries["modals"], self.tokens, end)
        return modal is not None or before in self.lexicon.noun_before

    def _tail(self, end: int, word: str, free: bool) -> tuple[int, int, bool]:
        """The end of qualifiers, place and owner behind the list; the end with words outside the name; any at all."""
        grammar, tokens = self.grammar, self.tokens
        qualified, reach = False, end
        if free and word in self.lexicon.open_groups:
            end = reach = self._modifier(end)
        link = longest(self.lexicon.tries["owner_links"], tokens, end - 2)
        if link and link[1] == end and (owned := self._owner(end - 2)):
            end = reach = owned
            qualified = True
        for _ in range(4):
            hit = longest(self.lexicon.tries["qualifiers"], tokens, end)
            owned = self._owner(end)
            place = grammar.places.read(end)
            if owned and (not hit or owned > hit[1]):
                if word not in self.lexicon.open_groups:
                    return end, max(owned, reach), True
                end = reach = owned
            elif hit and not (place and place.end > hit[1]):
                end = reach = hit[1]
            elif not place and (party := self._party(end)):
                end = reach = party
            elif place:
                end, reach = place.end, place.reach
                if reach > end:
                    qualified = True
                    break
            else:
                break
            qualified = True
        outside = longest(self.lexicon.tries["tails_outside"], tokens, end)
        if outside:
            place = grammar.places.read(outside[1])
            reach = max(reach, place.end if place else outside[1])
        return end, reach, qualified

    def _modifier(self, i: int) -> int:
        """The end of free words behind an open group noun: up to a verb, a preposition or a mark."""
        grammar, tokens, at = self.grammar, self.tokens, i
        while at < tokens.stop and at - i < _LONGEST_TAIL:
            inside = longest(self.lexicon.tries["inside"], tokens, at)
            if inside:
                at = inside[1]
                continue
            verbal = longest(self.lexicon.tries["inside_groups"], tokens, at) if at == i else None
            if verbal and grammar.ends_name(verbal[1]):
                at = verbal[1]
                continue
            if not tokens.is_word(at) or grammar.ends_name(at) or grammar.places.read(at):
                break
            if longest(self.lexicon.tries["qualifiers"], tokens, at):
                break
            if longest(self.lexicon.tries["offices"], tokens, at):
                break
            if tokens.is_capital(at) and longest(self.lexicon.bodies, tokens, at):
                break
            at += 1
        return at

    def _party(self, i: int) -> int | None:
        """ "các ban Đảng Tỉnh ủy": the end of a party committee right behind the group."""
        entry = longest(self.lexicon.bodies, self.tokens, i)
        if not entry or entry[0].kind != "đảng" or entry[0].shape != "name" or not self.tokens.is_capital(i):
            return None
        found = self.grammar.read_plain(i)
        return found[0].last if found else None

    def _owner(self, i: int) -> int | None:
        """ "thuộc Bộ Quốc phòng": the end of the owner behind a link word."""
        link = longest(self.lexicon.tries["owner_links"], self.tokens, i)
        if link is None:
            return None
        start, plural = self.grammar.plural(link[1])
        found = self.grammar.body(start, plural, False)
        return found[0].last if found else None
