"""``docparse bundle``: what is in the folder, and that its script installs from the folder alone."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest

from docparse.bundling import PYTHONS
from docparse.bundling import build as building
from docparse.bundling.wheel import own_wheel, repacked
from docparse.cli import main
from docparse.errors import DocparseError

INFO = "docparse-9.8.7.dist-info"
FILES = {
    "docparse/__init__.py": "def main():\n    print('docparse 9.8.7')\n",
    f"{INFO}/METADATA": "Metadata-Version: 2.1\nName: docparse\nVersion: 9.8.7\nProvides-Extra: watch\n",
    f"{INFO}/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{INFO}/entry_points.txt": "[console_scripts]\ndocparse = docparse:main\n",
}
ADDED = ("docparse/__pycache__/__init__.pyc", f"{INFO}/INSTALLER", f"{INFO}/direct_url.json", f"{INFO}/RECORD")


def installed(folder: Path) -> metadata.Distribution:
    """A small docparse as pip leaves it."""
    for name, text in {**FILES, **dict.fromkeys(ADDED[:3], "x")}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / INFO / "RECORD").write_text("".join(f"{name},,\n" for name in (*FILES, *ADDED, "../../../bin/docparse")))
    return metadata.Distribution.at(folder / INFO)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    (tmp_path / "goi").mkdir()
    return repacked(installed(tmp_path / "site"), tmp_path / "goi")


@pytest.fixture
def nothing_fetched(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run; uv locks nothing, pip has nothing to fetch."""
    commands: list[list[str]] = []

    def run(command: Sequence[str], given: str) -> subprocess.CompletedProcess[str]:
        commands.append([*command, given])
        if command[0] == "uv":
            Path(command[command.index("--output-file") + 1]).write_text("")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(building, "_run", run)
    monkeypatch.setattr(building, "find_spec", lambda name: object())
    return commands


def test_an_installed_docparse_is_packed_again(wheel: Path) -> None:
    assert wheel.name == "docparse-9.8.7-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as packed:
        assert {name: packed.read(name).decode() for name in FILES} == FILES
        assert set(packed.namelist()) == {*FILES, f"{INFO}/RECORD"}
        lines = packed.read(f"{INFO}/RECORD").decode().splitlines()
    digest = hashlib.sha256(FILES["docparse/__init__.py"].encode()).digest()
    assert f"docparse/__init__.py,sha256={base64.urlsafe_b64encode(digest).decode().rstrip('=')},40" in lines
    assert f"{INFO}/RECORD,," in lines


def test_what_is_no_wheel_of_docparse(tmp_path: Path) -> None:
    (tmp_path / "docparse-1.whl").write_text("x")
    with pytest.raises(DocparseError, match="DP651 "):
        own_wheel(tmp_path, tmp_path / "docparse-1.whl")
    with zipfile.ZipFile(tmp_path / "docparse-1.whl", "w") as other:
        other.writestr("a.txt", "x")
    with pytest.raises(DocparseError, match="DP651 "):
        own_wheel(tmp_path, tmp_path / "docparse-1.whl")
    (tmp_path / INFO).mkdir()
    (tmp_path / INFO / "RECORD").write_text("docparse.pth,,\n")
    with pytest.raises(DocparseError, match=r"DP654 .* --wheel"):
        repacked(metadata.Distribution.at(tmp_path / INFO), tmp_path)


def test_the_folder_holds_all_that_is_needed(
    tmp_path: Path, wheel: Path, nothing_fetched: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bo-cai"
    assert main(["bundle", str(folder), "--wheel", str(wheel), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    locks = {f"locks/{platform}-3.{n}.txt" for platform in ("windows", "linux") for n in (11, 12, 13)}
    scripts = {"install.sh", "install.ps1", "install.cmd", "DOC-TRUOC.txt", "SHA256SUMS"}
    assert names == locks | scripts | {f"wheels/{wheel.name}"}
    sums = (folder / "SHA256SUMS").read_bytes()
    assert told["sha256"] == hashlib.sha256(sums).hexdigest()
    listed = dict(reversed(line.split("  ", 1)) for line in sums.decode().splitlines())
    assert set(listed) == names - {"SHA256SUMS"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())
    asked = [command for command in nothing_fetched if command[0] == "uv"]
    assert {command[command.index("--python-platform") + 1] for command in asked} == set(building._UV.values())
    assert (folder / "install.ps1").read_bytes().startswith(b"\xef\xbb\xbf")  # else Windows reads no Vietnamese
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_only_what_is_asked_for(tmp_path: Path, wheel: Path, nothing_fetched: list[list[str]]) -> None:
    folder = tmp_path / "bo-cai"
    more = ["--platform", "linux", "--python", "3.12", "--extra", "watch"]
    assert main(["bundle", str(folder), "--wheel", str(wheel), *more]) == 0
    assert [path.name for path in (folder / "locks").iterdir()] == ["linux-3.12.txt"]
    assert not (folder / "install.cmd").exists()
    assert nothing_fetched[0][-1].startswith("docparse[watch] @ file://")


def test_failures_leave_nothing(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["bundle", str(tmp_path / "bo-cai"), "--wheel", str(wheel)]
    monkeypatch.setattr(building, "find_spec", lambda name: None)
    assert main(command) == 1
    assert capsys.readouterr().err.startswith("DP650 ")
    monkeypatch.setattr(building, "find_spec", lambda name: object())
    monkeypatch.setattr(
        building, "_run", lambda *_: subprocess.CompletedProcess([], 1, "", "× x has no usable wheels\n")
    )
    assert main(command) == 1
    assert capsys.readouterr().err.startswith("DP652 windows, Python 3.11: × x has no usable wheels; ")
    assert not (tmp_path / "bo-cai").exists()
    assert main(["bundle", str(tmp_path), "--wheel", str(wheel)]) == 1
    assert capsys.readouterr().err.startswith("DP651 ")
    assert main([*command, "--extra", "khong-co"]) == 1
    assert capsys.readouterr().err.startswith("DP655 --extra khong-co: docparse-9.8.7-py3-none-any.whl không có phần")


@pytest.mark.skipif(os.name == "nt" or shutil.which("sha256sum") is None, reason="install.sh is for Linux")
def test_the_script_installs_without_a_network(tmp_path: Path, wheel: Path, nothing_fetched: list[list[str]]) -> None:
    version = f"3.{sys.version_info.minor}"
    if version not in PYTHONS:
        pytest.skip(f"no bundle for Python {version}")
    folder, target = tmp_path / "bo cài", tmp_path / "nơi cài"
    assert main(["bundle", str(folder), "--wheel", str(wheel), "--platform", "linux"]) == 0
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PYTHON": sys.executable, "PATH": os.environ["PATH"]}
    command = ["sh", str(folder / "install.sh"), str(target)]
    done = subprocess.run(command, env=nowhere, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[2]) == (0, "docparse 9.8.7"), done.stderr
    with (folder / "locks" / f"linux-{version}.txt").open("a") as changed:
        changed.write("\n")
    shutil.rmtree(target)
    done = subprocess.run(command, env=nowhere, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "LỖI: bộ cài không nguyên vẹn" in done.stderr
    assert not target.exists()
