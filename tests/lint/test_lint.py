"""What lint says of the corpus, of a part of its codes and of an office's own severities."""

from __future__ import annotations

from pathlib import Path

import pytest

import docparse
from docparse.datafiles import data_folder
from docparse.errors import RuleError
from docparse.lint import Report, known_codes, lint
from docparse.matching.engine import office_pack, using

_CORPUS = Path(__file__).parents[2] / "corpus" / "documents"


@pytest.fixture(scope="module")
def report() -> Report:
    return lint(docparse.parse(_CORPUS / "3243-KH-UBND.txt"))


def _details(report: Report, code: str) -> list[str]:
    return [finding.detail for finding in report.findings if finding.code == code]


def test_spellings_of_3243_are_counted(report: Report) -> None:
    assert _details(report, "DP751") == [
        "“kỹ” ×3, “kĩ” ×3 (trong đó “kĩ năng” ×2, “kỹ năng” ×1; “kĩ thuật” ×1, “kỹ thuật” ×1)",
        "“lý” ×32, “lí” ×8 (trong đó “quản lý” ×26, “quản lí” ×7)",
    ]
    assert _details(report, "DP752") == ["“xóa” ×2, “xoá” ×1 (trong đó “xóa mù” ×2, “xoá mù” ×1)"]
    assert _details(report, "DP755") == ["“Ủy ban Mặt trận tổ quốc” ×1, “Ủy ban Mặt trận Tổ quốc” ×1"]


def test_errors_of_3243_come_first(report: Report) -> None:
    errors = [(f.code, f.spots[0].place, f.spots[0].file_place) for f in report.findings if f.severity == "error"]
    assert errors == [
        ("DP202", "III.2, đoạn 1", "dòng 33"),
        ("DP758", "III.4, đoạn 2", "dòng 46"),
        ("DP758", "phần đầu", "dòng 79"),
    ]
    assert [f.severity for f in report.findings][:3] == ["error"] * 3


def test_tasks_that_nobody_leads_are_one_finding_a_section(report: Report) -> None:
    (found,) = (finding for finding in report.findings if finding.code == "DP701")
    assert found.detail == "54 trên 67 nhiệm vụ của mục III NHIỆM VỤ, GIẢI PHÁP"
    assert found.count == len(found.spots) == 54


def test_every_spot_is_a_passage_of_the_text(report: Report) -> None:
    text = docparse.parse(_CORPUS / "3243-KH-UBND.txt").text
    for finding in report.findings:
        for spot in finding.spots:
            assert " ".join(text[spot.start : spot.end].split())[:60] in spot.text


def test_agencies_must_exist_on_the_day_asked_for() -> None:
    plan = docparse.parse(_CORPUS / "45-KH-UBND-muong-ang.md")
    assert _details(lint(plan, only=["DP731"]), "DP731") == []
    later = [finding.detail for finding in lint(plan, at="2026-11-22", only=["DP731"]).findings]
    assert any(detail.startswith("Phòng Giáo dục và Đào tạo: từ 01/07/2025 là ") for detail in later)


@pytest.mark.parametrize(
    "words",
    [
        "Sở Tài chính (trước đây là Sở Kế hoạch và Đầu tư) tiếp nhận hồ sơ.",
        "Sở Tài chính thực hiện nhiệm vụ tiếp nhận từ Sở Kế hoạch và Đầu tư.",
        "Sở Tài chính rà soát Quyết định số 15/QĐ-SKHĐT ngày 10/02/2023 của Sở Kế hoạch và Đầu tư về đầu tư công.",
        "Công ty Cổ phần Cấp nước Bắc Giang cung cấp số liệu.",
    ],
)
def test_agencies_of_the_past_are_named_rightly(words: str) -> None:
    head = "UBND TỈNH LÀO CAI\nSố: 5/KH-UBND\nLào Cai, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nĐầu tư\n"
    text = f"{head}I. NHIỆM VỤ\n1. {words}\n"
    plan = docparse.parse_bytes(text.encode(), "a.txt")
    assert lint(plan, only=["DP731"]).findings == ()
    named = docparse.parse_bytes(text.replace(words, "Sở Kế hoạch và Đầu tư bố trí vốn.").encode(), "a.txt")
    assert [f.spots[0].place for f in lint(named, only=["DP731"]).findings] == ["I.1, đoạn 1"]


def test_only_and_ignore_take_codes_and_their_beginnings(report: Report) -> None:
    plan = docparse.parse(_CORPUS / "3243-KH-UBND.txt")
    assert {f.code for f in lint(plan, only=["dp75"]).findings} == {"DP751", "DP752", "DP755", "DP758"}
    assert {f.code for f in lint(plan, only=["DP75"], ignore=["DP751", "DP758"]).findings} == {"DP752", "DP755"}


@pytest.mark.parametrize("text", ["abc", "I. MỤC TIÊU\n", "Mục III\n1.\n2.\n" * 50, "|a|b|\n|-|-|\n|c|d|\n"])
def test_any_text_gives_a_report(text: str) -> None:
    assert lint(docparse.parse_bytes(text.encode(), "a.txt")).file == "a.txt"


def test_an_office_changes_a_severity(tmp_path: Path) -> None:
    entry = '{code: DP752, severity: error, title: dấu thanh, why: "quy ước", advice: "sửa"}'
    (tmp_path / "lint.yaml").write_text(f"entries:\n  - {entry}\n", encoding="utf-8")
    plan = docparse.parse(_CORPUS / "3243-KH-UBND.txt")
    with using(office_pack(tmp_path)):
        (found,) = lint(plan, only=["DP752"]).findings
    assert (found.severity, found.title, found.advice) == ("error", "dấu thanh", "sửa")


def test_an_unknown_severity_is_told(tmp_path: Path) -> None:
    entry = '{code: DP752, severity: high, title: dấu thanh, why: "quy ước", advice: "sửa"}'
    (tmp_path / "lint.yaml").write_text(f"entries:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"DP306 lint\.yaml:2"):
        office_pack(tmp_path)


def test_every_code_is_used_or_is_a_remark_of_reading() -> None:
    package = Path(docparse.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in (package / "lint").glob("*.py"))
    rules = (data_folder("rules") / "lint.yaml").read_text(encoding="utf-8")
    told = [name for name in known_codes() if name.startswith("DP7") and f'"{name}"' not in code]
    assert [name for name in told if f"set: {{code: {name}" not in rules.partition("\nrules:")[2]] == []
