"""The parts of one mention: date, issuer and title behind a symbol or a law's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docparse.folding import canon
from docparse.identity.agencies import find_agencies
from docparse.matching.engine import RulePack, rule_pack
from docparse.matching.patterns import whole_words_to_regex, words_to_regex
from docparse.matching.perpack import per_pack

FILE = "references"
DATE_REACH = 70  # code points behind a symbol in which its date begins and ends
ISSUER_REACH = 120
TITLE_REACH = 700
_NOTE = re.compile(r"\s*\([^()\n]*\)")  # a note between issuer and title: (nay là …)


@dataclass(slots=True, eq=False)
class Raw:
    """One mention while it is being read; offsets as everywhere. ``scope`` is where its own title ends."""

    start: int
    end: int
    rule: str
    type: str | None = None
    symbol: str | None = None
    number: str | None = None  # of a short form: "14" in "Chỉ thị 14"
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    law: str | None = None
    plenum: tuple[int, str] | None = None
    lead: int = 0  # where the type word begins
    tail: int = 0  # behind symbol, date and issuer
    scope: int = 0
    sibling: bool = False  # listed with the mention before ("số 12 và số 13")
    of: Raw | None = None
    relation: str = "cites"
    cued: bool = False
    target: str = ""
    cluster: int = -1
    notes: dict[str, str] = field(default_factory=dict)


def words(key: str) -> tuple[str, ...]:
    return rule_pack().words(FILE, key)


def var(name: str) -> str:
    """A variable of references.yaml as a regular expression over canon text."""
    return rule_pack().file(FILE).variables[name]


@per_pack()
def pattern(kind: str, *keys: str) -> re.Pattern[str]:
    """Compiled helpers over phrase lists of references.yaml: ``at`` (match at a place), ``any`` (search)."""
    phrases = [w for key in keys for w in words(key)]
    return re.compile(whole_words_to_regex(phrases) if kind == "any" else rf"\s*,?\s*{words_to_regex(phrases)}(?!\w)")


@per_pack()
def type_names() -> dict[str, str]:
    """Canon names of types -> type, aliases included, laws and all."""
    entries = rule_pack().file("document_types").entries
    return {canon(n): e["type"] for e in entries for n in (e["type"], *e.get("names", ()))}


@per_pack()
def type_regex() -> str:
    return words_to_regex(list(type_names()))


def iso_date(keys: str, at: int, end: int, pack: RulePack | None = None) -> tuple[str, int] | None:
    """(ISO date or year, end of it) of a date that begins at ``at``; None if none or no day of the calendar."""
    mention = (pack or rule_pack()).match(FILE, "date", keys, at, min(end, at + DATE_REACH))
    if mention is None:
        return None
    parts = {k: re.sub(r"\s", "", keys[a:b]) for k, (a, b) in mention.parts.items()}
    if "day" not in parts:
        return parts["year"], mention.end
    day, month = int(parts["day"]), int(parts["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{parts['year']}-{month:02d}-{day:02d}", mention.end


@per_pack()
def _stops() -> re.Pattern[str]:
    stops = words_to_regex(list(words("issuer_stops")))
    return re.compile(
        rf"[;:.()\[\]\"|\n]|(?<!\w){stops}(?!\w)|(?<!\w){var('and')}\s+(?:{var('many')}\s+)?{type_regex()}(?!\w)|,\s+{type_regex()}(?!\w)"
    )


@per_pack()
def _comma_names() -> re.Pattern[str]:
    return re.compile(words_to_regex(list(words("comma_names"))))


@per_pack()
def _connectives() -> frozenset[str]:
    return frozenset({*words("issuer_links"), ","})


@per_pack()
def _lower_words() -> frozenset[str]:
    return frozenset(w for phrase in words("issuer_lower") for w in phrase.split())


def issuer_at(text: str, keys: str, at: int, end: int) -> tuple[int, int] | None:
    """The span of an issuing body that begins at ``at``: capitals, the small words that names hold, a known name."""
    while at < end and keys[at].isspace():
        at += 1
    if at >= end or not text[at].isupper():
        return None
    stop_at = min(end, at + ISSUER_REACH)
    commas = {i for m in _comma_names().finditer(keys, at, stop_at) for i in range(m.start(), m.end())}
    stop = next((m.start() for m in _stops().finditer(keys, at + 1, stop_at) if m.start() not in commas), stop_at)
    capitals = text[at : at + 12].isupper()
    last, bound = at, False  # bound: the word before takes a second syllable ("Chính" + "trị")
    for word in re.finditer(r"[^\s,]+|,", keys[at:stop]):
        a, b = at + word.start(), at + word.end()
        if word[0] == "," and a not in commas:
            last = max(last, _known_end(text, keys, at, stop_at))
            break
        big = text[a].isupper() or text[a].isdigit() or capitals
        if not (big or bound or word[0] == "," or word[0] in _lower_words()):
            last = max(last, _known_end(text, keys, at, stop_at))
            break
        bound = big and (b - a == 1 or not text[a:b].isupper())  # "Y" of "Bộ Y tế" is no abbreviation
        if word[0] not in _connectives():
            last = b
    else:
        if keys[stop : stop + 1] == ",":  # "chiến lược" is a type of document, and a word of a name
            last = max(last, _known_end(text, keys, at, stop_at))
    return (at, last) if last > at else None


def _known_end(text: str, keys: str, at: int, end: int) -> int:
    """Where the agency that begins at ``at`` ends ("Viện kiểm sát nhân dân tối cao"); 0 if none is known."""
    found = next(iter(find_agencies(text, keys, at, end)), None)
    return found.end if found is not None and found.start == at and not found.group else 0


def issuer_before(text: str, keys: str, lead: int) -> tuple[int, int] | None:
    """The body in "đề nghị của X tại Tờ trình số …": the span of X."""
    floor = max(0, lead - ISSUER_REACH)
    window = keys[floor:lead].rstrip()
    cue = next((w for w in words("at") if window.endswith(" " + w)), None)
    if cue is None:
        return None
    stop = floor + len(window) - len(cue)
    first = floor
    for mark in re.finditer(
        rf"[;:\n]|(?<!\w){words_to_regex(list(words('by')))}(?!\w)|\b{var('listing')}\b", keys[floor:stop]
    ):
        first = floor + mark.end()
    while first < stop and keys[first] in " \n:;,":
        first += 1
    name = text[first:stop].strip()
    span = issuer_at(text, keys, first, stop) if 3 < len(name) < 100 else None
    return span if span and span[1] >= first + len(name) else None


@per_pack()
def _title_end() -> re.Pattern[str]:
    types = type_regex()
    bodies = words_to_regex(list(rule_pack().words("issuers", "bodies")))
    issuing = words_to_regex(list(words("issuing")))
    notes = words_to_regex(list(words("title_notes")))
    listed = rf"(?:(?<!\w){var('and')}|,|;)\s+(?:{var('many')}\s+)?{types}\s+(?:{var('number')}\s+)?(?=\d)"
    return re.compile(
        rf"(?P<hard>[;\n]|\.\s|\.$|(?:,|\")\s+{bodies}(?!\w)[^;.\n]{{0,80}}?(?<!\w){issuing}(?!\w)|,\s+{issuing}\s)"
        rf"|(?P<paren>\(\s*(?:{notes}|{types}\s+(?:{var('number')}\s+)?\d))|(?P<listed>{listed})|(?P<open>\()|(?P<close>\))"
    )


def title_span(text: str, keys: str, at: int, end: int) -> tuple[int, int, int] | None:
    """(start, end, scope) of a title behind ``at``: up to the clause's end, a note in brackets or the next in a list.

    ``scope`` reaches to the hard end: mentions in it belong to this title even past a list's "và".
    """
    cue = pattern("at", "title_cues").match(keys, at, end)
    quote = re.match(r"\s*,?\s*\"", keys[at : at + 5])
    if not cue and not quote:
        return None
    start = at
    while start < end and keys[start] in " ,\n":
        start += 1
    stop = min(end, at + TITLE_REACH)
    depth, title_end = 0, None
    for mark in _title_end().finditer(keys, start, stop):
        if mark["open"]:
            depth += 1
        elif mark["close"]:
            depth -= 1
            if depth < 0:
                return start, title_end or mark.start(), mark.start()
        elif mark["paren"]:
            title_end = title_end or mark.start()
            depth += 1
        elif mark["listed"]:
            if depth == 0:
                title_end = title_end or mark.start()
                return start, title_end, mark.start()
        elif depth <= 0 or mark[0] in ";\n":
            return start, title_end or mark.start(), mark.start()
    return start, title_end or stop, stop


def read_tail(text: str, keys: str, raw: Raw, at: int, end: int) -> None:
    """Date, issuer ("của …"), a date behind it, and the title of a mention; sets ``end``, ``tail`` and ``scope``."""
    raw.tail = at
    for _ in range(2):
        if raw.date is None and (found := iso_date(keys, raw.tail, len(keys))):
            raw.date, raw.tail = found
            if keys[raw.tail : raw.tail + 1] == ")" and keys.count("(", at, raw.tail) == 1:
                raw.tail += 1
        if raw.issuer is None:
            by = pattern("at", "by").match(keys, raw.tail, min(end, raw.tail + 20))
            span = issuer_at(text, keys, by.end(), end) if by else None
            if span:
                raw.issuer, raw.tail = " ".join(text[slice(*span)].split()), span[1]
    raw.end = raw.scope = raw.tail
    note = _NOTE.match(keys, raw.tail, min(end, raw.tail + 220))
    after = note.end() if note and pattern("at", "title_cues").match(keys, note.end(), end) else raw.tail
    if title := title_span(text, keys, after, end):
        words_ = " ".join(text[title[0] : title[1]].split()).strip(' ,;."“”')
        if words_:
            named = pattern("at", "title_not").match(keys, title[0], title[1] + 1) is None
            raw.title, raw.scope = (words_ if named else None), title[2]


def block_end(keys: str, at: int) -> int:
    """The end of the paragraph that ``at`` stands in."""
    stop = keys.find("\n", at)
    return len(keys) if stop < 0 else stop
