"""The values that flow through docparse, from a file's blocks to a finished Plan.

All types are frozen and slotted. Every ``start``/``end`` counts Unicode code points
in the text of one document (:attr:`Source.text`, :attr:`Plan.text`), end exclusive.
``Plan.to_dict`` gives the public JSON form ("docparse/1").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal

SCHEMA = "docparse/1"
_LEAVES = frozenset({str, int, float, bool, type(None)})

BlockKind = Literal["paragraph", "table", "footnote"]
SectionRole = Literal[
    "preamble", "purpose", "goals", "tasks", "schedule", "funding", "organisation", "appendix", "closing", "other"
]
AgencyRole = Literal["lead", "implement", "coordinate", "monitor", "receive"]
Basis = Literal["explicit", "heading", "table", "inherited", "default", "confirmed", "corrected"]
Relation = Literal[
    "basis", "implements", "amends", "replaces", "repeals", "guides", "continues", "approves", "attached_to", "cites"
]
DueKind = Literal["by", "within", "period", "recurring", "ongoing"]
Every = Literal["week", "month", "quarter", "half-year", "year"]
Comparator = Literal["<", "<=", "=", ">=", ">"]


# --- reading: what a file holds -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block stands in its file; None where the format has no such count. All counts start at 1."""

    line: int | None = None
    paragraph: int | None = None
    table: int | None = None
    page: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: ``text[start:end]``, which may hold line breaks; a merged cell stands once."""

    start: int
    end: int
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, table or footnote in the order of the file.

    ``heading`` is the level the format itself gives (Markdown ``#``, Word outline level), else None.
    ``bold`` counts the code points at the start of the block that are set in bold (or italics):
    the whole length for a line all in bold, 0 for plain text. ``rows`` is empty but for tables;
    ``places`` then says where each row stands. ``turns``: offsets from which a paragraph stands elsewhere, on the
    next page. ``centered``: the format sets it in the middle of the page.
    """

    kind: BlockKind
    start: int
    end: int
    origin: Origin = Origin()
    heading: int | None = None
    bold: int = 0
    centered: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()
    places: tuple[Origin, ...] = ()
    turns: tuple[tuple[int, Origin], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: NFC text, its blocks, and what went wrong on the way."""

    name: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[Remark, ...] = ()


# --- the plan: what the document says -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning with its code (``DP2xx``), a sentence in Vietnamese and the passage it is about."""

    code: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its file the text from ``start`` up to the next Place stands; counts from 1 as in :class:`Origin`."""

    start: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    position: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """The header by NĐ 30/2020/NĐ-CP or the Party's layout; None for what is not printed."""

    id: str
    type: str | None
    symbol: str | None
    issuer: str | None
    place: str | None
    date: str | None
    title: str | None
    secrecy: str | None = None
    urgency: str | None = None
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part. ``label`` as printed without punctuation; ``start``/``end`` cover heading and body."""

    id: str
    parent: str | None
    label: str | None
    heading: str
    role: SectionRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """A numeric target: ``name comparator value unit`` by ``due``; ``value_to`` closes a range."""

    name: str
    comparator: Comparator
    value: float
    unit: str | None
    start: int
    end: int
    value_to: float | None = None
    approximate: bool = False
    change: Literal["increase", "decrease"] | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    text: str
    due: str | None


@dataclass(frozen=True, slots=True)
class Goal:
    """One item of a goals section; ``paragraph`` counts from 1 within its section.

    ``responsible``: the agencies that a table of targets names beside it.
    """

    id: str
    section: str | None
    text: str
    start: int
    end: int
    indicators: tuple[Indicator, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    paragraph: int = 1
    responsible: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """An agency's part in a task. ``agency`` in the document's wording, abbreviations spelled out."""

    agency: str
    agency_id: str | None
    role: AgencyRole
    basis: Basis
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as printed and as dates (``2025``, ``2025-06`` or ``2025-06-30``); ``on`` is ``mm-dd``."""

    text: str
    kind: DueKind
    from_: str | None = None
    to: str | None = None
    every: Every | None = None
    on: str | None = None
    rule: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One directed action; ``paragraph`` counts from 1 within its section."""

    id: str
    section: str | None
    text: str
    start: int
    end: int
    assignments: tuple[Assignment, ...] = ()
    due: Due | None = None
    product: str | None = None
    indicators: tuple[Indicator, ...] = ()
    same_as: str | None = None
    references: tuple[str, ...] = ()
    paragraph: int = 1
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What only the registry knows of a directive."""

    symbol: str | None = None
    title: str | None = None
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of a directive. ``target`` is its URN:LEX id; ``of`` the citing directive, None for this document."""

    target: str
    of: str | None
    type: str | None
    symbol: str | None
    title: str | None
    date: str | None
    issuer: str | None
    relation: Relation
    text: str
    start: int
    end: int
    rule: str
    known: Known | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """A file that was joined to its plan: ``text[start:end]`` of the plan is its text."""

    name: str
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One document's result; :meth:`to_dict` is the public form. ``annexes`` are the files joined to it.

    ``read_from`` is the source of this result, not of its annexes; it is no part of the public form nor of equality.
    """

    document: Document
    sections: tuple[Section, ...]
    goals: tuple[Goal, ...]
    tasks: tuple[Task, ...]
    references: tuple[Reference, ...]
    warnings: tuple[Remark, ...]
    text: str
    source: Mapping[str, str | None] = field(default_factory=dict)
    annexes: tuple[Annex, ...] = ()
    places: tuple[Place, ...] = ()
    read_from: Source | None = field(default=None, compare=False, repr=False)

    def place_of(self, at: int) -> Place | None:
        """Where in its file ``text[at]`` stands; None where nobody noted it."""
        after = bisect_right(self.places, at, key=_start)
        return self.places[after - 1] if after else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of contract "docparse/1", keys in the order of the fields."""
        return {"schema": SCHEMA, **_plain(self)}


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of one of our types with their keys in JSON; none for other types."""
    return tuple((f.name, f.name.rstrip("_")) for f in fields(kind) if f.compare) if is_dataclass(kind) else ()


def _start(place: Place) -> int:
    return place.start


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [one if type(one) in _LEAVES else _plain(one) for one in value]
    if type(value) is Place:  # there are as many as paragraphs: what is not known takes no room
        return {name: found for name, _ in _keys(Place) if (found := getattr(value, name)) is not None}
    if isinstance(value, Mapping):
        return dict(value)
    keys = _keys(value.__class__)
    if not keys:
        return value
    out = {}
    for name, key in keys:
        one = getattr(value, name)
        out[key] = one if type(one) in _LEAVES else _plain(one)
    return out
