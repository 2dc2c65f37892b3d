"""Lines and columns that state agency, time or product: "Cơ quan chủ trì: Sở Tài chính", "Thời gian: Quý IV/2025"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from docparse.extraction.agencycells import read_parts
from docparse.extraction.clauses import trim
from docparse.extraction.deadlines import find_due
from docparse.extraction.drafts import Draft, Share
from docparse.identity.agencies import AgencyMention, DocumentAgencies
from docparse.matching.engine import RulePack
from docparse.model import AgencyRole, Basis, Cell, Due

_AGENCY_FIELDS: dict[str, AgencyRole] = {
    "lead": "lead",
    "implement": "implement",
    "coordinate": "coordinate",
    "agencies": "lead",
    "monitor": "monitor",
    "receive": "receive",
}


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
UNLISTED = "agency.unlisted"
_NAME = 10  # most words of a name that no list knows
_TIME = 120  # longest time line that is shown whole, in characters
_PARTS = re.compile(r"[^;\n]+")
_EDGES = " \t,.:()–-+*"  # around a time that stands beside a product
_SAME = 24  # longest way of saying "as above", in characters
_BESIDE = 2  # characters in front of a passage that rules look at
_TITLE = 90  # longest title of a column, in characters


@dataclass(frozen=True, slots=True)
class Field:
    """``text[start:end]`` is what a line says of ``name`` (lead, coordinate, implement, agencies, time, product)."""

    name: str
    rule: str
    start: int
    end: int


def _day_within(own: Due | None, line: Due | None) -> bool:
    """Whether a task names its day itself, in the time that the line below it gives to more than this task."""
    day = own.to if own is not None and own.kind == "by" else None
    if day is None or len(day) < len("2026-06-30") or line is None or line.kind not in ("within", "period"):
        return False
    if line.to is None or day[: len(line.to)] > line.to:
        return False
    return day >= line.from_ if line.from_ is not None else day[:4] == line.to[:4]


class FieldReader:
    """Finds field lines and gives what they say to the tasks above them."""

    def __init__(
        self, pack: RulePack, text: str, keys: str, year: int | None, names: DocumentAgencies | None = None
    ) -> None:
        self.pack, self.text, self.keys, self.year = pack, text, keys, year
        self.names = names or DocumentAgencies(text, keys)
        self.noun = pack.phrase("clauses", "nouns")
        self._times: dict[str, Due | None] = {}

    def name_of(self, start: int, end: int) -> Field | None:
        """The field that a whole passage names and nothing else, as a heading does."""
        start, end = trim(self.text, start, end)
        found = self.pack.match("fields", "field", self.keys, start, end)
        if found is None or self.keys[found.end : end].strip(" :.*()/") != "":
            return None
        return Field(str(found.values["field"]), found.rule.id, end, end)

    def column(self, start: int, end: int, *, targets: bool = False) -> Field | None:
        """What a column holds, by the words in its title; the rules' priority decides where several occur.

        ``targets``: the table is one of targets, where some titles mean something else ("Đơn vị" is the unit).
        """
        if end - start > _TITLE:
            return None
        found = self.pack.candidates("fields", ("column",), self.keys[start:end])
        best = max(found, key=lambda m: m.rule.priority, default=None)
        if best is None:
            return None
        name = best.values.get("in_targets", best.values["field"]) if targets else best.values["field"]
        return Field(str(name), best.rule.id, end, end)

    def line(self, start: int, end: int) -> Field | None:
        """The field of a line "NAME: value", or None."""
        if self.keys.find(":", start, end) < 0:
            return None
        start, end = trim(self.text, start, end)
        if self.keys[start : start + 1] == "(":
            start += 1
        found = self.pack.match("fields", "field", self.keys, start, end)
        if found is None:
            return None
        at = found.end
        while at < end and self.keys[at] in " *":
            at += 1
        if at >= end or self.keys[at] != ":" or found.values["field"] == "task":
            return None
        value = trim(self.text, at + 1, end)
        return Field(str(found.values["field"]), found.rule.id, *value) if value[0] < value[1] else None

    def agencies(self, field: Field) -> list[AgencyMention]:
        """The agencies that the value of a field lists; a thing or a long text that no list knows is none."""
        mentions = self.names.read_list(field.start, field.end)
        return [m for m in mentions if m.rule != UNLISTED or self._may_be_name(m)]

    def _may_be_name(self, mention: AgencyMention) -> bool:
        thing = self.noun.match(self.keys, mention.start, mention.end) is not None
        return not thing and len(mention.name.split()) <= _NAME

    def apply(self, field: Field, drafts: Iterable[Draft], basis: Basis) -> None:
        """Give the field's agencies, time or product to tasks."""
        targets = list(drafts)
        if field.name == "time":
            due = self._time(field.start, field.end)
            for draft in targets:
                draft.due = draft.due if _day_within(draft.due, due) else due or draft.due
        elif field.name == "product":
            for draft in targets:
                draft.product = " ".join(self.text[field.start : field.end].split())
        elif field.name == "time_product":
            due, product = self._time_and_product(field.start, field.end)
            for draft in targets:
                draft.due, draft.product = due or draft.due, product or draft.product
        elif field.name in _AGENCY_FIELDS:
            self._give(field, targets, basis)

    def _time(self, start: int, end: int) -> Due | None:
        """The deadline of a time line or cell; one that is not too long is shown whole."""
        if end - start > _TIME:
            return find_due(self.text, self.keys, start, end, where="line", year=self.year)
        words = self.text[max(0, start - _BESIDE) : end]  # cells of one column often say the same
        if words not in self._times:
            self._times[words] = find_due(self.text, self.keys, start, end, where="line", year=self.year)
        due = self._times[words]
        return due and replace(due, text=" ".join(self.text[start:end].split()), start=start, end=end)

    def _time_and_product(self, start: int, end: int) -> tuple[Due | None, str | None]:
        """What a cell says that holds both: "Quý II/2026: Đề án", a line for each, or each behind its label."""
        due: Due | None = None
        products: list[str] = []
        for part in _PARTS.finditer(self.text, start, end):
            said = self.line(*part.span())
            first, last = (said.start, said.end) if said is not None else part.span()
            found = find_due(self.text, self.keys, first, last, where="line", year=self.year) if due is None else None
            due = due or found
            pieces = [(first, found.start), (found.end, last)] if found is not None else [(first, last)]
            products += (" ".join(self.text[a or first : b or last].strip(_EDGES).split()) for a, b in pieces)
        return due, "; ".join(filter(None, products)) or None

    def _give(self, field: Field, targets: list[Draft], basis: Basis) -> None:
        role = _AGENCY_FIELDS[field.name]
        parts = read_parts(
            self.pack, self.keys, field.start, field.end, self.agencies(field), role, both=field.name == "agencies"
        )
        for draft in targets:
            if role != "coordinate" and basis != "table":
                draft.replace_inferred()
            for part in parts:
                draft.give(Share(part.agency, part.role, basis, part.rule or field.rule))

    def is_as_above(self, cell: Cell) -> bool:
        """Whether a cell says no more than "as above" ("nt", "-nt-")."""
        if not 0 < cell.end - cell.start <= _SAME:
            return False
        words = self.keys[cell.start : cell.end].strip()
        found = self.pack.match("fields", "as_above", words)
        return found is not None and found.end == len(words)

    def only_year(self, start: int, end: int) -> int | None:
        """The one year that a passage prints; None where it prints none or several."""
        years = set(_YEAR.findall(self.keys, start, end))
        return int(years.pop()) if len(years) == 1 else None
