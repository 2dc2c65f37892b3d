"""Agencies that no longer exist on the day of the document, or that are not the document's to command."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.folding import canon
from docparse.identity.agencies import AgencyMention, agency_book
from docparse.identity.homes import home_of_document
from docparse.identity.provinces import place_slug, province_at, provinces_by_slug, titled
from docparse.identity.standings import exists_at
from docparse.identity.successions import Successor, successors
from docparse.lint.findings import Finding, finding
from docparse.lint.view import View
from docparse.model import Assignment

_NEAR = 40  # characters before a name in which the date of a citation ends
_PARTED = re.compile(r"[.;\n]")
_AGENCY = "agency:"
_DOING = frozenset({"lead", "implement"})
_OF = 8  # characters between that date and the name


def check_agencies(view: View) -> Iterator[Finding]:
    """DP731 for each body that has ended, with what it has become; past times and words of others do not count.

    DP732 for each body of another province.
    """
    yield from _foreign(view)
    place = view.plan.document.place
    gone: dict[str, list[AgencyMention]] = {}
    ended: dict[str, tuple[Successor, ...]] = {}
    private = view.pack.words("lint", "private_kinds")
    for mention in view.agencies:
        if mention.kind in private:
            continue
        if mention.name not in ended:
            ended[mention.name] = _became(mention.name, place, view.day)
        if ended[mention.name] and _is_meant_now(view, mention):
            gone.setdefault(agency_book().agency_id(mention.name, place), []).append(mention)
    for mentions in gone.values():
        after = ended[mentions[0].name]
        since = min(one.path[0].since for one in after)
        now = "; ".join(f"{one.name} ({one.what})" if one.what else one.name for one in after)
        detail = f"{mentions[0].name}: từ {_vn(since)} là {now} (xét đến {_vn(view.day)})"
        bases = "; ".join(dict.fromkeys(one.basis for one in after))
        spots = tuple(view.spot(m.start, m.end, around=True) for m in mentions)
        yield finding("DP731", detail, spots, why=bases)


def _foreign(view: View) -> Iterator[Finding]:
    """Bodies of another province that a province's paper gives tasks."""
    home = home_of_document(view.plan.document, view.text)
    if home.central or home.province is None:
        return
    own = province_at(home.province, view.day)
    local = view.pack.phrase("lint", "province_bodies")
    found: dict[str, list[Assignment]] = {}
    for task in view.plan.tasks:
        for part in task.assignments:
            place = place_slug((part.agency_id or "").removeprefix(_AGENCY).partition(":")[0])
            given = part.role in _DOING and part.basis != "default" and local.match(canon(part.agency))
            asked = view.has("invitations", max(0, part.start - _NEAR), part.start)
            if given and not asked and place in provinces_by_slug() and province_at(place, view.day) != own:
                found.setdefault(part.agency, []).append(part)
    for name, parts in found.items():
        spots = tuple(view.spot(part.start, part.end, around=True) for part in parts)
        yield finding("DP732", f"{name}; văn bản của {titled(own or '', view.day)}", spots)


def _became(name: str, place: str | None, day: str) -> tuple[Successor, ...]:
    """What stands in the place of a body that is certainly gone; empty where the name is still in use."""
    if exists_at(name, place, day) is not False:
        return ()
    after = successors(name, place, day)
    still = any(one.name.lower().startswith(name.lower()) for one in after)
    return () if still else after


def _is_meant_now(view: View, mention: AgencyMention) -> bool:
    start, at = mention.start, max(0, mention.start - _NEAR)
    if view.is_quoted(start, mention.end):
        return False
    for date in view.pack.find("references", "date", view.keys, at, start):
        if start - date.end <= _OF and not _PARTED.search(view.text, date.end, start):
            return False  # "… ngày 11/01/2018 của Bộ …"
    return not view.has("former", *view.sentence(start, mention.end))


def _vn(day: str) -> str:
    return "/".join(reversed(day.split("-")))
