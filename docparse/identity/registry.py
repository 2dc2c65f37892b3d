"""The registry of widely cited directives (``rules/directives.yaml``): names, dates, terms and relations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docparse.errors import RuleError
from docparse.folding import canon, fold_key
from docparse.identity.directives import directive_id, parse_symbol, symbol_key
from docparse.identity.numbering import is_central_party, one_series, term_at, terms, year_is_enough
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

SUBJECT = 0.6  # share of a title's words from which two titles are of one subject
OTHER = 0.3  # below this they are of different ones
SUBJECT_WORDS = 4  # a shorter title says too little


@dataclass(frozen=True, slots=True)
class Directive:
    """One known directive; ``relations`` are (relation, target id) that its own title states; ``source`` says so.

    ``effect`` is the day from which it is in force, its date where nothing else is known.
    """

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
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a mention may mean: ``found`` if one directive is certain, else every known one that is left open.

    ``reason`` is how it was found: "date", "misprint", "year", "term", "subject", "issuer" or "number".
    """

    found: Directive | None = None
    open: tuple[Directive, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """Lookups over the known directives; every list is in the order of their dates."""

    directives: tuple[Directive, ...]
    _by_symbol: dict[str, list[Directive]]
    _by_name: dict[str, list[Directive]]
    _by_id: dict[str, Directive]
    _replaced: dict[str, list[Directive]]

    def by_id(self, target: str) -> Directive | None:
        return self._by_id.get(target)

    def lookup(self, symbol: str, base: str | None = None) -> tuple[Directive, ...]:
        """All directives of a symbol; with ``base`` (an id, whatever its date) those of its place, body and type."""
        found = self._by_symbol.get(symbol_key(symbol), ())
        return tuple(d for d in found if base is None or id_base(d.id) == id_base(base))

    def choose(
        self,
        symbol: str,
        base: str | None = None,
        *,
        date: str | None = None,
        before: str | None = None,
        title: str | None = None,
        term: str | None = None,
        issuer: str | None = None,
    ) -> Choice:
        """Which known directive a symbol means by what stands with it; ``before`` is the citing document's date."""
        parsed, known = parse_symbol(symbol), self.lookup(symbol, base)
        if parsed is None or not known:
            return Choice()
        if date and len(date) == 10:
            return _by_date(known, date, title)
        if date:
            known = tuple(d for d in known if d.date.startswith(date))
            sure = len(known) == 1 and year_is_enough(parsed, date)
            return Choice(known[0], (), "year") if sure else Choice(None, known)
        if parsed.year or (parsed.session and len(known) == 1):
            return Choice(known[0], (), "number")
        left = tuple(d for d in known if not before or d.date <= before)
        central = is_central_party(parsed)
        if term and central and (own := tuple(d for d in left if d.term == term)):
            return Choice(own[0], (), "term") if len(own) == 1 else Choice(None, own)
        if (subject := _by_subject(left, title)) is not None:
            return Choice(subject, (), "subject")
        if term and central:
            return Choice()
        left = tuple(d for d in left if not _other_subject(title, d))
        said = issuer if central and not _any_body(issuer) else None
        same = tuple(d for d in left if said is None or same_body(said, d.issuer))
        if said and len(same) == 1:
            return Choice(same[0], (), "issuer")
        if central and before and len(same) == 1 and same[0].term == term_at(before):
            return Choice(same[0], (), "number")  # the only one known, and of the numbers given at that time
        return Choice(None, same)

    def by_name(self, name: str) -> tuple[Directive, ...]:
        """Directives known by a name without symbol: ``by_name("Chương trình GDPT 2018")``, a law's name too."""
        return tuple(self._by_name.get(fold_key(name), ()))

    def law(self, name: str, date: str | None, before: str | None) -> Choice:
        """The law of a name by its date or year, else the one in force on the day ``before``."""
        known = tuple(d for d in self.by_name(name) if d.law)
        if date:
            same = tuple(d for d in known if d.date.startswith(date))
            return Choice(same[0], (), "date") if len(same) == 1 else Choice(None, same)
        if before is None:
            return Choice(known[0], (), "number") if len(known) == 1 else Choice(None, known)
        passed = [d for d in known if d.date <= before]
        if not passed:
            return Choice()
        newest = passed[-1]
        older_ends = len(passed) == 1 or newest.relations  # only then is it known that the older one is over
        if older_ends and newest.effect <= before:
            return Choice(newest, (), "number")
        in_force = [d for d in passed if d.effect <= before]
        return Choice(None, tuple(in_force[-1:]) + tuple(d for d in passed if d.effect > before))

    def by_plenum(self, number: int, term: str) -> tuple[Directive, ...]:
        """Resolutions of a plenum of the Central Committee: ``by_plenum(8, "XI")``."""
        return tuple(d for d in self.directives if d.plenum == (number, term))

    def plenum(self, number: int, term: str, kind: str | None, before: str | None, title: str | None) -> Choice:
        """Which resolution a plenum's name means: by its subject, else the only one, else the one called so."""
        known = tuple(d for d in self.by_plenum(number, term) if not before or d.date <= before)
        known = tuple(d for d in known if kind is None or d.type == kind)
        if (subject := _by_subject(known, title)) is not None:
            return Choice(subject, (), "subject")
        left = tuple(d for d in known if not _other_subject(title, d))
        called = tuple(d for d in left if d.names)
        sure = left if len(left) == 1 else called
        return Choice(sure[0], (), "term") if len(sure) == 1 else Choice(None, left)

    def numbered(self, kind: str, number: str, before: str | None) -> tuple[Directive, ...]:
        """All of a type and number not after a day: what "Nghị quyết 57" may mean; Party directives only, as the
        State gives every number each year."""
        found = []
        for directive in self.directives:
            parsed = parse_symbol(directive.symbol)
            if directive.type == kind and parsed and parsed.number == number and is_central_party(parsed):
                found += [directive] if not before or directive.date <= before else []
        return tuple(found)

    def relations(self, target: str) -> list[tuple[str, str, str]]:
        """(relation, target id, source) that a directive is known to have to others."""
        known = self._by_id.get(target)
        return [(r, t, known.source) for r, t in known.relations] if known else []

    def replaced_by(self, target: str, day: str) -> Directive | None:
        """What had replaced or repealed a directive by that day."""
        over = [d for d in self._replaced.get(target, ()) if d.effect <= day]
        return over[0] if over else None

    def term_at(self, date: str) -> str | None:
        """The Party term of a date: see :func:`docparse.identity.numbering.term_at`."""
        return term_at(date)


def id_base(target: str) -> str:
    """An id without its date: ``urn:lex:vn:trung.uong.dang:ket.luan;51-kl-tw``."""
    head, _, number = target.rpartition(";")
    return f"{head.rpartition(':')[0]};{number}"


def overlap(title: str, other: str) -> float:
    """Share of the shorter title's words that stand in the other one: 0 to 1."""
    a, b = set(fold_key(title).split()), set(fold_key(other).split())
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def same_body(issuer: str, other: str) -> bool:
    """Whether two prints may be one body: one holds the other, terms aside ("Ban Bí thư Trung ương Đảng")."""
    a, b = canon(issuer), canon(other)
    words = (*rule_pack().words("references", "term_word"),)
    for word in words:
        a, b = a.split(f" {word} ")[0], b.split(f" {word} ")[0]
    return a.strip() in b or b.strip() in a


def _any_body(issuer: str | None) -> bool:
    return issuer is None or canon(issuer) in rule_pack().words("directives", "any_central_body")


def _by_date(known: tuple[Directive, ...], date: str, title: str | None) -> Choice:
    for directive in known:
        if directive.date == date:
            return Choice(directive, (), "date")
    for directive in known:
        parsed = parse_symbol(directive.symbol)
        if parsed and one_series(parsed, directive.date, date):
            return Choice(directive, (), "misprint")
        if directive.date[5:] == date[5:] and title and overlap(title, directive.title) >= SUBJECT:
            return Choice(directive, (), "misprint")
    return Choice()


def _subject(title: str | None) -> str:
    """A title without the words that open any: "về việc", "phê duyệt"."""
    words = canon(title or "").split()
    openers = {w for phrase in rule_pack().words("references", "subject_words") for w in phrase.split()}
    while words and words[0] in openers:
        words = words[1:]
    return " ".join(words)


def _by_subject(known: tuple[Directive, ...], title: str | None) -> Directive | None:
    """The one whose title is clearly the nearest to the printed one."""
    said = _subject(title)
    if not known or len(said.split()) < SUBJECT_WORDS:
        return None
    scored = sorted(((overlap(said, _subject(d.title)), d.date, d) for d in known), key=lambda s: s[:2], reverse=True)
    best, second = scored[0][0], scored[1][0] if len(scored) > 1 else 0.0
    return scored[0][2] if best >= SUBJECT and best > second + 0.1 else None


def _other_subject(title: str | None, directive: Directive) -> bool:
    """Whether a printed title is so far from a directive's own that it must be another one's."""
    said = _subject(title)
    if len(said.split()) < SUBJECT_WORDS or said == canon(title or "").strip():
        return False
    return overlap(said, _subject(directive.title)) < OTHER


def _directive(entry: dict[str, Any], ids: dict[str, str]) -> Directive:
    date = str(entry["date"])
    plenum = entry.get("plenum")
    relations = []
    for one in entry.get("relations", ()):
        if one["target"] not in ids:
            what = f"{entry['symbol']} có quan hệ với văn bản không có trong danh mục: {one['target']}"
            raise RuleError("DP304", "directives.yaml", what, "thêm văn bản ấy, hoặc ghi đúng KÝ_HIỆU@NGÀY")
        relations.append((one["relation"], ids[one["target"]]))
    return Directive(
        id=ids[f"{entry['symbol']}@{date}"],
        symbol=entry["symbol"],
        type=entry["type"],
        title=entry["title"],
        date=date,
        issuer=entry["issuer"],
        source=entry["source"],
        term=entry.get("term") or (plenum[1] if plenum else term_at(date)),
        plenum=(int(plenum[0]), plenum[1]) if plenum else None,
        names=tuple(entry.get("names", ())),
        law=bool(entry.get("law")),
        relations=tuple(relations),
        effect=str(entry.get("effect") or date),
    )


@per_pack()
def registry() -> Registry:
    """The registry of ``rules/directives.yaml``, read once."""
    known = [dict(e) for e in rule_pack().file("directives").entries if "symbol" in e]
    ids = {
        f"{e['symbol']}@{e['date']}": directive_id(e["symbol"], e["type"], str(e["date"]), e["issuer"]) for e in known
    }
    directives = tuple(sorted((_directive(e, ids) for e in known), key=lambda d: (d.date, d.symbol)))
    by_symbol: dict[str, list[Directive]] = defaultdict(list)
    by_name: dict[str, list[Directive]] = defaultdict(list)
    replaced: dict[str, list[Directive]] = defaultdict(list)
    for directive in directives:
        by_symbol[symbol_key(directive.symbol)].append(directive)
        for name in (*directive.names, *([directive.title] if directive.law else [])):
            by_name[fold_key(name)].append(directive)
        for relation, target in directive.relations:
            if relation in ("replaces", "repeals"):
                replaced[target].append(directive)
    return Registry(directives, dict(by_symbol), dict(by_name), {d.id: d for d in directives}, dict(replaced))


__all__ = ["Choice", "Directive", "Registry", "id_base", "overlap", "registry", "same_body", "term_at", "terms"]
