"""Which directive each mention means: one target for all mentions of a directive, candidates where it is open."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict

from docparse.extraction.reference_congress import congresses
from docparse.extraction.reference_groups import Group, numbered_groups, series_evidence, term_of
from docparse.extraction.reference_parts import Raw, words
from docparse.extraction.reference_short import above, dated, join_laws, plenums, registry_names, short
from docparse.folding import canon, fold_key
from docparse.identity.directives import (
    directive_id,
    jurisdiction,
    organs,
    parse_symbol,
    slug,
    symbol_key,
    type_slug,
)
from docparse.identity.homes import UNKNOWN
from docparse.identity.numbering import is_central_party, is_party
from docparse.identity.registry import id_base
from docparse.model import Document, Known

AMBIGUOUS = "urn:docparse:ambiguous:"


def resolve(mentions: list[Raw], document: Document, home: str, keys: str) -> list[Group]:
    """Groups in the order of their first mention, targets set; short forms that name nothing are left out."""
    day = document.date
    series_evidence(mentions, day)
    groups: list[Group] = []
    for (_, _, place), same in _by_symbol([r for r in mentions if r.symbol], home).items():
        groups += numbered_groups(same, place, day)
    join_laws([r for r in mentions if r.law and not r.symbol], groups, day)
    plenums([r for r in mentions if r.plenum and not r.symbol], groups, day)
    congresses([r for r in mentions if "congress" in r.notes], groups, home)
    registry_names([r for r in mentions if r.rule == "ref-name"], groups, day)
    dated([r for r in mentions if r.rule == "ref-dated"], groups)
    short([r for r in mentions if r.number], groups, keys, day)
    above([r for r in mentions if r.rule in ("ref-above", "ref-this")], groups, keys)
    for group in groups:
        group.members.sort(key=lambda r: r.start)
    groups.sort(key=lambda g: g.members[0].start)
    for group in groups:
        if not (group.between or _is_open(group)):
            group.target = _target(group, home)
            if f":vn;{UNKNOWN}:" in group.target:  # of that number each province has one
                group.target = f"{AMBIGUOUS}{group.target.removeprefix('urn:lex:')}:{_digest(document)}"
    groups = _merged(groups)
    taken: Counter[str] = Counter()
    for group in groups:
        if not group.target:
            group.target = _open_target(group, document, home, taken)
        for raw in group.members:
            raw.target = group.target
    return groups


def candidates(group: Group) -> tuple[str, ...]:
    """The ids of the directives that a group is left open between, in order; none if it is certain."""
    if not group.target.startswith(AMBIGUOUS):
        return ()
    left = [*group.open, *(entry for one in group.between for entry in one.open)]
    found = [*(one.target for one in group.between), *(entry.id for entry in left)]
    return tuple(sorted({target for target in found if not target.startswith(AMBIGUOUS)}))


def known(group: Group) -> Known | None:
    """What the registry says of a group that is one of its directives."""
    entry = group.entry
    return Known(entry.symbol, entry.title, entry.date, entry.issuer) if entry else None


def _by_symbol(numbered: list[Raw], home: str) -> dict[tuple[str, str, str], list[Raw]]:
    """The mentions of one symbol, type and place; "82-KH/TU" after "82-KH/TU của Tỉnh ủy Sơn La" is of Sơn La."""
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    keyed = [(symbol_key(r.symbol), type_slug(r.type, parse_symbol(r.symbol or "")), r) for r in numbered]
    for key, kind, raw in keyed:
        if raw.issuer:
            places[key, kind].add(jurisdiction(parse_symbol(raw.symbol or ""), raw.issuer, home))
    found: dict[tuple[str, str, str], list[Raw]] = defaultdict(list)
    for key, kind, raw in keyed:
        place = jurisdiction(parse_symbol(raw.symbol or ""), raw.issuer, home)
        if not raw.issuer and len(places[key, kind]) == 1:
            place = next(iter(places[key, kind]))
        found[key, kind, place].append(raw)
    return found


def _is_open(group: Group) -> bool:
    """Whether neither text nor registry give a date, year or term to tell the directive from its namesakes."""
    if group.entry is not None or "id" in group.members[0].notes:
        return False
    if group.open:
        return True
    symbol, first = parse_symbol(group.first("symbol") or ""), group.members[0]
    if symbol is not None:
        if group.date or _year(group) or symbol.year or symbol.session:
            return False
        return not (is_central_party(symbol) and _term(group))
    return not (group.date or first.plenum)


def _year(group: Group) -> str | None:
    return next((r.date for r in group.members if r.date), None)


def _term(group: Group) -> str | None:
    return next((term for r in group.members if (term := term_of(r.issuer))), None)


def _target(group: Group, home: str) -> str:
    if group.entry is not None:
        return group.entry.id
    first, symbol, kind = group.members[0], group.first("symbol"), group.first("type")
    if "id" in first.notes:
        return first.notes["id"]
    issuer, date = group.first("issuer"), group.date or _year(group)
    if symbol:
        parsed = parse_symbol(symbol)
        term = _term(group) if parsed and is_party(parsed) else None
        when = date[:4] if group.doubtful and date else date
        return directive_id(symbol, kind, when, _placed(group, home), group.first("title"), home, term)
    if first.plenum:
        number, term = first.plenum
        return directive_id(None, first.type, None, organs()["tw"].name, f"hoi.nghi.trung.uong {number}", term=term)
    if group.first("law"):
        authority = organs()["qh" if canon(kind or "") in words("law_parliament") else "ubtvqh"].name
        name = first.notes.get("name") or group.first("law") or kind or ""
        return directive_id(None, kind, date, authority, _without_type(name), home)
    return directive_id(None, kind, date, issuer, first.number or group.first("title") or kind or "", home)


def _placed(group: Group, home: str) -> str | None:
    """The issuer that says most of the place: "Ban Thường vụ Tỉnh ủy Sơn La" before "Tỉnh ủy"."""
    issuers = [r.issuer for r in group.members if r.issuer]
    parsed = parse_symbol(group.first("symbol") or "")
    return next((i for i in issuers if jurisdiction(parsed, i, home) != home), issuers[0] if issuers else None)


def _merged(groups: list[Group]) -> list[Group]:
    """Groups that turned out to be one directive, joined."""
    by_target: dict[str, Group] = {}
    kept: list[Group] = []
    for group in groups:
        other = by_target.get(group.target) if group.target else None
        if other is None:
            kept.append(group)
            if group.target:
                by_target[group.target] = group
            continue
        other.members = sorted([*other.members, *group.members], key=lambda r: r.start)
        other.entry, other.date = other.entry or group.entry, other.date or group.date
        for one in groups:
            one.between = tuple(dict.fromkeys(other if g is group else g for g in one.between))
    return kept


def _open_target(group: Group, document: Document, home: str, taken: Counter[str]) -> str:
    """ "urn:docparse:ambiguous:vn:trung.uong.dang:ket.luan;51-kl-tw:DOCUMENT": open in this document only."""
    first, symbol = group.members[0], group.first("symbol")
    if symbol:
        body = id_base(directive_id(symbol, group.first("type"), None, _placed(group, home), home=home))
    else:
        words_ = first.notes.get("name") or first.law or first.number or first.title
        if first.plenum:
            words_ = f"hoi nghi trung uong {first.plenum[0]} khoa {first.plenum[1]}"
        body = f"urn:lex:{home}:{type_slug(first.type, None)};{slug(fold_key(words_ or ''))}".rstrip(";")
    target = f"{AMBIGUOUS}{body.removeprefix('urn:lex:')}:{_digest(document)}"
    taken[target] += 1
    return target if taken[target] == 1 else f"{target}.{taken[target]}"


def _digest(document: Document) -> str:
    return hashlib.sha256((document.id or "").encode()).hexdigest()[:16]


def _without_type(name: str) -> str:
    key = canon(name)
    for word in words("law_words"):
        if key.startswith(word + " "):
            return name[len(word) + 1 :]
    return name
