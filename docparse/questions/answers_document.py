"""The answers about one document: its goals (S5), its references (S7), its tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.model import Comparator, Known, Relation, SectionRole
from docparse.questions.answer import Answer
from docparse.questions.answers import DirectiveRef, DocumentRef, Quote

GoalRowKind = Literal["indicator", "milestone", "qualitative"]


@dataclass(frozen=True, slots=True)
class GoalRow(Answer):
    """A line of S5. For an indicator ``name comparator value unit``; a milestone and a qualitative goal have only
    ``name`` and perhaps ``due``. ``responsible``: the agencies that a table names beside the target."""

    code: str
    kind: GoalRowKind
    name: str
    comparator: Comparator | None
    value: float | None
    value_to: float | None
    unit: str | None
    approximate: bool
    change: Literal["increase", "decrease"] | None
    due: str | None
    goal_id: str
    quote: Quote
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalsAnswer(Answer):
    """``percentages`` counts the indicators in %; ``goals`` all goals."""

    document: DocumentRef
    rows: tuple[GoalRow, ...]
    goals: int
    indicators: int
    percentages: int
    milestones: int
    qualitative: int
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Notice(Answer):
    """A remark of the parser with its passage."""

    code: str
    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Mention(Answer):
    """One mention. ``of`` is None for this document, else the directive that stands in the relation."""

    relation: Relation
    relation_label: str
    of: str | None
    of_label: str | None
    quote: Quote
    rule: str


@dataclass(frozen=True, slots=True)
class ReferenceRow(Answer):
    """A line of S7, one a directive. ``relation`` is the strongest one; ``known`` is what only the registry knows;
    ``candidates`` is what it may be, where the text leaves that open; ``inferred``: that it is this one is docparse's
    inference."""

    target: str
    label: str
    type: str | None
    symbol: str | None
    title: str | None
    date: str | None
    issuer: str | None
    relation: Relation
    relation_label: str
    of_label: str | None
    count: int
    mentions: tuple[Mention, ...]
    known: Known | None
    in_store: bool
    warnings: tuple[Notice, ...]
    candidates: tuple[DirectiveRef, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ReferencesAnswer(Answer):
    document: DocumentRef
    rows: tuple[ReferenceRow, ...]
    mentions: int
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Counts(Answer):
    """How much a section (with all below it) or a document holds."""

    goals: int
    indicators: int
    tasks: int
    unassigned: int
    references: int


@dataclass(frozen=True, slots=True)
class SectionNode(Answer):
    """``path`` is the label path (``V.1``); ``counts`` include the sections below."""

    id: str
    label: str | None
    path: str
    heading: str
    role: SectionRole
    role_label: str
    counts: Counts
    sections: tuple[SectionNode, ...]


@dataclass(frozen=True, slots=True)
class Version(Answer):
    """A version of a document; times are ISO in UTC."""

    version: int
    sha256: str
    rules: str
    file: str | None
    added: str
    current: bool


@dataclass(frozen=True, slots=True)
class ShowAnswer(Answer):
    document: DocumentRef
    sections: tuple[SectionNode, ...]
    counts: Counts
    versions: tuple[Version, ...]
    warnings: tuple[Notice, ...]
