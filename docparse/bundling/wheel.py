"""docparse's own wheel: given, built from the checkout, or packed anew from what is installed."""

from __future__ import annotations

import base64
import csv
import email
import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path, PurePosixPath

from docparse.errors import DocparseError

_MADE_BY_INSTALLING = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same files give the same wheel


def own_wheel(folder: Path, given: Path | None) -> Path:
    """The wheel in ``folder``; DocparseError DP651 for a file that is none, DP654 where none can be made."""
    if given is not None:
        if not (given.name.startswith("docparse-") and given.suffix == ".whl" and _is_wheel(given)):
            raise DocparseError("DP651", str(given), "không phải gói cài docparse (.whl)", "nêu tệp docparse-….whl")
        return Path(shutil.copy(given, folder))
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return _built(checkout, folder)
    return repacked(metadata.distribution("docparse"), folder)


def _built(checkout: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "--wheel-dir", str(folder), str(checkout)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    made = list(folder.glob("docparse-*.whl"))
    if done.returncode or not made:
        raise DocparseError("DP654", str(checkout), "không đóng được gói docparse", "nêu gói có sẵn: --wheel TỆP")
    return made[0]


def repacked(installed: metadata.Distribution, folder: Path) -> Path:
    """The wheel that ``installed`` came from: its files by RECORD, without what installing added."""
    tag = next((line.split(": ", 1)[1] for line in _lines(installed, "WHEEL") if line.startswith("Tag: ")), "")
    files = [file for file in installed.files or () if _packed(PurePosixPath(file))]
    if not tag or not any(file.as_posix() == "docparse/__init__.py" for file in files):
        raise DocparseError("DP654", "docparse", "không chạy từ một gói đã cài", "nêu gói có sẵn: --wheel TỆP")
    target = folder / f"docparse-{installed.version}-{tag}.whl"
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file in sorted(files):
            data = Path(str(file.locate())).read_bytes()
            wheel.writestr(zipfile.ZipInfo(file.as_posix(), _WHEN), data, zipfile.ZIP_DEFLATED)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            rows.writerow((file.as_posix(), f"sha256={digest}", len(data)))
        name = next(file.parent for file in files if file.name == "WHEEL").as_posix() + "/RECORD"
        rows.writerow((name, "", ""))
        wheel.writestr(zipfile.ZipInfo(name, _WHEN), record.getvalue(), zipfile.ZIP_DEFLATED)
    return target


def _is_wheel(file: Path) -> bool:
    if not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as packed:
        return any(name.endswith(".dist-info/METADATA") for name in packed.namelist())


def extras_of(wheel: Path) -> tuple[str, ...]:
    """The extras that a wheel names."""
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        return tuple(email.message_from_bytes(packed.read(name)).get_all("Provides-Extra") or ())


def _packed(file: PurePosixPath) -> bool:
    """Scripts lie outside, compiled modules and some remarks came with the installation."""
    outside = ".." in file.parts or file.is_absolute()
    return not outside and file.suffix != ".pyc" and file.name not in _MADE_BY_INSTALLING


def _lines(installed: metadata.Distribution, name: str) -> list[str]:
    return (installed.read_text(name) or "").splitlines()
