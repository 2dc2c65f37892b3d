"""What the analyses of the whole graph answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docparse.questions.answer import Answer
from docparse.questions.answers import DirectiveRef, DocumentRef, Provenance, Quote, TaskView


@dataclass(frozen=True, slots=True)
class Step(Answer):
    """From a work to ``to``. ``quote`` is the passage of ``document`` that says so; None where only the registry does
    (``source`` is where that has it from)."""

    relation: str
    relation_label: str
    provenance: Provenance
    to: DirectiveRef
    document: DocumentRef | None
    quote: Quote | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Chain(Answer):
    """A way up from ``start``, a step after the other; a cycle leads back to it. ``length``: steps."""

    start: DirectiveRef
    length: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChainsAnswer(Answer):
    """The longest way up from each document that no other leads up to, the longest first, at most as many as asked
    for of ``total``; ``lengths``: how many of each length."""

    chains: tuple[Chain, ...]
    total: int
    lengths: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CyclesAnswer(Answer):
    """A cycle of each group of works that lead up to one another; ``works``: how many stand in such groups."""

    cycles: tuple[Chain, ...]
    total: int
    works: int


@dataclass(frozen=True, slots=True)
class Load(Answer):
    """An agency's tasks: all, by role, by the month ("2025-06", or the year alone) that they are due in.
    ``place``: its province, None for the country's."""

    agency: str
    agency_id: str
    place: str | None
    collective: bool
    tasks: int
    documents: int
    roles: Mapping[str, int]
    months: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LoadAnswer(Answer):
    """Agencies by their number of tasks, the most first, at most as many as asked for of ``total``; what is only
    inferred does not count."""

    agencies: tuple[Load, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Rootless(Answer):
    """A document that leads to no other, with how many of its tasks name none either."""

    document: DocumentRef
    tasks: int


@dataclass(frozen=True, slots=True)
class OrphansAnswer(Answer):
    """Tasks without a way up: at most as many as asked for of ``total``, and their documents."""

    documents: tuple[Rootless, ...]
    tasks: tuple[TaskView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Central(Answer):
    """A work that others lead up to: ``direct`` in one step, ``below`` in any number; ``example`` is one of them."""

    directive: DirectiveRef
    direct: int
    below: int
    example: Step | None
    example_of: DirectiveRef | None


@dataclass(frozen=True, slots=True)
class CentralAnswer(Answer):
    """Works by how many lead up to them, the most first, at most as many as asked for of ``total``."""

    works: tuple[Central, ...]
    total: int
