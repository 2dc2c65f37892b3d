"""The words of the pages: both languages, each used somewhere."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from docparse.output import coverage
from docparse.questions.answer import WHOLE
from docparse.store.vocabulary import vocabulary
from docparse.web.settings import LANGUAGES
from docparse.web.words import by_page, label, labels, words

WEB = Path(str(files("docparse.web")))
ENTRIES: dict[str, list[str]] = yaml.safe_load((WEB / "words.yaml").read_text(encoding="utf-8"))
PUT_TOGETHER = ("nav_", "status_", "due_", "file_", "form_", "role_")  # keys of which the code says only the beginning


def test_every_word_is_said_in_every_language() -> None:
    assert [key for key, said in ENTRIES.items() if len(said) != len(LANGUAGES) or not all(said)] == []
    assert words("vi")["nav_tasks"] == "Nhiệm vụ"
    assert words("en")["nav_tasks"] == "Tasks"
    with pytest.raises(KeyError):
        words("vi")["không có"]


def test_every_word_is_used_and_every_one_used_is_there() -> None:
    paths = [path for path in WEB.rglob("*") if path.suffix in (".py", ".html")]
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    used = set(re.findall(r"""\bw\.(\w+)|\[["'](\w+)["']\]|"(\w+)\"""", text))
    names = {name for found in used for name in found if name}
    assert [key for key in ENTRIES if key not in names and not key.startswith(PUT_TOGETHER)] == []
    asked = set(re.findall(r"\bw\.(\w+)", text)) - {"language"}
    assert sorted(asked - set(ENTRIES)) == []


def test_every_label_of_an_answer_has_its_english() -> None:
    said = vocabulary()
    used = {entry["label"] for entry in said["edges"].values() if entry["group"] in ("role", "relation")}
    for part in ("basis", "said", "status", "section_roles"):
        used |= set(said[part].values())
    used |= set(coverage.VERDICTS.values()) | set(coverage.NUMBERS.values()) | {WHOLE}
    assert {one for one in used if one.lower() not in labels()} == set()


def test_a_label_keeps_its_capital_and_nothing_else_is_changed() -> None:
    assert label("Chủ trì", "en") == "Lead"
    assert label("chủ trì", "en") == "lead"
    assert label("chủ trì", "vi") == "chủ trì"
    assert label("Sở Nội vụ", "en") == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("advice", "here"),
    [
        ("xem các văn bản: docparse list", "xem các văn bản: trang Văn bản"),
        ("xem các mục: docparse show VĂN_BẢN", "xem các mục: trang của văn bản ấy"),
        ("thêm văn bản trước: docparse add TỆP", "thêm văn bản trước: trang Tiếp nhận"),
        ('ví dụ: docparse agency "Sở Y tế"', 'ví dụ: trang Cơ quan "Sở Y tế"'),
        ("so hai bản: docparse diff CŨ MỚI", "so hai bản: docparse diff CŨ MỚI"),
        ("kho do bản docparse mới hơn tạo ra", "kho do bản docparse mới hơn tạo ra"),
    ],
)
def test_advice_names_pages_not_commands(advice: str, here: str) -> None:
    assert by_page(advice) == here


@pytest.mark.parametrize("name", ["words.yaml", "labels.yaml", "commands.yaml"])
def test_no_key_stands_twice(name: str) -> None:
    keys = re.findall(r"^([^#\s:][^:\n]*):", (WEB / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))
