"""Where the knowledge lies: ``rules/`` and ``graph/`` in a checkout, inside the package once installed."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder ``rules`` or ``graph``: packaged beside this module, else at the top of the checkout."""
    packaged = _PACKAGE / "data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def fingerprint(folder: Path) -> str:
    """12 hex digits of all rule files of a folder, by what they hold now."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.tsv")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
