"""An API over a small store with one document marked Mật."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from docparse import open_store
from docparse.accounts import Accounts, Role
from docparse.api import create_api
from tests.store.builders import party_plan, province_plan

PASSWORD = "mot cau that dai"


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path / 'kho.db'}"
    secret = party_plan().build()
    with open_store(found) as store:
        store.add(province_plan().build())
        store.add(replace(secret, document=replace(secret.document, secrecy="Mật")))
    return found


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    made = Accounts.open(tmp_path / "tai-khoan.db")
    for name, role in (("sep", Role.ADMIN), ("sua", Role.EDIT), ("xem", Role.VIEW)):
        made.add(name, PASSWORD, role)
    return made


@pytest.fixture
def client(url: str) -> TestClient:
    return TestClient(create_api(url, None), raise_server_exceptions=False)


@pytest.fixture
def as_user(url: str, accounts: Accounts) -> Callable[..., TestClient]:
    def made(name: str, *, opened: bool = False, limit: int = 1000) -> TestClient:
        headers = {"Authorization": f"Bearer {accounts.new_token(name, 'thử')}"} if name else {}
        app = create_api(url, accounts, secret_open=opened, upload_limit=limit)
        return TestClient(app, raise_server_exceptions=False, headers=headers)

    return made
