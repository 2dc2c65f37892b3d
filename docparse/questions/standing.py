"""Who carries a document as a whole: its standing agency, and who leads its implementation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from docparse.questions.answers import Inferred, PartLeader, TaskView
from docparse.questions.views import Reader, document_ref
from docparse.questions.wholeplan import whole_kind
from docparse.store.connection import Connection, Row
from docparse.store.vocabulary import edge_label

_OWN_TABLE = ("table", "default")


@dataclass(slots=True)
class Carriers:
    """The tasks that give a document as a whole to somebody, by what they say."""

    standing: list[TaskView] = field(default_factory=list)
    focal: list[TaskView] = field(default_factory=list)
    lead: list[TaskView] = field(default_factory=list)
    watch: list[TaskView] = field(default_factory=list)

    @property
    def led(self) -> bool:
        return bool(self.standing or self.focal or self.lead)


class Standing:
    """For one answer: finds a document's standing agency once."""

    def __init__(self, db: Connection, reader: Reader) -> None:
        self._db = db
        self._reader = reader
        self._carriers: dict[int, Carriers] = {}
        self._inferred: dict[int, tuple[Inferred, ...]] = {}

    def carriers(self, document: int) -> Carriers:
        """The tasks whose object is the document itself; side duties and rows of annexes are none."""
        if document not in self._carriers:
            type_ = self._reader.document(document).type
            kinds: dict[str, list[int]] = {"standing": [], "focal": [], "lead": [], "watch": []}
            by_task: dict[int, list[Row]] = {}
            for row in self._db.rows("directed_tasks", document=document):
                if row["basis"] not in _OWN_TABLE and row["section_role"] != "appendix" and not row["collective"]:
                    by_task.setdefault(row["pk"], []).append(row)
            for task, rows in by_task.items():
                roles, bases = {row["role"] for row in rows}, {row["basis"] for row in rows}
                kind = whole_kind(rows[0]["text"], type_, leads="lead" in roles, named="explicit" in bases)
                if kind:
                    kinds[kind].append(task)
            self._carriers[document] = Carriers(**{kind: self._reader.tasks(pks) for kind, pks in kinds.items()})
        return self._carriers[document]

    def inferred(self, document: int) -> tuple[Inferred, ...]:
        """Who might do what the document gives to nobody; empty where it names no standing agency."""
        if document not in self._inferred:
            found: dict[str, Inferred] = {}
            carriers = self.carriers(document)
            for views, why in (
                (carriers.standing, "là cơ quan thường trực"),
                (carriers.focal, "là cơ quan đầu mối"),
                (carriers.lead, "chủ trì triển khai cả văn bản"),
            ):
                for view in views if not found else ():
                    for part in view.lead or view.implement:
                        reason = f"vì {why} ({view.quote.place})"
                        entry = Inferred(part.agency, part.agency_id, reason, view.quote)
                        found.setdefault(part.agency_id or part.agency, entry)
            self._inferred[document] = tuple(found.values())
        return self._inferred[document]

    def assumed(self, document: int) -> tuple[Inferred, ...]:
        """The agency that the parser took for the standing one, where no sentence says so."""
        reason = "bộ đọc lấy làm cơ quan thường trực; văn bản không có câu nêu rõ"
        rows = self._db.rows("assumed_agencies", document=document)
        return tuple(Inferred(row["agency"], row["agency_id"], reason, None) for row in rows[:1])

    def part_leaders(self, document: Row) -> tuple[PartLeader, ...]:
        """Who leads tasks of the document, most tasks first; where nobody leads, who carries them out."""
        about = document_ref(document)
        for role in ("lead", "implement"):
            rows = self._db.rows("part_leaders", document=document["pk"], role=role)
            if rows:
                label = edge_label(role)
                return tuple(PartLeader(about, r["agency"], r["agency_id"], role, label, r["tasks"]) for r in rows)
        return ()

    def offer(self, view: TaskView, document: int) -> TaskView:
        """A task that names nobody gets the standing agency as inferred, with its sentence as the reason."""
        if view.stated:
            return view
        return replace(view, inferred=self.inferred(document) or view.inferred)
