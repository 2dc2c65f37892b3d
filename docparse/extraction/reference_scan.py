"""Find the mentions of directives: symbols, named resolutions, short forms. One pass each, anchored on literals."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from docparse.extraction.reference_parts import (
    FILE,
    Raw,
    block_end,
    iso_date,
    issuer_at,
    issuer_before,
    pattern,
    read_tail,
    type_names,
    type_regex,
    var,
    words,
)
from docparse.extraction.reference_relations import opens_with_relation
from docparse.folding import canon
from docparse.identity.directives import clean_symbol, letter_type, parse_symbol, type_codes
from docparse.identity.registry import registry
from docparse.matching.engine import Mention, rule_pack
from docparse.matching.patterns import whole_words_to_regex, words_to_regex
from docparse.matching.perpack import per_pack

LEAD_REACH = 80
_LABELS = ("symbol", "named", "congress", "short", "above", "date")


@per_pack()
def _lead() -> re.Pattern[str]:
    number = rf"(?:{rule_pack().words(FILE, 'number_word')[0]}|{var('number_read')})"
    modifiers = words_to_regex(list(words("type_modifiers")))
    return re.compile(rf"(?:(?<!\w)(?P<type>{type_regex()})(?:\s+{modifiers})?)?\s*(?P<word>(?<!\w){number})?\s*:?\s*$")


@per_pack()
def _law_types() -> frozenset[str]:
    return frozenset(e["type"] for e in rule_pack().file("document_types").entries if e.get("law"))


def read_mentions(keys: str) -> dict[str, list[Mention]]:
    """What the rules that begin a reference find in a text, by label; one pass for all of them."""
    found: dict[str, list[Mention]] = {label: [] for label in _LABELS}
    for mention in rule_pack().candidates(FILE, _LABELS, keys):
        found[mention.rule.label].append(mention)
    return found


def scan_symbols(text: str, keys: str, symbols: list[Mention]) -> list[Raw]:
    """All mentions with a symbol, in order; enumerations give one mention a number."""
    found: list[Raw] = []
    for mention in symbols:
        start, end = mention.parts["symbol"]
        first = mention.parts["more"][0] if "more" in mention.parts else start
        lead = _lead().search(keys, max(0, first - LEAD_REACH), first)
        if lead is None or (first < start and not (lead["type"] or lead["word"])):
            first = start
            lead = _lead().search(keys, max(0, first - LEAD_REACH), first)
        raw = _with_symbol(text, mention.rule.id, start, end, lead)
        if raw is None:
            continue
        raw.lead = raw.start = start
        if lead and (lead["type"] or lead["word"]):
            named = type_names().get(" ".join((lead["type"] or "").split()))
            law = named in _law_types()  # the pass over laws joins name and number
            if first == start:
                word = lead.start("word") if lead["word"] else start
                raw.lead = raw.start = word if law or not named else lead.start("type")
            raw.type = (None if law else named) or raw.type
            if not named and lead["word"]:
                raw.notes["bare"] = "1"
        if before := issuer_before(text, keys, raw.lead):
            raw.issuer = " ".join(text[slice(*before)].split())
        listed = _listed(text, keys, raw, first, lead) if first < start else []
        found += listed
        read_tail(text, keys, raw, end, block_end(keys, end))
        for item in listed:
            item.issuer = raw.issuer  # "… 57, 59-NQ/TW của Bộ Chính trị": the body of all of them
        if raw.date is None:
            raw.date = _date_before(text, keys, raw.lead)
        found.append(raw)
    for before_, after in itertools.pairwise(found):
        if after.type is None and after.lead - before_.end < 400:
            after.type = before_.type
    return found


def _with_symbol(text: str, rule: str, start: int, end: int, lead: re.Match[str] | None) -> Raw | None:
    """A mention if the words at ``start:end`` are a symbol: capitals, and a known shape or "số" before."""
    symbol = clean_symbol(text[start:end])
    parsed = parse_symbol(symbol)
    if parsed is None or not all(c[:1].isupper() for c in parsed.codes):
        return None
    bare = len(parsed.codes) == 1 and canon(parsed.codes[0]) in type_codes()  # "12/KH": may be an address
    led = bool(lead and (lead["type"] or (lead["word"] and not bare)))
    known = parsed.type_code or parsed.session or (len(parsed.codes) > 1 and len(parsed.codes[0]) > 1)
    if not led and not known:
        return None
    type_ = (
        type_codes()[parsed.type_code.lower()]
        if parsed.type_code and parsed.type_code.lower() in type_codes()
        else None
    )
    if type_ is None and not parsed.session and len(parsed.codes) > 1:
        type_ = letter_type()
    return Raw(start, end, rule, type=type_, symbol=symbol)


def _listed(text: str, keys: str, raw: Raw, first: int, lead: re.Match[str] | None) -> list[Raw]:
    """ "57, 59, 66" of "57, 59, 66, 68-NQ/TW": one mention each, with the last one's tail of letters."""
    assert raw.symbol is not None
    tail = re.sub(r"^\d+[A-Za-z]?(?:\.\d+)?", "", raw.symbol)
    out: list[Raw] = []
    for number in re.finditer(r"\d+", keys[first : raw.start]):
        a, b = first + number.start(), first + number.end()
        item = Raw(a, b, raw.rule, type=raw.type, symbol=number[0] + tail, lead=a, tail=b, scope=b, issuer=raw.issuer)
        if not out and lead:
            item.start = item.lead = lead.start("type") if lead["type"] else lead.start("word") if lead["word"] else a
        else:
            item.sibling = True
        item.notes["run"] = str(first)
        out.append(item)
    raw.sibling, raw.notes["run"] = True, str(first)
    return out


def _date_before(text: str, keys: str, lead: int) -> str | None:
    """ "Ngày 28 tháng 10 năm 2025, X đã ban hành Công văn số …": the date in front of the sentence."""
    floor = max(keys.rfind("\n", 0, lead), keys.rfind(". ", 0, lead), lead - 160) + 1
    window = keys[floor:lead].rstrip()
    if not any(window.endswith(" " + w) for w in words("announced")):
        return None
    starts = [floor + m.start() for m in re.finditer(r"\b[^\W\d_]\w* \d", keys[floor:lead])]
    found = next((d for at in reversed(starts) if (d := iso_date(keys, at, lead)) and len(d[0]) == 10), None)
    return found[0] if found and len(found[0]) == 10 else None


def scan_named(text: str, keys: str, named: list[Mention], taken: list[Raw]) -> list[Raw]:
    """Resolutions named by plenum and term, unless part of a mention with a symbol."""
    starts = [r.start for r in taken]
    out = []
    for mention in named:
        number = _number(mention.text(keys, "number") or mention.text(keys, "word") or "")
        if number is None:
            continue
        term = (mention.text(keys, "term") or "").upper()
        raw = Raw(mention.start, mention.end, mention.rule.id)
        raw.type = type_names().get(" ".join(keys[mention.start : mention.end].split()[:2]))
        raw.plenum, raw.lead = (number, term), mention.start
        at = bisect_left(starts, mention.end)
        if (
            at < len(taken)
            and taken[at].start - mention.end < 12
            and taken[at].start == taken[at].lead
            and not taken[at].sibling
        ):
            gap = keys[mention.end : taken[at].start].strip()
            if gap in ("", ",") and keys[taken[at].start : taken[at].start + 2] == words("number_word")[0][:2]:
                taken[at].plenum, taken[at].start, taken[at].lead = raw.plenum, mention.start, mention.start
                taken[at].type = raw.type
                continue
        read_tail(text, keys, raw, mention.end, block_end(keys, mention.end))
        raw.issuer = None
        out.append(raw)
    return out


def _number(word: str) -> int | None:
    """8 for "8", "viii" or "tám"."""
    word = " ".join(word.split())
    if word.isdigit():
        return int(word)
    if word in words("ordinals"):
        return words("ordinals").index(word) + 1
    values = {"i": 1, "v": 5, "x": 10}
    if word and set(word) <= set(values):
        digits = [values[c] for c in word]
        return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    return None


@per_pack()
def _names() -> re.Pattern[str] | None:
    """Names of known directives that stand without a symbol, years included: "Chương trình GDPT 2018"."""
    names = sorted({canon(name) for d in registry().directives if not d.plenum for name in d.names})
    return re.compile(whole_words_to_regex(names)) if names else None


def scan_registry_names(text: str, keys: str, taken: list[Raw], short: list[Mention]) -> list[Raw]:
    """Directives called by a name that the registry knows: one with a number anywhere (it is one of ``short``), others
    where the sentence's own verb carries them out."""
    names, numbered = _names(), {mention.start for mention in short}
    spans = sorted((r.start, r.end) for r in taken)
    starts = [s for s, _ in spans]
    out: list[Raw] = []
    for found in names.finditer(keys) if names else ():
        at = bisect_left(starts, found.end()) - 1
        if not text[found.start()].isupper() or (at >= 0 and spans[at][1] > found.start()):
            continue
        if found.start() not in numbered and not opens_with_relation(keys, found.start()):
            continue
        raw = Raw(found.start(), found.end(), "ref-name", lead=found.start())
        read_tail(text, keys, raw, found.end(), block_end(keys, found.end()))
        raw.notes["name"] = raw.title = " ".join(text[found.start() : found.end()].split())
        raw.type = next((kind for name, kind in type_names().items() if found[0].startswith(name + " ")), None)
        out.append(raw)
    return out


def scan_short(text: str, keys: str, short: list[Mention], taken: list[Raw]) -> list[Raw]:
    """ "Chỉ thị 14", "Nghị quyết số 57": type and number alone; resolved (or dropped) later."""
    spans = sorted((r.start, r.end) for r in taken)
    starts = [s for s, _ in spans]
    out = []
    for mention in short:
        at = bisect_left(starts, mention.end) - 1
        if at >= 0 and spans[at][1] > mention.start:
            continue
        if not text[mention.start].isupper():
            continue
        raw = Raw(mention.start, mention.end, mention.rule.id, lead=mention.start, tail=mention.end, scope=mention.end)
        if mention.rule.label == "short":
            raw.type = type_names().get(mention.text(keys, "type") or "")
            raw.number = str(int(mention.text(keys, "number") or 0))
            read_tail(text, keys, raw, mention.end, block_end(keys, mention.end))
            if raw.date is not None and len(raw.date) == 4:
                raw.date = None
        else:
            said = keys[mention.start : mention.end].split()
            raw.type = next((t for n in (-2, -1) if (t := type_names().get(" ".join(said[:n])))), None)
        out.append(raw)
    return out


def scan_dated(text: str, keys: str, dates: list[Mention], taken: list[Raw]) -> list[Raw]:
    """A directive without number but with its full date: "Nghị quyết ngày 12/6/2025 của Quốc hội về …"."""
    spans = sorted((r.start, max(r.end, r.tail)) for r in taken)
    starts = [s for s, _ in spans]
    lead = re.compile(
        rf"(?<!\w)(?P<type>{type_regex()})(?:\s+(?:{'|'.join(words('by'))})\s+(?P<by>[^;,.()\n]{{3,70}}?))?\s*$"
    )
    out = []
    for mention in dates:
        at = bisect_left(starts, mention.end) - 1
        if "day" not in mention.parts or (at >= 0 and spans[at][1] > mention.start):
            continue
        match = lead.search(keys, max(0, mention.start - 110), mention.start)
        if not match or not text[match.start()].isupper() or (at >= 0 and spans[at][1] > match.start()):
            continue
        raw = Raw(
            match.start(),
            mention.end,
            "ref-dated",
            type=type_names()[" ".join(match["type"].split())],
            lead=match.start(),
        )
        if match["by"]:
            span = issuer_at(text, keys, match.start("by"), match.end("by"))
            if span is None or keys[span[1] : match.end("by")].strip():
                continue
            raw.issuer = " ".join(text[slice(*span)].split())
        read_tail(text, keys, raw, mention.start, block_end(keys, mention.start))
        if (raw.date and raw.title) or raw.issuer:
            out.append(raw)
    return out


__all__ = [
    "pattern",
    "read_mentions",
    "scan_dated",
    "scan_named",
    "scan_registry_names",
    "scan_short",
    "scan_symbols",
]
