"""Every command and option is in the manual and is completed by a shell."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docparse.cli import main
from docparse.cli_arguments import parser
from docparse.cli_completion import manual

ROOT = Path(__file__).parents[1]
COMMANDS: dict[str, argparse.ArgumentParser] = next(
    action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
)


def options(command: str) -> set[str]:
    return {name for action in COMMANDS[command]._actions for name in action.option_strings if name.startswith("--")}


def completed(line: str, folder: Path) -> set[str]:
    """What bash is offered after ``line``, asked as its script asks."""
    pytest.importorskip("argcomplete")
    asked = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(folder / "answer"),
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line.encode())),
        "COMP_TYPE": "9",
        "PYTHONPATH": str(ROOT),
    }
    run = "import sys; sys.argv[0] = 'docparse'; from docparse.cli import main; main()"
    subprocess.run([sys.executable, "-c", run], env={**os.environ, **asked}, cwd=folder, check=True, timeout=60)
    answer = (folder / "answer").read_text(encoding="utf-8")
    return {word.rstrip() for word in answer.split("\n") if word}


def test_all_commands_are_completed(tmp_path: Path) -> None:
    assert completed("docparse ", tmp_path) >= set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_all_options_are_completed(tmp_path: Path, command: str) -> None:
    assert completed(f"docparse {command} --", tmp_path) >= options(command)


def test_values_and_files_are_completed(tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.docx").touch()
    (tmp_path / "ke-khai").mkdir()
    assert completed("docparse completion ", tmp_path) >= {"bash", "zsh", "fish", "powershell"}
    assert completed("docparse add ke-", tmp_path) == {"ke-hoach.docx", "ke-khai/"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("argcomplete")
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "docparse" in script
    assert "_ARGCOMPLETE" in script
    if program := shutil.which({"powershell": "pwsh"}.get(shell, shell)):
        checked = [program, "-NoProfile", "-Command", "-"] if shell == "powershell" else [program, "-n"]
        assert subprocess.run(checked, input=script, text=True, check=False).returncode == 0


def test_without_argcomplete(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "argcomplete", None)
    assert main(["completion", "bash"]) == 1
    assert capsys.readouterr().err.startswith("DP643 docparse completion: chưa có gói argcomplete; cài thêm: pip")


def test_the_manual_has_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man"]) == 0
    page = capsys.readouterr().out
    parts = {part.split("\n", 1)[0].replace("\\-", "-"): part for part in re.split(r"^\.SS ", page, flags=re.M)[1:]}
    assert set(parts) == set(COMMANDS)
    for command, part in parts.items():
        named = {word for line in re.findall(r"^\.TP\n\.B (.*)$", part, re.M) for word in re.split(r"[ ,]+", line)}
        assert {option.replace("-", "\\-") for option in options(command)} <= named


def test_the_manual_is_shown_without_a_warning(tmp_path: Path) -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed")
    page = tmp_path / "docparse.1"
    page.write_text(manual(parser()), encoding="utf-8")
    shown = subprocess.run([groff, "-k", "-man", "-Tutf8", "-ww", "-P-c", str(page)], capture_output=True, check=True)
    assert shown.stderr == b""
    text = re.sub(".\b", "", shown.stdout.decode())
    assert "docparse - Đọc kế hoạch, chỉ thị, quyết định của cơ quan nhà nước" in text
    assert "--settle GIÂY" in text


def test_nothing_in_a_text_is_a_command_of_roff() -> None:
    grammar = argparse.ArgumentParser("x", description=".so /etc/passwd: \\fB", add_help=False)
    command = grammar.add_subparsers().add_parser("y", description="'br", add_help=False)
    command.add_argument("--z", help="100%% \\n(.x")
    page = manual(grammar)
    assert "\\&.so /etc/passwd: \\efB" in page
    assert "\n\\&'br\n" in page
    assert "100% \\en(.x" in page
