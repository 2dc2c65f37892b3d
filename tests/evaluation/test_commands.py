"""``docparse eval``: what it prints, writes and returns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docparse.cli import main
from docparse.evaluation.run import evaluate
from docparse.evaluation.tally import Count
from docparse.output.evalhtml import evaluation_html
from docparse.output.evalwords import figures

CORPUS = Path(__file__).parents[2] / "corpus"
NAME = "312-KH-SGDDT"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: object) -> tuple[int, str, str]:
        status = main([str(word) for word in argv])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """One document with its gold, in which a title is markup and an agency is not the document's."""
    gold, documents = tmp_path / "bo" / "gold", tmp_path / "documents"
    gold.mkdir(parents=True)
    documents.mkdir()
    (documents / f"{NAME}.txt").write_bytes((CORPUS / "documents" / f"{NAME}.txt").read_bytes())
    value = json.loads((CORPUS / "gold" / f"{NAME}.json").read_text(encoding="utf-8"))
    value["document"]["title"] = "<script>alert(1)</script>\x1b[31m & 'x'"
    next(t for t in value["tasks"] if t["assignments"])["assignments"].append(
        {"agency": "Bộ Quốc phòng", "role": "receive", "basis": "explicit"}
    )
    (gold / f"{NAME}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return gold, documents


def test_the_page_shows_figures_roles_bases_and_causes(run: Run, pair: tuple[Path, Path]) -> None:
    status, out, err = run("eval", *pair)
    assert (status, err) == (0, "")
    assert re.search(r"^đầu văn bản +0,\d{3} ", out, re.M)
    for words in ("Theo vai trò", "Theo căn cứ", NAME, "đầu văn bản: trích yếu", "cơ quan: không thấy", "--verbose"):
        assert words in out
    assert "Bộ Quốc phòng" not in out
    assert "\x1b" not in out


def test_verbose_names_each_error_with_its_place(run: Run, pair: tuple[Path, Path]) -> None:
    _, out, _ = run("eval", *pair, "--verbose")
    assert "đáp án “Bộ Quốc phòng: nhận báo cáo (nêu rõ)”" in out
    assert "\x1b" not in out


def test_json(run: Run, pair: tuple[Path, Path]) -> None:
    _, out, _ = run("eval", *pair, "--json")
    value: dict[str, Any] = json.loads(out)
    assert (value["documents"], value["failed"]) == (1, [])
    assert set(value["kinds"]["tasks"]) == {"precision", "recall", "f1", "matched", "predicted", "gold"}
    assert value["causes"]["header.title"] == 1
    assert value["by_document"][NAME]["mean_f1"] == value["mean_f1"] < 1
    assert "errors" not in value
    _, out, _ = run("eval", *pair, "--json", "--verbose")
    errors = json.loads(out)["errors"]
    assert len(errors) == sum(value["causes"].values())
    assert {"document", "kind", "cause", "passage", "expected", "got", "line"} == set(errors[0])


def test_html_holds_both_readings_escaped(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "hai.html"
    status, out, _ = run("eval", *pair, "--html", target)
    page = target.read_text(encoding="utf-8")
    assert (status, f"đã ghi {target}" in out) == (0, True)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"<script|\x1b|https?://|\bsrc=|@import", page)
    assert '<tr class="differs">' in page
    assert "Bộ Quốc phòng: nhận báo cáo" in page
    assert page.count("<table") == page.count("</table>")


def test_html_where_it_cannot_be_written(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    status, _, err = run("eval", *pair, "--html", tmp_path / "khong" / "co.html")
    assert (status, err.startswith("DP603 co.html: "), err.count("\n")) == (1, True, 1)


def test_the_baseline_is_written_kept_and_a_fall_is_told(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert run("eval", *pair, "--baseline", path, "--write-baseline")[0] == 0
    known = json.loads(path.read_text(encoding="utf-8"))
    assert list(known) == ["bo/gold"]
    assert run("eval", *pair, "--baseline", path)[0] == 0
    known["bo/gold"]["header"] += 0.02
    path.write_text(json.dumps(known), encoding="utf-8")
    assert run("eval", *pair, "--baseline", path)[0] == 0
    known["bo/gold"]["header"] += 0.001
    known["bo/gold"]["một loại khác"] = 0.5
    path.write_text(json.dumps(known), encoding="utf-8")
    status, out, _ = run("eval", *pair, "--baseline", path)
    assert status == 1
    assert "bo/gold: đầu văn bản giảm từ" in out
    assert "bo/gold: một loại khác giảm từ 0,5000 xuống 0,0000" in out
    _, out, _ = run("eval", *pair, "--baseline", path, "--json")
    assert json.loads(out)["fallen"] == ["header", "một loại khác"]


def test_another_set_stays_in_the_baseline(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{"x/gold": {"tasks": 0.5}}', encoding="utf-8")
    assert run("eval", *pair, "--baseline", path)[2].startswith("DP605 bo/gold: ")
    assert run("eval", *pair, "--baseline", path, "--write-baseline")[0] == 0
    assert json.loads(path.read_text(encoding="utf-8"))["x/gold"] == {"tasks": 0.5}


@pytest.mark.parametrize("content", ["", "[1]", '{"a": 1}', '{"a": {"b": "c"}}', "[" * 100_000])
def test_a_broken_baseline(run: Run, pair: tuple[Path, Path], tmp_path: Path, content: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    status, _, err = run("eval", *pair, "--baseline", path)
    assert (status, err.startswith("DP605 baseline.json: "), err.count("\n")) == (1, True, 1)


def test_options_that_do_not_go_together(run: Run, pair: tuple[Path, Path]) -> None:
    for more in (("--write-baseline",), ("--baseline", "x", "--only", "3")):
        status, _, err = run("eval", *pair, *more)
        assert (status, err.startswith("DP600 docparse eval: ")) == (2, True)


def test_only_and_skip_choose_documents() -> None:
    def names(**chosen: Any) -> list[str]:
        return [d.name for d in evaluate(CORPUS / "gold", CORPUS / "documents", parse=lambda _: {}, **chosen).documents]

    assert names(only="KH-UBND-") == ["28-KH-UBND-xa-muong-ang", "45-KH-UBND-muong-ang"]
    assert names(only="KH-UBND-", skip=["xa-"]) == ["45-KH-UBND-muong-ang"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"file": "a.txt"}', '{"file": 3, "document": {}}', "[" * 100_000,
     '{"file": "312-KH-SGDDT.txt", "document": {}, "tasks": [{"due": 1}]}',
     '{"file": "312-KH-SGDDT.txt", "document": 7}'],
)  # fmt: skip
def test_gold_that_is_none(run: Run, pair: tuple[Path, Path], content: str) -> None:
    (pair[0] / f"{NAME}.json").write_text(content, encoding="utf-8")
    status, out, err = run("eval", *pair)
    assert (status, out, err.startswith(f"DP604 {NAME}.json: "), err.count("\n")) == (1, "", True, 1)


def test_a_folder_without_gold(run: Run, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "khong-co"):
        status, _, err = run("eval", folder, tmp_path)
        assert (status, err.startswith("DP604 ")) == (1, True)


def test_a_document_that_is_missing_counts_as_nothing_found(run: Run, pair: tuple[Path, Path]) -> None:
    (pair[1] / f"{NAME}.txt").unlink()
    status, out, _ = run("eval", *pair)
    assert status == 1
    assert "1 văn bản, 1 không đọc được" in out
    assert f"DP101 {NAME}.txt" in out or f"{NAME}.txt: " in out
    assert re.search(r"^nhiệm vụ +– +0,000 +0,000 +0 +0 ", out, re.M)


def test_documents_that_are_nowhere_are_one_line(run: Run, pair: tuple[Path, Path], tmp_path: Path) -> None:
    status, out, err = run("eval", pair[0], tmp_path / "khong-co")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("DP604 ")
    assert "không có thư mục văn bản này" in err


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0, 0), ("–", "–", "–")),
        ((0, 3, 0), ("0,000", "–", "0,000")),
        ((0, 0, 3), ("–", "0,000", "0,000")),
        ((1, 2, 1), ("0,500", "1,000", "0,667")),
    ],
)
def test_nothing_to_count_is_no_figure(counts: tuple[int, int, int], shown: tuple[str, str, str]) -> None:
    assert figures(Count(*counts).figures()) == shown


def test_a_page_without_errors_says_so() -> None:
    report = evaluate(CORPUS / "gold", CORPUS / "documents", only=NAME, parse=lambda _: {})
    assert report.mean_f1 == 0.0
    assert "F1 trung bình 0,0000" in evaluation_html(report)
