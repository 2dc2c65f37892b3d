"""A store is parsed anew from what it keeps, without the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import docparse
from docparse.errors import StoreError
from docparse.questions import Store, open_store
from docparse.questions.correcting import correct, corrections
from docparse.reading import read
from docparse.store.layouts import pack_layout, unpack_layout
from tests.conftest import SHARED

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"


def answers(store: Any) -> list[Any]:
    return [store.plan(d.id)["tasks"] for d in store.documents()] + [store.checklist("Sở Tài chính").to_dict()]


def age(store: Store) -> None:
    """The store as an older rule pack wrote it."""
    for table in ("documents", "versions"):
        store.db.raw.execute(f"UPDATE {table} SET rules = 'older'")


def test_layouts_give_the_source_back() -> None:
    names = [p for p in sorted(DOCUMENTS.iterdir()) if p.suffix in (".txt", ".md", ".docx", ".html")]
    if SHARED.is_dir():
        names += [
            SHARED / "documents" / name
            for name in ("07-ct-ttg-thu-tuong-chinh-phu.docx", "773-qd-ttg-thu-tuong-chinh-phu.md")
        ]
    for path in names:
        source = read(path)
        packed = pack_layout(source)
        assert unpack_layout(packed, source.text, source.sha256) == source, path.name
        assert len(packed) < len(source.text.encode()) / 3, path.name


def test_refreshing_gives_what_parsing_the_files_gave(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with open_store(f"sqlite:///{path}") as store:
        for file in sorted(DOCUMENTS.iterdir()):
            store.add(docparse.parse(file))
        before = answers(store)
    with open_store(f"sqlite:///{path}") as store:
        age(store)
        done = list(store.refresh())
        assert len(done) == len(list(DOCUMENTS.iterdir()))
        assert {(one.status, one.tasks[0] == one.tasks[1]) for one in done} == {("refreshed", True)}
        assert answers(store) == before
        assert {d.version for d in store.documents()} == {1}
        assert not list(store.refresh())


def test_annexes_are_parsed_anew_too(tmp_path: Path) -> None:
    annex = tmp_path / "phu-luc.csv"
    annex.write_text(
        "STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Rà soát mạng lưới trường lớp,Sở Nội vụ,6/2020\n", "utf-8"
    )
    path = tmp_path / "kho.db"
    with open_store(f"sqlite:///{path}") as store:
        store.add(docparse.parse(DOCUMENTS / "3243-KH-UBND.txt"))
        store.add(docparse.parse(annex), annex_of="3243")
        before = answers(store)
        row = store.checklist("Sở Nội vụ", "lead").rows[0]
        correct(store, row.task_id, {"status": "done"}, "An")
    with open_store(f"sqlite:///{path}") as store:
        age(store)
        assert [one.status for one in store.refresh()] == ["refreshed"]
        assert answers(store)[:-1] == before[:-1]
        assert store.documents()[0].version == 2
        assert [one.task_id for one in corrections(store).rows] == [row.task_id]


def test_what_cannot_be_parsed_anew_is_left_and_told(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with open_store(f"sqlite:///{path}") as store:
        store.add(docparse.parse(DOCUMENTS / "3243-KH-UBND.txt"))
        before = answers(store)
    with open_store(f"sqlite:///{path}") as store:
        age(store)
        store.db.raw.execute("DELETE FROM layouts")
        (done,) = store.refresh()
        assert done.status == "failed"
        assert isinstance(done.error, StoreError)
        assert str(done.error).startswith("DP454 3243-KH-UBND.txt: ")
        assert answers(store) == before
        store.add(docparse.parse(DOCUMENTS / "3243-KH-UBND.txt"))
        assert not list(store.refresh())


@pytest.mark.parametrize("everything", [True, False])
def test_a_store_of_todays_rules_is_left_alone(tmp_path: Path, everything: bool) -> None:
    with open_store(f"sqlite:///{tmp_path}/kho.db") as store:
        store.add(docparse.parse(DOCUMENTS / "82-KH-TU.txt"))
        assert len(list(store.refresh(everything=everything))) == int(everything)
