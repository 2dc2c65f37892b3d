"""What generated plans are made of: words from ``corpus/generator/words.yaml``, places from the rules."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import yaml

from docparse.datafiles import data_folder
from docparse.identity.communes import communes
from docparse.identity.provinces import provinces_by_slug

_SKEW = 1.0  # Zipf's exponent: how much more often the first of a list is drawn than the next ones
_LEVELS = ("thành phố ", "thị xã ", "thị trấn ", "huyện ", "quận ", "phường ", "xã ")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of government: ``about`` in titles, its leading ``so``, ``bo``, ``phong``; ``goals`` are (name, unit)."""

    about: str
    so: str
    bo: str
    phong: str
    objects: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class District:
    """A district before 2025-07-01 ("huyện Mường Ảng") with its communes ("xã Búng Lao")."""

    name: str
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A province before 2025-07-01: ``level`` "tỉnh" or "thành phố"."""

    name: str
    level: str
    districts: tuple[District, ...]

    @property
    def titled(self) -> str:
        return f"{self.level} {self.name}"


@dataclass(frozen=True, slots=True)
class Words:
    """``lists``: the other lists of the file by their names."""

    fields: tuple[Field, ...]
    lists: dict[str, tuple[str, ...]]
    areas: tuple[Area, ...]

    def drawn(self, rng: random.Random, name: str, count: int) -> list[str]:
        """Different members of a list, each as likely as the other."""
        return rng.sample(self.lists[name], count)


@cache
def words() -> Words:
    """Read once."""
    path = data_folder("corpus/generator") / "words.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = tuple(
        Field(f["about"], f["so"], f["bo"], f["phong"], tuple(f["objects"]), tuple(map(_goal, f["goals"])))
        for f in data.pop("fields")
    )
    return Words(fields, {name: tuple(values) for name, values in data.items()}, _areas())


def _goal(line: str) -> tuple[str, str]:
    name, _, unit = line.partition(" | ")
    return name, unit


def _areas() -> tuple[Area, ...]:
    provinces = provinces_by_slug()
    found: dict[str, dict[str, set[str]]] = {}
    for province, district, commune in communes().of_old():
        if any(map(str.isdigit, district + commune)):
            continue  # "Phường 12" is in dozens of districts
        found.setdefault(province, {}).setdefault(district, set()).add(commune)
    return tuple(
        Area(provinces[slug].name, provinces[slug].level, _districts(districts))
        for slug, districts in sorted(found.items())
        if slug in provinces
    )


def _districts(found: dict[str, set[str]]) -> tuple[District, ...]:
    return tuple(District(name, tuple(sorted(inside))) for name, inside in sorted(found.items()))


def bare(place: str) -> str:
    """ "thị xã Mường Lay" → "Mường Lay"."""
    return next((place[len(level) :] for level in _LEVELS if place.startswith(level)), place)


def zipf(rng: random.Random, values: Sequence[Any]) -> Any:
    """One value, an earlier one likelier."""
    weights = _weights(len(values))
    return values[bisect(weights, rng.random() * weights[-1])]


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (n + 1) ** _SKEW for n in range(count)))
