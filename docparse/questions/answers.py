"""The answers: frozen values that the command line, the exports and the pages show.

Every :class:`Quote` is exact: ``quote.text == text[quote.start:quote.end]`` of its document's text.
Labels for people are Vietnamese; codes (role, relation, basis) are those of ``contract.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.model import AgencyRole, Basis, Due
from docparse.questions.answer import Answer, Heir

Provenance = Literal["văn bản", "danh mục", "suy ra", "người dùng"]
NodeKind = Literal["document", "directive", "task"]

NOT_STATED = "không nêu"


# --- what answers are made of ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DocumentRef(Answer):
    """A document of the store. ``name`` is its short name: type and symbol, else title, else file."""

    id: str
    name: str
    type: str | None
    symbol: str | None
    title: str | None
    date: str | None
    issuer: str | None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Quote(Answer):
    """An exact passage. ``section`` is the label path (``V.1``), ``place`` for people (``V.1, đoạn 2``).

    ``in_file``: the way back to the file (``trang 3``, ``bảng 2, hàng 5``), empty where not known."""

    text: str
    start: int
    end: int
    place: str
    section: str | None = None
    heading: str | None = None
    paragraph: int | None = None
    in_file: str = ""


@dataclass(frozen=True, slots=True)
class Part(Answer):
    """An agency's part in a task as the document gives it; ``certainty`` says how (``nêu rõ``, ``theo đề mục`` …)."""

    agency: str
    agency_id: str | None
    role: AgencyRole
    role_label: str
    basis: Basis
    certainty: str
    rule: str
    quote: Quote
    now: tuple[Heir, ...] = ()


@dataclass(frozen=True, slots=True)
class Inferred(Answer):
    """Who might do a task for which the document names nobody; never an assignment (``suy ra``)."""

    agency: str
    agency_id: str | None
    reason: str
    quote: Quote | None
    provenance: Provenance = "suy ra"
    now: tuple[Heir, ...] = ()


@dataclass(frozen=True, slots=True)
class Said(Answer):
    """What a person said of a task: ``value`` in place of the ``machine``'s reading, both for people to read.

    ``code`` is the value of a status: "open", "doing" or "done".
    """

    number: int
    field: str
    label: str
    value: str
    machine: str
    person: str
    said: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class TaskView(Answer):
    """A task with its agencies by role. ``stated`` is False where nobody is named: then see ``inferred``."""

    id: str
    document: DocumentRef
    text: str
    quote: Quote
    lead: tuple[Part, ...]
    implement: tuple[Part, ...]
    coordinate: tuple[Part, ...]
    monitor: tuple[Part, ...]
    receive: tuple[Part, ...]
    due: Due | None
    due_text: str
    product: str | None
    stated: bool
    inferred: tuple[Inferred, ...] = ()
    score: float | None = None
    said: tuple[Said, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, lead first."""
        return self.lead + self.implement + self.coordinate + self.monitor + self.receive


# --- who ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Understood(Answer):
    """How a question was read. ``whole``: it asks who carries out the document as a whole; ``directives``: those that
    it cites and whose text is not here."""

    documents: tuple[DocumentRef, ...]
    place: str | None
    roles: tuple[AgencyRole, ...]
    words: tuple[str, ...]
    whole: bool
    agency: str | None = None
    places: tuple[str, ...] = ()
    directives: tuple[DirectiveRef, ...] = ()


@dataclass(frozen=True, slots=True)
class WhoRow(Answer):
    """A line of S1: ``role_label`` | ``agency`` | ``quote.text`` | ``quote.place`` | ``certainty``."""

    role_label: str
    agency: str
    agency_id: str | None
    quote: Quote | None
    certainty: str
    document: DocumentRef
    task_id: str
    now: tuple[Heir, ...] = ()


@dataclass(frozen=True, slots=True)
class PartLeader(Answer):
    """An agency that leads (or, where nobody leads, carries out) ``tasks`` tasks of a document, not the whole of it."""

    document: DocumentRef
    agency: str
    agency_id: str | None
    role: AgencyRole
    role_label: str
    tasks: int
    now: tuple[Heir, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadlines(Answer):
    """Tasks due from ``first`` to ``last`` (ISO days, None is open), soonest first, ``days`` their last days.

    ``recurring`` fall due again and again; ``undated`` counts deadlines without a date ("thường xuyên"), ``without``
    tasks that have no deadline at all. ``total`` and ``recurring_total`` count all, shown or not."""

    first: str | None
    last: str | None
    tasks: tuple[TaskView, ...]
    days: tuple[str, ...]
    total: int
    recurring: tuple[TaskView, ...]
    recurring_total: int
    undated: int
    without: int


@dataclass(frozen=True, slots=True)
class WhoAnswer(Answer):
    """``rows`` are the lines of S1 for a question about a whole document (else empty);
    ``tasks`` the matching tasks, best first; ``total`` counts matches, shown or not.
    ``unled`` are the documents asked about that name no leader of the whole, ``leaders`` who leads parts of those.
    ``deadlines`` answers a question about time. ``near`` are tasks that have only some of the words, or other roles of
    the agency, where none fits. ``now`` is the day (ISO) on which agencies are shown as they stand, if asked for."""

    question: str
    understood: Understood
    rows: tuple[WhoRow, ...]
    tasks: tuple[TaskView, ...]
    total: int
    unled: tuple[DocumentRef, ...] = ()
    leaders: tuple[PartLeader, ...] = ()
    deadlines: Deadlines | None = None
    near: tuple[TaskView, ...] = ()
    now: str | None = None


# --- checklist -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChecklistRow(Answer):
    """A line of S3. ``roles`` are all parts of the agency in the task, the strongest is ``role``;
    ``via_group`` names the group that the agency belongs to; ``leads`` are the other agencies that lead it,
    ``partners`` the other coordinating ones. ``province`` is the document's: "" for a central one, None if unknown;
    ``also`` are the places that state the same duty once more; ``from_`` is the earlier body that the document gives
    the task to, ``now`` what the agency of the row has become, where the answer is about today."""

    number: int
    task_id: str
    document: DocumentRef
    text: str
    role: AgencyRole
    role_label: str
    roles: tuple[AgencyRole, ...]
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    product: str | None
    due: Due | None
    due_text: str
    place: str
    quote: Quote
    agency: str
    via_group: str | None
    basis: Basis
    certainty: str
    province: str | None
    also: tuple[str, ...] = ()
    from_: Heir | None = None
    now: tuple[Heir, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """The task in its document."""
        return self.document.id, self.task_id


@dataclass(frozen=True, slots=True)
class ChecklistAnswer(Answer):
    """All tasks of an agency. ``agency`` is what was asked, ``name`` what it means; ``names`` are the spellings found,
    ``groups`` the groups it was found through; ``inferred`` are tasks that fall to it only as standing agency;
    ``unplaced`` are tasks of which it is not known whether they are its province's. ``province`` is the agency's, None
    where none was asked for: then the rows are of all. ``read_as``: the names that a shortened one was taken for;
    ``suggestions`` are near names, where no task names the agency itself. ``at`` is the day that an answer about today
    stands for: then ``inherited`` are the tasks of the bodies that it succeeded, ``now`` what it has become itself.
    ``unknown_places`` are places in the name that no list holds, ``candidates`` those that it may mean. ``total``
    counts all rows of the four lists; a page of them holds those behind the first ``start``."""

    agency: str
    name: str
    role: AgencyRole | None
    names: tuple[str, ...]
    agency_ids: tuple[str, ...]
    province: str | None
    read_as: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[ChecklistRow, ...]
    inferred: tuple[ChecklistRow, ...]
    unplaced: tuple[ChecklistRow, ...]
    suggestions: tuple[str, ...]
    at: str | None = None
    inherited: tuple[ChecklistRow, ...] = ()
    now: tuple[Heir, ...] = ()
    unknown_places: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    total: int = 0
    start: int = 0


# --- trace ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TraceNode(Answer):
    """A task, document or directive with the edges that lead up from it.

    ``in_store``: its own text is in the store. ``identity``: ``danh mục`` where only the registry knows its symbol
    or date. ``repeated``: it stands elsewhere in the tree with its edges, which are left out here. ``candidates``:
    what it may be, where the text leaves that open.
    """

    id: str
    kind: NodeKind
    label: str
    type: str | None
    symbol: str | None
    title: str | None
    date: str | None
    issuer: str | None
    in_store: bool
    identity: Provenance
    repeated: bool
    edges: tuple[TraceEdge, ...] = ()
    candidates: tuple[DirectiveRef, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceEdge(Answer):
    """A step up: ``relation_label`` in Vietnamese, where it comes from, and its passage or ``source``."""

    relation: str
    relation_label: str
    provenance: Provenance
    node: TraceNode
    quote: Quote | None = None
    source: str | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class TraceAnswer(Answer):
    """The tree above ``root``. ``direct`` edges of a task are those that it names itself ("còn nêu trực tiếp");
    ``namesakes`` are other directives with a symbol that stands in the tree ("không nhầm với"). ``document`` is None
    for a directive whose text is not here."""

    asked: str
    document: DocumentRef | None
    root: TraceNode
    nodes: int
    namesakes: tuple[DirectiveRef, ...]


@dataclass(frozen=True, slots=True)
class DirectiveRef(Answer):
    """A directive as mentions and registry name it."""

    id: str
    label: str
    type: str | None
    symbol: str | None
    title: str | None
    date: str | None
    issuer: str | None
    in_store: bool
