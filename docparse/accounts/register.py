"""The file of accounts; safe to use from several threads and programs."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from docparse.accounts.people import AuditLine, Role, User
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FORMAT, VERSION = "docparse-accounts", 1
SESSION_HOURS, IDLE_HOURS = 12, 2
TRIES_OF_NAME, TRIES_OF_ADDRESS, TRIES_MINUTES = 5, 20, 15
SHORTEST, LONGEST = 10, 1000  # characters of a password
_NAME = re.compile(r"[\w.@-]{1,64}")
# no password gives it: an unknown name takes as long as a wrong password
_NOBODY = f"$argon2id$v=19$m=65536,t=3,p=4${'A' * 22}${'A' * 43}"


class Accounts:
    """Users of a shared server. Each call opens the file for itself, so that threads need not take turns."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Accounts:
        """The accounts of a file, made readable by its owner alone where there is none; DP634, DP635."""
        _hasher(path.name)
        made = cls(path)
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
            os.close(descriptor)
            os.chmod(path, 0o600)
            with made._writing() as db:
                for statement in files(__package__).joinpath("schema.sql").read_text(encoding="utf-8").split(";\n"):
                    db.execute(statement)
                row = db.execute("SELECT format, version FROM accounts").fetchone()
                if row is None:
                    db.execute("INSERT INTO accounts VALUES (?, ?)", (FORMAT, VERSION))
                elif tuple(row) != (FORMAT, VERSION):
                    raise sqlite3.DatabaseError
        except (OSError, sqlite3.Error) as error:
            what = "không mở được tệp tài khoản"
            raise DocparseError("DP634", path.name, what, "kiểm tra đường dẫn --accounts và quyền ghi") from error
        return made

    def is_empty(self) -> bool:
        return not self.users()

    def users(self) -> tuple[User, ...]:
        """All users, by name."""
        with self._reading() as db:
            rows = db.execute("SELECT name, role, full_name FROM users ORDER BY name").fetchall()
        return tuple(_user(row) for row in rows)

    def add(self, name: str, password: str, role: Role, full_name: str = "") -> User:
        """DP632 for a name that is taken or no name, or a password that is too short, too long or the name itself."""
        user = User(_plain(name), Role(role), full_name.strip())
        if not _NAME.fullmatch(user.name):
            raise DocparseError("DP632", name or "(trống)", "tên đăng nhập không hợp lệ", "dùng chữ, số, dấu . - _ @")
        hashed = self._hashed(user.name, password)
        with self._writing() as db:
            if db.execute("SELECT 1 FROM users WHERE name = ?", (user.name,)).fetchone():
                raise DocparseError("DP632", user.name, "đã có người dùng này", "chọn tên khác")
            db.execute(
                "INSERT INTO users VALUES (?, ?, ?, ?, ?)", (user.name, user.full_name, user.role.value, hashed, _now())
            )
        return user

    def set_password(self, name: str, password: str) -> None:
        """Ends the user's sessions; DP632, DP633."""
        hashed = self._hashed(_plain(name), password)
        with self._writing() as db:
            self._known(db, name)
            db.execute("UPDATE users SET password = ? WHERE name = ?", (hashed, _plain(name)))
            db.execute("DELETE FROM sessions WHERE name = ?", (_plain(name),))

    def change_password(self, name: str, old: str, new: str, address: str) -> None:
        """By the user, who knows the old one: as :meth:`log_in` and :meth:`set_password`."""
        self.log_out(self.log_in(name, old, address))
        self.set_password(name, new)
        self.audit(_plain(name), "đổi mật khẩu", "", address)

    def set_role(self, name: str, role: Role) -> None:
        """DP633; DP636 for the last administrator."""
        with self._writing() as db:
            self._known(db, name)
            if Role(role) is not Role.ADMIN:
                self._another(db, name)
            db.execute("UPDATE users SET role = ? WHERE name = ?", (Role(role).value, _plain(name)))

    def remove(self, name: str) -> None:
        """With sessions and tokens; DP633; DP636 for the last administrator."""
        with self._writing() as db:
            self._known(db, name)
            self._another(db, name)
            db.execute("DELETE FROM users WHERE name = ?", (_plain(name),))

    def log_in(self, name: str, password: str, address: str) -> str:
        """A new session's secret; DP630 for a wrong name or password alike, DP631 after too many tries."""
        user, keys = _plain(name), (f"name:{_plain(name)}", f"address:{address}")
        at = time.time()
        since = at - TRIES_MINUTES * 60
        with self._writing() as db:
            db.execute("DELETE FROM tries WHERE at < ?", (since,))
            counts = [db.execute("SELECT count(*) FROM tries WHERE key = ?", (key,)).fetchone()[0] for key in keys]
            if counts[0] >= TRIES_OF_NAME or counts[1] >= TRIES_OF_ADDRESS:
                self._note(db, user, "đăng nhập bị chặn", "", address)
                blocked = True
            else:  # counted before the slow check, so that many at once cannot slip through
                db.executemany("INSERT INTO tries VALUES (?, ?)", [(key, at) for key in keys])
                blocked = False
        if blocked:
            raise DocparseError("DP631", user, "sai quá nhiều lần", f"đợi {TRIES_MINUTES} phút rồi thử lại")
        with self._reading() as db:
            row = db.execute("SELECT password FROM users WHERE name = ?", (user,)).fetchone()
        if not self._fits(row["password"] if row else _NOBODY, password) or row is None:
            self.audit(user, "đăng nhập sai", "", address)
            raise DocparseError("DP630", user or "(trống)", "sai tên đăng nhập hoặc mật khẩu", "nhập lại")
        secret = secrets.token_urlsafe(32)
        with self._writing() as db:
            db.execute(
                "DELETE FROM tries WHERE key = ? OR (key = ? AND at = ?)", (*keys, at)
            )  # of the address this one
            db.execute("DELETE FROM sessions WHERE ends < ?", (time.time(),))
            ends = time.time() + SESSION_HOURS * 3600
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(secret), user, ends, time.time()))
            self._note(db, user, "đăng nhập", "", address)
        return secret

    def user_of_session(self, secret: str) -> User | None:
        """None for a session that is unknown, over, or was not used for long."""
        now = time.time()
        with self._reading() as db:
            row = db.execute(
                "SELECT u.name, u.role, u.full_name, s.used FROM sessions s JOIN users u ON u.name = s.name "
                "WHERE s.secret = ? AND s.ends > ? AND s.used > ?",
                (_digest(secret), now, now - IDLE_HOURS * 3600),
            ).fetchone()
        if row is None:
            return None
        if now - row["used"] > 60:  # a write a minute is enough
            with self._writing() as db:
                db.execute("UPDATE sessions SET used = ? WHERE secret = ?", (now, _digest(secret)))
        return _user(row)

    def log_out(self, secret: str) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM sessions WHERE secret = ?", (_digest(secret),))

    def new_token(self, name: str, label: str) -> str:
        """A token for programs, shown this once; DP633."""
        token = f"dp_{secrets.token_urlsafe(32)}"
        with self._writing() as db:
            self._known(db, name)
            db.execute("INSERT INTO tokens VALUES (?, ?, ?, ?)", (_digest(token), _plain(name), label, _now()))
        return token

    def drop_tokens(self, name: str) -> int:
        """Takes back all tokens of a user; how many there were."""
        with self._writing() as db:
            self._known(db, name)
            return db.execute("DELETE FROM tokens WHERE name = ?", (_plain(name),)).rowcount

    def user_of_token(self, token: str) -> User | None:
        with self._reading() as db:
            row = db.execute(
                "SELECT u.name, u.role, u.full_name FROM tokens t JOIN users u ON u.name = t.name WHERE t.token = ?",
                (_digest(token),),
            ).fetchone()
        return None if row is None else _user(row)

    def audit(self, who: str, what: str, on: str = "", address: str = "") -> None:
        """A line of the log, which nothing here takes out again."""
        with self._writing() as db:
            self._note(db, who, what, on, address)

    def audited(self, limit: int = 200) -> tuple[AuditLine, ...]:
        """The last lines of the log, newest first."""
        with self._reading() as db:
            rows = db.execute("SELECT * FROM audit ORDER BY pk DESC LIMIT ?", (limit,)).fetchall()
        return tuple(AuditLine(row["at"], row["who"], row["what"], row["on_what"], row["address"]) for row in rows)

    def _note(self, db: sqlite3.Connection, who: str, what: str, on: str, address: str) -> None:
        db.execute("INSERT INTO audit (at, who, what, on_what, address) VALUES (?, ?, ?, ?, ?)",
                   (_now(), who, what, on, address))  # fmt: skip

    def _hashed(self, name: str, password: str) -> str:
        typed = normalize("NFC", password)
        if not SHORTEST <= len(typed) <= LONGEST or _plain(typed) == name:
            what = f"mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự và khác tên đăng nhập"
            raise DocparseError("DP632", name, what, "chọn một câu dài, dễ nhớ")
        return _hasher(self.path.name).hash(typed)

    def _fits(self, hashed: str, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return _hasher(self.path.name).verify(hashed, normalize("NFC", password)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False

    def _known(self, db: sqlite3.Connection, name: str) -> None:
        if db.execute("SELECT 1 FROM users WHERE name = ?", (_plain(name),)).fetchone() is None:
            raise DocparseError("DP633", name, "không có người dùng này", "xem docparse users list")

    def _another(self, db: sqlite3.Connection, name: str) -> None:
        """DP636 where no other administrator is left."""
        rows = db.execute("SELECT name FROM users WHERE role = ?", (Role.ADMIN.value,)).fetchall()
        if [row["name"] for row in rows] == [_plain(name)]:
            raise DocparseError("DP636", name, "là người quản trị cuối cùng", "thêm một người quản trị khác trước")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        db.row_factory = sqlite3.Row
        try:
            db.execute("PRAGMA foreign_keys = ON")
            yield db
        finally:
            db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")


def _hasher(where: str) -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        advice = "cài thêm: pip install 'docparse[web]'"
        raise DocparseError("DP635", where, "cần argon2-cffi để giữ mật khẩu", advice) from error
    return PasswordHasher()  # Argon2id, 64 MiB, 3 passes: the second recommended choice of RFC 9106


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _plain(name: str) -> str:
    return normalize("NFKC", name).strip().lower()


def _user(row: sqlite3.Row) -> User:
    return User(row["name"], Role(row["role"]), row["full_name"])


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
