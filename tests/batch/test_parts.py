"""``docparse add --to`` and ``docparse load``: Parquet parts say what a store would have been told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import docparse
from docparse.batch import parts
from docparse.batch.parts import PartWriter, read_parts
from docparse.cli import main
from docparse.errors import DocparseError, ReadError
from docparse.evaluation.generator import Generator
from docparse.evaluation.generator_files import ANSWERS, write_files
from docparse.model import Plan

pytest.importorskip("pyarrow")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(Generator(7), tmp_path / "vao")
    (tmp_path / "vao" / ANSWERS).unlink()
    (tmp_path / "vao" / "rong.txt").write_bytes(b"")
    return tmp_path / "vao"


def stored(url: str) -> list[object]:
    with docparse.open_store(url) as store:
        return [(d.file, d.sha256, d.rules, store.plan(d.id)) for d in store.documents()]


def test_parts_loaded_give_the_store_that_add_gives(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 3)
    base = folder.parent
    there = str(base / "ket-qua.parquet")
    assert main(["add", str(folder), "--to", there, "--workers", "2"]) == 1
    out, err = capsys.readouterr()
    assert "7 đã đọc, 1 lỗi" in out
    assert "DP103 rong.txt" in err
    assert len(list(Path(there).glob("part-*.parquet"))) == 3
    assert main(["add", str(folder), "--store", f"sqlite:///{base}/a.db"]) == 1
    assert main(["load", there, "--store", f"sqlite:///{base}/b.db"]) == 1
    out, err = capsys.readouterr()
    assert "7 đã thêm, 1 lỗi" in out
    assert err.count("DP103 rong.txt: tệp rỗng; kiểm tra lại tệp đã tải hoặc sao chép đủ chưa") == 2
    before = stored(f"sqlite:///{base}/b.db")
    assert before == stored(f"sqlite:///{base}/a.db")
    # again: the same parts, and a store that knows them
    names = sorted(path.name for path in Path(there).iterdir())
    main(["add", str(folder), "--to", there])
    assert sorted(path.name for path in Path(there).iterdir()) == names
    main(["load", there, "--store", f"sqlite:///{base}/b.db"])
    assert "7 đã có, 1 lỗi" in capsys.readouterr().out
    assert stored(f"sqlite:///{base}/b.db") == before


def test_what_a_writer_was_given_is_read_back(tmp_path: Path) -> None:
    one = Generator(5).document(4)
    plan = docparse.parse_bytes(one.text.encode(), one.name)
    wrong = ReadError("DP111", "hong.docx", "tệp bị cụt; hoặc hỏng", "tải lại")
    with PartWriter(str(tmp_path)) as writer:
        writer.add(plan)
        writer.failed("hong.docx", wrong)
    (name, read), (file, error) = read_parts(str(tmp_path))
    assert (name, read) == (one.name, plan)
    assert isinstance(read, Plan)
    assert isinstance(error, DocparseError)
    assert (file, error.code, str(error)) == ("hong.docx", "DP111", str(wrong))


def test_a_run_that_breaks_off_leaves_no_part_cut_short(tmp_path: Path) -> None:
    writer = PartWriter(str(tmp_path))
    writer.failed("a", ReadError("DP101", "a", "b", "c"))
    writer.__exit__(KeyError)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_used_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocparseError, match="DP434"):
        list(read_parts(str(tmp_path)))
    (tmp_path / "a.parquet").write_bytes(b"khong phai")
    with pytest.raises(DocparseError, match=r"DP434 .*tệp hỏng"):
        list(read_parts(str(tmp_path)))
    with pytest.raises(DocparseError, match="DP434"):
        PartWriter(str(tmp_path / "a.parquet" / "b"))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DocparseError, match=r"DP431 .*docparse\[parquet\]"):
        PartWriter(str(tmp_path))
