"""The words of the pages: both languages, each used somewhere."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from docparse.web.settings import LANGUAGES
from docparse.web.words import words

WEB = Path(str(files("docparse.web")))
ENTRIES: dict[str, list[str]] = yaml.safe_load((WEB / "words.yaml").read_text(encoding="utf-8"))
PUT_TOGETHER = ("nav_", "status_", "due_", "file_", "role_")  # keys of which the code says only the beginning


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
