"""README's session is real: each command is run and prints what README shows."""

import re
import shlex
from pathlib import Path

import pytest

from docparse.cli import main
from docparse.cli_commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSION = re.compile(r"^\$ (docparse .*)\n((?:(?!\$ |```).*\n)*)", re.M)
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.S)


def test_the_session_prints_what_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DOCPARSE_STORE", f"sqlite:///{tmp_path / 'thu.sqlite'}")
    monkeypatch.setenv("COLUMNS", "120")
    commands = [found for block in BLOCKS for found in SESSION.findall(block)]
    assert len(commands) >= 6
    for command, shown in commands:
        main(shlex.split(command)[1:])
        printed = capsys.readouterr().out.replace(str(tmp_path / "thu.sqlite"), "thu.sqlite")
        assert [line.rstrip() for line in printed.rstrip().splitlines()] == [
            line.rstrip() for line in shown.rstrip().splitlines()
        ], command


def test_every_command_is_documented() -> None:
    for command in COMMANDS:
        assert f"docparse {command}" in README


def test_the_examples_in_python_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store, nlp = re.findall(r"```python\n(.*?)```", README, re.S)
    monkeypatch.chdir(ROOT)
    exec(store.replace("sqlite:///thu.sqlite", f"sqlite:///{tmp_path / 'thu.sqlite'}"), {})
    assert "['Sở Giáo dục và Đào tạo'" in capsys.readouterr().out
    pytest.importorskip("spacy")
    exec(nlp, {})
    assert "\ntask | " in capsys.readouterr().out
