"""Citations whose type or issuer is not that of the symbol, or not the one that the registry knows."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.folding import canon, fold_key
from docparse.identity.agencies import agency_book
from docparse.identity.directives import Symbol, organs, parse_symbol, type_codes
from docparse.identity.registry import registry, same_body
from docparse.identity.successions import successors
from docparse.lint.findings import Finding, finding
from docparse.lint.view import View
from docparse.matching.engine import rule_pack
from docparse.model import Reference

_LATE = "2100-01-01"  # a day by which every change that is known has come
_CODES = 2  # of a symbol with one body: its type and that body


def check_origins(view: View) -> Iterator[Finding]:
    """DP744 and DP745, each once for what is printed alike."""
    told: dict[tuple[str, str], list[Reference]] = {}
    for reference in view.plan.references:
        symbol = parse_symbol(reference.symbol or "")
        if symbol is None:
            continue
        if (said := _other_type(reference, symbol)) is not None:
            told.setdefault(("DP744", said), []).append(reference)
        if (said := _other_issuer(reference, symbol)) is not None:
            told.setdefault(("DP745", said), []).append(reference)
    for (code, said), references in told.items():
        yield finding(code, said, tuple(view.spot(r.start, r.end) for r in references))


# --- types -----------------------------------------------------------------------------------------


def _other_type(reference: Reference, symbol: Symbol) -> str | None:
    """What the symbol says against the printed type; None where they agree or several types share the code."""
    if symbol.type_code is None or reference.type is None or not _starts_with_type(reference):
        return None
    printed, meant = reference.type, type_codes()[canon(symbol.type_code)]
    shared = f"{canon(printed)} {canon(symbol.type_code)}" in rule_pack().words("lint", "shared_codes")
    if shared or fold_key(printed).startswith(fold_key(meant)) or fold_key(meant).startswith(fold_key(printed)):
        return None
    if canon(printed) not in _coded_types():
        return None
    return f"{reference.symbol} là {meant.lower()}, văn bản ghi {printed.lower()}"


def _starts_with_type(reference: Reference) -> bool:
    """Whether the type stands right before the symbol: not "Kế hoạch ban hành kèm theo Quyết định số …"."""
    words = canon(reference.text).split(canon(reference.symbol or ""))[0].split()
    type_words = canon(reference.type or "").split()
    between = words[len(type_words) :]
    return words[: len(type_words)] == type_words and len(between) <= 1


def _coded_types() -> frozenset[str]:
    """Types that have a code of their own in symbols, but for letters, which may have any."""
    entries = rule_pack().file("document_types").entries
    return frozenset(canon(e["type"]) for e in entries if e["codes"] and not e.get("letter"))


# --- issuers ---------------------------------------------------------------------------------------


def _other_issuer(reference: Reference, symbol: Symbol) -> str | None:
    if reference.issuer is None:
        return None
    printed = agency_book().full_spelling(reference.issuer)
    if canon(printed) in rule_pack().words("directives", "any_central_body"):
        return None
    known = registry().by_id(reference.target)
    if known is not None:
        if _same(printed, known.issuer):
            return None
        day = "/".join(reversed(known.date.split("-")))
        return f"{known.symbol} ngày {day} là của {known.issuer}, văn bản ghi {printed}"
    organ = organs().get(canon(symbol.organ or ""))
    if organ is None or symbol.type_code is None or len(symbol.codes) > _CODES:
        return None  # several bodies together
    state = rule_pack().phrase("lint", "state_issuers").match(canon(printed))
    if canon(organ.code) in rule_pack().words("lint", "party_organs"):
        return f"{reference.symbol} là văn bản của Đảng, văn bản ghi {printed}" if state else None
    if _same(printed, organ.name) or not (state or _is_organ(printed)):
        return None
    return f"{reference.symbol} là của {organ.name}, văn bản ghi {printed}"


def _same(printed: str, name: str) -> bool:
    """Whether two names may be one body, its head or what it has become."""
    holder = rule_pack().phrase("lint", "office_holders").match(canon(printed))
    rest = printed[holder.end() :].strip() if holder else printed
    if not rest or same_body(rest, name) or same_body(agency_book().key(rest), agency_book().key(name)):
        return True
    return any(same_body(rest, one.name) for one in successors(name, None, _LATE))


def _is_organ(printed: str) -> bool:
    """Whether a name is that of another body with a code of its own."""
    return fold_key(printed) in {fold_key(organ.name) for organ in organs().values()}
