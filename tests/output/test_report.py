"""The quarterly report of an agency or a plan."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document as Word

import docparse
from docparse.cli import main
from docparse.output.report import Period, Report, agency_report, document_report, quarter, summary
from docparse.output.reportfile import report_document
from docparse.questions import Store
from docparse.questions.correcting import correct
from tests.output.test_papers import DOCUMENTS

AGENCY = "Sở Giáo dục và Đào tạo tỉnh Điện Biên"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with docparse.open_store(f"sqlite:///{tmp_path}/kho.db") as opened:
        for name in ("3243-KH-UBND.txt", "06-CT-UBND.txt", "312-KH-SGDDT.txt"):
            opened.add(docparse.parse(DOCUMENTS / name))
        yield opened


def plan_report(store: Store, today: date = date(2020, 12, 31)) -> Report:
    return document_report(store.sheet("06/CT-UBND"), quarter(4, 2020), today)


@pytest.mark.parametrize(
    ("period", "label", "after"),
    [
        (quarter(4, 2026), "quý IV/2026", "quý I/2027"),
        (quarter(1, 2028), "quý I/2028", "quý II/2028"),
        (Period(date(2026, 1, 1), date(2026, 12, 31)), "năm 2026", "năm 2027"),
        (Period(date(2026, 1, 5), date(2026, 1, 9)), "từ 05/01/2026 đến 09/01/2026", "từ 10/01/2026 đến 14/01/2026"),
    ],
)
def test_spans_of_time(period: Period, label: str, after: str) -> None:
    assert (period.label, period.next.label) == (label, after)


def test_every_task_stands_in_one_section(store: Store) -> None:
    tasks = store.sheet("06/CT-UBND").tasks
    dated = next(task for task in tasks if task.due and task.due.to == "2020-08-30")
    found = plan_report(store)
    assert len(found.progress.rows) == len(tasks) == found.documents[0].total
    assert dated.id in {row.line.key.partition("#")[2] for row in found.progress.of("overdue")}
    correct(store, dated.id, {"status": "done"}, "An")
    said = date.today()
    later = document_report(store.sheet("06/CT-UBND"), Period(said, said), said)
    assert [row.line.key.partition("#")[2] for row in later.progress.of("done")] == [dated.id]
    assert later.done_in == 1
    assert "1 nhiệm vụ đã xong (trong kỳ: 1)" in summary(later)
    # what was said done today was not done in 2020
    assert plan_report(store).progress.of("done") == ()


def test_what_is_in_time_is_not_said_to_be_under_way(store: Store) -> None:
    before = plan_report(store)
    task = before.progress.of("undated")[0].line.key.partition("#")[2]
    assert before.progress.of("doing") == ()
    assert f"0 nhiệm vụ đang làm; {len(before.progress.of('overdue'))} nhiệm vụ quá hạn" in summary(before)
    correct(store, task, {"status": "doing"}, "An")
    said = date.today()
    found = document_report(store.sheet("06/CT-UBND"), Period(said, said), said)
    assert [row.line.key.partition("#")[2] for row in found.progress.of("doing")] == [task]
    assert (found.documents[0].doing, found.documents[0].total) == (1, before.documents[0].total)


def test_what_is_due_next_is_told(store: Store) -> None:
    assert [row.day for row in plan_report(store).ahead] == ["2021-01-25"]


def test_an_agency_reports_on_its_own_work(store: Store) -> None:
    answer = store.checklist(AGENCY)
    only_receives = [row for row in answer.rows if set(row.roles) == {"receive"}]
    found = agency_report(answer, answer.name, quarter(4, 2020), date(2026, 1, 1))
    assert only_receives
    assert len(found.progress.rows) == len(answer.rows) + len(answer.inferred) - len(only_receives)
    assert found.on == "2020-12-31"
    assert sum(one.total for one in found.documents) == len(found.progress.rows)
    early = agency_report(answer, answer.name, quarter(4, 2019), date(2026, 1, 1))
    assert {one.document.symbol for one in early.documents} == {"3243/KH-UBND"}


def test_the_word_file_has_the_form_of_a_report(store: Store) -> None:
    answer = store.checklist(AGENCY)
    found = agency_report(answer, answer.name, quarter(4, 2020), date(2020, 12, 31))
    word = Word(io.BytesIO(report_document(found)))
    texts = [paragraph.text for paragraph in word.paragraphs if paragraph.text]
    assert texts[:2] == ["BÁO CÁO", "Kết quả thực hiện nhiệm vụ được giao quý IV/2020"]
    assert [text.partition(".")[0] for text in texts if text.isupper() and "." in text] == ["I", "II", "III", "IV", "V"]
    head, counted, *_, signature = word.tables
    assert head.cell(0, 0).text.startswith("ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n")
    assert "Độc lập - Tự do - Hạnh phúc" in head.cell(0, 1).text
    assert len(counted.rows) == len(found.documents) + 1
    assert "Nơi nhận" in signature.cell(0, 0).text
    rows = [row for table in word.tables[2:-1] for row in table.rows[1:]]
    assert len(rows) == len(found.progress.rows)
    assert {row.cells[5].text for row in rows} == {" ".join(row.line.basis.split()) for row in found.progress.rows}
    assert round(word.sections[0].page_width.mm) == 210


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPARSE_CONFIG", str(tmp_path / "config.yaml"))
    store = ["--store", f"sqlite:///{tmp_path}/kho.db"]
    assert main([*store, "add", str(DOCUMENTS / "06-CT-UBND.txt")]) == 0
    ask = [*store, "report", "06/CT-UBND", "--today", "2021-01-01"]
    capsys.readouterr()
    assert main([*ask, "--quarter", "IV/2020", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["period"]["label"], answer["on"], len(answer["rows"])) == ("quý IV/2020", "2020-12-31", 18)
    path = tmp_path / "bc.docx"
    assert main([*ask, "--from", "1/10/2020", "--to", "31/12/2020", "--docx", str(path)]) == 0
    assert Word(str(path)).paragraphs
    assert main([*ask, "--docx", str(path)]) == 1
    for wrong, code in (
        (["--quarter", "5/2020"], "DP523"),
        (["--from", "1/1/2021", "--to", "1/1/2020"], "DP523"),
        (["--quarter", "1/2019"], "DP507"),
        (["--agency", "Sở Y tế"], "DP600"),
    ):
        capsys.readouterr()
        assert main([*ask, *wrong]) != 0
        assert code in capsys.readouterr().err
    told = []
    for asked in (["--agency", "Sở Giáo dục và Đào tạo"], ["Sở Giáo dục và Đào tạo"]):
        capsys.readouterr()
        assert main([*store, "report", *asked, "--quarter", "IV/2020", "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0]["rows"]
    assert told[0] == told[1]
    assert main([*store, "report"]) == 1
    assert "DP521" in capsys.readouterr().err
