"""``--annex-of`` for annexes in each format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from docparse.cli import main
from tests.store.test_annexes import PLAN
from tests.test_cli import Run, run

__all__ = ["run"]
HEAD = "(Kèm theo Kế hoạch số 77/KH-UBND ngày 05/3/2025)"
ROWS = [
    ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Năm 2025", "Năm 2026"],
    ["I", "NHÓM VIỆC NGAY", "", "", ""],
    ["1", "Trồng cây ven hồ", "Sở Xây dựng", "", "x"],
]


def as_xlsx(path: Path, head: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([head], *ROWS) if head else ROWS:
        sheet.append(row)
    book.save(path)


def as_csv(path: Path, head: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[head], *ROWS] if head else ROWS)
    path.write_text(out.getvalue(), encoding="utf-8")


def as_docx(path: Path, head: str) -> None:
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph(head)
    table = document.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(path))


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("write", [as_xlsx, as_csv, as_docx])
def test_add(run: Run, tmp_path: Path, write: Callable[[Path, str], None], named: bool) -> None:
    plan, annex, store = (
        tmp_path / "ke-hoach.txt",
        tmp_path / f"bang.{write.__name__[3:]}",
        f"sqlite:///{tmp_path}/k.db",
    )
    plan.write_text(PLAN, encoding="utf-8")
    write(annex, HEAD if named else "")
    assert run("--store", store, "add", plan)[0] == 0
    status, out, err = run("--store", store, "add", annex, *([] if named else ["--annex-of", "77/KH-UBND"]))
    assert (status, err) == (0, "")
    assert out.startswith(f"cập nhật  {annex.name}: phụ lục của Kế hoạch 77/KH-UBND, bản 2 (0 mục tiêu, 3 nhiệm vụ")
    found = json.loads(run("--store", store, "checklist", "Sở Xây dựng tỉnh Điện Biên", "--json")[1])
    (row,) = found["rows"]
    assert (row["text"], row["due"]["to"], row["document"]["symbol"]) == ("Trồng cây ven hồ", "2026", "77/KH-UBND")
    assert row["quote"]["heading"] == "NHÓM VIỆC NGAY"


def test_add_to_a_plan_that_is_not_there(run: Run, tmp_path: Path) -> None:
    as_csv(tmp_path / "bang.csv", "")
    store = f"sqlite:///{tmp_path}/k.db"
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    run("--store", store, "add", tmp_path / "ke-hoach.txt")
    status, _, err = run("--store", store, "add", tmp_path / "bang.csv", "--annex-of", "99/KH-UBND")
    assert status == 1
    assert "DP501" in err


def test_parse_prints_one_result(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    as_csv(tmp_path / "bang.csv", "")
    status, out, _ = run("parse", tmp_path / "bang.csv", "--annex-of", tmp_path / "ke-hoach.txt", "--json")
    value = json.loads(out)
    assert (status, value["document"]["symbol"]) == (0, "77/KH-UBND")
    assert [t["text"] for t in value["tasks"]] == ["Vớt rác nổi", "Lấy mẫu nước", "Trồng cây ven hồ"]
    assert [a["name"] for a in value["annexes"]] == ["bang.csv"]


def test_an_annex_waits_for_its_plan(run: Run, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/k.db"
    as_docx(tmp_path / "bang.docx", HEAD)
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    _, _, err = run("--store", store, "add", tmp_path / "bang.docx")
    assert "lưu ý     bang.docx: chờ Kế hoạch 77/KH-UBND: là phụ lục của văn bản ấy" in err
    status, out, err = run("--store", store, "add", tmp_path / "ke-hoach.txt")
    assert (status, err) == (0, "")
    assert "3 nhiệm vụ" in out


def test_remove_takes_an_annex_by_its_file(run: Run, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/k.db"
    as_csv(tmp_path / "bang.csv", HEAD)
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    run("--store", store, "add", tmp_path / "ke-hoach.txt", tmp_path / "bang.csv")
    status, out, err = run("--store", store, "remove", "bang.csv", "--yes")
    assert (status, err) == (0, "")
    assert out.startswith("đã gỡ     phụ lục bang.csv của Kế hoạch 77/KH-UBND (05/03/2025), bản 3 (2 nhiệm vụ)")
    status, _, err = run("--store", store, "remove", "bang.csv", "--yes")
    assert (status, err.split()[0]) == (1, "DP501")


def test_a_plan_is_not_swallowed_as_an_annex(run: Run, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/k.db"
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "khac.txt").write_text(PLAN.replace("77/KH-UBND", "88/KH-UBND"), encoding="utf-8")
    run("--store", store, "add", tmp_path / "ke-hoach.txt")
    status, _, err = run("--store", store, "add", tmp_path / "khac.txt", "--annex-of", "77")
    assert status == 1
    assert "DP411 khac.txt: là Kế hoạch 88/KH-UBND" in err
    assert "bỏ --annex-of để thêm thành văn bản riêng; nếu đúng là phụ lục, thêm lại với --force" in err
    status, _, err = run("parse", tmp_path / "khac.txt", "--annex-of", tmp_path / "ke-hoach.txt")
    assert (status, "DP411" in err) == (1, True)
    assert run("--store", store, "add", tmp_path / "khac.txt", "--annex-of", "77", "--force")[0] == 0


def test_a_new_version_with_fewer_tasks_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCPARSE_STORE", f"sqlite:///{tmp_path}/kho.db")
    whole = (Path(__file__).parents[1] / "corpus" / "documents" / "82-KH-TU.txt").read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("IV-"))
    (tmp_path / "a.txt").write_text(whole, encoding="utf-8")
    (tmp_path / "b.txt").write_text("".join([*lines[: at + 1], *lines[at + 4 :]]), encoding="utf-8")
    assert main(["add", str(tmp_path / "a.txt")]) == 0
    assert "ít hơn" not in capsys.readouterr().err
    assert main(["add", str(tmp_path / "b.txt")]) == 0
    assert "ít hơn bản trước" in capsys.readouterr().err
