"""The administrator's page of users, and everyone's own password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docparse.accounts import Accounts, Role
from docparse.errors import DocparseError
from tests.web.serving import Server, start_shared, violations
from tests.web.test_people import logged_in


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = start_shared(f"sqlite:///{tmp_path}/kho.sqlite")
    yield found
    found.end()


@pytest.fixture
def accounts(server: Server, tmp_path: Path) -> Accounts:
    return Accounts.open(tmp_path / "nguoi.sqlite")


def roles(accounts: Accounts) -> dict[str, Role]:
    return {user.name: user.role for user in accounts.users()}


def test_the_administrator_keeps_the_users(browser: Any, server: Server, accounts: Accounts, axe: str) -> None:
    seen = logged_in(browser, server, "an", "/nguoi-dung")
    page = seen.page
    page.get_by_label("Vai trò: chi").select_option("biên tập")
    page.wait_for_selector("text=Đã ghi")
    assert roles(accounts)["chi"] is Role.EDIT

    page.get_by_role("button", name="Đặt mật khẩu mới: chi").click()
    page.get_by_role("dialog").wait_for()
    page.get_by_label("Mật khẩu mới", exact=True).last.fill("một câu dài dễ nhớ")
    page.wait_for_timeout(500)  # it fades in: half of a colour has half of the contrast
    assert violations(page, axe) == []
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("dialog").wait_for(state="detached")
    assert accounts.log_in("chi", "một câu dài dễ nhớ", "đây")

    page.get_by_role("button", name="Xóa người dùng: binh").click()
    page.get_by_role("dialog").get_by_role("button", name="Thôi").click()
    page.get_by_role("dialog").wait_for(state="detached")
    assert "binh" in roles(accounts)
    page.get_by_role("button", name="Xóa người dùng: binh").click()
    page.get_by_role("dialog").get_by_role("button", name="Xóa người dùng").click()
    page.get_by_role("dialog").wait_for(state="detached")
    assert set(roles(accounts)) == {"an", "chi"}

    told = [(line.who, line.what, line.on) for line in accounts.audited()]
    assert ("an", "đổi vai trò", "chi (biên tập)") in told
    assert ("an", "đặt lại mật khẩu", "chi") in told
    assert ("an", "xóa người dùng", "binh") in told
    seen.context.close()
    assert seen.foreign == seen.faults == []


def test_the_last_administrator_stays(browser: Any, server: Server, accounts: Accounts) -> None:
    seen = logged_in(browser, server, "an", "/nguoi-dung")
    page = seen.page
    page.get_by_label("Vai trò: an").select_option("xem")
    page.wait_for_selector("text=DP636")
    page.wait_for_function("""document.querySelector('select[data-key="an"]').value === 'quản trị'""")
    page.get_by_role("button", name="Xóa người dùng: an").click()
    page.get_by_role("dialog").get_by_role("button", name="Xóa người dùng").click()
    page.get_by_role("dialog").wait_for(state="detached")
    assert roles(accounts)["an"] is Role.ADMIN
    assert "xóa người dùng" not in {line.what for line in accounts.audited()}
    seen.context.close()


def test_everyone_changes_their_own_password(browser: Any, server: Server, accounts: Accounts, axe: str) -> None:
    seen = logged_in(browser, server, "chi")
    page = seen.page
    page.get_by_role("link", name="Đổi mật khẩu").click()
    page.get_by_label("Mật khẩu đang dùng").fill("sai")
    assert violations(page, axe) == []
    page.get_by_label("Mật khẩu mới", exact=True).fill("một câu dài dễ nhớ")
    page.get_by_label("Nhập lại mật khẩu mới").fill("khác")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_selector("text=khác nhau")
    page.get_by_label("Nhập lại mật khẩu mới").fill("một câu dài dễ nhớ")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_selector("text=DP630")
    page.get_by_label("Mật khẩu đang dùng").fill("chi" * 6)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url("**/dang-nhap**")
    with pytest.raises(DocparseError):
        accounts.log_in("chi", "chi" * 6, "đây")
    assert accounts.log_in("chi", "một câu dài dễ nhớ", "đây")
    assert ("chi", "đổi mật khẩu") in {(line.who, line.what) for line in accounts.audited()}
    seen.context.close()
    assert seen.foreign == []
