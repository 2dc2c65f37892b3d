"""The directives that a document refers to: one Reference a mention, all mentions of one directive with one target."""

from __future__ import annotations

from bisect import bisect_left

from docparse.extraction.reference_congress import scan_congresses
from docparse.extraction.reference_groups import Group
from docparse.extraction.reference_laws import scan_laws, settle_bare
from docparse.extraction.reference_parts import Raw, words
from docparse.extraction.reference_relations import relate
from docparse.extraction.reference_remarks import remarks
from docparse.extraction.reference_resolve import candidates, known, resolve
from docparse.extraction.reference_scan import (
    read_mentions,
    scan_dated,
    scan_named,
    scan_registry_names,
    scan_short,
    scan_symbols,
)
from docparse.extraction.reference_short import is_many
from docparse.folding import canon
from docparse.identity.agency_book import agency_book
from docparse.identity.agency_ids import INNER
from docparse.identity.directives import parse_symbol, symbol_key
from docparse.identity.homes import Home, home_of_document
from docparse.identity.placetails import place_tail
from docparse.model import Document, Reference, Remark
from docparse.outline.header import Header
from docparse.outline.header_issuer import proper, spell_out

_FULL = len("2025-03-05")


def find_references(
    text: str, keys: str, header: Header, outline: object = None
) -> tuple[tuple[Reference, ...], tuple[Remark, ...]]:
    """References and remarks of a text in its order; ``keys`` is its canon form.

    The document itself ("Kế hoạch này", its own number) is none; short forms that resolve to nothing are left out.
    """
    document = header.document
    span = header.spans.get("title")
    if span and "\n" in keys[span[0] : span[1]]:  # a title over many lines is one clause
        keys = keys[: span[0]] + keys[span[0] : span[1]].replace("\n", " ") + keys[span[1] :]
    mentions = read_mentions(keys)
    symbols = scan_symbols(text, keys, mentions["symbol"])
    laws = scan_laws(text, keys, symbols)
    bare = [r for r in laws if r.rule == "ref-law-bare"]
    laws = [r for r in laws if r.rule != "ref-law-bare"]
    laws += settle_bare(text, keys, bare, [*symbols, *laws], document.date)
    found = _distinct([*symbols, *laws])
    found = _distinct([*found, *scan_named(text, keys, mentions["named"], found)])
    found = _distinct([*found, *scan_congresses(text, keys, mentions["congress"])])
    found = _distinct([*found, *scan_registry_names(text, keys, found, mentions["short"])])
    found = _distinct([*found, *scan_dated(text, keys, mentions["date"], found)])
    found = _distinct([*found, *scan_short(text, keys, [*mentions["short"], *mentions["above"]], found)])
    place = home_of_document(document, text)
    home = place.jurisdiction
    others = _of_others(found, document, place)
    found = [r for r in found if not _is_self(r, document, header, others) and not _is_loose(r, document, keys)]
    relate(keys, found, canon(document.type or "") in words("guiding_types"))
    groups = resolve(found, document, home, keys)
    references = [item for group in groups for item in _references(text, group)]
    references.sort(key=lambda r: (r.start, r.end))
    return tuple(references), tuple(sorted(remarks(groups, document), key=lambda r: (r.start, r.code)))


def _distinct(mentions: list[Raw]) -> list[Raw]:
    """In the order of the text; of two that begin inside each other's own words the first listed stays."""
    kept: list[Raw] = []
    starts: list[int] = []
    for raw in sorted(mentions, key=lambda r: (r.start, -r.tail)):
        at = bisect_left(starts, raw.start)
        before = kept[at - 1] if at else None
        clash = before is not None and raw.start < before.tail and before.rule != "ref-law-amending"
        if clash and before is not None and before.rule not in ("ref-law-bare", "ref-law-object"):
            continue
        kept.insert(at, raw)
        starts.insert(at, raw.start)
    return kept


def _of_others(found: list[Raw], document: Document, home: Home) -> list[Raw]:
    """The mentions of another body's paper under the document's own symbol, and those of its date without a body."""
    own = symbol_key(document.symbol) if document.symbol and document.issuer else None
    alike = [raw for raw in found if own and raw.symbol and symbol_key(raw.symbol) == own]
    others = [raw for raw in alike if raw.issuer and _of_other_place(raw.issuer, document, home)]
    dates = {raw.date for raw in others if raw.date and len(raw.date) == _FULL} - {document.date}
    return [*others, *(raw for raw in alike if raw.issuer is None and raw.date in dates)]


def _of_other_place(issuer: str, document: Document, home: Home) -> bool:
    """Whether a body sits elsewhere than the document's issuer: another province, district or commune, another tier."""
    book = agency_book()
    one, own = (book.seat(spell_out(name), home) for name in (issuer, document.issuer or ""))
    if INNER in (one.level, own.level) or not (own.place or home.central):
        return False
    below = place_tail(one.key) is not None and one.key != own.key  # a district's name stands in its key
    return (one.level, one.place) != (own.level, own.place) or below


def _is_self(raw: Raw, document: Document, header: Header, others: list[Raw]) -> bool:
    """The document's own number, in its head or in its annex ("kèm theo Quyết định số …")."""
    span = header.spans.get("symbol")
    if span and raw.start < span[1] and span[0] < raw.end:
        return True
    if raw in others:
        return False
    if not raw.symbol or not document.symbol or symbol_key(raw.symbol) != symbol_key(document.symbol):
        return raw.end <= header.spans.get("type", (0, 0))[1]
    parsed = parse_symbol(raw.symbol)
    same_year = raw.date is None or document.date is None or raw.date[:4] == document.date[:4]
    return same_year or bool(parsed and parsed.year)


def _is_loose(raw: Raw, document: Document, keys: str) -> bool:
    """ "các Nghị quyết nêu trên" names no single directive, "Nghị quyết này" in a resolution none but itself."""
    if raw.rule == "ref-this" and raw.type == document.type:
        return True
    return raw.rule in ("ref-this", "ref-above") and is_many(keys, raw.start)


def _references(text: str, group: Group) -> list[Reference]:
    """The mentions of one directive; what one of them prints is filled in on the others."""
    printed = {name: group.first(name) for name in ("type", "symbol", "title", "issuer")}
    left, told = candidates(group), known(group)
    issuers = {name: _spelled(name) for name in {raw.issuer or printed["issuer"] for raw in group.members}}
    return [
        Reference(
            target=raw.target,
            of=raw.of.target if raw.of is not None and raw.of.target and raw.of.target != raw.target else None,
            type=raw.type or printed["type"],
            symbol=raw.symbol or printed["symbol"],
            title=raw.title or printed["title"],
            date=raw.date or group.date,
            issuer=issuers[raw.issuer or printed["issuer"]],
            relation=raw.relation,  # type: ignore[arg-type]
            text=text[raw.start : raw.end],
            start=raw.start,
            end=raw.end,
            rule=raw.rule,
            known=told,
            candidates=left,
        )
        for raw in group.members
    ]


def _spelled(issuer: str | None) -> str | None:
    return proper(spell_out(issuer)) if issuer else None
