"""How far tasks are on a day, and an office's own tasks without naming itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from docparse.cli import main
from docparse.model import Due
from docparse.output.calendar import next_day
from docparse.output.progress import only_urgent, progress
from docparse.settings import Settings, set_value, settings
from docparse.store.corrections import user
from tests.output.test_papers import DOCUMENTS, line

DAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "cau-hinh" / "config.yaml"
    monkeypatch.setenv("DOCPARSE_CONFIG", str(file))
    monkeypatch.delenv("DOCPARSE_USER", raising=False)
    return file


@pytest.mark.parametrize(
    ("more", "state", "left"),
    [
        ({"due": Due("trước 10/6", "by", to="2026-06-10")}, "overdue", -5),
        ({"due": Due("trước 15/6", "by", to="2026-06-15")}, "soon", 0),
        ({"due": Due("trước 22/6", "by", to="2026-06-22")}, "soon", 7),
        ({"due": Due("trước 23/6", "by", to="2026-06-23")}, "going", 8),
        ({"due": Due("tháng 5", "within", to="2026-05")}, "overdue", -15),
        ({"due": Due("hằng tháng", "recurring", every="month")}, "going", 15),
        ({"due": Due("thường xuyên", "ongoing")}, "going", None),
        ({}, "undated", None),
        ({"status": "doing", "status_day": "2026-06-01"}, "doing", None),
        ({"status": "doing", "status_day": "2026-06-01", "due": Due("x", "by", to="2026-06-30")}, "doing", 15),
        ({"status": "doing", "status_day": "2026-06-01", "due": Due("x", "by", to="2026-06-10")}, "overdue", -5),
        ({"status": "done", "status_day": "2026-06-01", "due": Due("x", "by", to="2026-06-10")}, "done", None),
        ({"status": "done", "status_day": "2026-06-16", "due": Due("x", "by", to="2026-06-10")}, "overdue", -5),
    ],
)
def test_the_state_of_a_task(more: dict[str, Any], state: str, left: int | None) -> None:
    (row,) = progress("Sở A", [line(1, **more)], DAY, 7).rows
    assert (row.state, row.left) == (state, left)


def test_the_soonest_stand_first() -> None:
    lines = [line(n, due=Due("x", "by", to=to)) for n, to in enumerate(("2027-01-01", "2026-06-01", "2026-06-16"), 1)]
    found = progress("Sở A", [*lines, line(4)], DAY, 7)
    assert [row.line.number for row in found.rows] == [2, 3, 1, 4]
    assert [row.line.number for row in only_urgent(found).rows] == [2, 3]
    assert found.to_dict()["rows"][0]["line"]["text"] == "Lập kế hoạch"


@pytest.mark.parametrize(
    ("text", "every", "on", "day"),
    [
        ("trước ngày 15/11 hằng năm", "year", "11-15", date(2026, 11, 15)),
        ("trước ngày 15/3 hằng năm", "year", "03-15", date(2027, 3, 15)),
        ("hằng quý", "quarter", None, date(2026, 6, 30)),
        ("trước ngày 10 hằng tháng", "month", None, date(2026, 7, 10)),
        ("định kỳ 6 tháng", "half-year", None, date(2026, 6, 30)),
        ("hằng tuần", "week", None, None),
    ],
)
def test_the_next_day_of_what_comes_again(text: str, every: Any, on: str | None, day: date | None) -> None:
    assert next_day(Due(text, "recurring", every=every, on=on), "2019-11-06", DAY) == day


def test_settings_are_kept_and_taken_away(own_settings: Path) -> None:
    assert settings() == Settings()
    assert set_value("agency", "Sở: “A” # 'B'") == Settings(agency="Sở: “A” # 'B'")
    assert set_value("name", "An") == settings() == Settings("Sở: “A” # 'B'", "An")
    assert user() == "An"
    assert set_value("agency", None) == Settings(name="An")
    assert [path.name for path in own_settings.parent.iterdir()] == ["config.yaml"]


@pytest.mark.parametrize("text", ["[", "- a", "agency: 5", "agency: !!python/object:os.system {}", "\xff"])
def test_a_broken_file_of_settings_is_told(own_settings: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    own_settings.parent.mkdir()
    own_settings.write_bytes(text.encode("latin-1"))
    assert main(["config"]) == 1
    assert "DP608 config.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "known"), [("Sở GD&ĐT tỉnh Điện Biên", True), ("Sở Ytế tỉnh Điện Biên", False), ("Phòng Xyz", False)]
)
def test_a_name_that_no_list_has_is_told(capsys: pytest.CaptureFixture[str], name: str, known: bool) -> None:
    assert main(["config", "agency", name]) == 0
    out, err = capsys.readouterr()
    assert f"cơ quan: {name}" in out
    assert ("danh mục không có tên này" in err) is not known


def test_mine_needs_no_name_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", f"sqlite:///{tmp_path}/kho.db"]
    for name in ("3243-KH-UBND.txt", "06-CT-UBND.txt"):
        assert main([*store, "add", str(DOCUMENTS / name)]) == 0
    assert main([*store, "mine"]) == 1
    assert "DP521" in capsys.readouterr().err
    assert main(["config", "agency", "Sở GD&ĐT tỉnh Điện Biên"]) == 0
    assert main(["config", "agency"]) == 0
    assert "cơ quan: Sở GD&ĐT tỉnh Điện Biên" in capsys.readouterr().out
    assert main([*store, "mine", "--today", "2020-11-01", "--json"]) == 0
    everything = json.loads(capsys.readouterr().out)
    states = [row["state"] for row in everything["rows"]]
    assert states.count("overdue") == 1
    assert states == sorted(states, key=["overdue", "soon", "doing", "going", "undated", "done"].index)
    path = tmp_path / "viec.xlsx"
    assert main([*store, "mine", "--today", "2020-11-01", "--due-soon", "30", "--xlsx", str(path)]) == 0
    assert load_workbook(path).worksheets[0]["B5"].value.startswith("Chủ trì, phối hợp với UBND các huyện")
    assert main(["config", "agency", "--unset"]) == 0
    assert main([*store, "mine"]) == 1
    assert main(["config", "--unset"]) == 2
