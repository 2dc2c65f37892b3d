"""Which bodies a body became, or came from: dated edges of ``rules/successions.yaml`` and of the provinces.

Names in a document stay as written; what is told here stands beside them, with its date and its legal basis.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docparse.folding import fold_key
from docparse.identity.agency_book import agency_book, listed
from docparse.identity.bodies import Body, body_of
from docparse.identity.communes import SINCE, communes
from docparse.identity.placechain import chain_of
from docparse.identity.placetails import place_tail
from docparse.identity.provinces import (
    first_day,
    last_day,
    province_at,
    province_change,
    provinces_by_slug,
)
from docparse.identity.succession_facts import COMMUNE, COUNTRY, DISTRICT, PART, PROVINCE, WHOLE, Edge, facts
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

_EVER = "0001-01-01"
_ALWAYS = "9999-12-31"
_MOST_STEPS = 12  # a chain that is longer goes in a circle


@dataclass(frozen=True, slots=True)
class Step:
    """One change on the way: ``since`` as exact as known ("2025-03"), ``share`` "toàn bộ" or "một phần"."""

    old: str
    new: str
    since: str
    share: str
    what: str | None
    basis: str
    certain: bool
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Successor:
    """A body that another became by a date, under its full name on that date ("Sở Tài chính tỉnh Điện Biên").

    ``since`` is the date of the last step, as exact as known. ``share`` is "một phần" if any step on the way gave only
    a part, ``what`` then says which. ``certain`` is False where a step has to be confirmed. ``path`` holds the steps,
    the earliest first. ``place`` is the province's slug, None for a body of the whole country. ``members``: the bodies
    of a group that a district's body became, by commune, where the district is named.
    """

    name: str
    agency_id: str
    place: str | None
    since: str
    share: str
    what: str | None
    basis: str
    certain: bool
    note: str | None
    path: tuple[Step, ...]
    members: tuple[str, ...] = ()


def successors(agency: str, place: str | None, at: str, since: str | None = None) -> tuple[Successor, ...]:
    """What ``agency`` has become by the date ``at``; empty where it goes on as it was, or nothing is known.

    ``agency`` is a name in any spelling or an id, ``place`` its province (slug, name or jurisdiction; a province in the
    name or id wins). ``at`` and ``since`` are ISO dates, also ``2025`` or ``2025-03``; changes before ``since`` (the
    date of the document, say) do not count, as the name then means the body of that day. A part given away by a body
    that goes on is among the results; ask :func:`exists_at` whether it does.
    """
    day = last_day(at)
    body = body_of(agency, place, first_day(since) if since else day)
    if not (is_clear(agency, place, day) and is_known(body)):
        return ()
    found: dict[tuple[str, str], Successor] = {}
    for path, last in _ends(body, first_day(since) if since else _EVER, day, (), (body.key,)):
        if path:
            made = replace(_told(path, last, day), members=_of_district(body, last, day))
            key = (made.agency_id, made.name)
            found[key] = _both(found[key], made) if key in found else made
    return tuple(found.values())


def predecessors(agency: str, place: str | None, at: str) -> tuple[Successor, ...]:
    """The earlier bodies that ``agency`` came from, by the date ``at``: those whose successors it is.

    Each under its own name at its end, with the path that leads from it to ``agency``.
    """
    day = last_day(at)
    body = body_of(agency, place, day)
    out: dict[str, Successor] = {}
    for older in _candidates(body) if is_clear(agency, place, day) and is_known(body) else ():
        for path, last in _ends(older, _EVER, day, (), (older.key,)):
            if path and _one(last, body) and not _one(older, body):
                made = _told(path, last, day)
                name = path[0].old
                own = replace(made, name=name, agency_id=older.id(path[0].since), place=older.place)
                out[name] = _both(out[name], own) if name in out else own
    return tuple(out.values())


def _one(body: Body, other: Body) -> bool:
    """Whether they are one body, however its name is put."""
    mine, theirs = ((b.key, b.place, b.level, fold_key(b.below)) for b in (body, other))
    return mine == theirs


def is_clear(agency: str, place: str | None, day: str) -> bool:
    """Whether the lists tell one place for a body; of an unknown or an open one nothing is told."""
    return agency.startswith(("agency:", "group:")) or chain_of(agency, place, day).clear


def is_known(body: Body) -> bool:
    """Whether the registry has such a body: of one that it has not nothing is told, whatever became of its place."""
    if body.key in facts().names or edges_of(body):
        return True
    found = agency_book().found(body.name)
    return found is not None and (found.group or listed(found.rule))


# --- walking -------------------------------------------------------------------------------------


@per_pack(1024)
def edges_of(body: Body) -> tuple[Edge, ...]:
    """The edges that begin at a body, the earliest first."""
    return tuple(e for e in _of(body) if e.new)


@per_pack(1024)
def endings(body: Body) -> tuple[Edge, ...]:
    """The edges that end a body and lead nowhere: nobody is known to have taken over."""
    return tuple(e for e in _of(body) if not e.new)


def _of(body: Body) -> Iterator[Edge]:
    return (
        e for e in facts().edges if e.begins_at(body.key, body.name) and _same_level(e, body) and _in_place(e, body)
    )


def _same_level(edge: Edge, body: Body) -> bool:
    return edge.level == body.level


def _in_place(edge: Edge, body: Body) -> bool:
    return (not edge.provinces or body.place in edge.provinces) and body.place not in edge.elsewhere


def _ends(
    body: Body, since: str, day: str, path: tuple[Step, ...], passed: tuple[str, ...]
) -> Iterator[tuple[tuple[Step, ...], Body]]:
    """The bodies at the ends of all ways from ``body``, changes after ``since`` and not after ``day``."""
    edges = [e for e in edges_of(body) if since < e.day <= day and _comes_through(e, passed)]
    edges = edges if len(path) < _MOST_STEPS else []
    ending = [e for e in edges if e.ends]
    ended = [e.day for e in endings(body) if since < e.day <= day]
    if body.level == COMMUNE and body.below and (new_ones := merged_communes(body, since, day)):
        for new, step in new_ones:
            yield from _ends(new, step.since, day, (*path, step), passed)
        return
    change = province_change(body.place, since, day) if body.level in (PROVINCE, COMMUNE) else None
    end = min([e.day for e in ending] + ([change.date] if change else []) + ended, default=_ALWAYS)
    for edge in edges:
        if edge.day < end or (edge.ends and edge.day == end):
            new = _target(edge, body)
            step = _step(edge, body, new, day)
            yield from _ends(new, edge.day, day, (*path, step), (*passed, new.key))
    if change and end == change.date and not any(e.day == end for e in ending):
        new = replace(body, place=change.to)
        step = Step(body.full_name(since), new.full_name(change.date), change.date, WHOLE, None, change.basis, True)
        yield from _ends(new, change.date, day, (*path, step), passed)
    elif not any(e.day == end for e in ending) and end not in ended:
        yield path, body


def _comes_through(edge: Edge, passed: tuple[str, ...]) -> bool:
    return not edge.through or passed[0] in edge.through or any(key in edge.through for key in passed[:-1])


def _target(edge: Edge, body: Body) -> Body:
    if edge.level == COUNTRY:
        return Body(edge.new, edge.name, COUNTRY)
    found = body_of(edge.name, province_at(body.place, edge.day))
    level = PROVINCE if found.level == DISTRICT else found.level  # "Phòng …" of a commune
    return replace(found, level=COMMUNE if facts().whole_end.search(found.key) else level)


def _step(edge: Edge, old: Body, new: Body, day: str) -> Step:
    names = old.full_name(edge.day), new.full_name(edge.day)
    certain = edge.certain and day >= edge.settled
    return Step(*names, edge.date, edge.share, edge.what, edge.basis, certain, edge.note)


def _told(path: tuple[Step, ...], last: Body, day: str) -> Successor:
    return Successor(
        name=last.full_name(day),
        agency_id=last.id(day),
        place=last.place,
        since=path[-1].since,
        share=PART if any(s.share == PART for s in path) else WHOLE,
        what=_joined(s.what for s in path),
        basis=_joined(s.basis for s in path) or "",
        certain=all(s.certain for s in path),
        note=_joined(s.note for s in path),
        path=path,
    )


def _both(one: Successor, other: Successor) -> Successor:
    """Two ways to one body: the longer path is shown, the parts stand together."""
    what = _joined((one.what, other.what))
    return replace(max(one, other, key=lambda s: len(s.path)), what=what, certain=one.certain and other.certain)


def _of_district(body: Body, last: Body, day: str) -> tuple[str, ...]:
    """The bodies of the communes that a named district's communes went to."""
    tail = place_tail(f" {body.below}")
    if body.level != DISTRICT or last.level != COMMUNE or not body.below:
        return ()
    word, name = (tail.word, tail.proper) if tail else (None, body.below)
    if tail and (tail.several or not tail.proper):
        return ()
    found = communes().of_district(name, body.place, word)
    heir = place_tail(last.name)
    base = last.name[: heir.start] if heir else last.name
    return tuple(Body(fold_key(base), base, COMMUNE, c.province, c.titled).full_name(day) for c in found)


def merged_communes(body: Body, since: str, day: str) -> list[tuple[Body, Step]]:
    """What the communes' reform of 2025-07-01 made of a commune's body; empty where its commune kept its name."""
    if not (since < SINCE <= day):
        return []
    chain = chain_of(f"{body.name} {', '.join(filter(None, (body.below, body.within)))}", body.place)
    if not chain.clear or (chain.now and chain.now.province == body.place):
        return []
    found = (chain.now,) if chain.now else tuple(dict.fromkeys(f.today for f in chain.then))
    share, basis = WHOLE if len(found) == 1 else PART, rule_pack().raw("communes")["why"]
    out = []
    for commune in found:
        new = replace(body, place=commune.province, below=commune.titled, within="")
        out.append((new, Step(body.full_name(since), new.full_name(SINCE), SINCE, share, None, basis, True)))
    return out


def _joined(parts: Iterator[str | None] | tuple[str | None, ...]) -> str | None:
    return "; ".join(dict.fromkeys(p for p in parts if p)) or None


def _candidates(body: Body) -> list[Body]:
    """Bodies from which a way may lead here: older names, in this province and in those that it took in."""
    if body.level == COMMUNE and body.below:
        return _of_communes(body)
    places = {body.place} | {p.slug for p in provinces_by_slug().values() if province_at(p.slug, _ALWAYS) == body.place}
    keys: dict[str, set[str]] = {body.key: {body.level}}
    queue = [body.key]
    while queue:
        new = queue.pop()
        for edge in facts().edges:
            if edge.new == new and edge.level not in keys.setdefault(edge.old, set()):
                keys[edge.old].add(edge.level)
                queue.append(edge.old)
    names = facts().names
    return [
        Body(key, names.get(key, body.name), level, None if level == COUNTRY else place)
        for key, levels in keys.items()
        for level in levels
        for place in sorted(places, key=str)
    ]


def _of_communes(body: Body) -> list[Body]:
    """The same body of each commune that the body's commune was made of."""
    now = chain_of(f"{body.name} {body.below}", body.place).now
    older = communes().made_of(now) if now else ()
    return [replace(body, place=f.province, below=f.titled, within=f.district) for f in older]


__all__ = ["Step", "Successor", "edges_of", "endings", "is_clear", "is_known", "predecessors", "successors"]
