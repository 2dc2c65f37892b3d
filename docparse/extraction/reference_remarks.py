"""What is wrong or open in a document's references, said with the passage.

======  ==========================================================
Code    Remark
======  ==========================================================
DP201   a mention that fits several known directives
DP202   a Party term that is not the directive's
DP203   a cited date later than the document's own
DP204   one directive printed with two dates
DP205   a replaced or repealed directive cited as in force
DP206   a date that is not the one that the registry knows
======  ==========================================================
"""

from __future__ import annotations

from collections.abc import Iterator

from docparse.extraction.reference_groups import Group, term_of
from docparse.extraction.reference_parts import Raw
from docparse.extraction.reference_resolve import candidates
from docparse.identity.directives import parse_symbol
from docparse.identity.numbering import is_central_party
from docparse.identity.registry import registry
from docparse.model import Document, Remark

_IN_FORCE = frozenset({"basis", "implements", "continues"})


def remarks(groups: list[Group], document: Document) -> Iterator[Remark]:
    """All remarks on the references of a document, group by group."""
    cited = {group.target for group in groups}
    for group in groups:
        yield from _open(group)
        yield from _terms(group)
        yield from _dates(group, document)
        yield from _replaced(group, document, cited)


def _said(raw: Raw, code: str, text: str) -> Remark:
    return Remark(code, text, raw.start, raw.end)


def _name(group: Group, raw: Raw) -> str:
    entry = group.entry
    return raw.symbol or (entry.symbol if entry else None) or raw.law or raw.title or raw.type or ""


def _open(group: Group) -> Iterator[Remark]:
    found = candidates(group)
    if not found:
        return
    first = group.members[0]
    entries = [*group.open, *(entry for one in group.between for entry in one.open)]
    named = {g.target: _label(g) for g in group.between} | {d.id: f"{d.symbol} ngày {_vn(d.date)}" for d in entries}
    names = " hoặc ".join(sorted({named.get(target, target) for target in found}))
    name = _name(group, first) + (f" số {first.number}" if first.number and not first.symbol else "")
    yield _said(first, "DP201", f"{name} không nêu đủ để biết là văn bản nào, có thể là {names}")


def _label(group: Group) -> str:
    name, date = _name(group, group.members[0]), group.day
    return f"{name} ngày {_vn(date)}" if date else name


def _terms(group: Group) -> Iterator[Remark]:
    """A printed term that is not the directive's, or in which the registry knows none of that symbol."""
    said = next(((raw, term) for raw in group.members if (term := term_of(raw.issuer))), None)
    parsed = parse_symbol(group.first("symbol") or (group.entry.symbol if group.entry else ""))
    if said is None or parsed is None or not is_central_party(parsed) or group.between:
        return
    known = (group.entry,) if group.entry else registry().lookup(parsed.text)
    if known and all(d.term and d.term != said[1] for d in known):
        names = "; ".join(f"{d.symbol} ngày {_vn(d.date)} là của khóa {d.term}" for d in known)
        yield _said(said[0], "DP202", f"{names}, văn bản ghi khóa {said[1]}")


def _dates(group: Group, document: Document) -> Iterator[Remark]:
    full = [raw for raw in group.members if raw.date and len(raw.date) == 10]
    late = next((r for r in full if document.date and (r.date or "") > document.date), None)
    if late is not None:
        own = f"sau ngày của chính văn bản này ({_vn(document.date or '')})"
        yield _said(late, "DP203", f"{_name(group, late)} ghi ngày {_vn(late.date or '')}, {own}")
    dates = list(dict.fromkeys(r.date or "" for r in full))
    if len(dates) > 1:
        other = next(r for r in full if r.date != (group.date if group.date in dates else dates[0]))
        both = " và ".join(map(_vn, sorted(dates)))
        text = f"{_name(group, other)} được ghi nhiều ngày khác nhau: {both}; kiểm tra lại bản gốc"
        yield _said(other, "DP204", text)
    if group.entry is not None and (wrong := next((r for r in full if r.date != group.entry.date), None)):
        known = f"danh mục: {_vn(group.entry.date)} ({group.entry.source})"
        yield _said(wrong, "DP206", f"{_name(group, wrong)} ghi ngày {_vn(wrong.date or '')}, {known}")


def _replaced(group: Group, document: Document, cited: set[str]) -> Iterator[Remark]:
    """Only where the document builds on it and does not itself speak of what replaced it."""
    if not document.date:
        return
    newer = registry().replaced_by(group.target, document.date)
    raw = next((r for r in group.members if r.of is None and r.relation in _IN_FORCE), None)
    acted = any(r.relation in ("replaces", "repeals") for r in group.members)
    if newer is None or raw is None or acted or newer.id in cited:
        return
    since = f"có hiệu lực từ {_vn(newer.effect)}"
    text = f"{_name(group, raw)} đã được thay thế bằng {newer.symbol} ngày {_vn(newer.date)}, {since}"
    yield _said(raw, "DP205", text)


def _vn(date: str) -> str:
    return "/".join(reversed(date.split("-")))
