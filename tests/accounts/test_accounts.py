"""Accounts: what is kept, who gets in, who does not."""

from __future__ import annotations

import io
import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from docparse.accounts import Accounts, Role
from docparse.accounts import register as module
from docparse.accounts.secrecy import is_secret, is_secret_grade, may_see
from docparse.cli import main
from docparse.errors import DocparseError

pytest.importorskip("argon2")
GOOD = "con ngựa đúng pin kẹp"


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    made = Accounts.open(tmp_path / "tai-khoan.db")
    made.add("An.Nguyen", GOOD, Role.ADMIN, "Nguyễn An")
    return made


def code(action: object, *arguments: object) -> str:
    with pytest.raises(DocparseError) as caught:
        action(*arguments)  # type: ignore[operator]
    return caught.value.code


def test_logging_in(accounts: Accounts) -> None:
    secret = accounts.log_in("AN.nguyen ", GOOD, "10.0.0.5")
    user = accounts.user_of_session(secret)
    assert user is not None
    assert (user.name, user.role, user.full_name) == ("an.nguyen", Role.ADMIN, "Nguyễn An")
    accounts.log_out(secret)
    assert accounts.user_of_session(secret) is None
    assert accounts.user_of_session("x") is None
    assert [line.what for line in accounts.audited()] == ["đăng nhập"]


def test_composed_and_decomposed_passwords_are_one(accounts: Accounts) -> None:
    import unicodedata

    assert accounts.log_in("an.nguyen", unicodedata.normalize("NFD", GOOD), "")


def test_a_wrong_name_and_a_wrong_password_say_the_same(accounts: Accounts) -> None:
    told = []
    for name in ("an.nguyen", "ai.do"):
        with pytest.raises(DocparseError) as caught:
            accounts.log_in(name, "sai mật khẩu rồi", "")
        told.append(str(caught.value).replace(name, ""))
    assert told[0] == told[1]
    assert "DP630" in told[0]


def test_too_many_tries_block_a_name_then_pass(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(module.TRIES_OF_NAME):
        assert code(accounts.log_in, "an.nguyen", "sai", "10.0.0.9") == "DP630"
    assert code(accounts.log_in, "an.nguyen", GOOD, "10.0.0.5") == "DP631"
    later = module.time.time() + module.TRIES_MINUTES * 60 + 1
    monkeypatch.setattr(module.time, "time", lambda: later)
    assert accounts.log_in("an.nguyen", GOOD, "10.0.0.5")


def test_too_many_names_block_an_address(accounts: Accounts) -> None:
    for number in range(module.TRIES_OF_ADDRESS):
        assert code(accounts.log_in, f"ten{number}", "sai", "10.0.0.9") == "DP630"
    assert code(accounts.log_in, "an.nguyen", GOOD, "10.0.0.9") == "DP631"
    assert accounts.log_in("an.nguyen", GOOD, "10.0.0.5")


def test_right_logins_do_not_block_an_address(accounts: Accounts) -> None:
    for _ in range(module.TRIES_OF_ADDRESS + 2):
        assert accounts.log_in("an.nguyen", GOOD, "10.0.0.7")


def test_many_tries_at_once_are_counted(accounts: Accounts) -> None:
    codes: list[str] = []
    threads = [
        threading.Thread(target=lambda: codes.append(code(accounts.log_in, "an.nguyen", "sai", "a"))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.count("DP630") == module.TRIES_OF_NAME


def test_sessions_end(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    idle, used = accounts.log_in("an.nguyen", GOOD, ""), accounts.log_in("an.nguyen", GOOD, "")
    now = module.time.time()
    for hours in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11):
        moment = now + hours * 3600
        monkeypatch.setattr(module.time, "time", lambda moment=moment: moment)
        assert accounts.user_of_session(used) is not None
    assert accounts.user_of_session(idle) is None
    monkeypatch.setattr(module.time, "time", lambda: now + module.SESSION_HOURS * 3600 + 1)
    assert accounts.user_of_session(used) is None


def test_a_new_password_ends_sessions(accounts: Accounts) -> None:
    secret = accounts.log_in("an.nguyen", GOOD, "")
    accounts.set_password("an.nguyen", "một câu khác hẳn")
    assert accounts.user_of_session(secret) is None
    assert code(accounts.log_in, "an.nguyen", GOOD, "") == "DP630"
    assert accounts.log_in("an.nguyen", "một câu khác hẳn", "")


def test_the_file_keeps_no_secret_in_plain(accounts: Accounts) -> None:
    session, token = accounts.log_in("an.nguyen", GOOD, ""), accounts.new_token("an.nguyen", "bảng theo dõi")
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    kept = "\n".join(sqlite3.connect(accounts.path).iterdump())
    assert "$argon2id$" in kept
    assert not any(secret in kept for secret in (session, token, GOOD))


def test_tokens(accounts: Accounts) -> None:
    token = accounts.new_token("an.nguyen", "")
    found = accounts.user_of_token(token)
    assert found is not None
    assert found.name == "an.nguyen"
    assert accounts.user_of_session(token) is None
    assert accounts.drop_tokens("an.nguyen") == 1
    assert accounts.user_of_token(token) is None


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", GOOD),
        ("a b", GOOD),
        ("x" * 65, GOOD),
        ("binh", "ngắn"),
        ("binh", "x" * 1001),
        ("binh.tran.01", "Binh.Tran.01"),
        ("an.nguyen", GOOD),
    ],
)
def test_what_cannot_be_taken(accounts: Accounts, name: str, password: str) -> None:
    assert code(accounts.add, name, password, Role.VIEW) == "DP632"
    assert [user.name for user in accounts.users()] == ["an.nguyen"]


def test_the_last_administrator_stays(accounts: Accounts) -> None:
    accounts.add("binh", GOOD, Role.EDIT)
    assert code(accounts.remove, "an.nguyen") == "DP636"
    assert code(accounts.set_role, "an.nguyen", Role.VIEW) == "DP636"
    accounts.set_role("binh", Role.ADMIN)
    accounts.remove("an.nguyen")
    assert [(user.name, user.role) for user in accounts.users()] == [("binh", Role.ADMIN)]
    assert code(accounts.remove, "ai.do") == "DP633"


def test_a_removed_user_is_out(accounts: Accounts) -> None:
    accounts.add("binh", GOOD, Role.EDIT)
    secret, token = accounts.log_in("binh", GOOD, ""), accounts.new_token("binh", "")
    accounts.remove("binh")
    assert accounts.user_of_session(secret) is None
    assert accounts.user_of_token(token) is None


def test_roles_hold_each_other() -> None:
    assert [[one.may(other) for other in Role] for one in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("không phải tệp tài khoản", encoding="utf-8")
    assert code(Accounts.open, tmp_path / "a.db") == "DP634"
    assert code(Accounts.open, tmp_path / "khong-co" / "a.db") == "DP634"


@dataclass
class Paper:
    secrecy: str | None


def test_secret_documents(accounts: Accounts) -> None:
    assert [is_secret(Paper(grade)) for grade in ("MẬT", "Tối mật", "TUYỆT MẬT", "Mật (độ A)")] == [True] * 4
    assert not any(is_secret_grade(grade) for grade in (None, "", "Lưu hành nội bộ", "Mật thiết", "Hỏa tốc"))
    (admin,) = accounts.users()
    editor = accounts.add("binh", GOOD, Role.EDIT)
    seen = [may_see(Paper("Mật"), user, opened) for user in (None, admin, editor) for opened in (False, True)]
    assert seen == [False, True, False, True, False, False]
    assert may_see(Paper(None), editor, opened=False)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    file = ["--accounts", str(tmp_path / "t.db")]

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = main(["users", *words, *file])
        told = capsys.readouterr()
        return status, told.out, told.err

    assert "quản trị" in "".join(run("add", "an", "--stdin", typed=GOOD + "\n")[1:])
    assert run("add", "binh", "--role", "bien tap", "--stdin", typed=GOOD)[0] == 0
    listed = run("list")[1]
    assert "binh" in listed
    assert "biên tập" in listed
    assert "DP601" in run("add", "chi")[2]
    assert "DP636" in run("remove", "an")[2]
    assert "DP600" in run("role", "binh", "--role", "vua")[2]
    token = run("token", "binh")[1].strip()
    found = Accounts.open(tmp_path / "t.db").user_of_token(token)
    assert found is not None
    assert found.role is Role.EDIT
    assert "đã thêm binh" in run("log")[1]


def test_help_costs_no_argon2() -> None:
    told = "import sys; from docparse.cli import main; main(['--help']); assert 'argon2' not in sys.modules"
    subprocess.run([sys.executable, "-c", told], check=True, capture_output=True)
