"""export, sql and graph on the command line."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import docparse
from docparse.cli import main
from docparse.cli_arguments_open import FORMATS

CORPUS = Path(__file__).parents[1] / "corpus" / "documents"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.db"
    with docparse.open_store(url) as store:
        for name in ("82-KH-TU.txt", "3243-KH-UBND.txt"):
            store.add(docparse.parse(CORPUS / name))
    return url


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str) -> Run:
    """``main`` over a store with two plans, to (status, stdout, stderr)."""
    monkeypatch.setenv("DOCPARSE_STORE", url)
    monkeypatch.setenv("COLUMNS", "160")

    def call(*argv: object) -> tuple[int, str, str]:
        status = main([str(word) for word in argv])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("csv", "parquet")])
def test_a_file_holds_what_is_printed(run: Run, tmp_path: Path, form: str) -> None:
    status, printed, _ = run("export", "--format", form)
    assert status == 0
    assert "3243/KH-UBND" in printed
    path = tmp_path / "kho"
    assert run("export", "--format", form, "-o", path)[0] == 0
    assert path.read_text(encoding="utf-8") == printed
    assert [found.name for found in tmp_path.iterdir()] == ["kho"]
    _, one, _ = run("export", "--format", form, "--document", "82-KH/TU")
    if form not in ("mermaid", "dot"):  # these show more of one document than of all
        assert len(one) < len(printed)


def test_two_files_go_into_a_folder(run: Run, tmp_path: Path) -> None:
    assert run("export", "--format", "csv", "-o", tmp_path / "a" / "b")[:2] == (0, f"đã ghi {tmp_path / 'a' / 'b'}\n")
    assert sorted(found.name for found in (tmp_path / "a" / "b").iterdir()) == ["edges.csv", "nodes.csv"]
    status, _, error = run("export", "--format", "csv")
    assert status == 2
    assert error.startswith("DP600 docparse export: dạng csv ghi hai tệp")
    assert run("export", "--format", "json", "--excel")[0] == 2


def test_without_parquet_there_is_no_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    status, _, error = run("export", "--format", "parquet", "-o", tmp_path / "kho")
    assert (status, error[:5]) == (1, "DP431")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("cũ", encoding="utf-8")
    status, _, error = run("export", "--format", "csv", "-o", tmp_path / "tep")
    assert status == 1
    assert error.startswith("DP603")
    status, _, error = run("export", "--format", "json", "-o", tmp_path / "khong-co" / "tep.json")
    assert status == 1
    assert "không có thư mục này" in error
    assert run("export", "--format", "json", "--document", "999/KH")[2].startswith("DP501")


def test_sql_in_each_form(run: Run) -> None:
    query = "SELECT so_ky_hieu, so_nhiem_vu FROM v_documents ORDER BY ngay"
    status, out, _ = run("sql", query)
    assert status == 0
    assert out.splitlines()[0].split() == ["so_ky_hieu", "so_nhiem_vu"]
    rows = json.loads(run("sql", query, "--json")[1])
    assert rows["columns"] == ["so_ky_hieu", "so_nhiem_vu"]
    assert [row[0] for row in rows["rows"]] == ["82-KH/TU", "3243/KH-UBND"]
    table = list(csv.reader(io.StringIO(run("sql", query, "--csv")[1].lstrip("\ufeff"))))
    assert table[1:] == [[str(cell) for cell in row] for row in rows["rows"]]
    assert "| 82-KH/TU |" in run("sql", query, "--md")[1]


def test_sql_says_where_it_stopped(run: Run) -> None:
    status, out, error = run("sql", "SELECT ma FROM v_tasks", "--limit", "3")
    assert status == 0
    assert len(out.splitlines()) == 5
    assert error == "chỉ in 3 hàng đầu; thêm --limit SỐ (0: tất cả) để lấy thêm\n"
    assert len(run("sql", "SELECT ma FROM v_tasks", "--limit", "0", "--json")[1]) > len(out)


def test_sql_from_a_formula_stays_text(run: Run) -> None:
    out = run("sql", "SELECT '=1+1' AS o", "--csv")[1]
    assert out == "\ufeffo\r\n'=1+1\r\n"


def test_wrong_sql_is_no_traceback(run: Run) -> None:
    status, out, error = run("sql", "SELECT * FORM v_tasks")
    assert (status, out) == (1, "")
    assert error.startswith("DP420 câu SQL, dòng 1: sai cú pháp ở gần “FORM”")
    assert run("sql", "DROP TABLE documents")[2].startswith("DP421")
    assert run("sql")[0] == 2


def test_views_are_explained(run: Run) -> None:
    status, out, _ = run("sql", "--views")
    assert status == 0
    assert "v_assignments" in out
    assert "vai_tro:" in out


@pytest.mark.parametrize("analysis", ["chains", "cycles", "load", "orphans", "central"])
def test_analyses_in_each_form(run: Run, analysis: str) -> None:
    status, page, error = run("graph", analysis)
    assert (status, error) == (0, "")
    assert page.strip()
    assert isinstance(json.loads(run("graph", analysis, "--json")[1]), dict)
    titles, *rows = csv.reader(io.StringIO(run("graph", analysis, "--csv")[1].lstrip("\ufeff")))
    assert all(len(row) == len(titles) for row in rows)
    assert run("graph", analysis, "--md")[1].startswith("# ")


def test_chains_show_the_passage_of_each_step(run: Run) -> None:
    _, page, _ = run("graph", "chains", "--limit", "1")
    assert "1. Kế hoạch 3243/KH-UBND (06/11/2019)" in page
    assert "thực hiện → Kế hoạch 82-KH/TU (27/08/2019) [văn bản]" in page
    assert "3243/KH-UBND" in page.split("82-KH/TU")[1]
