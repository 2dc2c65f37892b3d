"""Fill a folder with everything that an installation without internet needs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from docparse.bundling.wheel import extras_of, own_wheel
from docparse.errors import DocparseError

_UV = {"windows": "x86_64-pc-windows-msvc", "linux": "x86_64-manylinux_2_28"}
_PIP = {
    "windows": ("win_amd64",),
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux2010_x86_64",
              "manylinux_2_5_x86_64", "manylinux1_x86_64"),
}  # fmt: skip
_SCRIPTS = {"windows": ("install.ps1", "install.cmd"), "linux": ("install.sh",)}
_SUMS = "SHA256SUMS"
_PLACE = Path(__file__).parent / "files"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was made: the number of wheels, bytes in all, and the digest of the list of digests."""

    folder: str
    wheels: int
    size: int
    sha256: str


def build(
    folder: Path,
    platforms: Sequence[str],
    pythons: Sequence[str],
    extras: Sequence[str],
    wheel: Path | None,
    tell: Callable[[str], None],
) -> Bundle:
    """Make the bundle in ``folder``, which is new or empty; what fails leaves nothing there."""
    for name in ("uv", "pip"):
        if find_spec(name) is None:
            advice = "cài thêm: pip install 'docparse[bundle]'"
            raise DocparseError("DP650", "docparse bundle", f"chưa có gói {name}", advice)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DocparseError("DP651", str(folder), "đã có và không trống", "nêu một thư mục mới")
    # made beside its place, so that a bundle that is there is a whole one
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".docparse-bundle-", dir=folder.parent) as made:
        place = Path(made) / "bundle"
        (place / "wheels").mkdir(parents=True)
        (place / "locks").mkdir()
        own = own_wheel(place / "wheels", wheel)
        _check_extras(own, extras)
        tell(f"gói docparse: {own.name}")
        for platform in platforms:
            for python in pythons:
                lock = place / "locks" / f"{platform}-{python}.txt"
                _lock(lock, own, extras, platform, python)
                _fetch(lock, place / "wheels", platform, python)
                tell(f"đã tải      {platform}, Python {python}")
            for script in _SCRIPTS[platform]:
                shutil.copyfile(_PLACE / script, place / script)
        if "linux" in platforms:
            (place / "install.sh").chmod(0o755)
        shutil.copyfile(_PLACE / "DOC-TRUOC.txt", place / "DOC-TRUOC.txt")
        sums = _sums(place)
        if folder.exists():
            folder.rmdir()
        os.replace(place, folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    wheels = sum(path.suffix == ".whl" for path in files)
    return Bundle(str(folder), wheels, sum(path.stat().st_size for path in files), sums)


def _check_extras(own: Path, extras: Sequence[str]) -> None:
    """An extra that the wheel does not name is passed over by those who resolve, so it is looked for here."""
    known = extras_of(own)
    for extra in extras:
        if extra not in known:
            advice = f"chọn trong: {', '.join(known)}" if known else "bỏ --extra"
            raise DocparseError("DP655", f"--extra {extra}", f"{own.name} không có phần này", advice)


def _lock(lock: Path, own: Path, extras: Sequence[str], platform: str, python: str) -> None:
    """Which wheels a platform needs, as it would decide itself: markers are read for it, not for this machine."""
    wanted = f"docparse[{','.join(extras)}] @ {own.resolve().as_uri()}"
    command = [
        *("uv", "pip", "compile", "-", "--quiet", "--no-header", "--no-annotate", "--generate-hashes"),
        *("--only-binary", ":all:", "--no-emit-package", "docparse", "--custom-compile-command", "docparse bundle"),
        *("--python-platform", _UV[platform], "--python-version", python, "--output-file", str(lock)),
    ]
    done = _run(command, wanted)
    if done.returncode:
        advice = "bỏ phần ấy, hoặc đóng sẵn wheel của gói ấy rồi thử lại"
        raise DocparseError("DP652", f"{platform}, Python {python}", _last(done.stderr), advice)


def _fetch(lock: Path, wheels: Path, platform: str, python: str) -> None:
    tags = [part for tag in _PIP[platform] for part in ("--platform", tag)]
    command = [
        *("pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--dest", str(wheels)),
        *("--disable-pip-version-check", "--implementation", "cp", "--python-version", python, *tags),
        *("--requirement", str(lock)),
    ]
    done = _run(command, "")
    if done.returncode:
        advice = "kiểm tra mạng, kho gói rồi thử lại"
        raise DocparseError("DP653", f"{platform}, Python {python}", _last(done.stderr), advice)


def _run(command: Sequence[str], given: str) -> subprocess.CompletedProcess[str]:
    module = [sys.executable, "-m", *command]
    return subprocess.run(module, input=given, capture_output=True, text=True, encoding="utf-8", check=False)


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip() and "warning" not in line.lower()[:10]]
    return " ".join(lines)[-400:] or "không rõ vì sao"


def _sums(place: Path) -> str:
    """Write the list of digests in the form of ``sha256sum``; gives the digest of the list."""
    files = sorted(path for path in place.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(place).as_posix()}" for path in files]
    text = "\n".join(lines).encode() + b"\n"
    (place / _SUMS).write_bytes(text)
    return hashlib.sha256(text).hexdigest()
