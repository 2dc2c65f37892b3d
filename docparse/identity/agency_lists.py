"""Passages by the agency grammar: running text, lists of nothing but agencies, headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import compress

from docparse.identity.agency_found import Found
from docparse.identity.agency_grammar import Grammar
from docparse.identity.agency_lexicon import begins, longest
from docparse.identity.agency_near import LEAST_WORDS, near_agency
from docparse.identity.agency_tokens import Tokens

_JOINS = frozenset({",", ";", "và", "/", "&", "hoặc", "cùng", "-", "+", ":", ".", "*", "•", "(", ")", "|"})
_ITEM_ENDS = frozenset({",", ";", ".", "|", "(", ")", ":"})
_LONGEST_NAME = 14  # words of a name that may be damaged
_HARD = re.compile(r"[;\n|]+")
_SENTENCE = re.compile(r"[.?!]\s+\S")
_LONGEST_HEADING = 600  # characters
_LONGEST_REST = 16  # words of a modifier in a heading
_LONGEST_KIND = 4  # words
_LONGEST_SECOND = 4  # words behind "và" that can still belong to the name in front
_OPEN_LINE = re.compile(r"(?:\bvà|,)\s*\Z")


def heads(grammar: Grammar) -> list[int]:
    """The tokens at which an agency may begin, in order: few words are any; the window holds all tokens."""
    tokens, lexicon = grammar.tokens, grammar.lexicon
    keys, starts, common, plurals = [*tokens.keys, ""], lexicon.starts, lexicon.common, lexicon.tries["plurals"]
    if grammar.learned:
        starts = {**starts, **dict.fromkeys(grammar.learned)}
    out: list[int] = []
    for i in compress(range(tokens.stop), map(starts.__contains__, tokens.keys)):
        key, behind = keys[i], keys[i + 1]
        if key in plurals:
            named = begins(starts, tokens, i) or begins(starts, tokens, grammar.plural(i)[0])
        elif (second := starts[key]) is not None:
            named = behind in second
        else:
            more = common.get(key)
            named = more is None or behind in more or not behind.isalpha()
            named = named or tokens.is_capital(i) or tokens.is_capital(i + 1)
        if named:
            out.append(i)
    return out


def scan(grammar: Grammar, heads: list[int]) -> list[Found]:
    """All agencies of the window, in order, none overlapping; ``heads`` are those of a window around it."""
    tokens, out = grammar.tokens, list[Found]()
    at = tokens.first
    for k in range(bisect_left(heads, at), bisect_left(heads, tokens.stop)):
        if heads[k] >= at and (found := grammar.read(heads[k])):
            out += found
            at = found[-1].last
    return _share_places(out, grammar) if len(out) > 1 else out


def _share_places(found: list[Found], grammar: Grammar) -> list[Found]:
    """ "HĐND, UBND tỉnh": the council is of the same place as the committee."""
    out, place = list(found), ""
    for k in range(len(out) - 2, -1, -1):
        one, two = out[k], out[k + 1]
        if (
            one.kind == "ubnd"
            and two.kind in ("ubnd", "mttq")
            and one.bare
            and not two.bare
            and two.first - one.last == 1
        ):
            if grammar.tokens.key(one.last) not in (",", "và", "-", "/"):
                continue
            end = next(j for j in range(two.first + 1, two.last + 1) if _ends_head(grammar, two.first, j))
            place = grammar.wording.of(end, two.last) or place
            out[k] = one._replace(name=f"{one.name} {place}", group=two.group, bare=False)
    return out


def _ends_head(grammar: Grammar, i: int, j: int) -> bool:
    hit = longest(grammar.lexicon.bodies, grammar.tokens, grammar.plural(grammar.titles.offices(i)[0])[0])
    return hit is None or hit[1] == j


def hard_parts(text: str, keys: str, start: int, end: int) -> list[tuple[int, int]]:
    """The passage cut at ";", "|" and line ends, but not where a line breaks inside a name."""
    out, at = list[tuple[int, int]](), start
    for cut in [*(m.span() for m in _HARD.finditer(keys, start, end) if _is_cut(text, m, start)), (end, end)]:
        if keys[at : cut[0]].strip():
            out.append((at, cut[0]))
        at = cut[1]
    return out


def _is_cut(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark parts two items; a line broken inside a name does not."""
    if mark[0].strip():
        return True
    following = text[mark.end() : mark.end() + 1]
    return not following.islower() and _OPEN_LINE.search(text, max(start, mark.start() - 4), mark.start()) is None


def read_items(grammar: Grammar) -> list[Found]:
    """The agencies of one part of a list; an item that no list knows becomes one of kind "khác"."""
    tokens = grammar.tokens
    leads, out, i = grammar.lexicon.tries["heading_leads"], list[Found](), tokens.first
    hangs = False  # words that only say which bodies of a group are meant stand in front
    while i < tokens.stop:
        if tokens.keys[i] in _JOINS:
            i += 1
            continue
        found = grammar.read(i)
        if (near := _damaged(grammar, i, found)) is not None:
            out.append(near)
            i = near.last
            continue
        if found:
            out += found
            i = _skip_rest(tokens, found[-1].last)
            hangs = found[-1].group and i > found[-1].last
            continue
        lead = longest(leads, tokens, i)
        if lead and lead[1] < tokens.stop:
            i = lead[1]
            continue
        stop = _item_end(grammar, i)
        if hangs and tokens.keys[i - 1] == "và":
            pass  # "các tỉnh vùng đồng bằng sông Hồng và Đông Nam Bộ": of which tells both
        elif out and _of_group(grammar, out[-1], i, stop):
            out[-1] = out[-1]._replace(last=stop, name=grammar.wording.of(out[-1].first, stop), bare=False)
        elif out and _goes_on(grammar, out[-1], i, stop):
            name = f"{out[-1].name} {grammar.wording.of(out[-1].last, stop)}"
            out[-1] = out[-1]._replace(last=stop, name=name, bare=False)
        elif _is_item(grammar, i, stop):
            name = grammar.wording.of(i, stop)  # a title stays: "Phó Chủ tịch Thường trực" names no body beside it
            out.append(Found(i, stop, name, "khác", "agency.unlisted", False))
        i, hangs = stop, False
    return _share_places(out, grammar)


def _damaged(grammar: Grammar, i: int, found: list[Found]) -> Found | None:
    """An item of which nothing, or only a part, is read, though the whole is much like one long name."""
    tokens = grammar.tokens
    last = found[-1].last if found else i
    if found and (len(found) > 1 or last >= tokens.stop or tokens.key(last) in _ITEM_ENDS or grammar.read(last + 1)):
        return None
    ends = [k for k in range(i + LEAST_WORDS, min(tokens.stop, i + _LONGEST_NAME) + 1) if k > last]
    for end in reversed(ends):
        if end == tokens.stop or tokens.key(end) in _ITEM_ENDS:
            name = grammar.wording.of(i, end)
            if near := near_agency(name):
                return Found(i, end, name, near.kind, "agency.near", near.group)
    return None


def _goes_on(grammar: Grammar, before: Found, i: int, stop: int) -> bool:
    """Whether words in small letters behind "và" belong to the name in front ("Trung tâm Đo đạc và bản đồ")."""
    tokens = grammar.tokens
    if before.last != i - 1 or tokens.key(i - 1) != "và" or before.group or tokens.is_capital(i):
        return False
    named = longest(grammar.lexicon.bodies, tokens, grammar.titles.offices(before.first)[0])
    if named is None or named[0].shape != "proper" or stop - i > _LONGEST_SECOND or grammar.stops(i):
        return False
    ends = [grammar.places.read(k) for k in range(max(named[1], before.last - 4), before.last)]
    return not any(place and place.end == before.last for place in ends)


def _of_group(grammar: Grammar, before: Found, i: int, stop: int) -> bool:
    """Whether words in small letters behind a comma are one more kind of the group in front ("các cơ sở đào tạo đại
    học, sau đại học")."""
    tokens = grammar.tokens
    if not before.group or before.last != i - 1 or tokens.key(i - 1) != "," or tokens.is_capital(i):
        return False
    plain = tokens.glued(stop) or stop >= tokens.stop or tokens.key(stop) in _ITEM_ENDS
    return plain and stop - i <= _LONGEST_KIND and not grammar.titles.offices(i)[1]


def _is_item(grammar: Grammar, i: int, stop: int) -> bool:
    """Whether words stand there that can be a name at all."""
    tokens = grammar.tokens
    skipped = longest(grammar.lexicon.tries["not_items"], tokens, i)
    if (skipped and skipped[1] >= stop) or longest(grammar.lexicon.tries["item_modifiers"], tokens, i):
        return False
    return any(tokens.is_word(k) and tokens.key(k).isalpha() for k in range(i, stop))


def _skip_rest(tokens: Tokens, i: int) -> int:
    """Past words that hang on a name without being one, up to the next separator."""
    while i < tokens.stop and tokens.keys[i] not in _JOINS:
        i += 1
    return i


def _item_end(grammar: Grammar, i: int) -> int:
    """The end of an unlisted item: the next comma, or "và" before an agency that is known."""
    tokens, at = grammar.tokens, i + 1
    while at < tokens.stop:
        key = tokens.keys[at]
        if key in (",", ";", "(", ")", ":", "|") or (key == "." and not tokens.glued(at + 1)):
            break
        if key == "-" and grammar.titles.offices(at + 1)[1]:
            break
        if key in ("và", "+", "•") and (grammar.read(at + 1) or key != "và"):
            break
        at += 1
    return at


def heading_shape(keys: str, start: int, end: int) -> bool:
    """Whether the passage is short enough for a heading and one sentence at most."""
    return end - start <= _LONGEST_HEADING and _SENTENCE.search(keys, start, end) is None


def names_only_agencies(grammar: Grammar) -> bool:
    """Whether a heading's words, without remarks in parentheses, are agencies and lead words and nothing else."""
    tokens = grammar.tokens
    leads, named, i = grammar.lexicon.tries["heading_leads"], False, tokens.first
    while i < tokens.stop:
        if tokens.keys[i] in _JOINS:
            i += 1
            continue
        found = grammar.read(i)
        if found:
            named, i = True, found[-1].last
            if found[-1].group and _only_modifies(grammar, found[-1]):
                return True
            continue
        lead = longest(leads, tokens, i)
        if lead is None:
            return False
        named, i = False, lead[1]
    return named


def _only_modifies(grammar: Grammar, group: Found) -> bool:
    """Whether the rest of a heading that begins with "các tổ chức, cá nhân …" tells which ones, not what they do."""
    tokens, i = grammar.tokens, group.last
    if group.rule != "agency.group" or not grammar.plural(group.first)[1] or i >= tokens.stop:
        return False
    if not tokens.is_word(i) and tokens.key(i) != ",":
        return False
    at = i if tokens.is_word(i) else i + 1
    if any(tokens.key(k) in (":", ";") for k in range(at, tokens.stop - 1)) or grammar.read(at):
        return False
    return longest(grammar.lexicon.tries["predicates"], tokens, at) is None and tokens.stop - i < _LONGEST_REST
