"""Bad input: one coded line in Vietnamese, exit status 1 (2 for wrong usage), the store unchanged."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import docparse
from docparse.cli import main
from docparse.cli_parser import translated

PLAN = Path(__file__).parents[1] / "corpus" / "documents" / "3243-KH-UBND.txt"
WORD = Path(__file__).parents[1] / "corpus" / "documents" / "4120-KH-UBND.docx"
_LINE = re.compile(r"(?:lỗi +)?DP\d{3} [^\n]+: [^\n]+; [^\n]+\n")


def locked() -> bytes:
    """What Word writes for a document with a password: an OLE file with an encrypted package."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(512)


def without_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("khac.xml", "<a/>")
    return out.getvalue()


FILES: dict[str, tuple[bytes, str]] = {
    "rong.txt": (b"", "DP103"),
    "trang.md": (b" \n\t\n", "DP103"),
    "nhi-phan.txt": (bytes(range(256)) * 20, "DP105"),
    "la-word.txt": (b"PK\x03\x04" + bytes(200), "DP105"),
    "bang-ma.txt": (b"K\xff\xfe\x81\x8d" * 40, "DP106"),
    "khong-phai-zip.docx": ("Kế hoạch".encode(), "DP110"),
    "mat-khau.docx": (locked(), "DP112"),
    "cut.docx": (WORD.read_bytes()[:2000], "DP111"),
    "thieu.docx": (without_document(), "DP115"),
    "ban-quet.pdf": (b"%PDF-1.7", "DP140"),
}


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store that holds one plan."""
    monkeypatch.delenv("DOCPARSE_DEBUG", raising=False)
    (tmp_path / "kho").mkdir()
    address = f"sqlite:///{tmp_path}/kho/kho.db"
    with docparse.open_store(address) as store:
        store.add(docparse.parse(PLAN))
    return address


def contents(url: str) -> list[tuple[str, str, int]]:
    with docparse.open_store(url) as store:
        return [(d.id, d.sha256, d.version) for d in store.documents()]


def check(capsys: pytest.CaptureFixture[str], code: str, status: int, *argv: object) -> str:
    """Run, and see one coded line on standard error and nothing else."""
    assert main([str(word) for word in argv]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert _LINE.fullmatch(err), err
    assert err.removeprefix("lỗi").lstrip().startswith(f"{code} "), err
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["parse", "add"])
def test_files(capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str, name: str, command: str) -> None:
    data, code = FILES[name]
    (tmp_path / name).write_bytes(data)
    before = contents(url)
    store = ["--store", url] if command == "add" else []
    err = check(capsys, code, 1, command, tmp_path / name, *store)
    assert f" {name}: " in err
    assert contents(url) == before


@pytest.mark.parametrize("command", ["parse", "add"])
def test_a_missing_file_makes_no_store(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
    store = ["--store", f"sqlite:///{tmp_path}/moi.db"] if command == "add" else []
    check(capsys, "DP101", 1, command, tmp_path / "mat.txt", *store)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("command", "code"), [("import", "DP101"), ("restore", "DP417")])
def test_a_missing_file_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str, command: str, code: str
) -> None:
    before = contents(url)
    assert "không có tệp này" in check(capsys, code, 1, command, tmp_path / "mat.xlsx", "--store", url)
    assert contents(url) == before


def test_a_folder_without_documents(capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str) -> None:
    (tmp_path / "rong").mkdir()
    (tmp_path / "rong" / "anh.png").write_bytes(b"\x89PNG")
    before = contents(url)
    check(capsys, "DP108", 1, "add", tmp_path / "rong", "--store", url)
    assert contents(url) == before


def test_a_name_with_control_characters_stays_on_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    err = check(capsys, "DP101", 1, "parse", tmp_path / "a\n\x1b[31mb.txt")
    assert "\x1b" not in err


# --- stores ------------------------------------------------------------------------------------------------


def not_a_store(path: Path) -> None:
    path.write_text("đây không phải kho, chỉ là một tệp văn bản dài hơn một trang" * 20, encoding="utf-8")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE sach (ten TEXT)")
    other.close()


@pytest.mark.parametrize("make", [not_a_store, foreign])
@pytest.mark.parametrize("argv", [("add", PLAN), ("who", "III.7"), ("remove", "3243", "--yes")])
def test_not_a_store(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, make: Callable[[Path], None], argv: tuple[object, ...]
) -> None:
    path = tmp_path / "kho.db"
    make(path)
    before = path.read_bytes()
    check(capsys, "DP403", 1, *argv, "--store", f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_locked(capsys: pytest.CaptureFixture[str], url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from docparse.questions import Store

    other = PLAN.with_name("82-KH-TU.txt")
    monkeypatch.setattr(docparse, "open_store", lambda address: Store(address, timeout=0.05))
    before = contents(url)
    holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        check(capsys, "DP402", 1, "add", other, "--store", url)
        check(capsys, "DP402", 1, "remove", "3243", "--yes", "--store", url)
    finally:
        holder.rollback()
        holder.close()
    assert contents(url) == before


def test_read_only(capsys: pytest.CaptureFixture[str], url: str) -> None:
    before = contents(url)
    check(capsys, "DP404", 1, "add", PLAN.with_name("82-KH-TU.txt"), "--store", f"{url}?mode=ro")
    check(capsys, "DP404", 1, "remove", "3243", "--yes", "--store", f"{url}?mode=ro")
    assert contents(url) == before


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mysql://may/kho", "DP405"),
        ("kho.db", "DP405"),
        ("sqlite:///", "DP405"),
        ("sqlite:////khong/co/kho.db", "DP407"),
    ],
)
def test_bad_store_addresses(capsys: pytest.CaptureFixture[str], address: str, code: str) -> None:
    check(capsys, code, 1, "add", PLAN, "--store", address)


def test_questions_to_a_missing_store(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for argv in (("who", "III.7"), ("checklist", "Sở Tài chính"), ("trace", "3243"), ("show", "3243")):
        check(capsys, "DP401", 1, *argv, "--store", f"sqlite:///{tmp_path}/chua-co.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["trace", "goals", "references", "show", "remove"])
def test_unknown_document(capsys: pytest.CaptureFixture[str], url: str, command: str) -> None:
    more = ["--yes"] if command == "remove" else []
    check(capsys, "DP501", 1, command, "999/KH-ABC", *more, "--store", url)


# --- wrong usage ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ((), "chưa nêu lệnh"),
        (("doc",), "không có lệnh “doc”"),
        (("parse",), "thiếu TỆP"),
        (("who",), "thiếu CÂU_HỎI"),
        (("show", "3243", "--mau"), "thừa hoặc sai tham số: --mau"),
        (("who", "a", "--limit", "0"), "--limit không nhận giá trị “0”"),
        (("who", "a", "--limit", "nhiều"), "--limit không nhận giá trị “nhiều”"),
        (("show", "3243", "--store"), "--store cần một giá trị"),
        (("checklist", "a", "--csv", "--md"), "--md không dùng cùng --csv"),
        (("parse", "a", "--json=1"), "--json không nhận giá trị “1”"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], words: str) -> None:
    err = check(capsys, "DP600", 2, *argv)
    assert words in err
    assert err.rstrip().endswith("--help")


@pytest.mark.parametrize(
    ("argv", "near"),
    [
        (("chcklist", "Sở Y tế"), "có phải “checklist”?"),
        (("checklist", "Sở Y tế", "--xslx"), "có phải “--xlsx”?"),
        (("export", "--format", "grapml"), "có phải “graphml”?"),
        (("list", "--foo"), None),
        (("khong-co",), None),
    ],
)
def test_a_slip_is_told(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], near: str | None) -> None:
    said = check(capsys, "DP600", 2, *argv)
    assert (near in said) if near else ("có phải" not in said)


def test_unknown_role(capsys: pytest.CaptureFixture[str], url: str) -> None:
    err = check(capsys, "DP602", 2, "checklist", "Sở Tài chính", "--role", "xem", "--store", url)
    assert "chu-tri" in err


def test_unknown_messages_stay_vietnamese() -> None:
    assert translated("something new") == "tham số không đúng"


# --- docparse itself -----------------------------------------------------------------------------------------


def broken(*_: object) -> None:
    raise RuntimeError("bí mật nội bộ")


def test_an_unexpected_failure_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setattr(docparse, "parse", broken)
    for argv in (("parse", PLAN), ("add", PLAN, "--store", url)):
        err = check(capsys, "DP900", 1, *argv)
        assert PLAN.name in err
        assert "RuntimeError" in err
    monkeypatch.setattr(docparse, "open_store", broken)
    check(capsys, "DP900", 1, "show", "3243")


def test_debug_shows_the_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPARSE_DEBUG", "1")
    monkeypatch.setattr(docparse, "parse", broken)
    assert main(["parse", str(PLAN)]) == 1
    err = capsys.readouterr().err
    assert "Traceback" in err
    assert "DP900" in err


def test_ctrl_c(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(docparse, "parse", stop)
    assert main(["parse", str(PLAN)]) == 130
    assert capsys.readouterr() == ("", "")
