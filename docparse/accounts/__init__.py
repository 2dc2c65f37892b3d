"""Who may use a shared server: users with roles, sessions, tokens and a log, in one SQLite file of their own.

Passwords are hashed with Argon2id (RFC 9106); of a session or a token only the SHA-256 is kept, so that whoever reads
the file can use neither. Errors: DP630 a wrong name or password, DP631 too many tries, DP632 a name or password that
cannot be taken, DP633 no such user, DP634 a file that is none of accounts, DP635 no argon2-cffi, DP636 the last
administrator.
"""

from __future__ import annotations

from docparse.accounts.people import AuditLine, Role, User
from docparse.accounts.register import Accounts

__all__ = ["Accounts", "AuditLine", "Role", "User"]
