"""The provinces and cities over time, from ``rules/provinces.yaml``: 63 before 2025-07-01, 34 since, cities of 2026."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from docparse.folding import fold_key
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

CITY, PROVINCE = 0, 1  # places in the list of levels


@dataclass(frozen=True, slots=True)
class Province:
    """A province by its slug (``dien.bien``). Dates are ISO; from ``until`` on ``into`` has taken it in.

    ``level`` is the level at first, ``city_from`` the day from which it is a city.
    """

    slug: str
    name: str
    level: str
    since: str | None = None
    until: str | None = None
    into: str | None = None
    city_from: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ProvinceChange:
    """What became of a province on a day: taken in by another, or the same one as a city."""

    date: str
    to: str
    basis: str


def first_day(date: str) -> str:
    """The first day of a date as exact as it is known: ``2025-03`` -> ``2025-03-01``."""
    return date + "0000-01-01"[len(date) :]


def last_day(date: str) -> str:
    """The last day of a date as exact as it is known: ``2025-02`` -> ``2025-02-28``."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:7]))[1]}"
    return date


def place_slug(place: str | None) -> str | None:
    """The province's slug of ``tỉnh Điện Biên``, ``Điện Biên``, ``dien.bien`` or a jurisdiction ``vn;dien.bien;x``."""
    words = (place or "").removeprefix("vn;").partition(";")[0]
    found = re.sub(r"^(?:tinh|thanh pho|tp) ", "", fold_key(words.replace(".", " "))).replace(" ", ".")
    return found if found not in ("", "vn") else None


@per_pack()
def provinces_by_slug() -> dict[str, Province]:
    """All provinces that there are or were."""
    out = {}
    for e in rule_pack().file("provinces").entries:
        dates = {key: str(e[key]) if key in e else None for key in ("since", "until", "city_from")}
        into = place_slug(e.get("into"))
        slug = place_slug(e["province"]) or ""
        out[slug] = Province(slug, e["province"], e["level"], into=into, basis=e.get("basis", ""), **dates)
    return out


def province_change(slug: str | None, since: str, at: str) -> ProvinceChange | None:
    """The first change of a province after the day ``since``, ``at`` the latest."""
    found = provinces_by_slug().get(slug or "")
    if found is None:
        return None
    if found.until and found.into and since < found.until <= at:
        return ProvinceChange(found.until, found.into, found.basis)
    if found.city_from and since < found.city_from <= at:
        return ProvinceChange(found.city_from, found.slug, found.basis)
    return None


def province_at(slug: str | None, at: str) -> str | None:
    """Which province holds the place on a day: ``yen.bai`` -> ``lao.cai`` from 2025-07-01."""
    known = provinces_by_slug()
    while slug in known and (until := known[slug].until) and until <= at:
        slug = known[slug].into
    return slug


def province_exists(slug: str, at: str) -> bool | None:
    """Whether there is a province of that name on a day; None where the list does not hold it."""
    found = provinces_by_slug().get(slug)
    if found is None:
        return None
    return (found.since is None or found.since <= at) and (found.until is None or at < found.until)


def is_city(slug: str, at: str) -> bool:
    """Whether a province is a city under central rule on a day."""
    found = provinces_by_slug().get(slug)
    if found is None:
        return False
    return found.level == province_levels()[CITY] or bool(found.city_from and found.city_from <= at)


def titled(slug: str, at: str) -> str:
    """``tỉnh Điện Biên``, ``thành phố Bắc Ninh``, ``Thành phố Hồ Chí Minh`` as called on a day."""
    found = provinces_by_slug().get(slug)
    if found is None:
        return slug.replace(".", " ")
    level = province_levels()[CITY if is_city(slug, at) else PROVINCE]
    capital = fold_key(found.name) in {fold_key(n) for n in rule_pack().words("provinces", "capital_city")}
    return f"{level.capitalize() if capital else level} {found.name}"


@per_pack()
def province_levels() -> tuple[str, ...]:
    """The words for a city and a province, in the order of CITY, PROVINCE."""
    return tuple(rule_pack().raw("provinces")["lists"]["levels"])


__all__ = [
    "Province",
    "ProvinceChange",
    "first_day",
    "is_city",
    "last_day",
    "place_slug",
    "province_at",
    "province_change",
    "province_exists",
    "province_levels",
    "provinces_by_slug",
    "titled",
]
