"""Which directive each mention means: mentions gathered into directives, each with one target."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from docparse.extraction.reference_parts import Raw, words
from docparse.folding import canon, fold_key
from docparse.identity.directives import directive_id, jurisdiction, organs, parse_symbol, symbol_key, type_codes
from docparse.identity.registry import Directive, registry
from docparse.model import Document, Known, Remark


@dataclass(slots=True)
class Group:
    """The mentions of one directive, and what is known of it."""

    members: list[Raw] = field(default_factory=list)
    target: str = ""
    date: str | None = None
    known: Known | None = None
    candidates: tuple[Directive, ...] = ()


def resolve(mentions: list[Raw], document: Document, home: str) -> tuple[list[Group], list[Remark]]:
    """Groups in the order of their first mention, targets set; short forms that name nothing are left out."""
    remarks: list[Remark] = []
    groups: list[Group] = []
    by_symbol: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    laws = [r for r in mentions if r.law and not r.symbol]
    numbered = [r for r in mentions if r.symbol]
    places: dict[str, set[str]] = defaultdict(set)
    for raw in numbered:
        if raw.issuer:
            places[symbol_key(raw.symbol)].add(jurisdiction(parse_symbol(raw.symbol or ""), raw.issuer, home))
    for raw in numbered:
        key = symbol_key(raw.symbol)
        place = jurisdiction(parse_symbol(raw.symbol or ""), raw.issuer, home)
        if not raw.issuer and len(places[key]) == 1:  # "82-KH/TU" after "82-KH/TU của Tỉnh ủy Sơn La"
            place = next(iter(places[key]))
        by_symbol[key, place].append(raw)
    for same in by_symbol.values():
        groups += _by_date(same, remarks)
    _join_laws(laws, groups)
    _plenums([r for r in mentions if r.plenum and not r.symbol], groups, document)
    _dated([r for r in mentions if r.rule == "ref-dated"], groups)
    _short([r for r in mentions if r.number], groups)
    _above([r for r in mentions if r.rule == "ref-above"], groups)
    groups.sort(key=lambda g: g.members[0].start)
    for group in groups:
        group.members.sort(key=lambda r: r.start)
        _identify(group, document, home, remarks)
    return groups, remarks


def _by_date(same: list[Raw], remarks: list[Remark]) -> list[Group]:
    """One group a directive of one symbol: dates that only a misprint parts stay together."""
    dates = Counter(r.date for r in same if r.date)
    parts: list[Group] = []
    for date, _ in sorted(dates.items(), key=lambda d: (-d[1], d[0])):
        group = next((g for g in parts if _misprint(same[0].symbol or "", g.date or "", date)), None)
        if group is None:
            parts.append(Group(date=date))
        elif len(date) == 10 and len(group.date or "") == 10:
            at = next(r for r in same if r.date == date)
            text = (
                f"{at.symbol} được ghi hai ngày khác nhau: {_vn(group.date or '')} và {_vn(date)}; kiểm tra lại bản gốc"
            )
            remarks.append(Remark("DP204", text, at.start, at.end))
        elif len(group.date or "") < 10:
            group.date = date
    parts = parts or [Group()]
    for raw in same:
        group = next((g for g in parts if raw.date and g.date and _misprint(raw.symbol or "", g.date, raw.date)), None)
        if group is None:
            before = [g for g in parts if any(m.start < raw.start for m in g.members)]
            group = max(before, key=lambda g: g.members[-1].start) if before else parts[0]
        group.members.append(raw)
    return [g for g in parts if g.members]


def _misprint(symbol: str, a: str, b: str) -> bool:
    """Whether two dates can only be one directive's: one numbering year or Party term, or one day and month."""
    if a.startswith(b) or b.startswith(a) or a[:4] == b[:4] or (len(a) == len(b) == 10 and a[5:] == b[5:]):
        return True
    parsed = parse_symbol(symbol)
    if parsed is None or parsed.year or parsed.session:
        return parsed is not None
    return False


def _vn(date: str) -> str:
    return "/".join(reversed(date.split("-")))


def _join_laws(laws: list[Raw], groups: list[Group]) -> None:
    """Laws without number: with the numbered law of that name, else by name and date."""
    named: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for raw in group.members:
            if raw.law and group not in named[fold_key(raw.law)]:
                named[fold_key(raw.law)].append(group)
    for raw in sorted(laws, key=lambda r: (r.date is None, len(r.date or ""), r.start)):
        key = fold_key(raw.notes.get("name") or raw.law or "")
        same = [
            g
            for g in named[key]
            if raw.date is None or _law_date(g) is None or raw.date[:4] == (_law_date(g) or "")[:4]
        ]
        if same:
            group = same[-1] if raw.date else same[0]
            group.date = group.date if len(group.date or "") >= len(raw.date or "") else raw.date
        else:
            group = Group(date=raw.date)
            named[key].append(group)
            groups.append(group)
        group.members.append(raw)


def _law_date(group: Group) -> str | None:
    if group.date:
        return group.date
    return next((p.year for r in group.members if r.symbol and (p := parse_symbol(r.symbol)) and p.year), None)


def _plenums(named: list[Raw], groups: list[Group], document: Document) -> None:
    """ "Nghị quyết Hội nghị Trung ương 8 khóa XI": the known resolution; with several, the one the document cites."""
    made: dict[tuple[int, str], Group] = {}
    symbols = [(g, {symbol_key(r.symbol) for r in g.members if r.symbol}) for g in groups]
    for raw in named:
        assert raw.plenum is not None
        known = [d for d in registry().by_plenum(*raw.plenum) if not document.date or d.date <= document.date]
        if len(known) > 1 and raw.title:
            known = [d for d in known if d in registry().lookup(d.symbol, title=raw.title)]
        keys = {symbol_key(d.symbol): d for d in known}
        cited = [
            (g, keys[k])
            for g, own in symbols
            for k in own & set(keys)
            if not g.date or keys[k].date.startswith(g.date) or g.date == keys[k].date
        ]
        if len(cited) == 1:
            group_, entry = cited[0]
            group_.members.append(raw)
            group_.candidates = (entry,)
            continue
        group = made.get(raw.plenum)
        if group is None:
            group = made[raw.plenum] = Group(candidates=tuple(known) if len(known) == 1 else ())
            groups.append(group)
        group.members.append(raw)


def _dated(dated: list[Raw], groups: list[Group]) -> None:
    """A directive by its date alone is the numbered one of that date, type and issuer, if one is cited."""
    for raw in dated:
        same = [g for g in groups if g.date == raw.date and any(r.type == raw.type for r in g.members)]
        if len(same) == 1:
            same[0].members.append(raw)
        else:
            groups.append(Group([raw], date=raw.date))


def _short(short: list[Raw], groups: list[Group]) -> None:
    """ "Chỉ thị 14": the directive of that type and number cited before it, else the only one cited at all."""
    index: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        for key in {k for m in group.members for k in _numbers(m)}:
            index[key].append(group)
    for raw in short:
        fits = index[raw.type or "", raw.number or ""]
        before = [(m.start, i) for i, g in enumerate(fits) for m in g.members[:1] if m.start < raw.start]
        if before or len(fits) == 1:
            fits[max(before)[1] if before else 0].members.append(raw)
        elif raw.date:
            groups.append(Group([raw], date=raw.date))
            fits.append(groups[-1])


def _numbers(member: Raw) -> list[tuple[str, str]]:
    """(type, number) by which a short form may name a mention's directive: "Quy định 178" or "Quyết định 178"."""
    parsed = parse_symbol(member.symbol) if member.symbol else None
    if parsed is None:
        return []
    by_code = type_codes().get(canon(parsed.type_code)) if parsed.type_code else None
    return [(t, parsed.number) for t in {member.type, by_code} if t]


def _above(above: list[Raw], groups: list[Group]) -> None:
    """ "Nghị quyết nêu trên": the last directive of that type before it."""
    for raw in above:
        before = [
            (m.start, i)
            for i, g in enumerate(groups)
            for m in g.members
            if m.type == raw.type and m.start < raw.start and m.rule != raw.rule
        ]
        if before:
            groups[max(before)[1]].members.append(raw)


def _first(group: Group, name: str) -> str | None:
    return next((v for r in group.members if (v := getattr(r, name))), None)


def _identify(group: Group, document: Document, home: str, remarks: list[Remark]) -> None:
    """Set target, known and the group's date; remark what does not fit."""
    symbol, type_ = _first(group, "symbol"), _first(group, "type")
    title = _first(group, "law") or max((r.title or "" for r in group.members), key=len) or None
    issuers = [r.issuer for r in group.members if r.issuer]
    issuer = issuers[0] if issuers else None
    term = _term(issuers)
    first = group.members[0]
    found = group.candidates
    if not found and symbol:
        found = registry().lookup(symbol, group.date, None if group.date else document.date, title)
        if not group.date and len(found) > 1 and term:
            found = tuple(d for d in found if d.term == term) or found
    elif not found and _first(group, "law"):
        found = tuple(
            d
            for d in registry().by_name(first.notes.get("name") or title or "")
            if group.date and d.date.startswith(group.date)
        )
    if len(found) == 1:
        entry = found[0]
        group.known = Known(entry.symbol, entry.title, entry.date, entry.issuer)
        group.target = (
            entry.id
            if not symbol or not group.date
            else directive_id(symbol, entry.type, group.date, issuer, home=home)
        )
        _check_term(group, entry, term, remarks)
    elif len(found) > 1 and not group.date:
        parsed = parse_symbol(symbol or "")
        group.target = f"urn:docparse:ambiguous:{parsed.slug if parsed else fold_key(title or '').replace(' ', '.')}"
        names = " hoặc ".join(f"{_vn(d.date)}" for d in found)
        remarks.append(
            Remark("DP201", f"{symbol or title} không ghi ngày, có thể là văn bản ngày {names}", first.start, first.end)
        )
    elif first.plenum and not symbol:
        number, term_ = first.plenum
        organ = organs()["tw"].name
        name = f"{first.type or ''} {number}"
        group.target = directive_id(
            None, first.type, None, organ, f"hoi.nghi.trung.uong {number}" if name else None, term=term_
        )
    elif not symbol and first.number:
        group.target = directive_id(None, type_, group.date, issuer, first.number, home)
    elif not symbol:
        authority = issuer
        if _first(group, "law"):
            authority = organs()["qh" if canon(type_ or "") in words("law_parliament") else "ubtvqh"].name
        words_ = first.notes.get("name") or title or first.type or ""
        group.target = directive_id(None, type_, group.date, authority, _without_type(words_), home)
    else:
        group.target = directive_id(symbol, type_, group.date, issuer, title, home, term)
    if group.date and document.date and len(group.date) == 10 and group.date > document.date:
        text = f"{symbol or title} ghi ngày {_vn(group.date)}, sau ngày của chính văn bản này ({_vn(document.date)})"
        remarks.append(Remark("DP203", text, first.start, first.end))
    for raw in group.members:
        raw.target = group.target


def _without_type(name: str) -> str:
    key = canon(name)
    for word in words("law_words"):
        if key.startswith(word + " "):
            return name[len(word) + 1 :]
    return name


def _term(issuers: list[str]) -> str | None:
    """ "XI" of "Bộ Chính trị khóa XI"."""
    for issuer in issuers:
        parts = issuer.split()
        for before, word in itertools.pairwise(parts):
            if canon(before) in words("term_word") and set(word) <= set("IVX"):
                return word
    return None


def _check_term(group: Group, entry: Directive, term: str | None, remarks: list[Remark]) -> None:
    if term and entry.term and term != entry.term:
        raw = next(r for r in group.members if r.issuer and term in r.issuer)
        text = f"{entry.symbol} ngày {_vn(entry.date)} là của khóa {entry.term}, văn bản ghi khóa {term}"
        remarks.append(Remark("DP202", text, raw.start, raw.end))
