"""``docparse why`` and ``docparse show --html`` as people type them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import docparse
from docparse.cli import main

PLAN = Path(__file__).parents[1] / "corpus" / "documents" / "3243-KH-UBND.txt"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.db"
    with docparse.open_store(url) as opened:
        opened.add(docparse.parse(PLAN))
    return url


@pytest.fixture
def run(store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DOCPARSE_STORE", store)
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*argv: object) -> tuple[int, str, str]:
        status = main([str(word) for word in argv])
        return status, *capsys.readouterr()

    return call


def test_why_a_fact(run: Run) -> None:
    status, out, err = run("why", "3243 V.1 đoạn 2")
    assert (status, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    assert "Chủ trì: Sở Giáo dục và Đào tạo (theo đề mục)" in lines
    assert "Dấu hiệu: “Chủ trì phối hợp với”" in lines
    assert any(line.startswith("Luật:     presiding (rules/roles.yaml:") for line in lines)
    assert any("kế hoạch hằng năm" in line and "không phải thời hạn" in line for line in lines)


def test_why_without_quotation_marks_and_as_json(run: Run) -> None:
    value = json.loads(run("why", "3243", "V.1", "đoạn", "2", "--json")[1])
    assert [f["kind"] for f in value["facts"]] == ["task"] * 3
    assert value["facts"][0]["parts"][0]["rule"]["id"] == "presiding"


def test_why_a_line(run: Run) -> None:
    out = run("why", "3243:1")[1]
    assert out.startswith("Dòng 1: “ỦY BAN NHÂN DÂN”\n")
    assert "vì nằm trong phần đầu văn bản (thể thức), không đọc nhiệm vụ ở đây [header]" in out


@pytest.mark.parametrize("form", ["{}:57", "{}#57", "{} 57"])
def test_why_on_a_file_needs_no_store(run: Run, form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCPARSE_STORE", f"sqlite:///{tmp_path / 'none.db'}")
    status, out, _ = run("why", form.format(PLAN))
    assert (status, out.splitlines()[0][:9]) == (0, "Dòng 57: ")
    assert run("why", f"{PLAN} V.1 đoạn 2")[1].count("Nhiệm vụ t:V.1:") == 3
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("3243:99999", "DP505"),
        ("3243:0", "DP505"),
        ("9999:3", "DP504"),
        ("không có gì", "DP504"),
        ("t:V.1:ffffffff", "DP504"),
        ("3243#<script>", "DP504"),
        ("\x1b[31m", "DP504"),
        ("", "DP504"),
        ("9999#V.1", "DP501"),
    ],
)
def test_why_of_nothing_is_one_line(run: Run, asked: str, code: str) -> None:
    status, out, err = run("why", asked)
    assert (status, out) == (1, "")
    assert err.startswith(code)
    assert err.count("\n") == 1
    assert "\x1b" not in err


@pytest.mark.parametrize("form", ["{}:3", "{}#t:V.1:2bd32ffe", "{} V.1", "{}"])
def test_a_file_that_is_not_there_is_said_so(run: Run, form: str) -> None:
    status, out, err = run("why", form.format("docs/khong-co.docx"))
    assert (status, out) == (1, "")
    assert err.startswith("DP101 khong-co.docx: không có tệp này")
    assert run("why", "3243-KH-UBND.txt:1")[0] == 0  # gone, but in the store


def test_a_line_of_a_format_without_lines_is_said_to_be_docparses(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>KẾ HOẠCH</p><p>I. NHIỆM VỤ</p><p>Sở Y tế rà soát danh mục thuốc.</p>", encoding="utf-8")
    assert run("why", f"{page}:3")[1].startswith("Dòng 3 của phần chữ đọc được: “Sở Y tế")
    assert "phần chữ đọc được chỉ có 3 dòng" in run("why", f"{page}:4")[2]


def test_show_html(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("show", "3243", "--html")
    assert status == 0
    assert out.startswith("<!doctype html>\n")
    target = tmp_path / "van ban.html"
    status, said, err = run("show", PLAN, "--html", "-o", target)
    assert (status, said, err) == (0, f"đã ghi {target}\n", "")
    assert target.read_text(encoding="utf-8") == out


def test_show_html_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    status, out, err = run("show", "3243", "--html", "-o", tmp_path / "none" / "x.html")
    assert (status, out) == (1, "")
    assert err.startswith("DP603 x.html: không ghi được")


def test_show_takes_an_output_only_with_html(run: Run) -> None:
    status, _, err = run("show", "3243", "-o", "x.html")
    assert status == 2
    assert err.startswith("DP600 docparse show: -o chỉ dùng cùng --html")
    assert run("show", "3243", "--html", "--json")[0] == 2
