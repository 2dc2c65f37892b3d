"""The commands over the corpus: what they print, what they leave in the store, their exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import docparse
from docparse import cli_commands
from docparse.cli import main
from docparse.model import Remark

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "corpus" / "documents"
PLAN = DOCUMENTS / "3243-KH-UBND.txt"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the whole corpus."""
    url = f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.db"
    with docparse.open_store(url) as opened:
        for path in sorted(DOCUMENTS.iterdir()):
            opened.add(docparse.parse(path))
    return url


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``main`` as a function of its arguments to (status, stdout, stderr)."""
    monkeypatch.delenv("DOCPARSE_STORE", raising=False)
    monkeypatch.delenv("DOCPARSE_DEBUG", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*argv: object) -> tuple[int, str, str]:
        status = main([str(word) for word in argv])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def answer(run: Run, store: str, *argv: object) -> Any:
    status, out, err = run("--store", store, *argv, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


# --- parse -----------------------------------------------------------------------------------------------


def test_parse_json_is_the_contract(run: Run) -> None:
    status, out, err = run("parse", PLAN, "--json")
    assert (status, err) == (0, "")
    plan = json.loads(out)
    assert plan["schema"] == "docparse/1"
    assert plan["document"]["symbol"] == "3243/KH-UBND"
    assert {"document", "sections", "goals", "tasks", "references", "warnings", "text"} <= plan.keys()
    assert plan == json.loads(json.dumps(docparse.parse(PLAN).to_dict(), ensure_ascii=False))
    for task in plan["tasks"]:
        assert " ".join(plan["text"][task["start"] : task["end"]].split()) == task["text"]


def test_parse_json_of_several_files_is_one_object_a_line(run: Run) -> None:
    status, out, _ = run("parse", PLAN, DOCUMENTS / "82-KH-TU.txt", "--json")
    symbols = [json.loads(line)["document"]["symbol"] for line in out.splitlines()]
    assert (status, symbols) == (0, ["3243/KH-UBND", "82-KH/TU"])


def test_parse_goes_on_after_a_bad_file(run: Run, tmp_path: Path) -> None:
    status, out, err = run("parse", tmp_path / "mat.txt", PLAN, "--json")
    assert status == 1
    assert err == "DP101 mat.txt: không có tệp này; kiểm tra lại đường dẫn và tên tệp\n"
    assert json.loads(out)["document"]["symbol"] == "3243/KH-UBND"


def test_parse_summary_for_people(run: Run) -> None:
    status, out, err = run("parse", PLAN)
    assert (status, err) == (0, "")
    assert out.startswith("Kế hoạch 3243/KH-UBND\n")
    for words in (
        "Ủy ban nhân dân tỉnh Điện Biên",
        "06/11/2019",
        "13 chỉ tiêu",
        "V.1, đoạn 2",
        "82-KH/TU",
        "không nêu",
    ):
        assert words in out
    assert not set(out) & set("│╭├─\x1b")


# --- add and remove ------------------------------------------------------------------------------------------


def test_add_says_what_happened_to_each_file(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kho.db"
    folder = tmp_path / "van-ban"
    (folder / "sau").mkdir(parents=True)
    (folder / "a.txt").write_bytes(PLAN.read_bytes())
    (folder / "sau" / "b.md").write_bytes((DOCUMENTS / "517-QD-UBND.md").read_bytes())
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 hong")
    (folder / "anh.png").write_bytes(b"\x89PNG")
    (folder / "~$a.docx").write_bytes(b"khoa")

    status, out, err = run("add", folder, "--store", url)
    lines = out.splitlines()
    assert status == 1
    assert [line[:9].strip() for line in lines[:2]] == ["đã thêm", "đã thêm"]
    assert "3243/KH-UBND" in lines[0]
    assert "517/QĐ-UBND" in lines[1]
    assert lines[2:] == ["2 đã thêm, 1 lỗi, 1 bỏ qua", f"Kho: {tmp_path}/kho.db"]
    skipped, failed = err.splitlines()
    assert skipped == "bỏ qua    anh.png: chưa đọc được định dạng .png"
    assert failed.startswith("lỗi       DP11")

    with docparse.open_store(url) as opened:
        assert opened.add(docparse.parse(folder / "a.txt")).status == "unchanged"
    status, out, err = run("add", folder / "a.txt", folder / "a.txt", "--store", url)
    assert (status, err) == (0, "")
    assert out.splitlines()[0].startswith("đã có     a.txt")
    assert out.splitlines()[1] == "1 đã có"

    changed = PLAN.read_text(encoding="utf-8") + "\nGiao Sở Tài chính bố trí kinh phí.\n"
    (folder / "a.txt").write_text(changed, encoding="utf-8")
    status, out, err = run("add", folder / "a.txt", "--store", url)
    assert (status, err) == (0, "")
    assert out.startswith("cập nhật  a.txt: Kế hoạch 3243/KH-UBND, bản 2")
    with docparse.open_store(url) as opened:
        assert [(d.symbol, d.version, d.versions) for d in opened.documents()] == [
            ("3243/KH-UBND", 2, 2),
            ("517/QĐ-UBND", 1, 1),
        ]


def test_add_json(run: Run, tmp_path: Path) -> None:
    status, out, err = run("add", PLAN, tmp_path / "mat.txt", "--json", "--store", f"sqlite:///{tmp_path}/kho.db")
    told = json.loads(out)
    assert status == 1
    assert told["store"] == f"{tmp_path}/kho.db"
    assert (told["added"], told["failed"]) == (1, 1)
    assert [(f["file"], f["status"]) for f in told["files"]] == [(PLAN.name, "added"), ("mat.txt", "failed")]
    assert told["files"][1]["error"]["code"] == "DP101"
    assert "DP101" in err


def test_store_from_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPARSE_STORE", f"sqlite:///{tmp_path}/moi-truong.db")
    status, out, _ = run("add", PLAN)
    assert (status, out.splitlines()[-1]) == (0, f"Kho: {tmp_path}/moi-truong.db")


def test_remove(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/kho.db"
    run("add", PLAN, "--store", url)
    monkeypatch.setattr(sys, "stdin", io.StringIO("c\n"))
    status, out, err = run("remove", "3243/KH-UBND", "--store", url)
    assert (status, out) == (2, "")
    assert err.startswith("DP601 3243/KH-UBND: ")
    with docparse.open_store(url) as opened:
        assert len(opened.documents()) == 1

    status, out, err = run("remove", "3243", "--yes", "--store", url)
    assert (status, err) == (0, "")
    assert out == f"đã gỡ     Kế hoạch 3243/KH-UBND (06/11/2019)\nKho: {tmp_path}/kho.db\n"
    with docparse.open_store(url) as opened:
        assert opened.documents() == ()
    assert run("remove", "3243", "--yes", "--store", url)[0] == 1


@pytest.mark.parametrize(("typed", "left"), [("c\n", 0), ("có\n", 0), ("\n", 1), ("k\n", 1), ("", 1)])
def test_remove_asks_on_a_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, left: int
) -> None:
    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    url = f"sqlite:///{tmp_path}/kho.db"
    run("add", PLAN, "--store", url)
    monkeypatch.setattr(sys, "stdin", Keyboard(typed))
    status, _, err = run("remove", "3243", "--store", url)
    assert status == left
    assert err.startswith(f"Gỡ Kế hoạch 3243/KH-UBND (06/11/2019) (1 bản) khỏi kho {tmp_path}/kho.db?")
    with docparse.open_store(url) as opened:
        assert len(opened.documents()) == left


# --- questions ---------------------------------------------------------------------------------------------


def test_who_leads_the_plan(run: Run, store: str) -> None:
    status, out, err = run("--store", store, "who", "ai chu tri trien khai ke hoach 3243")
    assert (status, err) == (0, "")
    rows = [line.split("  ")[0] for line in out.splitlines()]
    assert "Cơ quan thường trực" in rows
    assert "Chủ trì" in rows
    assert "Sở Giáo dục và Đào tạo" in out
    assert "V.1, đoạn 2" in out
    assert "giây" not in out


def test_who_at_a_place_without_agencies_says_so(run: Run, store: str) -> None:
    _, out, _ = run("--store", store, "who", "III.7")
    assert "KHÔNG NÊU trong mục III.7" in out
    assert "Suy ra:" in out
    assert "chưa phải giao việc" in out
    told = answer(run, store, "who", "III.7")
    assert not any(task["stated"] for task in told["tasks"])


def test_who_limit_and_unquoted_words(run: Run, store: str) -> None:
    assert len(answer(run, store, "who", "xã", "hội", "hóa", "giáo", "dục", "--limit", 2)["tasks"]) == 2


def test_checklist_forms_hold_the_same_rows(run: Run, store: str) -> None:
    told = answer(run, store, "checklist", "so gddt")
    assert len({row["document"]["symbol"] for row in told["rows"]}) > 1
    _, text, _ = run("--store", store, "checklist", "so gddt", "--csv")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert rows[0][:5] == ["STT", "Nhiệm vụ", "Vai trò", "Chủ trì", "Phối hợp"]
    assert len(rows) == 1 + len(told["rows"]) + len(told["inferred"]) + len(told["unplaced"])
    _, other, _ = run("--store", store, "checklist", "so gddt", "--csv", "--sep", ";")
    assert list(csv.reader(io.StringIO(other.removeprefix("\ufeff")), delimiter=";")) == rows
    _, markdown, _ = run("--store", store, "checklist", "so gddt", "--md")
    assert len(markdown.splitlines()) == 4 + len(rows) - 1
    _, page, _ = run("--store", store, "checklist", "so gddt")
    assert page.startswith("PHIẾU NHIỆM VỤ – ")


def test_a_part_of_a_document_is_not_its_new_version(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kho.db"
    part = tmp_path / "cat.txt"
    part.write_text(PLAN.read_text(encoding="utf-8")[:9000], encoding="utf-8")
    run("add", PLAN, "--store", url)
    status, out, err = run("add", part, "--store", url)
    assert (status, out) == (1, "")
    assert err.startswith("lỗi       DP410 cat.txt: bản mới của Kế hoạch 3243/KH-UBND ")
    assert "--force" in err
    assert [v["version"] for v in answer(run, url, "show", "3243")["versions"]] == [1]
    status, out, err = run("add", part, "--force", "--store", url)
    assert (status, err) == (0, "")
    assert out.startswith("cập nhật  cat.txt: Kế hoạch 3243/KH-UBND, bản 2 (")
    # the older version is still there, with its own counts
    status, out, _ = run("add", PLAN, "--store", url)
    assert out.startswith("đã có     3243-KH-UBND.txt: Kế hoạch 3243/KH-UBND (5 mục tiêu, ")


def test_what_was_read_only_in_part_is_remarked_once_a_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word, pages = (
        Remark("DP221", "trang 1: chữ “Sờ” nhận dạng chưa chắc", 3, 5),
        Remark("DP220", "trang 1 là ảnh", 0, 0),
    )
    plan = replace(docparse.parse(PLAN), warnings=(Remark("DP203", "ngày sau", 0, 4), word, word, pages))
    monkeypatch.setattr("docparse.cli_add.read_plan", lambda *_: plan)
    status, _, err = run("add", PLAN, "--store", f"sqlite:///{tmp_path}/kho.db")
    said = "lưu ý     3243-KH-UBND.txt: DP220 trang 1 là ảnh (và 2 lưu ý khác, xem: docparse parse)\n"
    assert (status, err) == (0, said)


def test_a_text_that_is_no_document_is_remarked(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "ghi-chu.txt"
    note.write_text("mua sữa, gọi điện cho mẹ", encoding="utf-8")
    status, out, err = run("add", note, "--store", f"sqlite:///{tmp_path}/kho.db")
    assert (status, out.count("\n")) == (0, 3)
    assert err.startswith("lưu ý     ghi-chu.txt: không nhận ra là văn bản hành chính")


def test_list(run: Run, store: str) -> None:
    told = answer(run, store, "list")
    assert told["total"] == len(told["documents"]) == len(list(DOCUMENTS.iterdir()))
    own = next(entry for entry in told["documents"] if entry["symbol"] == "3243/KH-UBND")
    assert (own["type"], own["date"], own["file"]) == ("Kế hoạch", "2019-11-06", "3243-KH-UBND.txt")
    status, page, _ = run("--store", store, "list")
    assert status == 0
    assert page.splitlines()[0].split("  ")[0] == "STT"
    assert "3243/KH-UBND" in page
    assert page.splitlines()[-1].startswith(f"{told['total']} văn bản, ")


@pytest.mark.parametrize("form", ["--csv", "--md"])
def test_a_checklist_file_of_nobody_is_an_error(run: Run, store: str, form: str) -> None:
    status, out, err = run("--store", store, "checklist", "Cục Hàng không", form)
    assert (status, out) == (1, "")
    assert err == ("DP507 Cục Hàng không: không có nhiệm vụ nào của cơ quan này trong kho; kiểm tra lại tên cơ quan\n")


@pytest.mark.parametrize("role", ["chu-tri", "Chủ trì", "lead", "chủtrì", "đầu mối"])
def test_checklist_by_role(run: Run, store: str, role: str) -> None:
    rows = answer(run, store, "checklist", "Sở GD&ĐT", "--role", role)["rows"]
    assert rows
    assert {row["role"] for row in rows} == {"lead"}


def test_checklist_of_an_unknown_agency_suggests(run: Run, store: str) -> None:
    status, out, _ = run("--store", store, "checklist", "Sở Giáo dục và Đào")
    assert status == 0
    assert "Sở Giáo dục và Đào tạo" in out


def test_trace_goes_up_through_the_corpus(run: Run, store: str) -> None:
    status, out, _ = run("--store", store, "trace", "28/KH-UBND")
    lines = [line.strip() for line in out.splitlines()]
    assert status == 0
    assert lines[0].startswith("Kế hoạch 28/KH-UBND (20/10/2025")
    assert any(line.startswith("- thực hiện → Kế hoạch 4120/KH-UBND") and "[văn bản]" in line for line in lines)
    assert "29-NQ/TW" in out
    assert "Không nhầm với" in out


def test_goals_references_show(run: Run, store: str) -> None:
    _, goals, _ = run("--store", store, "goals", "3243")
    assert "99,2" in goals
    assert "13 chỉ tiêu %" in goals
    _, references, _ = run("--store", store, "references", "3243")
    assert "1436/QĐ-TTg" in references
    assert "29/10/2018" in references
    _, tree, _ = run("--store", store, "show", "3243")
    assert "V. TỔ CHỨC THỰC HIỆN [tổ chức thực hiện]" in tree
    for command in ("goals", "references", "show"):
        assert answer(run, store, command, "3243")["document"]["symbol"] == "3243/KH-UBND"


# --- the real command --------------------------------------------------------------------------------------


def real(*argv: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    given = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run([sys.executable, "-m", "docparse", *argv], capture_output=True, env=given, check=False)


def test_output_is_utf8_in_any_locale(store: str) -> None:
    done = real("--store", store, "goals", "3243", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "CHỈ TIÊU, MỤC TIÊU" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_quiet(store: str) -> None:
    command = [sys.executable, "-m", "docparse", "--store", store, "references", "3243", "--json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_closed_streams(store: str) -> None:
    command = f"{sys.executable} -m docparse --store {store} goals 3243"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", f"{command} >&-"], capture_output=True, env=env, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    done = subprocess.run(["sh", "-c", f"{command} 2>&- x y"], capture_output=True, env=env, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_one_line(store: str) -> None:
    for command in (["goals", "3243"], ["references", "3243", "--json"], ["--help"]):
        with open("/dev/full", "wb") as full:
            argv = [sys.executable, "-m", "docparse", "--store", store, *command]
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(argv, stdout=full, stderr=subprocess.PIPE, env=env, check=False)
        assert done.returncode == 1
        assert done.stderr.decode().startswith("DP603 kết quả: không ghi ra được")
        assert done.stderr.count(b"\n") == 1


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"docparse {docparse.__version__}\n", "")


def test_what_a_command_imports_is_there() -> None:
    source = Path(cli_commands.__file__).read_text(encoding="utf-8")
    found = re.findall(r'_later\("(\w+)"(?:, "(\w+)")?\)', source)
    assert len(found) > 20
    assert all(callable(getattr(import_module(f"docparse.{module}"), work or "run")) for module, work in found)
