"""A sound store has no problems; every kind of damage is found and named."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import docparse
from docparse.questions import open_store
from docparse.questions.correcting import correct
from tests.conftest import SHARED

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"


pytestmark = pytest.mark.sqlite  # damage is done to a copy of a file


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verify") / "kho.db"
    with open_store(f"sqlite:///{path}") as store:
        for file in sorted(DOCUMENTS.iterdir()):
            store.add(docparse.parse(file))
        correct(store, "3243 III.7", {"confirmed": True}, "An")
        store.remove("82-KH/TU")
    return path


def problems(path: Path) -> list[tuple[str, str]]:
    with open_store(f"sqlite:///{path}") as store:
        return [(one.where, one.what) for checked in store.verify() for one in checked.problems]


def test_a_sound_store_has_none(sound: Path) -> None:
    assert problems(sound) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not here")
def test_real_documents_are_sound_too(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    names = ["KH-UBND-lao-cai-khoang-san.docx", "380-nq-cp-chinh-phu.md", "144-kh-ubnd-ubnd-tinh-bac-ninh.md"]
    with open_store(f"sqlite:///{path}") as store:
        for name in names:
            store.add(docparse.parse(SHARED / "documents" / name))
        checked = list(store.verify())
    assert len(checked) == 1 + len(names)
    assert [one for c in checked for one in c.problems] == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE task_rows SET text = 'khác' WHERE pk = 1", "tasks: dòng"),
        ("UPDATE assignment_rows SET role = 'coordinate' WHERE role = 'lead'", "assignments: dòng"),
        ("UPDATE texts SET text = replace(text, 'tỉnh', 'tình')", "toàn văn không phải toàn văn đã đọc"),
        ("DELETE FROM paragraphs WHERE pk = 1", "paragraphs: có"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "chỉ mục tìm kiếm thiếu"),
        ("DELETE FROM mentions WHERE pk = (SELECT min(pk) FROM mentions)", "mentions: có"),
        ("UPDATE versions SET plan = x'00'", "không đọc lại được kết quả đã giữ"),
        ("DELETE FROM remarks", "remarks: có 0 dòng"),
        ("UPDATE documents SET tasks = tasks + 1", "tasks: ghi"),
        ("UPDATE sections SET end_at = end_at + 1", "sections: dòng"),
        ("UPDATE corrections SET task_id = 't:no'", "gắn vào nhiệm vụ không có"),
        ("DELETE FROM directives WHERE pk = (SELECT max(target_pk) FROM mentions)", "trỏ tới dòng không có"),
        ("UPDATE said_ids SET directive_pk = NULL", "chưa gắn vào văn bản nào"),
    ],
)
def test_damage_is_found(sound: Path, tmp_path: Path, damage: str, told: str) -> None:
    path = tmp_path / "kho.db"
    shutil.copy(sound, path)
    raw = sqlite3.connect(path)
    raw.execute(damage)
    raw.commit()
    raw.close()
    assert any(told in what for _, what in problems(path)), problems(path)
