"""The filters of the task pages as they stand in an address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docparse.model import AgencyRole
from docparse.questions.tasklist import DUES, TaskFilter
from docparse.store.corrections import ROLES
from docparse.store.persons import STATUSES

if TYPE_CHECKING:
    from docparse.questions import Store

_ON = "1"


def filter_of(query: Mapping[str, str], *, hidden: Collection[str] = ()) -> TaskFilter:
    """Values that are none count as not asked for."""
    role, status, due = query.get("vai_tro", ""), query.get("tien_do", ""), query.get("han", "")
    return TaskFilter(
        document=query.get("van_ban", ""),
        agency=query.get("co_quan", "").strip(),
        role=cast("AgencyRole", role) if role in ROLES else "",
        status=status if status in STATUSES else "",
        due=due if due in DUES else "",
        unassigned=query.get("chua_giao") == _ON,
        hidden=hidden,
    )


def at_home(store: Store, wanted: TaskFilter) -> TaskFilter:
    """With the id of the document that was named; QuestionError as ``store.find_document``."""
    return replace(wanted, document=store.find_document(wanted.document).id) if wanted.document else wanted


def query_of(wanted: TaskFilter) -> dict[str, str]:
    """The way back, without what is empty."""
    values = {
        "co_quan": wanted.agency, "vai_tro": wanted.role, "han": wanted.due, "van_ban": wanted.document,
        "tien_do": wanted.status, "chua_giao": _ON if wanted.unassigned else "",
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}
