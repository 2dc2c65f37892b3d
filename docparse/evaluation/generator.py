"""Plans of any number, written by a seed and true to form, with what is known of them because they were made so.

Documents come in families: one subject from a resolution of the Centre down to communes, five levels deep. Any one of
them is written by itself, so that several processes may write different ones of the same set.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from docparse.evaluation.generator_words import Area, District, Field, words, zipf

Level = Literal["trung ương", "chính phủ", "tỉnh", "sở", "huyện", "xã"]

_PROVINCES, _SO, _DISTRICTS, _COMMUNES = 8, 3, 3, 4  # of one family; of each province, district
_FIRST, _DAYS = date(2016, 1, 11), 2600  # families begin within so many days: the bodies of that time, none of 2025


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency as printed and ``home``, the province that tells it from its namesakes ("" for a central one).

    ``own``: asked by ``asked`` it is one body, not a group or an office inside another.
    """

    name: str
    home: str = ""
    own: bool = True

    @property
    def asked(self) -> str:
        return f"{self.name} {self.home}".strip()


@dataclass(frozen=True, slots=True)
class KnownTask:
    """A task: its words, ``matter`` those that say what is to be done, who has which part ("lead", "implement",
    "coordinate") and until when (``2025``, ``2025-06`` or ``2025-06-30``)."""

    text: str
    matter: str
    parts: tuple[tuple[str, KnownAgency], ...] = ()
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What names a document and where it stands in its family; ``upper`` is the one that it carries out."""

    level: Level
    type: str
    symbol: str
    issuer: str
    date: date
    field: Field
    upper: Paper | None
    area: Area | None = None
    district: District | None = None
    commune: str = ""
    so: str = ""

    @property
    def cited(self) -> str:
        return f"{self.type} số {self.symbol} ngày {self.date:%d/%m/%Y} của {self.issuer}"

    @property
    def chain(self) -> tuple[Paper, ...]:
        """The documents above, the nearest first."""
        return () if self.upper is None else (self.upper, *self.upper.chain)


@dataclass(frozen=True, slots=True)
class Generated:
    """A document: ``name`` of its file, its ``text``, and what is known of it by construction."""

    name: str
    text: str
    paper: Paper
    tasks: tuple[KnownTask, ...]


def _members() -> tuple[tuple[Level, int, int, int], ...]:
    """The places of a family: level, which province, which sở or district, which commune."""
    out: list[tuple[Level, int, int, int]] = [("trung ương", 0, 0, 0), ("chính phủ", 0, 0, 0)]
    for province in range(_PROVINCES):
        out.append(("tỉnh", province, 0, 0))
        for district in range(_DISTRICTS):
            out.append(("huyện", province, district, 0))
            out += [("xã", province, district, commune) for commune in range(_COMMUNES)]
        out += [("sở", province, so, 0) for so in range(_SO)]
    return tuple(out)


_MEMBERS = _members()


class Generator:
    """A set of ``count`` documents, of about ``size`` bytes of UTF-8 each; the same for the same ``seed``."""

    def __init__(self, count: int, seed: int = 0, size: int = 9_000) -> None:
        self.count = count
        self.seed = seed
        self.size = size

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Generated]:
        return map(self.document, range(self.count))

    def document(self, number: int) -> Generated:
        """The document of a number from 0."""
        from docparse.evaluation.generator_text import write

        paper = self.paper(number)
        text, tasks, table = write(paper, self._rng("text", number), self.size)
        return Generated(f"{number:07d}{'.md' if table else '.txt'}", text, paper, tasks)

    def paper(self, number: int) -> Paper:
        """What a document is called and stands under, without its text."""
        family, place = divmod(number, len(_MEMBERS))
        level, province, second, commune = _MEMBERS[place]
        rng = self._rng("family", family)
        field: Field = zipf(rng, words().fields)
        areas = rng.sample(words().areas, _PROVINCES)
        begun = _FIRST + timedelta(rng.randrange(_DAYS))
        issued = begun + timedelta(rng.randint(40, 90))
        top = Paper("trung ương", "Nghị quyết", f"{101 + family}-NQ/TW", "Bộ Chính trị", begun, field, None)
        state = Paper("chính phủ", "Nghị quyết", f"{201 + family}/NQ-CP", "Chính phủ", issued, field, top)
        if level in ("trung ương", "chính phủ"):
            return top if level == "trung ương" else state
        area = areas[province]
        rng = self._rng("area", family, province)
        so = [field.so, *rng.sample([name for name in words().lists["common"] if name != field.so], _SO - 1)]
        districts = rng.sample(area.districts, min(_DISTRICTS, len(area.districts)))
        number_ = 2 * family  # levels begin at different numbers: no document has the one of the document above it
        day = issued + timedelta(rng.randint(20, 80))
        upper = Paper("tỉnh", "Kế hoạch", f"{number_ + 151}/KH-UBND", f"UBND {area.titled}", day, field, state, area)
        if level == "tỉnh":
            return upper
        rng = self._rng("below", family, province, level == "sở", second)
        day += timedelta(rng.randint(15, 50))
        if level == "sở":
            name = so[second]
            issuer = f"{name} {area.titled}"
            symbol = f"{number_ + 61}/KH-{initials(name)}"
            return Paper("sở", "Kế hoạch", symbol, issuer, day, field, upper, area, so=name)
        district = districts[second % len(districts)]
        number_ += second // len(districts)  # a province of few districts: the same one twice
        issuer = f"UBND {district.name}"
        lower = Paper("huyện", "Kế hoạch", f"{number_ + 102}/KH-UBND", issuer, day, field, upper, area, district)
        if level == "huyện":
            return lower
        inside = rng.sample(district.communes, min(_COMMUNES, len(district.communes)))
        day += timedelta(7 + 4 * commune)
        number_ += commune // len(inside)
        name = inside[commune % len(inside)]
        symbol = f"{number_ + 33}/KH-UBND"
        return Paper("xã", "Kế hoạch", symbol, f"UBND {name}", day, field, lower, area, district, name)

    def _rng(self, *parts: object) -> random.Random:
        return random.Random(f"{self.seed}:{parts}")


def initials(name: str) -> str:
    """ "Sở Giáo dục và Đào tạo" → "SGDĐT"."""
    return "".join(word[0].upper() for word in name.split() if word not in ("và", "-"))


__all__ = ["Generated", "Generator", "KnownAgency", "KnownTask", "Level", "Paper", "initials"]
