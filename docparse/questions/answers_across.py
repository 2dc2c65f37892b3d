"""The answers that hold two documents, or a document's goals and tasks, against each other (S6, S11, S12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.model import Comparator
from docparse.questions.answer import Answer
from docparse.questions.answers import DocumentRef, Quote

ItemKind = Literal["goal", "task", "passage"]
Verdict = Literal["carried", "possible", "against", "missing"]
DiscordKind = Literal["against", "later", "lead"]
NumberKind = Literal["lower", "higher", "due", "unsaid"]
Condition = Literal["funding", "inspection", "reporting", "communication", "planning"]
Sign = Literal["+", "-", "~"]


@dataclass(frozen=True, slots=True)
class SharedWords(Answer):
    """Words of both passages, synonyms read as one, and what they weigh (rarer is heavier; see ``likewords``)."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence(Answer):
    """Why two items match: words, agencies and directives of both, words of both headings."""

    words: tuple[SharedWords, ...]
    agencies: tuple[str, ...]
    references: tuple[str, ...]
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Discord(Answer):
    """Where a lower task departs from the upper one that it answers; ``upper`` and ``lower`` as printed.

    ``against``: one says not to do what the other says to do; ``later``: its deadline is later; ``lead``: another
    agency than the one that the upper plan gave the work to.
    """

    kind: DiscordKind
    upper: str
    lower: str


@dataclass(frozen=True, slots=True)
class Matched(Answer):
    """An item that answers another. ``kind`` ``passage`` is a line that was read as neither goal nor task."""

    document: DocumentRef
    id: str
    kind: ItemKind
    text: str
    quote: Quote
    score: float
    evidence: Evidence
    discords: tuple[Discord, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure(Answer):
    """A numeric target as it stands in its document."""

    name: str
    comparator: Comparator
    value: float
    value_to: float | None
    unit: str | None
    approximate: bool
    change: Literal["increase", "decrease"] | None
    due: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class NumberRow(Answer):
    """One target in both documents. ``lower``: the lower plan asks for less; ``higher``: for more, which is no fault;
    ``due``: for another year; ``unsaid``: its passage that answers, at ``quote``, does not have the number, nor has the
    plan a target of this name: then ``lower`` is None."""

    kind: NumberKind
    upper: Figure
    lower: Figure | None
    document: DocumentRef
    quote: Quote


@dataclass(frozen=True, slots=True)
class CoverageRow(Answer):
    """A goal or task of the upper document. ``agencies`` are those that it names to lead or carry it out;
    ``elsewhere``: all of them are bodies that the lower plans give nothing to, so nothing is to be expected there.
    ``nearest`` is what comes nearest where nothing matches, None where nothing shares a telling word."""

    id: str
    kind: ItemKind
    text: str
    quote: Quote
    agencies: tuple[str, ...]
    elsewhere: bool
    verdict: Verdict
    score: float
    matches: tuple[Matched, ...]
    nearest: Matched | None = None


@dataclass(frozen=True, slots=True)
class Lower(Answer):
    """A lower document. ``relation`` is how it names the upper one, None if it does not; ``own`` counts goals and
    tasks of its own that answer nothing above, of ``items``."""

    document: DocumentRef
    relation: str | None
    items: int
    own: int


@dataclass(frozen=True, slots=True)
class CoverageAnswer(Answer):
    """S11. ``missing`` counts all items not seen below, ``elsewhere`` those among them that are other bodies' work.

    ``against`` counts items that a lower plan turns into their contrary and nothing carries on."""

    upper: DocumentRef
    lowers: tuple[Lower, ...]
    rows: tuple[CoverageRow, ...]
    numbers: tuple[NumberRow, ...]
    carried: int
    possible: int
    missing: int
    elsewhere: int
    against: int = 0


@dataclass(frozen=True, slots=True)
class MatrixRow(Answer):
    """A goal with the tasks that serve it, the likeliest first."""

    id: str
    text: str
    quote: Quote
    tasks: tuple[Matched, ...]


@dataclass(frozen=True, slots=True)
class MatrixTask(Answer):
    """A task by itself; ``condition`` says how it supports the plan as a whole."""

    id: str
    text: str
    quote: Quote
    agencies: tuple[str, ...]
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class MatrixAnswer(Answer):
    """S6. ``orphans`` are tasks that serve no goal, ``conditions`` those that serve all of them (funding, reports …);
    ``rows`` without tasks are goals that nothing serves."""

    document: DocumentRef
    rows: tuple[MatrixRow, ...]
    orphans: tuple[MatrixTask, ...]
    conditions: tuple[MatrixTask, ...]
    tasks: int


@dataclass(frozen=True, slots=True)
class WordChange(Answer):
    """Words in a row: ``sign`` ``=`` in both, ``-`` only in the old, ``+`` only in the new."""

    sign: Literal["=", "-", "+"]
    text: str


@dataclass(frozen=True, slots=True)
class Change(Answer):
    """What became different. ``field`` is that of the contract (``lead``, ``due``, ``product``, ``indicator``,
    ``text``, ``title`` …); ``old``, ``new`` as printed, None where there is none, for a role
    only the agencies that differ; ``words`` only for ``text``."""

    field: str
    old: str | None
    new: str | None
    words: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class DiffRow(Answer):
    """A goal, task, directive or sentence: added (``+``), dropped (``-``) or changed (``~``)."""

    sign: Sign
    text: str
    old_id: str | None
    new_id: str | None
    old: Quote | None
    new: Quote | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class DiffAnswer(Answer):
    """S12, in the order of the new document; what was dropped stands where it stood.

    ``passages`` are sentences that belong to no goal, task, directive or field of the header.
    """

    old: DocumentRef
    new: DocumentRef
    header: tuple[Change, ...]
    goals: tuple[DiffRow, ...]
    tasks: tuple[DiffRow, ...]
    references: tuple[DiffRow, ...]
    same_goals: int
    same_tasks: int
    passages: tuple[DiffRow, ...] = ()
