"""Documents that state secrecy law protects (Luật Bảo vệ bí mật nhà nước 2018, điều 8: Mật, Tối mật, Tuyệt mật)."""

from __future__ import annotations

from typing import Protocol

from docparse.accounts.people import Role, User
from docparse.folding import fold_key

_GRADES = frozenset({"mat", "toi mat", "tuyet mat"})


class Graded(Protocol):
    """What has the grade of secrecy as its document prints it."""

    @property
    def secrecy(self) -> str | None: ...


def is_secret(document: Graded) -> bool:
    return is_secret_grade(document.secrecy)


def is_secret_grade(grade: str | None) -> bool:
    """Any other mark ("Lưu hành nội bộ") is no grade; what stands in brackets behind one ("MẬT (độ A)") is left out."""
    return fold_key((grade or "").partition("(")[0]) in _GRADES


def may_see(document: Graded, user: User | None, opened: bool) -> bool:
    """Whether a document may be shown: a secret one only to an administrator, where the server opens them at all."""
    return not is_secret(document) or (opened and (user is None or user.role is Role.ADMIN))
