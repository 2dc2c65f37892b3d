"""Counts and figures, the errors behind them, and both readings of each fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docparse.filelines import FileLines

Item = Mapping[str, Any]
HEADLINE = ("header", "references", "goals", "indicators", "tasks", "assignments", "task deadlines")


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 (0 to 1, four digits) with the counts behind them."""

    precision: float
    recall: float
    f1: float
    matched: int
    predicted: int
    gold: int


@dataclass(slots=True)
class Count:
    """Items of one kind: matched, found, wanted."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, matched: int, predicted: int, gold: int) -> None:
        self.matched += matched
        self.predicted += predicted
        self.gold += gold

    def figures(self) -> Figures:
        """Nothing found where nothing was wanted is right."""
        precision = self.matched / self.predicted if self.predicted else float(not self.gold)
        recall = self.matched / self.gold if self.gold else 1.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return Figures(round(precision, 4), round(recall, 4), round(f1, 4), self.matched, self.predicted, self.gold)


@dataclass(frozen=True, slots=True)
class Miss:
    """One error. ``cause`` is a key such as ``task.split``; ``line`` is what ``docparse why`` takes."""

    document: str
    kind: str
    cause: str
    passage: str
    expected: str | None = None
    got: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a reading and whether the other reading has it too."""

    text: str
    right: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One fact in both readings, the text first; a side is empty where that reading has none."""

    kind: str
    gold: tuple[Part, ...]
    found: tuple[Part, ...]
    optional: bool = False

    @property
    def verdict(self) -> str:
        """``same``, ``differs``, ``missed``, ``invented`` or ``optional`` (missing, and may be)."""
        if not self.gold:
            return "invented"
        if not self.found:
            return "optional" if self.optional else "missed"
        return "same" if all(part.right for part in (*self.gold, *self.found)) else "differs"


@dataclass(slots=True)
class Tally:
    """What one document adds up to."""

    document: str
    text: str = ""
    lines: FileLines | None = None
    kinds: dict[str, Count] = field(default_factory=dict)
    roles: dict[str, Count] = field(default_factory=dict)
    bases: dict[str, Count] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, kind: str, matched: int, predicted: int, gold: int) -> None:
        self.kinds.setdefault(kind, Count()).add(matched, predicted, gold)

    def miss(
        self,
        kind: str,
        cause: str,
        passage: Any,
        expected: Any = None,
        got: Any = None,
        at: Item | None = None,
    ) -> None:
        """Note an error; ``at`` is the found item that it is about."""
        start = at.get("start") if at else None
        line = self.lines.number(start) if self.lines is not None and isinstance(start, int) else None
        want, have = (None if value is None else _said(value) for value in (expected, got))
        self.misses.append(Miss(self.document, kind, cause, _said(passage), want, have, line))


def _said(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " / ".join(map(_said, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {v}" for k, v in value.items() if v is not None and k not in ("start", "end", "rule"))
    return " ".join(str(value).split()) if value is not None else ""


def is_optional(item: Item) -> bool:
    """Debatable gold: right if found, not missed if absent."""
    return bool(item.get("optional") or item.get("bare"))


def wanted(gold: Sequence[Item], matched: set[int]) -> int:
    """How many gold items count: all but debatable ones that were not found."""
    return sum(j in matched or not is_optional(g) for j, g in enumerate(gold))


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document's figures; ``error`` is what a user reads where it could not be read at all."""

    name: str
    file: str
    mean_f1: float
    kinds: Mapping[str, Figures]
    rows: tuple[Row, ...]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Figures over all documents, by kind, agency role, basis and document, and every error."""

    documents: tuple[DocumentResult, ...]
    mean_f1: float
    kinds: Mapping[str, Figures]
    roles: Mapping[str, Figures]
    bases: Mapping[str, Figures]
    misses: tuple[Miss, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """Documents that could not be read."""
        return tuple(d.name for d in self.documents if d.error is not None)

    def to_dict(self, *, misses: bool = False) -> dict[str, Any]:
        """For ``--json``; errors one by one only if asked for, else counted by cause."""
        from dataclasses import asdict

        out: dict[str, Any] = {
            "documents": len(self.documents),
            "failed": list(self.failed),
            "mean_f1": self.mean_f1,
            "kinds": {k: asdict(f) for k, f in self.kinds.items()},
            "roles": {k: asdict(f) for k, f in self.roles.items()},
            "bases": {k: asdict(f) for k, f in self.bases.items()},
            "by_document": {
                d.name: {"mean_f1": d.mean_f1, "kinds": {k: asdict(f) for k, f in d.kinds.items()}}
                for d in self.documents
            },
            "causes": {cause: len(found) for cause, found in self.by_cause().items()},
        }
        if misses:
            out["errors"] = [asdict(m) for m in self.misses]
        return out

    def by_cause(self) -> dict[str, list[Miss]]:
        """The errors by cause, the most frequent cause first."""
        groups: dict[str, list[Miss]] = {}
        for miss in self.misses:
            groups.setdefault(miss.cause, []).append(miss)
        return dict(sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])))


def mean_of(kinds: Mapping[str, Figures]) -> float:
    """The mean F1 of the headline kinds that there is gold for."""
    f1 = [kinds[kind].f1 for kind in HEADLINE if kind in kinds]
    return round(sum(f1) / len(f1), 4) if f1 else 0.0


def summed(counts: Iterable[Mapping[str, Count]]) -> dict[str, Figures]:
    """Counts of several documents as figures."""
    total: dict[str, Count] = {}
    for one in counts:
        for kind, count in one.items():
            total.setdefault(kind, Count()).add(count.matched, count.predicted, count.gold)
    return {kind: count.figures() for kind, count in total.items()}
