"""``docparse lint`` on the command line: what it prints, its exit status, files that cannot be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from docparse.cli import main
from docparse.cli_arguments import parser

_CORPUS = Path(__file__).parents[1] / "corpus" / "documents"
_PLAN = str(_CORPUS / "3243-KH-UBND.txt")
_CLEAN = str(_CORPUS / "06-CT-UBND.txt")


def test_errors_give_status_1_and_are_printed_with_rule_and_advice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", _PLAN]) == 1
    out = capsys.readouterr().out
    assert "LỖI (3)\nDP202 sai khóa của văn bản viện dẫn: 05-CT/TW ngày 15/05/2016" in out
    assert "    III.2, đoạn 1 (dòng 33): “Chỉ thị số 05-CT/TW của Bộ Chính trị khóa XI”\n" in out
    assert "  Nên: sửa khóa theo bản gốc\n" in out
    assert "    … và 51 chỗ nữa (thêm --all)\n" in out
    assert out.rstrip().splitlines()[-1].startswith("Tổng: 3 lỗi, ")


def test_without_errors_the_status_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", _PLAN, "--only", "DP75", "--ignore", "DP758"]) == 0
    assert main(["lint", _CLEAN]) == 0
    assert "Không thấy gì cần sửa." in capsys.readouterr().out


def test_all_passages_are_printed_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", _PLAN, "--only", "DP701", "--all"])
    out = capsys.readouterr().out
    assert "chỗ nữa" not in out
    assert out.count("    III.") == 54


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hong.docx").write_bytes(b"not a zip")
    (tmp_path / "tot.txt").write_bytes(Path(_CLEAN).read_bytes())
    assert main(["lint", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("DP1")
    assert "hong.docx" in printed.err
    assert "1 văn bản: 0 lỗi, 0 nên xem, 0 gợi ý; 1 tệp không đọc được" in printed.out


def test_json_holds_counts_findings_and_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", _PLAN, str(tmp_path / "khong-co.txt"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    (file,) = found["files"]
    assert (file["document"], file["date"], file["counts"]["error"]) == ("Kế hoạch 3243/KH-UBND", "2019-11-06", 3)
    first = file["findings"][0]
    assert (first["code"], first["severity"], first["count"]) == ("DP202", "error", 1)
    assert first["spots"][0]["text"] == "Chỉ thị số 05-CT/TW của Bộ Chính trị khóa XI"
    assert [failure["error"]["code"] for failure in found["failed"]] == ["DP101"]


def test_a_code_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", _PLAN, "--only", "DP999"]) == 2
    assert "không có mã DP999; chọn trong: DP201, " in capsys.readouterr().err


def test_the_day_is_given_as_people_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    old = str(_CORPUS / "45-KH-UBND-muong-ang.md")
    assert main(["lint", old, "--only", "DP731", "--at", "22/11/2026"]) == 0
    assert "DP731 cơ quan không còn" in capsys.readouterr().out


@pytest.mark.parametrize("written", ["2025-03-01", "1/3/2025", "01/03/25", "1-3-25"])
def test_a_year_of_two_digits_is_of_this_century(written: str) -> None:
    arguments = parser().parse_args(["lint", _PLAN, "--at", written])
    assert arguments.at == date(2025, 3, 1)
