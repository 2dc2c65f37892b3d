"""Agency names in text: found in running text, read from a list of nothing but agencies, or told as a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docparse.identity.agency_book import AgencyBook, AgencyName, agency_book
from docparse.identity.agency_found import Found
from docparse.identity.agency_grammar import Grammar
from docparse.identity.agency_lexicon import lexicon, longest
from docparse.identity.agency_tokens import Tokens

_JOINS = frozenset({",", ";", "và", "/", "&", "hoặc", "cùng", "-", "+", ":", ".", "*", "•", "(", ")", "|"})
_HARD = re.compile(r"[;\n|]+")
_LONGEST_REST = 16  # words of a modifier in a heading
_OPEN_LINE = re.compile(r"(?:\bvà|,)\s*\Z")
_SENTENCE = re.compile(r"[.?!]\s+\S")


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency in ``text[start:end]``: the document's wording with abbreviations spelled out, no place added.

    ``kind``: "sở", "bộ", "ubnd", "đảng", "mttq", "đoàn thể", "nhóm" …; ``group``: one name for several bodies;
    ``rule``: the entry of ``rules/agencies.yaml`` (or ``agency.group``, ``agency.holder``, ``agency.unlisted``);
    ``central``: a body of the whole country.
    """

    start: int
    end: int
    name: str
    kind: str
    group: bool
    rule: str
    central: bool = False


def _mention(found: Found, tokens: Tokens) -> AgencyMention:
    return AgencyMention(
        tokens.starts[found.first],
        tokens.ends[found.last - 1],
        found.name,
        found.kind,
        found.group,
        found.rule,
        found.central,
    )


def _scan(grammar: Grammar) -> list[Found]:
    """All agencies of the passage, in order, none overlapping."""
    out: list[Found] = []
    tokens, starts, i = grammar.tokens, grammar.lexicon.starts, 0
    while i < tokens.count:
        found = grammar.read(i) if tokens.keys[i] in starts else []
        if found:
            out += found
            i = max(found[-1].last, i + 1)
        else:
            i += 1
    return _share_places(out, grammar)


def _share_places(found: list[Found], grammar: Grammar) -> list[Found]:
    """ "HĐND, UBND tỉnh": the council is of the same place as the committee."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        one, two = out[k], out[k + 1]
        if one.kind == "ubnd" == two.kind and one.bare and not two.bare and two.first - one.last == 1:
            if grammar.tokens.key(one.last) not in (",", "và", "-", "/"):
                continue
            end = next(j for j in range(two.first + 1, two.last + 1) if _ends_head(grammar, two.first, j))
            place = grammar.wording.of(end, two.last)
            out[k] = replace(one, name=f"{one.name} {place}", group=two.group, bare=False)
    return out


def _ends_head(grammar: Grammar, i: int, j: int) -> bool:
    hit = longest(grammar.lexicon.bodies, grammar.tokens, grammar.plural(grammar.offices(i)[0])[0])
    return hit is None or hit[1] == j


def find_agencies(text: str, keys: str, start: int, end: int) -> list[AgencyMention]:
    """All agencies named in ``text[start:end]``, in order, none overlapping; ``keys`` is ``canon(text)``."""
    tokens = Tokens(text, keys, start, end)
    return [_mention(f, tokens) for f in _scan(Grammar(lexicon(), tokens))]


def read_agency_list(text: str, keys: str, start: int, end: int) -> list[AgencyMention]:
    """The agencies of a passage that names nothing else: a heading, a line "Đơn vị phối hợp: …", a table cell.

    An item that no list knows becomes an agency of kind "khác"; remarks in parentheses stay out.
    """
    out: list[AgencyMention] = []
    at = start
    for cut in [*(m.span() for m in _HARD.finditer(keys, start, end) if _is_cut(text, m, start)), (end, end)]:
        if keys[at : cut[0]].strip():
            out += _read_items(text, keys, at, cut[0])
        at = cut[1]
    return out


def _is_cut(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark parts two items; a line broken inside a name does not."""
    if mark[0].strip():
        return True
    following = text[mark.end() : mark.end() + 1]
    return not following.islower() and _OPEN_LINE.search(text, max(start, mark.start() - 4), mark.start()) is None


def _read_items(text: str, keys: str, start: int, end: int) -> list[AgencyMention]:
    tokens = Tokens(text, keys, start, end, remarks=False)
    grammar = Grammar(lexicon(), tokens, listing=True)
    leads, out, i = grammar.lexicon.tries["heading_leads"], [], 0
    while i < tokens.count:
        if tokens.keys[i] in _JOINS:
            i += 1
            continue
        lead = longest(leads, tokens, i)
        if lead and lead[1] < tokens.count and not grammar.read(i):
            i = lead[1]
            continue
        found = grammar.read(i)
        if found:
            out += found
            i = _skip_rest(tokens, found[-1].last)
            continue
        stop = _item_end(grammar, i)
        skipped = longest(grammar.lexicon.tries["not_items"], tokens, i)
        first = grammar.offices(i)[0]
        if not (skipped and skipped[1] >= stop) and any(
            tokens.words[k] and tokens.key(k).isalpha() for k in range(i, stop)
        ):
            begin = first if first < stop else i
            out.append(Found(i, stop, grammar.wording.of(begin, stop), "khác", "agency.unlisted", False))
        i = stop
    return [_mention(f, tokens) for f in _share_places(out, grammar)]


def _skip_rest(tokens: Tokens, i: int) -> int:
    """Past words that hang on a name without being one, up to the next separator."""
    while i < tokens.count and tokens.keys[i] not in _JOINS:
        i += 1
    return i


def _item_end(grammar: Grammar, i: int) -> int:
    """The end of an unlisted item: the next comma, or "và" before an agency that is known."""
    tokens, at = grammar.tokens, i + 1
    while at < tokens.count:
        key = tokens.keys[at]
        if key in (",", ";", "(", ")", ":", "|") or (key == "." and not tokens.glued(at + 1)):
            break
        if key == "-" and grammar.offices(at + 1)[1]:
            break
        if key in ("và", "+", "•") and (grammar.read(at + 1) or key != "và"):
            break
        at += 1
    return at


def is_agency_heading(text: str, keys: str, start: int, end: int) -> bool:
    """Whether a heading (without its marker) names agencies and nothing else ("Giao Sở X:", "Trách nhiệm của Sở Y")."""
    if end - start > 600 or _SENTENCE.search(keys, start, end):
        return False
    tokens = Tokens(text, keys, start, end, remarks=False)
    grammar = Grammar(lexicon(), tokens)
    leads, named, i = grammar.lexicon.tries["heading_leads"], False, 0
    while i < tokens.count:
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
    if group.rule != "agency.group" or not grammar.plural(group.first)[1] or i >= tokens.count:
        return False
    if not tokens.is_word(i) and tokens.key(i) != ",":
        return False
    at = i if tokens.is_word(i) else i + 1
    if any(tokens.key(k) in (":", ";") for k in range(at, tokens.count - 1)) or grammar.read(at):
        return False
    return longest(grammar.lexicon.tries["predicates"], tokens, at) is None and tokens.count - i < _LONGEST_REST


__all__ = [
    "AgencyBook",
    "AgencyMention",
    "AgencyName",
    "agency_book",
    "find_agencies",
    "is_agency_heading",
    "read_agency_list",
]
