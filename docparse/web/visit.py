"""Who is at the other end of a request, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.errors import DocparseError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from docparse.web.settings import Language

KEY = "docparse.visit"  # in an ASGI scope
SESSION, LANGUAGE, TOKEN, AGENCY = "docparse_phien", "docparse_ngon_ngu", "docparse_ma", "docparse_co_quan"  # cookies
VIEW, EDIT, ADMIN = "xem", "biên tập", "quản trị"
_RANKS = {VIEW: 0, EDIT: 1, ADMIN: 2}


@dataclass(frozen=True, slots=True)
class Visit:
    """A person in the browser: ``name`` signs what they say, ``secret`` is the session's ("" for the single user)."""

    name: str
    role: str
    language: Language
    address: str
    secret: str = ""
    full_name: str = ""

    def may(self, role: str) -> bool:
        return _RANKS.get(self.role, -1) >= _RANKS[role]

    def must(self, role: str) -> None:
        """DP624 unless the person has this role or a higher one."""
        if not self.may(role):
            what = f"vai trò “{self.role}” không được làm việc này"
            raise DocparseError("DP624", self.name, what, f"nhờ người có vai trò “{role}”")


def visit_of(scope: Mapping[str, Any]) -> Visit:
    """The visit that :class:`docparse.web.guard.Guard` put there."""
    visit: Visit = scope[KEY]
    return visit
