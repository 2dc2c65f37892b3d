"""Tasks in the columns that offices keep: one line a task, whatever answer it comes from.

Every way of handing a list of tasks on (Excel, Word, calendar, report, web page) is made of these lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docparse.model import Due
from docparse.output.agency import inherited_text
from docparse.output.checklist import INFERRED, UNKNOWN_PLACE, place_text, where
from docparse.output.page import NOT_STATED
from docparse.output.words import document, said
from docparse.questions.answers import ChecklistAnswer, ChecklistRow, DocumentRef, Said, TaskView
from docparse.store.vocabulary import edge_label, status_label

COLUMNS = (
    "STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn", "Ghi chú", "Căn cứ", "Trích dẫn",
)  # fmt: skip
PERSON_COLUMNS = ("Tiến độ", "Xác nhận")  # for people to fill in
HIDDEN_COLUMNS = ("Mã", "Bản gốc")  # how a row is known again, what its cells held


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in the seven columns of offices, with its basis and quote.

    ``lead`` is who has to do it: those in the lead, else those named to do it, each with "(thực hiện)"; empty where
    nobody is stated: then ``inferred`` may name somebody and ``reason`` says why. ``key`` is document id, "#", task id.
    ``status`` is "open", "doing" or "done", None where nobody has said; ``confirmed``: a person said it is right;
    ``status_day`` (ISO) is when the status was said. ``home``: whose document it is, where the lines are of several
    provinces.
    """

    number: int
    key: str
    text: str
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    product: str | None
    due: Due | None
    note: str
    place: str
    document: DocumentRef
    quote: str
    inferred: tuple[str, ...] = ()
    reason: str = ""
    status: str | None = None
    confirmed: bool = False
    status_day: str | None = None
    home: str = ""

    @property
    def basis(self) -> str:
        """``V.1, đoạn 2 – Kế hoạch 3243/KH-UBND (06/11/2019), Điện Biên``."""
        basis = f"{self.place} – {document(self.document.name, self.document.date)}"
        return f"{basis}, {self.home}" if self.home else basis

    @property
    def remark(self) -> str:
        """The note, behind why somebody is inferred where nobody is stated."""
        told = f"suy ra: {self.reason}; cần xác nhận" if self.inferred and not self.lead else ""
        return "; ".join(filter(None, (told, self.note)))

    @property
    def due_text(self) -> str:
        return self.due.text if self.due else NOT_STATED

    @property
    def status_text(self) -> str:
        return status_label(self.status) if self.status else NOT_STATED


def checklist_lines(answer: ChecklistAnswer) -> tuple[TaskLine, ...]:
    """The lines of an agency's checklist: stated, inherited, inferred and those of an unknown place, one count."""
    rows = list(_noted(answer))
    homes = len({row.province for row, _ in rows}) > 1
    return tuple(
        _from_row(number, row, note, place_text(row) if homes else "") for number, (row, note) in enumerate(rows, 1)
    )


def task_lines(tasks: tuple[TaskView, ...]) -> tuple[TaskLine, ...]:
    """The lines of tasks as they stand in their documents."""
    return tuple(_from_view(number, task) for number, task in enumerate(tasks, 1))


def _noted(answer: ChecklistAnswer) -> Iterator[tuple[ChecklistRow, str]]:
    yield from ((row, "") for row in answer.rows)
    yield from ((row, inherited_text(row.from_, row.now) if row.from_ else "") for row in answer.inherited)
    yield from ((row, "") for row in answer.inferred)
    yield from ((row, UNKNOWN_PLACE) for row in answer.unplaced)


def _from_row(number: int, row: ChecklistRow, note: str, home: str) -> TaskLine:
    inferred = row.basis == "default"
    own = _doing(row.agency, row.role)
    lead = [own] if own and not inferred else []
    partners = [row.agency] if row.role == "coordinate" else []
    through = f"qua nhóm: {row.via_group}" if row.via_group else ""
    part = "" if own or row.role == "coordinate" else row.role_label
    return TaskLine(
        number=number,
        key=f"{row.document.id}#{row.task_id}",
        text=row.text,
        lead=tuple(dict.fromkeys([*row.leads, *lead] if row.role == "implement" else [*lead, *row.leads])),
        partners=tuple(dict.fromkeys([*partners, *row.partners])),
        product=row.product,
        due=row.due,
        note=_note(row.said, note, through, part),
        place=where(row),
        document=row.document,
        quote=row.quote.text,
        inferred=(row.agency,) if inferred else (),
        reason=INFERRED.partition(": ")[2] if inferred else "",
        status=_status(row.said),
        status_day=_status_day(row.said),
        confirmed=_confirmed(row.said),
        home=home,
    )


def _from_view(number: int, task: TaskView) -> TaskLine:
    others = [f"{edge_label(role)}: {part.agency}" for role in ("monitor", "receive") for part in getattr(task, role)]
    lead = [part.agency for part in task.lead] or [_doing(part.agency, "implement") for part in task.implement]
    also = [f"{edge_label('implement')}: {part.agency}" for part in task.implement] if task.lead else []
    return TaskLine(
        number=number,
        key=f"{task.document.id}#{task.id}",
        text=task.text,
        lead=tuple(dict.fromkeys(lead)),
        partners=tuple(dict.fromkeys(part.agency for part in task.coordinate)),
        product=task.product,
        due=task.due,
        note=_note(task.said, *also, *others),
        place=task.quote.place,
        document=task.document,
        quote=task.quote.text,
        inferred=tuple(one.agency for one in task.inferred),
        reason="; ".join(dict.fromkeys(one.reason for one in task.inferred)),
        status=_status(task.said),
        status_day=_status_day(task.said),
        confirmed=_confirmed(task.said),
    )


def _doing(agency: str, role: str) -> str:
    """The agency where its part is to do the task, empty for other parts."""
    if role == "lead":
        return agency
    return f"{agency} ({edge_label('implement')})" if role == "implement" else ""


def _note(told: tuple[Said, ...], *notes: str) -> str:
    return "; ".join(filter(None, (*notes, *map(said, told))))


def _status(told: tuple[Said, ...]) -> str | None:
    return next((one.code for one in told if one.field == "status"), None)


def _status_day(told: tuple[Said, ...]) -> str | None:
    return next((one.said[:10] for one in told if one.field == "status"), None)


def _confirmed(told: tuple[Said, ...]) -> bool:
    return any(one.field == "confirmed" for one in told)
