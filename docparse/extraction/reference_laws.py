"""Laws by name: "Luật Đất đai số 31/2024/QH15", "Luật Quy hoạch ngày 24/11/2017", amending laws, bare names."""

from __future__ import annotations

import re
from bisect import bisect_left

from docparse.extraction.reference_parts import FILE, Raw, block_end, iso_date, read_tail, type_names, var, words
from docparse.extraction.reference_relations import opens_with_relation
from docparse.folding import fold_key
from docparse.identity.directives import Symbol, parse_symbol
from docparse.identity.registry import registry
from docparse.matching.engine import rule_pack
from docparse.matching.patterns import whole_words_to_regex, words_to_regex
from docparse.matching.perpack import per_pack

NAME_REACH = 330
NAME_LONGEST = 170
_NO_SYMBOL = Symbol("", "", None, None, None, None, ())


@per_pack()
def _word() -> re.Pattern[str]:
    return re.compile(whole_words_to_regex(list(words("law_words"))))


@per_pack()
def _years() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|{var('and')})\s*(?:{var('year_word')}\s+)?(?P<year>(?:19|20)\d\d)(?![\d/-])")


@per_pack()
def _after_comma() -> re.Pattern[str]:
    return re.compile(rf"(?:{var('and')}|,)\s*\Z")


@per_pack()
def _marks() -> re.Pattern[str]:
    stops = words_to_regex(list(words("law_stops")))
    law = words_to_regex(list(words("law_words")))
    followers = words_to_regex(list(words("law_year_followers")))
    year = r"(?:19|20)\d\d"
    after = rf"(?=\s*(?:[;,.:\"()\n]|$|{followers}(?!\w)))(?![.,]\d)"
    return re.compile(
        rf"(?P<plain>\(\s*(?:{var('year_word')}\s+)?(?P<inside>{year})\s*\)|(?<=\s)(?P<bare>{year}){after})"
        rf"|(?P<hard>[;\n():\"]|\.\s|\.$)|(?<!\w)(?P<date>{var('date_word')}\s+\d)|(?<!\w)(?P<year>{var('year_word')}\s+{year}(?!\d))"
        rf"|(?<!\w)(?P<law>{law})(?!\w)|(?<!\w)(?P<stop>{stops})(?!\w)|(?<!\w)(?P<number>{var('number')}\s*:?\s*(?=\d))"
    )


def _named(text: str, keys: str, at: int, end: int) -> bool:
    """Whether a law word at ``at`` names a law: capital, and not "pháp luật" or "dự án Luật"."""
    before = keys[max(0, at - 12) : at].rstrip()
    return text[at].isupper() and not any(before.endswith(w) for w in words("law_not_after"))


def scan_laws(text: str, keys: str, symbols: list[Raw]) -> list[Raw]:
    """Mentions of laws by name; a symbol behind the name becomes part of the law's mention (in ``symbols``)."""
    begin = [r.start for r in symbols]
    out: list[Raw] = []
    floor = 0
    for word in _word().finditer(keys):
        if word.start() < floor or not _named(text, keys, word.start(), word.end()):
            continue
        raw = Raw(word.start(), word.end(), "ref-law", type=type_names()[" ".join(word[0].split())], lead=word.start())
        at = word.end()
        while at < len(keys) and keys[at].isspace():
            at += 1
        amending = any(keys.startswith(w, at) for w in words("law_amends"))
        floor = (_amending if amending else _plain)(text, keys, raw, at, symbols, begin)
        if raw.law is not None and raw.rule != "":
            out.append(raw)
            if raw.date and len(raw.date) == 4:
                out += _more_years(keys, raw)
    return out


def _symbol_at(symbols: list[Raw], begin: list[int], at: int, reach: int) -> Raw | None:
    """The mention with a symbol that begins at ``at`` or a few characters on."""
    i = bisect_left(begin, at)
    return symbols[i] if i < len(symbols) and symbols[i].start - at <= reach else None


def _absorb(keys: str, raw: Raw, symbol: Raw, name_end: int, text: str) -> None:
    """Give the symbol's mention the law's name and start."""
    symbol.law = symbol.title = (
        " ".join(text[raw.start : name_end].split()).strip(" ,") if name_end > raw.start else None
    )
    symbol.type, symbol.start, symbol.lead, symbol.rule = raw.type, raw.start, raw.start, "ref-law-number"
    raw.rule = ""


def _more_years(keys: str, law: Raw) -> list[Raw]:
    """ "Luật Doanh nghiệp năm 2000, 2005, 2014": one law a year."""
    out: list[Raw] = []
    for year in _years().finditer(keys, law.tail, law.tail + 40):
        if year.start() != (out[-1].tail if out else law.tail):
            break
        start, end = year.span("year")
        item = Raw(start, end, law.rule, type=law.type, lead=start, date=year["year"], law=law.law, title=law.law)
        item.tail = item.scope = end
        item.sibling = True
        out.append(item)
    return out


def _plain(text: str, keys: str, raw: Raw, at: int, symbols: list[Raw], begin: list[int]) -> int:
    stop = min(len(keys), at + NAME_REACH)
    name_end = None
    for mark in _marks().finditer(keys, at, stop):
        if mark["number"] is not None:
            symbol = _symbol_at(symbols, begin, mark.start(), 8)
            if symbol is None or mark.start() - at > NAME_LONGEST:
                continue
            _absorb(keys, raw, symbol, mark.start() if mark.start() > at else raw.start, text)
            return symbol.tail
        if mark["date"] or mark["year"]:
            found = iso_date(keys, mark.start(), len(keys))
            if found is None or (mark.start() == at and mark["date"]):
                return at
            raw.law = " ".join(text[raw.start : mark.start()].split()).strip(" ,")
            read_tail(text, keys, raw, mark.start(), block_end(keys, mark.start()))
            raw.title = raw.law
            return raw.tail
        if mark["plain"] and mark.start() > at:
            raw.law = " ".join(text[raw.start : mark.start()].split()).strip(" ,")
            raw.date = mark["inside"] or mark["bare"]
            read_tail(text, keys, raw, mark.end(), block_end(keys, mark.end()))
            raw.title = raw.law
            return raw.tail
        if mark["stop"] and mark.start() > at and text[mark.start()].isupper():
            continue
        name_end = mark.start()
        break
    name_end = name_end if name_end is not None else stop
    symbol = _symbol_at(symbols, begin, at, 0)
    if symbol is not None and symbol.start == at:
        return at
    raw.law = " ".join(text[raw.start : name_end].split()).strip(" ,.")
    raw.rule = "ref-law-bare"
    raw.end = raw.tail = raw.scope = raw.start + len(text[raw.start : name_end].rstrip(" ,."))
    return at


def _amending(text: str, keys: str, raw: Raw, at: int, symbols: list[Raw], begin: list[int]) -> int:
    """An amending law: one number in its words is its own, several are those of the laws it amends."""
    stop = min(len(keys), at + 700)
    last_date: tuple[int, tuple[str, int]] | None = None
    end = stop
    for mark in _marks().finditer(keys, at, stop):
        if mark["hard"]:
            end = mark.start()
            break
        if mark["stop"] and mark["stop"] in words("law_stops")[:2]:
            end = mark.start()
            break
        if mark["date"] and (found := iso_date(keys, mark.start(), len(keys))):
            last_date = (mark.start(), found)
        if (
            mark["law"]
            and last_date
            and last_date[1][1] >= mark.start() - 6
            and _after_comma().search(keys, at, mark.start())
        ):
            end = mark.start()
            break
    first = bisect_left(begin, at)
    inside = [s for s in symbols[first : first + 30] if s.start < end]
    if len(inside) == 1:
        _absorb(keys, raw, inside[0], inside[0].start, text)
        return inside[0].tail
    raw.law = " ".join(text[raw.start : last_date[0] if last_date and not inside else end].split()).strip(" ,.")
    raw.title = raw.law
    if inside:
        raw.end = raw.tail = at
        raw.scope = end
        raw.end = raw.start + len(text[raw.start : end].rstrip(" ,."))
        raw.rule = "ref-law-amending"
        return at
    if last_date:
        raw.date, raw.tail = last_date[1]
        raw.end = raw.scope = raw.tail
        return raw.tail
    raw.rule = "ref-law-bare"
    raw.end = raw.tail = raw.scope = raw.start + len(text[raw.start : end].rstrip(" ,."))
    return end


def settle_bare(text: str, keys: str, bare: list[Raw], known: list[Raw], before: str | None = None) -> list[Raw]:
    """Keep the bare names that one other law dates or numbers, or that a verb governs ("thi hành Luật X").

    A law later than the document, of the day ``before``, gives its name to none.
    """
    names: dict[str, str] = {}
    dates: dict[str, set[str]] = {}
    for raw in known:
        if raw.law:
            year = raw.date or (parse_symbol(raw.symbol or "") or _NO_SYMBOL).year or ""
            if before and year > before:
                continue
            names.setdefault(fold_key(raw.law), raw.law)
            dates.setdefault(fold_key(raw.law), set()).add(year[:4])
    out = []
    for raw in bare:
        key = fold_key(raw.law or "")
        name = _longest(key, names)
        if name is not None and len(dates[fold_key(name)] - {""}) > 1 and not _governed(keys, raw):
            continue  # "tại Luật Doanh nghiệp" beside those of 2005 and 2014
        if name is None and _governed(keys, raw):
            name = _longest(key, {fold_key(d.title): d.title for d in registry().directives if d.law})
            raw.rule = "ref-law-object"
        if name is None:
            continue
        count = len(fold_key(name).split())
        words_ = list(re.finditer(r"[^\W_]+", text[raw.start : raw.end]))[:count]
        raw.end = raw.tail = raw.scope = raw.start + words_[-1].end()
        raw.law = raw.title = " ".join(text[raw.start : raw.end].split())
        raw.notes["name"] = name
        out.append(raw)
    return out


def _longest(key: str, names: dict[str, str]) -> str | None:
    found = [n for n in names if key == n or key.startswith(n + " ")]
    return names[max(found, key=len)] if found else None


def _governed(keys: str, raw: Raw) -> bool:
    window = keys[max(0, raw.start - 40) : raw.start]
    if opens_with_relation(keys, raw.start):
        return True
    cues = [r for r in rule_pack().rules(FILE, "relation") if r.values["relation"] == "implements"]
    return any(m.end() >= len(window.rstrip()) for r in cues for _, p in r.compiled for m in p.finditer(window))
