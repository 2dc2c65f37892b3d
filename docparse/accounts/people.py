"""Users, what each role may do, and lines of the log."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Each may do what those before it may."""

    VIEW = "xem"
    EDIT = "biên tập"
    ADMIN = "quản trị"

    def may(self, wanted: Role) -> bool:
        """Whether it is ``wanted`` or a higher one."""
        order = list(Role)
        return order.index(self) >= order.index(wanted)


@dataclass(frozen=True, slots=True)
class User:
    """``name`` is what one logs in with, in small letters."""

    name: str
    role: Role
    full_name: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """``at``: ISO time in UTC; ``who`` did ``what``, ``on`` what, from which ``address``."""

    at: str
    who: str
    what: str
    on: str
    address: str
