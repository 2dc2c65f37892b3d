"""Header, sections, references, passages and words: what was found against what is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from docparse.evaluation.compare import (
    bag,
    key,
    label_key,
    options,
    pair_up,
    similarity,
    symbol_key,
    words,
)
from docparse.evaluation.names import same_agency
from docparse.evaluation.tally import Item, Part, Row, Tally, is_optional, wanted

_MARKUP = re.compile(r"[*_#|]|\[\d+\]")
_LETTERS = re.compile(r"\D.*")
_TITLE_START = 60  # characters of a title's key that must be the same where the rest differs
_TITLE, _PASSAGE, _SAME = 0.85, 0.8, 0.6


def score_header(found: Item, gold: Item, tally: Tally) -> None:
    """Fields that the gold leaves null are not asked for."""
    right = total = 0
    for name, expected in gold.items():
        if expected is None or name == "recipients":
            continue
        got = found.get(name)
        same = _field_right(name, got, expected)
        total += 1
        right += same
        if not same:
            tally.miss("header", f"header.{name}", name, expected, got)
        tally.rows.append(Row("header", (Part(f"{name}: {_first(expected)}", same),), _header_part(name, got, same)))
    tally.add("header", right, total, total)


def _header_part(name: str, got: Any, same: bool) -> tuple[Part, ...]:
    value = got.get("name") if isinstance(got, dict) else got
    return (Part(f"{name}: {value}", same),) if value is not None else ()


def _first(value: Any) -> str:
    return str(options(value)[0]) if options(value) else ""


def _field_right(name: str, got: Any, expected: Any) -> bool:
    if name == "symbol":
        return symbol_key(got) == symbol_key(expected)
    if name == "date":
        return bool(got == expected)
    if name == "issuer":
        return got is not None and same_agency(got, expected)
    if name == "title":
        begins = got is not None and key(got).startswith(key(expected)[:_TITLE_START])
        return begins or (got is not None and similarity(got, expected) >= _TITLE)
    if name == "signer":
        return key(got.get("name") if isinstance(got, dict) else got) == key(expected)
    return any(key(got) == key(one) for one in options(expected))


def score_sections(found: Sequence[Item], gold: Sequence[Item], tally: Tally) -> None:
    """A section of the gold's label must have (one of) the gold's roles."""
    have = {(label_key(s.get("label")), s.get("role")) for s in found}
    right = 0
    for section in gold:
        label = label_key(section["label"])
        same = any((label, role) in have for role in options(section["role"]))
        right += same
        if not same:
            got = sorted(str(role) for name, role in have if name == label)
            tally.miss("section roles", "section.role" if got else "section.missed", section["label"],
                       section["role"], got or None)  # fmt: skip
    tally.add("section roles", right, len(gold), len(gold))


def score_spans(found: Item, tally: Tally) -> None:
    """Every item must point at the passage that it was read from."""
    items = [i for kind in ("goals", "tasks", "references") for i in found.get(kind, ())]
    right = 0
    for item in items:
        start, text = item.get("start"), item.get("text") or ""
        same = isinstance(start, int) and similarity(tally.text[start : item.get("end") or 0], text) >= _PASSAGE
        right += same
        if not same:
            tally.miss("spans", "span.wrong", text, at=item)
    tally.add("spans", right, len(items), len(items))


def score_words(found: Item, raw: str, tally: Tally) -> None:
    """The words of a text file must all be in the text that is read from it."""
    source = Counter(words(_MARKUP.sub(" ", raw)))
    kept = bag(found.get("text"))
    tally.add("words kept", (source & kept).total(), kept.total(), source.total())
    for cause, words_ in (("words.lost", source - kept), ("words.added", kept - source)):
        if words_:
            tally.miss("words kept", cause, " ".join(f"{w}×{n}" for w, n in words_.most_common(12)))


# --- references --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Directive:
    """All mentions of one directive: what they and the registry say of it."""

    label: str
    symbols: set[str] = field(default_factory=set)
    dates: list[str] = field(default_factory=list)
    relations: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    first: Item = field(default_factory=dict)


def directives(mentions: Sequence[Item]) -> list[Directive]:
    """Mentions by their common target, else by symbol and date, else by title."""
    groups: dict[Any, Directive] = {}
    for one in mentions:
        known = one.get("known") or {}
        which: Any = one.get("target")
        if not which and one.get("symbol"):
            which = (symbol_key(one["symbol"]), one.get("date"))
        if not which:
            which = key(one.get("title") or one.get("text"))[:_TITLE_START]
        name = one.get("symbol") or one.get("text") or ""
        group = groups.setdefault(which, Directive(" ".join(name.split()), first=one))
        group.symbols |= {symbol_key(s) for s in (one.get("symbol"), known.get("symbol")) if s}
        group.dates += [str(d) for d in (one.get("date"), known.get("date")) if d]
        # what another directive does to it may in this document's eyes be a mere mention
        group.relations |= {str(one.get("relation"))} | ({"cites"} if one.get("of") else set())
        group.titles += [t for t in (one.get("title"), one.get("text"), known.get("title")) if t]
    return list(groups.values())


def _directive_score(found: Directive, gold: Item) -> float:
    if not gold.get("symbol"):
        return max((similarity(t, w) for t in found.titles for w in options(gold["title"])), default=0.0)
    if not found.symbols & {symbol_key(s) for s in options(gold["symbol"])}:
        return 0.0
    date, years = gold.get("date"), {d[:4] for d in found.dates}
    if date and years and str(date)[:4] not in years:
        return 0.0
    return 1.1 if date in found.dates else 1.0


def _relation_right(found: Directive, gold: Item) -> bool:
    accepted = set(options(gold["relation"]))
    return bool(found.relations & (accepted | {"continues"} if "implements" in accepted else accepted))


def score_references(mentions: Sequence[Item], gold: Sequence[Item], tally: Tally) -> None:
    """Directives referred to, each once; two of one symbol are told apart by their dates."""
    found = directives(mentions)
    pairs = pair_up(found, gold, _directive_score, _SAME)
    of_gold = {j: i for i, j in pairs}
    tally.add("references", len(pairs), len(found), wanted(gold, set(of_gold)))
    dated = [(i, j) for i, j in pairs if gold[j].get("date")]
    tally.add("reference dates", sum(gold[j]["date"] in found[i].dates for i, j in dated), len(dated), len(dated))
    related = [(i, j) for i, j in pairs if gold[j].get("relation")]
    right = sum(_relation_right(found[i], gold[j]) for i, j in related)
    tally.add("reference relations", right, len(related), len(related))
    for j, g in enumerate(gold):
        if (i := of_gold.get(j)) is not None:
            _compare(found[i], g, tally)
    _unmatched(
        [f for i, f in enumerate(found) if i not in set(of_gold.values())],
        [g for j, g in enumerate(gold) if j not in of_gold],
        tally,
    )


def _name(gold: Item) -> str:
    return _first(gold.get("symbol") or gold.get("title") or "")


def _compare(found: Directive, gold: Item, tally: Tally) -> None:
    left, right = [Part(_name(gold))], [Part(found.label)]
    if gold.get("date"):
        same = gold["date"] in found.dates
        left.append(Part(str(gold["date"]), same))
        right += [Part(d, same) for d in found.dates[:1]]
        if not same:
            tally.miss("reference dates", "reference.date", found.label, gold["date"], found.dates[:1], found.first)
    if gold.get("relation"):
        same, got = _relation_right(found, gold), sorted(found.relations)
        left.append(Part(" / ".join(options(gold["relation"])), same))
        right.append(Part(" / ".join(got), same))
        if not same:
            tally.miss("reference relations", "reference.relation", found.label, gold["relation"], got, found.first)
    tally.rows.append(Row("references", tuple(left), tuple(right)))


def _unmatched(found: list[Directive], gold: list[Item], tally: Tally) -> None:
    """What is left over; a leftover of each side with one number or much the same words is one error."""

    def near(f: Directive, g: Item) -> float:
        numbers = {_LETTERS.sub("", s) for s in f.symbols}
        asked = {_LETTERS.sub("", symbol_key(s)) for s in options(g.get("symbol")) if s}
        titles = [t for t in options(g.get("title")) if t]
        return max([float(bool((numbers & asked) - {""})), *(similarity(a, b) for a in f.titles for b in titles)])

    pairs = dict(pair_up(found, gold, near, 0.4))
    for i, f in enumerate(found):
        if i in pairs:
            tally.miss("references", "reference.differs", f.label, _name(gold[pairs[i]]), f.dates[:1], f.first)
        else:
            tally.miss("references", "reference.invented", f.label, got=f.dates[:1] or None, at=f.first)
        tally.rows.append(Row("references", (), (Part(f.label, False), *(Part(d) for d in f.dates[:1]))))
    for j, g in enumerate(gold):
        if j not in pairs.values() and not is_optional(g):
            tally.miss("references", "reference.missed", _name(g), g.get("date"))
        tally.rows.append(Row("references", (Part(_name(g), False),), (), optional=is_optional(g)))
