"""``docparse bench``: what it measures and says; that its parts do what they are measured for."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import pytest

from docparse.cli import main
from docparse.evaluation import bench, coldbench
from docparse.evaluation.enginebench import Replay, agency_names, with_names
from docparse.folding import canon
from docparse.identity.agencies import find_agencies
from docparse.matching.engine import using
from docparse.reading import read
from tests.reading.helpers import word

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
NAME = "312-KH-SGDDT.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_bytes((DOCUMENTS / NAME).read_bytes())
    return tmp_path


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "_SETTLED", 0.0)
    monkeypatch.setattr(bench, "NAMES", 200)
    monkeypatch.setattr(coldbench, "LONG", 20_000)


def test_bench_measures_what_it_says(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    fake = types.ModuleType("underthesea")
    fake.ner = read.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "underthesea", fake)
    (folder / "mot.docx").write_bytes(word("<w:p><w:r><w:t>Sở Y tế chủ trì.</w:t></w:r></w:p>"))
    (folder / "hong.docx").write_bytes(b"PK\x03\x04")
    assert main(["bench", str(folder), "--rounds", "1", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["files"], value["bytes"]) == (1, (folder / NAME).stat().st_size)
    assert list(value["speeds"]) == ["parse", "engine", "rules", "agencies", "engine-names", "ner"]
    assert [g["factor"] for g in value["growth"]] == [1, 4, 16]
    figures = value["figures"]
    targets = {name: (f["target"], f["at_most"], f["unit"]) for name, f in figures.items() if f["target"] is not None}
    assert targets == {
        "parse": (2.0, False, "MB/s"),
        "engine": (8.0, False, "MB/s"),
        "names": (80.0, False, "%"),
        "times-ner": (100.0, False, "×"),
        "growth": (18.0, True, "×"),
        "load-cached": (100.0, True, "ms"),
        "peak": (150.0, True, "MB"),
        "docx": (6.0, True, "×"),
    }
    assert all(f["value"] > 0 for f in figures.values())
    assert all((f["met"] is None) == (f["target"] is None) for f in figures.values())
    assert len(read) > 50
    assert all("\n" not in line and line.strip() for line in read)


def test_the_page_says_what_is_met(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    speeds = (bench.Speed("parse", 1_300_000, 2.0), bench.Speed("engine", 9_000_000, 1.0))
    found = bench.Bench(2, 1_300_000, speeds, ((1, 0.5), (16, 9.5)), load=(0.6, 0.0723), peak=91_000_000)
    monkeypatch.setattr(bench, "measure", lambda _folder, _rounds: found)
    assert main(["bench", str(folder)]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "2 văn bản, 1300 KB"
    assert "đọc trọn văn bản 0,65 MB/s ≥ 2 MB/s chưa đạt" in lines
    assert "riêng máy chạy luật: mọi luật và tên cơ quan 9 MB/s ≥ 8 MB/s đạt" in lines
    assert "văn bản dài gấp 16: thời gian gấp 19× ≤ 18× chưa đạt" in lines
    assert "nạp luật lúc khởi động 72,3 ms ≤ 100 ms đạt" in lines
    assert "nạp luật khi luật vừa đổi 600 ms – –" in lines
    assert "bộ nhớ nhiều nhất khi đọc 1 MB 91 MB ≤ 150 MB đạt" in lines
    assert "16×: 9500 ms, gấp 19,0" in lines
    assert lines[-1].startswith("chưa cài underthesea")
    assert not any(".docx" in line for line in lines)


def test_bench_without_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("DP606 ")


def test_speeds_add_up() -> None:
    found = bench.Bench(
        1, 10, (bench.Speed("parse", 4_000_000, 2.0), bench.Speed("ner", 40_000, 2.0)), ((1, 0.5), (16, 9.0))
    )
    assert (found.speeds[0].mb_per_s, found.ratio("parse", "ner"), found.growth_ratio) == (2.0, 100.0, 18.0)
    assert [(f.name, f.value, f.met) for f in found.figures] == [
        ("parse", 2.0, True),
        ("ner", 0.02, None),
        ("times-ner", 100.0, True),
        ("growth", 18.0, True),
    ]
    slow = bench.Figure("growth", 18.1, "×", 18.0, at_most=True)
    assert (slow.met, bench.Figure("parse", 1.9, "MB/s", 2.0).met) == (False, False)


def test_the_rules_are_asked_again_where_they_were_asked_and_find_the_same() -> None:
    sources = [read(path) for path in sorted(DOCUMENTS.glob("*.[mt]*"))]
    replay = Replay(sources)
    found = [m.rule.file for m in replay.mentions()]
    assert set(found) >= {
        "deadlines.yaml",
        "header.yaml",
        "indicators.yaml",
        "outline.yaml",
        "references.yaml",
        "roles.yaml",
    }
    assert replay.run() == len(found)
    assert replay.both() == len(found) + replay.agencies()


def test_other_agency_names_stand_for_ours() -> None:
    names = agency_names(2000)
    assert names == agency_names(2000)
    assert len(set(names)) == 2000
    known = names[0]
    text = f"{known} phối hợp với Ủy ban nhân dân xã Mường Phăng"
    with using(with_names(names)):
        assert [m.name for m in find_agencies(text, canon(text), 0, len(text))] == [known]
    assert len(find_agencies(text, canon(text), 0, len(text))) == 2
