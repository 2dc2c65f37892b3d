"""Short forms and names: "Nghị quyết 29", "Chỉ thị nêu trên", plenums, programmes, laws by name, dates alone."""

from __future__ import annotations

from collections import defaultdict

from docparse.extraction.reference_groups import Group, numbers_of, term_of
from docparse.extraction.reference_parts import Raw, words
from docparse.folding import fold_key
from docparse.identity.directives import parse_symbol
from docparse.identity.registry import Choice, registry, same_body
from docparse.matching.engine import rule_pack

DEFINED_REACH = 60  # code points between a mention's end and the bracket that gives it a short name


def join_laws(laws: list[Raw], groups: list[Group], before: str | None) -> None:
    """Laws without number: the numbered or dated law of that name in the document, else the registry's."""
    named: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for raw in group.members:
            if raw.law and group not in named[fold_key(raw.law)]:
                named[fold_key(raw.law)].append(group)
    for raw in sorted(laws, key=lambda r: (r.date is None, -len(r.date or ""), r.start)):
        name = raw.notes.get("name") or raw.law or ""
        own = named[fold_key(name)]
        passed = [g for g in own if raw.date or not (before and _law_year(g) > before)]
        group = _law_group(raw, passed, groups, registry().law(name, raw.date, before))
        for known in (own, groups):
            if group not in known:
                known.append(group)
        group.members.append(raw)


def _law_group(raw: Raw, named: list[Group], groups: list[Group], choice: Choice) -> Group:
    """The group of a law's mention among those of its name, or a new one."""
    same = tuple(g for g in named if not g.between and not g.open and _law_fits(g, raw))
    entry = choice.found
    if entry is not None and (raw.date or len(same) != 1):
        known = (g for g in groups if g.entry is entry or _is_law(g, entry.symbol))
        return next(known, None) or Group(entry=entry, date=raw.date, reason=choice.reason)
    if len(same) == 1:
        return same[0]
    if same:
        return next((g for g in named if g.between == same), None) or Group(date=raw.date, between=same)
    left = (g for g in named if choice.open and g.open == choice.open)
    return next(left, None) or Group(date=raw.date, open=choice.open)


def _is_law(group: Group, symbol: str) -> bool:
    return any(r.symbol == symbol for r in group.members)


def _law_fits(group: Group, raw: Raw) -> bool:
    """Whether a law's date or year may be that of a group."""
    if raw.date is None:
        return True
    if group.day and (group.day.startswith(raw.date) or raw.date.startswith(group.day)):
        return True
    full = len(group.day) == 10 and len(raw.date) == 10
    return _law_year(group)[:4] == raw.date[:4] and not full


def _law_year(group: Group) -> str:
    """The date of a law, or the year that its number holds, else ""."""
    years = (p.year for r in group.members if r.symbol and (p := parse_symbol(r.symbol)) and p.year)
    return group.day or next(years, "")


def plenums(named: list[Raw], groups: list[Group], before: str | None) -> None:
    """ "Nghị quyết Hội nghị Trung ương 8 khóa XI": by its subject, the one that the document cites, the registry."""
    made: dict[tuple[tuple[int, str], tuple[str, ...]], Group] = {}
    for raw in named:
        assert raw.plenum is not None
        choice = registry().plenum(*raw.plenum, raw.type, before, raw.title)
        among = [choice.found] if choice.found else list(choice.open)
        cited = [g for g in groups if g.entry in among] or [g for g in groups if _cites(g, {d.id for d in among})]
        if len(cited) == 1:
            if choice.found is not None:
                cited[0].entry, cited[0].open = choice.found, ()
            cited[0].members.append(raw)
            continue
        key = raw.plenum, (choice.found.id,) if choice.found else tuple(d.id for d in choice.open)
        if key not in made:
            made[key] = Group(entry=choice.found, open=choice.open, reason=choice.reason)
            groups.append(made[key])
        made[key].members.append(raw)


def _cites(group: Group, ids: set[str]) -> bool:
    """Whether a group that the registry left open is one of these."""
    return bool(ids & {d.id for d in group.open}) and not group.between


def registry_names(named: list[Raw], groups: list[Group], before: str | None) -> None:
    """Programmes known by name: "Chương trình GDPT 2018"; one of a later day or another body is not meant."""
    for raw in named:
        (entry, *_) = registry().by_name(raw.notes["name"])
        if (before and entry.date > before) or (raw.issuer and not same_body(raw.issuer, entry.issuer)):
            continue
        group = next((g for g in groups if g.entry is entry), None)
        if group is None:
            group = Group(entry=entry, reason="name")
            groups.append(group)
        group.members.append(raw)


def dated(mentions: list[Raw], groups: list[Group]) -> None:
    """A directive by its date alone is the numbered one of that date, type and issuer, if one is cited."""
    for raw in mentions:
        same = [g for g in groups if g.date == raw.date and any(r.type == raw.type for r in g.members)]
        if len(same) == 1:
            same[0].members.append(raw)
        else:
            groups.append(Group([raw], date=raw.date))


def short(mentions: list[Raw], groups: list[Group], keys: str, before: str | None) -> None:
    """ "Chỉ thị 14": what the document calls so, else the only one of that type and number, else left open.

    A bare type and number that neither the document nor the registry knows is no reference.
    """
    index: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        for key in {k for m in group.members for k in numbers_of(m)}:
            index[key].append(group)
    called: dict[tuple[str, str], Group] = {}
    for raw in sorted(mentions, key=lambda r: r.start):
        key = raw.type or "", raw.number or ""
        fits = [g for g in index[key] if not g.between and _may_be(g, raw)]
        if (owner := _defined(keys, raw, fits)) is not None:
            called[key] = owner
        if key in called and called[key] in fits:
            fits = [called[key]]
        if len(fits) == 1:
            fits[0].members.append(raw)
        elif fits:
            _open_between(raw, tuple(fits), groups)
        elif not index[key]:
            if _stands_alone(keys, raw):
                _from_registry(raw, groups, before)
            if raw.date and not any(raw in g.members for g in groups):
                groups.append(Group([raw], date=raw.date))
                index[key].append(groups[-1])


def _stands_alone(keys: str, raw: Raw) -> bool:
    """Whether the number behind the type counts nothing: "Nghị quyết 20 nhiệm vụ" does."""
    after = keys[raw.end : raw.end + 12].split()
    return not after or not keys[raw.end].isspace() or after[0] in words("short_followers") or raw.tail > raw.end


def _may_be(group: Group, raw: Raw) -> bool:
    if raw.date and group.day and not (group.day.startswith(raw.date) or raw.date.startswith(group.day)):
        return False
    bodies = [m.issuer for m in group.members if m.issuer]
    return not (raw.issuer and bodies) or any(same_body(raw.issuer, body) for body in bodies)


def _defined(keys: str, raw: Raw, fits: list[Group]) -> Group | None:
    """The directive behind which "(sau đây gọi tắt là Nghị quyết 57)" stands."""
    at = keys.rfind("(", max(0, raw.start - DEFINED_REACH), raw.start)
    if at < 0 or not any(word in keys[at : raw.start] for word in words("short_name_words")):
        return None
    before = [(m.start, i) for i, g in enumerate(fits) for m in g.members if m.start < at and m.symbol]
    return fits[max(before)[1]] if before else None


def _open_between(raw: Raw, fits: tuple[Group, ...], groups: list[Group]) -> None:
    group = next((g for g in groups if g.between == fits), None)
    if group is None:
        group = Group(between=fits)
        groups.append(group)
    group.members.append(raw)


def _from_registry(raw: Raw, groups: list[Group], before: str | None) -> None:
    """ "Nghị quyết 57 của Bộ Chính trị" in a document that prints no symbol: by body, term or subject, else open."""
    found = registry().numbered(raw.type or "", raw.number or "", before)
    if not found:
        return
    choice = registry().choose(
        found[0].symbol, date=raw.date, before=before, title=raw.title, term=term_of(raw.issuer), issuer=raw.issuer
    )
    sure = choice.found if choice.reason in ("date", "subject", "issuer", "term") else None
    left = found if sure is None else ()
    if sure is None and (raw.issuer or raw.date) and not choice.open and choice.found is None:
        return
    group = next((g for g in groups if (g.entry is sure if sure else g.open == left and not g.between)), None)
    if group is None:
        group = Group(entry=sure, open=left, reason=choice.reason if sure else "")
        groups.append(group)
    group.members.append(raw)


def above(mentions: list[Raw], groups: list[Group], keys: str) -> None:
    """ "Nghị quyết nêu trên": the one of that type in the paragraph so far, else the only one so far, else left open;
    "Nghị quyết này" the one in the last paragraph that names one."""
    for raw in mentions:
        before = [
            (m.start, i)
            for i, g in enumerate(groups)
            for m in g.members
            if m.type == raw.type and m.start < raw.start and m.rule != raw.rule and not g.between
        ]
        if not before:
            continue
        at = raw.start if raw.rule == "ref-above" else max(before)[0]
        paragraph = keys.rfind("\n", 0, at)
        near = list(dict.fromkeys(i for start, i in sorted(before) if start > paragraph))
        fits = near or list(dict.fromkeys(i for _, i in sorted(before)))
        if len(fits) == 1:
            groups[fits[0]].members.append(raw)
        else:
            _open_between(raw, tuple(groups[i] for i in fits), groups)


def is_many(keys: str, at: int) -> bool:
    """Whether a word of number stands before: "các Nghị quyết nêu trên"."""
    window = keys[max(0, at - 12) : at].split()
    return bool(window) and window[-1] in rule_pack().words("references", "plural_words")
