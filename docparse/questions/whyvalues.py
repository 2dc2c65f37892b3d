"""What ``why`` answers: a fact with the rules behind it, or a line with the rules that came near.

Every span counts code points of the document's text; labels for people are Vietnamese.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.questions.answer import Answer
from docparse.questions.answers import Quote

FactKind = Literal["goal", "indicator", "milestone", "task", "reference", "section"]


@dataclass(frozen=True, slots=True)
class RuleCard(Answer):
    """A rule as its file states it. ``file`` and ``line`` are None where code decided: then ``why`` says how."""

    id: str
    file: str | None
    line: int | None
    label: str | None
    patterns: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Passage(Answer):
    """``text[start:end]`` of the document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Capture(Answer):
    """What a named part of a rule took (``date``, ``agency`` …)."""

    name: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class SectionWhy(Answer):
    """Where a fact stands. ``given_by`` is the heading that gave the role, ``rule`` what it matched."""

    id: str | None
    place: str
    heading: str
    role: str
    role_label: str
    given_by: str | None
    rule: RuleCard | None
    reason: str


@dataclass(frozen=True, slots=True)
class PartWhy(Answer):
    """Why an agency has its part: basis, rule, the pattern of the rule that matched, the cue's words.

    ``named_by`` is the entry that knows the name."""

    agency: str
    agency_id: str | None
    role: str
    role_label: str
    basis: str
    certainty: str
    rule: RuleCard
    pattern: str | None
    cue: Passage | None
    quote: Passage
    named_by: str | None


@dataclass(frozen=True, slots=True)
class DueWhy(Answer):
    """Why a task has its deadline."""

    text: str
    kind: str
    to: str | None
    rule: RuleCard | None
    pattern: str | None
    captures: tuple[Capture, ...]


@dataclass(frozen=True, slots=True)
class Lost(Answer):
    """A reading that was set aside, what it would have said, and why it was not taken."""

    what: str
    reason: str
    passage: Passage
    rule: RuleCard | None


@dataclass(frozen=True, slots=True)
class FactWhy(Answer):
    """One fact. ``before`` and ``after`` are the words around it; ``repeated``: a second reading of the text found
    it again (False where the text alone cannot show it, as in a Word table)."""

    kind: FactKind
    id: str
    quote: Quote
    before: str
    after: str
    says: str
    rule: RuleCard | None
    captures: tuple[Capture, ...]
    section: SectionWhy
    parts: tuple[PartWhy, ...]
    due: DueWhy | None
    lost: tuple[Lost, ...]
    repeated: bool


@dataclass(frozen=True, slots=True)
class ClauseWhy(Answer):
    """A clause that is no task, what excluded it, and the list or rule that did (``clauses.nouns``)."""

    passage: Passage
    reason: str
    source: str | None


@dataclass(frozen=True, slots=True)
class NearMiss(Answer):
    """A rule that began to match: what it took, which element it wanted next and what stood there instead.

    ``example``: words that the rule does match."""

    rule: RuleCard
    pattern: str
    matched: Passage
    expected: str
    found: str
    share: float
    example: str


@dataclass(frozen=True, slots=True)
class WhyAnswer(Answer):
    """``line`` counts from 1; it and ``passage``, ``in_file``, ``clauses``, ``near`` are set where one was asked for.

    ``line_of``: whether the line is one of the file or, for formats without lines, of the text as read.

    ``rules_changed``: the stored result is of other rules than those that explain it here."""

    asked: str
    document: str
    file: str | None
    facts: tuple[FactWhy, ...]
    line: int | None = None
    line_of: Literal["file", "text"] | None = None
    passage: Passage | None = None
    in_file: str = ""
    section: SectionWhy | None = None
    clauses: tuple[ClauseWhy, ...] = ()
    near: tuple[NearMiss, ...] = ()
    rules_changed: bool = False
