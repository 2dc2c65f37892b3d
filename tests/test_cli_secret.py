"""What leaves the store as a file holds no document marked Mật and above, unless that is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import docparse
from docparse.cli import main

_TEXT = """ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
{mark}Số: {number}/KH-UBND
Điện Biên, ngày 02 tháng 3 năm 2020

KẾ HOẠCH
Về việc {what}

I. NHIỆM VỤ
1. Sở Y tế chủ trì {what} trước ngày 30/6/2030.
"""
OPEN, SECRET = "tập huấn cán bộ", "rà soát kho lưu trữ"
COMMANDS = [
    ("checklist", "Sở Y tế", "--csv"),
    ("checklist", "Sở Y tế", "--md"),
    ("mine", "--csv"),
    ("report", "--agency", "Sở Y tế", "--quarter", "2/2030", "--md"),
    ("export", "--format", "json"),
    ("export", "--format", "cypher"),
]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    url = f"sqlite:///{tmp_path}/kho.db"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with docparse.open_store(url) as store:
        for number, mark, what in ((5, "MẬT\n", SECRET), (6, "", OPEN)):
            text = _TEXT.format(number=number, mark=mark, what=what)
            store.add(docparse.parse_bytes(text.encode(), f"{number}.txt"))

    def ask(*asked: str) -> tuple[int, str, str]:
        status = main([asked[0], "--store", url, *asked[1:]])
        out = capsys.readouterr()
        return status, out.out, out.err

    main(["config", "agency", "Sở Y tế tỉnh Điện Biên"])
    capsys.readouterr()
    return ask


@pytest.mark.parametrize("asked", COMMANDS, ids=" ".join)
def test_secret_documents_stay_out_and_it_is_said(
    run: Callable[..., tuple[int, str, str]], asked: tuple[str, ...]
) -> None:
    status, out, err = run(*asked)
    assert status == 0
    assert OPEN in out
    assert SECRET not in out
    assert "5/KH-UBND" not in out
    assert "1 văn bản mật" in err
    _, out, err = run(*asked, "--with-secret")
    assert OPEN in out
    assert SECRET in out
    assert err == ""


def test_files_of_an_agency_and_of_a_secret_document(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    held = []
    for more in ((), ("--with-secret", "--force")):
        assert run("checklist", "Sở Y tế", "--xlsx", "viec.xlsx", *more)[0] == 0
        rows = load_workbook(tmp_path / "viec.xlsx").worksheets[0].iter_rows(values_only=True)
        told = " ".join(str(cell) for row in rows for cell in row)
        held.append((OPEN in told, SECRET in told))
    assert held == [(True, False), (True, True)]
    status, _, err = run("sheet", "5/KH-UBND", "--xlsx", "mat.xlsx")
    assert (status, (tmp_path / "mat.xlsx").exists()) == (1, False)
    assert "--with-secret" in err
    assert run("picture", "load", "Sở Y tế", "--with-secret")[0] == 0
    assert SECRET in run("who", SECRET)[1]  # on the screen of the one who keeps the store
