"""What every answer is: a frozen value that turns into plain JSON; and what stands in answers of several kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

WHOLE = "toàn bộ"  # the share of a body that takes over all of another


class Answer:
    """A value that turns into plain JSON, keys in the order of the fields."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        return {f.name.rstrip("_"): _plain(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value


@dataclass(frozen=True, slots=True)
class Heir(Answer):
    """A body that another became, or came from. ``since`` as exact as known ("2025-03"); ``share`` is "toàn bộ" or
    "một phần", ``what`` then says which; ``certain`` is False where it has to be confirmed. ``path`` are the names on
    the way, the earliest first, ``dates`` the days of its steps: one fewer."""

    agency: str
    agency_id: str
    since: str
    share: str
    what: str | None
    basis: str
    certain: bool
    note: str | None = None
    path: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
