"""coverage, matrix and diff on the command line: files, stored documents, forms, errors."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import docparse
from docparse.cli import main

CORPUS = Path(__file__).parents[1] / "corpus"
UPPER, LOWER = CORPUS / "pairs" / "03-tren.txt", CORPUS / "pairs" / "03-duoi.txt"
PLAN = CORPUS / "documents" / "82-KH-TU.txt"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """``main`` over a store with one pair, to (status, stdout, stderr)."""
    url = f"sqlite:///{tmp_path}/kho.db"
    monkeypatch.setenv("DOCPARSE_STORE", url)
    monkeypatch.setenv("COLUMNS", "160")
    with docparse.open_store(url) as store:
        for path in (UPPER, LOWER):
            store.add(docparse.parse(path))

    def call(*argv: object) -> tuple[int, str, str]:
        status = main([str(word) for word in argv])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def test_coverage_of_files_and_of_the_store_is_one(run: Run) -> None:
    status, page, err = run("coverage", UPPER, LOWER)
    assert (status, err) == (0, "")
    assert run("coverage", "9303/KH-UBND", "9314")[1] == page
    assert "Văn bản trên: Kế hoạch 9303/KH-UBND (10/09/2025)" in page
    assert "Văn bản dưới: Kế hoạch 9314/KH-UBND (15/10/2025) – viện dẫn văn bản trên: thực hiện" in page
    assert "CHƯA THẤY – cần kiểm tra" in page
    assert "thấp hơn yêu cầu trên" in page
    assert "Sở Tài chính" in page.split("việc của cơ quan mà văn bản dưới không giao việc")[1]


def test_coverage_as_json_and_as_tables(run: Run) -> None:
    answer = json.loads(run("coverage", UPPER, LOWER, "--json")[1])
    assert answer["carried"] + answer["possible"] + answer["missing"] == len(answer["rows"]) == 20
    (number,) = answer["numbers"]
    assert (number["kind"], number["upper"]["value"], number["lower"]["value"]) == ("lower", 70, 62)
    rows = list(csv.reader(io.StringIO(run("coverage", UPPER, LOWER, "--csv")[1])))
    assert len({row[0] for row in rows[1:]}) == 20
    assert {len(row) for row in rows} == {11}
    lines = run("coverage", UPPER, LOWER, "--md")[1].splitlines()
    assert lines[0] == "# Văn bản trên: Kế hoạch 9303/KH-UBND"
    assert lines[2].startswith("| STT | Vị trí trên |")


def test_matrix(run: Run) -> None:
    status, page, err = run("matrix", "9303/KH-UBND")
    assert (status, err) == (0, "")
    assert "MA TRẬN MỤC TIÊU ↔ NHIỆM VỤ – Kế hoạch 9303/KH-UBND" in page
    assert "Chỉ tiêu, mục tiêu chưa có nhiệm vụ (1)" in page
    assert "Báo cáo, sơ kết, tổng kết:" in page
    assert run("matrix", UPPER)[1] == page
    rows = list(csv.reader(io.StringIO(run("matrix", UPPER, "--csv", "--sep", ";")[1]), delimiter=";"))
    assert {len(row) for row in rows} == {9}


def test_diff_of_files_and_of_versions_in_the_store(run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "82-moi.txt"
    text = PLAN.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("Ít nhất 65%", "Ít nhất 60%").replace("trước ngày 15/11/2019", "trước ngày 20/12/2019")
    )
    status, page, err = run("diff", PLAN, changed)
    assert (status, err) == (0, "")
    assert "~ 1 nhiệm vụ; ~ 1 mục tiêu; giữ nguyên 19 nhiệm vụ, 7 mục tiêu" in page
    assert "thời hạn: hoàn thành trước ngày 15/11/2019 → hoàn thành trước ngày 20/12/2019" in page
    for path in (PLAN, changed):
        assert run("add", path)[0] == 0
    answer = json.loads(run("diff", "82-KH/TU", "--json")[1])
    assert [change["field"] for row in answer["tasks"] for change in row["changes"]] == ["due"]
    assert json.loads(run("diff", "82-KH/TU@1", "82-KH/TU@2", "--json")[1]) == answer
    back = json.loads(run("diff", "82-KH/TU@2", PLAN, "--json")[1])
    assert back["tasks"][0]["changes"][0]["new"] == "hoàn thành trước ngày 15/11/2019"
    rows = list(csv.reader(io.StringIO(run("diff", PLAN, changed, "--csv")[1])))
    assert [row[1:3] for row in rows[1:]] == [["Mục tiêu", "~"], ["Nhiệm vụ", "~"]]


def test_other_sentences_are_counted_and_listed_on_request(run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "82-moi.txt"
    changed.write_text(
        PLAN.read_text(encoding="utf-8").replace("I- TÌNH HÌNH\n", "I- TÌNH HÌNH\nTrường lớp còn thiếu.\n")
    )
    page = run("diff", PLAN, changed)[1]
    assert page.rstrip().endswith("1 câu khác ở phần không đối chiếu (xem từng câu: --all)")
    assert "+ I: “Trường lớp còn thiếu.”" in run("diff", PLAN, changed, "--all")[1]
    (row,) = json.loads(run("diff", PLAN, changed, "--json")[1])["passages"]
    assert (row["sign"], row["text"]) == ("+", "Trường lớp còn thiếu.")


def test_a_plan_and_its_lower_plan_are_no_versions(run: Run) -> None:
    page = run("diff", UPPER, LOWER)[1]
    assert "Hai văn bản ít giống nhau" in page


@pytest.mark.parametrize(
    ("argv", "status", "words"),
    [
        (("coverage", "9303", "9303"), 1, "DP509 Kế hoạch 9303/KH-UBND: văn bản trên và dưới là một"),
        (("coverage", "9303", "khong-co.docx"), 1, "DP101 khong-co.docx"),
        (("coverage", "9303", "1/KH-ABC"), 1, "DP501 1/KH-ABC"),
        (("coverage", "9303"), 2, "DP600 docparse coverage: thiếu DƯỚI"),
        (("matrix", CORPUS / "documents" / "06-CT-UBND.txt"), 1, "DP508 Chỉ thị 06/CT-UBND: không có mục tiêu"),
        (("diff", "9303"), 1, "DP503 Kế hoạch 9303/KH-UBND: kho chỉ có một bản"),
        (("diff", "9303@7", "9303"), 1, "DP503 Kế hoạch 9303/KH-UBND: không có bản thứ 7"),
    ],
)
def test_errors_are_coded_and_one_line(run: Run, argv: tuple[object, ...], status: int, words: str) -> None:
    got, out, err = run(*argv)
    assert (got, out) == (status, "")
    assert err.startswith(words)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("coverage", UPPER, "thu-muc/khong-co"), "DP101 thu-muc/khong-co: không có tệp này, và chưa có kho"),
        (("diff", "9303/KH-UBND", LOWER), "DP101 9303/KH-UBND: không có tệp này, và chưa có kho"),
        (("coverage", UPPER, "khong-co.docx"), "DP101 khong-co.docx: không có tệp này"),
        (("coverage", CORPUS, LOWER), "DP102 corpus: đây là thư mục, không phải tệp"),
        (("diff", UPPER, CORPUS), "DP102 corpus: đây là thư mục, không phải tệp"),
        (("matrix", CORPUS), "DP102 corpus: đây là thư mục, không phải tệp"),
    ],
)
def test_without_a_store_it_is_the_file_that_is_missing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, argv: tuple[object, ...], words: str
) -> None:
    monkeypatch.setenv("DOCPARSE_STORE", f"sqlite:///{tmp_path}/chua-co/kho.db")
    status, out, err = run(*argv)
    assert (status, out) == (1, "")
    assert err.startswith(words)


def test_the_documents_of_a_folder_are_lower_ones(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "duoi"
    folder.mkdir()
    for path in (UPPER, LOWER):
        shutil.copy(path, folder)
    (folder / "hong.docx").write_bytes(b"PK")
    status, out, err = run("coverage", UPPER, folder, "--json")
    assert status == 0
    assert err.startswith("DP1")
    assert "hong.docx" in err
    assert [lower["document"]["symbol"] for lower in json.loads(out)["lowers"]] == ["9314/KH-UBND"]
    (tmp_path / "rong").mkdir()
    assert run("coverage", UPPER, tmp_path / "rong")[2].startswith("DP108 rong: thư mục không có văn bản nào")
