"""``docparse bench --documents``: what it measures, that it checks the answers, what it leaves behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from docparse import open_store
from docparse.benchmarks.asked import Timing
from docparse.benchmarks.rivals import in_ladybug, in_networkx
from docparse.benchmarks.storebench import StoreBench, measure_store
from docparse.cli import main
from docparse.errors import DocparseError
from docparse.evaluation.generator import Generator
from docparse.questions import Store

COUNT = 45


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Store]:
    return partial(open_store, f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.db")


@pytest.fixture(scope="module")
def found(opened: Callable[[], Store]) -> StoreBench:
    return measure_store(opened, Generator(COUNT), questions=10)


def test_documents_are_added_and_questions_answered_rightly(found: StoreBench) -> None:
    assert (found.documents, found.tasks) == (COUNT, sum(len(one.tasks) for one in Generator(COUNT)))
    assert found.size == sum(len(one.text.encode()) for one in Generator(COUNT))
    assert [(t.name, t.asked, t.right) for t in found.timings] == [
        ("open", 20, 20), ("who", 10, 10), ("checklist", 10, 10), ("checklist-whole", 10, 10),
        ("trace", 10, 10), ("who-words", 10, 10), ("search", 10, 10),
    ]  # fmt: skip
    assert found.right == 1.0
    assert set(found.agreement.shares.values()) == {1.0}
    assert found.adding is not None
    assert found.adding.parse > 0 < found.adding.write
    targets = {f.name: (f.target, f.at_most, f.unit) for f in found.figures if f.target and f.name != "add-core"}
    assert targets == {
        "memory-growth": (1.2, True, "×"),
        "store-size": (3.0, True, "×"),
        "open": (50.0, True, "ms"),
        "who": (50.0, True, "ms"),
        "checklist": (50.0, True, "ms"),
        "trace": (50.0, True, "ms"),
        "who-words": (50.0, True, "ms"),
        "search": (50.0, True, "ms"),
        "right": (100.0, False, "%"),
    }


def test_a_store_that_holds_them_is_only_asked(found: StoreBench, opened: Callable[[], Store]) -> None:
    again = measure_store(opened, Generator(COUNT), questions=3)
    assert (again.adding, again.tasks, again.right) == (None, found.tasks, 1.0)
    with pytest.raises(DocparseError, match=f"DP607 .*{COUNT} văn bản"):
        measure_store(opened, Generator(COUNT + 1))


def test_an_answer_that_is_wrong_is_noticed(found: StoreBench, opened: Callable[[], Store]) -> None:
    """The answers of other documents under the same names are not those known."""
    other = measure_store(opened, Generator(COUNT, seed=9), questions=10)
    right = {timing.name: timing.right for timing in other.timings}
    assert (right["checklist"], right["who"]) == (0, 0)
    assert other.right < 1


def test_shares_of_times() -> None:
    timing = Timing.of("who", [(n / 1000, n != 7) for n in range(101)])
    assert (timing.asked, timing.right) == (101, 100)
    assert (timing.p50, timing.p95, timing.worst) == pytest.approx((0.05, 0.095, 0.1))


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/kho.db"
    assert main(["bench", "--documents", "30", "--seed", "1", "--store", url, "--workers", "2", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["documents"], value["figures"]["right"]["value"]) == (30, 100.0)
    assert value["figures"]["add-parse"]["value"] > 0
    assert main(["bench", "--documents", "30", "--seed", "1", "--store", url]) == 0
    out = capsys.readouterr().out
    assert out.startswith("30 văn bản, ")
    assert "câu trả lời đúng đáp án" in out


def test_wrong_usage_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench"]) == 2
    assert main(["bench", "x", "--documents", "3"]) == 2
    assert main(["bench", "--documents", "3", "--keep"]) == 2
    assert main(["bench", "--documents", "3", "--size", "lon"]) == 2
    assert capsys.readouterr().err.count("DP600") == 4
    assert main(["bench", "--documents", "3", "--size", "20KB", "--to", str(tmp_path / "ra")]) == 0
    assert len(list((tmp_path / "ra").iterdir())) == 4
    assert "đã ghi 3 văn bản" in capsys.readouterr().out


def test_the_same_graph_elsewhere_answers_too() -> None:
    load, peak, *asked = in_networkx(Generator(30))
    assert load > 0 < peak
    assert len(asked) == 3
    pytest.importorskip("ladybug")
    assert len(in_ladybug(Generator(30))) == 5
