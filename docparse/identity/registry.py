"""The registry of widely cited directives (``rules/directives.yaml``): names, dates, terms and relations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docparse.folding import fold_key
from docparse.identity.directives import directive_id, symbol_key
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack


@dataclass(frozen=True, slots=True)
class Directive:
    """One known directive; ``relations`` are (relation, target id) that its own title states; ``source`` says so."""

    id: str
    symbol: str
    type: str
    title: str
    date: str
    issuer: str
    source: str
    term: str | None = None
    plenum: tuple[int, str] | None = None
    names: tuple[str, ...] = ()
    law: bool = False
    relations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Lookups over the known directives; every list is in the order of their dates."""

    directives: tuple[Directive, ...]
    terms: tuple[tuple[str, str], ...]
    _by_symbol: dict[str, list[Directive]]
    _by_name: dict[str, list[Directive]]

    def lookup(
        self,
        symbol: str,
        date: str | None = None,
        before: str | None = None,
        title: str | None = None,
        term: str | None = None,
    ) -> tuple[Directive, ...]:
        """The directives that a symbol may mean: all that its date, the citing document's date
        (``before``), a printed title and a term ("XI") leave open; none if they exclude every one."""
        found = self._by_symbol.get(symbol_key(symbol), [])
        if date:
            return tuple(d for d in found if d.date.startswith(date))
        if before:
            found = [d for d in found if d.date <= before]
        if title and found:
            scored = [(overlap(title, d.title), d) for d in found]
            best = max(score for score, _ in scored)
            if best < 0.34:
                return ()
            found = [d for score, d in scored if score > best - 0.2]
        if term and len(found) > 1:
            found = [d for d in found if d.term == term] or found
        return tuple(found)

    def by_name(self, name: str) -> tuple[Directive, ...]:
        """Directives known by a name without symbol: ``by_name("Chương trình GDPT 2018")``, a law's name too."""
        return tuple(self._by_name.get(fold_key(name), ()))

    def by_plenum(self, number: int, term: str) -> tuple[Directive, ...]:
        """Resolutions of a plenum of the Central Committee: ``by_plenum(8, "XI")``."""
        return tuple(d for d in self.directives if d.plenum == (number, term))

    def relations(self, target: str) -> list[tuple[str, str, str]]:
        """(relation, target id, source) that a directive is known to have to others."""
        return [(r, t, d.source) for d in self.directives if d.id == target for r, t in d.relations]

    def term_at(self, date: str) -> str | None:
        """The Party term of a date (``2019-05-30`` -> ``XII``); the congress' last day still belongs to the old one."""
        name = None
        for term, start in self.terms:
            if date > start:
                name = term
        return name


def overlap(title: str, other: str) -> float:
    """Share of the shorter title's words that stand in the other one: 0 to 1."""
    a, b = set(fold_key(title).split()), set(fold_key(other).split())
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _directive(entry: dict[str, Any], terms: tuple[tuple[str, str], ...], ids: dict[str, str]) -> Directive:
    date = str(entry["date"])
    plenum = entry.get("plenum")
    term = entry.get("term") or (plenum[1] if plenum else None)
    if term is None:
        term = next((t for t, start in reversed(terms) if date > start), None)
    key = f"{entry['symbol']}@{date}"
    return Directive(
        id=ids[key],
        symbol=entry["symbol"],
        type=entry["type"],
        title=entry["title"],
        date=date,
        issuer=entry["issuer"],
        source=entry["source"],
        term=term,
        plenum=(int(plenum[0]), plenum[1]) if plenum else None,
        names=tuple(entry.get("names", ())),
        law=bool(entry.get("law")),
        relations=tuple((r["relation"], ids[r["target"]]) for r in entry.get("relations", ())),
    )


@per_pack()
def registry() -> Registry:
    """The registry of ``rules/directives.yaml``, read once."""
    entries = [dict(e) for e in rule_pack().file("directives").entries]
    terms = tuple(sorted(((e["term"], str(e["from"])) for e in entries if "from" in e), key=lambda t: t[1]))
    known = [e for e in entries if "symbol" in e]
    ids = {
        f"{e['symbol']}@{e['date']}": directive_id(e["symbol"], e["type"], str(e["date"]), e["issuer"]) for e in known
    }
    directives = tuple(sorted((_directive(e, terms, ids) for e in known), key=lambda d: (d.date, d.symbol)))
    by_symbol: dict[str, list[Directive]] = defaultdict(list)
    by_name: dict[str, list[Directive]] = defaultdict(list)
    for directive in directives:
        by_symbol[symbol_key(directive.symbol)].append(directive)
        for name in (*directive.names, *([directive.title] if directive.law else [])):
            by_name[fold_key(name)].append(directive)
    return Registry(directives, terms, dict(by_symbol), dict(by_name))
