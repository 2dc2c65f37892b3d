"""``docparse rules``: what it prints, its exit status, an office's own pack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docparse.cli import main

_CORPUS = Path(__file__).parents[1] / "corpus"
_GOOD = """why: "thói quen của đơn vị"
label: due-clause
rules:
  - {id: han-rieng, pattern: "cuối vụ", set: {kind: within}, examples: [xong cuối vụ]}
"""


def _office(tmp_path: Path, text: str) -> str:
    (tmp_path / "deadlines.yaml").write_text(text, encoding="utf-8")
    return str(tmp_path)


def test_list_show_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--label", "due"]) == 0
    assert "by-date" in capsys.readouterr().out
    assert main(["rules", "list", "--file", "roles", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["rules"]
    assert {rule["file"] for rule in listed} == {"roles.yaml"}
    assert main(["rules", "show", "presiding"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "chủ trì hội nghị" in shown
    assert "role: lead" in shown


def test_our_rules_pass_their_test_and_lint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test"]) == 0
    assert "không lỗi" in capsys.readouterr().out
    assert main(["rules", "lint"]) == 0
    assert capsys.readouterr().out == "không có gì cần sửa\n"
    assert main(["rules", "doc"]) == 0
    assert "| by-date |" in capsys.readouterr().out


def test_an_office_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _office(tmp_path, _GOOD)
    assert main(["rules", "show", "han-rieng", "--rules", folder]) == 0
    assert main(["rules", "test", "han-rieng", "--rules", folder]) == 0
    assert "1 luật, 1 ví dụ" in capsys.readouterr().out
    assert main(["rules", "show", "han-rieng"]) == 1
    assert capsys.readouterr().err.startswith("DP314 han-rieng")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            _GOOD.replace("pattern", "patern"),
            "DP302 deadlines.yaml:4: khóa không được biết: patern; có phải ý là pattern?",
        ),
        (_GOOD.replace("due-clause", "due-claus"), "DP309 deadlines.yaml"),
        (_GOOD.replace('pattern: "cuối vụ"', "regex: '(x+)+y'"), "DP312 deadlines.yaml:4"),
        ("rules: [\n", "DP301 deadlines.yaml:2: sai cú pháp YAML ở cột 1: thiếu giá trị, hoặc thiếu dấu đóng ngoặc;"),
        ("a: b: c\n", "DP301 deadlines.yaml:1: sai cú pháp YAML ở cột 5: có dấu hai chấm ở chỗ không được;"),
        (_GOOD.replace("within", "withn"), "DP316 deadlines.yaml:4: kind không nhận withn; có phải ý là within?"),
    ],
)
def test_a_wrong_office_pack_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str, said: str
) -> None:
    assert main(["rules", "list", "--rules", _office(tmp_path, wrong)]) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)


def test_an_example_that_fails_is_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _office(tmp_path, _GOOD.replace("xong cuối vụ", "xong đầu vụ"))
    assert main(["rules", "test", "han-rieng", "--rules", folder]) == 1
    assert "DP311 deadlines.yaml:4: han-rieng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["list", "--label", "due-claus"],
            "DP309 rules list: nhãn không được khai: due-claus; có phải ý là due-clause?\n",
        ),
        (["list", "--file", "rols"], "DP300 rules list: không có tệp luật nào tên rols; có phải ý là roles?\n"),
        (["show", "khac-han"], "DP314 khac-han: không có luật nào mang id này; xem: docparse rules list\n"),
    ],
)
def test_an_unknown_name_is_told_with_near_ones(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", *arguments]) == 1
    assert capsys.readouterr().err == said


def test_at_most_three_near_ids_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "column-tim"]) == 1
    near = capsys.readouterr().err.split("có phải ý là ")[1].split("?")[0].split(", ")
    assert near[0] == "column-time"
    assert len(near) == 3


def test_a_new_rule_is_a_pack_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "new", "han-moi", "--label", "due-clause"]) == 0
    folder = _office(tmp_path, capsys.readouterr().out)
    assert main(["rules", "test", "han-moi", "--rules", folder]) == 0


def test_coverage_counts_what_fired(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "coverage", str(_CORPUS), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["documents"] >= 3
    fired = dict(found["fired"])
    assert fired["rel-implements"] > 0
    assert not set(found["never"]) & set(fired)
    assert main(["rules", "coverage", "khong-co.txt"]) == 1
    assert capsys.readouterr().err.startswith("DP101")


@pytest.mark.parametrize("arguments", [["show"], ["list", "x"], ["doc", "x"], ["bay"], []])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *arguments]) == 2
    assert capsys.readouterr().err.startswith("DP600")
