"""``docparse add --on ray``: the same as on one machine, a dead worker's document done again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from docparse.batch.cluster import RayPool
from docparse.batch.schedule import ordered
from docparse.batch.work import Job
from docparse.cli import main
from docparse.errors import DocparseError
from tests.batch.test_workers import added, die_at_first, folder

__all__ = ["folder"]


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert main(["add", "x.txt", "--on", "ray", "--store", "sqlite:///:memory:"]) == 1
    assert "DP431 --on ray: cần Ray để chạy trên nhiều máy; cài thêm: pip install 'docparse[ray]'" in (
        capsys.readouterr().err
    )


def test_on_takes_ray_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "x.txt", "--on", "spark"]) == 2
    assert "--on không nhận giá trị “spark”" in capsys.readouterr().err


def test_a_cluster_gives_what_one_machine_gives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("ray")
    one = added(folder, folder.parent / "mot.db", capsys)
    assert added(folder, folder.parent / "hai.db", capsys, "--on", "ray") == one


def test_a_document_that_stops_its_worker_twice_is_set_aside(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    jobs = ((name, Job(name, path=str(tmp_path / name))) for name in ("a", "once", "always", "b"))
    found = dict(ordered(RayPool(None), die_at_first, jobs))
    always = found.pop("always")
    assert isinstance(always, DocparseError)
    assert always.code == "DP430"
    assert found == {"a": "a", "once": "once", "b": "b"}


def test_a_cluster_that_is_not_there_is_told() -> None:
    pytest.importorskip("ray")
    with pytest.raises(DocparseError, match=r"DP432 ray://127\.0\.0\.1:9"):
        RayPool("ray://127.0.0.1:9")
