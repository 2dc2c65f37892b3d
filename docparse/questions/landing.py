"""Which tasks fall to an agency: read in short rows, so that an agency with very many is answered page by page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.questions.agencies import Meant
from docparse.questions.localities import Localities
from docparse.questions.views import keys
from docparse.store.connection import Row
from docparse.store.vocabulary import ranks

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

INFERRED = "default"  # the basis of what no document says


@dataclass(slots=True, eq=False)
class Landed:
    """A task and the agency's parts in it, in their order; ``placed``: not only perhaps; ``also``: tasks that say
    the same duty once more."""

    task: int
    document: int
    parts: list[Row] = field(default_factory=list)
    placed: bool = False
    also: list[int] = field(default_factory=list)

    @property
    def duty(self) -> tuple[int, str]:
        return self.document, self.parts[0]["duty"]

    def says_all(self, other: Landed) -> bool:
        """Whether its parts are as strong as the other's, with a deadline and a product where the other has one."""
        first, second = self.parts[0], other.parts[0]
        own, others = (min(ranks("role").get(part["role"], 99) for part in one.parts) for one in (self, other))
        return own <= others and first["dated"] >= second["dated"] and first["made"] >= second["made"]


def landed(
    store: GraphStore,
    meant: Meant,
    localities: Localities,
    documents: Iterable[int] = (),
    *,
    stated: bool = False,
    direct: bool = False,
) -> list[Landed]:
    """The tasks by the dates of their documents (those without one last), then in the order of the text.

    ``documents``: only theirs; ``stated``: only what documents say; ``direct``: under the agency's own name only.
    """
    rows = store.db.rows("parts_of_agencies", pks=keys([*meant.direct, *(() if direct else meant.groups)]))
    only = set(documents)
    if only or stated:
        rows = [r for r in rows if (not only or r["document_pk"] in only) and not (stated and r["basis"] == INFERRED)]
    localities.load(row["document_pk"] for row in rows)
    falls: dict[tuple[int, int], bool | None] = {}
    found: dict[int, Landed] = {}
    for row in rows:
        agency, document, task = row["agency_pk"], row["document_pk"], row["task_pk"]
        if (agency, document) not in falls:
            id_ = meant.direct.get(agency) or row["agency_id"]
            falls[agency, document] = meant.lands(agency, id_, *localities.of(document))
        lands = falls[agency, document]
        if lands is not False:
            one = found.get(task) or found.setdefault(task, Landed(task, document))
            one.parts.append(row)
            one.placed = one.placed or bool(lands)
    order = localities.in_order({one.document for one in found.values()})
    for one in found.values():
        one.parts.sort(key=lambda part: (part["start_at"], part["pk"]))
    return sorted(found.values(), key=lambda one: (order[one.document], one.parts[0]["ordinal"]))


def once(found: list[Landed], known: dict[tuple[int, str], Landed]) -> list[Landed]:
    """Each duty once, where it first stands, by the statement that says all that the other says of the agency; both
    where each says something of its own.

    ``known``: those that came before, by document and duty.
    """
    here = set(map(id, found))
    kept: list[Landed] = []
    for one in found:
        other = known.setdefault(one.duty, one)
        told = id(other) not in here or other.says_all(one)  # what one statement infers another may say
        if other is one or not (told or one.says_all(other)):
            kept.append(one)
            continue
        if not told:
            other.task, other.parts, one.task = one.task, one.parts, other.task
        other.also.append(one.task)
    return kept


def tasks_of(
    store: GraphStore, meant: Meant, documents: set[int], localities: Localities | None = None
) -> dict[int, set[str]]:
    """The tasks in which the agency has a stated part, with its roles: its own first, then those of its groups."""
    own: dict[int, set[str]] = {}
    shared: dict[int, set[str]] = {}
    for one in landed(store, meant, localities or Localities(store), documents, stated=True):
        if one.placed:
            mine = {part["role"] for part in one.parts if part["agency_pk"] in meant.direct}
            (own if mine else shared)[one.task] = mine or {part["role"] for part in one.parts}
    return own | shared
