"""Accounts in memory: what the pages need of accounts, without their file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docparse.errors import DocparseError


@dataclass(frozen=True)
class Somebody:
    name: str
    role: str
    full_name: str = ""


@dataclass
class Accounts:
    people: dict[str, tuple[str, Somebody]] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    log: list[tuple[str, str, str, str]] = field(default_factory=list)

    def is_empty(self) -> bool:
        return not self.people

    def users(self) -> tuple[Somebody, ...]:
        return tuple(person for _, person in self.people.values())

    def add(self, name: str, password: str, role: Any, full_name: str = "") -> Somebody:
        self.people[name] = (password, Somebody(name, role, full_name))
        return self.people[name][1]

    def log_in(self, name: str, password: str, address: str) -> str:
        if self.people.get(name, ("", None))[0] != password or not password:
            raise DocparseError("DP660", name, "tên hoặc mật khẩu không đúng", "thử lại")
        self.sessions[f"phien-{name}"] = name
        return f"phien-{name}"

    def user_of_session(self, secret: str) -> Somebody | None:
        return self.people[self.sessions[secret]][1] if secret in self.sessions else None

    def log_out(self, secret: str) -> None:
        self.sessions.pop(secret, None)

    def audit(self, who: str, what: str, on: str = "", address: str = "") -> None:
        self.log.append((who, what, on, address))

    def audited(self, limit: int = 200) -> list[Noted]:
        return [Noted("2026-11-23T05:00:00", *line) for line in self.log[-limit:]]


@dataclass(frozen=True)
class Noted:
    at: str
    who: str
    what: str
    on: str
    address: str


def main(store: str, port: int) -> None:
    """A server with three people, one of each role, whose password is their name six times."""
    import uvicorn

    from docparse.accounts import Accounts as Kept
    from docparse.accounts import Role
    from docparse.web.app import create_app
    from docparse.web.settings import Settings

    accounts = Kept.open(Path(store.removeprefix("sqlite:///")).with_name("nguoi.sqlite"))
    for name, role in (("an", Role.ADMIN), ("binh", Role.EDIT), ("chi", Role.VIEW)):
        accounts.add(name, name * 6, role)
    uvicorn.run(create_app(Settings(store, port=port), accounts), port=port, log_level="warning")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
