"""Mentions gathered into directives: what a document's own words say to be one directive, or leave open."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from docparse.extraction.reference_parts import Raw, words
from docparse.folding import canon
from docparse.identity.directives import Symbol, directive_id, parse_symbol, type_codes
from docparse.identity.numbering import is_central_party, may_be_one
from docparse.identity.registry import Choice, Directive, registry, same_body, term_at


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one directive. ``entry`` is the registry's; ``between`` and ``open`` are the groups and known
    directives that it is left open between; ``date`` is the printed one that holds, ``doubtful`` if one more does."""

    members: list[Raw] = field(default_factory=list)
    date: str | None = None
    entry: Directive | None = None
    between: tuple[Group, ...] = ()
    open: tuple[Directive, ...] = ()
    reason: str = ""
    doubtful: bool = False
    target: str = ""

    @property
    def day(self) -> str:
        """The directive's date as far as it is known, else ""."""
        return self.entry.date if self.entry else self.date or ""

    def first(self, name: str) -> str | None:
        """What the first mention that has it prints under a name of Raw."""
        return next((v for r in self.members if (v := getattr(r, name))), None)


def term_of(issuer: str | None) -> str | None:
    """ "XI" of "Bộ Chính trị khóa XI"."""
    parts = (issuer or "").split()
    for before, word in itertools.pairwise(parts):
        if canon(before) in words("term_word") and set(word.upper()) <= set("IVX"):
            return word.upper()
    return None


def numbered_groups(same: list[Raw], place: str, before: str | None) -> list[Group]:
    """The directives that mentions of one symbol and place are: parted by dates, the registry, terms and bodies."""
    symbol = parse_symbol(same[0].symbol or "")
    choices = {id(raw): _choice(raw, place, before) for raw in same}
    groups: list[Group] = []
    dates: dict[int, set[str]] = defaultdict(set)  # the full dates in a group, by the group's place in the list
    placed: set[int] = set()
    for raw in sorted(same, key=lambda r: (r.date is None, len(r.date or "") < 10, r.start)):
        choice = choices[id(raw)]
        if choice.found is not None:
            at = next((n for n, g in enumerate(groups) if g.entry is choice.found), len(groups))
            fresh = Group(entry=choice.found, reason=choice.reason)
        elif raw.date and len(raw.date) == 10:
            one = (n for n in range(len(groups)) if any(may_be_one(symbol, date, raw.date) for date in dates[n]))
            at, fresh = next(one, len(groups)), Group()
        else:
            continue
        if at == len(groups):
            groups.append(fresh)
        groups[at].members.append(raw)
        placed.add(id(raw))
        if raw.date and len(raw.date) == 10:
            dates[at].add(raw.date)
    for group in groups:
        _settle_date(group)
    left = [raw for raw in same if id(raw) not in placed]
    for raw in sorted(left, key=lambda r: (-_said(r), r.start)):
        fits = [g for g in groups if not g.between and _fits(g, raw, symbol)]
        if len(fits) == 1:
            fits[0].members.append(raw)
            continue
        between = next((g for g in groups if fits and g.between == tuple(fits)), None)
        if between is None:
            between = Group(between=tuple(fits), open=() if fits else choices[id(raw)].open)
            groups.append(between)
        between.members.append(raw)
    return groups


def _choice(raw: Raw, place: str, before: str | None) -> Choice:
    base = directive_id(raw.symbol, raw.type, None, raw.issuer, home=place)
    wanted = raw.notes.get("listed_date") if raw.date is None else None
    return registry().choose(
        raw.symbol or "",
        base,
        date=raw.date or wanted,
        before=before,
        title=raw.title,
        term=raw.notes.get("term") or term_of(raw.issuer),
        issuer=raw.issuer,
    )


def _settle_date(group: Group) -> None:
    """The date that most mentions print; with two as often, only their common year is sure."""
    dates = Counter(m.date for m in group.members if m.date and len(m.date) == 10)
    order = sorted(dates.items(), key=lambda d: (-d[1], d[0]))
    if order:
        group.date = order[0][0]
        group.doubtful = len(order) > 1 and order[0][1] == order[1][1]


def _said(raw: Raw) -> int:
    """How much a mention without its full date says of which directive it is."""
    return sum(map(bool, (raw.date, term_of(raw.issuer), raw.issuer)))


def _fits(group: Group, raw: Raw, symbol: Symbol | None) -> bool:
    """Whether a mention without a full date may be of a group."""
    own, term = group.day, term_of(raw.issuer)
    if raw.date and own and not own.startswith(raw.date):
        return bool(symbol and (symbol.year or symbol.session))
    if term and symbol and is_central_party(symbol):
        terms = {term_of(m.issuer) for m in group.members} - {None}
        if terms and term not in terms:
            return False
        if not terms and len(own) == 10 and term_at(own) != term and not group.entry:
            return False
    bodies = [m.issuer for m in group.members if m.issuer]
    if raw.issuer and bodies and symbol and is_central_party(symbol):
        return any(same_body(raw.issuer, body) for body in bodies)
    return True


def series_evidence(mentions: list[Raw], before: str | None) -> None:
    """ "các Nghị quyết số 57, 59, 66, 68-NQ/TW": numbers under one tail are of one term, if only one has all."""
    runs: dict[str, list[Raw]] = defaultdict(list)
    for raw in mentions:
        if run := raw.notes.get("run"):
            runs[run].append(raw)
    for run_ in runs.values():
        known = [[d for d in registry().lookup(r.symbol or "") if not before or d.date <= before] for r in run_]
        date = next((r.date for r in run_ if r.date), None)
        if date and all(any(d.date == date for d in one) for one in known):
            for raw in run_:
                raw.notes["listed_date"] = date
        terms = set.intersection(*({d.term for d in one if d.term} for one in known))
        if len(terms) == 1 and not date:
            for raw in run_:
                raw.notes.setdefault("term", str(next(iter(terms))))


def numbers_of(member: Raw) -> list[tuple[str, str]]:
    """(type, number) by which a short form may name a mention's directive: "Quy định 178" or "Quyết định 178"."""
    parsed = parse_symbol(member.symbol) if member.symbol else None
    if parsed is None:
        return []
    by_code = type_codes().get(canon(parsed.type_code)) if parsed.type_code else None
    return [(t, parsed.number) for t in {member.type, by_code} if t]
